"""Visits in a browser without JavaScript: today's questions, the plan, the note, and the record."""

import re
from datetime import timedelta

import pytest

from intake.clinical.questionnaire.visit import VISIT_QUESTIONS
from intake.records.database import db
from intake.services import flags, visits
from tests import on_file
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.support.statements import statements_of
from tests.web.visit_pages import a_note, as_kept, asked, begun

TODAY = NOW.date()
WARFARIN = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}
HOSTILE = "<script>alert(1)</script> \u202eevil\u200b 🙂"


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def client(app, browser):
    """A client of that therapist, with a signed intake."""
    with app.app_context():
        client = a_client(therapist=browser.staff)
        an_intake(client, by=browser.staff, reason="Stiff neck", pains=[{"site": "neck", "now": "6"}], **WARFARIN)
        return client


def test_the_path_from_the_questions_to_the_record(app, browser, client):
    page = browser.get(f"/clients/{client.id}/visits/begin").text
    assert all(f'name="{question.name}"' in page for question in VISIT_QUESTIONS)

    visit = begun(app, browser, client)
    page = browser.get(f"/visits/{visit.id}").text
    for part in ("Today’s plan", "at most 2", "Stiff neck</textarea>", 'value="2026-12-07"'):
        assert part in page, part

    answer = browser.post(f"/visits/{visit.id}/note", data=a_note(
        visit, subjective=f"Better. {HOSTILE}", objective="tight", areas=["neck"], techniques=["swedish"], pressure="2",
        minutes="50", next_visit_on="2026-12-10", **{"pain-0-site": "neck", "pain-0-before": "5-6",
                                                        "pain-0-after": "3/10"},
    ))
    assert answer.status_code == 303

    page = browser.get(f"/visits/{visit.id}").text
    for part in ("Better. &lt;script&gt;", "Neck (back and sides): 6 before, 3 after", "50", "10 December 2026"):
        assert part in page, part
    assert "<script>alert" not in page
    page = browser.get(f"/visits/{visit.id}/summary").text
    assert "10 December 2026" in page and "call your emergency number" in page
    paper = browser.post(f"/visits/{visit.id}/summary.pdf")
    assert paper.data.startswith(b"%PDF-") and paper.headers["Cache-Control"] == "no-store"


def test_what_is_told_at_the_door_stops_with_the_words_and_the_number(browser, client):
    answer = browser.post(f"/clients/{client.id}/visits/begin", data=asked(asked_breath="yes"), follow_redirects=True)

    for part in ("No massage today", "Call now: <strong>your emergency number", "Say to the client",
                 "Print the page to hand over"):
        assert part in answer.text, part


def test_without_a_signed_intake_the_way_leads_to_it(app, browser):
    with app.app_context():
        client = a_client(therapist=browser.staff)

    page = browser.get(f"/clients/{client.id}/visits/begin")

    assert page.status_code == 200 and f"/clients/{client.id}/intake" in page.text
    posted = browser.post(f"/clients/{client.id}/visits/begin", data=asked())
    assert f"/clients/{client.id}/intake" in posted.text


def test_a_visit_under_way_is_gone_on_with(app, browser, client):
    visit = begun(app, browser, client)

    assert browser.get(f"/clients/{client.id}/visits/begin").location == f"/visits/{visit.id}"


def test_a_note_can_be_saved_on_the_way_and_sent_twice(app, browser, client):
    visit = begun(app, browser, client)
    browser.post(f"/visits/{visit.id}/note", data=a_note(visit, do="save", objective="so far"))
    visit = as_kept(app, visit.id)
    assert visit.objective == "so far" and visit.state == "begun"

    data = a_note(visit, objective="whole")
    assert [browser.post(f"/visits/{visit.id}/note", data=data).status_code for _ in range(2)] == [303, 303]
    assert as_kept(app, visit.id).objective == "whole"


def test_the_same_answers_sent_from_two_tabs_begin_one_visit(app, browser, client):
    visit = begun(app, browser, client)

    again = browser.post(f"/clients/{client.id}/visits/begin", data=asked())

    assert (again.status_code, again.location) == (303, f"/visits/{visit.id}")
    with app.app_context():
        assert [each.id for each in on_file.visits_of(client.id)] == [visit.id]


def test_what_comes_up_during_a_visit_is_said_beside_its_note(app, browser, client):
    visit = begun(app, browser, client)
    assert "Something speaks against going on" not in browser.get(f"/visits/{visit.id}").text

    told = browser.post(f"/clients/{client.id}/visits/begin", data=asked(asked_breath="yes"))
    page = browser.get(f"/visits/{visit.id}").text

    assert told.location == f"/clients/{client.id}/visits/blocked"
    assert "Something speaks against going on" in page and told.location in page


