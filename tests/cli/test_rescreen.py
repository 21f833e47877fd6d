"""`flask rescreen`: counts on the screen, never a name, and 1 at the end where somebody could not be screened."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from intake import create_app
from intake.records.database import db
from intake.records.intakes import Intake
from intake.services import rescreening
from intake.services.rescreening import Tally
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.conftest import settings

OPERATION = {"operations": [{"what": "knee_replacement", "date": "2026-11-02"}]}


@pytest.fixture
def clinic(app: Flask) -> Flask:
    """Two clients with an operation three weeks ago."""
    with app.app_context():
        by = a_staff()
        for name in ("Zelenka", "Okafor"):
            an_intake(a_client(therapist=by, family_name=name), by=by, **OPERATION)
    return app


def rescreen(app: Flask, *arguments: str):
    return app.test_cli_runner().invoke(args=["rescreen", *arguments])


def spoil_first(app: Flask) -> None:
    with app.app_context():
        db.session.execute(update(Intake).where(Intake.id == 1).values(answers={"operations": "spoilt"}))
        db.session.commit()


def test_tells_counts_and_no_names(clinic):
    clinic.config["CLOCK"] = lambda: NOW + timedelta(100)

    result = rescreen(clinic)

    assert result.exit_code == 0
    assert "2 screened, 2 changed: " in result.stdout
    assert "lapsed." in result.stdout
    assert not any(name in result.output for name in ("Zelenka", "Okafor", "knee"))


def test_due_looks_only_at_whose_day_has_come(clinic):
    assert "0 screened" in rescreen(clinic, "--due").stdout

    clinic.config["CLOCK"] = lambda: NOW + timedelta(100)

    assert "2 screened, 2 changed" in rescreen(clinic, "--due").stdout
    assert "0 screened" in rescreen(clinic, "--due").stdout


def test_goes_on_behind_a_client(clinic):
    assert "1 screened" in rescreen(clinic, "--after", "1").stdout
    assert rescreen(clinic, "--after", "1", "--due").exit_code == 2


def test_broken_off_tells_where_to_go_on(clinic, monkeypatch):
    def broken_off(**_):
        yield Tally(screened=1, upto=1)
        raise KeyboardInterrupt

    monkeypatch.setattr(rescreening, "rescreen", broken_off)

    result = rescreen(clinic)

    assert result.exit_code == 1
    assert "Go on with: rescreen --after 1" in result.stderr


def test_who_cannot_be_screened_is_named_by_id_and_the_rest_is_done(clinic):
    spoil_first(clinic)
    clinic.config["CLOCK"] = lambda: NOW + timedelta(100)

    result = rescreen(clinic)

    assert result.exit_code == 1
    assert "client 1: not screened (" in result.stderr
    assert "spoilt" not in result.output
    assert "1 screened, 1 changed" in result.stdout


def test_a_clinic_that_is_not_set_up_is_told_so(sqlite_url):
    result = rescreen(create_app(settings(sqlite_url)))

    assert result.exit_code == 1
    assert "not set up" in result.stderr
