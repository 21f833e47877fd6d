"""Drafts of the intake form without JavaScript: saved, added to, filled, clashed over, discarded."""

import json
import re

import pytest

from intake.services import medicines
from tests.builders import a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import a_draft, a_form, an_intake
from tests.web.intake_pages import after, chosen, draft_answers, error_of, url_of, value_of


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def client(app, browser):
    """A client of that therapist."""
    with app.app_context():
        return a_client(therapist=browser.staff)

def test_a_draft_comes_back_as_it_was_typed(browser, client):
    typed = a_form(do="save", reason="<b>Neck</b> & \u200f😀", condition_dvt="past", areas_wanted=["neck", "head"],
                   medicines__0__text='"Xarelto" 20', pains__0__now="3", sign_leg_swelling="left")

    answer = browser.post(url_of(client), data=typed)
    page = browser.get(answer.location).text

    assert answer.status_code == 303
    assert "&lt;b&gt;Neck&lt;/b&gt; &amp; \u200f😀</textarea>" in page
    assert value_of(page, "medicines-0-text") == '"Xarelto" 20'
    assert chosen(page, "condition_dvt") == ["past"]
    assert set(chosen(page, "areas_wanted")) == {"head", "neck"}
    assert chosen(page, "pains-0-now") == ["3"]
    assert chosen(page, "sign_leg_swelling") == ["left"]
    assert chosen(page, "condition_pe") == [""]


def test_saving_and_checking_says_what_it_means_and_what_is_open(browser, client):
    answer = browser.post(url_of(client), data=a_form(do="check", sign_chest_pain="yes", medicines__0__text="warfarin"))
    page = browser.get(answer.location).text

    assert 'data-tier="STOP"' in page
    assert "“Chest pain”" in page
    assert "Operations: not asked" in page
    assert "Medicines, injections, supplements: not asked" not in page


def test_another_row_is_one_press_away_and_nothing_is_lost(browser, client):
    typed = a_form(**{f"pains__{number}__words": f"pain {number}" for number in range(2)}) | {"add": "pains"}
    del typed["do"]

    page = after(browser, client, typed)

    assert value_of(page, "pains-1-words") == "pain 1"
    assert 'name="pains-3-words"' in page
    assert 'name="pains-4-words"' not in page


def test_the_rest_of_a_group_is_answered_at_one_press_and_taken_back_at_another(browser, client):
    typed = a_form(condition_dvt="past") | {"rest": "health-0"}
    del typed["do"]

    page = browser.post(url_of(client), data=typed).text
    filled = value_of(page, "filled-health-0")

    assert chosen(page, "condition_pe") == ["never"]
    assert chosen(page, "condition_dvt") == ["past"]
    assert chosen(page, "condition_arthritis") == [""], "another group is left alone"
    assert "15 set to “never”" in page

    again = typed | {"unrest": "health-0", "filled-health-0": filled, "condition_pe": "never", "version": "1"}
    del again["rest"]
    page = after(browser, client, again)
    assert chosen(page, "condition_pe") == [""]
    assert chosen(page, "condition_dvt") == ["past"]


def test_taking_back_undoes_only_what_was_filled(browser, client):
    typed = a_form(condition_pe="never", condition_dvt="now")
    typed |= {"unrest": "health-0", "filled-health-0": "condition_dvt"}
    del typed["do"]

    page = after(browser, client, typed)

    assert chosen(page, "condition_pe") == ["never"]
    assert chosen(page, "condition_dvt") == ["now"]


def test_a_pasted_list_becomes_lines_word_for_word(browser, client):
    typed = a_form(do="paste", medicines__0__text="iron", medicines_pasted="• Warfarin 3mg\r\nbabby asprin\r\n")

    page = after(browser, client, typed)

    assert [value_of(page, f"medicines-{n}-text") for n in range(3)] == ["iron", "Warfarin 3mg", "babby asprin"]
    assert re.search(r'name="medicines_pasted"[^>]*>\s*</textarea>', page)


