"""Accounts: signing in, staying in, signing out, and passwords."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from intake import create_app
from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.records.staff import FailedSignIn, Staff, StaffSession
from intake.services import sign_in, staff
from tests.builders import NOW, PASSWORD, a_clinic, a_staff
from tests.conftest import settings

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def ann(app: Flask) -> Staff:
    with app.app_context():
        return a_staff("administrator", "therapist", name="Ann Lee", email="ann@example.org", password=PASSWORD)


def at(app: Flask, moment: object) -> None:
    app.config["CLOCK"] = lambda: moment


def actions(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_a_wrong_password_an_unknown_address_and_a_closed_account_look_alike(
    app: Flask, browser: FlaskClient, ann: Staff
) -> None:
    with app.app_context():
        a_staff(email="gone@example.org", password=PASSWORD, active=False)

    answers = [
        browser.post("/sign-in", data={"email": email, "password": password})
        for email, password in [
            ("ann@example.org", "wrong wrong wrong"),
            ("nobody@example.org", PASSWORD),
            ("gone@example.org", PASSWORD),
        ]
    ]

    assert [answer.status_code for answer in answers] == [401, 401, 401]
    # The form token carries the second it was made in.
    pages = {re.sub(r'name="csrf_token" value="[^"]*"', "", answer.text.replace(name, "")) for answer, name in zip(
        answers, ("ann@example.org", "nobody@example.org", "gone@example.org"), strict=True)}
    assert len(pages) == 1
    assert actions(app) == ["sign_in.refused"] * 3


def test_signing_in_leads_where_one_was_going(app: Flask, browser: FlaskClient, ann: Staff) -> None:
    asked = browser.get("/settings/audit?client=3")
    assert asked.location == "/sign-in?next=/settings/audit?client%3D3"

    answer = browser.post(
        "/sign-in", data={"email": " ANN@example.org ", "password": PASSWORD, "next": "/settings/audit?client=3"}
    )

    assert answer.location == "/settings/audit?client=3"
    assert browser.get("/account").status_code == 200
    assert actions(app) == ["sign_in"]


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "///evil.example",
     "javascript:alert(1)", "http:evil.example", "/%0d%0aSet-Cookie:x".replace("%0d%0a", "\r\n"), "evil.example",
     "/ok\\..\\evil", "\t//evil.example"],
)
def test_nobody_is_led_to_another_site(browser: FlaskClient, ann: Staff, elsewhere: str) -> None:
    answer = browser.post("/sign-in", data={"email": ann.email, "password": PASSWORD, "next": elsewhere})

    assert answer.status_code in {303, 422}
    assert answer.location in {"/", None}


def test_a_copied_cookie_is_dead_after_signing_out(app: Flask, sign_in_as: SignIn) -> None:
    browser = sign_in_as("therapist")
    copied = browser.get_cookie("intake").value

    out = browser.post("/sign-out")

    thief = app.test_client()
    thief.set_cookie("intake", copied)
    assert thief.get("/account").status_code == 303
    assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert actions(app)[-1] == "sign_out"


def test_signing_out_by_a_link_does_nothing(sign_in_as: SignIn) -> None:
    browser = sign_in_as("therapist")

    assert browser.get("/sign-out").status_code == 405
    assert browser.get("/account").status_code == 200


def test_a_session_ends_when_nothing_is_done(app: Flask, sign_in_as: SignIn) -> None:
    browser = sign_in_as("therapist")

    at(app, NOW + timedelta(minutes=29))
    assert browser.get("/account").status_code == 200
    at(app, NOW + timedelta(minutes=58))
    assert browser.get("/account").status_code == 200
    at(app, NOW + timedelta(minutes=58 + 31))
    assert browser.get("/account").status_code == 303


def test_a_session_ends_after_a_working_day_however_busy(app: Flask, sign_in_as: SignIn) -> None:
    browser = sign_in_as("therapist")

    for minutes in range(0, 12 * 60, 20):
        at(app, NOW + timedelta(minutes=minutes))
        assert browser.get("/account").status_code == 200
    at(app, NOW + timedelta(hours=12, minutes=1))
    assert browser.get("/account").status_code == 303


def test_ten_wrong_tries_lock_an_address_for_a_while(app: Flask, browser: FlaskClient, ann: Staff) -> None:
    for _ in range(sign_in.TRIES):
        assert browser.post("/sign-in", data={"email": ann.email, "password": "wrong wrong"}).status_code == 401

    locked = browser.post("/sign-in", data={"email": ann.email, "password": PASSWORD})
    assert locked.status_code == 429
    assert "Wait a quarter of an hour" in locked.text

    at(app, NOW + timedelta(minutes=16))
    assert browser.post("/sign-in", data={"email": ann.email, "password": PASSWORD}).status_code == 303


def test_an_unknown_address_is_locked_alike(browser: FlaskClient, ann: Staff) -> None:
    for _ in range(sign_in.TRIES):
        browser.post("/sign-in", data={"email": "x@example.org", "password": "wrong wrong"})

    assert browser.post("/sign-in", data={"email": "x@example.org", "password": "wrong"}).status_code == 429


def test_strangers_cannot_fill_the_tables(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "FAILURES_KEPT", 5)
    monkeypatch.setattr(sign_in, "REFUSALS_NOTED", 7)
    with app.app_context():
        for number in range(20):
            sign_in.refuse_sign_in(f"x{number}@example.org", staff=None, at=NOW + timedelta(seconds=number))

        assert (db.session.scalar(select(func.count()).select_from(FailedSignIn)) or 0) <= 6
    assert actions(app) == ["sign_in.refused"] * 7


def test_what_was_typed_as_an_address_is_not_kept_in_clear(app: Flask, browser: FlaskClient, ann: Staff) -> None:
    browser.post("/sign-in", data={"email": "my secret pass phrase", "password": "x"})

    with app.app_context():
        assert [len(row.email_hash) for row in db.session.scalars(select(FailedSignIn))] == [64]


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(
    app: Flask, browser: FlaskClient, ann: Staff, sign_in_as: SignIn
) -> None:
    here, elsewhere = sign_in_as(ann), sign_in_as(ann)
    new = "copper lantern sings low"

    wrong = here.post("/account", data={"old_password": "not this one", "password": new})
    assert wrong.status_code == 422
    assert "not your present password" in wrong.text
    weak = here.post("/account", data={"old_password": PASSWORD, "password": "ann lee ann lee"})
    assert weak.status_code == 422

    assert here.post("/account", data={"old_password": PASSWORD, "password": new}).status_code == 303
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303
    assert browser.post("/sign-in", data={"email": ann.email, "password": PASSWORD}).status_code == 401
    assert browser.post("/sign-in", data={"email": ann.email, "password": new}).status_code == 303


def test_closing_an_account_ends_its_sessions_at_the_next_request(
    app: Flask, ann: Staff, sign_in_as: SignIn
) -> None:
    browser = sign_in_as("therapist")
    administrator = sign_in_as(ann)

    assert administrator.post(f"/settings/staff/{browser.staff.id}/deactivate").status_code == 303

    assert browser.get("/account").status_code == 303
    with app.app_context():
        assert db.session.scalar(select(StaffSession).where(StaffSession.staff_id == browser.staff.id)) is None


def test_a_changed_role_counts_from_the_next_request(app: Flask, ann: Staff, sign_in_as: SignIn) -> None:
    browser = sign_in_as("therapist", "administrator")
    assert browser.get("/settings/audit").status_code == 200

    sign_in_as(ann).post(f"/settings/staff/{browser.staff.id}", data={"roles": "therapist", "version": "1"})

    assert browser.get("/settings/audit").status_code == 403


def test_the_last_administrator_stays(app: Flask, ann: Staff, sign_in_as: SignIn) -> None:
    browser = sign_in_as(ann)

    roles = browser.post(f"/settings/staff/{ann.id}", data={"roles": "therapist", "version": str(ann.version)})
    closed = browser.post(f"/settings/staff/{ann.id}/deactivate")

    assert roles.status_code == 422
    assert "only administrator" in roles.text
    assert closed.status_code == 409
    with app.app_context():
        kept = staff.get_staff(ann.id)
        assert kept.is_administrator
        assert kept.active


def test_an_administrator_adds_staff_who_can_sign_in(
    app: Flask, browser: FlaskClient, ann: Staff, sign_in_as: SignIn
) -> None:
    sent = {"name": "Zoë Ñandú", "email": "zoe@example.org", "roles": ["therapist", "reviewer"],
            "password": "seven quiet foxes run"}
    administrator = sign_in_as(ann)

    assert administrator.post("/settings/staff", data=sent).status_code == 303
    again = administrator.post("/settings/staff", data=sent)

    assert again.status_code == 422
    assert "signs in with this address already" in again.text
    assert browser.post("/sign-in", data={"email": sent["email"], "password": sent["password"]}).status_code == 303


def test_a_password_given_by_an_administrator_replaces_the_lost_one(
    app: Flask, browser: FlaskClient, ann: Staff, sign_in_as: SignIn
) -> None:
    with app.app_context():
        lost = a_staff(password=PASSWORD)

    answer = sign_in_as(ann).post(f"/settings/staff/{lost.id}/password", data={"password": "seven quiet foxes run"})

    assert answer.status_code == 303
    assert browser.post("/sign-in", data={"email": lost.email, "password": PASSWORD}).status_code == 401
    good = {"email": lost.email, "password": "seven quiet foxes run"}
    assert browser.post("/sign-in", data=good).status_code == 303


def test_two_administrators_amending_the_clinic_both_keep_their_words(ann: Staff, sign_in_as: SignIn) -> None:
    browser = sign_in_as(ann)
    values = {"name": "Harbour", "emergency_number": "999", "urgent_care_words": "call 111",
              "journey_threshold_hours": "4", "version": "1"}

    assert browser.post("/settings/clinic", data={**values, "phone": "0111"}).status_code == 303
    late = browser.post("/settings/clinic", data={**values, "phone": "0222"})

    assert late.status_code == 409
    assert "0111" in late.text
    assert 'value="0222"' in late.text
    assert 'name="version" value="2"' in late.text
    assert 'value="0111"' in browser.get("/settings/clinic").text


@pytest.fixture
def strict(sqlite_url: str) -> Iterator[Flask]:
    """An application that asks for form tokens."""
    app = create_app(settings(sqlite_url, WTF_CSRF_ENABLED=True))
    with app.app_context():
        a_clinic()
    yield app
    with app.app_context():
        db.engine.dispose()


def token(page: str) -> str:
    return page.split('name="csrf_token" value="')[1].split('"')[0]


def test_what_was_typed_when_the_sign_in_had_ended_is_sent_after_signing_in_again(strict: Flask) -> None:
    with strict.app_context():
        ann = a_staff("administrator", password=PASSWORD)
    browser = strict.test_client()
    form = {"email": ann.email, "password": PASSWORD}
    browser.post("/sign-in", data={**form, "csrf_token": token(browser.get("/sign-in").text)})
    typing = browser.get("/settings/clinic").text
    at(strict, NOW + timedelta(minutes=45))
    typed = {"csrf_token": token(typing), "version": "1", "name": "Quay & Sons <b>", "emergency_number": "112",
             "urgent_care_words": "ring us", "journey_threshold_hours": "3"}

    refused = browser.post("/settings/clinic", data=typed)
    held = refused.text.split('name="held" value="')[1].split('"')[0]
    offered = browser.post("/sign-in", data={**form, "csrf_token": token(refused.text), "held": held})
    saved = browser.post("/settings/clinic", data={**typed, "csrf_token": token(offered.text)})

    assert refused.status_code == 401
    assert "What you typed is kept" in refused.text
    assert 'action="/settings/clinic"' in offered.text
    assert 'name="name" value="Quay &amp; Sons &lt;b&gt;"' in offered.text
    assert saved.status_code == 303
    assert "Quay &amp; Sons &lt;b&gt;" in browser.get("/settings/clinic").text


def test_a_form_open_in_another_tab_still_works_after_signing_in_again(strict: Flask) -> None:
    with strict.app_context():
        ann = a_staff("administrator", password=PASSWORD)
    browser = strict.test_client()
    form = {"email": ann.email, "password": PASSWORD}
    browser.post("/sign-in", data={**form, "csrf_token": token(browser.get("/sign-in").text)})
    open_form = token(browser.get("/settings/staff").text)
    at(strict, NOW + timedelta(minutes=45))
    browser.post("/sign-in", data={**form, "csrf_token": token(browser.get("/sign-in").text)})

    answer = browser.post("/settings/staff", data={"csrf_token": open_form})

    assert answer.status_code == 422, "the form is read, and asks for what is missing"


def test_a_form_without_a_token_shows_what_was_typed_and_saves_nothing(strict: Flask) -> None:
    with strict.app_context():
        ann = a_staff("administrator", password=PASSWORD)
    browser = strict.test_client()
    form = {"email": ann.email, "password": PASSWORD}

    assert strict.test_client().post("/sign-in", data=form).status_code == 400
    browser.post("/sign-in", data={**form, "csrf_token": token(browser.get("/sign-in").text)})
    answer = browser.post("/settings/clinic", data={"name": "My <i>words</i>", "password": "hush"})

    assert answer.status_code == 400
    assert "My &lt;i&gt;words&lt;/i&gt;" in answer.text
    assert "hush" not in answer.text


def test_another_sessions_token_is_refused(strict: Flask) -> None:
    with strict.app_context():
        ann = a_staff("administrator", password=PASSWORD)
        bob = a_staff("administrator", password=PASSWORD)
    theirs, mine = strict.test_client(), strict.test_client()
    for browser, who in ((theirs, ann), (mine, bob)):
        first = token(browser.get("/sign-in").text)
        browser.post("/sign-in", data={"email": who.email, "password": PASSWORD, "csrf_token": first})

    answer = mine.post("/settings/staff", data={"csrf_token": token(theirs.get("/settings/staff").text)})

    assert answer.status_code == 400
