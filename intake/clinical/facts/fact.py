"""What all facts have in common: a key, by which one is named, and the answers that say it."""
from typing import Protocol

from intake.clinical.dates.vague import VagueDate


class Fact(Protocol):
    """Any of the facts below, seen as one thing that was told.

    `key` is the same however often and in whatever words it was told: it is what a clearance names. `answers` are the
    names of the answers that say it, as `history.AnswerHistory` gives them: what can be withdrawn or assessed.
    """

    @property
    def key(self) -> str:
        """What makes it this one and no other."""

    @property
    def answers(self) -> tuple[str, ...]:
        """The names of the answers that say it."""


def key_of(kind: str, *parts: str | VagueDate) -> str:
    """The key of a fact: its kind, and what tells it from others of its kind."""
    return ":".join((kind, *(span_of(part) if isinstance(part, VagueDate) else part for part in parts)))


def span_of(day: VagueDate) -> str:
    """A date as part of a key: the span that it allows, however it was put."""
    return f"{day.earliest or ''}/{day.latest or ''}"
