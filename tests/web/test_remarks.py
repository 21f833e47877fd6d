"""Words told elsewhere (R75), as a browser without JavaScript sends and reads them: form, start of a visit, note."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest

from intake.records.database import db
from intake.services import flags, visits
from tests import on_file
from tests.builders import NOW
from tests.builders_clients import a_client
from tests.builders_intakes import KNOWN, a_form, an_intake
from tests.support.statements import statements_of
from tests.web.intake_pages import after, draft_answers, error_of, url_of
from tests.web.visit_pages import a_note, as_kept, asked, begun

WAITS = "<span>Told elsewhere</span>"
"""A row of the queue: the filter names the rule too."""
SWOLLEN = "left calf swollen and hot"
LAST_MONTH = NOW - timedelta(days=30)


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def client(app, browser):
    """A client of that therapist."""
    with app.app_context():
        return a_client(therapist=browser.staff, sex="F")


@pytest.fixture
def stored(app, browser, client):
    """The client, with a form of a month ago whose words nobody was asked about."""
    with app.app_context():
        intake = an_intake(client, by=browser.staff, at=LAST_MONTH)
        told = intake.answers | {"goals": "get off the warfarin one day", "allergies": "none"}
        db.session.execute(db.update(type(intake)).values(answers=told))
        db.session.commit()
    return client


def presses(page):
    """Each press of a remark: field name, and the value that it sends, by its answer."""
    found = re.findall(r'name="(remark-[0-9a-f]+)" value="([^"]*)"( checked| aria-pressed="true")?', page)
    return {(name, json.loads(unescape(value))["answer"]): (unescape(value), bool(checked))
            for name, value, checked in found}


def answer_all(page, answer):
    """What a browser sends once this answer is pressed at each remark."""
    return {name: value for (name, said), (value, _) in presses(page).items() if said == answer}


def form_known(**given):
    return a_form(**KNOWN | given)


def test_the_question_stands_beside_its_words_with_two_presses(browser, client):
    page = after(browser, client, a_form(do="check", reason=f"{SWOLLEN} <b>"))

    beside = page.partition('data-reading="reason"')[2].partition("data-reading")[0]
    assert "You wrote “left calf swollen and hot &lt;b&gt;”" in beside
    assert {answer for _, answer in presses(beside)} == {"yes", "no"}
    assert 'href="#signs"' in beside


def test_signing_is_refused_with_a_link_to_the_field_and_nothing_is_lost(browser, app, client):
    answer = browser.post(url_of(client), data=form_known(reason=SWOLLEN))

    assert answer.status_code == 422
    assert '<a href="#reason">' in answer.text and SWOLLEN in error_of(answer.text, "reason")
    assert draft_answers(app, client)["reason"] == SWOLLEN


def test_the_words_of_a_row_have_their_question_in_that_row(browser, client):
    typed = form_known(medicines__3__text="paracetamol", medicines__3__reason="after my hip operation in October",
                       medicines_any="yes")

    answer = browser.post(url_of(client), data=typed)

    assert answer.status_code == 422
    assert "operation" in error_of(answer.text, "medicines-3-reason")


def test_no_not_so_is_one_press_that_is_kept_and_lets_the_form_be_signed(browser, app, client):
    page = browser.post(url_of(client), data=form_known(reason=SWOLLEN)).text
    said = answer_all(page, "no")

    again = after(browser, client, form_known(do="check", reason=SWOLLEN, version="1", **said))
    signed = browser.post(url_of(client), data=form_known(reason=SWOLLEN, version="2", **said))

    assert [checked for (_, answer), (_, checked) in presses(again).items() if answer == "no"] == [True]
    assert signed.status_code == 303
    with app.app_context():
        [intake] = on_file.intakes_of(client.id)
    [kept] = intake.answers["remarks"]
    assert (kept["field"], kept["kind"], kept["answer"]) == ("reason", "sign", "no")
    assert f"Asked about “{SWOLLEN}”: no, not so." in browser.get(signed.location).text


def test_yes_leads_to_its_own_field_and_waits_until_it_stands_there(browser, app, client):
    page = browser.post(url_of(client), data=form_known(reason=SWOLLEN)).text
    yes = answer_all(page, "yes")

    waiting = browser.post(url_of(client), data=form_known(reason=SWOLLEN, version="1", **yes))
    told = form_known(reason=SWOLLEN, version="2", sign_leg_swelling="left", **yes)

    assert waiting.status_code == 422 and "Then write it under" in waiting.text
    assert browser.post(url_of(client), data=told | {"sign_leg_warmth": "left"}).status_code == 303


def test_the_panel_asks_while_typing_and_keeps_nothing(browser, app, client):
    panel = browser.post(url_of(client, "/panel"), data=a_form(reason=SWOLLEN)).text

    assert len(presses(panel.partition('data-for="reason"')[2])) == 2
    assert f"“{SWOLLEN}”: yes or no?" in unescape(panel)
    assert draft_answers(app, client) is None


@pytest.mark.parametrize("junk", [
    "x", "[]", '{"field": "reason"}', '{"field": "reason", "kind": "sign", "part": "x", "answer": "maybe"}',
    '{"field": 1, "kind": "sign", "part": "x", "answer": "no"}', "[" * 100_000,
    '{"field": "reason", "kind": "sign", "part": "\\u0000", "answer": "no"}',
])
def test_what_is_no_answer_is_passed_over(browser, app, client, junk):
    sent = a_form(do="check", reason="stiff neck") | {"remark-abc": junk}

    assert browser.post(url_of(client), data=sent).status_code == 303
    assert "remarks" not in draft_answers(app, client)


def test_words_without_anything_in_passing_send_no_further_statement(app, browser, client):
    with app.app_context():
        other = a_client(therapist=browser.staff)
    browser.post(url_of(client), data=a_form(do="check", reason="stiff neck"))
    browser.post(url_of(other), data=a_form(do="check"))

    assert statements_of(app, lambda: browser.get(url_of(client))) == statements_of(
        app, lambda: browser.get(url_of(other)))


def test_the_next_start_asks_stored_words_and_begins_once_they_are_answered(browser, app, stored):
    url = f"/clients/{stored.id}/visits/begin"
    page = browser.get(url).text
    refused = browser.post(url, data=asked())

    assert "get off the warfarin one day" in unescape(page) and "Written elsewhere" in page
    assert refused.status_code == 422
    assert 'href="#remark-' in refused.text.partition("error-summary")[2].partition("</ul>")[0]
    visit = begun(app, browser, stored, **answer_all(page, "no"))
    assert [row["answer"] for row in visit.questions["remarks"]] == ["no"]
    assert visit.state == visits.BEGUN


def test_at_a_start_yes_waits_for_the_question_that_asks_for_it(browser, app, stored):
    url = f"/clients/{stored.id}/visits/begin"
    yes = answer_all(browser.get(url).text, "yes")

    waiting = browser.post(url, data=asked(**yes))
    told = {"asked_medicine": "yes", "medicines-0-text": "warfarin"}

    assert waiting.status_code == 422 and 'href="#asked_medicine"' in waiting.text
    assert begun(app, browser, stored, **yes, **told).questions["medicines"][0]["text"] == "warfarin"


def test_nothing_new_answers_no_remark(browser, stored):
    url = f"/clients/{stored.id}/visits/begin"
    every = " ".join(name for name in asked() if name.startswith("asked_"))

    answer = browser.post(url, data={"form_key": "nothing-new-key-0001", "no_to_open": every})

    assert answer.status_code == 422 and "Written elsewhere" in answer.text


def test_what_a_start_tells_in_words_is_asked_before_it_begins(browser, app, client):
    with app.app_context():
        an_intake(client, by=browser.staff, at=LAST_MONTH)
    told = {"asked_news": "yes", "health_notes": "they put me on prednisolone tablets"}

    answer = browser.post(f"/clients/{client.id}/visits/begin", data=asked(**told))

    assert answer.status_code == 422
    assert begun(app, browser, client, **told, **answer_all(answer.text, "no")).questions["health_notes"] == (
        told["health_notes"])


def test_a_sign_at_a_start_can_be_written_whatever_the_questions_of_the_visit_ask(browser, app, client):
    with app.app_context():
        an_intake(client, by=browser.staff, at=LAST_MONTH)
    told = {"asked_news": "yes", "health_notes": "waiting for a scan of a lump in my thigh"}
    page = browser.post(f"/clients/{client.id}/visits/begin", data=asked(**told)).text
    offered = unescape(re.search(r'name="offered" value="([^"]*)"', page)[1])

    assert 'id="sign_unexplained_lump"' in page
    sent = asked(**told, **answer_all(page, "yes"), offered=offered, sign_unexplained_lump="yes")
    browser.post(f"/clients/{client.id}/visits/begin", data=sent)
    with app.app_context():
        assert on_file.visits_of(client.id)[0].questions["sign_unexplained_lump"] == "yes"


def test_a_saved_note_asks_beside_its_words_and_a_record_left_open_waits_until_it_is_answered(browser, app, client):
    with app.app_context():
        an_intake(client, by=browser.staff, at=LAST_MONTH)
    visit = begun(app, browser, client)
    browser.post(f"/visits/{visit.id}/note", data=a_note(visit, do="save", subjective=SWOLLEN))
    page = browser.get(f"/visits/{visit.id}").text
    recorded = browser.post(f"/visits/{visit.id}/note", data=a_note(as_kept(app, visit.id), subjective=SWOLLEN))

    assert len(presses(page)) == 2
    assert recorded.status_code == 303
    queue = browser.get("/flags").text
    assert WAITS in queue
    flag = re.search(r"/flags/(\d+)", queue)[1]
    assert f"/visits/{visit.id}#remarks" in browser.get(f"/flags/{flag}").text

    said = answer_all(browser.get(f"/visits/{visit.id}").text, "no")
    assert browser.post(f"/visits/{visit.id}/remarks", data=said).status_code == 303
    assert WAITS not in browser.get("/flags").text
    with app.app_context():
        assert [each.state for each in flags.flags_of_client(client.id, closed=True)] == ["lapsed"]


def test_an_answer_pressed_with_the_note_is_kept_with_it(browser, app, client):
    with app.app_context():
        an_intake(client, by=browser.staff, at=LAST_MONTH)
    visit = begun(app, browser, client)
    browser.post(f"/visits/{visit.id}/note", data=a_note(visit, do="save", subjective=SWOLLEN))
    said = answer_all(browser.get(f"/visits/{visit.id}").text, "no")
    browser.post(f"/visits/{visit.id}/note", data=a_note(as_kept(app, visit.id), subjective=SWOLLEN, **said))

    assert [row["answer"] for row in as_kept(app, visit.id).questions["remarks"]] == ["no"]
    assert WAITS not in browser.get("/flags").text


def test_nobody_answers_for_a_client_whom_they_may_not_open(app, sign_in_as, browser, client):
    with app.app_context():
        an_intake(client, by=browser.staff, at=LAST_MONTH)
    visit = begun(app, browser, client)
    other = sign_in_as("therapist")

    assert other.post(f"/visits/{visit.id}/remarks", data={}).status_code == 404
