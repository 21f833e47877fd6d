"""Every row of the bleeding table is in the vocabulary, and every B01A code."""
import csv

import pytest

from intake.clinical.medicines import read_line, suggest
from intake.clinical.medicines.vocabulary import KNOWLEDGE, rows, vocabulary
from intake.clinical.screening.bleeding.levels import TIER_OF_RULE, rule_of, rule_of_level

FACTS = list(rows("bleeding.csv"))
B01A = {row[2] for row in FACTS if row[2].startswith("B01A")}
SPELLED = {"B01AB51", "B01AC30", "B01AC56", "B01AF51"}  # combinations: read as their ingredients


def test_all_78_codes_of_b01a_are_there():
    assert len(B01A) == 78


@pytest.mark.parametrize("fact", [row for row in FACTS if row[2].startswith("B01A") and row[2] not in SPELLED],
                         ids=lambda row: row[2])
def test_each_substance_of_b01a_is_read_with_its_code(fact):
    [found] = read_line(fact[1])

    assert fact[2] in found.atc
    assert rule_of(found) == rule_of_level(fact[4])


NAMES = [row for row in rows("bleeding_names.csv") if len(row[0]) >= 4]


def test_every_name_of_the_bleeding_table_gives_its_tier():
    facts = {row[0]: row for row in FACTS}
    differ = {row[0] for row in rows("by_country.csv")}
    wrong = []
    for name, _, key, *_ in NAMES:
        found = read_line(f"{name} tablets" if name == "EPO" else name)
        if name.lower() in differ:
            continue
        if not any(TIER_OF_RULE[rule_of(each)] for each in found):
            wrong.append((name, facts[key][4]))
    assert wrong == []


def test_every_row_of_knowledge_names_its_source():
    for file in KNOWLEDGE.glob("*.csv"):
        if file.name == "status.csv":
            continue
        with file.open(encoding="utf-8", newline="") as stream:
            assert all(row["source"] for row in csv.DictReader(stream)), file.name


def test_the_vocabulary_knows_thousands_of_other_names():
    assert len(vocabulary().entries) > 20_000


@pytest.mark.parametrize(("text", "ingredient"), [
    ("варфарин", "warfarin"), ("аспірин", "acetylsalicylic acid"), ("ксарелто 20", "rivaroxaban"),
    ("эликвис", "apixaban"), ("клопидогрель", "clopidogrel"), ("βαρφαρίνη", "warfarin"),
    ("ασπιρίνη", "acetylsalicylic acid"), ("σιντρόμ", "acenocoumarol"), ("парацетамол", "paracetamol"),
])
def test_names_in_cyrillic_and_greek_letters(text, ingredient):
    found = read_line(text)

    assert [statement.ingredients for statement in found] == [(ingredient,)]
    assert found[0].as_written == text.split()[0] or found[0].as_written in text


@pytest.mark.parametrize(("text", "ingredient"), [
    ("apix 5 bd", "apixaban"), ("riva 20", "rivaroxaban"), ("clopi 75", "clopidogrel"), ("edox 60", "edoxaban"),
    ("enox 40 sc", "enoxaparin"), ("dabi 110 bd", "dabigatran etexilate"),
])
def test_names_as_wards_shorten_them(text, ingredient):
    assert read_line(text)[0].ingredients == (ingredient,)


def test_suggestions_write_brands_with_a_capital_and_substances_without():
    assert suggest("xarel")[0].text == "Xarelto"
    assert suggest("rivaroxab")[0].text == "rivaroxaban"
