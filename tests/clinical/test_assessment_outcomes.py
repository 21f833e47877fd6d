"""What a confirmed suspicion becomes in the record: a clot, a broken leg, or a condition that is held until cleared."""

from datetime import date

import pytest

from intake.clinical.answer import Answer
from intake.clinical.facts import Facts
from intake.clinical.history import Assessment
from intake.clinical.history.assessments import assessed_for
from intake.clinical.screening import screen
from intake.clinical.screening.findings import Scope, Tier

ON = date(2026, 5, 4)


def treated(rule, condition="", **more):
    return Assessment(rule, "treated", ON, condition=condition, name="assessment-7", **more)


@pytest.mark.parametrize(("rule", "condition", "kind"), [
    ("R01", "", "pe"), ("R02", "", "dvt"), ("R03", "", "dvt"), ("R04", "", "dvt"), ("R05", "", None), ("R09", "", None),
    ("R01", "DVT of the calf", "dvt"), ("R02", "lung embolism", "pe"), ("R02", "cellulitis", None),
    ("R09", "a clot", "dvt"), ("R09", "pulmonary embolus", "pe"), ("R70", "Thrombosis", "dvt"), ("R02", "PE", "pe"),
    ("R20", "", None), ("R20", "DVT", None), ("R12", "a clot", None), ("R02", "peroneal palsy", None),
])
def test_a_clot_that_was_confirmed_is_a_clot_by_its_name_or_by_what_was_suspected(rule, condition, kind):
    clot = treated(rule, condition).clot

    assert (clot and clot.type) == kind


def test_a_confirmed_clot_is_treated_since_that_day_on_its_side_in_the_words_of_the_doctor():
    clot = treated("R02", "DVT below the knee", side="left", words="seen in A&E").clot

    assert (clot.on.latest, clot.on_treatment, clot.side, clot.words, clot.answers) == (
        ON, Answer.YES, "left", "DVT below the knee", ("assessment-7",))
    assert treated("R02", words="seen in A&E").clot.words == "seen in A&E"


@pytest.mark.parametrize(("rule", "condition", "broken"), [
    ("R10", "", True), ("R10", "fractured ankle", True), ("R10", "a break", True), ("R10", "Broken toe", True),
    ("R10", "a sprain", False), ("R02", "fractured ankle", False),
])
def test_a_leg_that_was_found_broken_is_an_injury(rule, condition, broken):
    injury = treated(rule, condition, side="right", words="by X-ray").injury

    assert (injury is not None) is broken
    if injury is not None:
        assert (injury.region, injury.type, injury.side, injury.on.latest, injury.answers) == (
            "leg", "fracture", "right", ON, ("assessment-7",))
        assert injury.words == (condition or "by X-ray")


@pytest.mark.parametrize("outcome", ["ruled_out", "other_cause", "open", ""])
def test_only_what_was_confirmed_enters_the_record(outcome):
    each = Assessment("R02", outcome, ON)
    broken = Assessment("R10", outcome, ON)

    assert (each.clot, each.treated, broken.injury) == (None, None, None)
    assert each.is_settled is (outcome != "open")


@pytest.mark.parametrize(("rule", "condition", "held"), [
    ("R09", "cellulitis", True), ("R02", "cellulitis", True), ("R10", "a sprain", True), ("R05", "", True),
    ("R02", "", False), ("R10", "", False), ("R12", "", False), ("R20", "cellulitis", False),
])
def test_what_no_rule_knows_is_held_and_what_one_knows_is_left_to_it(rule, condition, held):
    kept = treated(rule, condition, words="seen").treated

    assert (kept is not None) is held
    if kept is not None:
        assert (kept.rule, kept.on, kept.words, kept.answers) == (rule, ON, condition or "seen", ("assessment-7",))


def test_what_is_held_after_an_assessment_holds_the_session_until_a_doctor_agrees():
    two = tuple(treated("R09", name).treated for name in ("cellulitis", "gout"))

    [finding] = screen(Facts(treated=two), on=ON).findings

    assert (finding.rule, finding.tier, finding.scope, finding.until) == ("R09", Tier.HOLD, Scope.WHOLE_SESSION, None)
    assert [each.fact.words for each in finding.evidence] == ["cellulitis", "gout"]
    assert finding.until_reason == "until a clearance is stored"
    assert finding.asks_clearance


def test_answers_are_settled_for_each_rule_that_looked_at_all_of_them():
    def looked(rule, outcome, *names, **more):
        return Assessment(rule, outcome, ON, answers=frozenset(names), **more)

    both = looked("R02", "ruled_out", "a", "b")
    other = looked("R70", "other_cause", "a", condition="a strain")
    latest = looked("R03", "other_cause", "a", words="a bruise")

    assert assessed_for(("a", "b"), [both, other]) == ({"R02"}, "")
    assert assessed_for(("a",), [both, other]) == ({"R02", "R70"}, "a strain")
    assert assessed_for(("a",), [other, latest]) == ({"R70", "R03"}, "a bruise")
    assert assessed_for(("a",), [looked("R02", "open", "a")]) == (frozenset(), "")
    assert assessed_for((), [both]) == (frozenset(), "")
    assert assessed_for(("c",), [both]) == (frozenset(), "")
