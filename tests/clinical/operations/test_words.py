"""Words of operations: any order, slips of the pen, lay names, other languages. What is guessed is never the milder."""

import csv
from importlib import resources
from pathlib import Path

import pytest

from intake.clinical.operations import category, read_operation
from intake.clinical.operations.terms import terms_in
from intake.clinical.operations.words import Word, fold, words_of

ORDINARY = Path(__file__).parents[3] / "intake/clinical/medicines/knowledge/common_words.txt"
GENERIC = ("op", "remove", "redo", "repair", "replace", "metal", "implant", "resect", "scope", "laser", "tear")


@pytest.mark.parametrize(("typed", "found"), [
    ("replaced my left knee", "knee_replacement"), ("knee, the right one, replaced", "knee_replacement"),
    ("scope of the left knee", "arthroscopy_leg"), ("spleen had to come out", "major_abdominal"),
    ("C6/7 discs fused", "spinal"), ("lasered my varicose veins", "varicose_vein_procedure"),
    ("womb and one ovary taken out", "major_pelvic"), ("tibia rodded", "leg_fracture_repair"),
    ("hip x-ray, later replacement", "hip_replacement"), ("new right hip", "hip_replacement"),
    ("quad bypass", "cardiac"), ("had my waterworks op", "day_case_ga_or_regional"), ("the snip", "local_anaesthetic"),
    ("caesar", "caesarean"), ("weight loss surgery", "major_abdominal"), ("water on the brain", "neurosurgery"),
])
def test_words_count_in_whatever_order_and_by_lay_names(typed, found):
    assert read_operation(typed).category == found


@pytest.mark.parametrize(("typed", "found"), [
    ("hip replecement", "hip_replacement"), ("hystrectomy", "major_pelvic"), ("craniotemy", "neurosurgery"),
    ("splenectomie", "major_abdominal"), ("spinall fusion", "spinal"),
])
def test_a_slip_of_the_pen_is_put_right(typed, found):
    reading = read_operation(typed)

    assert reading.category == found
    assert reading.question


@pytest.mark.parametrize("typed", ["tonsilloctomy", "catarract", "gromets", "vasectumy", "achillees"])
def test_a_slip_never_makes_it_milder_than_words_nobody_knows(typed):
    reading = read_operation(typed)

    assert reading.category == "major_other"
    assert not reading.sure
    assert "stay in hospital" in reading.question
    assert category.gravity(read_operation(typed, setting="day_case").category) < category.MAJOR


@pytest.mark.parametrize("typed", ["hips", "legs", "kne"])
def test_words_of_fewer_than_five_letters_are_near_nothing(typed):
    assert not any(word.is_guess for word in words_of(fold(typed)))
    assert [word.text for word in words_of(fold("hup"))] == ["hup"]


@pytest.mark.parametrize(("typed", "found"), [
    ("prothèse de la hanche gauche", "hip_replacement"), ("opérée du cœur", "cardiac"),
    ("ablation de la vésicule", "major_abdominal"), ("ablation du sein", "cancer_surgery"),
    ("Hüftprothese rechts", "hip_replacement"), ("Kniegelenksersatz", "knee_replacement"),
    ("Wirbelsäulenoperation", "spinal"), ("Schenkelhalsbruch operiert", "hip_fracture_repair"),
    ("Kaiserschnitt", "caesarean"), ("prótesis de rodilla derecha", "knee_replacement"),
    ("me operaron, quitaron el útero", "major_pelvic"), ("cesárea", "caesarean"),
    ("protesi all'anca", "hip_replacement"), ("ernia del disco operata", "spinal"),
    ("prótese do quadril", "hip_replacement"), ("ponte de safena", "cardiac"),
])
def test_the_commonest_words_of_five_other_languages_are_read(typed, found):
    assert read_operation(typed).category == found


def test_ablation_in_english_is_not_taking_out():
    assert read_operation("heart ablation").category == "day_case_ga_or_regional"


@pytest.mark.parametrize("typed", ["got my results back in May", "tonsil op, back home", "years back"])
def test_back_as_a_time_is_no_spine(typed):
    assert read_operation(typed).category != "spinal"


def test_a_place_alone_says_less_than_what_was_done_there():
    assert read_operation("knee surgery by keyhole").category == "arthroscopy_leg"
    assert read_operation("knee surgery").category == "major_other"
    assert read_operation("knee surgery").question


@pytest.mark.long
def test_no_ordinary_word_is_taken_for_another():
    """plain_words.txt holds those that are a slip away from a word of the table: add what this names."""
    words = [word for line in ORDINARY.read_text("utf-8").splitlines() if not line.startswith("#")
             for word in line.split()]

    assert [word for word in words if any(each.is_guess for each in words_of(word))] == []


def test_words_that_say_only_that_something_was_done_name_no_operation():
    assert [word for word in GENERIC if terms_in([Word(word)])] == []


def test_each_set_of_words_stands_for_one_category():
    found: dict[frozenset[str], set[str]] = {}
    with (resources.files("intake.clinical.operations") / "operations.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            for name in row["words"].split("|"):
                found.setdefault(frozenset(word.text for word in words_of(fold(name))), set()).add(row["category"])

    assert {words: codes for words, codes in found.items() if len(codes) > 1 or not words} == {}


@pytest.mark.parametrize("text", ["", " ", "،", "\u202e", "0", "&" * 300, "a" * 5000, "(" * 300, "d&c " * 300])
def test_any_text_is_read_alike_each_time(text):
    assert read_operation(text) == read_operation(text)
