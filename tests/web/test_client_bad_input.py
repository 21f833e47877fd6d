"""Bad input in every field about a client: a message beside it, what was typed still there, and never a 500."""

import re
from html import unescape
from itertools import count

import pytest
from sqlalchemy import func, select

from intake.records.audit import AuditEntry
from intake.records.clients import Client
from intake.records.database import db
from intake.services import clients
from intake.services.clients import ClientDetails
from tests.builders import a_staff
from tests.builders_clients import a_client
from tests.web.intake_pages import error_of, value_of

LINES = {"given_name": 120, "family_name": 120, "phone": 40, "emergency_name": 200, "emergency_phone": 40,
         "emergency_relation": 80, "doctor_name": 200, "doctor_contact": 300}
AREAS = {"address": 500, "notes": 2000}
CHOICES = ("sex", "preferred_language", "doctor_may_be_asked")
MARKUP = "<script>alert(1)</script>"
STORED = [MARKUP, '"><img src=x onerror=alert(1)>', "\u202eevil", "a\u200bb", "👩‍🦰", "{{ 7*7 }}", "'; DROP TABLE",
          "मीरा", "\u200fמ\u200f", "Zoe\u0308", "%s%n", "=cmd()", "\ufeffx", "a\tb"]
_keys = count(1)


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def client(app, browser):
    """A client of that therapist."""
    with app.app_context():
        return a_client(therapist=browser.staff, given_name="Ana", family_name="Moreau", phone="1")


def a_form(**given):
    return {"form_key": f"bad-input-form-{next(_keys):08}", "given_name": "Zoë", "family_name": "Kade",
            "birth_date": "1971-02-03", "sex": "", "preferred_language": "en", "doctor_may_be_asked": "",
            "notes": "typed words", "version": "1"} | given


def kept(app, client):
    with app.app_context():
        return db.session.get_one(Client, client.id)


def how_many(app):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Client))


def places(client):
    """Where the form is sent: to register and to amend."""
    return "/clients/new", f"/clients/{client.id}/amend"


@pytest.mark.parametrize("field", [*LINES, *AREAS])
@pytest.mark.parametrize("value, words", [
    ("a\x00b", "character that cannot be kept"), ("a\x1b[31mb", "character that cannot be kept"),
    ("a\x85b", "character that cannot be kept"), ("long", "Please shorten it"), ("two\nlines", "one line"),
])
def test_what_cannot_be_kept_is_said_beside_the_field(app, browser, client, field, value, words):
    if field in AREAS and "\n" in value:
        return  # these take lines
    typed = "x" * ((LINES | AREAS)[field] + 1) if value == "long" else value
    for url in places(client):
        answer = browser.post(url, data=a_form(**{field: typed}))

        assert answer.status_code == 422, url
        assert words in error_of(answer.text, field), url
        assert f'href="#{field}"' in answer.text
        shown = unescape(answer.text).replace("\r\n", "\n")
        assert typed in shown
        assert "typed words" in shown or field == "notes"
    assert (how_many(app), kept(app, client).version) == (1, 1)


@pytest.mark.parametrize("field", ["given_name", "family_name"])
@pytest.mark.parametrize("invisible", ["", "  ", "\u200b", "\u202e\u200f", "\u00a0", "\n"])
def test_a_name_that_cannot_be_seen_is_no_name(app, browser, client, field, invisible):
    for url in places(client):
        answer = browser.post(url, data=a_form(**{field: invisible}))

        assert answer.status_code == 422 and error_of(answer.text, field).startswith("Enter the ")
    assert how_many(app) == 1


@pytest.mark.parametrize("born, words", [
    ("2026-11-24", "still to come"), ("9999-12-31", "still to come"), ("1906-11-22", "age over 120"),
    ("0001-01-01", "age over 120"), ("", "Enter the date of birth"), ("1980-02-30", "date"), ("yesterday", "date"),
    ("1980-05-17\x00", "date"), ("10000-01-01", "date"), ("-1980-05-17", "date"), (MARKUP, "date"),
    ("9" * 5000, "date"),
])
def test_a_birth_date_that_cannot_be_is_refused_and_still_shown(app, browser, client, born, words):
    for url in places(client):
        answer = browser.post(url, data=a_form(birth_date=born))

        assert answer.status_code == 422
        assert words in error_of(answer.text, "birth_date")
        assert value_of(answer.text, "birth_date").replace("\ufffd", "\x00") == born
        assert MARKUP not in answer.text
    assert how_many(app) == 1


