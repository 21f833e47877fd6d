"""The queue at its largest: any page with 300,000 waiting flags of a million clients, beside the first with 300.

On SQLite and on PostgreSQL. Wall time, as a page waits for its database; the same staff in both clinics, for the page
lists them. Filters: tier, rule, therapist, rule and therapist, and a therapist's own queue.
"""

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import select, text

from bench import postgresql, requests
from bench.interleave import Row, interleave
from bench.population import AT, FINDINGS, empty_app
from intake.clinical.screening.findings import Tier
from intake.records import flag_queue
from intake.records.database import db
from intake.records.flag_queue import PAGE, Filter
from intake.records.flags import Flag
from intake.records.staff import Staff
from intake.services.staff import new_staff

FEW, MANY = 1_000, 1_000_000
WAITING = 30
"""Of a hundred clients so many have a flag that waits; ten more have one that was looked at."""
GOAL = 1.2
THERAPISTS = 40
BESIDE = 200
"""Every so many clients have a second therapist."""
RULES = (("R02", Tier.STOP), ("R23", Tier.HOLD), ("R46", Tier.CAUTION), ("R64", Tier.CAUTION), ("R67", Tier.NOTE))
ME = 7
"""The therapist whose queue is looked at."""
FILTERS = {
    "": (Filter(), {}),
    "tier": (Filter(tier=Tier.HOLD), {"tier": "HOLD"}),
    "rule": (Filter(rule="R46"), {"rule": "R46"}),
    "therapist": (Filter(therapist_id=ME), {"therapist": ME}),
    "rule and therapist": (Filter(rule="R46", therapist_id=ME), {"rule": "R46", "therapist": ME}),
    "own": (Filter(care_team_of=ME), {}),
}


