"""Every database that there ever was comes to the newest step with all that was in it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from intake.records.database import APPEND_ONLY, db
from intake.records.schema import MIGRATIONS, database_step, newest_step, schema_difference
from intake.records.staff import Staff
from intake.services.clients import find_clients
from tests.upgrades.databases import SHAPES, contents, fill, kept_of, make_shape, still_there, structure

STEPS = [script.revision for script in reversed(list(ScriptDirectory(str(MIGRATIONS)).walk_revisions()))]

WHO_ACTED = {
    "audit_entries": "by_id", "flag_events": "by_id", "screening_runs": "by_id", "medicine_answers": "by_id",
    "intakes": "taken_by_id", "intake_drafts": "saved_by_id", "form_keys": "staff_id",
}
"""The columns that named a person before step 0005."""


@pytest.mark.parametrize("shape", SHAPES, ids=lambda path: path.stem)
def test_each_shape_of_the_first_step(blank: Flask, shape: Path, newest: Callable[[str], object]) -> None:
    make_shape(shape)
    fill()
    before = contents()

    upgrade()

    _is_as_new(before, newest)
    _everybody_is_named(before)


@pytest.mark.parametrize("step", STEPS)
def test_each_numbered_step(blank: Flask, step: str, newest: Callable[[str], object]) -> None:
    upgrade(revision=step)
    fill()
    before = contents()

    upgrade()

    _is_as_new(before, newest)
    _everybody_is_named(before)


def test_the_steps_make_what_the_code_makes_at_once_checks_included(
    each_database: Flask, newest: Callable[[str], object]
) -> None:
    assert structure() == newest(db.engine.dialect.name)


def test_there_were_five_shapes() -> None:
    assert len(SHAPES) == 5


def test_a_database_of_the_last_shape_is_not_touched(blank: Flask) -> None:
    upgrade(revision="0001")
    before = _marks()

    upgrade(revision="0002")

    assert _marks() == before


@pytest.mark.parametrize(
    "query", ["zoe", "brien smith", "obrien", "o'brien-sm", "obriensmith", "34567", "0161 4960 123 4567", "17 May 1980"]
)
def test_a_client_of_an_earlier_day_is_found(blank_sqlite: Flask, query: str) -> None:
    make_shape(SHAPES[0])
    fill()
    with db.engine.begin() as connection:
        connection.execute(text(
            "UPDATE clients SET given_name = 'Zoë', family_name = 'O’Brien-Smith', phone = '+44 (0)161 4960 123 4567', "
            "birth_date = '1980-05-17' WHERE id = 2"))

    upgrade()

    reviewer = Staff(is_reviewer=True, is_administrator=False)
    assert [client.id for client in find_clients(query, by=reviewer, on=date(2026, 11, 23))] == [2]


def test_who_joined_beside_a_clients_own_therapist_is_worked_out(blank: Flask) -> None:
    make_shape(SHAPES[2])
    fill()
    with db.engine.begin() as connection:
        # The therapist of client 1 is staff 1; staff 2 joined later.
        connection.execute(text("UPDATE care_team SET client_id = 1 WHERE staff_id = 2"))

    upgrade()

    with db.engine.connect() as connection:
        beside = connection.execute(text("SELECT client_id, staff_id, beside FROM care_team ORDER BY id")).all()
    assert [tuple(row) for row in beside] == [(1, 1, False), (1, 2, True), (3, 3, False)]


def test_when_questions_were_asked_is_not_made_up(blank: Flask) -> None:
    make_shape(SHAPES[1])
    fill()

    upgrade()

    assert {row["asked_at"] for row in contents()["visits"]} == {None}


def test_an_act_of_nobody_that_no_job_is_known_for_is_not_given_to_one(blank: Flask) -> None:
    make_shape(SHAPES[4])
    fill()
    with db.engine.begin() as connection:
        connection.execute(text("INSERT INTO audit_entries (at, action) VALUES ('2026-11-23 09:00', 'staff.add')"))

    upgrade()

    assert contents()["audit_entries"][-1]["by_job"] == "not_recorded"


def _everybody_is_named(before: dict[str, list[dict[str, object]]]) -> None:
    """Each person who was named is, and where nobody was, the job that did it."""
    now = contents()
    for table, column in WHO_ACTED.items():
        was = [row.get(column, row.get("by_id")) for row in before[table]]
        assert [row["by_id"] for row in now[table]] == was
        assert [row["by_job"] is None for row in now[table]] == [number is not None for number in was]
    assert [row["by_job"] for row in now["audit_entries"]] == [None, "rescreen", "sign_in"]
    for table in ("flag_events", "screening_runs"):
        assert now[table][0]["by_id"] and now[table][1]["by_job"] == "rescreen"


def _is_as_new(before: dict[str, list[dict[str, object]]], newest: Callable[[str], object]) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, db.metadata)
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all() if _is_sqlite() else []
    assert kept_of(before) == still_there(before)
    assert differences == []
    assert structure() == newest(db.engine.dialect.name)
    assert lost == []
    assert (database_step(), schema_difference()) == (newest_step(), "")
    for table in APPEND_ONLY & before.keys():  # one that came later has no row to refuse for
        for act in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="append-only"), db.engine.begin() as connection:
                connection.execute(text(act))


def _is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def _marks() -> object:
    """What changes with every change of the schema, also with one that ends where it began."""
    with db.engine.connect() as connection:
        if _is_sqlite():
            return connection.exec_driver_sql("PRAGMA schema_version").scalar()
        return connection.execute(text(
            "SELECT oid, xmin::text FROM pg_class WHERE relnamespace = 'public'::regnamespace "
            "UNION ALL SELECT oid, xmin::text FROM pg_trigger UNION ALL SELECT attrelid, xmin::text FROM pg_attribute "
            "ORDER BY 1, 2")).all()