def test_an_addition_stands_beside_the_record(app, browser, client):
    visit = begun(app, browser, client)
    browser.post(f"/visits/{visit.id}/note", data=a_note(visit))
    key = {"form_key": "addition-form-key-1"}

    assert browser.post(f"/visits/{visit.id}/additions", data=key | {"text": " "}).status_code == 422
    assert browser.post(f"/visits/{visit.id}/additions", data=key | {"text": HOSTILE}).status_code == 303

    page = browser.get(f"/visits/{visit.id}").text
    assert "&lt;script&gt;alert(1)" in page and browser.staff.name in page


def test_a_visit_is_booked_shown_on_todays_page_and_called_off(app, browser, client):
    key = {"form_key": "booking-form-key-1"}
    passed = browser.post(f"/clients/{client.id}/visits", follow_redirects=True,
                          data=key | {"visit_on": (TODAY - timedelta(days=1)).isoformat()})
    assert "This day has passed. Nothing was booked." in passed.text

    browser.post(f"/clients/{client.id}/visits", data=key | {"visit_on": TODAY.isoformat()})
    with app.app_context():
        (visit,) = on_file.visits_of(client.id)
    assert client.family_name in browser.get("/").text

    browser.post(f"/visits/{visit.id}/call-off")
    assert as_kept(app, visit.id).state == "called_off"
    assert client.family_name not in re.search('id="visits-today-title".*', browser.get("/").text, re.S)[0]


def test_others_find_no_visit_and_a_reviewer_reads_it_only(app, browser, client, sign_in_as):
    visit = begun(app, browser, client)
    other, reviewer = sign_in_as("therapist"), sign_in_as("reviewer")

    for path in ("", "/summary"):
        assert other.get(f"/visits/{visit.id}{path}").status_code == 404
        assert reviewer.get(f"/visits/{visit.id}{path}").status_code == 200
    for path in ("/note", "/additions", "/call-off", "/summary.pdf"):
        assert other.post(f"/visits/{visit.id}{path}").status_code == 404
    assert reviewer.post(f"/visits/{visit.id}/note", data=a_note(visit)).status_code == 403
    assert other.get(f"/clients/{client.id}/visits/begin").status_code == 404


@pytest.mark.parametrize("number", ["0", "424242", "99999999999999999999", "-1", "x"])
def test_an_unknown_visit_is_a_page_with_a_way_on(browser, number):
    answer = browser.get(f"/visits/{number}")

    assert answer.status_code == 404 and 'href="/"' in answer.text


def test_a_visit_asks_the_database_no_more_with_more_written(app, browser, client):
    visit = begun(app, browser, client)
    browser.post(f"/visits/{visit.id}/note", data=a_note(visit, do="save", areas="neck"))
    browser.get(f"/visits/{visit.id}")
    few = statements_of(app, lambda: browser.get(f"/visits/{visit.id}"))
    with app.app_context():
        kept = visits.visit_of(visit.id)
        kept.pains = [{"site": "neck", "side": "", "before": 5, "after": 2}] * 8
        kept.areas = ["neck", "head", "face"]
        db.session.commit()

    assert statements_of(app, lambda: browser.get(f"/visits/{visit.id}")) == few


def test_reading_a_visit_and_printing_it_are_in_the_trail(app, browser, client, sign_in_as):
    visit = begun(app, browser, client)
    browser.post(f"/visits/{visit.id}/note", data=a_note(visit))
    browser.get(f"/visits/{visit.id}")
    browser.post(f"/visits/{visit.id}/summary.pdf")

    trail = sign_in_as("administrator").get("/settings/audit").text

    for action in ("visit.begin", "visit.record", "visit.read", "visit.export"):
        assert action in trail, action


def test_a_hold_that_nobody_lifted_asks_for_a_decision(app, browser, sign_in_as):
    with app.app_context():
        client = a_client(therapist=browser.staff)
        an_intake(client, by=a_staff(), condition_dvt="now", clots=[
            {"type": "dvt", "date": "2026-11-01", "side": "left", "on_treatment": "yes"}])
        hold = flags.flags_of_client(client.id)[0]

    page = browser.post(f"/clients/{client.id}/visits/begin", data=asked(), follow_redirects=True).text
    assert "Not yet" in page and "has to decide first" in page

    sign_in_as("reviewer").post(f"/flags/{hold.id}/review", data={
        "version": str(hold.version), "form_key": "lifting-form-key-1", "decision": "adapted", "reason": "Hands only."})
    begun(app, browser, client)
