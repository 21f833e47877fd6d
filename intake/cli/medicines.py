"""flask --app wsgi medicines: import the medicine names of a national register, list the imports, take one back."""
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from intake.services import imported_names
from intake.services.errors import InvalidInput

command = AppGroup("medicines", help="Names of medicines from national registers.")


def _folder() -> Path:
    return Path(current_app.instance_path)


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_file(file: Path) -> None:
    """Add the names of FILE: product.txt (US NDC), the DPD extract or BDPM (a folder, zip or first file),
    the EMA table, or a CSV of name and ingredients. Prints each row that could not be used."""
    try:
        report = imported_names.import_list(file, folder=_folder(), at=datetime.now(UTC))
    except InvalidInput as error:
        raise click.ClickException(" ".join(error.problems.values())) from error
    for row in report.unusable:
        click.echo(f"{row.file}\t{row.row}\t{row.why}")
    click.echo(f"{report.source}: {report.added} names added, {report.already} already there, "
               f"{len(report.unusable)} rows not used.", err=True)


@command.command("undo")
@click.argument("number", type=int)
def undo(number: int) -> None:
    """Take import NUMBER back (see `medicines list`)."""
    try:
        removed = imported_names.undo_list(number, folder=_folder())
    except InvalidInput as error:
        raise click.ClickException(" ".join(error.problems.values())) from error
    click.echo(f"{removed} names removed.")


@command.command("list")
def list_imports() -> None:
    """The imports that stand: number, register, file, time, names."""
    for each in imported_names.standing_lists(folder=_folder()):
        click.echo(f"{each.id}\t{each.source}\t{each.file}\t{each.at}\t{each.names}")
