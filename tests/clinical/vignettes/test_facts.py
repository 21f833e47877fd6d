"""Facts from outside are read tolerantly, and what nobody can read is named, never dropped."""
from datetime import date

import pytest

from intake.clinical.answer import Answer
from intake.clinical.screening import screen
from intake.clinical.vignettes.codes import read_code
from intake.clinical.vignettes.facts import facts_from_dict

ON = date(2026, 5, 4)


def flags(**facts):
    return sorted(f.rule for f in screen(facts_from_dict(facts, ON)[0], on=ON).findings)


@pytest.mark.parametrize(("code", "read"), [
    ("arm_swelling", "arm_swelling"), ("arm_blue_or_heavy", "arm_blue_or_heavy"),
    ("neck_swelling_one_side", "neck_swelling"), ("sudden_severe_headache", "sudden_severe_headache"),
    ("neck_pain_with_dizziness", "neck_pain_with_dizziness_or_vision_change"),
    ("face_arm_speech_change", "face_arm_speech_change"), ("coughing_blood", "coughing_blood"),
    ("new_breathlessness", "new_breathlessness"), ("shortness_of_breath", "new_breathlessness"),
    ("leg_warmth", "leg_warmth"), ("leg_redness", "leg_redness"), ("calf_difference", "calf_difference"),
    ("fever", "fever"), ("toes_cold_discoloured_sudden", "toes_cold_discoloured_sudden"),
    ("sudden_cold_pale_limb", "limb_cold_pale_sudden"), ("pain_out_of_proportion", "tense_muscle_severe_pain"),
    ("saddle_numbness", "saddle_numbness"), ("foot_drop", "leg_weakness_or_foot_drop"),
    ("new_weakness_both_legs", "new_weakness_both_legs"), ("bladder_or_bowel_change", "bladder_or_bowel_change"),
    ("spreading_hot_red_skin", "spreading_hot_red_skin"), ("hot_swollen_joint", "hot_swollen_joint"),
    ("cannot_bear_weight", "cannot_bear_weight"), ("dark_urine_with_muscle_pain", "dark_urine_with_muscle_pain"),
    ("unexplained_weight_loss", "weight_loss_unexplained"), ("constant_night_pain", "constant_night_pain"),
    ("both_legs_swelling", "both_legs_swelling_new"), ("black_stool", "blood_in_urine_or_stool"),
    ("blood_in_urine", "blood_in_urine_or_stool"), ("large_spreading_bruise", "large_or_unexplained_bruise"),
    ("bleeding_that_does_not_stop", "bleeding_not_stopping"), ("nosebleeds", "minor_bleeding"),
    ("head_injury", "head_knock"), ("leg_pitting_oedema", "leg_pitting"), ("claudication", "walking_pain"),
])
def test_symptom_codes_nobody_told_us_of_are_read(code, read):
    assert read_code("symptoms", code)[0] == read


@pytest.mark.parametrize(("code", "read"), [
    ("haemophilia_a", "haemophilia"), ("von_willebrand_disease", "von_willebrand"), ("itp", "low_platelets"),
    ("liver_cirrhosis", "liver_cirrhosis"), ("abdominal_aortic_aneurysm", "aortic_aneurysm"),
    ("pad", "arterial_disease"),
    ("type_2_diabetes", "diabetes"), ("peripheral_neuropathy", "reduced_sensation_feet_or_legs"),
    ("rheumatoid_arthritis", "inflammatory_rheumatic_disease"), ("copd", "chronic_lung_disease"),
    ("crohns_disease", "inflammatory_bowel_disease"), ("vascular_ehlers_danlos", "ehlers_danlos_vascular"),
    ("lymphedema", "lymphoedema"), ("chronic_kidney_disease", "kidney_disease"), ("varicose_veins", "varicose_veins"),
])
def test_condition_codes_nobody_told_us_of_are_read(code, read):
    assert read_code("conditions", code) == (read,)


@pytest.mark.parametrize("code", ["asthma", "hypertension", "migraine", "osteoarthritis"])
def test_conditions_of_no_bearing_are_known(code):
    assert read_code("conditions", code) is not None


def test_short_beginnings_are_whole_words():
    assert read_code("conditions", "pe") == ("pe",)
    assert read_code("conditions", "perioral_dermatosis") is None


