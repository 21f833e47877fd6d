"""Posted answers: read as typed, refused with words where they cannot stand, never cut."""

from datetime import date

import pytest

from intake.clinical.dates.vague import read_date
from intake.clinical.questionnaire import Kind, Option, Question, empty_answers, repeats, single_questions
from intake.clinical.questionnaire.answers import (
    date_as_counted,
    date_in_words,
    dates_read,
    in_words,
    lines_of,
    read_number,
    read_posted,
    read_stored,
    with_lines,
)
from intake.clinical.questionnaire.differences import differences

ON = date(2026, 11, 23)


def read(**posted: str | list[str]):
    return read_posted({key.replace("__", "-"): [value] if isinstance(value, str) else value
                        for key, value in posted.items()}, on=ON)


def test_a_form_in_which_nothing_was_asked_says_no_to_nothing():
    reading = read_posted({}, on=ON)

    assert reading.answers == empty_answers()
    assert reading.is_blank
    assert reading.problems == {}


@pytest.mark.parametrize("given, kept", [("yes", "yes"), ("no", "no"), ("", "")])
def test_yes_no_and_not_asked_stay_three_answers(given, kept):
    assert read(sign_fever=given).answers["sign_fever"] == kept


@pytest.mark.parametrize("given, kept", [("now", "now"), ("past", "past"), ("never", "never"), ("", "")])
def test_a_condition_has_four_answers(given, kept):
    assert read(condition_dvt=given).answers["condition_dvt"] == kept


def test_an_answer_that_was_not_on_the_form_is_refused():
    assert "condition_dvt" in read(condition_dvt="maybe").problems
    assert "areas_wanted" in read(areas_wanted=["head", "tail"]).problems


def test_several_answers_keep_the_order_of_the_form():
    assert read(areas_wanted=["neck", "head", "neck"]).answers["areas_wanted"] == ["head", "neck"]


@pytest.mark.parametrize("pain, stands", [("0", True), ("10", True), ("11", False), ("-1", False), ("7.5", False),
                                          ("seven", False), ("٧", True), ("1e1", False), ("nan", False), ("", True)])
def test_pain_is_a_whole_number_from_0_to_10(pain, stands):
    assert ("pains-0-now" not in read(pains__0__now=pain, pains__0__words="x").problems) is stands


def test_a_refused_number_is_shown_as_typed():
    reading = read(pains__0__now="11")

    assert reading.answers["pains"][0]["now"] == "11"
    assert reading.problems["pains-0-now"].startswith("11 is outside 0 to 10")


@pytest.mark.parametrize("words, number", [("7", 7.0), ("7,5", 7.5), (" 7.5 ", 7.5), ("+3", 3.0), ("७", 7.0),
                                           ("", None), ("7.", None), ("1/2", None), ("inf", None)])
def test_numbers_are_read_in_any_digits_and_in_no_other_way(words, number):
    assert read_number(words) == number


def test_text_is_kept_to_its_limit_and_refused_beyond_it_never_cut():
    assert read(reason="x" * 1000).problems == {}
    reading = read(reason="x" * 1001)
    assert reading.problems["reason"] == "This has 1,001 characters; 1,000 fit. Please shorten it."
    assert reading.answers["reason"] == "x" * 1001


def test_every_field_has_a_limit_that_a_long_text_breaks():
    for question in single_questions():
        if question.kind in (Kind.TEXT, Kind.AREA, Kind.DATE, Kind.NUMBER):
            assert question.key in read_posted({question.key: ["9" * 5000]}, on=ON).problems
    for repeat in repeats():
        for question in repeat.questions:
            if question.kind is not Kind.CHOICES:
                name = f"{repeat.key}-0-{question.key}"
                assert name in read_posted({name: ["9" * 5000]}, on=ON).problems


@pytest.mark.parametrize("text", ["a\x00b", "bell\x07", "half \ud83d", "c1 \x85"])
def test_characters_that_cannot_be_kept_are_refused(text):
    assert "control character" in read(reason=text).problems["reason"]


@pytest.mark.parametrize("text", ["\u200fשלום\u200f", "a\u200db", "\u202eright to left\u202c", "🦵🏽 leg",
                                  "<script>&amp;", "कमर दर्द", "tab\there", "two\nlines"])
def test_every_script_mark_and_tag_is_kept_exactly(text):
    reading = read(reason=text)

    assert reading.problems == {}
    assert reading.answers["reason"] == text


def test_line_ends_are_made_alike_and_a_line_stays_a_line():
    assert read(reason="a\r\nb\rc").answers["reason"] == "a\nb\nc"
    assert "oils" in read(oils="a\nb").problems


@pytest.mark.parametrize("words, stands", [
    ("23/11/2026", True), ("2026-11-24", False), ("2027", False), ("three weeks ago", True), ("gibberish", True),
    ("March", True),
])
def test_dates_in_the_future_are_refused_and_words_are_kept(words, stands):
    reading = read(operations__0__date=words)

    assert ("operations-0-date" not in reading.problems) is stands
    assert reading.answers["operations"][0]["date"] == words


