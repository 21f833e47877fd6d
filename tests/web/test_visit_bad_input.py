"""What may go wrong with a visit's forms: each gets a message beside the field, and nothing typed is lost."""

import re

import pytest

from tests import on_file
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.web.visit_pages import a_note, as_kept, asked, begun

WARFARIN = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}


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


def test_a_question_nobody_asked_is_asked_for_and_the_rest_stays(app, browser, client):
    data = asked(asked_journey="yes", **{"journeys-0-seated_hours": "9", "journeys-0-end_date": "yesterday"})
    del data["asked_head"]

    answer = browser.post(f"/clients/{client.id}/visits/begin", data=data)

    assert answer.status_code == 422
    assert "Not asked yet" in answer.text
    assert 'value="yesterday"' in answer.text
    with app.app_context():
        assert on_file.visits_of(client.id) == []


@pytest.mark.parametrize(("given", "message"), [
    ({"asked_journey": "yes", "journeys-0-seated_hours": "900"}, "900"),
    ({"asked_journey": "yes", "journeys-0-end_date": "2027-03-01"}, "2027-03-01"),
    ({"asked_journey": "yes", "journeys-0-end_date": "a\x00b"}, "character that cannot be kept"),
])
def test_details_that_cannot_be_are_refused_with_what_was_typed(app, browser, client, given, message):
    answer = browser.post(f"/clients/{client.id}/visits/begin", data=asked(**given))

    assert answer.status_code == 422
    assert message in answer.text and "error" in answer.text


@pytest.mark.parametrize(("given", "message"), [
    ({"minutes": "-1"}, "1"), ({"minutes": "481"}, "480"), ({"minutes": "ten"}, "minutes"),
    ({"pressure": "9"}, "Choose one of those"), ({"next_visit_on": "soon"}, "next_visit_on"),
    ({"subjective": "x" * 4001}, "4,000"), ({"subjective": "a\x00b"}, "character that cannot be kept"),
    ({"pain-0-site": "neck", "pain-0-before": "11"}, "0 to 10"), ({"pain-0-before": "3"}, "Say where"),
    ({"pain-0-site": "nowhere", "pain-0-before": "3"}, "Choose from the places"),
    ({"areas": "moon"}, "areas"), ({"techniques": "magic"}, "techniques"),
    ({"next_visit_on": "2026-11-22"}, "This day has passed."), ({"next_visit_on": "2062-12-07"}, "Look at the year."),
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


def test_going_beyond_the_plan_is_asked_about_beside_the_field(app, browser, client):
    visit = begun(app, browser, client)

    answer = browser.post(f"/visits/{visit.id}/note", data=a_note(visit, techniques=["deep_tissue"], pressure="5"))
    assert answer.status_code == 422 and "Write why, or change it." in answer.text

    answer = browser.post(f"/visits/{visit.id}/note", data=a_note(
        visit, techniques=["deep_tissue"], pressure="5", beyond_plan_reason="The physiotherapist asked."))
    assert answer.status_code == 303
    assert "The physiotherapist asked." in browser.get(f"/visits/{visit.id}").text
