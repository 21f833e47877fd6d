"""Answers over time by the key of their question: the newest, all of them, and the rows of repeated parts."""

from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN
from intake.clinical.history.answer_history import AnswerHistory, DatedAnswers, Telling, last_run
from tests.clinical.told import TOLD, day


def history(*forms, withdrawn=()):
    """Forms a day apart."""
    return AnswerHistory([DatedAnswers(form, TOLD + timedelta(number), f"intake-{number}")
                          for number, form in enumerate(forms)], withdrawn)


def test_the_newest_answer_counts_and_an_open_one_undoes_none():
    told = history({"reason": " neck "}, {"reason": "knee"}, {"reason": ""}, {})

    assert (told.text("reason"), told.told_on("reason")) == ("knee", day(1))
    assert told.newest("reason") == Telling("knee", day(1), "intake-1 reason=knee", 1)
    assert [(each.words, each.entry) for each in told.tellings("reason")] == [("neck", 0), ("knee", 1)]


def test_where_nobody_asked_there_is_no_answer_and_the_newest_form_is_the_one_without_it():
    told = history({"reason": "neck"}, {}, {})

    assert (told.newest("pregnant"), told.text("pregnant"), told.tellings("pregnant")) == (None, "", [])
    assert (told.answer("pregnant"), told.number("pregnant"), told.dated("pregnant")) == (
        Answer.NOT_ASKED, None, UNKNOWN)
    assert told.told_on("pregnant") == day(2)
    assert (told.choices("devices"), told.rows("clots"), told.listed("clots", "clots_any")) == ([], [], None)


def test_a_date_is_read_as_of_the_day_on_which_it_was_told():
    told = history({"signs_since": "yesterday", "clots": [{"date": "yesterday"}]}, {}, {"clots": [{"date": "today"}]})

    assert told.dated("signs_since").latest == day(-1)
    assert [(row.dated("date").latest, row.on, row.entry) for row in told.rows("clots")] == [
        (day(-1), day(0), 0), (day(2), day(2), 2)]


@pytest.mark.parametrize(("side", "read"), [
    ("left", "left"), ("right", "right"), ("both", "both"), ("unsure", ""), ("", ""),
])
def test_a_row_has_a_side_unless_nobody_was_sure(side, read):
    [row] = history({"clots": [{"type": "dvt", "side": side}]}).rows("clots")

    assert row.side == read


def test_of_several_choices_the_newest_stand_and_those_ever_made_name_each_form():
    told = history({"devices": ["port"]}, {"devices": ["pump", "port"]}, {"devices": []})

    assert told.choices("devices") == ["pump", "port"]
    assert told.chosen_ever("devices") == {"port": ("intake-0 devices", "intake-1 devices"),
                                           "pump": ("intake-1 devices",)}


@pytest.mark.parametrize(("forms", "number"), [
    (({"clots": [{"type": "dvt"}]},), 1), (({"clots": [{"type": "dvt"}]}, {"clots_any": "no"}), 1),
    (({"clots_any": "no"},), 0), (({"clots_any": "yes"},), 0), (({},), None), (({"clots_any": "unsure"},), None),
])
def test_a_part_is_none_where_nobody_asked_and_empty_where_there_are_none(forms, number):
    rows = history(*forms).listed("clots", "clots_any")

    assert (None if rows is None else len(rows)) == number


def test_the_questions_that_begin_alike_are_those_that_were_answered_each_once():
    told = history({"sign_a": "no", "sign_b": "", "pain": "yes"}, {"sign_c": "yes", "sign_a": "yes"})

    assert told.keys("sign_") == ["sign_a", "sign_c"]


@pytest.mark.parametrize(("words", "run"), [("", ""), ("a", "a"), ("ab", "b"), ("abb", "bb"), ("bab", "b")])
def test_how_long_a_state_has_stood_is_the_run_of_the_newest_answer(words, run):
    tellings = [Telling(word, date(2026, 1, 1), "", number) for number, word in enumerate(words)]

    found = last_run(tellings)
    assert "".join(each.words for each in found) == run
    assert found == tellings[len(tellings) - len(run):]


def test_what_was_withdrawn_is_open_in_its_own_form_alone():
    forms = {"reason": "neck", "devices": ["port"]}, {"reason": "neck", "devices": ["port"]}
    told = history(*forms, withdrawn=["intake-0 reason=neck", "intake-1 devices"])

    assert [each.entry for each in told.tellings("reason")] == [1]
    assert told.chosen_ever("devices") == {"port": ("intake-0 devices",)}
    assert [(each.on, each.name, each.is_list) for each in told.entries] == [
        (day(0), "intake-0", True), (day(1), "intake-1", True)]
