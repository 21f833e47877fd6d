"""Operations by name: `operations.csv` has words, the category they stand for, and what they ask.

A term is known by its words in whatever order: "hip replacement", "replaced the left hip", "prothèse de hanche".
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from intake.clinical.operations.category import MAJOR, OperationCategory, gravity, operation_category
from intake.clinical.operations.words import Word, words_of

PLACES = frozenset(
    "hip knee ankle foot toe leg legbone thigh shoulder elbow wrist hand finger arm collarbone spine disc neck brain "
    "head heart lung breast womb ovary prostate bladder kidney liver stomach bowel eye ear nose".split())
"""Words of the table that name a place of the body."""
# Their window is a year (R63): of two major ones the longer window counts.
_FOR_A_YEAR = frozenset({"hip_replacement", "knee_replacement", "cancer_surgery"})


@dataclass(frozen=True, slots=True)
class Term:
    """An operation that the table knows: its words, category, and question ("" where nothing is open)."""

    words: frozenset[str]
    category: OperationCategory
    question: str = ""
    is_guess: bool = False

    @property
    def is_vague(self) -> bool:
        """Whether it names a place and no more: "knee op", "eye surgery"."""
        is_place = len(self.words) == 2 and "op" in self.words and not PLACES.isdisjoint(self.words)
        return is_place and (gravity(self.category) < MAJOR or bool(self.question))

    @property
    def is_operation(self) -> bool:
        """Whether anything was done."""
        return self.category != "not_an_operation"

    @property
    def weight(self) -> tuple[int, bool, int]:
        """By which the more serious of two is found."""
        return gravity(self.category), self.category in _FOR_A_YEAR, len(self.words)


def terms_in(words: Iterable[Word]) -> list[Term]:
    """The terms all of whose words are among `words`. One that is part of a longer one says nothing of its own."""
    typed = list(words)
    texts = {word.text for word in typed}
    sure = {word.text for word in typed if not word.is_guess}
    found = {term for text in texts for term in _by_word().get(text, ()) if term.words <= texts}
    longest = [term for term in found if not any(term.words < other.words for other in found)]
    whole = [term for term in longest if not any(_says_more(other, term) for other in longest)]
    return [term if term.words <= sure else Term(term.words, term.category, term.question, True)
            for term in sorted(whole, key=lambda each: sorted(each.words))]


def _says_more(other: Term, term: Term) -> bool:
    """Whether `other` says what a vague term leaves open: "knee op" of "knee op, keyhole".

    A major one gives way to words of the same place alone.
    """
    if not term.is_vague or other.is_vague or not other.is_operation:
        return False
    return gravity(term.category) < MAJOR or not term.words.isdisjoint(other.words - {"op"})


@cache
def _by_word() -> Mapping[str, tuple[Term, ...]]:
    """Each term under one of its words, the rarest, so that few are looked at."""
    terms = _terms()
    count: dict[str, int] = {}
    for term in terms:
        for word in term.words:
            count[word] = count.get(word, 0) + 1
    found: dict[str, list[Term]] = {}
    for term in terms:
        found.setdefault(min(term.words, key=lambda word: (count[word], word)), []).append(term)
    return {word: tuple(group) for word, group in found.items()}


@cache
def _terms() -> tuple[Term, ...]:
    found: dict[frozenset[str], Term] = {}
    with (resources.files("intake.clinical.operations") / "operations.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            category = operation_category(row["category"])
            assert category is not None, row
            for words in row["words"].split("|"):
                key = frozenset(word.text for word in words_of(words))
                found.setdefault(key, Term(key, category, row["note"].partition("asks: ")[2]))
    return tuple(found.values())
