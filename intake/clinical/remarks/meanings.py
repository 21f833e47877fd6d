"""What words mean: the groups of knowledge/words.toml, with the slips of spelling that they bear."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import OSA

from intake.clinical.medicines.vocabulary import vocabulary
from intake.clinical.remarks.clauses import Word

KNOWLEDGE = Path(__file__).parent / "knowledge"
_LEAST_FOR_A_SLIP = 6
_LONG = 8
FIGURE = "figure"


class Sense(NamedTuple):
    """Words of a group, from word `start` up to before word `end` of a text."""

    group: str
    start: int
    end: int


def _listed(words: str) -> list[str]:
    """The words and phrases of one entry of words.toml."""
    return [phrase.strip() for phrase in words.replace("\n", "").split("|")]


class _Words:
    """The knowledge by first word, by stem and by ending, and the words that bear a slip."""

    def __init__(self) -> None:
        with (KNOWLEDGE / "words.toml").open("rb") as file:
            table = tomllib.load(file)
        # By the first two words; a single word stands under "".
        self.phrases: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
        self.stems: dict[str, list[tuple[str, str]]] = {}
        self.endings: list[tuple[str, str]] = []
        self.spelt: set[str] = set()
        self.bear_slips: set[str] = set()
        self.spelt.update(_listed(table["spelling"]["right"]))
        without = _listed(table["spelling"]["without"])
        for group, words in [*table["groups"].items(), (FIGURE, table["figures"]["words"])]:
            for phrase in _listed(words):
                self._add(group, phrase, group not in without)
        short = frozenset(_listed(table["spelling"]["bear_slips"]))
        self.cuts = _cuts_of(word for word in self.bear_slips
                             if len(word) >= _LONG or word in short or vocabulary().is_common(word))

    def _add(self, group: str, phrase: str, bears_slips: bool) -> None:
        if phrase.endswith("*"):
            self.stems.setdefault(phrase[:3], []).append((phrase[:-1], group))
        elif phrase.startswith("*"):
            self.endings.append((phrase[1:], group))
        elif phrase:
            self._add_plain(group, tuple(phrase.split()), bears_slips)

    def _add_plain(self, group: str, parts: tuple[str, ...], bears_slips: bool) -> None:
        second = parts[1] if len(parts) > 1 else ""
        self.phrases.setdefault(parts[0], {}).setdefault(second, []).append((parts, group))
        words = {part for part in parts if part.isalpha()}
        joined = "".join(parts)
        if len(parts) == 2 and len(joined) >= 8 and bears_slips:
            # "bloodclot", "chestpain": two words written as one.
            self.phrases.setdefault(joined, {}).setdefault("", []).append(((joined,), group))
            words.add(joined)
        self.spelt |= words
        if bears_slips:
            self.bear_slips |= words


@lru_cache(maxsize=1)
def _knowledge() -> _Words:
    return _Words()


def _cuts_of(words: Iterable[str]) -> dict[str, list[str]]:
    """Each word that bears a slip, by its spellings with one letter left out."""
    cuts: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) >= _LEAST_FOR_A_SLIP:
            for cut in _cuts(word):
                cuts.setdefault(cut, []).append(word)
    return cuts


def _cuts(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1:] for i in range(len(word)))}


@lru_cache(maxsize=8192)
def as_spelt(word: str) -> str:
    """The word that was meant: itself where it is one, else the known word of six letters or more one slip away."""
    known = _knowledge()
    if not _LEAST_FOR_A_SLIP - 1 <= len(word) <= 24 or not word.isalpha() or word in known.spelt:
        return word
    if vocabulary().is_common(word) or word in vocabulary().entries:
        return word
    near = {name for cut in _cuts(word) for name in known.cuts.get(cut, ()) if OSA.distance(word, name) <= 1}
    # Letters that changed places are likelier than another letter: "breaht" is breath, not breast.
    return min((name for name in near if _same_start(word, name)),
               key=lambda name: (sorted(name) != sorted(word), name), default=word)


def _same_start(word: str, name: str) -> bool:
    """Slips seldom fall on the first letter: only in long words, or where the first two changed places."""
    return word[0] == name[0] or len(name) >= _LONG or (word[1], word[0]) == (name[0], name[1])


@lru_cache(maxsize=8192)
def _groups_by_form(word: str) -> frozenset[str]:
    known = _knowledge()
    found = {group for stem, group in known.stems.get(word[:3], ()) if word.startswith(stem)}
    if len(word) > 6:
        found |= {group for ending, group in known.endings if word.endswith(ending)}
    return frozenset(found)


def senses_of(words: Sequence[Word]) -> list[Sense]:
    """Every group that the words of a text mean, in their order; within a figure of speech they mean none."""
    spelt = [as_spelt(word.text) for word in words]
    found, index = [], 0
    while index < len(words):
        here = list(_at(words, spelt, index))
        figure = max((sense.end for sense in here if sense.group == FIGURE), default=0)
        if figure:
            index = figure
            continue
        found.extend(here)
        index += 1
    return found


def _is_one(first: Word, last: Word, group: str) -> bool:
    """Whether a phrase is one: in a sentence, a figure of speech in a clause ("thank you, clot in my leg" is none)."""
    return first.clause == last.clause if group == FIGURE else first.sentence == last.sentence


def _at(words: Sequence[Word], spelt: Sequence[str], index: int) -> Iterator[Sense]:
    by_second = _knowledge().phrases.get(spelt[index])
    if by_second:
        for _, group in by_second.get("", ()):
            yield Sense(group, index, index + 1)
        following = spelt[index + 1] if index + 1 < len(spelt) else ""
        for parts, group in by_second.get(following, ()) if following else ():
            end = index + len(parts)
            if tuple(spelt[index:end]) == parts and _is_one(words[index], words[end - 1], group):
                yield Sense(group, index, end)
    for group in _groups_by_form(spelt[index]):
        yield Sense(group, index, index + 1)
