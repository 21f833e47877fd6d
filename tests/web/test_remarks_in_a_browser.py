"""Words told elsewhere, in a real browser: asked while typing, answered by one press, nothing lost."""

import pytest

from intake.services import drafts
from tests.builders_clients import a_client
from tests.support.chromium import PHONE, until

pytestmark = pytest.mark.browser
WORDS = "my calf is swollen; I am on apixaban these days"


@pytest.fixture
def client(server, enter):
    """A client of the therapist who has just signed in."""
    therapist = enter("therapist")
    with server.app.app_context():
        return a_client(therapist=therapist, given_name="Maria")


@pytest.fixture
def form(server, page, client):
    """The client's intake form, open, with words in passing in its first field."""
    page.goto(f"{server.url}/clients/{client.id}/intake")
    page.fill("#reason", WORDS)
    page.locator("[data-remark]").nth(1).wait_for()
    return page


def kept(server, client):
    """What the draft holds about remarks, by kind, and the words beside it."""
    with server.app.app_context():
        draft = drafts.draft_of(client.id)
        answers = draft.answers if draft else {"reason": ""}
    return {row["kind"]: row["answer"] for row in answers.get("remarks", [])}, answers["reason"]


def press(page, question, answer):
    page.locator(".remark", has_text=question).locator(".chip", has_text=answer).click()


def test_a_press_is_kept_beside_the_words_and_what_is_typed_meanwhile_stays(server, form, client, is_sound):
    press(form, "Is it a warning sign", "No, not so")
    form.fill("#goals", "to walk again")
    until(form, lambda: kept(server, client)[0] == {"sign": "no"})

    assert kept(server, client)[1] == WORDS
    assert form.locator("#goals").input_value() == "to walk again"
    assert form.locator(".remark--open").count() == 1
    is_sound()


def test_yes_goes_to_its_own_field_and_the_question_leaves_once_it_stands_there(server, form, client):
    press(form, "Is it a blood thinner", "Yes")
    form.locator(".remark__own strong").wait_for()

    assert 0 <= form.locator("#medicines").bounding_box()["y"] < 200
    form.fill("#medicines-0-text", "Eliquis")
    until(form, lambda: form.locator("[data-remark]").count() == 1)


def test_by_keyboard_on_a_phone_the_press_keeps_the_focus(server, form, client):
    form.set_viewport_size(PHONE)
    form.locator("[data-remark] input").first.focus()
    form.keyboard.press("Space")
    form.locator(".remark__own strong").wait_for()

    assert form.evaluate("document.activeElement.dataset.remarkAnswer") == "yes"
    assert form.evaluate("document.documentElement.scrollWidth <= innerWidth")
