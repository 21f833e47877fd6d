"""The built-in vocabulary: names, what they contain, who says so. Plain CSV, read once in well under 0.3 s."""
import csv
import gc
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from intake.clinical.medicines.folding import fold, name_key
from intake.clinical.medicines.triggers import single_words

KNOWLEDGE = Path(__file__).parent / "knowledge"


class NameEntry(NamedTuple):
    """One name: `kind` is exact, brand, alias or imported; lists are joined by | to stay small in memory."""

    name: str
    kind: str
    ingredients: str
    atc: str
    country: str
    source: str
    key: str
    route: str


class Fact(NamedTuple):
    """One of the medicines that raise bleeding (bleeding.md#medicines-that-raise-bleeding)."""

    key: str
    ingredients: str
    atc: str
    classes: str
    level: str
    label: str
    note: str
    source: str


def rows(file: str) -> Iterator[list[str]]:
    """The rows of a knowledge file, without its header."""
    with (KNOWLEDGE / file).open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        next(reader)
        yield from reader


@lru_cache(maxsize=16)
def substances_of_class(code: str) -> frozenset[str]:
    """The substances that the table of bleeding medicines puts in a class, such as "nsaid"."""
    return frozenset(ingredients for _, ingredients, _, classes, *_ in rows("bleeding.csv")
                     if "|" not in ingredients and code in classes.split("|"))


def words_of(file: str) -> frozenset[str]:
    """The words of a plain list."""
    return frozenset((KNOWLEDGE / file).read_text(encoding="utf-8").split())


class Vocabulary:
    """All names of this package, by folded name, by joined spelling, by sound of international names."""

    def __init__(self) -> None:
        self.facts = {row[0]: Fact(*row) for row in rows("bleeding.csv")}
        self.entries: dict[str, list[NameEntry]] = {}
        self.atc: dict[str, str] = {}
        self.aliases: dict[str, str] = {}
        # International names by their sound key.
        self.keys: dict[str, str] = {}
        self._add_bleeding()
        self._add_substances()
        self._add_brands()
        self._add_by_country()
        self.salts = words_of("salts.txt")
        self.forms = words_of("form_words.txt")
        self.companies = words_of("company_words.txt")
        self.english = words_of("english_words.txt")
        # Words about taking are no names either, in whatever language.
        self.plain = self.salts | self.forms | self.companies | self.english | single_words()
        self.longest: dict[str, int] = {}
        self.joined: dict[str, str] = {}
        for name in self.entries:
            first, _, rest = name.partition(" ")
            if rest:
                length = rest.count(" ") + 2
                if length > self.longest.get(first, 0):
                    self.longest[first] = length
                self.joined.setdefault(name.replace(" ", ""), name)

    def _put(self, entry: NameEntry) -> None:
        self.entries.setdefault(entry.name, []).append(entry)

    def _add_bleeding(self) -> None:
        self.single: dict[str, Fact] = {}
        for fact in self.facts.values():
            if "|" not in fact.ingredients:
                self.single.setdefault(fact.ingredients, fact)
        for name, kind, key, ingredients, source in rows("bleeding_names.csv"):
            fact = self.facts[key]
            folded = fold(name)
            if any(entry.kind != "brand" and kind != "brand" for entry in self.entries.get(folded, ())):
                continue
            self._put(NameEntry(folded, kind, ingredients or fact.ingredients, fact.atc, "", source, key, _local(fact)))
        # What a substance is in the register tables must be its name here.
        for name in list(self.entries):
            entry = self.entries[name][0]
            if entry.kind != "brand" and "|" not in entry.ingredients:
                self.aliases[name] = entry.ingredients
            if entry.kind != "brand" and " " not in name and len(name) >= 6:
                self.keys.setdefault(name_key(name), name)

    def _add_substances(self) -> None:
        for name, inn, atc, source, key in rows("substances.csv"):
            if name in self.entries:
                continue
            if key:
                self.keys.setdefault(key, name)
            real = self.aliases.get(inn or name, inn or name)
            if real != name:
                self.aliases[name] = real
            if atc:
                self.atc.setdefault(real, atc)
            self.entries[name] = [NameEntry(name, "alias" if real != name else "exact", real, atc, "", source, "", "")]

    def _add_brands(self) -> None:
        # Brands of countries whose other brands are not here: known as they stand, and hardly guessed at.
        self.abroad: set[str] = set()
        for row in rows("names.csv"):
            self._add_brand(row)
        for row in rows("names_abroad.csv"):
            if row[0] not in self.entries:
                self.abroad.add(row[0])
            self._add_brand(row)

    def _add_brand(self, row: list[str]) -> None:
        name, ingredients, atc, country, source, route = row
        known = self.entries.get(name)
        if not known or known[0].kind == "brand":
            self.entries.setdefault(name, []).append(
                NameEntry(name, "brand", ingredients, atc, country, source, "", route))

    def _add_by_country(self) -> None:
        """Names that mean different things by country stand for themselves, whatever else lists them."""
        own: dict[str, list[NameEntry]] = {}
        for name, ingredients, atc, country, source in rows("by_country.csv"):
            own.setdefault(name, []).append(NameEntry(name, "brand", ingredients, atc, country, source, "", ""))
        self.entries.update(own)

    def renown(self, name: str) -> int:
        """How widely a name is listed: 3 for an international name of a bleeding medicine, else registers naming it."""
        entries = self.entries[name]
        if entries[0].key and entries[0].kind != "brand":
            return 3 if entries[0].kind == "exact" or name in ("aspirin", "warfarine") else 1
        return sum(len(entry.source.replace("+", "|").split("|")) for entry in entries)

    def is_rated(self, entry: NameEntry) -> bool:
        """Does it hold a medicine that raises bleeding, other than a supplement?"""
        facts = (self.single.get(name) for name in entry.ingredients.split("|"))
        return any(fact and fact.level and "supplement" not in fact.classes for fact in facts)

    def is_obscure(self, entry: NameEntry) -> bool:
        """Is it a chemical of an open list of names alone, that no register of medicines has?"""
        return entry.kind == "exact" and not entry.key and not entry.atc and entry.source == "DrugBank"

    def is_common(self, word: str) -> bool:
        """Is it among the 38,000 most common English words, or a word of forms, salts and companies?"""
        return word in self.plain or word in _common_words()


def as_sold(name: str) -> str:
    """A brand as it is written on its box: with capitals."""
    return " ".join(word.capitalize() for word in name.split())


def _local(fact: Fact) -> str:
    """The route that a fact is about, when it is not the whole body."""
    classes = fact.classes.split("|")
    return next((route for route in ("topical", "inhaled") if route in classes), "")


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return words_of("common_words.txt")


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The one built-in vocabulary of this process."""
    # Tens of thousands of small objects that all stay: to look for garbage among them only takes time.
    watching = gc.isenabled()
    gc.disable()
    try:
        return Vocabulary()
    finally:
        if watching:
            gc.enable()
