"""flask --app wsgi recognise: lines on standard input, tab-separated medicines on standard output."""
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from intake.clinical.medicines import ImportedNames, MedicationStatement, read_line
from intake.clinical.screening.bleeding.levels import rule_of, tier_of
from intake.records.imported_names import open_imported

HEADER = ("line", "text", "ingredients", "atc", "rule", "tier", "status", "how", "confidence")
_EMPTY = ("", "", "", "", "", "", "unrecognised", "")


def rows(lines: Iterable[str], country: str | None = None, imported: ImportedNames | None = None
         ) -> Iterator[tuple[str, ...]]:
    """A row for each medicine, in order; one of empty fields for a line in which nothing is recognised."""
    for number, line in enumerate(lines, 1):
        read = read_line(line.rstrip("\r\n"), country=country, imported=imported)
        known = [statement for statement in read if statement.how != "unrecognised"]
        for statement in known:
            yield str(number), *_cells(statement)
        if not known:
            yield str(number), *_EMPTY


def _cells(statement: MedicationStatement) -> tuple[str, ...]:
    cells = (statement.as_written, "|".join(statement.ingredients), "|".join(statement.atc), rule_of(statement),
             tier_of(statement).name, statement.status, statement.how, f"{statement.confidence:.2f}")
    return tuple(" ".join(cell.split()) for cell in cells)


@click.command("recognise")
@click.option("--country", help="Country of the names: US, CA, UK, FR, EU, AU, IN. Without it, the cautious reading.")
@with_appcontext
def command(country: str | None) -> None:
    """Read lines on standard input; write the medicines in them as tab-separated rows."""
    imported = open_imported(Path(current_app.instance_path))
    lines = (raw.decode("utf-8", errors="replace") for raw in sys.stdin.buffer)
    out = sys.stdout
    out.write("\t".join(HEADER) + "\n")
    for row in rows(lines, country.upper() if country else None, imported):
        out.write("\t".join(row) + "\n")
