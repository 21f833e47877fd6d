"""Questions that an answer opens, and those that are asked no more, on the pages of an intake, without JavaScript."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

import intake
from intake.clinical.questionnaire import Opener, Repeat, repeats, single_questions
from intake.records.database import db
from intake.services import screening
from tests.builders import NOW
from tests.builders_clients import a_client
from tests.builders_intakes import a_blank_intake, a_draft, a_form, an_intake
from tests.web.intake_pages import chosen, draft_answers, error_of, url_of

STYLES = (Path(intake.__file__).parent / "static" / "css" / "intake_form.css").read_text("utf-8")
OLD = {"condition_hepatitis_hiv": "now", "condition_fragile_skin": "now", "condition_acute_infection": "past",
       "condition_bleeding_disorder": "now", "bleeding_disorder_name": "Von Willebrand", "reason": "knee"}
"""Answers of a form that was signed before the questions changed."""
NEW_SINCE = ("gloves", "condition_covid", "condition_pneumonia", "condition_influenza", "bleeding_disorder_kind")


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def client(app, browser):
    """A client of that therapist."""
    with app.app_context():
        return a_client(therapist=browser.staff)


@pytest.fixture
def old(app, browser, client):
    """An intake of before."""
    with app.app_context():
        signed = a_blank_intake(client, by=browser.staff, at=NOW - timedelta(60), **OLD)
        signed.answers = {key: value for key, value in signed.answers.items() if key not in NEW_SINCE}
        db.session.commit()
        return signed


def openers():
    """Every opener of the form, with the name of its field and that of the first field it opens."""
    asked = [(q.opened_by, q.opened_by.key, q.key) for q in single_questions() if q.opened_by]
    parts = [(each.opened_by, each.opened_by.key, f"{each.key}-0-{each.questions[0].key}")
             for each in repeats() if each.opened_by]
    rows = [(q.opened_by, f"{each.key}-0-{q.opened_by.key}", f"{each.key}-0-{q.key}")
            for each in repeats() for q in each.questions if q.opened_by]
    return [*asked, *parts, *rows]


def test_every_opener_is_a_question_that_can_be_answered_so():
    by_key = {q.key: q for q in (*single_questions(), *(q for repeat in repeats() for q in repeat.questions))}

    assert len(openers()) > 40
    for opener, _, _ in openers():
        assert set(opener.answers) <= {option.code for option in by_key[opener.key].options}, opener


def test_the_style_sheet_shows_what_each_answer_opens():
    codes = {code for opener, _, _ in openers() for code in opener.answers}

    for code in codes:
        assert f'input[value="{code}"]:checked' in STYLES and f'.opened[data-on~="{code}"]' in STYLES, code


class Fields(HTMLParser):
    """Of each field, by its name: the answers under which it stands, None where it stands openly. In order."""

    def __init__(self, page):
        super().__init__()
        self.open, self.found = [], {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "div":
            self.open.append(given.get("data-on"))
        if "name" in given:
            self.found.setdefault(given["name"], next((each for each in reversed(self.open) if each), None))

    def handle_endtag(self, tag):
        if tag == "div":
            self.open.pop()


def test_each_stands_under_the_answers_that_open_it_and_after_its_opener(browser, client):
    fields = Fields(browser.get(url_of(client)).text).found
    order = list(fields)

    for opener, asked_by, name in openers():
        assert fields[name] == " ".join(opener.answers), name
        assert order.index(asked_by) < order.index(name), name
    opened = {each for each, answers in fields.items() if answers}
    assert not opened & {q.key for q in single_questions() if q.opened_by is None}


def test_a_choice_of_several_opens_by_one_of_them():
    assert Opener("devices", ("vena_cava_filter",)).is_answered_so({"devices": ["port", "vena_cava_filter"]})
    assert not Opener("devices", ("vena_cava_filter",)).is_answered_so({"devices": ["port"]})
    assert not Opener("devices", ("vena_cava_filter",)).is_answered_so({})


def test_hidden_ones_are_sent_and_kept(app, browser, client):
    browser.post(url_of(client), data={"do": "save", "version": "0", "condition_covid": "never",
                                       "date_of_covid": "October", "hardware-0-site": "knee"})

    kept = draft_answers(app, client)
    assert (kept["date_of_covid"], kept["hardware"][0]["site"]) == ("October", "knee")


def test_the_rest_of_a_group_leaves_what_is_not_put_open(browser, client):
    page = browser.post(url_of(client), data={"rest": "signs-4", "version": "0", "sign_fever": ""}).text

    assert chosen(page, "sign_fever") == ["no"] and 'name="temperature" value=""' in page
    page = browser.post(url_of(client), data={"rest": "health-0", "version": "1"}).text
    assert chosen(page, "condition_low_platelets") == ["never"]
    assert chosen(page, "heparin_low_platelets") == chosen(page, "bleeding_disorder_kind") == [""]


def test_what_was_not_put_is_not_listed_as_not_asked(app, browser, client):
    with app.app_context():
        signed = an_intake(client, by=browser.staff, condition_covid="past", condition_low_platelets="never",
                           pains_any="yes", pains=[{"site": "knee"}])

    page = browser.get(f"/intakes/{signed.id}").text

    open_ = " ".join(re.findall(r'<p class="not-asked">(.*?)</p>', page, re.S))
    assert "COVID: when did it begin?" in open_
    for closed in ("heparin", "Carrier", "Pneumonia: when", "Temperature", "After a fall", "When put in"):
        assert closed not in open_, closed
    assert "Replaced joints, plates and screws" not in page


def test_the_panel_counts_what_is_put_and_no_sign_that_concerns_others(app, browser, client):
    page = browser.post(url_of(client, "/panel"), data={"reason": "knee"}).text
    circulation = [q for q in single_questions() if q.key.startswith("condition_")][:16]

    assert f"Circulation: {len(circulation)} of {len(circulation)} not asked" in page
    more = browser.post(url_of(client, "/panel"), data={"condition_lymphoedema": "now"}).text
    assert "Circulation: 17 of 18 not asked" in more
    signs = sum(q.key.startswith("sign_") for q in single_questions()) - 1
    assert f"Warning signs today: {signs} of {signs} not asked" in page


def test_an_intake_of_before_says_what_it_was_asked(browser, old):
    page = browser.get(f"/intakes/{old.id}").text

    for question, answer in (("Hepatitis or HIV", "Now"), ("Skin that tears or bruises easily", "Now"),
                             ("Cold, flu, COVID or other infection", "Past")):
        assert re.search(rf"<dt>{question}</dt>\s*<dd><span class=\"as-typed\">{answer}<", page), question


def test_the_form_asks_no_more_for_hepatitis_or_hiv(browser, client):
    page = browser.get(url_of(client)).text

    assert "HIV" not in page and "Hepatitis" not in page
    assert "wear gloves" in page


def test_a_correction_loses_nothing_of_a_question_that_is_asked_no_more(app, browser, client, old):
    page = browser.get(browser.post(f"/intakes/{old.id}/correct").location).text
    assert chosen(page, "condition_hepatitis_hiv") == ["now"]

    typed = a_form(version="1", reason="knee", condition_hepatitis_hiv="now", condition_fragile_skin="now",
                   condition_bleeding_disorder="now", bleeding_disorder_name="Von Willebrand")
    page = browser.get(browser.post(url_of(client), data=typed).location).text

    assert re.search(r"<dt>Hepatitis or HIV</dt>\s*<dd><span class=\"as-typed\">Now<", page)
    assert "Breathing and infection: Hepatitis or HIV" not in page
    with app.app_context():
        corrected = screening.standing_intake(client.id)
        assert corrected.corrects_id == old.id and corrected.answers["condition_hepatitis_hiv"] == "now"


def test_what_a_correction_takes_back_of_it_is_said(browser, client, old):
    browser.post(f"/intakes/{old.id}/correct")
    page = browser.get(browser.post(url_of(client), data=a_form(version="1", reason="knee")).location).text

    assert re.search(r"Hepatitis or HIV</th><td data-label=\"Before\"><span class=\"as-typed\">Now</span></td>"
                     r"<td data-label=\"Now\"><span class=\"as-typed\">Not asked<", page)


def test_the_record_keeps_the_old_words(browser, client, old):
    page = browser.get(f"/clients/{client.id}").text

    assert "Hepatitis or HIV" in page and "Skin that tears or bruises easily" in page and "Von Willebrand" in page


@pytest.mark.parametrize("typed", [
    {"medicines-0-text": "apixaban", "medicines-0-reason": "to prevent blood clots"},
    {"medicines-0-text": "Xarelto for blood clots"},
])
def test_a_blood_thinner_for_clots_is_not_signed_before_the_question_is_answered(app, browser, client, typed):
    form = a_form(medicines_any="yes", **typed)
    refused = browser.post(url_of(client), data=form)

    assert refused.status_code == 422
    assert "Was there ever a clot?" in error_of(refused.text, "thinner_for_clot")
    assert '<a href="#thinner_for_clot">' in refused.text
    assert draft_answers(app, client)["medicines"][0]["text"] == typed["medicines-0-text"]

    signed = browser.post(url_of(client), data=form | {"version": "1", "thinner_for_clot": "unsure"})
    assert signed.status_code == 303 and "/intakes/" in signed.location


def test_an_answer_on_record_is_not_asked_for_again(app, browser, client):
    thinner = {"text": "apixaban", "reason": "blood clots"}
    with app.app_context():
        an_intake(client, by=browser.staff, medicines_any="yes", medicines=[thinner], thinner_for_clot="no")

    signed = browser.post(url_of(client), data=a_form(
        medicines_any="yes", **{"medicines-0-text": "apixaban", "medicines-0-reason": "blood clots"}))

    assert signed.status_code == 303


def test_a_problem_of_a_question_that_is_not_put_is_shown_beside_it(app, browser, client):
    with app.app_context():
        a_draft(client, by=browser.staff, condition_covid="never", date_of_covid="next month")

    page = browser.get(url_of(client) + "?checked").text

    assert "in the future" in error_of(page, "date_of_covid")


def test_repeated_parts_that_are_opened_stand_under_their_opener_alone(browser, client):
    page = browser.get(url_of(client)).text

    for repeat in repeats():
        assert isinstance(repeat, Repeat) and page.count(f'data-repeat="{repeat.key}"') == 1, repeat.key
