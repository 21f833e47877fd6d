"""How steps run: on the application's own database, after a copy, all in one transaction, checked before it ends."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.operations.ops import MigrationScript
from alembic.runtime.migration import MigrationContext, MigrationInfo
from alembic.util import CommandError
from flask import current_app
from sqlalchemy import Connection

from intake.records.database import UtcDateTime, unguarded
from intake.records.upgrade_copy import CopyFailed, copy_before

database = current_app.extensions["migrate"].db
AS_BEFORE = "Nothing was changed: the database is as it was before."
PG_DUMP = 'pg_dump --format=custom --file=intake.before-{step}.dump "$DATABASE_URL"'
pending: list[Any] = []
"""The steps of this run, in order."""
copies: list[Path] = []
"""The copy made in this run, if any."""


def type_in_words(kind: str, value: object, autogen_context: AutogenContext) -> str | Literal[False]:
    """Our own column types by their import, so that a migration can be read and run by itself."""
    if kind == "type" and isinstance(value, UtcDateTime):
        autogen_context.imports.add("from intake.records.database import UtcDateTime")
        return "UtcDateTime()"
    return False


def leave_out_when_empty(_context: object, _revision: object, directives: list[MigrationScript]) -> None:
    """No migration file where nothing changed."""
    changes = directives[0].upgrade_ops
    if getattr(context.config.cmd_opts, "autogenerate", False) and changes is not None and changes.is_empty():
        directives[:] = []


def run() -> None:
    """Bring the database of the application to the wanted step, or leave it as it is."""
    if context.is_offline_mode():
        raise CommandError("Steps look at what the database holds: they cannot be written down as SQL without it.")
    with database.engine.connect() as connection, without_foreign_keys(connection):
        configure(connection)
        with all_or_nothing(), context.begin_transaction():
            context.run_migrations()
            if pending:
                check(connection)
            at = context.get_context().get_current_revision()
    if "destination_rev" in context.get_context().opts and not any(step.info.is_stamp for step in pending):
        say(f"The database is at step {at}" + (", the newest." if at == context.script.get_current_head() else "."))


def configure(connection: Connection) -> None:
    """Tell Alembic how. Twice: the first time it hands over who lists the steps, and the second we listen in."""
    settings = {
        "connection": connection,
        "target_metadata": database.metadata,
        "render_item": type_in_words,
        "process_revision_directives": leave_out_when_empty,
        # SQLite can undo changes of the schema as well: records.database begins the transactions, not the driver.
        "transactional_ddl": True,
        "on_version_apply": say_step,
        **current_app.extensions["migrate"].configure_args,
    }
    context.configure(**settings)
    list_steps = context.get_context().opts["fn"]

    def after_a_copy(heads: Any, migration: MigrationContext) -> list[Any]:
        pending.extend(list_steps(heads, migration) or ())
        if pending and is_upgrade(pending[0].info):
            keep_a_copy(connection, pending[-1].info.up_revision_id)
        return pending

    context.configure(**settings, fn=after_a_copy)


def keep_a_copy(connection: Connection, step: str) -> None:
    """Copy what there is before it goes to `step`, or say how where that is not ours to do."""
    if connection.dialect.name != "sqlite":
        if pending[0].info.down_revision_ids:
            say(f"A dump should have been taken before this: {PG_DUMP.format(step=step)}")
        return
    file = connection.exec_driver_sql("PRAGMA database_list").all()[0].file
    at = connection.exec_driver_sql("SELECT strftime('%Y%m%dT%H%M%SZ', 'now')").scalar_one()
    try:
        copy = copy_before(step, Path(file), at) if file else None
    except CopyFailed as error:
        raise CommandError(f"No copy could be made before the upgrade ({error}). {AS_BEFORE}") from error
    if copy:
        copies.append(copy)
        say(f"The database as it was is in {copy}")


@contextmanager
def without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Rebuilding a table must not touch the rows that point at it. `check` looks at them all instead."""
    if connection.dialect.name != "sqlite":
        yield
        return
    # By the driver: within a transaction, which SQLAlchemy would begin, SQLite does not hear this.
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def check(connection: Connection) -> None:
    """Refuse what steps may not leave behind: rows that point at nothing, a log that can be rewritten."""
    if connection.dialect.name == "sqlite":
        if lost := {row.table for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}:
            raise CommandError(f"There would be rows that point at nothing in {', '.join(sorted(lost))}. {AS_BEFORE}")
    at_newest = context.get_context().get_current_revision() == context.script.get_current_head()
    if at_newest and (tables := unguarded(connection)):
        raise CommandError(f"{', '.join(tables)} would no longer be append-only. {AS_BEFORE}")


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Where a step failed, take the copy away (each try would leave one), and say in words what failed.

    Never with the values of a statement: they may be health data.
    """
    try:
        with failing_in_words():
            yield
    except BaseException:
        for copy in copies:
            copy.unlink(missing_ok=True)
        raise


@contextmanager
def failing_in_words() -> Iterator[None]:
    try:
        yield
    except CommandError:
        raise
    except NotImplementedError as refusal:
        raise CommandError(f"{refusal} {AS_BEFORE}") from refusal
    except Exception as error:
        cause = getattr(error, "orig", error)
        if getattr(cause, "sqlite_errorname", "") == "SQLITE_BUSY":
            raise CommandError(f"The database is in use: stop Intake, and try again. {AS_BEFORE}") from error
        if not pending:
            raise
        raise CommandError(f"{line_of_a_step(error)} failed ({type(cause).__name__}). {AS_BEFORE}") from error


def line_of_a_step(error: Exception) -> str:
    """The line of a step on which `error` was raised."""
    lines = [line for line in extract_tb(error.__traceback__) if Path(line.filename).parent.name == "versions"]
    return f"{Path(lines[-1].filename).name}, line {lines[-1].lineno}," if lines else "The upgrade"


def is_upgrade(step: MigrationInfo) -> bool:
    """Whether this step changes the database upwards, and does not only say that it did."""
    return step.is_upgrade and not step.is_stamp


def say_step(*, step: MigrationInfo, **_: object) -> None:
    """One line a step."""
    if is_upgrade(step):
        say(f"{step.up_revision_id} {getattr(step.up_revision, 'doc', '')}")


def say(line: str) -> None:
    """To whoever runs the command."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


run()
