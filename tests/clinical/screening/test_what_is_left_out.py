"""What each rule takes away beside its tier: techniques, pressure, places; how urgent it is; what keeps silent."""
from dataclasses import replace
from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.body import expand
from intake.clinical.dates.vague import UNKNOWN, on_day
from intake.clinical.facts import (
    Birth,
    BloodPressure,
    Cancer,
    Clearance,
    Clot,
    ClottingTendency,
    Condition,
    Facts,
    Immobilisation,
    Injury,
    Inr,
    Journey,
    Operation,
    Pregnancy,
    Symptom,
)
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.screening import screen
from intake.clinical.screening.findings import Modifications, Scope, Tier, Urgency
from intake.clinical.screening.rule import Verdict
from intake.clinical.screening.rules.together import lasting_factors, many_factors, some_factors
from intake.clinical.screening.settings import DEFAULT
from intake.clinical.techniques import HIGH, LEG_CARE, MODERATE

ON = date(2026, 5, 4)
GENTLE = LEG_CARE | {"friction", "hot_stones", "cupping", "gua_sha_iastm"}
LEGS = expand("lower_limbs")


def ago(days):
    return on_day(ON - timedelta(days))


def found(rule, **facts):
    return next(each for each in screen(Facts(**facts), on=ON).findings if each.rule == rule)


def taken(code):
    return {"medicines": (MedicineFact("x", classes=frozenset({code})),)}


def condition(code, **more):
    return {"conditions": (Condition(code, **more),)}


LEFT_OUT = [
    ("R22", {"clots": (Clot("svt", UNKNOWN, "left", past=True),)}, 3, LEG_CARE),
    ("R24", {"operations": (Operation("arthroscopy_leg", ago(50)),)}, 3, LEG_CARE),
    ("R25", {"immobilisations": (Immobilisation("leg_cast", ago(90), ago(50)),)}, 3, LEG_CARE),
    ("R26", {"immobilisations": (Immobilisation("hospital_bed", ago(90), ago(50)),)}, 3, LEG_CARE),
    ("R28", {"births": (Birth(ago(50), "caesarean"),)}, 3, LEG_CARE | {"deep_abdominal"}),
    ("R29", {"symptoms": (Symptom("arm_pain", "left", "upper_arm"),)}, 3, LEG_CARE),
    ("R31", condition("arterial_disease"), 2, LEG_CARE | {"deep_abdominal", "friction"}),
    ("R34", condition("hht"), 3, MODERATE), ("R34", condition("recent_major_bleed"), 2, HIGH),
    ("R40", {"journeys": (Journey("plane", 9.0, ago(3)),)}, 3, LEG_CARE),
    ("R43", {"pregnancy": Pregnancy("pregnant")}, 1, LEG_CARE | {"deep_abdominal", "friction", "cupping"}),
    ("R44", {"births": (Birth(ago(3), "vaginal"),)}, 3, LEG_CARE), ("R46", taken("anticoagulant"), 2, HIGH),
    ("R47", {"injuries": (Injury("leg", "sprain", ago(10)),)}, 3, LEG_CARE),
    ("R48", {"immobilisations": (Immobilisation("home_bed", ago(20), ago(10)),)}, 3, LEG_CARE),
    ("R49", condition("reduced_sensation_feet_or_legs"), 2, GENTLE), ("R52", condition("osteoporosis"), 3, MODERATE),
    ("R54", condition("paralysed_leg"), 3, LEG_CARE), ("R55", condition("lymphoedema"), 1, GENTLE),
    ("R56", {"blood_pressure": BloodPressure(165, 90)}, 3, MODERATE),
    ("R57", condition("both_legs_swelling", assessed=Answer.YES), 2, LEG_CARE),
    ("R64", taken("antiplatelet"), 3, MODERATE), ("R77", condition("hardware", site="shin"), None,
                                                  {"deep_tissue", "thrust"}),
    ("R67", {**taken("ssri"), "bruises_easily": Answer.YES}, 3, MODERATE),
]


@pytest.mark.parametrize(("rule", "facts", "cap", "techniques"), LEFT_OUT, ids=[each[0] for each in LEFT_OUT])
def test_how_strong_and_without_which_techniques(rule, facts, cap, techniques):
    changes = found(rule, **facts).modifications

    assert (changes.pressure_cap, changes.techniques) == (cap, techniques)


