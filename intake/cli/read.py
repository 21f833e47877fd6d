"""flask --app wsgi read: lines on standard input, how their words are read as tab-separated rows on standard output."""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime

import click
from flask.cli import AppGroup

from intake.clinical.dates.vague import read_date
from intake.clinical.operations import read_operation
from intake.clinical.remarks import remarks_in

Cells = tuple[str, ...]
command = AppGroup("read", help="How words are read: dates, operations, words told in another field.")

_ON = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day of the words, YYYY-MM-DD; today without.")
_COUNTRY = click.option("--country", help="Country of the speaker: US, CA, UK, FR, EU, AU, IN …")


@command.command("dates")
@_ON
@_COUNTRY
def dates(on: datetime | None, country: str | None) -> None:
    """The first and the last day that each line can mean: line, text, earliest, latest, note."""
    day, place = _day(on), country.upper() if country else None
    _write(("line", "text", "earliest", "latest", "note"), lambda text: [_span(text, day, place)])


@command.command("operations")
def operations() -> None:
    """The category of the operation in each line: line, text, category, sure, question."""
    _write(("line", "text", "category", "sure", "question"), lambda text: [_operation(text)])


@command.command("words")
@click.option("--field", default="", help="The field in which it stands: reason, goals, allergies …")
@_ON
@_COUNTRY
def words(field: str, on: datetime | None, country: str | None) -> None:
    """What each line says that its field does not ask for: line, text, kind, part, question."""
    day, place = _day(on), country.upper() if country else None

    def cells(text: str) -> list[Cells]:
        said = remarks_in(text, field=field, on=day, country=place)
        return [(each.kind, each.part, each.question) for each in said] or [("", "", "")]

    _write(("line", "text", "kind", "part", "question"), cells)


def _day(on: datetime | None) -> date:
    return (on or datetime.now(UTC)).date()


def _span(text: str, on: date, country: str | None) -> Cells:
    read = read_date(text, on, country)
    if read.in_future:
        return "", "", "ahead"
    if read.latest is None:
        return "", "", "no date"
    return "" if read.earliest in (None, date.min) else read.earliest.isoformat(), read.latest.isoformat(), ""


def _operation(text: str) -> Cells:
    if not text.strip():
        return "", "no", ""
    read = read_operation(text)
    is_ahead = read.category == "not_an_operation" and bool(read.question)
    return "" if is_ahead else read.category, "yes" if read.sure else "no", read.question


def _write(header: Cells, cells_of: Callable[[str], Iterable[Cells]]) -> None:
    sys.stdout.write("\t".join(header) + "\n")
    for row in _rows(cells_of):
        sys.stdout.write("\t".join(" ".join(cell.split()) for cell in row) + "\n")


def _rows(cells_of: Callable[[str], Iterable[Cells]]) -> Iterator[Cells]:
    for number, raw in enumerate(sys.stdin.buffer, 1):
        text = raw.decode("utf-8", errors="replace").rstrip("\r\n")
        for cells in cells_of(text):
            yield str(number), text, *cells
