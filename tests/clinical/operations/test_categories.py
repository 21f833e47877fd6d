"""Operations as people type them, read into the categories of clots.md#categories-of-operations."""

import pytest

from intake.clinical.operations import ALWAYS_MAJOR, CATEGORY_LABELS, category_of_hardware, read_operation


@pytest.mark.parametrize(("typed", "category"), [
    ("gallbladder out", "major_abdominal"),
    ("keyhole knee", "arthroscopy_leg"),
    ("C-section", "caesarean"),
    ("total knee replacement", "knee_replacement"),
    ("New HIP, left", "hip_replacement"),
    ("broken ankle, plate and screws", "leg_fracture_repair"),
    ("bunions done", "foot_ankle_day_case"),
    ("veins stripped", "varicose_vein_procedure"),
    ("disc removed L5", "spinal"),
    ("heart bypass", "cardiac"),
    ("tumour removed from bowel", "cancer_surgery"),
    ("hystérectomie / hysterectomy", "major_pelvic"),
    ("nasal sinus endoscopy", "day_case_ga_or_regional"),
    ("mole", "local_anaesthetic"),
    ("MRI scan", "not_an_operation"),
])
def test_common_words_are_read(typed, category):
    assert read_operation(typed).category == category


def test_words_inside_longer_known_words_do_not_count():
    assert read_operation("shoulder arthroscopy").category == "day_case_ga_or_regional"


def test_of_two_operations_the_more_serious_counts():
    assert read_operation("mole off and a new hip").category == "hip_replacement"


def test_unreadable_words_count_as_major_and_are_asked_about():
    reading = read_operation("the thing with the doctor")

    assert reading.category == "major_other"
    assert not reading.sure
    assert reading.question


@pytest.mark.parametrize(("setting", "category"), [
    ("", "major_abdominal"), ("inpatient", "major_abdominal"), ("day_case", "day_case_ga_or_regional"),
])
def test_a_gallbladder_is_a_day_case_only_when_someone_said_so(setting, category):
    assert read_operation("gallbladder out", setting=setting).category == category


@pytest.mark.parametrize("setting", ["", "inpatient", "day_case", "local_anaesthetic"])
def test_a_hip_replacement_stays_one_whatever_the_stay(setting):
    assert read_operation("hip replacement", setting=setting).category == "hip_replacement"


def test_a_night_in_hospital_makes_a_small_operation_major():
    assert read_operation("tonsils", setting="inpatient").category == "major_other"


def test_a_major_operation_said_to_be_local_is_asked_about():
    reading = read_operation("appendix", setting="local_anaesthetic")

    assert reading.category == "major_abdominal"
    assert "local anaesthetic" in reading.question


def test_the_kind_a_person_chose_stands_before_the_words():
    assert read_operation("knee thing", kind="knee_replacement").category == "knee_replacement"


def test_what_was_typed_is_kept():
    assert read_operation("  Gall Bladder OUT ").as_written == "  Gall Bladder OUT "


def test_every_category_has_words():
    typed = ["hip", "appendix", "mole", "scan", "acl", "bunion", "varicose veins", "stent", "csection"]
    assert {read_operation(each).category for each in typed} <= set(CATEGORY_LABELS)


@pytest.mark.parametrize("typed", [
    "Immunotherapy for hay fever", "routine examination by the GP", "ultrasound of the liver",
    "behavioral therapy", "lung function measurement", "urine culture", "review of my medicines", "bone density scan",
    "blood typing", "flu vaccination", "chemotherapy", "physiotherapy session", "ECG", "steroid injection in shoulder",
    "counselling", "pre-op assessment", "spinal injection", "needle biopsy of breast", "vaccination for measles, mumps",
])
def test_what_is_looked_at_tested_or_talked_about_is_no_operation(typed):
    reading = read_operation(typed)

    assert reading.category == "not_an_operation"
    assert reading.sure


