"""What holds for every screening, whatever the facts: random facts of all kinds, days, clearances."""
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, on_day
from intake.clinical.facts import (
    Birth,
    BloodPressure,
    Cancer,
    Clearance,
    Clot,
    ClottingTendency,
    Condition,
    Device,
    Facts,
    Immobilisation,
    Injury,
    Ivf,
    Journey,
    Operation,
    Platelets,
    Pregnancy,
    Symptom,
)
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.screening import rules_for, screen
from intake.clinical.screening.clots.points import clot_points
from intake.clinical.screening.findings import Tier
from intake.clinical.screening.rules import RULES
from intake.clinical.screening.settings import DEFAULT, ScreeningSettings
from intake.clinical.vignettes.codes import known_codes
from tests.examples import tries

ON = date(2026, 5, 4)
SIDES = st.sampled_from(["", "left", "right", "both"])
ANSWERS = st.sampled_from(Answer)
DAYS = st.one_of(st.just(UNKNOWN), st.integers(-20, 420).map(lambda n: on_day(ON - timedelta(n))))
CODES = {kind: st.sampled_from(sorted(codes - {""})) for kind, codes in known_codes().items()}
# Half of them those that reach furthest into other rules.
SIGNS = st.one_of(CODES["symptoms"], st.sampled_from(["leg_pain", "groin_pain", "arm_pain", "fever", "vision_change"]))
DIAGNOSES = st.one_of(CODES["conditions"], st.sampled_from([
    "covid", "influenza", "severe_infection", "heparin_induced_thrombocytopenia", "vena_cava_filter", "hardware",
    "chronic_infection"]))
CLASSES = ("anticoagulant", "antiplatelet", "nsaid", "ssri", "steroid", "btk_inhibitor", "thrombolytic", "testosterone",
           "combined_hormonal_contraceptive", "chemotherapy", "supplement")
MEDICINES = st.builds(
    MedicineFact, as_written=st.sampled_from("abc"), classes=st.sampled_from(CLASSES).map(lambda c: frozenset({c})),
    status=st.sampled_from(["taken", "as_needed", "recently_stopped", "past", "planned", "allergy", "unsure"]),
    how=st.sampled_from(["exact", "misspelling", "unrecognised"]),
    frequency=st.sampled_from(["", "daily", "as_needed"]), started=DAYS, stopped=DAYS)


def few(strategy):
    """Not asked, none, or up to three."""
    return st.one_of(st.none(), st.lists(strategy, max_size=3).map(tuple))


FACTS = st.builds(
    Facts, age=st.one_of(st.none(), st.integers(1, 100)), bmi=st.one_of(st.none(), st.floats(15, 45)),
    symptoms=few(st.builds(
        Symptom, SIGNS, side=SIDES, onset=DAYS, ended=st.one_of(st.none(), DAYS),
        site=st.sampled_from(["", "calf", "thigh", "knee", "foot", "hip", "upper_arm", "whole_arm"]),
        cause=st.sampled_from(["", "unexplained", "exercise", "known_condition"]), assessed=ANSWERS, at_rest=ANSWERS)),
    operations=few(st.builds(Operation, CODES["surgeries"], DAYS, ANSWERS)),
    immobilisations=few(st.builds(Immobilisation, CODES["immobilisations"], DAYS, st.one_of(st.none(), DAYS),
                                  st.one_of(st.none(), st.integers(0, 20)), SIDES)),
    injuries=few(st.builds(Injury, st.sampled_from(["leg", "ankle", "arm", "back"]),
                           st.sampled_from(["sprain", "fracture"]), DAYS, SIDES)),
    journeys=few(st.builds(Journey, st.just("plane"), st.one_of(st.none(), st.floats(0, 30)), DAYS)),
    clots=few(st.builds(Clot, st.sampled_from(["dvt", "pe", "svt", ""]), DAYS, SIDES, ANSWERS, past=st.booleans())),
    thrombophilia=few(st.builds(ClottingTendency, st.sampled_from(["factor_v_leiden", "protein_s"]))),
    family_clot=ANSWERS,
    cancer=st.one_of(st.none(), st.builds(Cancer, st.sampled_from(["active", "remission", ""]), DAYS)),
    pregnancy=st.one_of(st.none(), st.builds(Pregnancy, st.sampled_from(["pregnant", "none", "might_be"]))),
    births=few(st.builds(Birth, DAYS, st.sampled_from(["", "vaginal", "caesarean"]))), ivf=few(st.builds(Ivf, DAYS)),
    temperature=st.one_of(st.none(), st.floats(36, 40)),
    medicines=few(MEDICINES), conditions=few(st.builds(
        Condition, DIAGNOSES, DAYS, assessed=ANSWERS, past=st.booleans(), ended=st.one_of(st.none(), DAYS),
        severity=st.sampled_from(["", "severe"]))),
    devices=few(st.builds(Device, CODES["devices"])),
    blood_pressure=st.one_of(st.none(), st.builds(BloodPressure, st.integers(80, 220), st.integers(40, 140))),
    platelets=st.one_of(st.none(), st.builds(Platelets, st.integers(1, 400))), bruises_easily=ANSWERS,
    head_knock_since_last_visit=ANSWERS)
CLEARANCES = st.lists(st.builds(
    Clearance, st.sampled_from(sorted(RULES)), st.just("Dr Osei"), DAYS,
    st.one_of(st.none(), st.integers(-200, 400).map(lambda n: ON + timedelta(n)))), max_size=4).map(tuple)


def said(screening):
    return {(f.rule, f.tier, f.evidence_key) for f in screening.findings}


