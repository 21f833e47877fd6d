"""Dated numbers: each may get a newer row, which counts from its day on and changes nothing before."""
from dataclasses import replace
from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import on_day
from intake.clinical.facts import (
    Cancer,
    Clearance,
    Clot,
    Condition,
    Facts,
    Inr,
    Journey,
    Operation,
    Platelets,
    Symptom,
)
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.screening import screen, thresholds
from intake.clinical.screening.rule_book import cases
from intake.clinical.screening.rules import RULES
from intake.clinical.vignettes.outcomes import differences, outcome_of

ON = date(2026, 5, 4)


@pytest.fixture
def newer(monkeypatch):
    """`newer(key, value, since)`: the number has a newer row as well; `newer()`: every number has one, in ten years."""
    def with_row(key, value, since):
        first = thresholds.THRESHOLDS[key][-1]
        monkeypatch.setitem(thresholds.THRESHOLDS, key, (replace(first, value=value, since=since), first))

    def change(key="", value=0.0, since=date(2036, 1, 1)):
        monkeypatch.setattr(thresholds, "_ONLY", {})
        for each in [key] if key else list(thresholds.THRESHOLDS):
            with_row(each, value, since)
    return change


@pytest.mark.parametrize("rule", RULES)
def test_a_newer_row_in_ten_years_changes_no_worked_case_of_today(rule, newer):
    newer()

    changed = [case.name for case in cases() if case.rule == rule and differences(case, outcome_of(case))]

    assert changed == []


WORDS = tuple(Clearance(rule, "Dr Osei", on_day(ON - timedelta(days))) for rule, days in (
    ("R23", 5), ("R23", 9), ("R27", 5), ("R21", 5)))
KNEE = Operation("knee_replacement", on_day(ON - timedelta(20)))
NOT_WORKED = {
    "clearances": Facts(operations=(Operation("spinal", on_day(ON - timedelta(20))),), cancer=Cancer("active"),
                        clots=(Clot("dvt", on_day(ON - timedelta(900))),), clearances=WORDS, age=66, bmi=31.0),
    "clearances of facts": Facts(
        operations=(KNEE,), clearances=tuple(
            Clearance("R23", "Dr Osei", on_day(ON - timedelta(days)), covers=frozenset({KNEE.key}))
            for days in (5, 9))),
    "INR without a target": Facts(inr=Inr(3.6), symptoms=(Symptom("groin_pain", onset=on_day(ON)),)),
    "back pain and an INR": Facts(inr=Inr(3.6), symptoms=(Symptom("back_pain", onset=on_day(ON), intensity=3),)),
    "platelets beside one medicine": Facts(platelets=Platelets(80), medicines=(
        MedicineFact("warfarin", classes=frozenset({"anticoagulant"})),)),
    "platelets beside two": Facts(platelets=Platelets(80), medicines=(
        MedicineFact("clopidogrel", classes=frozenset({"antiplatelet"})),
        MedicineFact("sertraline", classes=frozenset({"ssri"})))),
    "cirrhosis with a count": Facts(platelets=Platelets(80), conditions=(Condition("liver_cirrhosis"),)),
    "bruises": Facts(bruises_easily=Answer.YES, medicines=(MedicineFact("x", classes=frozenset({"ssri"})),),
                     symptoms=(Symptom("easy_bruising", ended=on_day(ON)), Symptom("new_bruising"))),
}


@pytest.mark.parametrize("facts", NOT_WORKED.values(), ids=NOT_WORKED)
def test_a_newer_row_in_ten_years_changes_nothing_else_of_today(facts, newer):
    today = screen(facts, on=ON)
    assert today.findings
    newer()

    later = screen(replace(facts), on=ON)
    assert (later.findings, later.next_change_on) == (today.findings, today.next_change_on)


@pytest.mark.parametrize(("key", "kind", "days"), [
    ("svt_hold", "svt", 31), ("svt_hold", "dvt", 91), ("vte_fresh", "svt", 91), ("vte_fresh", "dvt", 31)])
def test_each_kind_of_clot_has_a_number_of_its_own(key, kind, days, newer):
    newer(key, 30, ON)

    assert screen(Facts(clots=(Clot(kind, on_day(ON)),)), on=ON).next_change_on == ON + timedelta(days)


@pytest.mark.parametrize(("key", "category", "tier"), [
    ("operation_minor", "arthroscopy_leg", "CAUTION"), ("operation_minor", "sedation", "CAUTION"),
    ("operation_sedation", "arthroscopy_leg", "HOLD"), ("operation_sedation", "sedation", None)])
def test_a_smaller_operation_and_one_under_sedation_have_each_a_number_of_their_own(key, category, tier, newer):
    newer(key, 20, ON)
    facts = Facts(operations=(Operation(category, on_day(ON - timedelta(30))),))

    assert [(each.tier.name, len(each.evidence)) for each in screen(facts, on=ON).findings if each.rule == "R24"] == [
        (tier, 1)] * bool(tier)


def test_a_newer_row_counts_from_its_day_on(newer):
    newer("journey", 20, ON + timedelta(2))
    facts = Facts(journeys=(Journey("plane", 9.0, on_day(ON - timedelta(14))),))

    def rules(days):
        return [each.rule for each in screen(facts, on=ON + timedelta(days)).findings]

    assert [rules(days) for days in range(4)] == [["R40"], ["R41"], ["R40"], ["R40"]]


def test_the_latest_row_that_has_begun_holds_and_before_all_of_them_the_earliest(newer):
    since = date(2026, 11, 23)
    newer("journey", 20, date(2030, 1, 1))

    assert [thresholds.limit("journey", day) for day in (
        date(2020, 1, 1), since, date(2029, 12, 31), date(2030, 1, 1), date(2031, 1, 1))] == [14, 14, 14, 20, 20]
