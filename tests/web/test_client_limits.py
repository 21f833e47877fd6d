"""The client's own limits on the pages: on the client's page, in the plan, at recording, and on what they take home."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from intake.cli.demo_answers import whole
from intake.records.database import db
from intake.services import visits
from tests.builders import NOW
from tests.builders_clients import a_client
from tests.builders_intakes import a_form, an_intake
from tests.support.statements import statements_of
from tests.web.visit_pages import a_note, as_kept, asked, begun

HOSTILE = "<script>alert(1)</script> \u202eevil\u200b 🙂"
LIMITS = {"allergies": "latex, nut oil - anaphylaxis", "areas_avoid": ["abdomen"], "positions_not_tolerated": ["prone"],
          "oils": "no lavender", "pressure": "medium"}
TOLD = ("latex, nut oil - anaphylaxis", "no lavender", "Leave alone", "Belly", "Cannot lie", "Face down",
        "Medium: at most 3 <span", "told on 23 November 2026")


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def new_client(app, browser):
    """`new_client(**answers)`: a client of that therapist whose signed intake answers all else with no."""
    def signed(**answers):
        with app.app_context():
            client = a_client(therapist=browser.staff)
            an_intake(client, by=browser.staff, **whole({"allergies_any": ""} | answers, sex="F"))
            return client
    return signed


def test_they_stand_on_the_clients_page_in_the_plan_and_in_the_record(app, browser, new_client):
    client = new_client(**LIMITS)
    visit = begun(app, browser, client)
    pages = [browser.get(f"/clients/{client.id}").text, browser.get(f"/visits/{visit.id}").text]
    browser.post(f"/visits/{visit.id}/note", data=a_note(visit, areas=["neck"]))
    pages.append(browser.get(f"/visits/{visit.id}").text)

    for page in pages:
        assert [part for part in TOLD if part not in page] == []
        assert page.index("latex, nut oil") < page.index("Belly</strong>")


@pytest.mark.parametrize(("answers", "words"), [
    ({}, "Not asked</span>"), ({"allergies_any": "no"}, "None known <span"),
    ({"allergies_any": "yes"}, "Yes, but which was not written down: ask"),
])
def test_not_asked_none_known_and_not_which_are_three_different_things(app, browser, new_client, answers, words):
    client = new_client(**answers)
    visit = begun(app, browser, client)
    every = {"Not asked</span>", "None known <span", "Yes, but which"}

    for page in (browser.get(f"/clients/{client.id}").text, browser.get(f"/visits/{visit.id}").text):
        assert words in page
        assert [other for other in every if not words.startswith(other) and other in page] == []
        assert "</strong> oils, lotions or scents · areas to leave alone · positions · pressure" in page


def test_the_question_is_on_the_form_and_its_answer_is_kept(app, browser, new_client):
    client = new_client()
    page = browser.get(f"/clients/{client.id}/intake").text
    assert "Any allergies?" in page and "None known" in page

    browser.post(f"/clients/{client.id}/intake", data=a_form(allergies_any="no", signed_name=client.name))

    assert "None known <span" in browser.get(f"/clients/{client.id}").text


def test_recording_against_them_asks_why_and_names_them_and_the_reason_is_kept_beside(app, browser, new_client):
    client = new_client(**LIMITS)
    visit = begun(app, browser, client)

    refused = browser.post(f"/visits/{visit.id}/note", data=a_note(visit, areas=["abdomen"], pressure="4"))
    assert refused.status_code == 422
    for words in ("Belly: the client asked to leave it alone.", "Pressure 4 (strong): the client asked for at most 3"):
        assert words in refused.text, words
    assert as_kept(app, visit.id).state == "begun"

    answer = browser.post(f"/visits/{visit.id}/note", data=a_note(
        visit, areas=["abdomen"], pressure="4", beyond_plan_reason="Asked for it today."))
    assert answer.status_code == 303
    page = browser.get(f"/visits/{visit.id}").text
    assert "Belly: the client asked to leave it alone." in page and "Asked for it today." in page


def test_a_rule_says_not_today_and_never_leave_alone(app, browser, new_client):
    client = new_client(operations_any="yes", operations=[
        {"words": "knee replacement", "kind": "knee_replacement", "date": "2026-10-20"}])
    visit = begun(app, browser, client)

    page = browser.get(f"/visits/{visit.id}").text

    assert "Places not today" in page and "Leave alone" not in page


def test_a_plan_kept_before_it_held_them_leads_to_the_clients_page(app, browser, new_client):
    client = new_client(**LIMITS)
    visit = begun(app, browser, client)
    with app.app_context():
        kept = visits.visit_of(visit.id)
        kept.stored_plan = {key: value for key, value in kept.stored_plan.items() if key not in ("changes", "limits")}
        db.session.commit()

    page = browser.get(f"/visits/{visit.id}").text
    paper = browser.post(f"/visits/{visit.id}/summary.pdf")

    assert "They were not kept with the plan of this visit" in page and f"/clients/{client.id}#limits-title" in page
    assert "latex" not in page and paper.status_code == 200


def test_where_no_massage_is_given_the_allergies_are_still_said(browser, new_client):
    client = new_client(**LIMITS)

    page = browser.post(f"/clients/{client.id}/visits/begin", data=asked(asked_breath="yes"), follow_redirects=True)

    assert "No massage today" in page.text and LIMITS["allergies"] in page.text


def test_what_the_client_asked_is_on_what_they_take_home(app, browser, new_client):
    client = new_client(**LIMITS)
    visit = begun(app, browser, client)
    browser.post(f"/visits/{visit.id}/note", data=a_note(visit, areas=["neck"]))

    page = browser.get(f"/visits/{visit.id}/summary").text
    paper = PdfReader(BytesIO(browser.post(f"/visits/{visit.id}/summary.pdf").data))
    text = " ".join("\n".join(sheet.extract_text() for sheet in paper.pages).split())

    for words in ("What you asked of us", LIMITS["allergies"], LIMITS["oils"], "Belly", "Face down"):
        assert words in page, words
        assert words in text, words


def test_who_asked_for_nothing_has_no_such_part(app, browser, new_client):
    visit = begun(app, browser, new_client(allergies_any="no", pressure="unsure"))

    assert "What you asked of us" not in browser.get(f"/visits/{visit.id}/summary").text


def test_words_of_a_client_are_shown_and_never_run(app, browser, new_client):
    client = new_client(allergies=HOSTILE, oils=HOSTILE)
    visit = begun(app, browser, client)

    for url in (f"/clients/{client.id}", f"/visits/{visit.id}", f"/visits/{visit.id}/summary"):
        page = browser.get(url).text
        assert "&lt;script&gt;alert(1)" in page and "<script>alert" not in page


def test_the_clients_page_asks_the_database_no_more_with_more_allergies(app, browser, new_client):
    client = new_client(**LIMITS)
    browser.get(f"/clients/{client.id}")
    few = statements_of(app, lambda: browser.get(f"/clients/{client.id}"))
    with app.app_context():
        for number in range(6):
            an_intake(client, by=browser.staff, at=NOW, allergies=f"allergy {number}")

    assert statements_of(app, lambda: browser.get(f"/clients/{client.id}")) == few
