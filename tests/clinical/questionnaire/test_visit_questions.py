"""What a visit asks beside the questions of everybody: who answers them, by which press, and what is kept of it."""

from datetime import date

import pytest

from intake.clinical.questionnaire import repeats, single_questions
from intake.clinical.questionnaire.answers import read_posted, read_stored
from intake.clinical.questionnaire.visit import (
    CONTRADICTED,
    NO_TO_OPEN,
    OFFERED,
    PUT,
    all_asked,
    read_visit_questions,
)
from intake.clinical.questionnaire.visit_questions import (
    ALL_VISIT_QUESTIONS,
    CONCERNING,
    INNER_PAIN,
    INNER_PAIN_ROWS,
    NECK,
    NEWS,
    PREGNANCY_SIGNS,
    VISIT_QUESTIONS,
)

ON = date(2026, 11, 23)
NO_TO_ALL = {question.name: "no" for question in ALL_VISIT_QUESTIONS}


def read(said=None, *questions, posted=None):
    fields = {name: [value] for name, value in (posted or {}).items()}
    return read_visit_questions(NO_TO_ALL | (said or {}), read_posted(fields, on=ON), (*VISIT_QUESTIONS, *questions))


def test_no_question_is_asked_twice_and_each_detail_is_a_field_of_the_intake():
    names = [question.name for question in ALL_VISIT_QUESTIONS]
    known = {question.key for question in single_questions()} | {repeat.key for repeat in repeats()}

    assert len(set(names)) == len(names) == 13
    for question in (*CONCERNING, NEWS):
        assert {*question.fields, *question.rows, *question.on_no, *dict(question.on_yes)} <= known, question.key


@pytest.mark.parametrize(("question", "denied"), [
    (NECK, {"neck_work_pain"}), (PREGNANCY_SIGNS, {"sign_pregnancy_warning"}),
    (INNER_PAIN, {"sign_leg_weakness_or_foot_drop"}), (NEWS, set()),
], ids=lambda each: getattr(each, "key", ""))
def test_a_no_denies_what_the_question_names_and_nothing_else(question, denied):
    without, with_it = read().answers, read(None, question).answers

    assert dict.fromkeys((*denied, question.name), "no") | {PUT: question.key} == {
        key: value for key, value in with_it.items() if key not in without}


@pytest.mark.parametrize("question", [NECK, INNER_PAIN, NEWS], ids=lambda question: question.key)
def test_a_bare_yes_is_asked_for_more(question):
    assert read({question.name: "yes"}, question).problems == {question.name: question.needs}


def test_a_yes_to_the_signs_of_pregnancy_says_it_all():
    found = read({PREGNANCY_SIGNS.name: "yes"}, PREGNANCY_SIGNS)

    assert (found.answers["sign_pregnancy_warning"], found.problems) == ("yes", {})


def test_what_was_not_put_to_the_client_is_not_read():
    found = read({NECK.name: "yes"}, posted={"neck_work_pain": "headache"})

    assert NECK.name not in found.answers and "neck_work_pain" not in found.answers and PUT not in found.answers


def test_what_was_put_is_open_whatever_the_page_says_it_offered():
    found = read_visit_questions(
        {question.name: "no" for question in VISIT_QUESTIONS} | {OFFERED: "", NO_TO_OPEN: ""},
        read_stored({}, on=ON), (*VISIT_QUESTIONS, NECK, NEWS))

    assert found.open == (NECK, NEWS)
    assert not all_asked(found.answers)


@pytest.mark.parametrize(("detail", "enough"), [
    ({"neck_work_pain": "headache"}, True), ({"neck_work_pain_course": "worse"}, False),
    ({"neck_work_pain": "no"}, False),
])
def test_of_pain_after_neck_work_it_has_to_be_said_which(detail, enough):
    assert (read({NECK.name: "yes"}, NECK, posted=detail).problems == {}) is enough


