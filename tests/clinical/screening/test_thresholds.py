"""Dated numbers: each may get a newer row, which counts from its day on and changes nothing before."""
from dataclasses import replace
from datetime import date, timedelta

import pytest

from intake.clinical.dates.vague import on_day
from intake.clinical.facts import Facts, Journey
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
