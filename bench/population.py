"""A made-up clinic of any size, written straight into the tables: many thousand clients in seconds."""

import random
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import stamp
from sqlalchemy import insert

from intake import create_app
from intake.clinical.questionnaire import CONSENT_VERSION, empty_answers
from intake.clinical.screening.findings import Evidence, Finding, Modifications, Scope, Tier
from intake.records.clients import CareTeamMember, Client, ClientWord
from intake.records.database import db
from intake.records.flags import Flag, FlagEvent
from intake.records.intakes import Intake, ScreeningRun
from intake.records.staff import Staff
from intake.records.visits import Visit
from intake.services import clients, clinic
from intake.services.clients import ClientDetails

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
BATCH = 5_000
OPEN_SHARE = 0.3
GIVEN = ("Mora", "Tomás", "Ελένη", "Søren", "Aroha", "Łukasz", "Anita", "Peter", "Zoë", "Lwazi", "Ágnes", "Noor")
FAMILY = ("Kade", "Smith", "Соколов", "Nguyễn", "Weiß", "Patel", "Lindström", "O'Connor", "Íñiguez", "Szabó", "Lévy")
TIERS = (Tier.NOTE, Tier.CAUTION, Tier.CAUTION, Tier.HOLD, Tier.STOP)
RULES = {Tier.NOTE: "R67", Tier.CAUTION: "R46", Tier.HOLD: "R23", Tier.STOP: "R02"}


def clinic_app(folder: Path, many: int) -> tuple[Flask, Staff]:
    """An application on a database of its own with that many clients, and the one person who works there."""
    app, staff = empty_app(folder, str(many))
    with app.app_context():
        fill(staff.id, many)
        db.session.expunge_all()
    return app, staff


def empty_app(folder: Path, name: str, *, url: str = "") -> tuple[Flask, Staff]:
    """An application on an empty database, a SQLite file where no other `url` is given, and who works there."""
    app = create_app({
        "SQLALCHEMY_DATABASE_URI": url or f"sqlite:///{folder / f'{name}.db'}",
        "SECRET_KEY": "bench", "WTF_CSRF_ENABLED": False, "CLOCK": lambda: AT,
    })
    with app.app_context():
        db.create_all()
        stamp()
        staff = clinic.set_up(
            "Bench", country="", time_zone="Europe/London", emergency_number="", staff_name="Mora Kade",
            email="mora@example.org", password_hash="!", at=AT,
        )
    return app, staff


def fill(staff_id: int, many: int) -> None:
    """Clients 1 to `many`, each with an intake, a screening, a flag and two visits. The same every time."""
    chance = random.Random(7)
    db.session.connection().exec_driver_sql("PRAGMA cache_size=-200000")
    for first in range(1, many + 1, BATCH):
        ids = range(first, min(first + BATCH, many + 1))
        for model, make in MAKERS:
            rows = [row for number in ids for row in make(number, staff_id, chance)]
            db.session.execute(insert(model), rows)
    db.session.commit()
    db.session.connection().exec_driver_sql("ANALYZE")
    db.session.commit()


def _person(number: int) -> ClientDetails:
    """Who the client of that number is: the same at every call."""
    chance = random.Random(number)
    return ClientDetails(
        given_name=chance.choice(GIVEN), family_name=f"{chance.choice(FAMILY)} {chance.randrange(10_000)}",
        birth_date=date(1935, 1, 1) + timedelta(days=chance.randrange(27_000)), phone=f"0161 496 {number:06}",
    )


def _client(number: int, staff_id: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    yield asdict(_person(number)) | {
        "id": number, "therapist_id": staff_id, "created_at": AT, "created_by_id": staff_id,
    }


def _words(number: int, staff_id: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    for word in clients._search_words(_person(number)):
        yield {"client_id": number, "word": word}


def _care_team(number: int, staff_id: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    yield {"client_id": number, "staff_id": staff_id, "since": AT, "beside": False}


def _intake(number: int, staff_id: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    yield {
        "id": number, "client_id": number, "answers": ANSWERS, "signed_name": "signed", "signed_on": AT.date(),
        "consent_version": CONSENT_VERSION, "by_id": staff_id,
        "taken_at": AT - timedelta(days=chance.randrange(90)),
    }


def _run(number: int, staff_id: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    yield {
        "client_id": number, "intake_id": number, "screened_on": AT.date(), "tier": 2, "knowledge_version": "bench",
        "occasion": "intake", "by_id": staff_id, "at": AT,
    }


def _flag(number: int, staff_id: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    found = FINDINGS[chance.choice(TIERS)]
    waits = chance.random() < OPEN_SHARE
    raised = AT - timedelta(minutes=chance.randrange(60 * 24 * 90))
    yield {
        "id": number, "client_id": number, "therapist_id": staff_id, "intake_id": number, "rule": found["rule"],
        "rule_version": found["version"], "tier": Tier[found["tier"]], "rank": 4 - Tier[found["tier"]],
        "evidence_key": found["evidence_key"], "stored_finding": found, "until": None,
        "state": "raised" if waits else "reviewed", "decision": "" if waits else "agreed", "raised_at": raised,
        "waiting_since": raised if waits else None,
    }


def _event(number: int, staff_id: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    found = FINDINGS[Tier.CAUTION]
    yield {
        "flag_id": number, "step": "raised", "rule_version": found["version"], "tier": 2,
        "evidence_key": found["evidence_key"], "evidence": found["evidence"], "by_id": staff_id, "at": AT,
    }


def _visits(number: int, staff_id: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    for weeks in (4, 2):
        on = AT.date() - timedelta(weeks=weeks)
        yield {
            "client_id": number, "therapist_id": staff_id, "visit_on": on, "state": "recorded", "minutes": 60,
            "pressure": 2, "areas": ["left_shoulder"], "subjective": "stiff", "recorded_at": AT,
            "pains": [{"site": "shoulder", "side": "left", "before": 6, "after": 3}], "recorded_by_id": staff_id,
        }


def _finding(tier: Tier) -> dict[str, Any]:
    return Finding(
        rule=RULES[tier], name="Blood thinner", version="2026-11-01", tier=tier, scope=Scope.WHOLE_SESSION,
        sentence="Takes a medicine that makes bruises and bleeding more likely.", needs_review=True,
        evidence=(Evidence("Xarelto every day", "rivaroxaban", "taken"),),
        modifications=Modifications(2, frozenset({"deep_tissue", "friction", "cupping"}), frozenset({"abdomen"})),
        advice_therapist="Keep to light pressure and leave out deep and friction work. " * 3,
        advice_client="Tell your therapist about new bruises. " * 3, questions=("Why, and since when?",),
        sources=("B12", "B14"),
    ).to_dict()


FINDINGS = {tier: _finding(tier) for tier in set(TIERS)}
ANSWERS: dict[str, Any] = empty_answers() | {
    "reason": "Stiff shoulder", "areas_wanted": ["left_shoulder"],
    "medicines": [{"text": "Xarelto", "dose": "20 mg", "how_often": "daily", "reason": "", "since": "2022"}],
    "pains": [{"site": "shoulder", "side": "left", "now": "6", "frequency": "most_days"}],
}
MAKERS = (
    (Client, _client), (ClientWord, _words), (CareTeamMember, _care_team), (Intake, _intake), (ScreeningRun, _run),
    (Flag, _flag), (FlagEvent, _event), (Visit, _visits),
)