def test_a_medicine_line_says_what_was_understood(browser, client):
    page = after(browser, client, a_form(do="check", medicines__0__text="xeralto 20"))

    assert "Did you mean" in page
    assert "rivaroxaban" in page


def test_not_this_is_kept_for_the_client_and_stopped_fills_the_row(app, browser, client):
    typed = a_form(medicines__0__text="xeralto 20")
    del typed["do"]
    said = typed | {"medicine_answer": '{"row": 0, "text": "xeralto", "answer": "irrelevant"}'}

    page = after(browser, client, said)
    assert "Set aside" in page
    assert "Did you mean" not in page

    page = after(browser, client, typed | {"version": "1", "medicine_stopped": "0"})
    assert chosen(page, "medicines-0-how_often") == ["stopped"]


def not_this(row=0, **given):
    said = {"row": row, "text": "Xarelto", "answer": "irrelevant", "reason_from": f"medicine_reason-{row}-0"} | given
    return {"medicine_answer": json.dumps(said)}


def test_not_this_on_an_exact_name_asks_why_and_loses_nothing(app, browser, client):
    typed = a_form(medicines__0__text="Xarelto 20 mg", reason="knee <b>", signed_name="Maria")
    del typed["do"]

    asked = browser.post(url_of(client), data=typed | not_this())

    assert asked.status_code == 422
    assert error_of(asked.text, "medicine_reason-0-0").startswith("Write why")
    assert (value_of(asked.text, "medicines-0-text"), value_of(asked.text, "signed_name")) == ("Xarelto 20 mg", "Maria")
    assert draft_answers(app, client)["reason"] == "knee <b>"

    page = after(browser, client, typed | {"version": "1", "medicine_reason-0-0": "her cat’s name"} | not_this())
    assert "Waits for a review" in page and "her cat’s name" in page and "CAUTION" in page
    with app.app_context():
        own = medicines.own_answers(client.id)
        assert (own.standing, own.disputes) == ({}, {"xarelto": "her cat’s name"})

    page = after(browser, client, typed | {"version": "1"} | not_this(answer="", reason_from=""))
    assert "Waits for a review" not in page


@pytest.mark.parametrize("reason", ["x" * 1001, "a\x00b"])
def test_a_reason_that_cannot_be_kept_stays_in_its_field(browser, client, reason):
    typed = a_form(medicines__0__text="Xarelto 20 mg") | {"medicine_reason-0-0": reason}
    del typed["do"]

    answer = browser.post(url_of(client), data=typed | not_this())

    assert answer.status_code == 422 and error_of(answer.text, "medicine_reason-0-0")
    assert value_of(answer.text, "medicine_reason-0-0") == reason


@pytest.mark.parametrize("press", [{"do": "check"}, {"add": "medicines"}])
def test_a_reason_that_is_not_sent_yet_outlives_another_press(browser, client, press):
    typed = a_form(medicines__0__text="Xarelto 20 mg") | {"medicine_reason-0-0": "her cat"}
    del typed["do"]

    page = browser.post(url_of(client), data=typed | press).text

    assert value_of(page, "medicine_reason-0-0") == "her cat"


def test_a_new_form_shows_what_is_on_record_and_a_correction_does_not(app, browser, client):
    assert "On record already" not in browser.get(url_of(client)).text
    with app.app_context():
        intake = an_intake(client, by=browser.staff, operations_any="yes", operations=[{"what": "new hip"}])

    page = browser.get(url_of(client)).text
    assert "On record already" in page and "new hip" in page and "intake of 23 November 2026" in page

    assert browser.post(f"/intakes/{intake.id}/correct").status_code == 303
    assert "On record already" not in browser.get(url_of(client)).text


