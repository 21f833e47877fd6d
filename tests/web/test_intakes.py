"""The intake form and the signed intake, without JavaScript."""

import re
from datetime import timedelta

import pytest

from intake.clinical.questionnaire import SECTIONS, Kind, repeats, single_questions
from intake.services import drafts, intakes, screening
from intake.services.errors import RecordNotFound
from intake.web import language
from intake.web.intakes.page import PAGE
from tests import on_file
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import a_draft, a_form, an_intake, some_answers
from tests.support.statements import statements_of
from tests.web.intake_pages import chosen, draft_answers, error_of, url_of, value_of


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def client(app, browser):
    """A client of that therapist."""
    with app.app_context():
        return a_client(therapist=browser.staff)

def test_the_page_asks_every_question_under_its_section(browser, client):
    page = browser.get(url_of(client)).text

    for section in SECTIONS:
        assert f'<section class="sheet" id="{section.key}"' in page
        assert f'href="#{section.key}"' in page
    for question in single_questions():
        assert f'name="{question.key}"' in page, question.key
    for repeat in repeats():
        for question in repeat.questions:
            assert f'name="{repeat.key}-0-{question.key}"' in page


@pytest.mark.parametrize(("key", "has_letters"), [
    ("systolic", True), ("height_cm", True), ("pregnancy_weeks", True), ("diastolic", False), ("inr_value", False),
])
def test_a_phone_offers_letters_and_signs_where_a_measure_is_said_with_them(browser, client, key, has_letters):
    page = browser.get(url_of(client)).text
    [field] = re.findall(rf'<input [^>]*name="{key}"[^>]*>', page)

    assert ("inputmode" not in field) is has_letters


def test_nothing_is_answered_beforehand(browser, client):
    page = browser.get(url_of(client)).text

    for question in single_questions():
        if question.kind in (Kind.YES_NO, Kind.PAST):
            assert chosen(page, question.key) == [""], question.key


def test_looking_at_the_form_begins_no_draft(app, browser, client):
    browser.get(url_of(client))

    assert draft_answers(app, client) is None


def test_the_title_and_the_address_tell_nobody_who_it_is(app, browser, client):
    page = browser.get(url_of(client))

    title = re.search("<title>(.*?)</title>", page.text, re.S)[1]
    assert client.family_name not in title
    assert page.headers["Cache-Control"] == "no-store"


def test_the_form_asks_the_database_no_more_with_more_answers(app, browser, client):
    with app.app_context():
        full = a_client(therapist=browser.staff)
        a_draft(client, by=browser.staff, medicines=[{"text": "aspirin"}], reason="knee")
        a_draft(full, by=browser.staff, reason="knee", medicines=[{"text": f"medicine {n}"} for n in range(40)],
                pains=[{"site": "knee", "now": "3"}] * 20, sign_chest_pain="yes")

    browser.get("/medicines")
    few = statements_of(app, lambda: browser.get(url_of(client)))
    many = statements_of(app, lambda: browser.get(url_of(full)))

    assert few > 0
    assert many == few


def test_a_signed_intake_asks_the_database_no_more_with_more_answers(app, browser, client):
    with app.app_context():
        few = an_intake(client, by=browser.staff, medicines=[{"text": "aspirin"}])
        many = an_intake(client, by=browser.staff, pains=[{"site": "knee"}] * 20, sign_chest_pain="yes",
                         medicines=[{"text": f"medicine {number}"} for number in range(40)], corrects=few)
        same = an_intake(client, by=browser.staff, medicines=[{"text": "aspirin"}], corrects=many)
    browser.get("/medicines")

    assert statements_of(app, lambda: browser.get(f"/intakes/{many.id}")) == statements_of(
        app, lambda: browser.get(f"/intakes/{same.id}"))


def test_what_a_client_wrote_is_not_kept_in_the_program(app, browser, client):
    browser.post(url_of(client), data={"version": "0", "form_key": "k" * 20, "reason": "a secret word", "do": "save"})
    browser.get(url_of(client))

    assert "a secret word" not in str(app.extensions["intake.fields"])





def signed(app, client):
    with app.app_context():
        return screening.standing_intake(client.id)


def test_signing_keeps_the_intake_screens_it_and_uses_up_the_draft(app, browser, client):
    answer = browser.post(url_of(client), data=a_form(reason="Stiff neck", sign_chest_pain="yes"))

    assert answer.status_code == 303
    intake = signed(app, client)
    assert answer.location.endswith(f"/intakes/{intake.id}")
    assert intake.answers["reason"] == "Stiff neck"
    assert draft_answers(app, client) is None
    page = browser.get(answer.location).text
    assert 'data-tier="STOP"' in page


