"""The database: one handle, how transactions begin, and the column types that every record shares."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, MetaData, Table, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What every record inherits. Constraint names are fixed so that both databases migrate alike."""

    metadata = MetaData(naming_convention=NAMES)


class Database(SQLAlchemy):
    """The handle, whose engines set up each connection to SQLite."""

    def _make_engine(self, bind_key: str | None, options: dict[str, Any], app: "Flask") -> Engine:
        engine = super()._make_engine(bind_key, options, app)
        if engine.dialect.name == "sqlite":
            # By the dialect, not by the driver's class: SQLCipher is SQLite too. On this engine, so that it comes after
            # what the dialect itself does first, such as giving SQLCipher its key.
            event.listen(engine, "connect", _set_up_sqlite)
        return engine


# Rows stay readable after a commit: a page that shows what was just saved asks the database nothing again.
db = Database(model_class=Base, session_options={"expire_on_commit": False}, add_models_to_shell=False)

if TYPE_CHECKING:
    from flask import Flask

    Model = Base
else:
    Model = db.Model

reading_only: ContextVar[bool] = ContextVar("reading_only", default=False)
"""True while transactions that begin are for reading alone. Anything that may write leaves it False."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always aware and in UTC, on SQLite (which has no zone) as on PostgreSQL."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN is deferred; ours, below, is chosen
    # FULL: anything less loses saves that were already acknowledged when the power goes.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    reads = reading_only.get()
    if connection.dialect.name == "sqlite":
        # A deferred transaction that reads and then writes fails at once when somebody else wrote in
        # between: the time-out is not even asked. So whatever may write takes the lock at its beginning.
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reads else 'OFF'}")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
    elif reads:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")


APPEND_ONLY: set[str] = set()
"""Tables whose rows the database itself refuses to change or delete."""


def append_only(table: str) -> None:
    """Have the database refuse UPDATE and DELETE on `table`, wherever it is created from now on."""
    APPEND_ONLY.add(table)


@event.listens_for(Table, "after_create")
def _guard_append_only(table: Table, connection: Connection, **_: Any) -> None:
    # On the class, so that migrations (which build their own Table) make the triggers too.
    if table.name in APPEND_ONLY:
        guard_append_only(connection, table.name)


def guard_append_only(connection: Connection, table: str) -> None:
    """Make `table` append-only, whatever triggers of ours it has or lacks."""
    _drop_guards(connection, table)
    for statement in append_only_statements(table, connection.dialect.name):
        connection.exec_driver_sql(statement)


@contextmanager
def append_only_lifted(connection: Connection, table: str) -> Iterator[None]:
    """Let rows of the append-only `table` be changed, and the table be rebuilt, inside; it is guarded again after.

    For steps of the schema alone: they run in one transaction, so nobody else ever sees the table unguarded.
    """
    _drop_guards(connection, table)
    yield
    # Not in a `finally`: after an error PostgreSQL takes no further statement in this transaction, and rolling it back
    # brings the triggers back on both databases. SQLite drops a table's triggers when a batch rebuilds it; they are
    # made once more in any case.
    guard_append_only(connection, table)


def unguarded(connection: Connection, among: Collection[str] = APPEND_ONLY) -> list[str]:
    """Those tables `among` the append-only ones that lack one of their triggers, or whose trigger is switched off."""
    there = set(connection.exec_driver_sql(_TRIGGERS[connection.dialect.name]).scalars())
    return sorted(table for table in among if not there.issuperset(_guards(table, connection.dialect.name)))


_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
                  "WHERE tgenabled IN ('O', 'A') AND pg_table_is_visible(pg_class.oid)",
}


def _guards(table: str, dialect: str) -> list[str]:
    """The names of the triggers that `append_only_statements` makes."""
    return [f"{table}_no_update", f"{table}_no_delete"] if dialect == "sqlite" else [f"{table}_append_only"]


def _drop_guards(connection: Connection, table: str) -> None:
    on_table = "" if connection.dialect.name == "sqlite" else f" ON {table}"
    for trigger in _guards(table, connection.dialect.name):
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}{on_table}")


def append_only_statements(table: str, dialect: str) -> list[str]:
    """The statements that make `table` append-only on `dialect` (sqlite or postgresql)."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for act in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
    ]
