"""Calling a flag not useful: for whoever may open the client, once, taken back, and counted in the figures."""

from itertools import count

import pytest

from intake.services import flags
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

CAUTION = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}
_keys = count(1)


@pytest.fixture
def therapist(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def flag(app, therapist):
    """A standing flag of the therapist's own client."""
    with app.app_context():
        client = a_client(therapist=therapist.staff)
        an_intake(client, by=therapist.staff, **CAUTION)
        return flags.flags_of_client(client.id)[0]


def a_form(**given):
    return {"form_key": f"opinion-form-{next(_keys):06}", **given}


def call_not_useful(browser, flag, **given):
    return browser.post(f"/flags/{flag.id}/not-useful", data=a_form(**given), follow_redirects=True)


def take_back(browser, flag):
    return browser.post(f"/flags/{flag.id}/useful-after-all", data=a_form(), follow_redirects=True)


@pytest.mark.parametrize("role", ["therapist", "reviewer", "administrator"])
def test_whoever_may_open_the_client_says_so_and_the_flag_stands(sign_in_as, therapist, flag, role):
    browser = therapist if role == "therapist" else sign_in_as(role)
    assert "It was not useful" in browser.get(f"/flags/{flag.id}").text

    page = call_not_useful(browser, flag, why="known for years <b>").text

    assert "The flag stands as before" in page and "waiting for a review" in page
    assert "Called not useful" in page and "known for years &lt;b&gt;" in page
    assert "You called this not useful" in page and "Useful after all" in page and "It was not useful" not in page


def test_a_second_press_says_so_and_counts_once(sign_in_as, therapist, flag):
    call_not_useful(therapist, flag)

    page = call_not_useful(therapist, flag).text

    assert "You had called this flag not useful already. It counts once." in page
    assert page.count("Called not useful") == 1
    assert '<td data-label="Not useful">1</td>' in sign_in_as("reviewer").get("/figures").text


def test_it_is_taken_back(sign_in_as, therapist, flag):
    call_not_useful(therapist, flag)

    page = take_back(therapist, flag).text

    assert "Taken back" in page and "It was not useful" in page and "Called useful after all" in page
    assert "nothing to take back" in take_back(therapist, flag).text
    assert '<td data-label="Not useful">0</td>' in sign_in_as("reviewer").get("/figures").text


@pytest.mark.parametrize("path", ["not-useful", "useful-after-all"])
def test_a_stranger_to_the_client_is_refused_and_so_is_a_stranger(browser, sign_in_as, flag, app, path):
    assert sign_in_as("therapist").post(f"/flags/{flag.id}/{path}", data=a_form()).status_code == 404
    assert browser.post(f"/flags/{flag.id}/{path}", data=a_form()).status_code == 401

    with app.app_context():
        assert [each.event.step for each in flags.history_of(flag.id)] == ["raised"]


@pytest.mark.parametrize("given", [{"why": "x" * 301}, {"why": "a\x00b"}, {"why": "1\n2"}, {"form_key": "short"}])
def test_what_cannot_be_kept_is_refused_and_stays_on_the_screen(app, therapist, flag, given):
    answer = call_not_useful(therapist, flag, **given)

    assert answer.status_code == 422 and "It was not useful" in answer.text
    with app.app_context():
        assert [each.event.step for each in flags.history_of(flag.id)] == ["raised"]


def test_taking_back_without_a_key_is_refused_in_words(therapist, flag):
    call_not_useful(therapist, flag)

    answer = therapist.post(f"/flags/{flag.id}/useful-after-all", data={})

    assert answer.status_code == 422 and "This form was incomplete" in answer.text


def test_a_flag_that_closed_meanwhile_says_so_and_shows_what_was_typed(app, therapist, flag):
    with app.app_context():
        flags.mark_entered_in_error(flag.id, reason="wrong person", version=flag.version, key="opinion-closes-it",
                                    by=a_staff("reviewer"), at=NOW, on=NOW.date())

    answer = call_not_useful(therapist, flag, why="known for years")

    assert answer.status_code == 409 and "This flag is closed" in answer.text and "known for years" in answer.text
    assert "It was not useful" not in therapist.get(f"/flags/{flag.id}").text
