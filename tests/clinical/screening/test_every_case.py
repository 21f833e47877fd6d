"""What holds of each finding of each worked case: words for people, ends with their reasons, places, settled signs."""
from dataclasses import replace

import pytest

from intake.clinical.answer import Answer
from intake.clinical.screening import screen
from intake.clinical.screening.findings import Finding, Scope, Tier
from intake.clinical.screening.rule_book import cases
from intake.clinical.screening.rules import RULES
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.vignettes.facts import facts_from_dict
from intake.clinical.vignettes.outcomes import ON
from intake.clinical.visit_plan import plan_visit

DATE_UNKNOWN = "until the date is known"


def found_in(case, facts=None) -> Finding | None:
    """What the rule of a case finds, in its facts or in others."""
    facts = facts or facts_from_dict(case.facts, ON)[0]
    screening = screen(facts, on=ON, settings=ScreeningSettings(at_visit=case.at_visit))
    return next((each for each in screening.findings if each.rule == case.rule), None)


def firing(rule):
    """The cases in which a rule gives a finding, with that finding."""
    return [(case, found) for case in cases() if case.rule == rule and case.expect and (found := found_in(case))]


@pytest.mark.parametrize("rule", RULES)
def test_each_finding_has_words_for_people_and_is_no_stronger_than_its_rule_may_be(rule):
    for case, found in firing(rule):
        assert found.sentence and found.name and found.advice_therapist and found.evidence, case.name
        assert found.tier in RULES[rule].tiers, case.name
        assert found.needs_review is (found.tier >= Tier.CAUTION or RULES[rule].always_reviewed), case.name
        assert found.asks_clearance is (RULES[rule].clearance and found.tier >= Tier.CAUTION), case.name


@pytest.mark.parametrize("rule", RULES)
def test_a_day_on_which_a_finding_ends_comes_with_why_and_lies_ahead(rule):
    for case, found in firing(rule):
        if found.until is not None:
            assert found.until > ON, case.name
            assert found.until_reason and not found.until_reason.startswith(DATE_UNKNOWN), case.name


@pytest.mark.parametrize("rule", RULES)
def test_the_places_of_a_local_finding_are_those_that_it_takes_away_or_limits(rule):
    for case, found in firing(rule):
        if found.scope is Scope.LOCAL and found.tier > Tier.NOTE and found.modifications.regions:
            assert set(found.regions) == found.modifications.regions, case.name
        if found.modifications.regions and found.tier is Tier.HOLD:
            assert found.modifications.regions <= plan_visit([found]).avoid_regions, case.name


@pytest.mark.parametrize("case", [each for each in cases() if each.expect == "STOP" and each.facts.get("symptoms")],
                         ids=lambda each: f"{each.rule} {each.name}")
def test_a_sign_that_a_doctor_settled_for_its_rule_stops_nothing_more(case):
    facts, _ = facts_from_dict(case.facts, ON)

    def seen_for(*rules):
        signs = tuple(replace(each, assessed=Answer.YES, settled_for=frozenset(rules)) for each in facts.symptoms)
        found = found_in(case, replace(facts, symptoms=signs))
        return found.tier if found else Tier.NONE

    assert seen_for(case.rule) < Tier.STOP
    assert seen_for() == seen_for("R00")
