"""The demonstration: some forty invented clients, made through the services, the same every time."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select

from intake import create_app
from intake.cli import demo
from intake.cli.demo_clinic import moment
from intake.clinical.screening.findings import Tier
from intake.records.clients import Client
from intake.records.database import db
from intake.records.flags import Flag
from intake.records.intakes import Intake
from intake.records.visits import Visit
from tests.builders import NOW, a_clinic
from tests.conftest import settings


@pytest.fixture
def nobody(sqlite_url: str) -> Iterator[Flask]:
    """A database before the first visit."""
    app = create_app(settings(sqlite_url))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def filled(nobody: Flask) -> Iterator[Flask]:
    """The demonstration as of NOW."""
    with nobody.app_context():
        demo.fill(NOW)
        yield nobody


def test_a_database_in_use_is_left_alone(nobody):
    with nobody.app_context():
        a_clinic()

    refused = nobody.test_cli_runner().invoke(args=["demo", "--unless-filled"])

    assert refused.exit_code == 1
    assert "in use" in refused.output
    with nobody.app_context():
        assert db.session.scalar(select(Client.id)) is None


def test_a_demonstration_that_was_broken_off_is_not_taken_for_whole(nobody, monkeypatch):
    def breaks_off(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(demo, "tell", breaks_off)
        nobody.test_cli_runner().invoke(args=["demo"])

    assert nobody.test_cli_runner().invoke(args=["demo", "--unless-filled"]).exit_code == 1


def test_it_prints_who_can_sign_in_the_second_time_too(nobody):
    first = nobody.test_cli_runner().invoke(args=["demo"])

    second = nobody.test_cli_runner().invoke(args=["demo", "--unless-filled"])

    assert (first.exit_code, second.exit_code) == (0, 0)
    for _name, email, password, _roles in (demo.ADMINISTRATOR, demo.THERAPIST, demo.REVIEWER):
        assert email in second.output and password in second.output


def test_without_being_asked_for_it_a_second_filling_is_refused(nobody):
    nobody.test_cli_runner().invoke(args=["demo"])

    assert nobody.test_cli_runner().invoke(args=["demo"]).exit_code == 1


def test_clients_differ_in_script_age_and_flags(filled):
    clients = db.session.scalars(select(Client)).all()
    open_tiers = Counter(Tier(tier) for tier in db.session.scalars(select(Flag.tier).where(Flag.closed_at.is_(None))))
    flagged = set(db.session.scalars(select(Flag.client_id).where(Flag.closed_at.is_(None))))
    decades = {client.birth_date.year // 10 for client in clients}
    letters = {
        first <= ord(letter) <= last
        and name
        for client in clients for letter in client.name
        for name, first, last in (
            ("Greek", 0x370, 0x3FF), ("Cyrillic", 0x400, 0x4FF), ("Hebrew", 0x590, 0x5FF), ("Arabic", 0x600, 0x6FF),
            ("Devanagari", 0x900, 0x97F), ("Vietnamese", 0x1EA0, 0x1EFF), ("Han", 0x4E00, 0x9FFF),
        )
    }

    assert 40 <= len(clients) <= 45
    assert len(decades) >= 7
    assert letters - {False} == {"Greek", "Cyrillic", "Hebrew", "Arabic", "Devanagari", "Vietnamese", "Han"}
    assert all(open_tiers[tier] >= 2 for tier in (Tier.STOP, Tier.HOLD, Tier.CAUTION, Tier.NOTE))
    assert len(clients) - len(flagged) >= 8


def test_some_flags_are_reviewed_and_some_wait(filled):
    waiting = db.session.scalars(select(Flag.tier).where(Flag.waiting_since.is_not(None))).all()
    decisions = set(db.session.scalars(select(Flag.decision)))

    assert {Tier.STOP, Tier.HOLD, Tier.CAUTION} <= {Tier(tier) for tier in waiting}
    assert {"agreed", "adapted", "clearance_needed"} <= decisions


def test_visits_go_over_months_and_some_are_today(filled):
    recorded = db.session.scalars(select(Visit.visit_on).where(Visit.state == "recorded")).all()
    today = Counter(db.session.scalars(select(Visit.state).where(Visit.visit_on == NOW.date())))

    assert len(recorded) >= 80
    assert max(recorded) - min(recorded) >= timedelta(days=120)
    assert today["booked"] >= 3 and today["begun"] == 1


def test_no_visit_went_beyond_its_plan(filled):
    visits = db.session.scalars(select(Visit).where(Visit.state == "recorded")).all()

    assert any(visit.plan.pressure_cap is not None for visit in visits)
    assert {visit.beyond_plan_reason for visit in visits} == {""}
    assert all(visit.pressure <= (visit.plan.pressure_cap or 5) for visit in visits)


def test_nothing_happened_after_now(filled):
    assert max(db.session.scalars(select(Intake.taken_at))) <= NOW
    assert max(db.session.scalars(select(Flag.raised_at))) <= NOW


def test_it_is_the_same_every_time(filled, tmp_path):
    other = create_app(settings(f"sqlite:///{tmp_path / 'other.db'}"))
    found = select(Flag.client_id, Flag.rule, Flag.evidence_key, Flag.state, Flag.raised_at).order_by(Flag.id)
    first = list(db.session.execute(found))

    with other.app_context():
        db.create_all()
        demo.fill(NOW)
        second = list(db.session.execute(found))
        db.engine.dispose()

    assert first == second


@pytest.mark.parametrize("now, ago, then", [
    ("2026-07-01 23:30", 0, "2026-07-01 23:30"),  # already the 2nd in London: at nine it is still to come
    ("2026-07-01 23:30", 1, "2026-07-01 08:00"),
    ("2026-11-27 12:00", 0, "2026-11-27 09:00"),
])
def test_the_demonstration_is_told_by_the_clocks_of_its_clinic(now, ago, then):
    told = moment(datetime.fromisoformat(f"{now}+00:00"), ago, 9, ZoneInfo("Europe/London"))

    assert told == datetime.fromisoformat(f"{then}+00:00")