CLEARED = [
    ("R22", {"clots": (Clot("svt", ago(20), "left"),)}, 3, LEG_CARE, expand("lower_limbs", "left")),
    ("R23", {"operations": (Operation("spinal", ago(20)),)}, 3, LEG_CARE, LEGS),
    ("R24", {"operations": (Operation("arthroscopy_leg", ago(20)),)}, 3, LEG_CARE, LEGS),
    ("R25", {"immobilisations": (Immobilisation("leg_cast", ago(20)),)}, 3, LEG_CARE, LEGS),
    ("R26", {"immobilisations": (Immobilisation("hospital_bed", ago(20), ago(10)),)}, 3, LEG_CARE, LEGS),
    ("R27", {"cancer": Cancer("active")}, 2, HIGH, set()),
    ("R28", {"births": (Birth(ago(20), "caesarean"),)}, 3, LEG_CARE | {"deep_abdominal"}, LEGS | {"abdomen"}),
    ("R30", {"journeys": (Journey("plane", 9.0, ago(6)),), "age": 66, "bmi": 31.0}, 3, LEG_CARE, LEGS),
    ("R31", condition("aortic_aneurysm"), 2, LEG_CARE | {"deep_abdominal", "friction"},
     LEGS | expand("abdomen") | expand("lower_back")),
    ("R33", {"symptoms": (Symptom("constant_night_pain"),)}, 3, MODERATE, set()),
    ("R34", condition("haemophilia"), 2, HIGH, set()), ("R35", {"injuries": (Injury("shoulder", "sprain", ago(3)),)}, 3,
                                                        MODERATE, set()),
    ("R57", condition("both_legs_swelling"), 2, LEG_CARE, LEGS), ("R72", {"inr": Inr(3.6)}, 2, HIGH, set()),
]


@pytest.mark.parametrize(("rule", "facts", "cap", "techniques", "places"), CLEARED, ids=[each[0] for each in CLEARED])
def test_what_is_held_is_done_gently_once_a_doctor_agrees(rule, facts, cap, techniques, places):
    held = found(rule, **facts)
    cleared = found(rule, **facts, clearances=(Clearance(rule, "Dr Osei", ago(1)),))

    assert (held.tier, cleared.tier) == (Tier.HOLD, Tier.CAUTION)
    changes = cleared.modifications
    assert (changes.pressure_cap, changes.techniques, changes.only_on) == (cap, techniques, places)
    assert changes.regions == frozenset()


def test_the_leg_of_a_fresh_clot_is_left_alone_even_once_a_doctor_agrees():
    cleared = found("R20", clots=(Clot("dvt", ago(20), "left", Answer.YES),), clearances=(
        Clearance("R20", "Dr Osei", ago(1)),))

    assert cleared.modifications == Modifications(3, LEG_CARE, regions=expand("lower_limbs", "left"))


URGENT = [
    ("R01", Symptom("chest_pain"), Urgency.EMERGENCY), ("R02", Symptom("leg_swelling", "left"), Urgency.SAME_DAY),
    ("R03", Symptom("arm_swelling", "left"), Urgency.SAME_DAY),
    ("R05", Symptom("limb_cold_pale_sudden"), Urgency.EMERGENCY),
    ("R06", Symptom("tense_muscle_severe_pain"), Urgency.EMERGENCY),
    ("R07", Symptom("saddle_numbness"), Urgency.EMERGENCY),
    ("R08", Symptom("face_arm_speech_change"), Urgency.EMERGENCY),
    ("R08", Symptom("neck_pain_after_neck_work", course="worse"), Urgency.SAME_DAY),
    ("R09", Symptom("hot_swollen_joint"), Urgency.SAME_DAY), ("R10", Symptom("cannot_bear_weight"), Urgency.SAME_DAY),
    ("R11", Symptom("dark_urine_with_muscle_pain"), Urgency.SAME_DAY),
    ("R70", Symptom("bleeding_not_stopping"), Urgency.SAME_DAY),
]


@pytest.mark.parametrize(("rule", "sign", "urgency"), URGENT)
def test_how_urgent_a_sign_is(rule, sign, urgency):
    stopped = found(rule, symptoms=(sign,))

    assert (stopped.tier, stopped.urgency) == (Tier.STOP, urgency)


