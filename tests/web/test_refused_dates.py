""" "Not so" beside a date: one press, kept with the answer, in the form, once signed, in a correction, at a visit."""

import re

import pytest

from intake.records.database import db
from intake.records.intakes import Intake
from intake.records.visits import Visit
from tests.builders_clients import a_client
from tests.builders_intakes import KNOWN, a_form, an_intake
from tests.web.intake_pages import after, draft_answers, error_of, url_of, value_of
from tests.web.visit_pages import asked

NOT_SO = "not known. It counts as recent."
WORDS = "3 March 2019"
HIP = {"operations__0__what": "hip replacement", "operations__0__setting": "inpatient"}
IN_A_ROW = {"operations__0__date": WORDS, "operations__0__date_unclear": "yes"}
ALONE = {"signs_since": WORDS, "signs_since_unclear": "yes"}


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def client(app, browser):
    """A client of that therapist."""
    with app.app_context():
        return a_client(therapist=browser.staff)


def is_ticked(page, name):
    """Whether "not so" is pressed beside the date of this name."""
    return " checked" in re.search(rf'<input type="checkbox" name="{name}_unclear"[^>]*>', page)[0]


def beside(page, name):
    """What stands beside a date as its reading."""
    return re.search(rf'data-reading="{name}">([^<]*)<', page)[1]


def last_signed(app):
    with app.app_context():
        return db.session.scalars(db.select(Intake).order_by(Intake.id.desc())).first()


@pytest.mark.parametrize("given, name", [(HIP | IN_A_ROW, "operations-0-date"), (ALONE, "signs_since")])
def test_the_press_stays_and_the_words_stand_as_written(browser, client, given, name):
    page = after(browser, client, a_form(do="save", **given))

    assert is_ticked(page, name) and beside(page, name) == NOT_SO
    assert value_of(page, name) == WORDS

    unticked = {field: value for field, value in given.items() if not field.endswith("_unclear")}
    page = after(browser, client, a_form(do="save", version="1", **unticked))

    assert not is_ticked(page, name) and beside(page, name) == WORDS


def test_a_fresh_form_has_nothing_pressed(browser, client):
    assert not re.search(r'_unclear"[^>]* checked', browser.get(url_of(client)).text)


def test_the_panel_counts_it_as_today(browser, client):
    def panel(**given):
        return browser.post(url_of(client, "/panel"), data=a_form(**HIP, **given)).text

    assert "A major operation" not in panel(operations__0__date=WORDS)
    told = panel(**IN_A_ROW)
    assert "A major operation" in told and f'<span data-for="operations-0-date">{NOT_SO}</span>' in told


def test_a_date_that_reads_as_ahead_can_be_refused(app, browser, client):
    ahead = {"signs_since": "in three weeks"}
    refused = browser.post(url_of(client), data=a_form(**ahead))
    assert refused.status_code == 422 and "in the future" in error_of(refused.text, "signs_since")

    answer = browser.post(url_of(client), data=a_form(version="1", signs_since_unclear="yes", **ahead))

    assert answer.status_code == 303
    assert last_signed(app).answers["signs_since"] == "in three weeks"


def test_it_is_signed_and_a_correction_begins_with_it(app, browser, client):
    signed = browser.post(url_of(client), data=a_form(**HIP, **IN_A_ROW, **ALONE))
    intake = last_signed(app)
    page = browser.get(signed.location).text

    assert intake.answers["signs_since_unclear"] == intake.answers["operations"][0]["date_unclear"] == "yes"
    assert page.count(NOT_SO) == 2 and page.count(f"{WORDS}</span>") == 2
    page = browser.get(browser.post(f"/intakes/{intake.id}/correct").location).text
    assert is_ticked(page, "signs_since") and is_ticked(page, "operations-0-date")

    answer = browser.post(url_of(client), data=a_form(version="1", **HIP, **IN_A_ROW, signs_since=WORDS))
    page = browser.get(answer.location).text
    assert f"{WORDS} (not as it was read)" in page
    assert "signs_since_unclear" not in last_signed(app).answers
    assert draft_answers(app, client) is None


def test_it_is_kept_with_a_visit(app, browser, client):
    with app.app_context():
        an_intake(client, by=browser.staff, **KNOWN)
    address = f"/clients/{client.id}/visits/begin"
    told = {"asked_event": "yes", "operations-0-what": "hip replacement", "operations-0-setting": "inpatient",
            "operations-0-date": WORDS, "operations-0-date_unclear": "yes"}

    page = browser.post(address, data=asked(**told, asked_limb="")).text
    assert is_ticked(page, "operations-0-date") and beside(page, "operations-0-date") == NOT_SO
    browser.post(address, data=asked(**told))

    with app.app_context():
        visit = db.session.scalars(db.select(Visit)).one()
    assert visit.questions["operations"][0]["date_unclear"] == "yes"
    assert "A major operation" in browser.get(f"/clients/{client.id}").text


def test_the_end_of_a_stay_can_be_refused_at_a_visit(browser, app, client):
    with app.app_context():
        an_intake(client, by=browser.staff, **KNOWN | {"immobilisations_any": "yes", "immobilisations": [
            {"type": "leg_cast", "side": "left"}]})
    ended = {"immobilisations-900-type": "leg_cast", "immobilisations-900-side": "left",
             "immobilisations-900-end": WORDS, "immobilisations-900-end_unclear": "yes"}

    page = browser.post(f"/clients/{client.id}/visits/begin", data=asked(**ended, asked_limb="")).text

    assert is_ticked(page, "immobilisations-900-end") and beside(page, "immobilisations-900-end") == NOT_SO