@given(FACTS)
def test_screening_twice_says_the_same_and_changes_no_fact(facts):
    before = replace(facts)

    first, second = screen(facts, on=ON), screen(facts, on=ON)

    assert first == second
    assert facts == before


@given(FACTS, CLEARANCES)
def test_a_clearance_never_lowers_a_stop_and_never_drops_a_hold(facts, clearances):
    without = {f.rule: f for f in screen(facts, on=ON).findings}
    with_them = {f.rule: f for f in screen(replace(facts, clearances=clearances), on=ON).findings}

    for code, finding in without.items():
        if finding.tier is Tier.STOP:
            assert with_them[code].tier is Tier.STOP
        elif finding.tier is Tier.HOLD:
            left = with_them.get(code) or with_them["R45"]
            assert left.tier in (Tier.HOLD, Tier.CAUTION)


@tries(300)
@given(FACTS)
def test_no_rule_that_was_left_out_would_have_fired(facts):
    left_out = [rule for rule in RULES.values() if not rule.after and rule not in rules_for(facts)]

    assert [rule.code for rule in left_out if rule.run(facts, ON, DEFAULT) is not None] == []


@given(FACTS)
def test_the_strongest_comes_first_and_gives_the_tier(facts):
    screening = screen(facts, on=ON)
    tiers = [f.tier for f in screening.findings]

    assert tiers == sorted(tiers, reverse=True)
    assert screening.tier == max(tiers, default=Tier.NONE)
    assert len({f.rule for f in screening.findings}) == len(tiers)


@given(FACTS)
def test_every_finding_says_why_and_keeps_to_its_header(facts):
    for finding in screen(facts, on=ON).findings:
        assert finding.evidence
        assert finding.sentence
        assert finding.advice_therapist
        assert finding.tier in RULES[finding.rule].tiers
        assert finding.until is None or finding.until > ON


@tries(150)
@given(FACTS, CLEARANCES)
def test_nothing_changes_before_the_day_that_is_announced(facts, clearances):
    facts = replace(facts, clearances=clearances)
    today = screen(facts, on=ON)
    last = min(today.next_change_on or date.max, ON + timedelta(500))

    for days in range(1, (last - ON).days, 7):
        later = screen(facts, on=ON + timedelta(days))
        assert (said(later), later.clot_points) == (said(today), today.clot_points)
    if today.next_change_on is not None:
        eve = screen(facts, on=last - timedelta(1))
        assert (said(eve), eve.clot_points) == (said(today), today.clot_points)


@given(FACTS)
def test_points_are_the_sum_of_factors_that_each_count_once(facts):
    tally = clot_points(facts, ON, DEFAULT)

    assert tally.total == sum(factor.points for factor in tally.factors)
    assert len({factor.name for factor in tally.factors}) == len(tally.factors)
    assert all(factor.evidence for factor in tally.factors)


@given(FACTS)
def test_a_lower_journey_threshold_never_takes_a_finding_of_travel_away(facts):
    four = {f.rule for f in screen(facts, on=ON).findings}
    three = {f.rule for f in screen(facts, on=ON, settings=ScreeningSettings(journey_threshold_hours=3)).findings}

    assert not {"R40", "R41"} & four or {"R40", "R41"} & three


def test_nobody_asked_is_said_as_such():
    nothing = screen(Facts(), on=ON)

    assert nothing.tier is Tier.NONE
    assert {"symptoms", "medicines", "conditions"} <= set(nothing.unanswered)
    assert "symptoms" not in screen(Facts(symptoms=()), on=ON).unanswered


def test_age_is_worked_out_at_the_day():
    facts = Facts(born=date(1966, 5, 5))

    assert screen(facts, on=ON).clot_points == 0
    assert screen(facts, on=ON).next_change_on == date(2026, 5, 5)
    assert screen(facts, on=date(2026, 5, 5)).clot_points == 1
    assert Facts(born=date(1964, 2, 29)).age_on(date(2024, 2, 28)) == 59


def test_the_third_journey_stops_counting_on_the_day_that_is_announced():
    journeys = tuple(Journey("car", 5.0, on_day(ON - timedelta(days))) for days in (2, 12, 28))
    facts = Facts(journeys=journeys)

    assert screen(facts, on=ON).clot_points == 3
    assert screen(facts, on=ON).next_change_on == ON + timedelta(1)
    assert screen(facts, on=ON + timedelta(1)).clot_points == 2


PILL = (MedicineFact("pill", classes=frozenset({"combined_hormonal_contraceptive"})),)


def journey(days_ago, hours=5.0):
    return Journey("car", hours, on_day(ON - timedelta(days_ago)))


@pytest.mark.parametrize(("journeys", "days"), [
    ((journey(2), journey(12), journey(28)), 1),             # the third counts for the last day
    ((journey(2), journey(12), journey(20)), 9),
    ((journey(2), journey(10), journey(20), journey(28)), 9),  # three are left without the fourth
    ((journey(2), journey(10, 12.0)), 5),                    # the one of twelve hours, to its day 14
    ((journey(2), journey(10, 13.0), journey(12), journey(20)), 13),  # three journeys count on when that is over
    ((journey(2), journey(12)), 13),
    ((journey(2, 12.0),), 13),
])
def test_factors_together_hold_until_the_journeys_count_for_less(journeys, days):
    finding = screen(Facts(age=60, medicines=PILL, journeys=journeys), on=ON).findings[0]

    assert (finding.rule, finding.tier) == ("R30", Tier.HOLD)
    assert finding.until == ON + timedelta(days)
