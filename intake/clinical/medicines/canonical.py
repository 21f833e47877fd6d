"""The one name by which a substance goes here: the INN, whatever a register or a person calls it."""
from functools import lru_cache

from intake.clinical.medicines.by_sound import is_acetylsalicylic
from intake.clinical.medicines.folding import fold, name_key
from intake.clinical.medicines.product_names import bare, substance_within
from intake.clinical.medicines.vocabulary import Vocabulary, vocabulary

# Homeopathic dilutions, and heparin that only keeps a line open, are not the substance within.
# Latin genitives, and what Turkish and Slavic languages add.
_ENDINGS = ("i", "ii", "ici", "um", "u", "as", "ha")
_NOT_WITHIN = frozenset({"homeopathiques", "flushes"})


def known_name(words: Vocabulary, name: str) -> str:
    """The INN of a folded substance name, or the name itself when the vocabulary has no other for it."""
    real = words.aliases.get(name)
    if real is None and name not in words.single and " " not in name:
        other = words.keys.get(name_key(name))
        real = words.aliases.get(other, other) if other else None
    return real or name


def ingredients_of(words: Vocabulary, listed: str) -> tuple[str, ...]:
    """The substances of an entry, joined there by "|", each by its own name.

    Registers write some rated substances with a salt, a suffix or a partner ("bevacizumab awwb", "aspirin
    paracetamol"): then they count by the names within.
    """
    found: dict[str, None] = {}
    for name in filter(None, listed.split("|")):
        real = known_name(words, name)
        within = _within(words, real) if " " in real and real not in words.single else ()
        found.update(dict.fromkeys(within or (real,)))
    return tuple(found)


def _within(words: Vocabulary, name: str) -> tuple[str, ...]:
    parts = name.split()
    if not _NOT_WITHIN.isdisjoint(parts):
        return ()
    known = [words.aliases.get(part, part) for part in parts]
    if words.single.keys().isdisjoint(known):
        return ()
    return tuple(dict.fromkeys(part for part in known if part in words.single or _is_substance(words, part)))


def _is_substance(words: Vocabulary, part: str) -> bool:
    entries = words.entries.get(part, ())
    return len(part) > 5 and any(entry.kind == "exact" and "|" in entry.source for entry in entries)


@lru_cache(maxsize=4096)
def canonical_name(raw: str) -> str:
    """The INN of an ingredient as a register writes it: "WARFARIN SODIUM" is warfarin."""
    if substance := substance_within(raw):
        return substance
    words = vocabulary()
    name = bare(raw)
    whole = fold(raw)
    real = known_name(words, whole if whole in words.aliases else name)
    return real if real in words.entries else _rated_within(words, name) or real


def _rated_within(words: Vocabulary, name: str) -> str:
    """The rated substance that a foreign name with a salt holds ("clopidogreli besilas"), or ""."""
    for word in name.split():
        if is_acetylsalicylic(word):
            return "acetylsalicylic acid"
        for form in (word, *(word[:-len(ending)] for ending in _ENDINGS if word.endswith(ending))):
            real = known_name(words, form) if len(form) > 5 else ""
            if real in words.single:
                return real
    return ""