@pytest.mark.parametrize("born", ["2026-11-23", "1906-11-24", "2024-02-29"])
def test_the_first_and_the_last_age_are_taken(app, browser, born):
    assert browser.post("/clients/new", data=a_form(birth_date=born)).status_code == 303


@pytest.mark.parametrize("email", [
    "nobody", "a@b", "a@@b.org", "a b@example.org", "a@example.org\x00", f"{MARKUP}@x.org", "x" * 250 + "@example.org",
    "a@example.org\nBcc: b@example.org",
])
def test_what_is_no_address_is_refused(browser, client, email):
    for url in places(client):
        answer = browser.post(url, data=a_form(email=email))

        assert answer.status_code == 422 and error_of(answer.text, "email")
        assert MARKUP not in answer.text and "typed words" in answer.text


@pytest.mark.parametrize("field", CHOICES)
@pytest.mark.parametrize("value", ["Q", MARKUP, "\x00", "x" * 10_000, "yes no"])
def test_what_is_not_among_the_choices_is_refused(app, browser, client, field, value):
    for url in places(client):
        answer = browser.post(url, data=a_form(**{field: value}))

        assert answer.status_code == 422
        assert "Choose one of those" in answer.text and MARKUP not in answer.text
    assert how_many(app) == 1


@pytest.mark.parametrize("value", STORED)
def test_every_field_keeps_words_exactly_and_no_page_runs_them(app, browser, client, value):
    words = dict.fromkeys([*LINES, *AREAS], value)
    made = browser.post("/clients/new", data=a_form(**words))
    amended = browser.post(f"/clients/{client.id}/amend", data=a_form(**words))
    assert (made.status_code, amended.status_code) == (303, 303)

    new = int(made.location.rsplit("/", 1)[1])
    for client_id in (new, client.id):
        with app.app_context():
            stored = db.session.get_one(Client, client_id)
            assert {getattr(stored, field) for field in words} == {value}
    pages = [
        browser.get(made.location), browser.get(f"{made.location}/amend"), browser.get("/clients"),
        browser.post("/clients/search", data={"query": "3/2/1971"}),
        browser.post("/clients/search", data={"query": value}),
        browser.post("/clients/new", data=a_form(**words)),  # a likely double, where its name has a letter
        browser.post(f"{made.location}/amend", data=a_form(**words, version="0", sex="F")),  # both texts
        browser.post("/clients/take-over", data=a_form(**words, reason=value)),
        browser.post(f"{made.location}/archive", data={"version": "0", "reason": value}),
    ]
    assert {page.status_code for page in pages} <= {200, 303, 409, 422}
    for page in pages:
        assert MARKUP not in page.text and "<img src=x" not in page.text
        assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("field", ["therapist_id", "is_new", "take_over", "version", "form_key"])
@pytest.mark.parametrize("value", ["-1", "0", "4711", "9" * 5000, MARKUP, "\x00", "１", "1 OR 1=1", "²"])
def test_what_forms_carry_by_themselves_may_be_tampered_with(app, browser, client, field, value):
    for url in places(client):
        answer = browser.post(url, data=a_form(**{field: value}))

        assert answer.status_code in (303, 404, 409, 422)
        assert MARKUP not in answer.text
        if answer.status_code != 303:
            assert "typed words" in answer.text or answer.status_code == 404
    assert kept(app, client).therapist_id == browser.staff.id


def test_a_form_whose_key_was_spoilt_gets_a_good_one_with_the_message(app, browser):
    refused = browser.post("/clients/new", data=a_form(form_key="short"))

    assert refused.status_code == 422 and "send it again" in refused.text
    assert browser.post("/clients/new", data=a_form(form_key=value_of(refused.text, "form_key"))).status_code == 303


