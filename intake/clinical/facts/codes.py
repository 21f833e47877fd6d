"""The codes of facts, as types: a misspelt one is refused by mypy, where at run time it would never fire a rule.

At run time they are plain strings. `tests/house` holds them against the questions and tables that give them. What comes
from outside (stored answers, TOML) goes through the function that bears the code's name; None = no such code.
"""
from collections.abc import Mapping
from typing import Literal, get_args

SymptomCode = Literal[
    "arm_blue_or_heavy", "arm_pain", "arm_swelling", "back_pain", "belly_pain", "bladder_or_bowel_change",
    "bleeding_not_stopping", "blood_in_urine_or_stool", "both_legs_swelling_new", "calf_difference",
    "cannot_bear_weight", "chest_pain", "collapse", "confusion", "constant_night_pain", "coughing_blood",
    "dark_urine_with_muscle_pain", "diabetic_foot_hot_swollen_or_ulcer", "easy_bruising", "face_arm_speech_change",
    "face_or_hand_swelling", "faintness", "fever", "flank_pain", "groin_pain", "hard_painful_swelling", "head_knock",
    "headache_after_neck_work", "hot_swollen_joint", "large_or_unexplained_bruise", "leg_dilated_veins", "leg_pain",
    "leg_pitting", "leg_redness", "leg_swelling", "leg_tenderness", "leg_warmth", "leg_weakness_or_foot_drop",
    "limb_cold_pale_sudden", "limb_numb_sudden", "minor_bleeding", "neck_pain_after_neck_work",
    "neck_pain_with_dizziness_or_vision_change", "neck_swelling", "new_breathlessness", "new_bruising",
    "new_weakness_both_legs", "pain_out_of_proportion", "pallor", "pregnancy_warning", "saddle_numbness",
    "severe_headache", "spreading_hot_red_skin", "sudden_severe_headache", "tense_muscle_severe_pain",
    "toes_cold_discoloured_sudden", "unexplained_lump", "upper_belly_pain", "vision_change", "walking_pain",
    "weight_loss_unexplained",
]
"""Signs that are asked for (`sign_` and the code), and what other programs tell of besides."""

ConditionCode = Literal[
    "acute_infection", "aortic_aneurysm", "arterial_disease", "arterial_graft", "arthritis", "asthma",
    "bleeding_disorder", "both_legs_swelling", "burn", "cancer", "chronic_infection", "chronic_lung_disease",
    "claudication", "covid", "cushings", "diabetes", "disc_problem", "dvt", "ehlers_danlos", "ehlers_danlos_vascular",
    "epilepsy", "fragile_skin", "haemophilia", "haemophilia_carrier", "hardware", "heart_disease", "heart_failure",
    "heparin_induced_thrombocytopenia", "hepatitis_hiv", "hht", "high_blood_pressure", "inflammatory_bowel_disease",
    "inflammatory_rheumatic_disease", "influenza", "joint_replacement", "kidney_disease", "leg_pain_arterial",
    "leg_pain_clot", "leg_pain_diabetes", "leg_pain_injury", "leg_pain_sciatica", "leg_pain_varicose", "leukaemia",
    "liver_cirrhosis", "low_platelets", "lymphoedema", "lymphoma", "marfan", "migraine", "myeloma",
    "nephrotic_syndrome", "neurological_disease", "open_wound", "osteogenesis_imperfecta", "osteoporosis",
    "paralysed_leg", "pe", "platelet_function_disorder", "pneumonia", "rash", "recent_major_bleed",
    "reduced_sensation_feet_or_legs", "sciatica", "sciatica_assessed", "severe_infection", "skin_infection", "stroke",
    "svt", "swelling_both_legs", "thrombophilia", "unhealed_scar", "varicose_veins", "vasculitis", "vena_cava_filter",
    "vitamin_deficiency_bleeding", "von_willebrand",
]
"""Diagnoses that are asked for (`condition_` and the code), and what other programs tell of besides."""

DeviceCode = Literal[
    "central_line", "fistula", "icd", "insulin_pump", "pacemaker", "port", "pump",
]

ImmobilisationType = Literal[
    "leg_cast", "leg_boot", "leg_fracture", "hospital_bed", "home_bed", "paralysed_or_immobile_leg",
]

FactCode = SymptomCode | ConditionCode
"""What a rule is told of as a complaint or as a diagnosis."""

ClotType = Literal["dvt", "pe", "svt"]
CancerStatus = Literal["active", "palliative", "remission", "past", "cured", "finished", "history", "none"]
PregnancyStatus = Literal["pregnant", "might_be", "none"]
BirthMode = Literal["vaginal", "caesarean"]
NotKnown = Literal[""]
"""Beside a code: it was not asked, or is not known."""

_SYMPTOMS: Mapping[str, SymptomCode] = {code: code for code in get_args(SymptomCode)}
_CONDITIONS: Mapping[str, ConditionCode] = {code: code for code in get_args(ConditionCode)}
_DEVICES: Mapping[str, DeviceCode] = {code: code for code in get_args(DeviceCode)}
_IMMOBILISATIONS: Mapping[str, ImmobilisationType] = {code: code for code in get_args(ImmobilisationType)}
_CLOTS: Mapping[str, ClotType] = {code: code for code in get_args(ClotType)}
_CANCER: Mapping[str, CancerStatus] = {code: code for code in get_args(CancerStatus)}
_BIRTHS: Mapping[str, BirthMode] = {code: code for code in get_args(BirthMode)}


def symptom_code(text: str) -> SymptomCode | None:
    """The complaint or warning sign that bears this code."""
    return _SYMPTOMS.get(text)


def condition_code(text: str) -> ConditionCode | None:
    """The diagnosis that bears this code."""
    return _CONDITIONS.get(text)


def device_code(text: str) -> DeviceCode | None:
    """The device that bears this code."""
    return _DEVICES.get(text)


def immobilisation_type(text: str) -> ImmobilisationType | None:
    """The cast, stay in bed or immobile leg that bears this code."""
    return _IMMOBILISATIONS.get(text)


def clot_type(text: str) -> ClotType | NotKnown:
    """The kind of clot; "" where it is not told."""
    return _CLOTS.get(text, "")


def cancer_status(text: str) -> CancerStatus | NotKnown:
    """Where things stand with a cancer; "" where it is not told in a word that rules know."""
    return _CANCER.get(text, "")


def birth_mode(text: str) -> BirthMode | NotKnown:
    """How a child was born; "" where it is not told."""
    return _BIRTHS.get(text, "")
