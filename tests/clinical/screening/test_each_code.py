"""Each sign, condition, device and operation by itself, without a word more: which rule speaks, and how strongly."""
from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.body import expand
from intake.clinical.dates.vague import on_day
from intake.clinical.facts import BloodPressure, Condition, Device, Facts, Operation, Pregnancy, Symptom
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.screening import screen

ON = date(2026, 5, 4)


def tiers(**facts):
    return {each.rule: each.tier.name for each in screen(Facts(**facts), on=ON).findings}


STOPPING = {
    "R01": ["new_breathlessness", "chest_pain", "coughing_blood", "collapse"], "R02": ["leg_swelling"],
    "R03": ["arm_swelling", "arm_blue_or_heavy", "neck_swelling"],
    "R05": ["limb_cold_pale_sudden", "toes_cold_discoloured_sudden", "limb_numb_sudden"],
    "R06": ["tense_muscle_severe_pain", "pain_out_of_proportion"],
    "R07": ["saddle_numbness", "bladder_or_bowel_change", "new_weakness_both_legs"],
    "R08": ["sudden_severe_headache", "neck_pain_with_dizziness_or_vision_change", "face_arm_speech_change"],
    "R09": ["spreading_hot_red_skin", "hot_swollen_joint", "diabetic_foot_hot_swollen_or_ulcer"],
    "R10": ["cannot_bear_weight"], "R11": ["dark_urine_with_muscle_pain"],
    "R70": ["large_or_unexplained_bruise", "hard_painful_swelling", "bleeding_not_stopping", "blood_in_urine_or_stool"],
}


@pytest.mark.parametrize(("rule", "sign"), [(rule, sign) for rule, signs in STOPPING.items() for sign in signs])
def test_each_sign_of_an_emergency_stops_alone(rule, sign):
    assert tiers(symptoms=(Symptom(sign),))[rule] == "STOP"


@pytest.mark.parametrize("sign", [
    "severe_headache", "sudden_severe_headache", "vision_change", "face_or_hand_swelling", "upper_belly_pain",
    "pregnancy_warning",
])
def test_each_warning_sign_in_pregnancy_stops(sign):
    assert tiers(symptoms=(Symptom(sign),), pregnancy=Pregnancy("pregnant"))["R13"] == "STOP"
    assert "R13" not in tiers(symptoms=(Symptom(sign),), pregnancy=Pregnancy("none"))


@pytest.mark.parametrize("sign", [
    "severe_headache", "vision_change", "chest_pain", "new_breathlessness", "collapse", "confusion",
    "sudden_severe_headache", "neck_pain_with_dizziness_or_vision_change", "face_arm_speech_change",
])
def test_each_sign_beside_a_very_high_pressure_makes_it_an_emergency(sign):
    assert tiers(symptoms=(Symptom(sign),), blood_pressure=BloodPressure(180, 90))["R12"] == "STOP"


@pytest.mark.parametrize(("upper", "lower", "found"), [
    (180, None, {"R12": "HOLD"}), (None, 120, {"R12": "HOLD"}), (179, 119, {"R56": "CAUTION"}),
    (160, None, {"R56": "CAUTION"}), (None, 100, {"R56": "CAUTION"}), (159, 99, {}), (None, None, {}),
    (185, 125, {"R12": "HOLD"}), (170, 130, {"R12": "HOLD"}), (190, 105, {"R12": "HOLD"}),
])
def test_a_pressure_by_either_number(upper, lower, found):
    assert tiers(blood_pressure=BloodPressure(upper, lower)) == found


@pytest.mark.parametrize("pair", [("leg_warmth", "leg_redness"), ("leg_pitting", "leg_dilated_veins"),
                                  ("leg_tenderness", "leg_warmth")])
def test_two_signs_of_a_vein_in_one_leg_stop_and_one_holds_the_leg(pair):
    signs = tuple(Symptom(code, "left") for code in pair)

    assert tiers(symptoms=signs) == {"R02": "STOP"}
    assert [tiers(symptoms=(each,)) for each in signs] == [{"R29": "HOLD"}] * 2
    assert tiers(symptoms=tuple(Symptom(each, "both") for each in pair)) == {}


