"""The mark "not so" beside a date: the words mean another day than the one that was read, and nobody knows which.

It is kept beside the answer under a key of its own; the words themselves are never edited.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from intake.clinical.dates.vague import UNKNOWN, VagueDate, read_date, refused

YES = "yes"
_MARK = "_unclear"


def mark_of(name: str) -> str:
    """The key, or the name of the field, that marks the date of this one."""
    return name + _MARK


def is_marked(answers: Mapping[str, Any], key: str) -> bool:
    """Whether the reading of this date was refused."""
    return answers.get(mark_of(key)) == YES


def date_of(answers: Mapping[str, Any], key: str, on: date) -> VagueDate:
    """The date given under a key, read as said on `on`: UNKNOWN where none was, without a day where it is marked."""
    words = str(answers.get(key) or "").strip()
    if is_marked(answers, key) and words:
        return refused(words)
    return read_date(words, on) if words else UNKNOWN
