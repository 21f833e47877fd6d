"""Every worked case of knowledge/cases: its rule fires at its tier, stays silent, or meets an unknown.

What a case says of pressure, places and day is checked as far as it is written. `outcomes` compares, here and on
the page of the rule.
"""
import pytest

from intake.clinical.screening.rule_book import cases
from intake.clinical.vignettes.outcomes import differences, outcome_of


@pytest.mark.parametrize("case", [pytest.param(each, id=f"{each.rule} {each.name}") for each in cases()])
def test_a_rule_gives_what_the_case_expects(case):
    outcome = outcome_of(case)

    assert differences(case, outcome) == (), outcome
