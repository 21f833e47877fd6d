"""Rated medicines and their look-alikes from the registers of more countries: `python -m tools.names_abroad FILE...`.

Reads lists in one shape (tab: name, ingredients, atc, country, form, source; plain or gzip) and writes
knowledge/names_abroad.csv: brands that hold a substance which raises bleeding, and brands that a reader would otherwise
take for one. Names as facts (word, ingredients, ATC code, country, source), nothing else. docs/medicines.md tells where
the lists come from and under which licence.
"""
import argparse
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from intake.clinical.medicines import registers
from intake.clinical.medicines.canonical import canonical_name
from intake.clinical.medicines.product_names import stem, words
from intake.clinical.medicines.registers import Product
from intake.clinical.medicines.spelling import speller
from intake.clinical.medicines.vocabulary import NameEntry, vocabulary
from tools.vocabulary import names_all, umbrella, write_table

EU = frozenset("AT BE BG CY CZ DE DK EE ES FI GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())


TABLE = "names_abroad.csv"
HEADER = ("name", "ingredients", "atc", "country", "source", "route")
_SHORTEST = 4
_LONGEST_OF_SET = 6
# So many first letters make two registers' names of one substance the same: heparin, heparinoid.
_ALIKE = 7
Meaning = tuple[str, tuple[str, ...]]


def products(paths: Iterable[Path]) -> Iterator[Product]:
    """Every usable product of the lists."""
    for path in paths:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for row in registers.table(data.decode("utf-8-sig").splitlines(), path.name):
            if isinstance(row, Product):
                yield row


def ingredients_of(product: Product) -> tuple[str, ...]:
    """The substances by their international names; by the ATC code where the names are not known."""
    known = vocabulary()
    found = tuple(sorted({canonical_name(part) for part in product.ingredients} - {""}))
    if any(name in known.single for name in found):
        return found
    by_code = [fact.ingredients for fact in known.facts.values() if fact.atc in product.atc and "(" not in fact.key]
    return tuple(sorted(by_code[0].split("|"))) if by_code else found


def is_rated(ingredients: Iterable[str]) -> bool:
    """Does one of them raise bleeding?"""
    return vocabulary().is_rated(NameEntry("", "brand", "|".join(ingredients), "", "", "", "", ""))


def brands(found: Iterable[Product]) -> dict[Meaning, list[Product]]:
    """The products by brand and ingredients, house names and names of the substances themselves left out."""
    known = {name for name, entries in vocabulary().entries.items()
             if entries[0].kind != "brand" and len(name) > 4 and " " not in name} - words().noise
    sets: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    held: dict[Meaning, list[Product]] = defaultdict(list)
    for product in found:
        brand, ingredients = stem(product.name, known), ingredients_of(product)
        if len(brand) < _SHORTEST or not ingredients or len(ingredients) > _LONGEST_OF_SET or not brand[0].isalpha():
            continue
        # "Aspirin S" would take "aspirins" for itself.
        if brand.endswith(" s") or not brand.isascii() or names_all(brand, ingredients, canonical_name):
            continue
        sets[brand][ingredients] += 1
        held[brand, ingredients].append(product)
    return {meaning: each for meaning, each in held.items() if not umbrella(sets[meaning[0]])}


def chosen(held: dict[Meaning, list[Product]]) -> Iterator[Meaning]:
    """The rated brands that are new here, and others that stand one slip from a rated name."""
    entries = vocabulary().entries
    rated = sorted(brand for brand, ingredients in held
                   if is_rated(ingredients) and " " not in brand and len(brand) > 7)
    for brand, ingredients in held:
        if is_rated(ingredients):
            if not (_may_be_cream(held[brand, ingredients], ingredients) or _is_known(brand, ingredients)):
                yield brand, ingredients
        elif brand not in entries and " " not in brand and _looks_rated(brand, rated):
            yield brand, ingredients


def _is_known(brand: str, ingredients: Iterable[str]) -> bool:
    """Is it an English word, or does another list say the same of it already, perhaps with a salt or a route more?"""
    known = vocabulary()
    listed = [(entry, name) for entry in known.entries.get(brand, ()) for name in entry.ingredients.split("|")]
    return known.is_common(brand) or any(
        entry.key or entry.kind != "brand" or name[:_ALIKE] == each[:_ALIKE]
        for entry, name in listed for each in ingredients if each in known.single)


def _may_be_cream(products_of: Iterable[Product], ingredients: Iterable[str]) -> bool:
    """Is it a steroid whose list says neither a code nor a form? Most of these are creams."""
    facts = [vocabulary().single.get(name) for name in ingredients]
    return any(fact and "steroid" in fact.classes for fact in facts) and not any(
        each.atc or each.route for each in products_of)


def _looks_rated(brand: str, rated: list[str]) -> bool:
    near = speller(vocabulary()).near(brand)
    return any(vocabulary().is_rated(vocabulary().entries[each.name][0]) for each in near) or bool(
        process.extractOne(brand, rated, scorer=OSA.distance, score_cutoff=1))


def rows(held: dict[Meaning, list[Product]]) -> Iterator[tuple[str, ...]]:
    """The rows of names_abroad.csv."""
    for brand, ingredients in chosen(held):
        of_it = held[brand, ingredients]
        countries = {country for each in of_it for country in each.country.split("|")}
        routes = {each.route for each in of_it}
        yield (brand, "|".join(ingredients), "|".join(sorted({code for each in of_it for code in each.atc})[:3]),
               "|".join(sorted(countries | ({"EU"} if countries & EU else set()))),
               "|".join(sorted({each.source for each in of_it})), routes.pop() if len(routes) == 1 else "")


def main() -> None:
    """Read the lists and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    files = parser.parse_args().files
    # The vocabulary that new names are compared with must not hold those of the last time.
    write_table(TABLE, HEADER, ())
    write_table(TABLE, HEADER, sorted(rows(brands(products(files)))))


if __name__ == "__main__":
    main()
