"""Names near a word that is no name: edit distance with transpositions, keyboard slips, sound-alikes, cut words.

Rules of bleeding.md 5.2: nothing under 5 letters, one edit for 5-7 letters, two from 8 and for the 7-letter names
listed there; the first letter may differ only for x/z, c/k, f/ph. A real name is never searched for here.
"""
from functools import lru_cache
from typing import NamedTuple

from jellyfish import metaphone
from rapidfuzz.distance import OSA, JaroWinkler

from intake.clinical.medicines.vocabulary import Vocabulary

_SEVEN = frozenset("xarelto eliquis pradaxa lixiana savaysa lovenox clexane heparin fragmin aspirin sintrom plavix "
                   "effient".split())
_GROUP = {"z": "x", "k": "c", "p": "f", "q": "c"}
_BESIDE = dict(zip("qwertyuiopasdfghjklzxcvbnm", (
    "was", "qeasd", "wrsdf", "etdfg", "ryfgh", "tughj", "yihjk", "uojkl", "ipkl", "ol", "qwszx", "qweadzxc", "wersfxcv",
    "ertdgcv", "rtyfhvb", "tyugjbn", "yuihknm", "uiojlm", "opk", "asx", "zsdc", "xdfv", "cfgb", "vghn", "bhjm", "njk"),
    strict=True))
MOST = 6
# Two edits must leave this much of the word (Jaro-Winkler).
_ALIKE = 0.84


class Near(NamedTuple):
    """A candidate: its name, how many edits away, and how alike (0-1)."""

    name: str
    distance: int
    alike: float


def allowed(name: str, renown: int = 2) -> int:
    """How many edits a name bears: a rare brand bears fewer, or every slip of a common name would hit one."""
    length = len(name)
    if length < 5 or (length == 5 and renown < 2):
        return 0
    return 2 if renown >= 2 and (length >= 8 or name in _SEVEN) else 1


class Speller:
    """The names of a vocabulary by first letter and length."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.shelves: dict[tuple[str, int], list[str]] = {}
        self.bleeding: set[str] = set()
        for name, entries in vocabulary.entries.items():
            if " " in name or len(name) < 5 or entries[0].kind == "misspelling":
                continue
            self.shelves.setdefault((group(name[0]), len(name)), []).append(name)
            if entries[0].key:
                self.bleeding.add(name)
        self.sounds: dict[str, list[str]] = {}
        for name in self.bleeding:
            if len(name) >= 6:
                self.sounds.setdefault(metaphone(name), []).append(name)

    def near(self, word: str) -> list[Near]:
        """Names that the word may be a slip of, best first; empty for short words."""
        length = len(word)
        if length < 5 or length > 40:
            return []
        found = self._within(word, 1) or self._within(word, 2)
        if not found:
            found = self._sounding(word) or self._slipped(word) or self._cut(word)
        found.sort(key=self._rank)
        return found[:MOST]

    def _rank(self, near: Near) -> tuple[int, float, str]:
        return near.distance, -near.alike - 0.02 * min(4, self.vocabulary.renown(near.name)), near.name

    def _within(self, word: str, most: int) -> list[Near]:
        found = []
        letter = group(word[0])
        distance = OSA.distance
        for length in range(len(word) - most, len(word) + most + 1):
            for name in self.shelves.get((letter, length), ()):
                edits = distance(word, name, score_cutoff=most)
                if edits <= most and _same_start(word, name) and edits <= allowed(name, self.vocabulary.renown(name)):
                    alike = _alike(word, name)
                    if edits < 2 or alike >= _ALIKE:
                        found.append(Near(name, edits, alike))
        return found

    def _sounding(self, word: str) -> list[Near]:
        """Bleeding medicines that sound the same, three edits away at most."""
        if len(word) < 6:
            return []
        return [Near(name, 3, _alike(word, name)) for name in self.sounds.get(metaphone(word), ())
                if OSA.distance(word, name, score_cutoff=3) <= 3 and _same_start(word, name)]

    def _slipped(self, word: str) -> list[Near]:
        """Bleeding medicines typed with keys beside the right ones."""
        return [Near(name, 2, _alike(word, name))
                for name in self.shelves.get((group(word[0]), len(word)), ()) if name in self.bleeding
                and len(name) >= 7 and sum(a != b for a, b in zip(word, name, strict=True)) <= 2
                and all(a == b or b in _BESIDE.get(a, "") for a, b in zip(word, name, strict=True))]

    def _cut(self, word: str) -> list[Near]:
        """One substance whose names start with the word: "rivarox", "clopido"."""
        names = [name for length in range(len(word) + 1, len(word) + 8)
                 for name in self.shelves.get((group(word[0]), length), ()) if name.startswith(word)]
        if len({self.vocabulary.entries[name][0].ingredients for name in names}) != 1:
            return []
        name = min(names, key=len)
        return [Near(name, 2, len(word) / len(name))] if len(word) * 2 >= len(name) else []


def group(letter: str) -> str:
    """The shelf of a first letter: x with z, c with k, f with p (for ph)."""
    return _GROUP.get(letter, letter)


def _same_start(word: str, name: str) -> bool:
    a, b = word[0], name[0]
    if a == b or {a, b} <= {"x", "z"} or {a, b} <= {"c", "k"}:
        return True
    return (a == "f" and name.startswith("ph")) or (b == "f" and word.startswith("ph"))


def _alike(word: str, name: str) -> float:
    return round(JaroWinkler.similarity(word, name), 3)


@lru_cache(maxsize=1)
def speller(vocabulary: Vocabulary) -> Speller:
    """The speller of a vocabulary, made on first use."""
    return Speller(vocabulary)
