"""The database: how transactions begin, what moments become, and that migrations and records agree."""

import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import delete, inspect, select, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError, StatementError

from intake import create_app
from intake.config import database_url, secret_key
from intake.records.audit import AuditEntry
from intake.records.clinic import Clinic
from intake.records.database import db
from intake.records.staff import FailedSignIn, Role
from intake.services import audit, transactions
from tests.builders import NOW, a_staff
from tests.conftest import _named, _postgresql, settings


def test_sqlite_keeps_what_it_acknowledged(database: Flask) -> None:
    def pragma(name: str) -> object:
        return db.session.execute(text(f"PRAGMA {name}")).scalar()

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2, "FULL: NORMAL loses acknowledged saves when the power goes"
    assert pragma("foreign_keys") == 1
    assert pragma("busy_timeout") == 10000


class OtherDriver:
    """A driver for SQLite whose connections are none of the standard library's, as SQLCipher's are not."""

    def __init__(self) -> None:
        self.connections: list[OtherConnection] = []

    def __getattr__(self, name: str) -> object:
        return getattr(sqlite3, name)

    def connect(self, *place: object, **options: object) -> object:
        self.connections.append(OtherConnection(sqlite3.connect(*place, **options)))
        return self.connections[-1]


class OtherConnection:
    def __init__(self, connection: sqlite3.Connection) -> None:
        object.__setattr__(self, "_connection", connection)

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._connection, name, value)


def test_every_driver_for_sqlite_is_set_up_alike(sqlite_url: str) -> None:
    driver = OtherDriver()
    app = create_app(settings(sqlite_url, SQLALCHEMY_ENGINE_OPTIONS={"module": driver}))

    with app.app_context():
        found = [db.session.execute(text(f"PRAGMA {name}")).scalar()
                 for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")]
        isolation = driver.connections[0].isolation_level
        db.session.remove()
        db.engine.dispose()

    assert found == ["wal", 2, 1, 10000] and isolation is None


def test_a_moment_comes_back_aware_and_in_utc(each_database: Flask) -> None:
    in_delhi = datetime(2026, 3, 1, 4, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    db.session.add(FailedSignIn(email_hash="x", tries=1, last_at=in_delhi))
    db.session.commit()
    db.session.expire_all()

    kept = db.session.get_one(FailedSignIn, "x").last_at

    assert kept == in_delhi
    assert kept.tzinfo is UTC
    assert (kept.day, kept.hour) == (28, 23)


def test_a_moment_without_a_zone_is_refused(each_database: Flask) -> None:
    db.session.add(FailedSignIn(email_hash="x", tries=1, last_at=datetime(2026, 3, 1)))

    with pytest.raises(StatementError, match="without a time zone"):
        db.session.flush()


@pytest.mark.parametrize(
    "act",
    [lambda: update(AuditEntry).values(action="nothing happened"), lambda: delete(AuditEntry)],
    ids=["change", "delete"],
)
def test_the_trail_cannot_be_changed(each_database: Flask, act: Callable[[], object]) -> None:
    audit.note("client.read", by=a_staff(), at=NOW, client_id=1)
    db.session.commit()

    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(act())
    db.session.rollback()

    assert db.session.scalars(select(AuditEntry.action)).all() == ["client.read"]


def test_reading_cannot_write(each_database: Flask) -> None:
    transactions.begin_reading()
    db.session.rollback()
    try:
        with pytest.raises(DatabaseError, match="(?i)read-?only"):
            db.session.execute(update(Clinic).values(name="Changed"))
    finally:
        db.session.rollback()
        transactions.end_request()

    assert db.session.get_one(Clinic, 1).name != "Changed"


def test_a_read_is_audited_amid_reading(each_database: Flask) -> None:
    staff = a_staff()
    transactions.begin_reading()
    try:
        audit.record_read("client.read", by=staff, at=NOW, subject_type="client", subject_id=7, client_id=7)
    finally:
        transactions.end_request()

    assert db.session.scalars(select(AuditEntry.client_id)).all() == [7]


def test_writers_on_sqlite_wait_for_each_other_and_none_is_lost(database: Flask) -> None:
    failed: list[Exception] = []

    def read_then_write(number: int) -> None:
        with database.app_context():
            for turn in range(10):
                try:
                    db.session.scalars(select(AuditEntry.id)).all()
                    audit.note(f"act.{number}.{turn}", by=None, at=NOW)
                    db.session.commit()
                except OperationalError as error:
                    failed.append(error)

    threads = [threading.Thread(target=read_then_write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    db.session.rollback()
    assert len(db.session.scalars(select(AuditEntry.action)).all()) == 40


def test_there_is_one_clinic_and_no_second(each_database: Flask) -> None:
    db.session.add(Clinic(id=2, name="Another", time_zone="UTC"))

    with pytest.raises(IntegrityError):
        db.session.flush()


def test_roles_are_read_in_a_fixed_order(database: Flask) -> None:
    staff = a_staff("administrator", "therapist")

    assert staff.roles == [Role.therapist, Role.administrator]
    assert staff.has_role("administrator")
    assert not staff.has_role("reviewer")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_migrations_make_what_the_records_say(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if kind == "sqlite":
        url = f"sqlite:///{tmp_path / 'migrated.db'}"
    else:
        server = request.getfixturevalue("pg_url")
        _postgresql(server, "CREATE DATABASE migrated")
        url = _named(server, "migrated")
    app = create_app(settings(url))

    with app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            differences = compare_metadata(context, db.metadata)
        audit.note("migrated", by=None, at=NOW)
        db.session.commit()
        with pytest.raises(DatabaseError, match="append-only"):
            db.session.execute(delete(AuditEntry))
        db.session.rollback()
        with pytest.raises(SystemExit):
            downgrade(revision="base")
        left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
        db.engine.dispose()

    if kind == "postgresql":
        _postgresql(server, "DROP DATABASE migrated WITH (FORCE)")
    assert differences == []
    assert left == set(db.metadata.tables), "nothing is taken down again: a copy is put in place instead"


def test_the_secret_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:

    path = tmp_path / "instance" / "secret_key"

    first = secret_key(path)

    assert len(first) == 64
    assert secret_key(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


def test_the_url_of_postgresql_goes_through_psycopg() -> None:

    assert database_url("postgresql://u@h/d", Path("/x")) == "postgresql+psycopg://u@h/d"
    assert database_url("postgres://u@h/d", Path("/x")) == "postgresql+psycopg://u@h/d"
    assert database_url("", Path("/x")) == "sqlite:////x/intake.db"

