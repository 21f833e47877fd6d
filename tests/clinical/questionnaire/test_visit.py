"""The questions of every visit: what yes, no and silence say, with details and without."""

from datetime import date

import pytest

from intake.clinical.answer import Answer
from intake.clinical.history import DatedAnswers, take_history
from intake.clinical.questionnaire import empty_answers
from intake.clinical.questionnaire.answers import read_posted, read_stored
from intake.clinical.questionnaire.visit import (
    CONTRADICTED,
    ENDED_FROM,
    LEG_SIGNS,
    NONE_OF,
    OFFERED,
    VISIT_QUESTIONS,
    read_visit_questions,
)
from intake.clinical.screening import screen
from intake.clinical.screening.findings import Tier

ON = date(2026, 11, 23)
SEVEN = {"journey", "event", "medicine", "pregnancy", "limb", "breath", "fever"}
"""The seven of scale.md#questions-of-every-visit; the other two are what R71 and R70 ask for."""
ALL_NO = {question.name: "no" for question in VISIT_QUESTIONS}
NEEDS_DETAILS = [question for question in VISIT_QUESTIONS if question.needs]


def read(said, **details):
    return read_visit_questions(ALL_NO | said, read_stored(details, on=ON))


def screened(answers, **intake):
    told = DatedAnswers(empty_answers() | intake, ON)
    facts = take_history([told, DatedAnswers(answers, ON, is_list=False)], born=date(1980, 5, 17), sex="F", on=ON,
                         asked_today=True)
    return {finding.rule: finding for finding in screen(facts, on=ON).findings}


def test_the_seven_questions_of_every_visit_are_asked_and_the_two_of_blood_thinners():
    keys = [question.key for question in VISIT_QUESTIONS]

    assert SEVEN | {"head", "bleeding"} == set(keys)
    assert len(keys) == len(set(keys)) == 9


def test_what_a_yes_opens_are_fields_of_the_intake_itself():
    for question in VISIT_QUESTIONS:
        assert [repeat.key for repeat in question.repeats] == list(question.rows)
        assert [each.key for each in question.questions] == list(question.fields)


def test_no_to_everything_denies_every_sign_and_raises_nothing():
    found = read({})

    assert (found.problems, found.open) == ({}, ())
    denied = {sign for question in VISIT_QUESTIONS for sign in question.on_no}
    assert {key for key, value in found.answers.items() if value == "no"} == denied | set(ALL_NO)
    assert screened(found.answers) == {}


def test_what_nobody_asked_stays_open_and_says_nothing():
    found = read_visit_questions({}, read_stored({}, on=ON))

    assert found.open == VISIT_QUESTIONS and found.answers == {} and found.problems == {}


@pytest.mark.parametrize("said", ["", "perhaps", "YES", "no "])
def test_anything_but_yes_and_no_was_not_answered(said):
    found = read({"asked_fever": said})

    assert [question.key for question in found.open] == ["fever"]
    assert "asked_fever" not in found.answers and "sign_fever" not in found.answers


@pytest.mark.parametrize(("key", "sign"), [
    ("breath", "sign_new_breathlessness"), ("fever", "sign_fever"), ("head", "sign_head_knock"),
    ("bleeding", "sign_large_or_unexplained_bruise"),
])
def test_a_bare_yes_counts_on_the_cautious_side(key, sign):
    found = read({f"asked_{key}": "yes"})

    assert found.problems == {} and found.answers[sign] == "yes"


@pytest.mark.parametrize(("key", "rule"), [("breath", "R01"), ("bleeding", "R70")])
def test_a_bare_yes_to_what_may_kill_stops_the_session(key, rule):
    assert screened(read({f"asked_{key}": "yes"}).answers)[rule].tier is Tier.STOP


def test_a_knock_to_the_head_stops_who_takes_a_blood_thinner():
    knocked = read({"asked_head": "yes"}).answers

    assert screened(knocked, medicines_any="yes", medicines=[{"text": "warfarin"}])["R71"].tier is Tier.STOP
    assert "R71" not in screened(knocked)


@pytest.mark.parametrize("question", NEEDS_DETAILS, ids=lambda question: question.key)
def test_a_bare_yes_that_says_too_little_is_asked_for_more(question):
    found = read({question.name: "yes"})

    assert found.problems == {question.name: question.needs}
    assert found.answers[question.name] == "yes"


def test_a_journey_without_its_hours_counts_as_long_and_as_ended_today():
    found = read({"asked_journey": "yes"})

    assert found.problems == {}
    assert screened(found.answers)["R40"].tier is Tier.CAUTION


def test_a_journey_with_its_hours_counts_as_told():
    short = read({"asked_journey": "yes"}, journeys=[{"mode": "car", "seated_hours": "2", "end_date": "2026-11-22"}])
    long = read({"asked_journey": "yes"}, journeys=[{"mode": "car", "seated_hours": "9", "end_date": "2026-11-22"}])

    assert "R40" not in screened(short.answers)
    assert "9 h seated" in screened(long.answers)["R40"].evidence[0].matched


def test_details_are_taken_up_only_under_a_yes():
    details = {"journeys": [{"mode": "plane", "seated_hours": "9", "end_date": "2026-11-20"}], "sign_chest_pain": "yes"}

    found = read({}, **details)

    assert "journeys" not in found.answers and found.answers["sign_chest_pain"] == "no"


def test_the_sign_that_was_chosen_stands_in_place_of_the_bare_yes():
    found = read({"asked_breath": "yes"}, sign_chest_pain="yes", sign_new_breathlessness="no")

    assert (found.answers["sign_chest_pain"], found.answers["sign_new_breathlessness"]) == ("yes", "no")


