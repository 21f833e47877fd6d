"""When an infection or a fever is over: told as "well since", or by the answer that there is none any more.

Clinical source: scale.md#facts-over-time. "No" without the day counts as well since the day it was said, unless the
infection is dated or was told more than seven days before: then it is over since then, and counts among the clot
factors as long as they look back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from intake.clinical.dates.vague import VagueDate, on_day
from intake.clinical.facts import Condition, Symptom
from intake.clinical.history.answer_history import AnswerHistory, Telling

LONG_AGO = timedelta(7)
INFECTIONS = ("acute_infection", "covid", "pneumonia", "influenza")
"""Conditions that end with "well since": a lasting one, or one in one place only, does not."""
_NOT_WELL, _WELL = ("now",), ("past", "never")
T = TypeVar("T", Symptom, Condition)


@dataclass(frozen=True, slots=True)
class Wellness:
    """Of the newest illness told of: whether it is over, and since when (None: on a day nobody can read)."""

    is_over: bool = False
    since: VagueDate | None = None

    def of(self, ill: T) -> T | None:
        """The illness with its end, None where it is over and nobody knows since when."""
        if not self.is_over:
            return ill
        return None if self.since is None else replace(ill, ended=self.since)


def read_wellness(history: AnswerHistory) -> Wellness:
    """What was said last: ill, or well again."""
    told = _ill(history)
    if not told:
        return Wellness()
    ill = max(told, key=lambda each: each.entry)
    since = history.newest("well_since")
    day = history.date_in(since) if since is not None and since.entry >= ill.entry else None
    if day is not None and day.latest is not None:
        return Wellness(True, on_day(max(day.latest, ill.on)) if since and since.entry > ill.entry else day)
    well = _well(history, [each for each in told if each.entry == ill.entry])
    if well is None or well.entry <= ill.entry:
        return Wellness()
    dated = history.newest("signs_since")
    day = history.date_in(dated) if dated is not None and dated.entry >= ill.entry else None
    if day is not None and not day.is_refused:
        return Wellness(True, None if day.latest is None else on_day(day.latest))
    return Wellness(True, on_day(ill.on if well.on - ill.on > LONG_AGO else well.on))


def is_lasting(history: AnswerHistory, told: Telling) -> bool:
    """Whether an infection was told as lasting, coming back or in one place only."""
    return history.entries[told.entry].answers.get("infection_kind") == "lasting"


def _ill(history: AnswerHistory) -> list[Telling]:
    """Every time that a fever or an infection was told of."""
    fevers = _answers(history, "sign_fever", ("yes",))
    infections = [each for code in INFECTIONS for each in _answers(history, f"condition_{code}", _NOT_WELL)
                  if code != "acute_infection" or not is_lasting(history, each)]
    return [*fevers, *infections]


def _well(history: AnswerHistory, ill: Sequence[Telling]) -> Telling | None:
    """The newest answer that denies it: no fever and not unwell, or each infection told of last as over.

    A fever told alone is ended by its own question: "COVID: never" says nothing of it.
    """
    general = [each for key in ("sign_fever", "asked_fever") for each in _answers(history, key, ("no",))]
    codes = [code for code in INFECTIONS if any(f" condition_{code}=" in each.name for each in ill)]
    over = [_newest(each for each in _answers(history, f"condition_{code}", _WELL) if each.entry > ill[0].entry)
            for code in codes]
    known = [each for each in over if each is not None]
    return _newest([*general, *(known if len(known) == len(over) else ())])


def _answers(history: AnswerHistory, key: str, words: Iterable[str]) -> list[Telling]:
    return [each for each in history.tellings(key) if each.words in words]


def _newest(told: Iterable[Telling]) -> Telling | None:
    return max(told, key=lambda each: each.entry, default=None)
