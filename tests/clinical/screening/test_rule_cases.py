"""Every worked case of knowledge/cases: the rule fires at its tier, stays silent, or meets an unknown."""
import tomllib
from datetime import date
from pathlib import Path

import pytest

from intake.clinical.screening import screen
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.vignettes.facts import facts_from_dict

ON = date(2026, 5, 4)
FOLDER = Path(__file__).parents[3] / "intake" / "clinical" / "screening" / "knowledge" / "cases"


def worked_cases():
    for path in sorted(FOLDER.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(row, id=f"{row['rule']} {row['name']}")


@pytest.mark.parametrize("case", list(worked_cases()))
def test_rule_gives_the_expected_tier(case):
    facts, unread = facts_from_dict(case["facts"], ON)

    screening = screen(facts, on=ON, settings=ScreeningSettings(at_visit=case.get("at_visit", False)))

    tiers = {finding.rule: finding.tier.name for finding in (*screening.findings, *screening.asks)}
    assert tiers.get(case["rule"], "") == case["expect"]
    assert not [entry for entry in unread if not entry.startswith("vte_history")]