@dataclass(frozen=True)
class Clinic:
    """An application with its queue, and who is signed in: a reviewer, and one therapist."""

    app: Flask
    reviewer: str
    therapist: str

    def opens(self, name: str, after: str = "") -> Callable[[], str]:
        """A call that opens a page of the queue under one of FILTERS."""
        query = urlencode({**FILTERS[name][1], **({"after": after} if after else {})})
        return requests.get(self.app, f"/flags?{query}", self.therapist if name == "own" else self.reviewer)

    def places(self, name: str) -> Iterator[tuple[str, str]]:
        """The first, a middle and the last full page under a filter, each with where it continues from."""
        wanted = FILTERS[name][0]
        found = flag_queue._places(wanted, None, MANY)
        rows = select(found.c.rank, found.c.waiting_since, found.c.id).order_by(
            found.c.rank, found.c.waiting_since, found.c.id)
        with self.app.app_context():
            count = flag_queue.count(wanted, MANY)
            yield "first", ""
            for page, number in (("middle", count // 2), ("last", count - PAGE - 2)):
                rank, since, flag_id = db.session.execute(rows.offset(number).limit(1)).one()
                moment = (since - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
                yield page, f"{rank}.{moment}.{flag_id}"


def measure() -> list[Row]:
    """Every page named above with many flags, beside the first page of all with few."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        rows = list(_pages("SQLite", *(_clinic(folder, clients) for clients in (FEW, MANY))))
        if postgresql.programs():
            url = stack.enter_context(postgresql.server())
            rows += _pages("PostgreSQL", *(_clinic(folder, clients, _new_database(url, clients))
                                           for clients in (FEW, MANY)))
        return rows


def _pages(database: str, few: Clinic, many: Clinic) -> Iterator[Row]:
    beside = few.opens("")
    for name in FILTERS:
        for page, after in list(many.places(name)):
            which = f"{page} page, {name or 'all'}"
            yield interleave(f"{database}: {which}", many.opens(name, after), beside, goal=GOAL,
                             clock=time.perf_counter)


def _clinic(folder: Path, clients: int, url: str = "") -> Clinic:
    app, reviewer = empty_app(folder, f"queue{clients}", url=url)
    with app.app_context():
        staff = [new_staff(name=f"Staff {number}", email=f"{number}@example.org", password_hash="!",
                           roles=["therapist"], at=AT) for number in range(THERAPISTS)]
        db.session.add_all(staff)
        db.session.commit()
        fill(clients)
        therapist = db.session.get_one(Staff, ME)
        db.session.expunge_all()
    return Clinic(app, requests.cookie_of(app, reviewer), requests.cookie_of(app, therapist))


def _new_database(url: str, clients: int) -> str:
    name = f"queue{clients}"
    engine = db.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.replace("/postgres?", f"/{name}?")


def fill(clients: int) -> None:
    """Clients 1 to `clients`, their intake and care team, and the flags, by a few statements inside the database."""
    connection = db.session.connection()
    sqlite = connection.dialect.name == "sqlite"
    connection.exec_driver_sql("PRAGMA cache_size=-200000" if sqlite else "SET session_replication_role = replica")
    numbers = ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :clients) " if sqlite
               else "WITH n(i) AS (SELECT generate_series(1, CAST(:clients AS bigint))) ")
    yes, no = ("1", "0") if sqlite else ("true", "false")
    seconds = f"{int(AT.timestamp())} - (n.i * 7919) % 7776000"
    moment = (f"strftime('%Y-%m-%d %H:%M:%S.000000', {seconds}, 'unixepoch')" if sqlite
              else f"to_timestamp({seconds})")
    therapist = f"2 + n.i % {THERAPISTS}"
    values = {"clients": clients, "born": AT.date().replace(year=1980), "on": AT.date()}

    def add(into: str, columns: str, what: str, where: str = "", **more: object) -> None:
        statement = f"INSERT INTO {into} ({columns}) {numbers}SELECT {what} FROM n {where}"
        used = {name: value for name, value in (values | more).items() if f":{name}" in statement}
        connection.execute(text(statement), used)

    blank = ("sex phone email address preferred_language emergency_name emergency_phone emergency_relation doctor_name "
             "doctor_contact doctor_may_be_asked notes archived_reason departure").split()
    add("clients", f"id, given_name, family_name, birth_date, therapist_id, created_at, created_by_id, version, "
        f"{', '.join(blank)}", f"n.i, 'Ada', 'Nobody ' || n.i, :born, {therapist}, {moment}, 1, 1, "
        f"{', '.join(chr(39) * 2 for _ in blank)}")
    add("intakes", "id, client_id, answers, signed_name, signer_relation, signing_note, signed_on, consent_version, "
        "by_id, taken_at", f"n.i, n.i, '{{}}', 'signed', 'self', '', :on, '1', 1, {moment}")
    add("care_team", "client_id, staff_id, reason, since, beside", f"n.i, {therapist}, 'registered', {moment}, {no}")
    add("care_team", "client_id, staff_id, reason, since, beside",
        f"n.i, 2 + (n.i + 11 + n.i / {BESIDE}) % {THERAPISTS}, 'stands in', {moment}, {yes}",
        f"WHERE n.i % {BESIDE} = 0 AND (11 + n.i / {BESIDE}) % {THERAPISTS} <> 0")
    add("visits", "client_id, therapist_id, visit_on, state, questions, subjective, objective, assessment, "
        "treatment_plan, areas, techniques, pains, unasked_reason, beyond_plan_reason, aftercare, version",
        f"n.i * {max(1, clients // 60)}, {therapist}, :on, 'booked', '{{}}', '', '', '', '', '[]', '[]', '[]', '', '', "
        "'', 1", "WHERE n.i <= 30")
    for number, (rule, tier) in enumerate(RULES):
        found = json.dumps(FINDINGS[tier] | {"rule": rule})
        add("flags", "client_id, therapist_id, intake_id, rule, rule_version, tier, rank, evidence_key, finding, "
            "state, decision, raised_at, waiting_since, version",
            f"n.i, {therapist}, n.i, '{rule}', '2026-11-23', {int(tier)}, {4 - tier}, 'k' || n.i, "
            f"{':finding' if sqlite else 'CAST(:finding AS json)'}, "
            f"CASE WHEN n.i % 100 < {WAITING} THEN 'raised' ELSE 'reviewed' END, '', {moment}, "
            f"CASE WHEN n.i % 100 < {WAITING} THEN {moment} END, 1",
            f"WHERE n.i % 100 < {WAITING + 10} AND (n.i / 100) % {len(RULES)} = {number}", finding=found)
    db.session.commit()
    db.session.connection().exec_driver_sql("ANALYZE")
    db.session.commit()
    waiting = db.session.scalar(select(db.func.count()).where(Flag.waiting_since.is_not(None)))
    if waiting != clients * WAITING // 100:
        raise RuntimeError(f"{waiting} flags wait")