def test_fields_that_no_form_has_and_fields_sent_twice_change_nothing_else(app, browser, client):
    stranger = {"id": "99", "created_by_id": "99", "archived_at": "2026-01-01", "next_screening_on": "2030-01-01"}
    before = kept(app, client)

    browser.post(f"/clients/{client.id}/amend",
                 data=a_form(**stranger, notes=["first", "second"], therapist_id=["99", "98"], archived_reason="x"))

    now = kept(app, client)
    assert now.notes == "first"
    for name in ("id", "created_by_id", "archived_at", "archived_reason", "therapist_id", "next_screening_on"):
        assert getattr(now, name) == getattr(before, name), name


def test_fields_left_out_are_kept_as_they_are(app, browser, client):
    whole = ClientDetails.__dataclass_fields__.keys() - {"given_name", "family_name", "birth_date", "phone"}

    browser.post(f"/clients/{client.id}/amend", data={
        name: value for name, value in a_form(birth_date="1980-05-17").items() if name not in whole})

    now = kept(app, client)
    assert (now.given_name, now.phone, now.preferred_language) == ("Zoë", "1", "en")


@pytest.mark.parametrize("field", [*LINES, *AREAS, "email"])
def test_a_megabyte_in_one_field_gets_a_message_and_ten_a_page_with_a_way_on(app, browser, client, field):
    for url in places(client):
        long = browser.post(url, data=a_form(**{field: "x" * 900_000}))
        assert long.status_code == 422 and "900,000 characters" in error_of(long.text, field)
        huge = browser.post(url, data=a_form(**{field: "x" * 10_000_000}))
        assert huge.status_code == 413 and "Go to the start page" in huge.text
    assert (how_many(app), kept(app, client).version) == (1, 1)


@pytest.mark.parametrize("data, wrong", [
    ({}, "given_name"), ({"reason": " \u200b"}, "reason"), ({"reason": "x" * 301}, "reason"),
    ({"reason": "a\x00"}, "reason"), ({"birth_date": "soon"}, "birth_date"), ({"given_name": "x" * 121}, "given_name"),
    ({"given_name": MARKUP, "family_name": "\u202e🙂"}, "family_name"), ({"family_name": "Somebody"}, "family_name"),
])
def test_taking_over_says_what_is_wrong_and_opens_nothing(app, browser, data, wrong):
    with app.app_context():
        other = a_client(therapist=a_staff(), given_name="Eva", family_name="Lund")
    typed = {"form_key": f"take-over-{next(_keys):08}", "given_name": "Eva", "family_name": "Lund",
             "birth_date": "1980-05-17", "reason": "Cover"} | data if data else {}

    answer = browser.post("/clients/take-over", data=typed)

    assert answer.status_code == 422
    assert error_of(answer.text, wrong) and MARKUP not in answer.text
    assert value_of(answer.text, "reason") == typed.get("reason", "")
    assert browser.get(f"/clients/{other.id}").status_code == 404


def test_a_reason_for_archiving_that_came_too_late_is_not_lost(app, browser, client):
    with app.app_context():
        clients.amend_client(client.id, ClientDetails("Ana", "Moreau", client.birth_date), version=1, by=browser.staff,
                             at=client.created_at, on=client.created_at.date())

    answer = browser.post(f"/clients/{client.id}/archive", data={"version": "1", "reason": f"Moved {MARKUP}"})

    assert answer.status_code == 409
    assert "Somebody else saved first" in answer.text and "Moved &lt;script&gt;" in answer.text
    assert kept(app, client).archived_at is None


def test_a_database_that_does_not_answer_loses_nothing_that_was_typed(app, browser, client, monkeypatch):
    browser.get(f"/clients/{client.id}/amend")
    with app.app_context():
        db.session.execute(db.text("DROP TABLE client_words"))
        db.session.commit()

    answer = browser.post(f"/clients/{client.id}/amend", data=a_form(notes=f"New words {MARKUP}"))

    assert answer.status_code == 503
    assert "New words &lt;script&gt;" in answer.text and "Nothing was half saved" in answer.text
    assert not re.search("bad-input-form|csrf", answer.text.split("<main")[1])
    assert (kept(app, client).given_name, kept(app, client).version) == ("Ana", 1)
    with app.app_context():
        assert "client.amend" not in db.session.scalars(select(AuditEntry.action)).all()
