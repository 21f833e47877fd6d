"""Rated names by their consonants: names that dictation broke into ordinary words, or that stand in other letters.

Clinical source: reading-medicines.md#misspellings.
"""
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA, JaroWinkler

from intake.clinical.medicines.spelling import HOSPITAL, MOST, RENOWNED, Near
from intake.clinical.medicines.vocabulary import Vocabulary

# What is written with different letters from language to language, in classes: b p f v w, d t, g k q, l r, s z j.
_CLASSES = str.maketrans("bfvwdgqlzj", "pppptkkrss", "aeiouy'")
_SOUNDS = (("ph", "f"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("sh", "s"), ("sz", "s"), ("ch", "k"), ("ck", "k"),
           ("kn", "n"), ("ce", "s"), ("ci", "s"), ("cy", "s"), ("c", "k"), ("qu", "k"), ("kw", "k"), ("x", "ks"))
_LONGEST = 40
# What people dictate: what is given in hospitals alone, or was given long ago, is no guess at ordinary words.
_DICTATED = frozenset(
    "warfarin coumadin jantoven marevan marcumar sintrom acenocoumarol phenprocoumon xarelto rivaroxaban eliquis "
    "apixaban pradaxa dabigatran lixiana savaysa edoxaban lovenox clexane enoxaparin heparin fragmin dalteparin "
    "innohep tinzaparin fraxiparine arixtra fondaparinux clopidogrel plavix brilinta brilique ticagrelor effient "
    "prasugrel aspirin ecotrin dipyridamole aggrenox cilostazol pletal ibuprofen nurofen naproxen naprosyn "
    "diclofenac voltaren voltarol celecoxib celebrex meloxicam prednisone prednisolone sertraline fluoxetine "
    "citalopram escitalopram venlafaxine duloxetine ketorolac toradol indometacin ketoprofen dexamethasone".split())
# How alike the letters must be where all consonants agree, and where one of them differs.
_SAME, _ONE_OFF = 0.5, 0.54
# How alike a name in other letters must be, by its consonants: the more there are, the less do vowels matter.
_SAME_FOREIGN, _LONG_FOREIGN = {4: 0.7, 5: 0.5}, 0.35
# So many consonants a name must have for one of them to differ.
_FEWEST = 4
# In so many lists a name stands that people say.
_RENOWN = 3
# The same for one word that is spelt by ear.
_BY_EAR, _BY_EAR_SHORT, _BY_EAR_ONE_OFF = 0.55, 0.6, 0.7
_STARTS = {"k": "kc", "c": "ck", "f": "fp", "p": "p", "z": "zx", "s": "sx", "w": "w", "v": "vw"}
_KANA, _KANA_END = "\u3041", "\u30ff"
_ASPIRIN = "acetylsalicyl"


def consonants(word: str) -> str:
    """The consonants of a word in classes; vowels, doubled letters and an h inside fall away."""
    latin = word.lower()
    for written, plain in _SOUNDS:
        latin = latin.replace(written, plain)
    kept = [c for i, c in enumerate(latin) if c.isalpha() and (i == 0 or c != latin[i - 1])]
    return ("".join(kept[:1]) + "".join(kept[1:]).replace("h", "")).translate(_CLASSES)


def is_acetylsalicylic(word: str) -> bool:
    """Does a long word begin as aspirin's own name does, in whatever language? (acetylsalisylsyre)"""
    return len(word) >= len(_ASPIRIN) and word[0] == "a" and consonants(word).startswith(consonants(_ASPIRIN))


class Sounds:
    """The rated names that people say, by their consonants."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.names: dict[str, list[str]] = {}
        self.one_less: dict[str, set[str]] = {}
        for name in filter(self._is_said, vocabulary.entries):
            for key in {consonants(name), consonants(name.replace("x", "s", 1) if name[0] == "x" else name)}:
                self.names.setdefault(key, []).append(name)
        for key in self.names:
            for cut in _cuts(key) if len(key) >= _FEWEST else ():
                self.one_less.setdefault(cut, set()).add(key)

    def _is_said(self, name: str) -> bool:
        entry = self.vocabulary.entries[name][0]
        if not entry.key or len(name) < 6 or " " in name or entry.kind == "misspelling":
            return False
        if entry.atc in HOSPITAL or not self.vocabulary.is_rated(entry):
            return False
        return self.vocabulary.renown(name) >= _RENOWN or entry.ingredients.startswith(f"{name} ")

    def broken(self, word: str, one_off: float = _ONE_OFF) -> list[Near]:
        """Names that ordinary words said together sound like, best first; `word` is those words joined."""
        if not 5 <= len(word) <= _LONGEST:
            return []
        key = consonants(word)
        found = [(_alike(word, name), 1, name) for name in self._dictated(key)
                 if len(key) >= _FEWEST or (len(key) == _FEWEST - 1 and name in RENOWNED)]
        if len(key) >= _FEWEST:
            found += [(_alike(word, name), 2, name) for other in self._one_off(key) for name in self._dictated(other)]
        kept = sorted(((alike, far, name) for alike, far, name in found if alike >= (_SAME if far == 1 else one_off)),
                      key=lambda each: (-each[0], each[1], each[2]))
        return [Near(name, far, round(alike, 3)) for alike, far, name in kept[:MOST]]

    def spelled(self, word: str, least: float = 0.0) -> list[Near]:
        """Names that one word sounds like, best first: spelling by ear, in more than two letters ("apickseban").

        `least` is how alike the letters must be at all.
        """
        if not 6 <= len(word) <= _LONGEST or not word.isascii():
            return []
        key = consonants(word)
        found = {name: alike for name in self._dictated(key) if len(key) >= _FEWEST
                 and (alike := _alike(word, name)) >= (_BY_EAR if len(key) > _FEWEST else _BY_EAR_SHORT)}
        if len(key) > _FEWEST + 1 and not least:
            found |= {name: alike for other in self._one_off(key) for name in self._dictated(other)
                      if (alike := _alike(word, name)) >= _BY_EAR_ONE_OFF}
        best = sorted((-alike, name) for name, alike in found.items()
                      if alike >= least and name[0] in _STARTS.get(word[0], word[0]))
        return [Near(name, 3, round(-alike, 3)) for alike, name in best[:MOST]]

    def _dictated(self, key: str) -> list[str]:
        return [name for name in self.names.get(key, ()) if name in _DICTATED]

    def in_other_letters(self, word: str) -> list[Near]:
        """Names that a word in other letters sounds like, best first."""
        latin = anyascii(unicodedata.normalize("NFC", word[:_LONGEST])).lower()
        if _KANA <= word[0] <= _KANA_END:
            # Folding took the marks that make a p or b of an h.
            latin = latin[:1] + latin[1:].replace("h", "p")
        # Arabic writes g as j and hangs its article on names; w is a vowel there.
        ways = {latin, latin.replace("j", "g"), latin.removeprefix("l"), latin[:1] + latin[1:].replace("w", "")}
        found: dict[str, float] = {}
        for way in sorted(ways):
            key = consonants(way)
            least = _SAME_FOREIGN.get(len(key), _LONG_FOREIGN)
            for other in (key, *(self._one_off(key) if len(key) > _FEWEST + 1 else ())) if len(key) >= _FEWEST else ():
                found |= {name: alike for name in self.names.get(other, ()) if (alike := _similar(way, name)) >= least}
        best = sorted((-alike, name) for name, alike in found.items())
        return [Near(name, 1, round(-alike, 3)) for alike, name in best[:MOST]]

    def _one_off(self, key: str) -> list[str]:
        near = {other for cut in _cuts(key) for other in self.one_less.get(cut, ())}
        return sorted(other for other in near if other != key and OSA.distance(key, other, score_cutoff=1) <= 1)


def _cuts(key: str) -> set[str]:
    return {key, *(key[:i] + key[i + 1:] for i in range(len(key)))}


def _alike(word: str, name: str) -> float:
    return OSA.normalized_similarity(word, name)


def _similar(word: str, name: str) -> float:
    return max(JaroWinkler.similarity(word, name) - 0.2, _alike(word, name))


@lru_cache(maxsize=1)
def sounds(vocabulary: Vocabulary) -> Sounds:
    """The sounds of a vocabulary, made on first use."""
    return Sounds(vocabulary)
