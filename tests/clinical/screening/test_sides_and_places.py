"""Which places and sides a finding speaks of, what it asks, and what newer events do to a doctor's word."""
from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.body import expand
from intake.clinical.dates.vague import UNKNOWN, VagueDate, on_day
from intake.clinical.facts import (
    Birth,
    Clearance,
    Clot,
    Condition,
    Device,
    Facts,
    Immobilisation,
    Injury,
    Ivf,
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
    assert found("R71", medicines=thinner, symptoms=(settled,), head_knock_since_last_visit=Answer.YES) is None
    assert found("R71", medicines=thinner, symptoms=(Symptom("head_knock", assessed=Answer.YES),)) is None
    assert found("R71", medicines=thinner, head_knock_since_last_visit=Answer.YES).tier is Tier.STOP


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
    ({"injuries": (Injury("leg", "sprain", ago(5)),)}, True),
    ({"injuries": (Injury("shoulder", "sprain", ago(5)),)}, False), ({"births": (Birth(ago(5), "vaginal"),)}, True),
    ({"immobilisations": (Immobilisation("leg_cast", ago(5)),)}, True),
    ({"immobilisations": (Immobilisation("leg_cast", ago(60), ago(29)),)}, True),
    ({"immobilisations": (Immobilisation("leg_cast", ago(60), ago(30)),)}, False),
    ({"ivf": (Ivf(ago(29)),)}, True), ({"ivf": (Ivf(ago(30)),)}, False),
    ({"conditions": (Condition("heparin_induced_thrombocytopenia", ago(29)),)}, True),
    ({"conditions": (Condition("covid", ago(5)),)}, False),
    ({"operations": (Operation("arthroscopy_leg", VagueDate("April", ago(34).earliest, ago(5).latest)),)}, False),
])
def test_an_event_newer_than_the_doctors_word_asks_whether_it_still_holds(facts, asks):
    cleared = found("R45", clots=(OLD_CLOT,), clearances=(word(),), **facts)

    assert bool(cleared.questions) is asks
    assert (len(cleared.evidence) > 2) is asks


def test_nothing_is_newer_than_a_word_of_a_day_that_nobody_knows():
    agreed = Clearance("R21", "Dr Osei", valid_until=ON + timedelta(30))

    assert found("R45", clots=(OLD_CLOT,), clearances=(agreed,), journeys=(Journey("plane", 9.0, ago(5)),)
                 ).questions == ()


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


def ages_of(finding):
    return len(finding.evidence)


def test_of_several_facts_all_that_stand_in_the_strongest_window_are_evidence_in_whatever_order():
    ahead, fresh, late = (Journey("plane", 9.0, ago(days)) for days in (-3, 5, 30))
    other = Journey("car", 6.0, ago(9))

    assert ages_of(found("R40", journeys=(ahead, fresh, late, other))) == 2
    assert ages_of(found("R40", journeys=(late, fresh, ahead, other))) == 2
    assert found("R41", journeys=(ahead, late)) is not None
    assert found("R40", journeys=(Journey("plane", 9.0, ago(0)),)).until == ON + timedelta(15)


def test_a_stay_that_is_planned_holds_nothing_yet():
    assert found("R25", immobilisations=(Immobilisation("leg_cast", ago(-2)),)) is None
    assert found("R26", immobilisations=(Immobilisation("hospital_bed", ago(-2)),)) is None


def test_a_hospital_bed_and_a_reaction_to_heparin_are_told_together_until_the_last_of_them():
    bed = Immobilisation("hospital_bed", ago(30), ago(20))
    both = found("R26", immobilisations=(bed,), conditions=(Condition("heparin_induced_thrombocytopenia", ago(10)),))

    assert (ages_of(both), both.until) == (2, ON + timedelta(33))


THINNER = MedicineFact("x", ("apixaban",), frozenset({"anticoagulant"}), "high", status="recently_stopped",
                       stopped=ago(3))


@pytest.mark.parametrize(("rule", "facts"), [
    ("R34", {"symptoms": (Symptom("new_bruising", told_on=ON),)}), ("R71", {"head_knock_since_last_visit": Answer.YES}),
    ("R74", {"symptoms": (Symptom("groin_pain", onset=ago(2)),)}),
])
def test_a_blood_thinner_that_still_works_counts_as_taken_until_it_has_worn_off(rule, facts):
    assert found(rule, medicines=(THINNER,), **facts) is not None
    gone = MedicineFact("x", ("apixaban",), frozenset({"anticoagulant"}), "high", status="recently_stopped",
                        stopped=ago(10))
    assert found(rule, medicines=(gone,), **facts) is None


def test_a_bruise_that_is_over_counts_for_nothing():
    cirrhosis = (Condition("liver_cirrhosis"),)

    assert found("R34", conditions=cirrhosis, symptoms=(Symptom("new_bruising"),)).tier is Tier.HOLD
    assert found("R34", conditions=cirrhosis, symptoms=(Symptom("new_bruising", ended=ago(2)),)).tier is Tier.CAUTION


def test_a_filter_beside_a_clot_asks_why_it_is_there_and_alone_says_so():
    filters = (Condition("vena_cava_filter"),)
    alone, both = (found("R21", clots=clots, conditions=filters) for clots in ((), (OLD_CLOT,)))

    assert alone.sentence != both.sentence
    assert found("R21", clots=(OLD_CLOT,)).sentence == both.sentence
    assert len(alone.questions) == len(both.questions) == 1


def test_the_knee_that_hurts_on_an_unknown_side_may_be_that_of_the_sign():
    pain, warmth = Symptom("leg_pain", site="calf"), Symptom("leg_warmth", "left")

    assert len(found("R02", symptoms=(pain, warmth)).evidence) == 2
    assert found("R02", symptoms=(Symptom("leg_pain", "right", "calf"), warmth)) is None
    assert found("R02", symptoms=(Symptom("leg_pain", "right", "calf"), Symptom("leg_warmth"))) is not None


@pytest.mark.parametrize("code", ["port", "hearing_aid", "insulin"])
def test_only_a_device_with_a_line_or_a_wire_asks_for_care(code):
    assert (found("R51", devices=(Device(code),)) is not None) is (code == "port")