def test_one_code_may_hold_several_complaints():
    assert set(read_code("symptoms", "calf_pain_and_swelling")) == {"leg_pain", "leg_swelling"}


def test_the_site_helps_a_bare_word():
    assert read_code("symptoms", "swelling", "left_calf") == ("leg_swelling",)


@pytest.mark.parametrize(("facts", "entry"), [
    ({"symptoms": [{"code": "frobnication"}]}, "symptoms: frobnication"),
    ({"conditions": ["zorblax"]}, "conditions: zorblax"), ({"devices": ["gizmo"]}, "devices: gizmo"),
    ({"immobilisations": [{"type": "hovering"}]}, "immobilisations: hovering"), ({"wings": 2}, "facts: wings"),
    ({"bmi": "heavy"}, "bmi: heavy"), ({"pregnancy": {"status": "odd"}}, "pregnancy: odd"),
    ({"surgeries": [{"category": "qqq", "date": "2026-04-01"}]}, "surgeries: qqq"),
])
def test_what_nobody_can_read_is_named(facts, entry):
    assert entry in facts_from_dict(facts, ON)[1]


def test_not_asked_is_not_no():
    facts, _ = facts_from_dict({"symptoms": []}, ON)

    assert facts.symptoms == ()
    assert facts.medicines is None
    assert facts.bruises_easily is Answer.NOT_ASKED


@pytest.mark.parametrize(("medicine", "expected"), [
    ({"name": "apixaban", "class": "anticoagulant"}, ["R46"]),
    ({"name": "something from the clinic", "class": "anticoagulant"}, ["R46"]),
    ({"name": "warfarin", "class": "antiplatelet"}, ["R46"]),
    ({"name": "aspirin 81 mg", "class": "antiplatelet"}, ["R64"]),
    ({"name": "combined pill", "class": "combined_hormonal_contraceptive"}, []),
    ({"name": "conjugated oestrogens", "class": "hrt_oral"}, []),
    ({"name": "estradiol patch", "class": "hrt_transdermal"}, []),
    ({"name": "sertraline", "class": "ssri"}, ["R67"]),
    ({"name": "prednisolone", "class": "steroid", "start": "2025-01-01"}, ["R52", "R64"]),
    ({"name": "warfarin", "status": "past"}, []),
])
def test_class_and_name_count_at_the_more_cautious(medicine, expected):
    assert flags(symptoms=[], medications=[medicine]) == expected


def test_conditions_that_belong_elsewhere_find_their_place():
    facts, unread = facts_from_dict({"conditions": [
        {"code": "deep_vein_thrombosis", "date": "2020-01-01"}, "factor_v_leiden", "breast_cancer", "asthma"]}, ON)

    assert [clot.type for clot in facts.clots] == ["dvt"]
    assert [trait.name for trait in facts.thrombophilia] == ["factor_v_leiden"]
    assert facts.cancer is not None
    assert facts.conditions == ()
    assert unread == ()


@pytest.mark.parametrize("code", [
    "back_pain", "belly_pain", "flank_pain", "groin_pain", "faintness", "pallor", "neck_pain_after_neck_work",
    "headache_after_neck_work", "walking_pain"])
def test_symptoms_of_the_new_rules_are_read_with_their_fields(code):
    facts, unread = facts_from_dict({"symptoms": [{
        "code": code, "intensity": 7, "course": "worse", "unlike_before": True, "at_rest": False, "after_fall": True,
    }]}, ON)

    symptom = facts.symptoms[0]
    assert (symptom.code, symptom.intensity, symptom.course) == (code, 7, "worse")
    assert (symptom.unlike_before, symptom.at_rest, symptom.after_fall) == (Answer.YES, Answer.NO, Answer.YES)
    assert unread == ()