@pytest.mark.parametrize("shown", [
    [Symptom("leg_swelling", "left"), Symptom("leg_pain", "left", "calf"), Symptom("leg_warmth", "left")],
    [Symptom("leg_swelling", "left"), Symptom("leg_warmth", "left"), Symptom("leg_redness", "left")],
    [Symptom("leg_swelling", "left"), Symptom("leg_tenderness", "right", difference_cm=3.0)],
])
def test_every_sign_of_a_clot_in_a_leg_is_shown(shown):
    [stopped] = [each for each in screen(Facts(symptoms=tuple(shown)), on=ON).findings if each.rule == "R02"]

    assert [each.fact for each in stopped.evidence] == shown


@pytest.mark.parametrize(("sign", "seen", "condition", "stops"), [
    ("arm_swelling", Answer.YES, "lymphoedema", False), ("arm_swelling", Answer.NO, "lymphoedema", True),
    ("arm_swelling", Answer.NOT_ASKED, "lymphoedema", True), ("arm_swelling", Answer.YES, "diabetes", True),
    ("arm_blue_or_heavy", Answer.YES, "lymphoedema", True), ("neck_swelling", Answer.YES, "lymphoedema", True),
])
def test_only_a_swollen_arm_that_a_doctor_has_seen_is_explained_by_lymphoedema(sign, seen, condition, stops):
    given = tiers(symptoms=(Symptom(sign, "left", assessed=seen),), conditions=(Condition(condition),))

    assert ("R03" in given) is stops


@pytest.mark.parametrize(("sign", "side", "stops"), [
    *((sign, side, side != "both") for sign in ("arm_swelling", "arm_blue_or_heavy", "neck_swelling")
      for side in ("left", "", "both"))])
def test_both_arms_alike_are_no_clot_sign(sign, side, stops):
    assert ("R03" in tiers(symptoms=(Symptom(sign, side),))) is stops


@pytest.mark.parametrize(("site", "stops"), [
    *((site, True) for site in ("", "calf", "thigh", "leg", "whole_leg", "lower_leg", "shin", "knee_back", "groin")),
    *((site, False) for site in ("knee", "ankle", "foot", "hip", "buttock")),
])
def test_a_new_pain_between_groin_and_ankle_stops_where_something_favours_a_clot(site, stops):
    pain = (Symptom("leg_pain", "left", site, on_day(ON - timedelta(3))),)

    assert ("R04" in tiers(symptoms=pain, pregnancy=Pregnancy("pregnant"))) is stops
    assert "R04" not in tiers(symptoms=pain)


@pytest.mark.parametrize(("site", "held"), [
    ("", True), ("arm", True), ("whole_arm", True), ("upper_limb", True), ("upper_arm", False)])
def test_a_pain_of_the_whole_arm_is_held_and_one_of_the_upper_arm_is_done_gently(site, held):
    assert tiers(symptoms=(Symptom("arm_pain", "left", site),)) == {"R29": "HOLD" if held else "CAUTION"}


@pytest.mark.parametrize("site", ["elbow", "forearm", "hand", "wrist", "shoulder"])
def test_a_pain_lower_down_the_arm_says_nothing(site):
    assert tiers(symptoms=(Symptom("arm_pain", "left", site),)) == {}


@pytest.mark.parametrize(("site", "cause", "stops"), [
    ("ankle", "injury", False), ("knee", "known_condition", False), ("foot", "exercise", False),
    ("hip", "injury", False), ("ankle", "", True), ("ankle", "unexplained", True), ("calf", "injury", True),
    ("thigh", "exercise", True), ("", "injury", True),
])
def test_a_swollen_joint_with_a_cause_of_its_own_is_no_clot_sign(site, cause, stops):
    assert ("R02" in tiers(symptoms=(Symptom("leg_swelling", "left", site, cause=cause),))) is stops


