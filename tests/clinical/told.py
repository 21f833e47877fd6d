"""The facts in what was told over time: forms some days apart, each with only what a test cares about."""

from datetime import date, timedelta

from intake.clinical.facts import Facts
from intake.clinical.history import DatedAnswers, take_history
from intake.clinical.questionnaire import empty_answers

TOLD = date(2026, 3, 2)
"""The day of the first form."""


def day(number: int) -> date:
    """So many days after the first form."""
    return TOLD + timedelta(number)


def facts(*told: dict, apart: int = 30, lists: bool = True, **how) -> Facts:
    """The facts of forms `apart` days apart, each with these answers; `lists`: whether each is an intake."""
    entries = [DatedAnswers(empty_answers() | answers, day(apart * number), f"entry-{number}", lists)
               for number, answers in enumerate(told)]
    return take_history(entries, born=date(1990, 1, 1), sex="F", on=entries[-1].on, **how)
