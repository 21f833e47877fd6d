"""flask --app wsgi about: what is installed here, for a report of a fault or before an upgrade."""

import platform

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from intake.clinical.screening import KNOWLEDGE_VERSION
from intake.records import schema
from intake.records.database import db


@click.command("about")
@with_appcontext
def command() -> None:
    """Print the version, and where and with what it runs. Nothing about anybody."""
    for name, value in _facts():
        click.echo(f"{name:10} {value}")


def _facts() -> list[tuple[str, str]]:
    return [
        ("Intake", current_app.config["VERSION"]),
        ("Rules", KNOWLEDGE_VERSION),
        ("Python", platform.python_version()),
        ("Database", db.engine.dialect.name),
        ("Schema", _step()),
        ("Instance", current_app.instance_path),
    ]


def _step() -> str:
    try:
        return f"{schema.database_step() or 'none'}, newest {schema.newest_step()}"
    except SQLAlchemyError:
        return "the database does not answer"
