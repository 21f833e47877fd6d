"""Names near a word that is no name: edit distance with transpositions, keyboard slips, sound-alikes, cut words.

Rules of reading-medicines.md#misspellings: nothing under 5 letters, one edit for 5-7 letters, two from 8 and for the
7-letter names listed there; the first letter may differ for x/z, c/k, f/ph, or where the rest of a rated name is right.
A real name is never searched here.
"""
from array import array
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from jellyfish import metaphone
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

from intake.clinical.medicines.vocabulary import Vocabulary

RENOWNED = frozenset("xarelto eliquis pradaxa lixiana savaysa lovenox clexane heparin fragmin aspirin sintrom plavix "
                   "effient".split())
_GROUP = {"z": "x", "k": "c", "p": "f", "q": "c"}
_BESIDE = dict(zip("qwertyuiopasdfghjklzxcvbnm", (
    "was", "qeasd", "wrsdf", "etdfg", "ryfgh", "tughj", "yihjk", "uojkl", "ipkl", "ol", "qwszx", "qweadzxc", "wersfxcv",
    "ertdgcv", "rtyfhvb", "tyugjbn", "yuihknm", "uiojlm", "opk", "asx", "zsdc", "xdfv", "cfgb", "vghn", "bhjm", "njk"),
    strict=True))
MOST = 6
# One number holds a spelling (40 bits) and the name it comes from (24 bits).
_NUMBER = (1 << 24) - 1
_SPELLING = ((1 << 64) - 1) ^ _NUMBER
# Two edits must leave this much of the word (Jaro-Winkler).
_ALIKE = 0.84
_VOWELS = frozenset("aeiou")
# Letters that sound or look alike.
_ALIKE_LETTERS = ("aeiouy", "bpvf", "dt", "gkcqxh", "szcx", "mnhr", "ijl", "uvw", "ceo", "vy", "nu")
# Given in hospitals alone, so that a slip at home means something else: what dissolves clots.
HOSPITAL = frozenset(f"B01AD{number:02}" for number in range(1, 12))


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
    return 2 if renown >= 2 and (length >= 8 or name in RENOWNED) else 1


