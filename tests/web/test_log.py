"""The log: one JSON line an event with a fixed set of fields, and nothing about anybody in any of them."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.services import clients
from intake.web.log import FIELDS, write_log
from tests.builders_clients import a_client

MARKER = "Zanzibarov"
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def log() -> Iterator[Lines]:
    """`log()` is every line written so far."""
    root = logging.getLogger()
    before = root.handlers[:], root.level, logging.getLogger("intake").level
    stream = io.StringIO()
    write_log("DEBUG", stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    logging.getLogger("intake").setLevel(before[2])


def test_a_request_is_one_line_with_its_route_and_not_its_address(
    app: Flask, sign_in_as: Callable[..., FlaskClient], log: Lines
) -> None:
    browser = sign_in_as("therapist")
    with app.app_context():
        client = a_client(therapist=browser.staff, family_name=MARKER)
    already = len(log())

    browser.get(f"/clients/{client.id}?q={MARKER}")

    line = log()[already:][-1]
    assert set(line) == {"time", "level", "logger", "event", "request_id", "method", "route", "status", "milliseconds",
                         "staff_id"}
    assert line["route"] == "/clients/<int:client_id>"
    assert (line["level"], line["event"], line["method"], line["status"]) == ("info", "request", "GET", 200)
    assert line["staff_id"] == browser.staff.id
    assert line["time"].endswith("+00:00")


def test_nothing_that_is_typed_or_stored_reaches_the_log(
    app: Flask, sign_in_as: Callable[..., FlaskClient], log: Lines
) -> None:
    browser = sign_in_as("therapist")
    with app.app_context():
        client = a_client(therapist=browser.staff, given_name=MARKER, family_name=MARKER)

    browser.get(f"/clients?q={MARKER}")
    browser.post("/clients/search", data={"q": MARKER})
    browser.post(f"/clients/{client.id}/intake", data={"reason": MARKER, "medicines-0-text": MARKER})
    browser.post("/sign-in", data={"email": f"{MARKER}@example.org", "password": MARKER})
    browser.get(f"/no-such-page/{MARKER}", headers={"User-Agent": MARKER, "Referer": f"http://localhost/{MARKER}"})

    assert log()
    assert MARKER not in json.dumps(log())


def test_the_reference_on_an_error_page_is_found_in_the_log(
    app: Flask, sign_in_as: Callable[..., FlaskClient], log: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sign_in_as("therapist")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(f"could not read {MARKER}")

    monkeypatch.setattr(clients, "find_clients", fail)

    page = browser.post("/clients/search", data={"q": MARKER})
    missing = browser.get("/no-such-page")

    assert page.status_code == 500
    error, = (line for line in log() if line["level"] == "error")
    assert error["request_id"] in page.text
    assert (error["event"], error["error"]) == ("unforeseen", "RuntimeError")
    assert any("test_log.py" in place for place in error["places"])
    answered = [line["request_id"] for line in log() if line["event"] == "request" and line["status"] >= 400]
    assert error["request_id"] in answered
    assert any(reference in missing.text for reference in answered)
    assert MARKER not in json.dumps(log())


def test_other_peoples_loggers_give_their_sentence_and_not_what_was_filled_in(log: Lines) -> None:
    try:
        raise ValueError(MARKER)
    except ValueError:
        logging.getLogger("waitress").exception("Exception while serving %s", f"/clients/{MARKER}",
                                                extra={"body": MARKER})

    line, = log()
    assert line["event"] == "Exception while serving %s"
    assert line["error"] == "ValueError"
    assert set(line) <= {"time", "level", "logger", "event", *FIELDS}
    assert MARKER not in json.dumps(line)


def test_what_other_libraries_say_in_passing_is_left_out(log: Lines) -> None:
    logging.getLogger("alembic.runtime.migration").info("Context impl %s.", "SQLiteImpl")

    assert log() == []


def test_the_level_is_a_setting(log: Lines) -> None:
    stream = io.StringIO()
    write_log("WARNING", stream)

    logging.getLogger("intake.requests").info("request")
    logging.getLogger("intake").warning("something")

    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == ["something"]
    with pytest.raises(ValueError, match="INTAKE_LOG_LEVEL"):
        write_log("LOUD")
