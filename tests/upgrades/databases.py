"""What tests of upgrades need: databases of earlier days, rows in every table, and what stands in a database."""

import importlib.util
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Boolean, Column, Connection, Date, DateTime, Integer, MetaData, Table, inspect, select, text
from sqlalchemy.types import JSON, LargeBinary, String

from intake.records import database
from intake.records.database import db
from intake.records.schema import MIGRATIONS, newest_step

SHAPES = [
    *sorted((Path(__file__).parent / "shapes").glob("shape_*.py")),
    # The fifth and last is the step as it stands.
    MIGRATIONS / "versions" / "0001_keep_everything.py",
]
"""Step 0001 as it was at first and after each of the four changes to it, oldest first."""
GUARDED = {name: {"audit_entries", "flag_events"} for name in (path.stem for path in SHAPES[2:])}
"""What was append-only beside each shape; at first it was the trail alone."""
ROWS = 3
AS_THE_CHECKS_ASK = {"clinic.id": 1, "clinic.journey_threshold_hours": 3}
WITHOUT_A_PERSON = (1, 2)
"""Of the rows of tables that allow for it, those that no member of staff made."""
ACTIONS = ("client.read", "clients.rescreen", "sign_in.refused")
JOBS = (None, "rescreen", "sign_in")


def make_shape(path: Path) -> None:
    """Make the database what step 0001 made of an empty one when `path` was that step."""
    with db.engine.begin() as connection, _append_only(GUARDED.get(path.stem, {"audit_entries"})):
        with Operations.context(MigrationContext.configure(connection)):
            _module(path).upgrade()
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                                "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('0001')"))


def fill() -> None:
    """Put rows into every table, with foreign keys that lead somewhere."""
    with db.engine.begin() as connection:
        for table in _tables(connection):
            for number in range(1 if table.name == "clinic" else ROWS):
                columns = [column for column in table.columns if not _by_itself(column)]
                row = {column.name: _value(column, number, connection) for column in columns}
                connection.execute(table.insert().values(row))


def contents() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    with db.engine.connect() as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in _tables(connection)
        }


def kept_of(before: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """What of the contents `before` is there now. Columns that went since are left out."""
    now = contents()
    return {name: [{column: row[column] for column in _both(before[name], now[name])} for row in now[name]]
            for name in before}


def still_there(before: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The contents `before`, without the columns that went since: what `kept_of` must be."""
    now = contents()
    same = {name: [{column: row[column] for column in _both(rows, now[name])} for row in rows]
            for name, rows in before.items()}
    archived = {row["id"] for row in before.get("clients", ()) if row["archived_at"] and "departure" not in row}
    for flag in same.get("flags", ()):
        if flag["client_id"] in archived and "waiting_since" in flag:
            flag["waiting_since"] = None  # step 0006: nobody has to look at a record that is put away
    return same


def structure() -> dict[str, Any]:
    """Everything that the catalogue says of the tables, whatever the order of columns."""
    with db.engine.connect() as connection:
        inspector = inspect(connection)
        found = {
            "columns": inspector.get_multi_columns(),
            "keys": inspector.get_multi_pk_constraint(),
            "foreign keys": inspector.get_multi_foreign_keys(),
            "unique": inspector.get_multi_unique_constraints(),
            "checks": inspector.get_multi_check_constraints(),
            "indexes": inspector.get_multi_indexes(),
        }
        return {kind: {table: _in_order(each) for (_, table), each in tables.items()} for kind, tables in found.items()}


def step_after(folder: Path, *, upgrade: str) -> Path:
    """A copy in `folder` of the steps, with one more whose `upgrade` does this; the directory for Flask-Migrate."""
    steps = folder / "migrations"
    shutil.copytree(MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    lines = "\n".join(f"    {line}" for line in upgrade.splitlines())
    (steps / "versions" / "9999_change_more.py").write_text(
        '"""Change more"""\n\nimport sqlalchemy as sa\nfrom alembic import op\n\n'
        "from intake.records.database import append_only_lifted\n\n"
        f'revision = "9999"\ndown_revision = "{newest_step()}"\n\n\ndef upgrade():\n{lines}\n'
    )
    return steps


def _both(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[str]:
    assert len(before) == len(now) > 0
    return [column for column in before[0] if column in now[0]]


def _in_order(described: Any) -> Any:
    """The same in an order of its own, and everything as text: types and conditions have no equality."""
    if isinstance(described, dict):
        return {str(key): _in_order(value) for key, value in described.items()}
    if isinstance(described, list):
        return sorted((_in_order(each) for each in described), key=repr) if _are_named(described) else described
    return str(described)


def _are_named(described: list[Any]) -> bool:
    return all(isinstance(each, dict) for each in described)


def _tables(connection: Connection) -> list[Table]:
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def _by_itself(column: Column[Any]) -> bool:
    """Whether the database numbers rows in this column."""
    return (column.primary_key and isinstance(column.type, Integer) and not column.foreign_keys
            and f"{column.table.name}.{column.name}" not in AS_THE_CHECKS_ASK)


def _value(column: Column[Any], number: int, connection: Connection) -> Any:
    if column.name == "by_job":
        return JOBS[number]
    if column.name == "by_id" and column.nullable and number in WITHOUT_A_PERSON:
        return None
    if column.name == "action":
        return ACTIONS[number]
    for key in column.foreign_keys:
        if key.column.table is column.table:
            return None
        return connection.execute(select(key.column).order_by(key.column).offset(number)).scalars().first()
    if (name := f"{column.table.name}.{column.name}") in AS_THE_CHECKS_ASK:
        return AS_THE_CHECKS_ASK[name]
    values: dict[type, Any] = {
        Boolean: number % 2 == 0,
        Integer: number + 1,
        DateTime: datetime(2026, 11, 20 + number, 9, 30, tzinfo=UTC),
        Date: date(2026, 11, 20 + number),
        LargeBinary: bytes([number, 0, 255]),
        JSON: {"Ünder": [number, None]},
    }
    for kind, value in values.items():
        if isinstance(column.type, kind):
            return value
    assert isinstance(column.type, String), column.type
    return f"{number} Ünder {column.name}"[:column.type.length]


@contextmanager
def _append_only(tables: set[str]) -> Iterator[None]:
    now = set(database.APPEND_ONLY)
    try:
        database.APPEND_ONLY.intersection_update(tables)
        yield
    finally:
        database.APPEND_ONLY.update(now)


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
