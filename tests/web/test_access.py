"""Access and errors: refused by default, a clear page with a way on, and nothing of anybody's record on it."""

import logging
from collections.abc import Callable

import pytest
from flask import Blueprint, Flask, request
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from intake.records.clinic import Clinic
from intake.records.database import db
from intake.services import errors
from intake.web import access
from tests.builders import a_staff

SignIn = Callable[..., FlaskClient]

MATRIX = {
    "/": {"therapist", "reviewer", "administrator"},
    "/account": {"therapist", "reviewer", "administrator"},
    "/settings/clinic": {"administrator"},
    "/settings/staff": {"administrator"},
    "/settings/staff/1": {"administrator"},
    "/settings/audit": {"administrator"},
}


@pytest.mark.parametrize("role", ["therapist", "reviewer", "administrator"])
@pytest.mark.parametrize("path", sorted(MATRIX))
def test_each_role_opens_what_is_its_own_and_no_more(sign_in_as: SignIn, path: str, role: str) -> None:
    answer = sign_in_as(role).get(path)

    assert answer.status_code == (200 if role in MATRIX[path] else 403)


@pytest.fixture
def app(own_app: Flask) -> Flask:
    """An application that views may be added to."""
    return own_app


def planted(app: Flask, view: Callable[..., object], *, methods: tuple[str, ...] = ("GET",)) -> None:
    """A view at /planted, for what no real page does."""
    room = Blueprint("planted", __name__)
    room.add_url_rule("/planted", "view", view, methods=list(methods))
    app.register_blueprint(room)


def test_an_unmarked_view_is_refused_to_everybody(app: Flask, sign_in_as: SignIn) -> None:
    planted(app, lambda: "open")

    assert sign_in_as("administrator", "reviewer", "therapist").get("/planted").status_code == 403


def test_a_get_that_writes_is_refused_by_the_database(app: Flask, sign_in_as: SignIn) -> None:
    def rename() -> str:
        db.session.get_one(Clinic, 1).name = "Renamed"
        db.session.commit()
        return "done"

    planted(app, access.needs_staff(rename))

    assert sign_in_as("therapist").get("/planted").status_code == 503
    with app.app_context():
        assert db.session.get_one(Clinic, 1).name != "Renamed"


