"""Assessments and "well since" in facts from outside: what they settle, and what goes on."""
from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.screening import screen
from intake.clinical.vignettes.facts import facts_from_dict

ON = date(2026, 5, 4)
CHEST = {"code": "chest_pain", "onset_date": "2026-04-20"}
CALF = {"code": "leg_swelling", "side": "left", "site": "calf", "onset_date": "2026-04-20"}


def read(**facts):
    found, unread = facts_from_dict(facts, ON)
    assert unread == ()
    return found


def tiers(**facts):
    return {f.rule: f.tier.name for f in screen(read(**facts), on=ON).findings}


def assessed(rule, outcome, day="2026-04-22", **more):
    return [{"rule": rule, "outcome": outcome, "date": day, **more}]


@pytest.mark.parametrize("outcome", ["ruled_out", "other_cause", "treated"])
def test_an_assessment_settles_the_signs_of_its_rule(outcome):
    facts = read(symptoms=[CHEST, CALF], assessments=assessed("R01", outcome))

    chest, calf = facts.symptoms
    assert (chest.assessed, chest.settled_for) == (Answer.YES, {"R01"})
    assert (calf.assessed, calf.settled_for) == (Answer.NOT_ASKED, frozenset())


def test_the_stop_stands_while_it_is_open():
    assert tiers(symptoms=[CHEST], assessments=assessed("R01", "open")) == {"R01": "STOP"}


def test_ruled_out_withdraws_the_suspicion_and_no_other():
    assert tiers(symptoms=[CHEST, CALF], assessments=assessed("R01", "ruled_out")) == {"R02": "STOP"}


@pytest.mark.parametrize(("onset", "day", "stops"), [
    ("2026-04-22", "2026-04-22", False), ("2026-04-23", "2026-04-22", True),
    ("", "2026-05-03", True), ("", "2026-05-04", False), ("May 2026", "2026-05-03", True),
    ("2026-04-20", "April 2026", True), ("2026-04-01", "April 2026", False),
])
def test_a_sign_told_after_the_assessment_is_not_settled(onset, day, stops):
    found = tiers(symptoms=[{"code": "chest_pain", "onset_date": onset}], assessments=assessed("R01", "ruled_out", day))

    assert ("R01" in found) is stops


def test_an_assessment_of_one_leg_leaves_the_other():
    right = {**CALF, "side": "right"}

    facts = read(symptoms=[CALF, right], assessments=assessed("R02", "ruled_out", side="left"))

    assert [each.assessed for each in facts.symptoms] == [Answer.YES, Answer.NOT_ASKED]


def test_a_treated_clot_enters_the_record():
    facts = read(symptoms=[CALF], assessments=assessed("R02", "treated", side="left"))

    assert [(c.type, c.on.latest, c.side, c.on_treatment) for c in facts.clots] == [
        ("dvt", date(2026, 4, 22), "left", Answer.YES)]
    assert tiers(symptoms=[CALF], assessments=assessed("R02", "treated", side="left"))["R20"] == "HOLD"


def test_a_treated_break_enters_as_a_broken_leg():
    facts = read(symptoms=[{"code": "cannot_bear_weight", "onset_date": "2026-04-21"}],
                 assessments=assessed("R10", "treated"))

    assert [(i.region, i.type) for i in facts.injuries] == [("leg", "fracture")]


def test_what_no_rule_knows_is_held_while_it_is_treated():
    found = tiers(symptoms=[CHEST], assessments=assessed("R01", "treated", condition="pneumothorax"))

    assert found["R01"] == "HOLD"


def test_another_cause_that_is_named_stays_with_the_sign():
    chest = read(symptoms=[CHEST], assessments=assessed("R01", "other_cause", condition="rib fracture")).symptoms[0]

    assert chest.cause == "known_condition"
    assert chest.words == "chest_pain: rib fracture"


@pytest.mark.parametrize("told", [
    {"symptoms": [{"code": "fever", "onset_date": "2026-04-20"}]}, {"conditions": ["acute_infection"]},
    {"conditions": [{"code": "acute_infection", "date": "2026-04-20"}]},
])
@pytest.mark.parametrize(("days", "holds"), [(0, True), (2, True), (3, False)])
def test_well_since_ends_fever_and_infection_after_48_hours(told, days, holds):
    assert ("R32" in tiers(**told, well_since=(ON - timedelta(days)).isoformat())) is holds


def test_an_illness_that_began_later_is_another_one():
    ill = [{"code": "fever", "onset_date": "2026-05-03"}]

    assert tiers(symptoms=ill, well_since="2026-04-20")["R32"] == "HOLD"


@pytest.mark.parametrize("since", ["soonish", "2027-01-01", ""])
def test_well_since_an_unreadable_day_ends_nothing(since):
    facts, _ = facts_from_dict({"conditions": ["acute_infection"], "well_since": since}, ON)

    assert facts.conditions[0].ended is None


def test_a_clearance_with_a_date_in_words_ends_on_its_first_day():
    facts = read(clearances=[{"rule": "R34", "by": "GP", "date": "2026-05-01", "valid_until": "June 2026"}])

    assert facts.clearances[0].valid_until == date(2026, 6, 1)