def test_a_form_sent_twice_is_stored_once_and_leads_to_the_same_page(app, browser, client):
    form = a_form(reason="knee")

    first = browser.post(url_of(client), data=form)
    second = browser.post(url_of(client), data=form)

    assert second.status_code == 303
    assert second.location == first.location
    with app.app_context():
        assert len(on_file.intakes_of(client.id)) == 1


@pytest.mark.parametrize("changed, name", [
    ({"consent_records": ""}, "consent_records"), ({"consent_massage": "no"}, "consent_massage"),
    ({"signed_name": " \u200b"}, "signed_name"), ({"signed_on": ""}, "signed_on"),
    ({"medicines_any": "no", "medicines-0-text": "aspirin"}, "medicines_any"),
    ({"operations_any": "yes"}, "operations_any"),
])
def test_what_is_missing_for_signing_is_said_and_the_draft_is_kept(app, browser, client, changed, name):
    answer = browser.post(url_of(client), data=a_form(reason="knee") | changed)

    assert answer.status_code == 422
    assert f'href="#{name}"' in answer.text
    assert signed(app, client) is None
    assert draft_answers(app, client)["reason"] == "knee"
    assert value_of(answer.text, "version") == "1"


def test_a_drawn_signature_stands_for_a_typed_one(app, browser, client):
    browser.post(url_of(client), data=a_form(signed_name="", signature="[[[0, 0], [500, 1000]], []]"))

    intake = signed(app, client)
    assert intake.signature == [[[0, 0], [500, 1000]]]
    assert '<polyline points="0,0.0 500,300.0' in browser.get(f"/intakes/{intake.id}").text


def test_a_draft_that_was_changed_meanwhile_is_not_signed_over(app, browser, client):
    with app.app_context():
        draft = a_draft(client, by=a_staff(), reason="theirs")
        newer = some_answers(reason="newer")
        drafts.save_draft(client.id, answers=newer, version=draft.version, by=browser.staff, at=NOW)

    answer = browser.post(url_of(client), data=a_form(version="1", reason="mine"))

    assert answer.status_code == 409
    assert "newer" in answer.text and "mine</textarea>" in answer.text
    assert signed(app, client) is None


def test_an_operation_is_confirmed_without_scripts(app, browser, client):
    typed = a_form(do="save", operations_any="yes", **{"operations-0-what": "keyhole knee"})
    page = browser.post(url_of(client), data=typed, follow_redirects=True).text
    assert "keyhole operation on knee or ankle" in page

    browser.post(url_of(client), data=typed | {"version": "1", "operation_kind": "0 arthroscopy_leg"})

    assert draft_answers(app, client)["operations"][0]["kind"] == "arthroscopy_leg"
    assert "was read as" not in browser.get(url_of(client)).text


@pytest.mark.parametrize("pressed", ["0 nonsense", "0", "9 spinal", "", "x", "0 other"])
def test_a_press_that_names_no_kind_changes_nothing(app, browser, client, pressed):
    typed = a_form(version="0", operations_any="yes", **{"operations-0-what": "keyhole knee"})

    answer = browser.post(url_of(client), data=typed | {"operation_kind": pressed})

    assert answer.status_code == 303
    assert not draft_answers(app, client)["operations"][0].get("kind")


def test_a_signed_intake_shows_each_answer_beside_what_was_understood(app, browser, client):
    with app.app_context():
        intake = an_intake(client, by=browser.staff, reason="<b>", medicines=[{"text": "stopped eliquis monday"}],
                           operations=[{"what": "knee", "date": "three weeks ago", "setting": "inpatient"}],
                           condition_dvt="past")

    page = browser.get(f"/intakes/{intake.id}").text

    assert "&lt;b&gt;" in page
    assert "apixaban" in page and "stopped lately" in page
    assert "other major operation" in page
    assert re.search(r"three weeks ago</span><span class=\"q__read\">between \d+ [^<]* 2026; counted as \d+", page)
    assert re.search(r"<strong>Not asked:</strong>[^<]*Clotting tendency", page)


def test_vague_dates_are_read_as_of_the_day_they_were_said(app, browser, client):
    with app.app_context():
        intake = an_intake(client, by=browser.staff, at=NOW - timedelta(days=200), operations=[{"date": "yesterday"}])

    assert "6 May 2026" in browser.get(f"/intakes/{intake.id}").text


