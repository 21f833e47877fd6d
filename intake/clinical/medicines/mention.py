"""What the search in a line gives: medicines by name, by phrase, or by a guess."""
from typing import NamedTuple

from intake.clinical.medicines.spelling import Near
from intake.clinical.medicines.vocabulary import NameEntry


class Phrase(NamedTuple):
    """A row of phrases.csv."""

    ingredients: tuple[str, ...]
    classes: tuple[str, ...]
    level: str
    question: str
    source: str


class Mention(NamedTuple):
    """A medicine found: the tokens it stands on, what it is, how it was found."""

    start: int
    end: int
    how: str
    entries: tuple[NameEntry, ...] = ()
    phrase: Phrase | None = None
    confidence: float = 1.0
    near: tuple[Near, ...] = ()