@pytest.mark.parametrize("words, told", [
    ("2026-11-01", "1 November 2026"),
    ("gibberish", "No date could be read in this. It counts as recent."),
    ("March 2026", "between 1 and 31 March 2026"),
    ("1 March to 2 April 2026", "between 1 March and 2 April 2026"),
    ("December 2025 and March 2026", "between 1 December 2025 and 31 March 2026"),
    ("March 2025 and 2 March 2026", "between 1 March 2025 and 2 March 2026"),
    ("more than 6 years ago", "23 November 2020 or earlier"),
    ("planned", "a day to come"), ("due 3 December", "3 December 2026"),
])
def test_a_date_says_how_it_was_read(words, told):
    assert date_in_words(read_date(words, ON)) == told


@pytest.mark.parametrize("words, told", [
    ("1 to 20 November", "between 1 and 20 November 2026; counted as 20 November 2026"),
    ("2026-11-01", "1 November 2026"),
    ("more than 6 years ago", "23 November 2020 or earlier; counted as 23 November 2020"),
    ("gibberish", "No date could be read in this. It counts as recent."), ("planned", "a day to come"),
    ("due in March", "between 1 and 31 March 2027; lies ahead"),
])
def test_beside_a_span_stands_the_day_that_counts(words, told):
    assert date_as_counted(read_date(words, ON)) == told


def test_dates_are_read_only_where_something_stands():
    reading = read(operations__0__what="hip", operations__1__date="last week", operations__2__date="2030")

    assert [name for name, _, _ in dates_read(reading, on=ON)] == ["operations-1-date"]


def test_blank_rows_are_not_stored_and_others_keep_their_number_on_the_page():
    reading = read(medicines__0__text="", medicines__4__text="aspirin", medicines__4__how_often="daily")

    assert [row["text"] for row in reading.answers["medicines"]] == ["aspirin"]
    assert [row.number for row in reading.rows["medicines"]] == [0, 4]


def test_more_rows_than_fit_are_refused_and_kept():
    posted = {f"births-{number}-date": ["May"] for number in range(4)}
    reading = read_posted(posted, on=ON)

    assert "3 of these fit" in reading.problems["births-3-date"]
    assert len(reading.answers["births"]) == 4


def test_strange_names_of_fields_are_nothing():
    strange = ("medicines-x-text", "medicines-1-evil", "-1-", "pains-99999999-now", "", "reason-0-reason")
    reading = read_posted({name: ["1"] for name in strange}, on=ON)

    assert reading.is_blank


def test_stored_answers_come_back_as_they_were():
    first = read(reason="neck", medicines__0__text="aspirin", areas_wanted=["head"], pains__3__now="11")

    again = read_stored(first.answers, on=ON)

    assert again.answers == first.answers
    assert list(again.problems) == ["pains-0-now"]


def test_a_pasted_list_becomes_rows_word_for_word():
    lines = lines_of("• Warfarin 3mg\r\n\n - aspirin, when it hurts\n5-HTP\n")

    assert lines == ["Warfarin 3mg", "aspirin, when it hurts", "5-HTP"]
    posted = with_lines({"medicines-1-text": ["old"]}, "medicines", "text", lines)
    assert [row["text"] for row in read_posted(posted, on=ON).answers["medicines"]] == ["old", *lines]


def test_answers_are_told_in_the_words_of_the_form():
    question = Question("k", "K", Kind.CHOICE, (Option("a", "Apple"),))

    assert in_words(question, "a") == "Apple"
    assert in_words(question, "") == "Not asked"
    assert in_words(Question("h", "H", Kind.NUMBER, unit="cm"), "180") == "180 cm"


def test_a_correction_shows_each_answer_that_differs_and_no_other():
    before = read(reason="neck", condition_dvt="never", medicines__0__text="aspirin", medicines__1__text="iron").answers
    after = read(reason="neck", condition_dvt="past", medicines__0__text="warfarin", medicines__1__text="iron",
                 medicines__2__text="zinc").answers

    assert [(each.question, each.before, each.after) for each in differences(before, after)] == [
        ("Medicine", "aspirin", "warfarin"),
        ("Medicine", "Nothing", "zinc"),
        ("Blood clot in a leg or arm (DVT)", "Never", "Past"),
    ]


def test_the_same_answers_do_not_differ():
    answers = read(reason="neck", pains__0__now="3").answers

    assert differences(answers, answers) == []


def test_answers_of_an_older_list_of_questions_are_read_with_the_new_ones_not_asked():
    reading = read_stored({"reason": "neck", "no_longer_asked": "yes"}, on=ON)

    assert reading.single["reason"] == "neck"
    assert reading.single["condition_dvt"] == ""
