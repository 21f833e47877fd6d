"""A pain in one plain sentence, with everything that was told of it and nothing that was not."""

from datetime import date, timedelta

import pytest

from intake.clinical.history.answer_history import AnswerHistory, DatedAnswers
from intake.clinical.history.pain_words import pain_lines
from intake.clinical.questionnaire import repeats

ON = date(2026, 3, 2)
WHOLE = {
    "site": "calf", "side": "left", "now": "6", "average": "5", "worst": "8", "frequency": "every_day",
    "quality": ["aching", "cramping"], "since": "January 2026", "cause": "known_condition", "words": "like a cord",
    "eases": "rest", "worsens": "stairs", "cause_name": "sciatica", "assessed": "yes",
    "at_rest": "no", "after_fall": "yes",
}


def pains(*entries, lists=True):
    told = [DatedAnswers(entry, ON + timedelta(days=number), f"entry-{number}", is_list=lists or not number)
            for number, entry in enumerate(entries)]
    return pain_lines(AnswerHistory(told))


def pain(**row):
    (line,) = pains({"pains": [{"site": "calf"} | row]})
    return line


def test_a_whole_row_is_one_sentence():
    (line,) = pains({"pains": [WHOLE]})

    assert (line.where, line.place, line.on) == ("Left calf", "left_calf", ON)
    assert line.words == (
        "6 now, 5 on average, 8 at worst, every day, aching, cramping, not at rest, since January 2026; after a fall; "
        "put down by a doctor to: sciatica; eases with: rest; worse with: stairs; seen by a doctor; “like a cord”")


@pytest.mark.parametrize("question", sorted({"at_rest", "after_fall"} | {
    question.key for repeat in repeats() if repeat.key == "pains" for question in repeat.questions}))
def test_every_answer_of_a_row_is_in_it(question):
    row = WHOLE | {"cause_name": ""} if question == "cause" else WHOLE
    less = {key: value for key, value in row.items() if key != question}

    assert pains({"pains": [row]}) != pains({"pains": [less]})


def test_what_was_not_told_is_not_said():
    assert pain().words == ""
    assert pain(now="0").words == "0 now"
    assert pain(assessed="no", at_rest="yes", after_fall="no").words == (
        "at rest or at night too; not after a fall; not seen by a doctor")


@pytest.mark.parametrize("row, where, place", [
    ({"side": "left"}, "Left calf", "left_calf"), ({"side": "both"}, "Calf, both sides", "calf"),
    ({"site": "lower_back", "side": "middle"}, "Lower back, middle", "lower_back"), ({"side": ""}, "Calf", "calf"),
    ({"site": "right_knee"}, "Right knee", "right_knee"), ({"site": "leg", "side": "right"}, "Right whole leg",
                                                           "right_leg"),
    ({"site": "big_toe", "side": "left"}, "Left big toe", "left_big_toe"), ({"site": "big_toe"}, "Big toe", "big_toe"),
])
def test_where_it_is(row, where, place):
    assert (pain(**row).where, pain(**row).place) == (where, place)


@pytest.mark.parametrize("row, words", [
    ({"cause": "unexplained"}, "nothing known brought it on"), ({"cause": "exercise"}, "put down to exercise"),
    ({"cause": "injury"}, "put down to an injury"),
    ({"cause": "known_condition"}, "put down to a condition that a doctor has named"),
    ({"cause": "known_condition", "cause_name": "gout"}, "put down by a doctor to: gout"),
])
def test_what_it_is_put_down_to(row, words):
    assert pain(**row).words == words


def test_a_cause_named_later_explains_a_pain_told_before_and_no_other():
    row = {"pains": [{"site": "knee", "cause": "known_condition"}]}
    named = {"named_condition": "gout"}

    assert [each.words for each in pains(row, named, lists=False)] == ["put down by a doctor to: gout"]
    assert [each.words for each in pains(row | named)] == ["put down by a doctor to: gout"]
    assert [each.words for each in pains(named, row)] == ["put down to a condition that a doctor has named"]
    assert [each.words for each in pains({"pains": [{"site": "knee", "cause": "exercise"}]}, named, lists=False)] == [
        "put down to exercise"]


def test_of_a_place_told_of_again_the_last_telling_stands_and_two_pains_of_one_day_both_do():
    first = {"pains": [{"site": "calf", "now": "6"}, {"site": "neck", "now": "2"}]}
    again = {"pains": [{"site": "calf", "now": "3"}, {"site": "calf", "now": "7", "quality": ["sharp"]}]}

    assert [(each.where, each.words) for each in pains(first, again, lists=False)] == [
        ("Neck", "2 now"), ("Calf", "3 now"), ("Calf", "7 now, sharp")]


def test_pains_of_an_older_form_and_those_denied_since_have_gone():
    calf = {"pains": [{"site": "calf"}]}

    assert [each.where for each in pains(calf, {"pains": [{"site": "neck"}]})] == ["Neck"]
    assert pains(calf, {"pains_any": "no"}) == ()
    assert pains(calf, {"asked_limb": "no"}, lists=False) == ()
    assert pains(calf, {"pains_any": "no"}, lists=False) != ()      # a visit has no list of all pains


@pytest.mark.parametrize(("site", "denied", "same_day", "stands"), [
    ("calf", "asked_limb", False, False), ("calf", "asked_limb", True, False),
    ("calf", "asked_inner_pain", False, True),
    ("hand", "asked_limb", False, False), ("neck", "asked_limb", False, True),
    ("neck", "asked_inner_pain", False, True), ("lower_back", "asked_inner_pain", False, False),
    ("lower_back", "asked_inner_pain", True, False), ("lower_back", "asked_limb", False, True),
    ("groin", "asked_limb", False, False), ("groin", "asked_inner_pain", False, False),
    ("groin", "asked_limb", True, True),        # told to the question for inner pain, in the same breath
    ("groin", "asked_inner_pain", True, False),
])
def test_a_pain_goes_with_the_no_to_the_question_that_asks_for_its_place(site, denied, same_day, stands):
    told, no = {"pains": [{"site": site}]}, {denied: "no"}
    forms = ({}, told | no) if same_day else ({}, told, no)

    assert bool(pains(*forms, lists=False)) is stands
    assert bool(pains(*forms, {}, lists=False)) is stands
    assert pains(*forms, told, lists=False) != ()       # told again since


def test_a_pain_whose_place_nobody_told_is_shown_as_that():
    (line,) = pains({"pains": [{"now": "6", "side": "left"}]})

    assert (line.where, line.words) == ("Place not told", "6 now")
