"""What people write in passing, sentence by sentence: every danger is asked about, ordinary words ask nothing.

`sentences.tsv`: the field, the words, and the kinds of which one must be asked (several with |; none = nothing is).
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from intake.clinical.remarks import remarks_in

ON = date(2026, 11, 27)
with (Path(__file__).parent / "sentences.tsv").open(encoding="utf-8", newline="") as file:
    SENTENCES = [(row["field"], row["text"], frozenset(row["ask"].split("|")))
                 for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
DANGERS = [each for each in SENTENCES if "none" not in each[2]]
HARMLESS = [each for each in SENTENCES if "none" in each[2]]


def kinds(text, field="", on=ON):
    return {each.kind for each in remarks_in(text, field=field, on=on)}


def missed(sentences):
    return [(field, text, sorted(ask)) for field, text, ask in sentences if not ask & kinds(text, field)]


def test_there_are_many_of_each():
    assert len(DANGERS) > 1200
    assert len(HARMLESS) > 1000


def test_every_danger_is_asked_about():
    assert missed(DANGERS) == []


def test_ordinary_words_ask_nothing():
    assert [(field, text, kinds(text, field)) for field, text, _ in HARMLESS if kinds(text, field)] == []


@pytest.mark.long
@pytest.mark.parametrize("setting", [
    "Hi, first time here and a bit nervous. {}. Otherwise just the usual stiffness from work, thanks",
    "shoulders tight\n{}\nthat is all",
    "* {} *",
], ids=["sentence", "line", "marks"])
def test_a_danger_among_other_words_is_asked_about(setting):
    assert missed([(field, setting.format(text), ask) for field, text, ask in DANGERS]) == []


@pytest.mark.long
@pytest.mark.parametrize("setting", [
    "no allergies, {}", "not sleeping well, {}", "my husband drove me here, {}", "my mother is well, {}",
    "next week I am off on holiday, {}", "as a child I was healthy, {}", "{}, no other problems",
    "{}, my wife is worried", "{}, holiday next week", "{} and no fever", "{}, was fine in 2015",
])
def test_a_no_a_person_or_a_plan_in_another_clause_takes_nothing_away(setting):
    dangers = [(setting.format(text), ask) for field, text, ask in DANGERS
               if field != "goals" and "medicine" not in ask]

    assert [text for text, ask in dangers if not ask & kinds(text)] == []


def test_capitals_change_nothing():
    assert missed([(field, text.upper(), ask) for field, text, ask in DANGERS]) == []


@pytest.mark.parametrize(("words", "kind"), [
    ("my calf is swolllen", "sign"), ("my calf is swlolen", "sign"), ("short of braeth", "sign"),
    ("had a trombosis", "clot"), ("thrombosiss last year", "clot"), ("knee replacemnt in october", "operation"),
    ("i am pregant", "pregnancy"), ("breastfeding at night", "birth"), ("eleven hour flihgt", "journey"),
    ("i was hospitalisd for a week", "rest"), ("chemotheraphy on mondays", "cancer"), ("fractued my wrist", "injury"),
    ("haemophillia", "bleeding"), ("bruising easly", "bleeding"), ("on blod thinners", "medicine"),
    ("bloodclot in my arm", "clot"), ("chestpain", "sign"),
])
def test_a_slip_of_spelling_hides_nothing(words, kind):
    assert kind in kinds(words)


@pytest.mark.parametrize("words", ["Spain was lovely", "Helena gave me a voucher", "James told me to come"])
def test_names_are_no_slips(words):
    assert kinds(words) == set()
