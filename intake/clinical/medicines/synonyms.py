"""One medicine named twice, "Coumadin (warfarin) 5 mg": what follows belongs to it; and brackets that say otherwise."""
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from intake.clinical.medicines.dosage import PIECES, UNITS
from intake.clinical.medicines.mention import Mention

Ingredients = Callable[[Mention], Collection[str]]
_LINKS = frozenset("( [ / - = : ~ & aka generic brand name called or is ie i e eg for sub known as the equals alias "
                   "trade contains containing".split()) | UNITS | PIECES
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")


class Naming(NamedTuple):
    """A medicine of a line under all its names: the first mention, where the last of them ends, and a surer one."""

    mention: Mention
    end: int
    surer: Mention | None = None


def namings(texts: Sequence[str], mentions: Sequence[Mention], ingredients: Ingredients) -> list[Naming]:
    """The medicines of a line; a name right behind another that says the same is joined to it."""
    found: list[Naming] = []
    for mention in mentions:
        last = found[-1] if found else None
        if last and _is_same(texts, last, mention, ingredients):
            surer = mention if last.mention.how == "misspelling" != mention.how else last.surer
            found[-1] = Naming(last.mention, _closed(texts, last.end, mention.end), surer)
        else:
            found.append(Naming(mention, mention.end))
    return found


def _is_same(texts: Sequence[str], last: Naming, mention: Mention, ingredients: Ingredients) -> bool:
    between = texts[last.end:mention.start]
    if len(between) > 6 or not all(text in _LINKS or text[0].isdigit() for text in between):
        return False
    named = set(ingredients(mention))
    return bool(named) and named <= set(ingredients(last.mention))


def _closed(texts: Sequence[str], start: int, end: int) -> int:
    """The end of a second name, behind its bracket where nothing but a dose stands in there with it."""
    if _OPEN.isdisjoint(texts[start:end]):
        return end
    index = end
    while index < len(texts) and (texts[index] in UNITS or texts[index] in PIECES or texts[index][0].isdigit()):
        index += 1
    return index + 1 if index < len(texts) and texts[index] in _CLOSE else end


def contradicts(texts: Sequence[str], first: Naming, second: Naming) -> bool:
    """Do brackets right behind a name hold nothing but the exact name of another substance: "Hepatin (silymarin)"?"""
    if second.mention.how not in ("exact", "alias") or len(texts) <= first.end or texts[first.end] not in _OPEN:
        return False
    return second.mention.start == first.end + 1 and _closed(texts, first.end, second.end) > second.end