CONDITIONS = [
    ("aortic_aneurysm", {"R31": "HOLD"}), ("arterial_graft", {"R31": "HOLD"}), ("claudication", {"R31": "HOLD"}),
    ("arterial_disease", {"R31": "CAUTION"}), ("acute_infection", {"R32": "HOLD"}), ("covid", {"R32": "HOLD"}),
    ("pneumonia", {"R32": "HOLD"}), ("influenza", {"R32": "HOLD"}), ("both_legs_swelling", {"R57": "HOLD"}),
    ("both_legs_swelling_new", {"R57": "HOLD"}), ("haemophilia", {"R34": "HOLD"}),
    ("bleeding_disorder", {"R34": "HOLD"}), ("von_willebrand", {"R34": "HOLD"}),
    ("platelet_function_disorder", {"R34": "HOLD"}), ("haemophilia_carrier", {"R34": "CAUTION"}),
    ("kidney_disease", {"R34": "CAUTION"}), ("recent_major_bleed", {"R34": "CAUTION"}),
    ("vasculitis", {"R34": "CAUTION"}), ("hht", {"R34": "CAUTION"}), ("leukaemia", {"R34": "CAUTION"}),
    ("lymphoma", {"R34": "CAUTION"}), ("myeloma", {"R34": "CAUTION"}), ("low_platelets", {"R34": "HOLD"}),
    ("vitamin_deficiency_bleeding", {"R34": "CAUTION"}), ("ehlers_danlos_vascular", {"R34": "HOLD"}),
    ("liver_cirrhosis", {"R34": "CAUTION"}), ("osteoporosis", {"R52": "CAUTION"}), ("marfan", {"R52": "CAUTION"}),
    ("ehlers_danlos", {"R52": "CAUTION"}), ("cushings", {"R52": "CAUTION"}), ("fragile_skin", {"R52": "CAUTION"}),
    ("osteogenesis_imperfecta", {"R52": "CAUTION"}), ("reduced_sensation_feet_or_legs", {"R49": "CAUTION"}),
    ("open_wound", {"R53": "CAUTION"}), ("unhealed_scar", {"R53": "CAUTION"}), ("skin_infection", {"R53": "CAUTION"}),
    ("burn", {"R53": "CAUTION"}), ("paralysed_leg", {"R54": "CAUTION"}), ("lymphoedema", {"R55": "CAUTION"}),
    ("varicose_veins", {"R60": "NOTE"}), ("sciatica", {"R61": "NOTE"}), ("sciatica_assessed", {"R61": "NOTE"}),
    ("diabetes", {"R65": "NOTE"}), ("hardware", {"R77": "NOTE"}), ("vena_cava_filter", {"R21": "HOLD"}),
    ("heparin_induced_thrombocytopenia", {"R26": "HOLD"}), ("asthma", {}),
]


@pytest.mark.parametrize(("code", "found"), CONDITIONS)
def test_each_condition_alone(code, found):
    given = tiers(conditions=(Condition(code),))

    assert {rule: tier for rule, tier in given.items() if tier != "NOTE" or rule in found} == found


@pytest.mark.parametrize("cause", ["heart_failure", "kidney_disease", "liver_cirrhosis", "nephrotic_syndrome"])
def test_both_legs_swollen_from_a_known_cause_are_treated_gently(cause):
    swollen = (Symptom("leg_swelling", "both", cause="known_condition"),)

    assert tiers(symptoms=swollen, conditions=(Condition(cause),))["R57"] == "CAUTION"
    assert tiers(symptoms=swollen, conditions=(Condition(cause, past=True),))["R57"] == "HOLD"
    assert tiers(symptoms=swollen, conditions=(Condition("diabetes"),))["R57"] == "HOLD"
    assert tiers(conditions=(Condition("both_legs_swelling"), Condition(cause)))["R57"] == "CAUTION"


@pytest.mark.parametrize(("sign", "seen", "found"), [
    ("unexplained_lump", Answer.NOT_ASKED, {"R33": "HOLD"}), ("weight_loss_unexplained", Answer.NO, {"R33": "HOLD"}),
    ("constant_night_pain", Answer.NOT_ASKED, {"R33": "HOLD"}), ("constant_night_pain", Answer.YES, {}),
    ("walking_pain", Answer.NO, {"R31": "HOLD"}), ("walking_pain", Answer.NOT_ASKED, {"R31": "HOLD"}),
    ("walking_pain", Answer.YES, {}), ("leg_weakness_or_foot_drop", Answer.NOT_ASKED, {"R36": "HOLD"}),
])
def test_what_no_doctor_has_explained_holds(sign, seen, found):
    assert tiers(symptoms=(Symptom(sign, assessed=seen),)) == found


@pytest.mark.parametrize("sign", [
    "saddle_numbness", "bladder_or_bowel_change", "new_weakness_both_legs", "leg_weakness_or_foot_drop",
])
def test_sciatica_beside_a_warning_sign_of_the_spine_is_no_mere_note(sign):
    sciatica = (Condition("sciatica_assessed"),)

    assert "R61" not in tiers(conditions=sciatica, symptoms=(Symptom(sign),))
    assert "R61" in tiers(conditions=sciatica, symptoms=(Symptom("leg_pain", assessed=Answer.YES),))


