"""What one medicine gives by itself: the rule and the tier of a line, and of a client who takes it."""
from datetime import date

import pytest

from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.medicines import read_line
from intake.clinical.screening.bleeding.levels import alone, rule_of, tier_of
from intake.clinical.screening.findings import Tier

ON = date(2026, 11, 27)


def one(text):
    [found] = read_line(text)
    return found


@pytest.mark.parametrize(("line", "rule", "tier"), [
    ("warfarin 5 mg", "R46", Tier.CAUTION), ("clopidogrel", "R64", Tier.CAUTION), ("sertraline", "R67", Tier.NOTE),
    ("metformin", "", Tier.NONE), ("Blorptazine", "", Tier.NONE), ("no warfarin", "R46", Tier.NONE),
    ("mum takes clopidogrel", "R64", Tier.NONE), ("sertraline stopped in 2019", "R67", Tier.NONE),
    ("aspirin held for surgery", "R64", Tier.CAUTION), ("DuoPlavin", "R46", Tier.CAUTION),
    ("Aggrenox", "R64", Tier.CAUTION),
])
def test_a_line_has_the_rule_of_its_level_and_its_tier_while_it_counts(line, rule, tier):
    assert (rule_of(one(line)), tier_of(one(line))) == (rule, tier)


@pytest.mark.parametrize(("line", "row", "rule"), [
    ("ibuprofen", "", "R67"), ("ibuprofen daily", "", "R64"), ("ibuprofen", "daily", "R64"),
    ("ibuprofen daily", "as_needed", "R64"), ("ibuprofen as needed", "daily", "R64"), ("ibuprofen", "weekly", "R67"),
    ("ibuprofen gel daily", "daily", "R67"), ("sertraline daily", "daily", "R67"),
])
def test_an_anti_inflammatory_every_day_is_moderate_whoever_says_so(line, row, rule):
    assert alone(MedicineFact.of(one(line), frequency=row), ON) == rule


def test_the_words_of_a_coxib_or_of_a_nameless_one_do_not_make_it_moderate():
    lines = ("celecoxib 200 mg daily", "anti-inflammatories daily")

    assert [rule_of(one(line)) for line in lines] == ["R67", "R67"]
    assert [alone(MedicineFact.of(one(line), frequency="as_needed"), ON) for line in lines] == ["R67", "R67"]


@pytest.mark.parametrize(("code", "rule"), [
    ("anticoagulant", "R46"), ("btk_inhibitor", "R46"), ("antiplatelet", "R64"), ("steroid", "R64"),
    ("chemotherapy", "R64"), ("nsaid", "R67"), ("ssri", "R67"), ("supplement", "R67"), ("testosterone", ""),
    ("topical_nsaid", "R67"),
])
def test_where_only_its_class_is_known_the_class_decides(code, rule):
    assert alone(MedicineFact("unheard of", classes=frozenset({code})), ON) == rule


@pytest.mark.parametrize(("level", "rule"), [("high", "R46"), ("moderate", "R64"), ("low", "R67"), ("", "")])
def test_where_only_its_level_is_known_the_level_decides(level, rule):
    assert alone(MedicineFact("unheard of", level=level), ON) == rule


@pytest.mark.parametrize(("code", "level", "rule"), [
    ("anticoagulant", "high", "R46"), ("anticoagulant", "moderate", "R64"), ("anticoagulant", "low", "R67"),
    ("btk_inhibitor", "low", "R67"), ("antiplatelet", "low", "R67"), ("antiplatelet", "moderate", "R64"),
    ("antiplatelet", "high", "R46"), ("steroid", "low", "R67"), ("steroid", "moderate", "R64"), ("ssri", "high", "R46"),
])
def test_a_level_that_is_known_counts_more_than_the_class(code, level, rule):
    assert alone(MedicineFact("x", classes=frozenset({code}), level=level), ON) == rule
