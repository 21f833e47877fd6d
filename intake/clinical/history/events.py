"""Operations, casts and bed rest, injuries, journeys, pregnancy and births, read from the answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from intake.clinical.facts import Immobilisation, Injury, Journey, Operation, Pregnancy
from intake.clinical.facts.codes import birth_mode, immobilisation_type
from intake.clinical.history.answer_history import AnswerHistory, DatedRow
from intake.clinical.operations import OperationCategory, read_operation

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Events:
    """What happened, dated as given. None = nobody asked."""

    operations: tuple[Operation, ...] | None
    immobilisations: tuple[Immobilisation, ...] | None
    injuries: tuple[Injury, ...] | None
    journeys: tuple[Journey, ...] | None
    pregnancy: Pregnancy | None


def read_events(history: AnswerHistory) -> Events:
    """Every event told of. A caesarean typed as an operation is a birth."""
    rows = history.listed("operations", "operations_any")
    read = [(row, read_operation(row.text("what"), setting=row.text("setting"), kind=row.text("kind")))
            for row in rows or ()]
    caesareans = [row for row, reading in read if reading.category == "caesarean"]
    operations = tuple(
        _operation(row, reading.category) for row, reading in read
        if reading.category not in ("caesarean", "not_an_operation")
    )
    return Events(
        operations=None if rows is None else operations,
        immobilisations=_immobilisations(history),
        injuries=_all(history.listed("injuries", "injuries_any"), _injury),
        journeys=_all(history.listed("journeys", "journeys_any"), _journey),
        pregnancy=_pregnancy(history, caesareans),
    )


def _all(rows: list[DatedRow] | None, read: Callable[[DatedRow], T]) -> tuple[T, ...] | None:
    return None if rows is None else tuple(read(row) for row in rows)


def _operation(row: DatedRow, category: OperationCategory) -> Operation:
    return Operation(category, on=row.dated("date"), healed=row.answer("healed"), words=_words(row, "what", "date"))


def _immobilisations(history: AnswerHistory) -> tuple[Immobilisation, ...] | None:
    found = list(_all(history.listed("immobilisations", "immobilisations_any"), _immobilisation) or ())
    asked = history.listed("immobilisations", "immobilisations_any") is not None
    if history.text("condition_paralysed_leg") == "now":
        found.append(Immobilisation("paralysed_or_immobile_leg", words="a leg that is paralysed or hardly moves"))
    return tuple(found) if found or asked else None


def _immobilisation(row: DatedRow) -> Immobilisation:
    side = row.text("side")
    return Immobilisation(
        immobilisation_type(row.text("type")) or "home_bed", start=row.dated("start"),
        end=row.dated("end") if row.text("end") else None,
        side="" if side == "unsure" else side, words=_words(row, "type", "words", "start", "end"),
    )


def _injury(row: DatedRow) -> Injury:
    side = row.text("side")
    return Injury(
        row.text("region") or "leg", type=row.text("type"), on=row.dated("date"),
        side="" if side == "unsure" else side, words=_words(row, "words", "type", "region", "date"),
    )


def _journey(row: DatedRow) -> Journey:
    hours = row.number("seated_hours")
    told = f"{row.text('mode') or 'journey'}, {hours:g} hours" if hours is not None else row.text("mode") or "journey"
    return Journey(row.text("mode"), seated_hours=hours, end=row.dated("end_date"),
                   words=f"{told}, {row.text('end_date')}".rstrip(", "))


def _pregnancy(history: AnswerHistory, caesareans: list[DatedRow]) -> Pregnancy | None:
    state = history.text("pregnant")
    if state in ("yes", "might"):
        weeks = history.number("pregnancy_weeks")
        return Pregnancy("pregnant" if state == "yes" else "might_be", weeks=None if weeks is None else int(weeks),
                         words="pregnant" if state == "yes" else "might be pregnant")
    births = [
        Pregnancy("postpartum", delivered=row.dated("date"), mode=birth_mode(row.text("mode")),
                  words=_words(row, "mode", "date"))
        for row in history.rows("births")
    ] + [
        Pregnancy("postpartum", delivered=row.dated("date"), mode="caesarean", words=_words(row, "what", "date"))
        for row in caesareans
    ]
    if births:
        # The latest birth counts; one without a date counts as today (scale.md#settled-questions).
        return max(births, key=lambda birth: (birth.delivered.latest is None, birth.delivered.latest or date.min))
    asked = state or history.text("births_any")
    return Pregnancy("none") if asked else None


def _words(row: DatedRow, *keys: str) -> str:
    return ", ".join(words.replace("_", " ") for key in keys if (words := row.text(key)))