@pytest.mark.parametrize("press", [
    {"medicine_answer": "["}, {"medicine_answer": '"x"'}, {"medicine_stopped": "99"}, {"medicine_stopped": "x" * 400},
    {"rest": "nothing"}, {"rest": "wishes-1"}, {"unrest": "health-0", "filled-health-0": ",,x"}, {"add": "nothing"},
    {"do": "\x00"},
])
def test_a_button_that_is_none_of_ours_loses_nothing(app, browser, client, press):
    typed = a_form(reason="knee") | press
    if "do" not in press:
        del typed["do"]

    answer = browser.post(url_of(client), data=typed)

    assert answer.status_code in (200, 303, 400)
    assert draft_answers(app, client)["reason"] == "knee"


def test_two_people_in_one_draft_see_both_texts_and_nothing_is_overwritten(app, browser, client, sign_in_as):
    other = sign_in_as("therapist", "administrator")
    with app.app_context():
        a_draft(client, by=other.staff, reason="theirs", goals="walk")

    answer = browser.post(url_of(client), data=a_form(do="save", reason="mine", goals="walk"))

    assert answer.status_code == 409
    assert "theirs" in answer.text and ">\nmine</textarea>" in answer.text
    both_texts = answer.text[answer.text.index("Stands now"):answer.text.index("</table>")]
    assert "What would you like to be able to do" not in both_texts
    assert draft_answers(app, client)["reason"] == "theirs"

    version = value_of(answer.text, "version")
    browser.post(url_of(client), data=a_form(do="save", version=version, reason="mine and theirs"))
    assert draft_answers(app, client)["reason"] == "mine and theirs"


def test_a_page_whose_draft_is_gone_keeps_what_was_typed(app, browser, client):
    answer = browser.post(url_of(client), data=a_form(do="save", version="4", reason="mine"))

    assert answer.status_code == 409
    assert "signed or discarded meanwhile" in answer.text
    assert "mine</textarea>" in answer.text
    assert value_of(answer.text, "version") == "0"


def test_autosave_keeps_the_draft_and_gives_the_version_to_go_on_from(app, browser, client):
    first = browser.post(url_of(client, "/draft"), data={"version": "0", "reason": "a"}).json
    second = browser.post(url_of(client, "/draft"), data={"version": str(first["version"]), "reason": "ab"})

    assert second.status_code == 200
    assert second.json["version"] > first["version"]
    assert second.json["csrf"]
    assert draft_answers(app, client)["reason"] == "ab"


def test_autosave_of_an_empty_form_begins_no_draft(app, browser, client):
    told = browser.post(url_of(client, "/draft"), data={"version": "0", "reason": "  "}).json

    assert told["version"] == 0
    assert draft_answers(app, client) is None


def test_autosave_tells_of_a_clash_with_the_other_text(app, browser, client):
    with app.app_context():
        a_draft(client, by=a_staff(), reason="theirs <b>")

    answer = browser.post(url_of(client, "/draft"), data={"version": "0", "reason": "mine"})

    assert answer.status_code == 409
    assert "theirs &lt;b&gt;" in answer.json["html"]
    assert draft_answers(app, client)["reason"] == "theirs <b>"


def test_a_signed_out_autosave_is_told_so_and_a_signed_out_form_is_held(app, client):
    stranger = app.test_client()

    told = stranger.post(url_of(client, "/draft"), data={"reason": "a"}, headers={"Accept": "application/json"})
    page = stranger.post(url_of(client), data=a_form(reason="what I typed"))

    assert told.status_code == 401
    assert told.json["error"] == "signed_out"
    assert page.status_code == 401
    assert 'name="held"' in page.text


def test_discarding_asks_first(app, browser, client):
    with app.app_context():
        draft = a_draft(client, by=browser.staff, reason="a")

    page = browser.get(url_of(client, "/discard")).text
    assert "Discard this draft?" in page
    assert draft_answers(app, client) is not None

    answer = browser.post(url_of(client, "/discard"), data={"version": str(draft.version)})
    assert answer.status_code == 303
    assert draft_answers(app, client) is None
