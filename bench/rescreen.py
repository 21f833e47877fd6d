"""Re-screening: the whole run per client, beside all rules on facts that lie ready in memory; and only who is due.

The clients are made after the demonstration's stories, in the shares that docs/rules.md reports of synthetic patients:
half of them with nothing, one in seven with a note, every fifth with care, every sixth held, one in a hundred stopped.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert, select, update

from bench.interleave import Row, interleave
from bench.population import AT, BATCH, empty_app
from intake.cli.demo_answers import stories, whole
from intake.clinical.facts import Facts
from intake.clinical.facts import ready as ready_facts
from intake.clinical.history import DatedAnswers, take_history
from intake.clinical.questionnaire import CONSENT_VERSION
from intake.clinical.screening import Screening, digest, screen
from intake.clinical.screening.findings import Finding, Tier
from intake.clinical.screening.settings import ScreeningSettings
from intake.records import ready_facts as ready
from intake.records.clients import Client
from intake.records.database import db
from intake.records.flags import Flag
from intake.records.intakes import Intake
from intake.records.ready_facts import ReadyFacts
from intake.records.visits import Visit
from intake.services import clinic
from intake.services.rescreening import read_by, rescreen
from intake.services.screening import settings_of

FEW, MANY = 10_000, 100_000
SHARES = {Tier.NONE: 50, Tier.NOTE: 14, Tier.CAUTION: 20, Tier.HOLD: 15, Tier.STOP: 1}
OF_RULES, OF_ITSELF, A_SECOND = 2.0, 1.2, 30_000
OF_DUE = 0.02
ROUNDS = 5
ON = AT.date()
IN_WEEKS = timedelta(weeks=6)


@dataclass(frozen=True)
class Model:
    """One person after whom many clients are made."""

    answers: dict[str, Any]
    sex: str
    born: date
    facts: Facts
    screening: Screening


def measure() -> list[Row]:
    """The full run at two sizes, each beside the rules alone and both beside each other; then who is due."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = (_clinic(Path(folder), clients) for clients in (FEW, MANY))
        with few.app_context():
            facts, settings = _facts_in_memory(), settings_of(clinic.the_clinic())
        bare = _rules_alone(facts, settings)
        rows = []
        for app, clients in ((few, FEW), (many, MANY)):
            rows.append(_per_client(interleave(
                f"full run, {clients:,} clients / rules on ready facts", _run(app), bare, unit="µs", goal=OF_RULES,
            ), clients, len(facts)))
        rows.append(replace(rows[1], name=f"full run, {MANY:,} clients / {FEW:,}", yardstick=rows[0].ours,
                            goal=OF_ITSELF))
        rows.append(replace(rows[1], name=f"full run, {MANY:,} clients / {A_SECOND:,} clients a second",
                            yardstick=1e6 / A_SECOND, goal=1.0))
        return [*rows, *_due(many, few)]


def _per_client(row: Row, ours: int, yardstick: int) -> Row:
    return replace(row, ours=row.ours / ours, yardstick=row.yardstick / yardstick)


def _run(app: Flask, *, due: bool = False, on: date = ON) -> Any:
    def run() -> int:
        with app.app_context():
            parts = list(rescreen(on=on, at=AT + (on - ON), due=due))
            if any(part.failed for part in parts) or (on == ON and any(part.changed for part in parts)):
                raise RuntimeError("a run in which nothing has changed must change nothing")
            return sum(part.screened for part in parts)

    return run


def _rules_alone(facts: list[Facts], settings: ScreeningSettings) -> Any:
    def rules() -> None:
        for each in facts:
            # A copy: what the rules remember about facts is remembered for one screening.
            screen(_copy(each), on=ON, settings=settings)

    return rules


def _copy(facts: Facts) -> Facts:
    new = Facts.__new__(Facts)
    new.__dict__.update(facts.__dict__)
    return new


def _facts_in_memory() -> list[Facts]:
    rows = db.session.execute(
        select(ReadyFacts.facts, Client.birth_date, Client.sex).join(Client, Client.id == ReadyFacts.client_id)
        .limit(FEW))
    return [ready_facts.read(text, born=born, sex=sex) for text, born, sex in rows]


