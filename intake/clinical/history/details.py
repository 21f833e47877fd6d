"""Where a condition is, on which side, and since when: the questions that a "now" or "past" opens.

The newest answer of a form that speaks of the condition counts.
"""

from dataclasses import replace

from intake.clinical.dates.vague import UNKNOWN, VagueDate, on_day
from intake.clinical.facts import Condition
from intake.clinical.history.answer_history import AnswerHistory, Telling, known_side

TOLD = ("now", "past")
ILLNESSES = frozenset({"covid", "pneumonia", "influenza"})
"""Illnesses whose "now" says that they were there that day."""


def with_details(history: AnswerHistory, key: str, condition: Condition) -> Condition:
    """The condition of `key` ("lymphoedema") with its side, place and date, as far as they were told."""
    side, site = (_newest(history, f"{what}_{key}", key) for what in ("side_of", "site_of"))
    on, dated = _date(history, key)
    return replace(
        condition, side=known_side(side.words) if side else "", site=site.words if site else "", on=on,
        answers=(*condition.answers, *(each.name for each in (side, site, dated) if each)))


def _newest(history: AnswerHistory, asked: str, key: str) -> Telling | None:
    told = [each for each in history.tellings(asked) if _speaks_of(history, each.entry, key)]
    return told[-1] if told else None


def _speaks_of(history: AnswerHistory, entry: int, key: str) -> bool:
    return history.entries[entry].answers.get(f"condition_{key}") in TOLD


def _date(history: AnswerHistory, key: str) -> tuple[VagueDate, Telling | None]:
    """When it was. An illness that is there "now" was so on the day it was told: an older date is that of another."""
    told, tick = _newest(history, f"date_of_{key}", key), history.newest(f"condition_{key}")
    if key in ILLNESSES and tick is not None and tick.words == "now" and (told is None or told.entry < tick.entry):
        return on_day(tick.on), None
    return (history.date_in(told), told) if told else (UNKNOWN, None)
