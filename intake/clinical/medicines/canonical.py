"""The one name by which a substance goes here: the INN, whatever a register or a person calls it."""
from functools import lru_cache

from intake.clinical.medicines.folding import fold, name_key
from intake.clinical.medicines.product_names import bare, told
from intake.clinical.medicines.vocabulary import Vocabulary, vocabulary


def known_name(words: Vocabulary, name: str) -> str:
    """The INN of a folded substance name, or the name itself when the vocabulary has no other for it."""
    real = words.aliases.get(name)
    if real is None and name not in words.single and " " not in name:
        other = words.keys.get(name_key(name))
        real = words.aliases.get(other, other) if other else None
    return real or name


@lru_cache(maxsize=4096)
def canonical_name(raw: str) -> str:
    """The INN of an ingredient as a register writes it: "WARFARIN SODIUM" is warfarin."""
    if substance := told(raw):
        return substance
    words = vocabulary()
    name = bare(raw)
    whole = fold(raw)
    return known_name(words, whole if whole in words.aliases else name)