@pytest.mark.parametrize(("rule", "facts", "urgency"), [
    ("R04", {"symptoms": (Symptom("leg_pain", "left", "calf", ago(3)),), "clots": (Clot("dvt", ago(900)),)},
     Urgency.SAME_DAY),
    ("R12", {"blood_pressure": BloodPressure(190, 90), "symptoms": (Symptom("confusion"),)}, Urgency.EMERGENCY),
    ("R13", {"pregnancy": Pregnancy("pregnant"), "symptoms": (Symptom("vision_change"),)}, Urgency.SAME_DAY),
    ("R20", {"clots": (Clot("dvt", ago(9), on_treatment=Answer.NO),)}, Urgency.SAME_DAY),
    ("R71", {**taken("anticoagulant"), "symptoms": (Symptom("head_knock"),)}, Urgency.EMERGENCY),
])
def test_how_urgent_several_facts_are_together(rule, facts, urgency):
    stopped = found(rule, **facts)

    assert (stopped.tier, stopped.urgency) == (Tier.STOP, urgency)


def verdict(tier, **more):
    return Verdict(tier, "", **more)


BESIDE = ("R01", "R02", "R03", "R04", "R20", "R21", "R22", "R23", "R24", "R25", "R26", "R27", "R28")
CLOTS_TOO = (*BESIDE, "R30", "R40", "R42", "R43", "R44", "R45", "R47", "R48", "R50", "R54")
FOUR = Facts(journeys=(Journey("plane", 9.0, ago(3)),), age=66, bmi=31.0)
THREE = Facts(journeys=(Journey("plane", 9.0, ago(3)),), age=66)
LASTING = Facts(clots=(Clot("dvt", ago(900)),), age=66)


OLD_JOURNEY = Facts(journeys=(Journey("plane", 9.0, ago(20)),), thrombophilia=(ClottingTendency("protein_s"),))
CAESAREAN = Facts(births=(Birth(ago(3), "caesarean"),))


@pytest.mark.parametrize(("facts", "rule"), [
    (FOUR, "R30"), (replace(CAESAREAN, age=66), "R30"), (THREE, "R42"), (replace(OLD_JOURNEY, age=66), "R42"),
    (replace(OLD_JOURNEY, age=66, bmi=31.0), "R42"), (OLD_JOURNEY, None), (CAESAREAN, None),
    (replace(THREE, age=50), None), (LASTING, "R62"), (replace(LASTING, bmi=31.0), "R62"),
    (replace(LASTING, age=50), None), (Facts(age=66, bmi=31.0), None),
])
def test_points_hold_from_four_and_ask_for_care_from_three_by_how_much_of_it_passes(facts, rule):
    said = {"R30": many_factors, "R42": some_factors, "R62": lasting_factors}

    assert [code for code, function in said.items() if function(facts, ON, DEFAULT, {})] == [rule] * bool(rule)


@pytest.mark.parametrize(("several", "facts"), [(many_factors, FOUR), (some_factors, THREE)])
@pytest.mark.parametrize("code", BESIDE)
def test_several_factors_are_silent_beside_each_clot_rule_that_holds_both_legs(several, facts, code):
    def says(tier, **more):
        return several(facts, ON, DEFAULT, {code: verdict(tier, **more)}) is not None

    assert not says(Tier.HOLD) and not says(Tier.STOP) and not says(Tier.HOLD, scope=Scope.LOWER_LIMBS)
    assert not says(Tier.HOLD, scope=Scope.LIMB, modifications=Modifications(regions=LEGS))
    assert says(Tier.HOLD, scope=Scope.LIMB, modifications=Modifications(regions=expand("leg", "left")))
    assert says(Tier.CAUTION)
    assert several(facts, ON, DEFAULT, {"R34": verdict(Tier.HOLD)}) is not None


@pytest.mark.parametrize("code", CLOTS_TOO)
def test_lasting_factors_are_noted_only_where_no_clot_rule_asks_for_more(code):
    def says(rule, tier):
        return lasting_factors(LASTING, ON, DEFAULT, {rule: verdict(tier)}) is not None

    assert [says(code, tier) for tier in (Tier.NOTE, Tier.CAUTION, Tier.HOLD)] == [True, False, False]
    assert says("R34", Tier.HOLD)
