"""Names offered while typing: names that start so, bleeding medicines first, then the widely known."""
from bisect import bisect_left
from functools import lru_cache

from intake.clinical.medicines.canonical import ingredients_of
from intake.clinical.medicines.folding import fold
from intake.clinical.medicines.imported_names import ImportedNames
from intake.clinical.medicines.statement import Suggestion
from intake.clinical.medicines.vocabulary import NameEntry, Vocabulary, as_sold, vocabulary

# Of so many names that start alike, the best are chosen; two typed letters have more than anybody reads.
_LOOKED_AT = 2000


@lru_cache(maxsize=1)
def _ordered(words: Vocabulary) -> list[str]:
    return sorted(words.entries)


def suggest(prefix: str, limit: int = 8, *, country: str | None = None,
            imported: ImportedNames | None = None) -> list[Suggestion]:
    """Up to `limit` names that start with what was typed; nothing for less than two letters."""
    typed = fold(prefix)
    if len(typed) < 2 or limit < 1:
        return []
    words = vocabulary()
    names = _ordered(words)
    start = bisect_left(names, typed)
    found = []
    for name in names[start:start + _LOOKED_AT]:
        if not name.startswith(typed):
            break
        if not (words.entries[name][0].kind == "misspelling" or _elsewhere(words.entries[name], country)):
            found.append(name)
    found.sort(key=lambda name: _rank(words, name))
    offered = [_suggestion(words, name) for name in found[:limit]]
    if imported is not None and len(offered) < limit:
        have = {fold(each.text) for each in offered}
        offered += [Suggestion(as_sold(each.name), each.ingredients, "; ".join(each.ingredients))
                    for each in imported.starting(typed, limit) if each.name not in have]
    return offered[:limit]


def _elsewhere(entries: list[NameEntry], country: str | None) -> bool:
    """Is it a brand that is sold only in other countries?"""
    return bool(country) and all(
        entry.kind == "brand" and entry.country and country not in entry.country.split("|") for entry in entries)


def _rank(words: Vocabulary, name: str) -> tuple[bool, int, int, str]:
    entry = words.entries[name][0]
    return not entry.key, -words.renown(name), len(name), name


def _suggestion(words: Vocabulary, name: str) -> Suggestion:
    entry = words.entries[name][0]
    ingredients = ingredients_of(words, entry.ingredients)
    fact = words.facts.get(entry.key)
    note = ", ".join(ingredients) if ingredients != (name,) else ""
    if fact:
        note = f"{note}: {fact.label}" if note else fact.label
    return Suggestion(as_sold(name) if entry.kind == "brand" else name, ingredients, note)
