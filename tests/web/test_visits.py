"""Visits in a browser without JavaScript: today's questions, the plan, the note, and what may go wrong with each."""

import re
from datetime import timedelta
from itertools import count

import pytest

from intake.clinical.visit_questions import VISIT_QUESTIONS
from intake.records.database import db
from intake.services import flags, visits
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.support.statements import statements_of

TODAY = NOW.date()
WARFARIN = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}
HOSTILE = "<script>alert(1)</script> \u202eevil\u200b 🙂"
_keys = count(1)


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


def asked(**given):
    key = f"visit-form-key-{next(_keys):06}"
    return {"form_key": key} | {question.name: "no" for question in VISIT_QUESTIONS} | given


def a_note(visit, do="record", **given):
    return {"version": str(visit.version), "form_key": f"note-form-key-{next(_keys):06}", "do": do,
            "pressure": "", **given}


def begun(app, browser, client, **given):
    """A visit that has begun."""
    answer = browser.post(f"/clients/{client.id}/visits/begin", data=asked(**given))
    assert answer.status_code == 303 and re.search(r"/visits/\d+$", answer.location), answer.location
    return as_kept(app, int(answer.location.rsplit("/", 1)[1]))


def as_kept(app, visit_id):
    with app.app_context():
        return visits.visit_of(visit_id)


def test_the_path_from_the_questions_to_the_record(app, browser, client):
    page = browser.get(f"/clients/{client.id}/visits/begin").text
    assert all(f'name="{question.name}"' in page for question in VISIT_QUESTIONS)

    visit = begun(app, browser, client)
    page = browser.get(f"/visits/{visit.id}").text
    for part in ("Today’s plan", "at most 2", "Stiff neck</textarea>", 'value="2026-12-07"'):
        assert part in page, part

    answer = browser.post(f"/visits/{visit.id}/note", data=a_note(
        visit, subjective=f"Better. {HOSTILE}", objective="tight", areas=["neck"], techniques=["swedish"], pressure="2",
        minutes="50", next_visit_on="2026-12-10", **{"pain-0-site": "neck", "pain-0-before": "6", "pain-0-after": "3"},
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


def test_a_question_nobody_asked_is_asked_for_and_the_rest_stays(app, browser, client):
    data = asked(asked_journey="yes", **{"journeys-0-seated_hours": "9", "journeys-0-end_date": "yesterday"})
    del data["asked_head"]

    answer = browser.post(f"/clients/{client.id}/visits/begin", data=data)

    assert answer.status_code == 422
    assert "Not asked yet" in answer.text
    assert 'value="yesterday"' in answer.text
    with app.app_context():
        assert visits.visits_of(client.id) == []


@pytest.mark.parametrize(("given", "message"), [
    ({"asked_journey": "yes", "journeys-0-seated_hours": "900"}, "900"),
    ({"asked_journey": "yes", "journeys-0-end_date": "2027-03-01"}, "2027-03-01"),
    ({"asked_journey": "yes", "journeys-0-end_date": "a\x00b"}, "character that cannot be kept"),
])
def test_details_that_cannot_be_are_refused_with_what_was_typed(app, browser, client, given, message):
    answer = browser.post(f"/clients/{client.id}/visits/begin", data=asked(**given))

    assert answer.status_code == 422
    assert message in answer.text and "error" in answer.text


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


@pytest.mark.parametrize(("given", "message"), [
    ({"minutes": "-1"}, "1"), ({"minutes": "481"}, "480"), ({"minutes": "ten"}, "minutes"),
    ({"pressure": "9"}, "Choose one of those"), ({"next_visit_on": "soon"}, "next_visit_on"),
    ({"subjective": "x" * 4001}, "4,000"), ({"subjective": "a\x00b"}, "character that cannot be kept"),
    ({"pain-0-site": "neck", "pain-0-before": "11"}, "0 to 10"), ({"pain-0-before": "3"}, "Say where"),
    ({"pain-0-site": "nowhere", "pain-0-before": "3"}, "Choose from the places"),
    ({"areas": "moon"}, "areas"), ({"techniques": "magic"}, "techniques"),
])
def test_what_cannot_be_recorded_is_said_and_nothing_typed_is_lost(app, browser, client, given, message):
    visit = begun(app, browser, client)

    answer = browser.post(f"/visits/{visit.id}/note", data=a_note(visit, objective="typed words", **given))

    assert answer.status_code == 422
    assert message in answer.text
    assert "typed words</textarea>" in answer.text
    assert as_kept(app, visit.id).state == "begun"


def test_ten_megabytes_are_refused_with_a_way_on(app, browser, client):
    visit = begun(app, browser, client)

    answer = browser.post(f"/visits/{visit.id}/note", data=a_note(visit, subjective="x" * 10_000_000))

    assert answer.status_code in (413, 422) and "<a " in answer.text


def test_going_beyond_the_plan_is_asked_about_beside_the_field(app, browser, client):
    visit = begun(app, browser, client)

    answer = browser.post(f"/visits/{visit.id}/note", data=a_note(visit, techniques=["deep_tissue"], pressure="5"))
    assert answer.status_code == 422 and "goes beyond today’s plan" in answer.text

    answer = browser.post(f"/visits/{visit.id}/note", data=a_note(
        visit, techniques=["deep_tissue"], pressure="5", beyond_plan_reason="The physiotherapist asked."))
    assert answer.status_code == 303
    assert "The physiotherapist asked." in browser.get(f"/visits/{visit.id}").text


def test_a_note_can_be_saved_on_the_way_and_sent_twice(app, browser, client):
    visit = begun(app, browser, client)
    browser.post(f"/visits/{visit.id}/note", data=a_note(visit, do="save", objective="so far"))
    visit = as_kept(app, visit.id)
    assert visit.objective == "so far" and visit.state == "begun"

    data = a_note(visit, objective="whole")
    assert [browser.post(f"/visits/{visit.id}/note", data=data).status_code for _ in range(2)] == [303, 303]
    assert as_kept(app, visit.id).objective == "whole"


def test_the_second_writer_sees_both_texts(app, browser, client):
    visit = begun(app, browser, client)
    browser.post(f"/visits/{visit.id}/note", data=a_note(visit, do="save", objective="first words"))

    answer = browser.post(f"/visits/{visit.id}/note", data=a_note(visit, do="save", objective="second words"))

    assert answer.status_code == 409
    assert "first words" in answer.text and "second words</textarea>" in answer.text


def test_what_was_typed_into_a_visit_recorded_meanwhile_can_be_added(app, browser, client):
    visit = begun(app, browser, client)
    browser.post(f"/visits/{visit.id}/note", data=a_note(visit, objective="first words"))

    answer = browser.post(f"/visits/{visit.id}/note", data=a_note(visit, objective="second words"))

    assert answer.status_code == 409
    assert re.search(r"<textarea[^>]*>\s*What you find: second words</textarea>", answer.text)


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
    assert "That day has passed" in passed.text

    browser.post(f"/clients/{client.id}/visits", data=key | {"visit_on": TODAY.isoformat()})
    with app.app_context():
        (visit,) = visits.visits_of(client.id)
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
        "version": str(hold.version), "form_key": "lifting-form-key-1", "outcome": "adapted", "reason": "Hands only."})
    begun(app, browser, client)
