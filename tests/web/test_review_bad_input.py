"""Whatever is sent to the forms of reviews, clearances and visits: a page with a way on, never a fault, no markup."""

import re
from datetime import timedelta
from html import unescape
from itertools import count

import pytest
from sqlalchemy import func, select

from intake import create_app
from intake.clinical.questionnaire.visit import VISIT_QUESTIONS
from intake.records.database import db
from intake.records.flags import Assessment, Clearance, FlagEvent
from intake.services import flags, visits
from tests.builders import NOW, PASSWORD, a_clinic, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.conftest import settings

ANSWERS = {
    "sign_chest_pain": "yes", "medicines_any": "yes", "medicines": [{"text": "warfarin"}, {"text": "zzyqwort"}],
    "condition_dvt": "past", "clots": [{"type": "dvt", "date": "2019", "side": "left", "on_treatment": "no"}],
}
MARKUP = "<script>alert(1)</script>'\"&"
HOSTILE = ["", "a\x00b", "\u202eevil\u200b 🙂", "\u200b", MARKUP, "x" * 6000, "-1", "11", "9" * 20, "²", "{{7*7}}",
           "2026-02-30", "0001-01-01", "9999-12-31", "1\n2"]
_keys = count(1)


def a_key() -> str:
    return f"hostile-key-{next(_keys):010}"


@pytest.fixture
def browser(sign_in_as):
    """Somebody of every role."""
    return sign_in_as("therapist", "reviewer", "administrator")


@pytest.fixture
def raised(app, browser):
    """The flags of a client with everything, by rule."""
    with app.app_context():
        client = a_client(therapist=browser.staff)
        an_intake(client, by=browser.staff, **ANSWERS)
        return {flag.rule: flag for flag in flags.flags_of_client(client.id)}


@pytest.fixture
def visit_id(app, browser):
    """A visit under way."""
    with app.app_context():
        client = a_client(therapist=browser.staff)
        an_intake(client, by=browser.staff, at=NOW - timedelta(days=20))
        questions = {question.name: "no" for question in VISIT_QUESTIONS}
        return visits.begin_visit(client.id, questions=questions, key=a_key(), by=browser.staff, at=NOW,
                                  on=NOW.date(), unasked_reason="Not known.").id


def forms(raised, visit_id):
    """Address and sound fields of each form."""
    stop, caution, unknown = raised["R01"], raised["R46"], raised["R69"]
    client = stop.client_id
    return {
        f"/flags/{caution.id}/review": {"version": "1", "decision": "agreed", "reason": "words"},
        f"/flags/{caution.id}/entered-in-error": {"version": "1", "reason": "words",
                                                  "answers": list(caution.finding.answers)},
        f"/flags/{stop.id}/assessment": {"version": "1", "assessed_by": "Dr Reid", "assessed_on": "2026-11-23",
                                         "outcome": "open", "condition": "", "result": "words"},
        f"/flags/{unknown.id}/medicine": {"text": "zzyqwort", "answer": "words"},
        f"/clients/{client}/clearances/new": {"rule": "R21", "given_by": "Dr Reid", "given_on": "2026-11-23",
                                              "valid_until": "", "scope": "words", "limits": "", "pressure_cap": "2",
                                              "regions": "left_calf", "techniques": "cupping"},
        f"/clients/{client}/visits": {"visit_on": "2026-11-24"},
        f"/clients/{client}/visits/begin": {
            "asked_journey": "yes", "journeys-0-seated_hours": "9", "journeys-0-end_date": "2026-11-20",
            "asked_limb": "yes", "pains-0-site": "calf", "pains-0-now": "5", "asked_medicine": "yes",
            "medicines-0-text": "words"},
        f"/visits/{visit_id}/note": {
            "version": "1", "do": "save", "objective": "words", "minutes": "50", "pressure": "2", "areas": "neck",
            "techniques": "swedish", "next_visit_on": "2026-12-01", "pain-0-site": "neck", "pain-0-side": "",
            "pain-0-before": "5", "pain-0-after": "3"},
        f"/visits/{visit_id}/additions": {"text": "words"},
    }


@pytest.mark.parametrize("number", range(9))
def test_whatever_is_sent_is_answered_by_a_page_with_a_way_on(browser, raised, visit_id, number):
    address, fields = list(forms(raised, visit_id).items())[number]
    words = {name for name, value in fields.items() if value == "words"} or set(fields)
    for field in fields:
        for value in HOSTILE:
            answer = browser.post(address, data=fields | {"form_key": a_key(), field: value})
            where = address, field, value[:20]
            assert answer.status_code in (303, 400, 409, 422), where
            shown = browser.get(answer.location) if answer.status_code == 303 else answer
            assert shown.status_code in (200, 303) or shown is answer, where
            assert "<script>alert" not in shown.text and "href=" in shown.text, where
            if answer.status_code == 422 and field not in ("text", *words):
                assert "words" in shown.text, where


