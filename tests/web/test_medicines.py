"""Medicines: the look-up page, suggestions while typing, answers about a client's words."""

import re

import pytest

from intake.services import flags, medicine_answers, medicines
from tests.builders import NOW
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def client(app, browser):
    """A client of that therapist."""
    with app.app_context():
        return a_client(therapist=browser.staff)


def answers_of(app, client):
    with app.app_context():
        return medicines.own_answers(client.id).standing


@pytest.mark.parametrize("role", ["therapist", "reviewer", "administrator"])
def test_all_staff_can_look_a_word_up(sign_in_as, role):
    browser = sign_in_as(role)

    assert browser.get("/medicines").status_code == 200
    page = browser.post("/medicines", data={"word": "Xarelto"}).text
    assert "rivaroxaban" in page and "R46" in page and "B01AF01" in page


def test_a_word_nobody_knows_is_said_to_be_unknown_and_stays_in_its_field(browser):
    page = browser.post("/medicines", data={"word": "<b>foobarine"}).text

    assert "is not known" in page
    assert 'value="&lt;b&gt;foobarine"' in page


@pytest.mark.parametrize("word, words", [("", "Type a word"), ("x" * 301, "300 fit"), ("a\x00", "control character"),
                                         ("\u200b", "Type a word")])
def test_a_word_that_cannot_be_looked_up_gets_a_message(browser, word, words):
    page = browser.post("/medicines", data={"word": word})

    assert page.status_code == 200
    assert words in page.text


def test_suggestions_come_without_anything_in_the_address(browser):
    told = browser.post("/medicines/suggest", data={"text": "xarel"})

    assert any("xarelto" in each["text"].lower() for each in told.json["names"])
    assert browser.get("/medicines/suggest?text=xarel").status_code == 405


@pytest.mark.parametrize("text", ["", "x" * 5000, "\x00", "😀", "%_"])
def test_any_text_gets_an_answer(browser, text):
    assert browser.post("/medicines/suggest", data={"text": text}).status_code == 200


def test_an_answer_is_kept_for_the_client_and_taken_back(app, browser, client):
    url = f"/clients/{client.id}/medicines/answer"

    assert browser.post(url, data={"text": "foobarine", "answer": "warfarin"}).json == {"kept": True, "waits": False}
    assert answers_of(app, client) == {"foobarine": "warfarin"}

    assert browser.post(url, data={"text": "foobarine", "answer": ""}).json == {"kept": False, "waits": False}
    assert answers_of(app, client) == {}


@pytest.mark.parametrize("data", [{}, {"text": "x" * 301, "answer": "a"}, {"text": "x", "answer": "a" * 201},
                                  {"text": "x\x00", "answer": "a"}])
def test_an_answer_that_cannot_be_kept_is_refused(app, browser, client, data):
    assert browser.post(f"/clients/{client.id}/medicines/answer", data=data).status_code == 422
    assert answers_of(app, client) == {}


def test_nobody_answers_for_a_client_of_somebody_else(app, client, sign_in_as):
    told = sign_in_as("therapist").post(f"/clients/{client.id}/medicines/answer", data={"text": "a", "answer": "b"})

    assert told.status_code in (403, 404)
    assert answers_of(app, client) == {}


def test_a_script_that_sends_no_reason_is_told_so(app, browser, client):
    url, said = f"/clients/{client.id}/medicines/answer", {"text": "warfarin", "answer": "irrelevant"}

    refused = browser.post(url, data=said)
    assert (refused.status_code, list(refused.json["problems"])) == (422, ["reason"])

    assert browser.post(url, data=said | {"reason": "a cat"}).json == {"kept": True, "waits": True}
    assert answers_of(app, client) == {}


@pytest.fixture
def disputed(app, browser, client):
    """`disputed()`: the flag of warfarin, which somebody says is none."""
    with app.app_context():
        an_intake(client, by=browser.staff, medicines_any="yes", medicines=[{"text": "warfarin"}])
        answer = medicine_answers.remember(client.id, text="warfarin", answer="irrelevant", reason="a <b>cat</b>",
                                           by=browser.staff, at=NOW)
        return next(each for each in flags.flags_of_client(client.id) if each.rule == "R46"), answer


def settling(page):
    return re.search(r'action="(/clients/\d+/medicines/\d+/settle)"', page)


@pytest.mark.parametrize("agree", ["yes", "no"])
def test_a_reviewer_settles_it_on_the_page_of_the_flag(app, sign_in_as, browser, client, disputed, agree):
    flag, _ = disputed
    reviewer = sign_in_as("reviewer")
    page = reviewer.get(f"/flags/{flag.id}").text
    assert "Is it this medicine?" in page and "a &lt;b&gt;cat&lt;/b&gt;" in page
    assert not settling(browser.get(f"/flags/{flag.id}").text)

    key = {"form_key": "settle-the-answer-key-1"}
    assert reviewer.post(settling(page)[1], data=key | {"agree": agree}).status_code == 303

    assert answers_of(app, client) == ({"warfarin": "irrelevant"} if agree == "yes" else {})
    assert "Waits for a review" not in reviewer.get(f"/clients/{client.id}").text


def test_an_answer_that_was_settled_meanwhile_says_so(app, sign_in_as, browser, client, disputed):
    reviewer = sign_in_as("reviewer")
    url = settling(reviewer.get(f"/clients/{client.id}").text)[1]
    with app.app_context():
        medicine_answers.take_back(client.id, text="warfarin", by=browser.staff, at=NOW)

    answer = reviewer.post(url, data={"form_key": "settle-the-answer-key-2", "agree": "yes"}, follow_redirects=True)

    assert "settled this already" in answer.text and answers_of(app, client) == {}


@pytest.mark.parametrize("data", [{}, {"agree": "perhaps", "form_key": "settle-the-answer-key-3"}, {"agree": "yes"}])
def test_neither_agreed_nor_refused_changes_nothing(sign_in_as, client, disputed, data):
    reviewer = sign_in_as("reviewer")
    url = settling(reviewer.get(f"/clients/{client.id}").text)[1]

    assert "Choose one" in reviewer.post(url, data=data, follow_redirects=True).text
    assert settling(reviewer.get(f"/clients/{client.id}").text)


def test_a_therapist_settles_nothing(browser, client, disputed):
    url = f"/clients/{client.id}/medicines/{disputed[1].id}/settle"

    assert browser.post(url, data={"form_key": "settle-the-answer-key-4", "agree": "yes"}).status_code == 403