@pytest.mark.parametrize(("seen", "noted"), [(Answer.YES, True), (Answer.NOT_ASKED, True), (Answer.NO, False)])
def test_sciatica_that_no_doctor_has_seen_is_not_noted(seen, noted):
    assert ("R61" in tiers(conditions=(Condition("sciatica", assessed=seen),))) is noted


@pytest.mark.parametrize("code", ["port", "central_line", "pacemaker", "icd", "pump", "fistula"])
def test_each_device_asks_for_care_at_its_place(code):
    assert tiers(devices=(Device(code),)) == {"R51": "CAUTION"}


@pytest.mark.parametrize(("category", "rule"), [
    ("hip_replacement", "R23"), ("knee_replacement", "R23"), ("hip_fracture_repair", "R23"),
    ("leg_fracture_repair", "R23"), ("cancer_surgery", "R23"), ("spinal", "R23"), ("major_abdominal", "R23"),
    ("major_pelvic", "R23"), ("cardiac", "R23"), ("neurosurgery", "R23"), ("arthroscopy_leg", "R24"),
    ("varicose_vein_procedure", "R24"), ("foot_ankle_day_case", "R24"), ("day_case_ga_or_regional", "R24"),
])
def test_each_kind_of_operation_holds_the_legs(category, rule):
    assert tiers(operations=(Operation(category, on_day(ON - timedelta(10))),))[rule] == "HOLD"


@pytest.mark.parametrize(("category", "side", "place"), [
    ("major_abdominal", "", {"abdomen"}), ("major_pelvic", "", {"abdomen"}), ("cardiac", "", {"left_chest",
                                                                                           "right_chest"}),
    ("spinal", "", {"left_upper_back", "right_upper_back", "mid_back", "left_lower_back", "right_lower_back"}),
    ("spinal", "left", {"left_upper_back", "mid_back", "left_lower_back"}), ("neurosurgery", "", {"head"}),
])
def test_the_place_of_an_operation_is_left_alone_beside_the_legs(category, side, place):
    operation = Operation(category, on_day(ON - timedelta(10)), side=side)
    [found] = [each for each in screen(Facts(operations=(operation,)), on=ON).findings if each.rule == "R23"]

    assert {each for each in found.modifications.regions if not each.endswith(
        ("leg", "calf", "shin", "thigh", "knee", "hip", "foot", "ankle", "groin", "buttock"))} == place
    assert set(found.regions) == place | (set(found.regions) & expand("hip"))


@pytest.mark.parametrize(("drug", "knock", "stops"), [
    ("anticoagulant", Answer.YES, True), ("anticoagulant", Answer.NO, False),
    ("anticoagulant", Answer.NOT_ASKED, False),
    ("antiplatelet", Answer.YES, False), ("ssri", Answer.YES, False),
])
def test_a_knock_to_the_head_stops_on_a_strong_blood_thinner_alone(drug, knock, stops):
    medicines = (MedicineFact("x", classes=frozenset({drug})),)

    assert ("R71" in tiers(medicines=medicines, head_knock_since_last_visit=knock)) is stops


@pytest.mark.parametrize(("drug", "sign", "held"), [
    ("anticoagulant", "new_bruising", True), ("anticoagulant", "minor_bleeding", True),
    ("anticoagulant", "easy_bruising", False), ("antiplatelet", "new_bruising", False),
    ("ssri", "minor_bleeding", False),
])
def test_new_bruises_hold_on_a_strong_blood_thinner_alone(drug, sign, held):
    medicines = (MedicineFact("x", classes=frozenset({drug})),)

    assert ("R34" in tiers(medicines=medicines, symptoms=(Symptom(sign),))) is held


@pytest.mark.parametrize("code", [
    "kidney_disease", "vasculitis", "hht", "leukaemia", "marfan", "cushings", "haemophilia",
])
def test_a_condition_that_raises_bleeding_makes_a_milder_medicine_strong(code):
    platelets = (MedicineFact("x", classes=frozenset({"antiplatelet"})),)

    assert "R46" in tiers(medicines=platelets, conditions=(Condition(code),))
    assert "R46" not in tiers(medicines=platelets, conditions=(Condition("osteoporosis"),))
