"""The list of questions: every key once, every answer storable, the third value always there."""

from collections import Counter

from intake.clinical.body import BY_CODE, WHOLES, split_side
from intake.clinical.questionnaire import Kind, empty_answers, repeats, single_questions


def test_every_key_is_used_once():
    keys = Counter([question.key for question in single_questions()] + [repeat.key for repeat in repeats()])

    assert [key for key, count in keys.items() if count > 1] == []


def test_nothing_is_answered_before_anyone_asks():
    assert set(map(str, empty_answers().values())) == {"", "[]"}


def test_yes_and_no_never_come_without_a_way_to_leave_it_open():
    every = [*single_questions(), *(question for repeat in repeats() for question in repeat.questions)]

    for question in every:
        codes = [option.code for option in question.options]
        assert len(set(codes)) == len(codes), question.key
        assert "" not in codes, f"{question.key}: not asked is the empty answer, not an option"


def test_places_are_places_of_the_body():
    for question in [*single_questions(), *(q for repeat in repeats() for q in repeat.questions)]:
        if question.key in ("areas_wanted", "areas_avoid", "site"):
            for option in question.options:
                place = split_side(option.code)[1]
                assert place in BY_CODE or place in WHOLES, option.code


def test_numbers_say_their_range():
    for question in [*single_questions(), *(q for repeat in repeats() for q in repeat.questions)]:
        if question.kind is Kind.NUMBER:
            assert question.lowest < question.highest, question.key


def test_every_text_has_a_limit_a_pdf_can_carry():
    for question in [*single_questions(), *(q for repeat in repeats() for q in repeat.questions)]:
        assert 0 < question.limit <= 2000, question.key