@pytest.mark.parametrize(
    ("raised", "status"),
    [
        (errors.RecordNotFound("client"), 404),
        (errors.NotPermitted(), 403),
        (errors.StaleRecord(), 409),
        (errors.VisitBlocked(), 400),
        (errors.AlreadySetUp(), 404),
        (OperationalError("INSERT INTO clients VALUES ('Marta Secret')", {}, Exception("database is locked")), 503),
        (OSError(28, "No space left on device: Marta Secret"), 500),
        (ValueError("Marta Secret"), 500),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_refusal_becomes_a_page_that_says_so_and_no_more(
    app: Flask, sign_in_as: SignIn, raised: Exception, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse() -> str:
        raise raised

    planted(app, access.needs_staff(refuse))
    caplog.set_level(logging.INFO)

    answer = sign_in_as("therapist").get("/planted")

    assert answer.status_code == status
    assert "Go to the start page" in answer.text
    assert "give this reference" in answer.text
    assert "Secret" not in answer.text
    assert "Secret" not in caplog.text


def test_a_page_without_the_database_still_says_what_is_wrong(app: Flask, sign_in_as: SignIn) -> None:
    browser = sign_in_as("therapist")
    with app.app_context():
        db.session.execute(text("DROP TABLE staff_sessions"))
        db.session.commit()

    answer = browser.get("/")

    assert answer.status_code == 503
    assert "Try again" in answer.text


def test_a_form_that_was_sent_twice_leads_to_what_the_first_made(app: Flask, sign_in_as: SignIn) -> None:
    def again() -> str:
        raise errors.AlreadyDone("something", 3)

    planted(app, access.needs_staff(again), methods=("POST",))

    answer = sign_in_as("therapist").post("/planted")

    assert answer.status_code == 303
    assert answer.location == "/"


def test_ten_megabytes_of_text_are_refused_with_a_way_on(sign_in_as: SignIn) -> None:
    browser = sign_in_as("administrator")

    answer = browser.post("/settings/clinic", data={"name": "x" * 10_000_000})

    assert answer.status_code == 413
    assert "too long" in answer.text


def test_more_fields_than_any_form_has_are_refused(sign_in_as: SignIn) -> None:
    answer = sign_in_as("administrator").post(
        "/settings/clinic", data={f"field{number}": "x" for number in range(4000)}, content_type="multipart/form-data"
    )

    assert answer.status_code == 413


@pytest.mark.parametrize(
    "path",
    ["/settings/staff/99999999", "/settings/staff/0", "/settings/staff/-1", "/settings/staff/%00", "/%ff%fe",
     "/settings/audit?before=99999999999999999999999", "/settings/staff/99999999999999999999",
     "/?next=%00", "/settings/audit?client=abc"],
)
def test_odd_addresses_never_break_anything(sign_in_as: SignIn, path: str) -> None:
    assert sign_in_as("administrator").get(path).status_code in {200, 404}


@pytest.mark.parametrize(
    "value",
    ["\u202eevil", "👩‍🦰 Zoë", "<script>alert(1)</script>", "a\u200bb", "Ñandú – ½", "محمد"],
)
def test_text_is_kept_exactly_as_typed(app: Flask, sign_in_as: SignIn, value: str) -> None:
    browser = sign_in_as("administrator")

    answer = browser.post("/settings/clinic", data={
        "name": f"  {value} ", "emergency_number": "999", "urgent_care_words": "x", "journey_threshold_hours": "4",
        "version": "1", "address": "one\r\ntwo\rthree",
    })

    assert answer.status_code == 303
    with app.app_context():
        clinic = db.session.get_one(Clinic, 1)
        assert clinic.name == value
        assert clinic.address == "one\ntwo\nthree"
    assert "<script>alert" not in browser.get("/settings/clinic").text


@pytest.mark.parametrize("value", ["a\x00b", "a\x07", "a\x1b[31m", "a\x85b", "two\nlines"])
def test_what_cannot_be_kept_is_said_beside_the_field(sign_in_as: SignIn, value: str) -> None:
    answer = sign_in_as("administrator").post("/settings/clinic", data={
        "name": value, "emergency_number": "999", "urgent_care_words": "x", "journey_threshold_hours": "4",
        "version": "1", "phone": "still here",
    })

    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text
    assert "still here" in answer.text


@pytest.mark.parametrize("version", ["", "abc", "-1", "1e3", "99999999999999999999"])
def test_a_form_with_a_made_up_version_overwrites_nothing(app: Flask, sign_in_as: SignIn, version: str) -> None:
    answer = sign_in_as("administrator").post("/settings/clinic", data={
        "name": "New", "emergency_number": "999", "urgent_care_words": "x", "journey_threshold_hours": "4",
        "version": version,
    })

    assert answer.status_code == 409
    with app.app_context():
        assert db.session.get_one(Clinic, 1).name != "New"


def test_a_script_gets_its_refusals_as_json(app: Flask, browser: FlaskClient, sign_in_as: SignIn) -> None:
    json = {"Accept": "application/json"}

    assert browser.post("/account", headers=json).json["error"] == "signed_out"
    assert sign_in_as("therapist").get("/settings/clinic", headers=json).json["error"] == 403


def test_a_host_that_is_not_ours_is_refused(browser: FlaskClient) -> None:
    answer = browser.get("/sign-in", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert "evil.example" not in answer.text


def test_a_session_of_another_key_is_nobody(app: Flask) -> None:
    with app.app_context():
        a_staff()
    browser = app.test_client()
    with browser.session_transaction() as session:
        session.update(_user_id="made up", key="made up", seen=2_000_000_000)

    assert browser.get("/").status_code == 303


def test_the_request_is_read_only_until_the_guard_lets_it_write(app: Flask, sign_in_as: SignIn) -> None:
    def rename() -> str:
        db.session.get_one(Clinic, 1).name = request.form["name"]
        db.session.commit()
        return "done"

    planted(app, access.needs_staff(rename), methods=("POST",))

    assert sign_in_as("therapist").post("/planted", data={"name": "Renamed"}).text == "done"
    with app.app_context():
        assert db.session.get_one(Clinic, 1).name == "Renamed"
