"""Which places and sides a finding speaks of, what it asks, and what newer events do to a doctor's word."""
from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.body import expand
from intake.clinical.dates.vague import UNKNOWN, on_day
from intake.clinical.facts import (
    Birth,
    Clearance,
    Clot,
    Condition,
    Device,
    Facts,
    Immobilisation,
    Injury,
    Journey,
    Operation,
    Symptom,
)
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.screening import screen
from intake.clinical.screening.findings import DoctorsLimits, Scope, Tier

ON = date(2026, 5, 4)


def ago(days):
    return on_day(ON - timedelta(days))


def found(rule, **facts):
    return next((each for each in screen(Facts(**facts), on=ON).findings if each.rule == rule), None)


LEFT_LEG = expand("leg", "left")


@pytest.mark.parametrize(("rule", "facts", "regions"), [
    ("R33", {"symptoms": (Symptom("unexplained_lump", "left", "shoulder"),)}, {"left_shoulder"}),
    ("R36", {"symptoms": (Symptom("leg_weakness_or_foot_drop", "left"),)},
     LEFT_LEG | expand("lower_back") | expand("sacrum")),
    ("R51", {"devices": (Device("port", site="chest", side="left"),)}, {"left_chest"}),
    ("R53", {"conditions": (Condition("burn", site="hand", side="right"),)}, {"right_hand"}),
    ("R24", {"operations": (Operation("day_case_ga_or_regional", ago(10), site="abdomen"),)},
     expand("lower_limbs") | {"abdomen"}),
    ("R29", {"symptoms": (Symptom("leg_pain", "left", "calf"), Symptom("arm_pain", "right", "whole_arm"))},
     LEFT_LEG | expand("arm", "right")),
])
def test_what_is_left_alone_is_the_place_on_its_side(rule, facts, regions):
    finding = found(rule, **facts)

    assert finding.modifications.regions == regions
    assert set(finding.regions) <= regions and (finding.regions or rule == "R29")


@pytest.mark.parametrize(("rule", "facts", "places"), [
    ("R54", {"immobilisations": (Immobilisation("paralysed_or_immobile_leg", ago(90), side="left"),)}, LEFT_LEG),
    ("R49", {"conditions": (Condition("reduced_sensation_feet_or_legs", side="left"),)}, LEFT_LEG),
    ("R55", {"conditions": (Condition("lymphoedema", side="left", site="arm"),)}, expand("arm", "left")),
])
def test_what_is_limited_is_the_limb_on_its_side(rule, facts, places):
    finding = found(rule, **facts)

    assert finding.modifications.only_on == places
    assert finding.side == "left"


def test_what_is_built_in_is_spared_where_it_is():
    finding = found("R77", conditions=(Condition("hardware", side="left", site="shin"),))

    assert finding.modifications.only_on == set(finding.regions) == {"left_shin"}


def test_a_limb_with_lymphoedema_is_named_as_the_place():
    assert set(found("R55", conditions=(Condition("lymphoedema", side="left", site="arm"),)).regions) == \
        expand("arm", "left")


@pytest.mark.parametrize(("region", "rule"), [
    ("leg", "R47"), ("legs", "R47"), ("lower_limb", "R47"), ("left_ankle", "R47"), ("calf", "R47"), ("arm", None),
    ("back", None),
])
def test_an_injury_of_the_leg_by_whatever_word(region, rule):
    assert (found("R47", injuries=(Injury(region, "sprain", ago(10)),)) is not None) is (rule == "R47")


@pytest.mark.parametrize(("assessed", "cause", "stops"), [
    (Answer.YES, "known_condition", False), (Answer.YES, "injury", False), (Answer.YES, "exercise", False),
    (Answer.YES, "", True), (Answer.YES, "unexplained", True), (Answer.NO, "injury", True),
    (Answer.NOT_ASKED, "known_condition", True),
])
def test_only_a_doctors_look_with_a_cause_explains_a_warning_sign(assessed, cause, stops):
    sign = Symptom("chest_pain", assessed=assessed, cause=cause)

    assert (found("R01", symptoms=(sign,)) is not None) is stops


