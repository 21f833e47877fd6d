"""The schema: at which step the database is, and what keeps this code from serving it."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Dialect, inspect
from sqlalchemy.types import TypeEngine

from intake.records.database import db, reading_only, unguarded

MIGRATIONS = Path(__file__).parent / "migrations"
UPGRADE = "Run: flask --app wsgi db upgrade"
RESTORE = "Put a backup in place and upgrade it."
MOST_NAMED = 5


def newest_step() -> str:
    """The step that this code is written for, such as "0002"."""
    return _steps()[0]


def database_step() -> str | None:
    """The step that the database is at; None where it was never brought to one."""
    with _reading() as connection:
        return _step(connection)


def schema_difference() -> str:
    """What keeps this code from serving the database, in words and with what to do; "" where nothing does.

    Needs an application context. Reads names and types from the catalogue, in a few milliseconds: whatever the code
    has must be there. A table or an index more than the code knows keeps nothing from working, so none is looked for;
    a column more does where it must be filled.
    """
    with _reading() as connection:
        return _difference(connection)


@contextmanager
def _reading() -> Iterator[Connection]:
    """A connection of its own. On SQLite a transaction that could write would hold others up."""
    token = reading_only.set(True)
    try:
        with db.engine.connect() as connection:
            yield connection
    finally:
        reading_only.reset(token)


def _step(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


@lru_cache(1)
def _steps() -> tuple[str, ...]:
    """Every step that the code knows, newest first. They do not change while it runs."""
    return tuple(script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def _difference(connection: Connection) -> str:
    step = _step(connection)
    if step is None:
        return _without_step(connection)
    if step not in _steps():
        return (f"The database is at step {step}, which this version of Intake does not know: a newer one made it. "
                "Install that version.")
    if step != newest_step():
        return f"The database is at step {step}; this version of Intake needs step {newest_step()}. {UPGRADE}"
    return _other_shape(connection, step)


def _without_step(connection: Connection) -> str:
    if inspect(connection).get_table_names():
        return f"The database holds tables, but does not say at which step they are. {RESTORE}"
    return f"The database is empty. {UPGRADE}"


def _other_shape(connection: Connection, step: str) -> str:
    wanted, inspector = _wanted(connection.dialect), inspect(connection)
    columns = {f"{table}.{column['name']}": column for (_, table), columns in inspector.get_multi_columns().items()
               if table in db.metadata.tables for column in columns}
    there = {name: _column(each["type"], each["nullable"], connection.dialect) for name, each in columns.items()}
    there |= {str(index["name"]): _index(table, index["column_names"], bool(index["unique"]))
              for (_, table), indexes in inspector.get_multi_indexes().items() for index in indexes}
    differ = [name for name, kind in wanted.items() if there.get(name) != kind]
    differ += [name for name, each in columns.items()
               if name not in wanted and not each["nullable"] and each["default"] is None]
    differ += [f"the triggers of {table}" for table in unguarded(connection)]
    if not differ:
        return ""
    return f"The database is at step {step}, but not as that step makes it: {_first(differ)}. {RESTORE}"


@lru_cache(4)
def _wanted(dialect: Dialect) -> dict[str, str]:
    """What every column and index is called, such as `clients.phone`, and what it is: `VARCHAR(40) NOT NULL`."""
    wanted = {}
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            wanted[f"{table.name}.{column.name}"] = _column(column.type, bool(column.nullable), dialect)
        for index in table.indexes:
            wanted[str(index.name)] = _index(table.name, [column.name for column in index.columns], bool(index.unique))
    return wanted


def _column(kind: TypeEngine[Any], nullable: bool, dialect: Dialect) -> str:
    return kind.compile(dialect=dialect) + ("" if nullable else " NOT NULL")


def _index(table: str, columns: Sequence[str | None], unique: bool) -> str:
    return f"{'unique ' * unique}on {table} ({', '.join(map(str, columns))})"


def _first(names: Collection[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(sorted(names)[:MOST_NAMED]) + more
