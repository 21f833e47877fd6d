"""What the log of a flag says of each step: which flag, on what it stands now, and why in words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from intake.clinical.flags import State, Step, reconcile, standing_after
from intake.clinical.screening.findings import Evidence, Finding, Modifications, Tier

ON = date(2026, 5, 4)
AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
FLIGHT = Evidence("flight", "journey, 9 h seated", "ended 2026-05-01")


def found(rule="R40", tier=Tier.CAUTION, evidence=(FLIGHT,), **others):
    return Finding(rule, "name", "1", tier, "sentence", evidence, needs_review=True, **others)


def steps(before, *now):
    """The steps that the flags of the findings `before` take when `now` is what is found."""
    return reconcile({each.rule: each for each in before}, now, on=ON)


def the_lapse(before, *now):
    [lapse] = [change for change in steps([before], *now) if change.step is Step.LAPSED]
    return lapse


@pytest.mark.parametrize(("now", "step", "reason"), [
    (found(tier=Tier.CAUTION), Step.STEPPED_DOWN, "From HOLD to CAUTION."),
    (found(tier=Tier.STOP), Step.REOPENED, "From HOLD to STOP."),
    (found(tier=Tier.HOLD, side="left"), Step.REOPENED, "What it asks for has changed."),
    (found(tier=Tier.HOLD, evidence=(replace(FLIGHT, matched="journey, 11 h seated"),)), Step.REOPENED,
     "What it rests on has changed."),
    (found(tier=Tier.CAUTION, evidence=(replace(FLIGHT, matched="journey, 11 h seated"),)), Step.REOPENED,
     "What it rests on has changed."),
])
def test_each_step_of_a_hold_names_its_flag_what_it_stands_on_and_why(now, step, reason):
    [change] = steps([found(tier=Tier.HOLD)], now)

    assert (change.rule, change.step, change.finding, change.reason) == ("R40", step, now, reason)


def test_a_rule_that_takes_a_technique_more_on_the_same_facts_names_its_flag_and_stands_on_what_it_says_now():
    now = found(modifications=Modifications(techniques=frozenset({"cupping"})))

    [change] = steps([found()], now)

    assert (change.rule, change.step, change.finding, change.reason) == (
        "R40", Step.REOPENED, now, "The rule has changed.")


def test_a_closed_flag_stands_on_nothing_and_says_which_it_was():
    lapse = the_lapse(found())

    assert (lapse.rule, lapse.finding, lapse.waits) == ("R40", None, False)


def test_only_a_past_clot_is_said_to_be_cleared_and_only_where_it_was():
    past = found("R21", Tier.HOLD)
    cleared = found("R45")

    assert the_lapse(past, cleared).reason == "Cleared: see R45."
    assert the_lapse(past, found("R46")).reason == "The answers no longer say so."
    assert the_lapse(found("R40"), cleared).reason == "The answers no longer say so."


def test_only_stronger_rules_are_named_for_what_is_gone():
    gone = found("R40", Tier.CAUTION)

    assert the_lapse(gone, found("R46"), found("R02", Tier.STOP), found("R23", Tier.HOLD)).reason == \
        "No longer found; R02, R23 stands."
    assert the_lapse(gone, found("R46"), found("R67", Tier.NOTE)).reason == "The answers no longer say so."


def test_a_finding_that_went_before_its_time_is_not_said_to_have_run_out():
    assert the_lapse(found(until=ON)).reason == "Its time has passed: it held until 2026-05-04."
    assert the_lapse(found(until=ON - timedelta(1))).reason == "Its time has passed: it held until 2026-05-03."
    assert the_lapse(found(until=ON + timedelta(1))).reason == "The answers no longer say so."


@pytest.mark.parametrize(("given", "since"), [({}, None), ({"waits": False}, None), ({"waits": True}, AT)])
def test_a_flag_waits_from_the_step_that_asks_for_somebody_and_only_then(given, since):
    raised = standing_after(None, Step.RAISED, at=AT, **given)
    reopened = standing_after(raised, Step.REOPENED, at=AT, **given)

    assert [(each.state, each.waiting_since, each.closed_at) for each in (raised, reopened)] == [
        (State.RAISED, since, None), (State.REOPENED, since, None)]
