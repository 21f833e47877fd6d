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


@pytest.mark.parametrize(("words", "site", "category"), [
    ("replaced joint", "left_hip", "hip_replacement"), ("replaced joint", "knee", "knee_replacement"),
    ("replaced joint", "shoulder", "major_other"), ("replaced joint", "right_ankle", "major_other"),
    ("plate and screws", "left_shin", "leg_fracture_repair"), ("plates", "knee", "leg_fracture_repair"),
    ("screws", "right_hip", "hip_fracture_repair"), ("plate", "wrist", "major_other"),
    ("rods", "lower_back", "spinal"), ("screws", "neck", "spinal"), ("plate", "", "major_other"),
    ("New hip", "", "hip_replacement"), ("TKR of the knee", "", "knee_replacement"),
    ("nail in the femur", "", "leg_fracture_repair"), ("spinal rods", "", "spinal"),
    ("", "knee", "knee_replacement"), ("replaced joint, plates or screws", "hip", "hip_replacement"), ("", "", "major_other"),
])
def test_hardware_stands_for_the_operation_that_put_it_there(words, site, category):
    assert category_of_hardware(words, site) == category
    assert category in ALWAYS_MAJOR