@pytest.mark.parametrize(("detail", "enough"), [
    ({f"pains-{INNER_PAIN_ROWS}-site": "abdomen"}, True), ({f"pains-{INNER_PAIN_ROWS}-now": "5"}, False),
    ({"sign_leg_weakness_or_foot_drop": "left"}, True), ({"sign_faintness": "yes"}, False),
])
def test_of_inner_pain_it_has_to_be_said_where(detail, enough):
    assert (read({INNER_PAIN.name: "yes"}, INNER_PAIN, posted=detail).problems == {}) is enough


def test_a_pain_stands_under_the_question_that_it_was_told_to():
    rows = {"pains-0-site": "calf", f"pains-{INNER_PAIN_ROWS}-site": "abdomen", f"pains-{INNER_PAIN_ROWS}-now": "5"}

    both = read({"asked_limb": "yes", INNER_PAIN.name: "yes"}, INNER_PAIN, posted=rows)
    assert [row["site"] for row in both.answers["pains"]] == ["calf", "abdomen"] and both.problems == {}
    inner = read({INNER_PAIN.name: "yes"}, INNER_PAIN, posted=rows)
    assert [row["site"] for row in inner.answers["pains"]] == ["abdomen"]
    assert inner.problems == {"asked_limb": CONTRADICTED}


def test_inner_pain_asks_for_its_places_alone():
    (part,) = INNER_PAIN.repeats

    assert [question.key for question in part.questions] == ["site", "side", "since", "now", "worst", "after_fall"]
    assert {option.code for option in part.questions[0].options} == {
        "lower_back", "mid_back", "upper_back", "flank", "abdomen", "groin"}


@pytest.mark.parametrize("detail", [
    {"platelets": "60"}, {"inr_value": "5"}, {"temperature": "38.4"}, {"systolic": "190"}, {"condition_dvt": "now"},
    {"health_notes": "Raynaud"},
])
def test_news_are_a_result_a_diagnosis_or_words(detail):
    found = read({NEWS.name: "yes"}, NEWS, posted=detail)

    assert found.problems == {} and detail.items() <= found.answers.items()
    assert read(None, NEWS, posted=detail).problems == {NEWS.name: CONTRADICTED}


def test_no_to_what_is_left_open_answers_the_questions_shown_and_left_open_alone():
    posted = {"asked_journey": "yes", NO_TO_OPEN: f"{NEWS.name} asked_breath asked_journey condition_dvt made_up"}

    found = read_visit_questions(posted, read_stored({}, on=ON), (*VISIT_QUESTIONS, NECK, NEWS))

    assert {key: value for key, value in found.answers.items() if key.startswith("asked_")} == {
        "asked_breath": "no", "asked_journey": "yes", NEWS.name: "no"}
    assert found.answers["sign_chest_pain"] == "no" and "condition_dvt" not in found.answers
    assert NECK in found.open


def test_no_to_what_is_left_open_never_passes_over_what_was_written_under_it():
    posted = {NO_TO_OPEN: " ".join(question.name for question in VISIT_QUESTIONS)}

    found = read_visit_questions(posted, read_posted({"sign_leg_swelling": ["left"]}, on=ON))

    assert found.problems == {"asked_limb": CONTRADICTED}


def test_a_visit_of_before_is_complete_with_the_questions_of_then():
    before = {question.name: "no" for question in VISIT_QUESTIONS}

    assert all_asked(before)
    assert not all_asked(before | {PUT: "news"}) and all_asked(before | {PUT: "news", NEWS.name: "no"})
    assert not all_asked({key: value for key, value in before.items() if key != "asked_head"})


def test_a_sign_offered_elsewhere_on_the_page_counts_until_its_question_is_answered():
    offered = {question.name: "no" for question in VISIT_QUESTIONS} | {OFFERED: "sign_pregnancy_warning"}
    reading = read_posted({"sign_pregnancy_warning": ["yes"]}, on=ON)
    put = (*VISIT_QUESTIONS, PREGNANCY_SIGNS)

    assert read_visit_questions(offered, reading, put).answers["sign_pregnancy_warning"] == "yes"
    denied = read_visit_questions(offered | {PREGNANCY_SIGNS.name: "no"}, reading, put)
    assert denied.problems == {PREGNANCY_SIGNS.name: CONTRADICTED}
