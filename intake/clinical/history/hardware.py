"""Replaced joints, plates, screws and rods: told by their own question only (R77), each with its place and date.

One put in within a year is that operation too.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from intake.clinical.dates.vague import VagueDate
from intake.clinical.facts import Condition, Operation
from intake.clinical.facts.fact import span_of
from intake.clinical.history.answer_history import AnswerHistory, DatedRow, Telling
from intake.clinical.operations import category_of_hardware

TICK = "joint_replacement"
AS_AN_OPERATION = timedelta(365)
KIND_WORDS = {"joint": "replaced joint", "plate": "plate, screws or rod"}


def read_hardware(history: AnswerHistory, ticks: Sequence[Telling], label: str) -> tuple[Condition, ...]:
    """Each of them once; a tick without rows is one without a place, in the words `label`."""
    told = tuple(each.name for each in ticks)
    found: dict[tuple[str, ...], Condition] = {}
    for row in history.rows("hardware"):
        one = _condition(row)
        key = (row.text("kind"), one.site, one.side, span_of(one.on))
        known = found.get(key)
        found[key] = replace(one, answers=(*known.answers, row.name)) if known else one
    if found:
        return tuple(found.values())
    return (Condition("hardware", past=ticks[-1].words == "past", words=label, answers=told),) if ticks else ()


def operations_of_hardware(
    history: AnswerHistory, known: Sequence[Operation], on: date,
) -> tuple[Operation, ...]:
    """What was put in within a year of `on` at its cautious end, as operations; those that `known` tells left out."""
    found = [_operation(row) for row in history.rows("hardware") if _may_be_recent(row.dated("date"), on)]
    return tuple(each for each in found if not any(_is_same(each, other) for other in known))


def _may_be_recent(day: VagueDate, on: date) -> bool:
    """Whether it lies within a year, or a day was told that was misread."""
    return day.is_refused or (day.latest is not None and on - AS_AN_OPERATION <= day.latest <= on)


def _operation(row: DatedRow) -> Operation:
    category = category_of_hardware(KIND_WORDS.get(row.text("kind"), ""), row.text("site"))
    return Operation(category, on=row.dated("date"), site=row.text("site"), side=row.side, words=_words(row),
                     answers=(row.name,))


def _is_same(one: Operation, other: Operation) -> bool:
    """Whether both may be one operation: of the same category, on days that may be the same."""
    if one.category != other.category or {one.side, other.side} == {"left", "right"}:
        return False
    spans = [(each.on.earliest, each.on.latest) for each in (one, other)]
    (begins, ends), (again_begins, again_ends) = spans
    if begins is None or ends is None or again_begins is None or again_ends is None:
        return False
    return begins <= again_ends and again_begins <= ends


def _condition(row: DatedRow) -> Condition:
    return Condition("hardware", on=row.dated("date"), side=row.side, site=row.text("site"), words=_words(row),
                     answers=(row.name,))


def _words(row: DatedRow) -> str:
    place = " ".join(filter(None, (row.side, row.text("site").replace("_", " "))))
    return ", ".join(filter(None, (KIND_WORDS.get(row.text("kind"), "replaced joint, plates or screws"), place)))
