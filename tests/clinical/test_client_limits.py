"""The client's own limits: what they cannot have adds up, what they wish is the newest, and not asked is not none."""

import json
from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.facts.limits import PRESSURE_LIKED, ClientLimits, Saying, Wish
from intake.clinical.history.answer_history import AnswerHistory, DatedAnswers
from intake.clinical.history.client_limits import read_limits
from intake.clinical.questionnaire import empty_answers
from intake.clinical.questionnaire.wishes import PRESSURES_LIKED

FIRST = date(2026, 3, 2)


def limits(*forms, withdrawn=()):
    """The limits after these forms, signed day after day; each answers what is given, and nothing else was asked."""
    entries = [DatedAnswers(empty_answers() | form, FIRST + timedelta(days=day), f"intake-{day}")
               for day, form in enumerate(forms)]
    return read_limits(AnswerHistory(entries, withdrawn))


def day(number):
    return FIRST + timedelta(days=number)


@pytest.mark.parametrize("forms", [(), ({},), ({}, {"reason": "neck"})])
def test_what_nobody_asked_is_not_asked(forms):
    assert limits(*forms) == ClientLimits()
    assert limits(*forms).allergies.answer is Answer.NOT_ASKED


def test_an_intake_of_before_the_question_was_asked_is_read():
    read = read_limits(AnswerHistory([DatedAnswers({"allergies": "latex"}, FIRST)]))

    assert read.allergies.sayings == (Saying("latex", FIRST),)
    assert (read.oils.answer, read.areas) == (Answer.NOT_ASKED, Wish())


@pytest.mark.parametrize("form", [{"allergies_any": "no"}, {"allergies": "None known."}, {"allergies": "NKDA"}])
def test_none_known_is_an_answer_of_its_own(form):
    told = limits(form).allergies

    assert (told.sayings, told.answer, told.on) == ((), Answer.NO, FIRST)


def test_yes_without_words_is_neither_none_nor_not_asked():
    told = limits({"allergies_any": "yes"}).allergies

    assert (told.sayings, told.answer, told.on) == ((), Answer.YES, FIRST)


@pytest.mark.parametrize("later", [{}, {"allergies_any": "no"}, {"allergies": "none"}, {"allergies_any": "yes"}])
def test_neither_silence_nor_none_known_ends_an_allergy(later):
    told = limits({"allergies": "latex, nut oil - anaphylaxis"}, later).allergies

    assert told.sayings == (Saying("latex, nut oil - anaphylaxis", day(0)),)
    assert told.answer is Answer.YES


def test_every_different_text_stands_with_its_day_and_the_same_one_once():
    told = limits({"allergies": "latex"}, {"allergies": "none, but nickel itches"}, {"allergies": " LATEX."}).allergies

    assert told.sayings == (Saying("LATEX.", day(2)), Saying("none, but nickel itches", day(1)))


def test_oils_add_up_as_allergies_do():
    assert limits({"oils": "almond"}, {}, {"oils": "lavender"}).oils.sayings == (
        Saying("lavender", day(2)), Saying("almond", day(0)))
    assert limits({"oils": "none"}).oils.answer is Answer.NO


def test_of_wishes_the_newest_answer_stands_and_silence_ends_none():
    read = limits(
        {"areas_avoid": ["abdomen"], "positions_not_tolerated": ["prone"], "pressure": "deep"},
        {"areas_avoid": ["left_calf", "face"], "pressure": "light"}, {})

    assert read.areas == Wish(("left_calf", "face"), day(1))
    assert read.positions == Wish(("prone",), day(0))
    assert read.pressure == Wish(("light",), day(1))


def test_an_allergy_entered_in_error_was_not_told():
    forms = ({"allergies": "latex"}, {"allergies_any": "no"})

    assert limits(*forms, withdrawn=["intake-0 allergies=latex"]).allergies.answer is Answer.NO


@pytest.mark.parametrize(("wished", "most"), [
    ("light", 2), ("medium", 3), ("firm", 4), ("deep", 5), ("unsure", None), ("", None)])
def test_the_pressure_wished_is_a_limit_on_the_walton_scale(wished, most):
    assert limits({"pressure": wished}).pressure_cap == most


def test_every_pressure_that_can_be_answered_has_its_limit():
    assert PRESSURE_LIKED.keys() == {option.code for option in PRESSURES_LIKED} - {"unsure"}


@pytest.mark.parametrize("read", [
    limits(), limits({"allergies_any": "no"}), limits({"allergies_any": "yes"}),
    limits({"allergies": "latex", "oils": "almond", "areas_avoid": ["abdomen"], "positions_not_tolerated": ["prone"],
            "pressure": "firm"}),
])
def test_they_come_back_from_json_as_they_went(read):
    assert ClientLimits.from_dict(json.loads(json.dumps(read.to_dict()))) == read