def test_a_signed_intake_offers_no_field_to_change(app, browser, client):
    with app.app_context():
        intake = an_intake(client, by=browser.staff)

    page = browser.get(f"/intakes/{intake.id}").text

    assert "<textarea" not in page and 'type="text"' not in page


def test_a_correction_begins_prefilled_and_shows_what_differs(app, browser, client):
    with app.app_context():
        old = an_intake(client, by=browser.staff, reason="knee", condition_dvt="never", consent_massage="yes")

    answer = browser.post(f"/intakes/{old.id}/correct")
    page = browser.get(answer.location).text
    assert "knee</textarea>" in page
    assert chosen(page, "consent_massage") == [""]
    answer = browser.post(url_of(client), data=a_form(version="1", reason="knee", condition_dvt="past"))

    page = browser.get(answer.location).text
    assert re.search(r"Blood clot in a leg or arm \(DVT\).*?Never.*?Past", page, re.S)
    assert "see the correction" in browser.get(f"/intakes/{old.id}").text
    assert signed(app, client).corrects_id == old.id


def test_a_correction_waits_for_the_draft_that_is_open(app, browser, client):
    with app.app_context():
        old = an_intake(client, by=browser.staff, reason="knee")
        a_draft(client, by=browser.staff, reason="new")

    answer = browser.post(f"/intakes/{old.id}/correct")

    assert answer.status_code == 409
    assert "Another draft is open" in answer.text


def test_a_signed_intake_of_somebody_elses_client_is_not_found(app, browser, client, sign_in_as):
    with app.app_context():
        intake = an_intake(client, by=browser.staff)

    assert sign_in_as("therapist").get(f"/intakes/{intake.id}").status_code in (403, 404)
    assert browser.get("/intakes/4711").status_code == 404





def test_the_panel_reads_what_is_typed_and_keeps_nothing(app, browser, client):
    page = browser.post(url_of(client, "/panel"), data={
        "medicines-3-text": "warfarin", "medicines-3-since": "2026-11-01"}).text

    assert 'data-tier="CAUTION"' in page
    assert 'data-for="medicines-3"' in page
    assert '<span data-for="medicines-3-since">1 November 2026</span>' in page
    assert draft_answers(app, client) is None


def test_the_panel_of_an_empty_form_says_so(browser, client):
    assert "Nothing answered yet" in browser.post(url_of(client, "/panel")).text


def test_the_panel_does_not_ask_a_man_about_births(app, browser):
    with app.app_context():
        man = a_client(therapist=browser.staff, sex="M")

    page = browser.post(url_of(man, "/panel"), data={"reason": "knee"}).text

    assert "Long journeys: not asked" in page
    assert "Births: not asked" not in page


def test_a_yes_with_nothing_written_is_still_open(browser, client):
    page = browser.post(url_of(client, "/panel"), data={"operations_any": "yes", "injuries_any": "no"}).text

    assert "Operations: yes, but nothing written" in page
    assert "Injuries" not in page


def test_every_part_of_the_page_has_its_own_key():
    keys = [part.key for section in PAGE for part in section.parts]

    assert len(set(keys)) == len(keys)


def test_an_intake_that_is_not_there_is_not_found(app):
    with app.app_context(), pytest.raises(RecordNotFound):
        intakes.intake_of(4711)


def test_fields_drawn_in_one_language_are_not_given_out_in_another(app, browser, client, monkeypatch):
    browser.get(url_of(client))
    drawn = dict(app.extensions["intake.fields"])
    monkeypatch.setattr(language, "page_language", lambda: "fr-FR")

    browser.get(url_of(client))

    assert {key[0] for key in drawn} == {"en-GB"}
    assert {key[0] for key in app.extensions["intake.fields"]} == {"en-GB", "fr-FR"}


def test_an_operation_that_may_have_meant_a_stay_is_not_signed_before_the_answer(app, browser, client):
    typed = a_form(operations_any="yes", **{"operations-1-what": "gallbladder out", "operations-1-date": "last week"})
    refused = browser.post(url_of(client), data=typed)

    assert refused.status_code == 422
    assert "same day" in error_of(refused.text, "operations-1-setting")
    assert '<a href="#operations-1-setting">' in refused.text
    assert draft_answers(app, client)["operations"][0]["what"] == "gallbladder out"

    answered = browser.post(url_of(client), data=typed | {"version": "1", "operations-1-setting": "day_case"})
    assert answered.status_code == 303 and "/intakes/" in answered.location