def test_a_knock_told_as_a_sign_stops_on_a_blood_thinner_and_another_sign_does_not():
    thinner = (MedicineFact("x", classes=frozenset({"anticoagulant"})),)

    assert found("R71", medicines=thinner, symptoms=(Symptom("head_knock"),)).tier is Tier.STOP
    assert found("R71", medicines=thinner, symptoms=(Symptom("easy_bruising"),)) is None
    settled = Symptom("head_knock", assessed=Answer.YES, settled_for=frozenset({"R71"}))
    assert found("R71", medicines=thinner, symptoms=(settled,)) is None


def test_a_clot_that_lies_ahead_is_none():
    ahead = (Clot("dvt", ago(-5)),)

    assert screen(Facts(clots=ahead), on=ON).findings == ()


def word(given=30, **more):
    return Clearance("R21", "Dr Osei", ago(given), **more)


OLD_CLOT = Clot("dvt", ago(900), "left")


def test_a_doctors_limits_stand_in_the_finding_of_a_cleared_clot():
    cleared = found("R45", clots=(OLD_CLOT,), clearances=(word(limits="Not the calf.", pressure_cap=2),))

    assert cleared.doctors_limits == (DoctorsLimits("Not the calf.", 2),)
    assert (cleared.scope, cleared.side, cleared.modifications.only_on) == (Scope.LIMB, "left", LEFT_LEG)


@pytest.mark.parametrize(("facts", "asks"), [
    ({}, False), ({"operations": (Operation("arthroscopy_leg", ago(5)),)}, True),
    ({"operations": (Operation("local_anaesthetic", ago(5)),)}, False),
    ({"operations": (Operation("arthroscopy_leg", ago(30)),)}, False),
    ({"operations": (Operation("arthroscopy_leg", ago(29)),)}, True),
    ({"operations": (Operation("arthroscopy_leg", UNKNOWN),)}, False),
    ({"journeys": (Journey("plane", 9.0, ago(5)),)}, True), ({"journeys": (Journey("plane", 2.0, ago(5)),)}, False),
    ({"injuries": (Injury("leg", "sprain", ago(5)),)}, True), ({"births": (Birth(ago(5), "vaginal"),)}, True),
    ({"immobilisations": (Immobilisation("leg_cast", ago(5)),)}, True),
])
def test_an_event_newer_than_the_doctors_word_asks_whether_it_still_holds(facts, asks):
    cleared = found("R45", clots=(OLD_CLOT,), clearances=(word(),), **facts)

    assert bool(cleared.questions) is asks
    assert (len(cleared.evidence) > 2) is asks


def test_an_operation_under_sedation_of_an_unknown_day_keeps_the_end_of_both_open():
    both = found("R24", operations=(Operation("sedation"), Operation("arthroscopy_leg", ago(50))))

    assert (both.tier, both.until, len(both.questions)) == (Tier.CAUTION, None, 1)
    assert len(both.evidence) == 2


def test_a_major_operation_does_not_end_a_word_for_a_smaller_one():
    small, major = Operation("arthroscopy_leg", ago(20)), Operation("major_abdominal", ago(2))
    agreed = Clearance("R24", "Dr Osei", ago(5), ON + timedelta(30))

    assert found("R24", operations=(small, major), clearances=(agreed,)).tier is Tier.CAUTION
    assert found("R23", operations=(small, major), clearances=(agreed,)).tier is Tier.HOLD


def test_lasting_factors_are_noted_until_the_first_of_them_ends():
    begun = MedicineFact("x", classes=frozenset({"testosterone"}), started=ago(100))
    finding = found("R62", age=66, bmi=31.0, family_clot=Answer.YES, medicines=(begun,))

    assert (finding.tier, finding.until, finding.scope) == (Tier.NOTE, ON + timedelta(84), Scope.LOWER_LIMBS)


def test_a_very_long_journey_of_an_unknown_day_counts_until_it_is_known():
    journeys = (Journey("plane", 12.0), *(Journey("car", 5.0, ago(days)) for days in (2, 10, 20)))

    assert found("R30", age=66, journeys=journeys).until is None


def test_a_strong_thinner_with_new_bruises_stands_beside_what_else_holds():
    facts = {"medicines": (MedicineFact("x", classes=frozenset({"anticoagulant"})),),
             "symptoms": (Symptom("new_bruising"),), "conditions": (Condition("haemophilia"),)}

    assert [each.matched for each in found("R34", **facts).evidence] == ["haemophilia", "new bruising", "anticoagulant"]