@pytest.mark.parametrize("number", range(9))
def test_ten_megabytes_are_refused_with_a_way_on(browser, raised, visit_id, number):
    address, fields = list(forms(raised, visit_id).items())[number]
    field = list(fields)[-1]

    answer = browser.post(address, data=fields | {"form_key": a_key(), field: "x" * 10_000_000})

    assert answer.status_code == 413
    assert "That is too long" in answer.text and 'href="/"' in answer.text


@pytest.mark.parametrize("key", ["", "short", "x" * 41, "has spaces in it here", "\x00" * 20])
@pytest.mark.parametrize("number", range(8))
def test_a_form_without_its_key_is_not_acted_on(app, browser, raised, visit_id, number, key):
    address, fields = list(forms(raised, visit_id).items())[number]
    with app.app_context():
        before = how_much()

    answer = browser.post(address, data=fields | {"form_key": key}, follow_redirects=True)

    with app.app_context():
        assert how_much() == before
    assert answer.status_code in (200, 422)


def how_much() -> list[int]:
    return [db.session.scalar(select(func.count()).select_from(table)) for table in (FlagEvent, Clearance, Assessment)]


def test_anothers_form_key_is_no_key(app, browser, raised, sign_in_as):
    flag, key = raised["R46"], a_key()
    form = {"version": "1", "form_key": key, "decision": "agreed", "reason": ""}
    assert browser.post(f"/flags/{flag.id}/review", data=form).status_code == 303

    answer = sign_in_as("reviewer").post(f"/flags/{flag.id}/review", data=form | {"decision": "overridden",
                                                                                 "reason": "words"})

    assert answer.status_code == 403
    with app.app_context():
        assert flags.flag_of(flag.id).decision == "agreed"


@pytest.mark.parametrize("version", ["", "0", "-1", "abc", "9" * 30, "2.5", "\x00"])
def test_a_version_that_cannot_be_is_stale_and_the_reason_stays(app, browser, raised, version):
    flag = raised["R46"]

    answer = browser.post(f"/flags/{flag.id}/review", data={
        "version": version, "form_key": a_key(), "decision": "adapted", "reason": "Typed words."})

    assert answer.status_code in (409, 422) and "Typed words.</textarea>" in answer.text
    with app.app_context():
        assert flags.flag_of(flag.id).state == "raised"


def test_the_token_of_another_session_is_refused_and_nothing_typed_is_lost(sqlite_url):
    app = create_app(settings(sqlite_url, WTF_CSRF_ENABLED=True))
    with app.app_context():
        a_clinic()
        client = a_client()
        an_intake(client, by=a_staff(), **ANSWERS)
        flag = next(each for each in flags.flags_of_client(client.id) if each.rule == "R46")
        people = [a_staff("reviewer", password=PASSWORD) for _ in range(2)]
    pages = [signed_in(app, staff).get(f"/flags/{flag.id}").text for staff in people]
    browser = signed_in(app, people[0])
    form = {"version": "1", "form_key": a_key(), "decision": "adapted", "reason": f"Typed words. {MARKUP}"}

    refused = browser.post(f"/flags/{flag.id}/review", data=form | {"csrf_token": token(pages[1])})
    without = browser.post(f"/flags/{flag.id}/review", data=form)

    for answer in (refused, without):
        assert answer.status_code == 400
        assert "This form had been open too long" in answer.text and 'href="/"' in answer.text
        assert f"Typed words. {MARKUP}" in unescape(answer.text) and "<script>alert" not in answer.text
    (name,) = flag.finding.answers
    in_error = browser.post(f"/flags/{flag.id}/entered-in-error", data=form | {"answers": name})
    assert in_error.status_code == 400 and "Typed words." in in_error.text and name not in in_error.text
    with app.app_context():
        assert flags.flag_of(flag.id).state == "raised"
        db.engine.dispose()


def signed_in(app, staff):
    browser = app.test_client()
    page = browser.get("/sign-in").text
    answer = browser.post("/sign-in", data={"email": staff.email, "password": PASSWORD, "csrf_token": token(page)})
    assert answer.status_code == 303
    return browser


def token(page: str) -> str:
    return re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
