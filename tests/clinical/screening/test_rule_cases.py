"""Every worked case of knowledge/cases: the rule fires at its tier, stays silent, or meets an unknown.

A case that fires also says what it does: `cap` (a Walton number, or "none"), `regions` (places left out wholly, whole
words such as "lower_limbs" allowed) and `until` (a day, or "" for none that is known), each as far as it is written.
"""
import tomllib
from datetime import date
from pathlib import Path

import pytest

from intake.clinical.body import expand
from intake.clinical.screening import screen
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.vignettes.facts import facts_from_dict

ON = date(2026, 5, 4)
FOLDER = Path(__file__).parents[3] / "intake" / "clinical" / "screening" / "knowledge" / "cases"


def worked_cases():
    for path in sorted(FOLDER.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(row, id=f"{row['rule']} {row['name']}")


def screened(case):
    """What the rules say of a case, by rule, and what of its facts nobody could read."""
    facts, unread = facts_from_dict(case["facts"], ON)
    screening = screen(facts, on=ON, settings=ScreeningSettings(at_visit=case.get("at_visit", False)))
    return {finding.rule: finding for finding in (*screening.findings, *screening.asks)}, unread


@pytest.mark.parametrize("case", list(worked_cases()))
def test_rule_gives_the_expected_tier(case):
    findings, unread = screened(case)

    found = findings.get(case["rule"])
    assert (found.tier.name if found else "") == case["expect"]
    assert not [entry for entry in unread if not entry.startswith("vte_history")]


@pytest.mark.parametrize("case", [each for each in worked_cases() if {"cap", "regions", "until"} & set(each.values[0])])
def test_rule_takes_away_what_the_case_says(case):
    found = screened(case)[0][case["rule"]]

    changes = found.modifications
    cap = "none" if changes.pressure_cap is None else changes.pressure_cap
    assert cap == case.get("cap", cap)
    if "regions" in case:
        assert changes.regions == frozenset().union(*map(expand, case["regions"]))
    until = found.until.isoformat() if found.until else ""
    assert until == case.get("until", until)