def test_yes_with_every_sign_denied_still_counts():
    found = read({"asked_breath": "yes"}, sign_chest_pain="no", sign_new_breathlessness="no")

    assert "R01" in screened(found.answers)


def test_a_fever_that_is_denied_is_over_since_that_day():
    facts = take_history([DatedAnswers(empty_answers() | {"sign_fever": "yes"}, ON),
                          DatedAnswers(read({}).answers, ON, is_list=False)], born=None, sex="", on=ON)

    assert [symptom.ended.latest for symptom in facts.symptoms if symptom.code == "fever"] == [ON]
    assert facts.head_knock_since_last_visit is Answer.NO


def test_a_new_medicine_is_added_to_those_of_the_intake():
    found = read({"asked_medicine": "yes"}, medicines=[{"text": "apixaban"}])

    raised = screened(found.answers, medicines_any="yes", medicines=[{"text": "aspirin 75"}])

    assert {item.words for item in raised["R46"].evidence} >= {"apixaban"}


@pytest.mark.parametrize(("posted", "field"), [
    ({"journeys-0-seated_hours": ["900"]}, "journeys-0-seated_hours"),
    ({"journeys-0-end_date": ["a\x00b"]}, "journeys-0-end_date"),
])
def test_details_that_cannot_be_are_named_by_their_field(posted, field):
    found = read_visit_questions(ALL_NO | {"asked_journey": "yes"}, read_posted(posted, on=ON))

    assert field in found.problems


def offering(*keys, none_of="", said=None, posted=None):
    """A visit whose page asked `keys` beside the questions of every visit."""
    given = ALL_NO | (said or {}) | {OFFERED: " ".join(keys), NONE_OF: none_of}
    return read_visit_questions(given, read_posted({name: [value] for name, value in (posted or {}).items()}, on=ON))


def test_what_was_offered_is_an_answer_of_its_own_beside_a_no():
    found = offering("medicines", "medicines_any", "journeys", "condition_dvt", posted={
        "medicines-0-text": "warfarin", "medicines_any": "yes", "condition_dvt": "past", "journeys-0-mode": "car",
        "operations-0-what": "knee"})

    assert found.answers["medicines"][0]["text"] == "warfarin"
    assert (found.answers["medicines_any"], found.answers["condition_dvt"]) == ("yes", "past")
    assert found.answers["journeys"][0]["mode"] == "car"
    assert "operations" not in found.answers
    assert list(found.problems) == ["asked_event"], "a no with an operation under it is asked about, not dropped"


@pytest.mark.parametrize(("question", "detail"), [
    ("asked_breath", {"sign_chest_pain": "yes"}), ("asked_journey", {"journeys-0-mode": "plane"}),
    ("asked_pregnancy", {"pregnant": "yes"}), ("asked_limb", {"sign_leg_swelling": "left"}),
])
def test_a_no_with_a_yes_under_it_is_asked_about(question, detail):
    assert offering(posted=detail).problems == {question: CONTRADICTED}


@pytest.mark.parametrize("detail", [{"sign_chest_pain": "no"}, {"pregnant": "no"}, {"pregnant": "not_applicable"}])
def test_a_no_under_a_no_contradicts_nothing(detail):
    assert offering(posted=detail).problems == {}


def test_no_page_can_offer_a_way_round_a_denied_sign():
    found = offering("sign_chest_pain", "made_up", posted={"sign_chest_pain": "yes"})

    assert found.answers["sign_chest_pain"] == "no" and found.problems == {"asked_breath": CONTRADICTED}
    assert "made_up" not in found.answers


def test_none_of_these_answers_what_was_shown_and_left_open_alone():
    found = offering("sign_collapse", "sign_saddle_numbness", none_of="sign_collapse sign_saddle_numbness",
                     posted={"sign_collapse": "yes"})

    assert (found.answers["sign_collapse"], found.answers["sign_saddle_numbness"]) == ("yes", "no")
    assert "sign_weight_loss_unexplained" not in found.answers


def test_none_of_these_denies_the_signs_left_open_under_a_yes():
    found = offering(none_of="sign_collapse", said={"asked_limb": "yes"}, posted={"sign_leg_swelling": "left"})

    assert found.answers["sign_leg_swelling"] == "left"
    assert [found.answers[key] for key in LEG_SIGNS[1:]] == ["no"] * 4


def test_a_yes_without_none_of_these_leaves_its_other_signs_open():
    found = offering(said={"asked_limb": "yes"}, posted={"sign_leg_swelling": "left"})

    assert not any(key in found.answers for key in LEG_SIGNS[1:])


def test_there_are_some_and_none_is_written_asks_which():
    found = offering("medicines", "medicines_any", posted={"medicines_any": "yes"})

    assert list(found.problems) == ["medicines_any"]


def test_well_since_belongs_to_a_no_and_contradicts_a_yes():
    well = offering("well_since", posted={"well_since": "two days ago"})
    ill = offering("well_since", said={"asked_fever": "yes"}, posted={"well_since": "two days ago"})

    assert (well.answers["well_since"], well.problems) == ("two days ago", {})
    assert list(ill.problems) == ["well_since"]


@pytest.mark.parametrize(("end", "told"), [("", []), ("yesterday", ["yesterday"])])
def test_a_stay_told_of_before_is_told_again_only_with_its_end(end, told):
    found = offering(posted={f"immobilisations-{ENDED_FROM}-type": "leg_cast",
                             f"immobilisations-{ENDED_FROM}-end": end})

    assert [row["end"] for row in found.answers.get("immobilisations", [])] == told
    assert found.problems == {}