@pytest.mark.parametrize(("code", "read"), [
    ("covid", "covid"), ("pneumonia", "pneumonia"), ("influenza", "influenza"), ("copd", "chronic_lung_disease"),
    ("heparin_induced_thrombocytopenia", "heparin_induced_thrombocytopenia"), ("vena_cava_filter", "vena_cava_filter"),
    ("hit", "heparin_induced_thrombocytopenia"), ("hardware", "hardware"), ("haemophilia", "haemophilia"),
    ("haemophilia_carrier", "haemophilia_carrier"), ("von_willebrand", "von_willebrand"),
])
def test_conditions_of_the_new_rules_are_read_with_their_fields(code, read):
    facts, unread = facts_from_dict({"conditions": [{
        "code": code, "date": "2025-01-31", "side": "left", "site": "thigh", "severity": "mild"}]}, ON)

    condition = facts.conditions[0]
    assert (condition.code, condition.on.latest, condition.side) == (read, date(2025, 1, 31), "left")
    assert (condition.site, condition.severity) == ("thigh", "mild")
    assert unread == ()


@pytest.mark.parametrize(("code", "words", "site", "day", "category"), [
    ("hardware", "replaced joint", "hip", "2025-10-01", "hip_replacement"),
    ("hardware", "replaced joint", "knee", "2025-05-05", "knee_replacement"),
    ("hardware", "plate and screws", "ankle", "2026-04-01", "leg_fracture_repair"),
    ("hardware", "plate", "shoulder", "2026-04-01", "major_other"),
    ("plate and screws in leg", "", "", "2026-04-01", "leg_fracture_repair"),
    ("hardware", "replaced joint", "hip", "2025-05-01", ""), ("hardware", "replaced joint", "hip", "", ""),
])
def test_hardware_of_the_last_year_is_an_operation_too(code, words, site, day, category):
    facts, _ = facts_from_dict({"conditions": [{"code": code, "words": words, "site": site, "date": day}]}, ON)

    assert [each.code for each in facts.conditions] == ["hardware"]
    assert [each.category for each in facts.operations or ()] == [category] * bool(category)


def test_ivf_is_read_with_the_end_of_its_stimulation():
    facts, unread = facts_from_dict({"ivf": {"stimulation_end": "2026-04-01"}}, ON)

    assert [each.stimulation_end.latest for each in facts.ivf] == [date(2026, 4, 1)]
    assert unread == ()


@pytest.mark.parametrize(("row", "category"), [
    ({"category": "sedation"}, "sedation"), ({"name": "hip replacement"}, "hip_replacement"),
    ({"category": "local_anaesthetic", "name": "biopsy"}, "local_anaesthetic"), ({"name": "the thing"}, "major_other"),
    ({}, ""),
])
def test_an_operation_has_its_category_or_that_of_its_words(row, category):
    facts, _ = facts_from_dict({"surgeries": [{**row, "date": "2026-04-01"}]}, ON)

    assert [each.category for each in facts.operations] == [category]


def test_a_caesarean_among_operations_is_a_birth():
    facts, _ = facts_from_dict({"surgeries": [{"category": "caesarean", "date": "2026-04-01"}]}, ON)

    assert facts.operations == ()
    assert [(each.mode, each.delivered.latest) for each in facts.births] == [("caesarean", date(2026, 4, 1))]


@pytest.mark.parametrize("entry", ["mother had a DVT", "family history of PE"])
def test_a_relatives_clot_among_conditions_is_the_family_question(entry):
    facts, unread = facts_from_dict({"conditions": [entry]}, ON)

    assert facts.family_clot is Answer.YES
    assert (facts.clots, facts.conditions, unread) == (None, (), ())


def test_history_of_a_clot_or_cancer_is_past_and_of_a_lasting_illness_is_not():
    facts, _ = facts_from_dict({"conditions": [
        "history of DVT", "history of breast cancer", "history of haemophilia", "history of pneumonia"]}, ON)

    assert facts.clots[0].past
    assert facts.cancer.status == "past"
    assert [each.past for each in facts.conditions] == [False, True]


@pytest.mark.parametrize("facts", [
    {"vte_history": ["no DVT"]}, {"thrombophilia": ["none"]}, {"conditions": ["no DVT", "denies haemophilia"]},
    {"devices": ["no port"]}, {"immobilisations": ["no cast"]}, {"symptoms": ["no chest pain"]},
    {"surgeries": ["none"]}, {"vte_history": ["grandmother had a PE"]},
])
def test_what_is_denied_raises_nothing(facts):
    assert flags(**facts) == []
    assert facts_from_dict(facts, ON)[1] == ()
