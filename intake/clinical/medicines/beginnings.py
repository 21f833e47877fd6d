"""Unknown brands that begin as a rated substance does, or carry the letters of its partner: asked, never guessed.

"Clopira 75" may hold clopidogrel, "Storvas CV" too. Clinical source: reading-medicines.md#misspellings.
"""
from functools import lru_cache
from typing import NamedTuple

from intake.clinical.medicines.vocabulary import Vocabulary

_SHORTEST_WORD = 5
_SHORTEST, _LONGEST = 4, 6
# How brands shorten a substance beyond its first letters; without a name, the beginning of another (rivastigmine).
_OTHER_STEMS = {"aspr": "aspirin", "aspi": "aspirin", "ecosp": "aspirin", "enoxa": "enoxaparin", "couma": "warfarin",
                "riva": "rivaroxaban", "rivas": "", "xare": "rivaroxaban", "sintr": "acenocoumarol",
                "brili": "ticagrelor", "plav": "clopidogrel",
                "eliq": "apixaban", "prada": "dabigatran", "marcu": "phenprocoumon", "clex": "enoxaparin"}
_PARTNERS = {"cv": "clopidogrel", "gold": "clopidogrel", "asp": "aspirin", "ap": "aspirin", "a": "aspirin"}
_STATIN_PARTS = ("ator", "rosu", "rozu", "vast", "stat", "vas", "crest")


class Beginning(NamedTuple):
    """A rated substance, and the letters that it shares with a word."""

    stem: str
    name: str


def beginning_of(vocabulary: Vocabulary, word: str) -> Beginning | None:
    """The rated substance whose beginning the word has, None for a word too short or with another beginning."""
    if len(word) < _SHORTEST_WORD or not word.isascii():
        return None
    stems = _stems(vocabulary)
    stem = next((word[:length] for length in range(_LONGEST, _SHORTEST - 1, -1) if word[:length] in stems), "")
    return Beginning(stem, stems[stem]) if stems.get(stem) else None


def partner_behind(word: str, following: list[str]) -> str:
    """The partner that letters behind an unknown statin name ("Storvas CV"), "" without them."""
    letters = next((each for each in following if each != "-"), "")
    partner = _PARTNERS.get(letters, "")
    return partner if letters in ("cv", "gold", "asp") or any(part in word for part in _STATIN_PARTS) else ""


@lru_cache(maxsize=1)
def _stems(vocabulary: Vocabulary) -> dict[str, str]:
    """The shortest beginning of each rated substance that few other substances have."""
    names = [name for name, entries in vocabulary.entries.items() if entries[0].kind == "exact" and " " not in name]
    counts: dict[str, int] = {}
    rated: dict[str, int] = {}
    for name in names:
        for length in range(_SHORTEST, _LONGEST + 1):
            counts[name[:length]] = counts.get(name[:length], 0) + 1
            if vocabulary.entries[name][0].key:
                rated[name[:length]] = rated.get(name[:length], 0) + 1
    found = dict(_OTHER_STEMS)
    for name in names:
        if vocabulary.is_rated(vocabulary.entries[name][0]) and len(name) > _LONGEST:
            stem = next((name[:length] for length in range(_SHORTEST, _LONGEST + 1)
                         if rated.get(name[:length], 0) * 2 > counts[name[:length]]), "")
            if stem:
                found.setdefault(stem, name)
    return found
