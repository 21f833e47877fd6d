"""Trigger words about taking: which stand in a line, with their status and their reach.

The words are our own: knowledge/status.csv. Reach: forward, backward, both, `person` (like both, but behind a
medicine only right at the end of its part) and `close` (behind a medicine only with its dose between).
"""
import csv
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from intake.clinical.medicines.folding import Token
from intake.clinical.medicines.reach_words import ADVERBS, NO_NAMES

_FILE = Path(__file__).parent / "knowledge" / "status.csv"


class Trigger(NamedTuple):
    """A trigger found in a line: its status, its reach, and the tokens it stands on, its first word."""

    status: str
    reach: str
    start: int
    end: int
    first: str = ""


class Said(NamedTuple):
    """What a trigger says of one medicine, "" for nothing."""

    status: str
    trigger: Trigger


def is_adverb(trigger: Trigger) -> bool:
    """Is it said of a time, and so of what follows it only at the head of a part: "in the past", "years ago"?"""
    return trigger.status == "past" and trigger.reach != "forward" and trigger.first in ADVERBS


class _Table(NamedTuple):
    """The triggers by their words, and how many words those that begin with a word have, longest first."""

    known: dict[tuple[str, ...], tuple[str, str]]
    lengths: dict[str, tuple[int, ...]]


@lru_cache(maxsize=1)
def _table() -> _Table:
    known: dict[tuple[str, ...], tuple[str, str]] = {}
    lengths: dict[str, set[int]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for words in _alternatives(row["words"]):
                known.setdefault(words, (row["status"], row["reach"]))
                lengths.setdefault(words[0], set()).add(len(words))
    return _Table(known, {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()})


def _alternatives(pattern: str) -> Iterator[tuple[str, ...]]:
    """All that a row stands for: "a|b c" is "a c" and "b c"; _ is a space inside an alternative, ~ is nothing."""
    for chosen in product(*(slot.split("|") for slot in pattern.split())):
        yield tuple(word for words in chosen if words != "~" for word in words.split("_"))


@lru_cache(maxsize=1)
def single_words() -> frozenset[str]:
    """The words about taking that stand alone or go with it: in whatever language, they are no names of medicines."""
    return NO_NAMES.union(words[0] for words in _table().known if len(words) == 1)


def find_triggers(tokens: Sequence[Token], taken: Sequence[bool]) -> list[Trigger]:
    """All triggers of a line, longest first at each place; `taken` marks the tokens that say something else."""
    texts = [token.text for token in tokens]
    found = []
    index = 0
    while index < len(texts):
        trigger = None if taken[index] else _longest(texts, taken, index)
        if trigger is None and texts[index] == "?" and not taken[index] and _doubts(tokens, index):
            trigger = Trigger("unsure", "backward", index, index + 1)
        if trigger is not None:
            found.append(trigger)
        index = trigger.end if trigger is not None else index + 1
    return found


def _longest(texts: Sequence[str], taken: Sequence[bool], index: int) -> Trigger | None:
    known, lengths = _table()
    for length in lengths.get(texts[index], ()):
        end = index + length
        words = tuple(texts[index:end])
        if len(words) < length or words not in known or any(taken[index:end]):
            continue
        status, reach = known[words]
        if words == ("no",) and texts[end:end + 1] == [","]:
            # "No, eliquis": an answer, and then perhaps what is taken instead.
            return Trigger("unsure", reach, index, end + 1)
        return Trigger(status, reach, index, end, words[0])
    return None


def _doubts(tokens: Sequence[Token], index: int) -> bool:
    """A question mark at the end of a word is doubt; one inside a word is a letter that got lost on the way."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return following is None or following.start > tokens[index].end or not following.text[0].isalnum()
