"""The shape of a question: what is asked, in which words, and how its answer is stored. No screen code here.

Answers are stored as plain JSON, keyed by `Question.key`. An answer nobody gave is "" (text, choice, yes/no)
or [] (lists): "not asked" is never "no" (scale.md#settled-questions).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any


class Kind(Enum):
    """How a question is answered."""

    TEXT = "text"
    """One line, kept word for word."""
    AREA = "area"
    """Several lines, kept word for word."""
    DATE = "date"
    """A date as exact or as vague as the person knows it ("about three weeks ago", "March")."""
    NUMBER = "number"
    """A number between `lowest` and `highest`, stored as typed."""
    CHOICE = "choice"
    """One of `options`, or "" for not asked."""
    CHOICES = "choices"
    """Any of `options`: a list."""
    YES_NO = "yes_no"
    """"yes", "no", or "" for not asked."""
    PAST = "now_past_never"
    """"now", "past", "never", or "" for not asked."""


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer: the stored `code` and the words on the form."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Opener:
    """The question whose answer opens another one. `key` is its key, in a repeated part that of its own row."""

    key: str
    answers: tuple[str, ...]

    def is_answered_so(self, answers: Mapping[str, Any]) -> bool:
        """Whether one of these answers was given."""
        told = answers.get(self.key)
        return any(each in self.answers for each in (told if isinstance(told, list) else [told]))


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `limit` is the longest answer in characters; longer ones are refused, never cut."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    options: tuple[Option, ...] = ()
    hint: str = ""
    limit: int = 200
    lowest: float = 0
    highest: float = 0
    unit: str = ""
    whole: bool = False
    """For numbers: only whole ones."""
    past_only: bool = True
    """For dates: a date in the future is refused."""
    opened_by: Opener | None = None
    """None: it is put to everybody."""

    def is_put(self, answers: Mapping[str, Any]) -> bool:
        """Whether it is asked beside these answers: nothing opens it, or its opener is answered so."""
        return self.opened_by is None or self.opened_by.is_answered_so(answers)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Questions asked once for each thing there is (a medicine, an operation): stored as a list of answers.

    A row in which every answer is empty is not stored. `limit` bounds the rows of one intake.
    """

    key: str
    label: str
    one: str
    questions: tuple[Question, ...]
    hint: str = ""
    none_key: str = ""
    """Key of a yes/no question that says whether there are any at all ("" where none is asked)."""
    none_label: str = ""
    blank_rows: int = 1
    limit: int = 30
    opened_by: Opener | None = None
    """None: it is put to everybody."""

    def is_put(self, answers: Mapping[str, Any]) -> bool:
        """Whether it is asked beside these answers."""
        return self.opened_by is None or self.opened_by.is_answered_so(answers)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions shown together under one legend."""

    label: str
    questions: tuple[Question, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the intake page."""

    key: str
    title: str
    lead: str
    parts: tuple[Group | Repeat, ...]


YES_NO = (Option("yes", "Yes"), Option("no", "No"))
NOW_PAST_NEVER = (Option("now", "Now"), Option("past", "Past"), Option("never", "Never"))
SIDES = (Option("left", "Left"), Option("right", "Right"), Option("both", "Both"), Option("unsure", "Not sure"))


def options(**labels: str) -> tuple[Option, ...]:
    """Options from `code=label` pairs, in the order written."""
    return tuple(Option(code, label) for code, label in labels.items())


def yes_no(key: str, label: str, hint: str = "") -> Question:
    """A question answered yes, no, or not asked."""
    return Question(key, label, Kind.YES_NO, YES_NO, hint)


def opened_by(key: str, *answers: str) -> Opener:
    """The opener that is answered by one of these."""
    return Opener(key, answers)


def follow_ups(opener: Opener, *questions: Question) -> tuple[Question, ...]:
    """The questions as this opener opens them."""
    return tuple(replace(question, opened_by=opener) for question in questions)
