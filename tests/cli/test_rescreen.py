"""`flask rescreen`: counts on the screen, never a name, and 1 at the end where somebody could not be screened."""

import re
from contextlib import closing
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from intake import create_app
from intake.records.actors import Job
from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.records.flags import Flag, FlagEvent
from intake.records.intakes import Intake
from intake.services import prospects, rescreening
from intake.services.rescreening import Tally
from tests.builders import NOW, a_clinic, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.conftest import settings

OPERATION = {"operations": [{"what": "knee_replacement", "date": "2026-11-02"}]}
CAESAREAN = {"births_any": "yes", "births": [{"date": "2026-11-02", "mode": "caesarean"}]}
JOURNEY = {"journeys_any": "yes", "journeys": [{"mode": "car", "seated_hours": "3.5", "end_date": "2026-11-20"}]}


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


def test_the_trail_and_the_flags_log_name_the_job(clinic, sign_in_as):
    clinic.config["CLOCK"] = lambda: NOW + timedelta(100)

    rescreen(clinic)

    with clinic.app_context():
        lapsed = db.session.scalars(select(FlagEvent).where(FlagEvent.step == "lapsed")).first()
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "clients.rescreen")).one()
        assert lapsed.is_by(Job.RESCREEN) and entry.is_by(Job.RESCREEN)
    clinic.config["CLOCK"] = lambda: NOW
    assert re.search(r"<bdi>Re-screening</bdi></span>\s*Closed",
                     sign_in_as("reviewer").get(f"/flags/{lapsed.flag_id}").text)
    assert re.search(r"<bdi>Re-screening</bdi></td>\s*<td[^>]*><code>clients.rescreen",
                     sign_in_as("administrator").get("/settings/audit").text)


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


def flags_of(app: Flask) -> list:
    with app.app_context():
        return list(db.session.execute(select(Flag.__table__).order_by(Flag.id)))


def test_a_dry_run_lists_by_id_and_step_what_the_run_then_does_and_moves_nothing(clinic):
    clinic.config["CLOCK"] = lambda: NOW + timedelta(100)
    before = flags_of(clinic)

    seen = rescreen(clinic, "--dry-run")

    assert (seen.exit_code, flags_of(clinic)) == (0, before)
    lines = seen.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines[:2]] == ["client 1", "client 2"]
    assert all("R23 lapsed HOLD" in line for line in lines[:2])
    assert lines[2].startswith("2 screened, 2 would change: ")
    assert "who would get milder 2" in lines[3]
    assert lines[-1] == "Nothing has been changed."
    assert not any(name in seen.output for name in ("Zelenka", "Okafor", "knee"))
    assert lines[2].replace("would change", "changed") in rescreen(clinic).stdout
    assert "2 screened, 0 would change" in rescreen(clinic, "--dry-run").stdout


def test_a_dry_run_says_from_which_tier_to_which(app):
    with app.app_context():
        by = a_staff()
        an_intake(a_client(therapist=by), by=by, **JOURNEY)
        an_intake(a_client(therapist=by, sex="F"), by=by, **CAESAREAN)
        a_clinic(journey_threshold_hours=3)

    assert "client 1: R40 raised CAUTION\n" in rescreen(app, "--dry-run").stdout
    app.config["CLOCK"] = lambda: NOW + timedelta(40)
    assert "client 2: R28 stepped down HOLD -> CAUTION\n" in rescreen(app, "--dry-run").stdout


def test_a_dry_run_of_who_is_due_or_behind_a_client(clinic):
    clinic.config["CLOCK"] = lambda: NOW + timedelta(100)

    assert "client 1: " not in rescreen(clinic, "--dry-run", "--after", "1").stdout
    assert "2 screened, 2 would change" in rescreen(clinic, "--dry-run", "--due").stdout
    assert rescreen(clinic, "--dry-run", "--after", "1", "--due").exit_code == 2


def test_a_dry_run_that_is_broken_off_says_what_it_saw(clinic, monkeypatch):
    def broken_off(**how):
        with closing(whole(**how)) as looking:
            yield next(looking)
            raise KeyboardInterrupt

    whole = prospects.forecast
    monkeypatch.setattr(prospects, "forecast", broken_off)
    clinic.config["CLOCK"] = lambda: NOW + timedelta(100)

    result = rescreen(clinic, "--dry-run")

    assert result.exit_code == 1
    assert "client 1: " in result.stdout and "client 2: " not in result.stdout
    assert "nothing was changed. Go on with: rescreen --dry-run --after 1" in result.stderr


def test_a_dry_run_names_by_id_who_cannot_be_read(clinic):
    spoil_first(clinic)
    clinic.config["CLOCK"] = lambda: NOW + timedelta(100)

    result = rescreen(clinic, "--dry-run")

    assert result.exit_code == 1
    assert "client 1: not screened (" in result.stderr
    assert "1 screened, 1 would change" in result.stdout
    assert "spoilt" not in result.output


def test_a_clinic_that_is_not_set_up_is_told_so(sqlite_url):
    result = rescreen(create_app(settings(sqlite_url)))

    assert result.exit_code == 1
    assert "not set up" in result.stderr