@pytest.mark.parametrize(("typed", "category"), [
    ("electrical cardioversion", "sedation"), ("polyps removed at colonoscopy", "sedation"),
    ("colonoscopy with a polyp taken out", "sedation"), ("egg retrieval", "sedation"), ("bronchoscopy", "sedation"),
    ("polyp in the nose", "day_case_ga_or_regional"), ("egg retrieval under GA", "day_case_ga_or_regional"),
    ("examination under anaesthetic", "day_case_ga_or_regional"), ("biopsy of the prostate", "local_anaesthetic"),
    ("liver biopsy", "local_anaesthetic"), ("mole under general anaesthetic", "day_case_ga_or_regional"),
])
def test_short_procedures_are_sedation_and_a_general_anaesthetic_makes_a_day_case(typed, category):
    assert read_operation(typed).category == category


@pytest.mark.parametrize(("typed", "category"), [
    ("kidney op, then a scan", "major_other"), ("scan before surgery", "major_other"),
    ("spine op after MRI", "spinal"),
    ("chemotherapy then mastectomy", "cancer_surgery"), ("endoscopy and gastrectomy", "major_abdominal"),
    ("stitches out after knee redo", "major_other"), ("ear tubes and a hearing test", "major_other"),
    ("ovarian cyst removed", "major_pelvic"), ("liver cyst removed", "major_other"),
    ("local biopsy, colectomy after", "major_abdominal"),
    ("infusion pump implanted", "major_other"), ("scan, then toe amputated", "major_other"),
    ("post-op check", "major_other"),
    ("screening colonoscopy, then bowel resection", "major_abdominal"),
])
def test_a_test_beside_an_operation_changes_nothing(typed, category):
    assert read_operation(typed).category == category


@pytest.mark.parametrize(("typed", "category"), [
    ("screws in tibia", "leg_fracture_repair"), ("new knee joint", "knee_replacement"), ("plate in spine", "spinal"),
    ("artificial hip", "hip_replacement"), ("shoulder joint replaced", "major_other"),
])
def test_metal_and_new_joints_are_the_operation_that_put_them_in(typed, category):
    assert read_operation(typed).category == category


@pytest.mark.parametrize("typed", ["hip replacement, cancelled", "waiting list for a hernia", "hysterectomy next month",
                                   "knee replacement in two weeks time", "bunion operation booked"])
def test_what_lies_ahead_is_no_operation_yet_and_is_asked_about(typed):
    reading = read_operation(typed)

    assert reading.category == "not_an_operation"
    assert reading.question


@pytest.mark.parametrize("typed", ["planned hip replacement", "hip replacement was cancelled, done in March instead",
                                   "hip replacement, next check in a month"])
def test_planned_is_said_of_what_was_done_as_well(typed):
    assert read_operation(typed).category == "hip_replacement"


@pytest.mark.parametrize(("typed", "words"), [("childbirth", "births"), ("augmentation of labour", "births"),
    ("plaster cast", "casts")])
def test_a_birth_and_a_cast_are_asked_for_where_they_belong(typed, words):
    assert words in read_operation(typed).question
@pytest.mark.parametrize(("words", "site", "category"), [
    ("replaced joint", "left_hip", "hip_replacement"), ("replaced joint", "knee", "knee_replacement"),
    ("replaced joint", "shoulder", "major_other"), ("replaced joint", "right_ankle", "major_other"),
    ("plate and screws", "left_shin", "leg_fracture_repair"), ("plates", "knee", "leg_fracture_repair"),
    ("screws", "right_hip", "hip_fracture_repair"), ("plate", "wrist", "major_other"),
    ("rods", "lower_back", "spinal"), ("screws", "neck", "spinal"), ("plate", "", "major_other"),
    ("New hip", "", "hip_replacement"), ("TKR of the knee", "", "knee_replacement"),
    ("nail in the femur", "", "leg_fracture_repair"), ("spinal rods", "", "spinal"),
    ("", "knee", "knee_replacement"), ("replaced joint, plates or screws", "hip", "hip_replacement"),
    ("", "", "major_other"),
])
def test_hardware_stands_for_the_operation_that_put_it_there(words, site, category):
    assert category_of_hardware(words, site) == category
    assert category in ALWAYS_MAJOR
