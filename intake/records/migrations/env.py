"""How migrations run: on the application's own database, each in one transaction."""

from alembic import context
from flask import current_app

from intake.records.database import UtcDateTime

database = current_app.extensions["migrate"].db


def type_in_words(kind, value, autogen_context):
    """Our own column types by their import, so that a migration can be read and run by itself."""
    if kind == "type" and isinstance(value, UtcDateTime):
        autogen_context.imports.add("from intake.records.database import UtcDateTime")
        return "UtcDateTime()"
    return False


def leave_out_when_empty(_context, _revision, directives):
    """No migration file where nothing changed."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


def run():
    """Bring the database of the application to the wanted step."""
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_item=type_in_words,
            process_revision_directives=leave_out_when_empty,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