class Speller:
    """The names of a vocabulary by first letter and length."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.shelves: dict[str, dict[int, list[str]]] = {}
        self.bleeding: set[str] = set()
        self.two_edits: dict[tuple[str, int], list[str]] = {}
        self.in_order: dict[str, list[str]] = {}
        self.rated: dict[tuple[str, int], list[str]] = {}
        # Rated names by what follows their first letter.
        self.rests: dict[str, list[str]] = {}
        self.one_less: dict[str, tuple[array[int], list[str]]] = {}
        for name, entries in vocabulary.entries.items():
            if " " in name or len(name) < 5 or entries[0].kind == "misspelling":
                continue
            self.shelves.setdefault(group(name[0]), {}).setdefault(len(name), []).append(name)
            if entries[0].key and entries[0].kind != "imported" and entries[0].atc not in HOSPITAL:
                self.bleeding.add(name)
                self.rated.setdefault((group(name[0]), len(name)), []).append(name)
                if len(name) > 5 and vocabulary.is_rated(entries[0]) and vocabulary.renown(name) > 1:
                    self.rests.setdefault(name[1:], []).append(name)
        self.sounds: dict[str, list[str]] = {}
        for name in self.bleeding:
            if len(name) >= 6:
                self.sounds.setdefault(metaphone(name), []).append(name)

    def near(self, word: str) -> list[Near]:
        """Names that the word may be a slip of, best first; empty for short words."""
        length = len(word)
        if length < 5 or length > 40:
            return []
        found = self.one_edit(word) + self._swapped(word)
        if not any(near.name in self.bleeding for near in found):
            found += self._other_start(word)
        found = found or self._cut(word) or self._two_edits(word) or self._vowel_start(word)
        found = found or self._sounding(word) or self._slipped(word)
        found.sort(key=self._rank)
        return found[:MOST]

    def _rank(self, near: Near) -> tuple[int, bool, float, str]:
        """Nearest first; of equals the substance that raises bleeding, then the most alike and best known."""
        entry = self.vocabulary.entries[near.name][0]
        likely = near.alike + 0.02 * min(4, self.vocabulary.renown(near.name))
        return near.distance, not (entry.key and entry.kind == "exact"), -likely, near.name

    def _bears(self, name: str) -> int:
        """How many edits a name of the vocabulary bears: none when it is short, in one register only, and rated."""
        entry = self.vocabulary.entries[name][0]
        renown = self.vocabulary.renown(name)
        if entry.atc in HOSPITAL and entry.kind != "exact":
            return 0
        if name in self.vocabulary.abroad:
            return 1 if len(name) > 7 and entry.atc.startswith("B01A") else 0
        if renown < 2 and len(name) <= 7 and entry.kind == "brand" and self._rated(entry.ingredients):
            return 0
        return 1 if len(name) == 5 and not entry.key else allowed(name, renown)

    def _rated(self, ingredients: str) -> bool:
        return any(name in self.vocabulary.single for name in ingredients.split("|"))

    def one_edit(self, word: str) -> list[Near]:
        """Names one edit away. By deletes: two spellings one edit apart share a spelling with one letter left out."""
        letter = group(word[0])
        known = self.one_less.get(letter)
        if known is None:
            known = self.one_less[letter] = self._cuts_of(letter)
        cuts, names = known
        numbers = set()
        for cut in _cuts(word):
            at = bisect_left(cuts, cut)
            while at < len(cuts) and cuts[at] & _SPELLING == cut:
                numbers.add(cuts[at] & _NUMBER)
                at += 1
        return [Near(name, 1, _alike(word, name)) for number in numbers
                if OSA.distance(word, name := names[number], score_cutoff=1) <= 1 and _same_start(word, name)]

    def _swapped(self, word: str) -> list[Near]:
        """A bleeding medicine whose first two letters changed places."""
        name = word[1] + word[0] + word[2:]
        return [Near(name, 1, _alike(word, name))] if name in self.bleeding else []

    def _other_start(self, word: str) -> list[Near]:
        """Rated names with another first letter, none, or one too many: "sarelto", "liquis", "wwarfarin"."""
        names = [*self.rests.get(word[1:], ()), *self.rests.get(word, ())]
        if word[1:] in self.bleeding and len(word) > 6 and word[1:] in self.rests.get(word[2:], ()):
            names.append(word[1:])
        return [Near(name, 1, _alike(word, name)) for name in names]

    def _vowel_start(self, word: str) -> list[Near]:
        """The best known names two edits away that begin with another vowel: "aliquist", "affiant"."""
        if word[0] not in _VOWELS or len(word) < 6:
            return []
        return [Near(name, 2, _alike(word, name)) for name in sorted(RENOWNED) if name[0] in _VOWELS
                and OSA.distance(word, name, score_cutoff=2) <= 2]

    def is_unlike(self, word: str, near: Near) -> bool:
        """Is the word rather a brand of its own than a slip? No finger, eye or ear puts one letter for the other.

        Holds for short brands one letter away ("Pravix"), and for what is two letters away ("Hepasil").
        """
        entry = self.vocabulary.entries.get(near.name, (None,))[0]
        if not entry or near.name not in self.bleeding or near.distance > 2:
            return False
        changes = list(Levenshtein.editops(word, near.name))
        odd = [change for change in changes if change.tag == "replace" and not _is_slip(
            word[change.src_pos], near.name[change.dest_pos])]
        if near.distance == 1:
            short = entry.kind == "brand" and len(near.name) < 7
            return short and len(odd) == len(changes) == 1 and word[0] == near.name[0]
        return len(near.name) < 9 and len(odd) == len(changes) == 2

    def _cuts_of(self, letter: str) -> tuple["array[int]", list[str]]:
        """The cuts of the names of one shelf letter, sorted, each with the number of its name; made on first use."""
        names = [name for shelf in self.shelves.get(letter, {}).values() for name in shelf if self._bears(name)]
        return array("Q", sorted(cut | number for number, name in enumerate(names) for cut in _cuts(name))), names

    def _two_edits(self, word: str) -> list[Near]:
        found = []
        letter = group(word[0])
        for length in range(max(5, len(word) - 2), len(word) + 3):
            for name, distance, _ in process.extract(word, self._bearing_two(letter, length), scorer=OSA.distance,
                                                     score_cutoff=2, limit=None):
                if distance and _same_start(word, name) and (alike := _alike(word, name)) >= _ALIKE:
                    found.append(Near(name, 2, alike))
        return found

    def _bearing_two(self, letter: str, length: int) -> list[str]:
        """The names of a shelf that bear two edits, chosen on first use."""
        names = self.two_edits.get((letter, length))
        if names is None:
            names = [name for name in self.shelves.get(letter, {}).get(length, ()) if self._bears(name) == 2]
            self.two_edits[letter, length] = names
        return names

    def _sounding(self, word: str) -> list[Near]:
        """Bleeding medicines that sound the same, three edits away at most."""
        if len(word) < 6:
            return []
        return [Near(name, 3, _alike(word, name)) for name in self.sounds.get(metaphone(word), ())
                if OSA.distance(word, name, score_cutoff=3) <= 3 and _same_start(word, name)]

    def _slipped(self, word: str) -> list[Near]:
        """Bleeding medicines typed with keys beside the right ones."""
        names = self.rated.get((group(word[0]), len(word)), ()) if len(word) >= 7 else ()
        return [Near(name, 2, _alike(word, name))
                for name in names if sum(a != b for a, b in zip(word, name, strict=True)) <= 2
                and all(a == b or b in _BESIDE.get(a, "") for a, b in zip(word, name, strict=True))]

    def _cut(self, word: str) -> list[Near]:
        """One substance whose names start with the word: "rivarox", "clopido"."""
        if len(word) < 6:
            return []
        letter = group(word[0])
        names = self.in_order.get(letter)
        if names is None:
            names = self.in_order[letter] = sorted(
                name for shelf in self.shelves.get(letter, {}).values() for name in shelf
                if name not in self.vocabulary.abroad)
        found = []
        at = bisect_left(names, word)
        while at < len(names) and names[at].startswith(word):
            found.append(names[at])
            at += 1
        found = [name for name in found if len(word) < len(name) < len(word) + 8]
        if len({self.vocabulary.entries[name][0].ingredients for name in found}) != 1:
            return []
        name = min(found, key=lambda each: (len(each), each))
        return [Near(name, 2, len(word) / len(name))] if len(word) * 2 >= len(name) else []


def _cuts(word: str) -> set[int]:
    """The word and its spellings with one letter left out, each as a number with room for the number of a name."""
    return {hash(cut) & _SPELLING for cut in (word, *(word[:i] + word[i + 1:] for i in range(len(word))))}


def _is_slip(typed: str, meant: str) -> bool:
    """Do fingers, ears or eyes take one letter for the other?"""
    return typed in _BESIDE.get(meant, "") or any(typed in kind and meant in kind for kind in _ALIKE_LETTERS)


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