def _due(app: Flask, few: Flask) -> Iterator[Row]:
    """One client in a hundred is due and nothing comes of it; then all whose day comes in weeks, with what comes."""
    one_in_100 = update(Client).where(Client.id % 100 == 0).values(next_screening_on=ON)
    full, due = [], []
    for _ in range(ROUNDS):
        with app.app_context():
            db.session.execute(one_in_100)
            db.session.commit()
        due.append(_seconds(_run(app, due=True)))
        full.append(_seconds(_run(app)))
    yield Row(f"1 % of {MANY:,} due / full run", *(statistics.median(each) * 1e3 for each in (due, full)), "ms", OF_DUE)
    changed = _run(few, due=True, on=ON + IN_WEEKS)
    start = time.process_time()
    many = changed()
    each = (time.process_time() - start) / many * 1e6
    yield Row("a due client, flags and log written / one in a full run", each, statistics.median(full) / MANY * 1e6,
              "µs")


def _seconds(call: Any) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def _clinic(folder: Path, clients: int) -> Flask:
    app, staff = empty_app(folder, f"rescreen{clients}")
    with app.app_context():
        fill(staff.id, clients)
        db.session.expunge_all()
    return app


def models() -> dict[Tier, list[Model]]:
    """People of the demonstration by what the rules say of them, and the same with nothing but their complaint."""
    found: dict[Tier, list[Model]] = {tier: [] for tier in SHARES}
    settings = settings_of(clinic.the_clinic())
    for story in stories(ON):
        for told in story.get("intakes", ()):
            answers = whole(told, sex=story["sex"])
            facts = take_history([DatedAnswers(answers, ON)], born=story["born"], sex=story["sex"], on=ON)
            screening = screen(facts, on=ON, settings=settings)
            found[screening.tier].append(Model(answers, story["sex"], story["born"], facts, screening))
    return found


def fill(staff_id: int, clients: int) -> None:
    """Clients with an intake, two visits, the flags that stand and their facts ready, as a screening leaves them."""
    chance, by_tier, read, settings = random.Random(11), models(), read_by(), settings_of(clinic.the_clinic())
    for first in range(1, clients + 1, BATCH):
        ids = range(first, min(first + BATCH, clients + 1))
        tiers = chance.choices(list(SHARES), list(SHARES.values()), k=len(ids))
        pairs = [(number, chance.choice(by_tier[tier])) for number, tier in zip(ids, tiers, strict=True)]
        for model, make in ((Client, _client), (Intake, _intake), (Visit, _visits), (Flag, _flags)):
            db.session.execute(insert(model), [row for number, who in pairs for row in make(number, who, staff_id)])
        fingerprints = ready.fingerprints_of(ids)
        ready.keep([{
            "client_id": number, "read_by": read, "sources": fingerprints[number][0],
            "last_digest": f"{digest(who.facts, on=ON, settings=settings)[0]} {fingerprints[number][1]}",
            "facts": ready_facts.write(who.facts),
        } for number, who in pairs])
    db.session.commit()
    db.session.connection().exec_driver_sql("ANALYZE")
    db.session.commit()


def _client(number: int, who: Model, staff_id: int) -> Iterator[dict[str, Any]]:
    yield {
        "id": number, "given_name": "Ada", "family_name": f"Nobody {number}", "birth_date": who.born, "sex": who.sex,
        "therapist_id": staff_id, "created_at": AT, "created_by_id": staff_id,
        "next_screening_on": who.screening.next_change_on,
    }


def _intake(number: int, who: Model, staff_id: int) -> Iterator[dict[str, Any]]:
    yield {
        "id": number, "client_id": number, "answers": who.answers, "signed_name": "signed", "signed_on": ON,
        "consent_version": CONSENT_VERSION, "by_id": staff_id, "taken_at": AT,
    }


def _visits(number: int, who: Model, staff_id: int) -> Iterator[dict[str, Any]]:
    for weeks in (4, 2):
        yield {"client_id": number, "therapist_id": staff_id, "visit_on": ON - timedelta(weeks=weeks),
               "state": "recorded", "recorded_at": AT, "asked_at": AT - timedelta(weeks=weeks)}


def _flags(number: int, who: Model, staff_id: int) -> Iterator[dict[str, Any]]:
    for finding in who.screening.findings:
        yield _flag(number, finding, staff_id)


def _flag(number: int, finding: Finding, staff_id: int) -> dict[str, Any]:
    return {
        "client_id": number, "therapist_id": staff_id, "intake_id": number, "rule": finding.rule,
        "rule_version": finding.version, "tier": int(finding.tier), "rank": 4 - finding.tier,
        "evidence_key": finding.evidence_key, "stored_finding": finding.to_dict(), "until": finding.until,
        "state": "reviewed", "decision": "agreed", "raised_at": AT,
    }
