"""When an infection or a fever is over: told as "well since", or by the answer that there is none any more.

Clinical source: scale.md#facts-over-time. "No" without the day counts as well since the day it was said, unless the
infection is dated or was told more than seven days before: then it is over.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from intake.clinical.dates.vague import VagueDate, on_day, read_date
from intake.clinical.facts import Condition, Symptom
from intake.clinical.history.answer_history import AnswerHistory, Telling

LONG_AGO = timedelta(7)
_ILL = (("sign_fever", ("yes",)), ("condition_acute_infection", ("now",)))
_WELL = (("sign_fever", ("no",)), ("asked_fever", ("no",)), ("condition_acute_infection", ("past", "never")))
T = TypeVar("T", Symptom, Condition)


@dataclass(frozen=True, slots=True)
class Wellness:
    """Of the newest illness told of: whether it is over, and since when (None: no day to wait for)."""

    is_over: bool = False
    since: VagueDate | None = None

    def of(self, ill: T) -> T | None:
        """The illness with its end, None where it is over and nothing has to be waited for."""
        if not self.is_over:
            return ill
        return None if self.since is None else replace(ill, ended=self.since)


def read_wellness(history: AnswerHistory) -> Wellness:
    """What was said last: ill, or well again."""
    ill = _newest(history, _ILL)
    if ill is None:
        return Wellness()
    since = history.newest("well_since")
    day = read_date(since.words, since.on) if since is not None and since.entry >= ill.entry else None
    if day is not None and day.latest is not None:
        return Wellness(True, on_day(max(day.latest, ill.on)) if since and since.entry > ill.entry else day)
    well = _newest(history, _WELL)
    if well is None or well.entry <= ill.entry:
        return Wellness()
    dated = history.newest("signs_since")
    is_dated = dated is not None and dated.entry >= ill.entry
    if is_dated or well.on - ill.on > LONG_AGO:
        return Wellness(True)
    return Wellness(True, on_day(well.on))


def _newest(history: AnswerHistory, questions: Iterable[tuple[str, tuple[str, ...]]]) -> Telling | None:
    told = [each for key, words in questions for each in history.tellings(key) if each.words in words]
    return max(told, key=lambda each: each.entry, default=None)
