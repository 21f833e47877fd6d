"""What stands today of what was told over time: signs and who saw them, illness and its end, what is withdrawn."""

from datetime import date

import pytest

from intake.clinical.answer import Answer
from intake.clinical.facts import Clearance
from intake.clinical.history import Assessment, DatedAnswers
from intake.clinical.history.answer_history import AnswerHistory
from intake.clinical.history.infection import INFECTIONS
from tests.clinical.told import TOLD, day, facts


def signs(*told, **how):
    return {each.code: each for each in facts(*told, **how).symptoms or ()}


LEFT, NO = {"sign_leg_swelling": "left"}, {"sign_leg_swelling": "no"}


def test_a_sign_stands_from_when_it_was_last_denied_on_the_side_on_which_it_was_told():
    assert signs(LEFT, NO) == {}
    assert signs(NO, LEFT)["leg_swelling"].side == "left"
    again = signs(LEFT, NO, LEFT)["leg_swelling"]
    assert (again.told_on, again.answers) == (day(60), ("entry-2 sign_leg_swelling=left",))
    assert signs(LEFT, LEFT)["leg_swelling"].told_on == day(30)
    assert signs({"sign_chest_pain": "yes"})["chest_pain"].side == ""


@pytest.mark.parametrize("side", ["left", "right", "both"])
def test_a_sign_has_the_side_that_was_told(side):
    [sign] = facts({"sign_leg_swelling": side}).symptoms

    assert (sign.side, sign.words) == (side, "Leg or calf swollen")


def test_a_sign_stands_in_its_words_with_what_was_said_of_it_then_or_since():
    told = LEFT | {"signs_words": "since the flight", "signs_since": "2026-02-20"}

    sign = signs(told)["leg_swelling"]
    assert sign.words.endswith(": since the flight")
    assert (sign.onset.latest, sign.cause, sign.assessed) == (date(2026, 2, 20), "", Answer.NOT_ASKED)
    assert signs(LEFT, {"signs_since": "2026-03-20"})["leg_swelling"].onset.latest == date(2026, 3, 20)
    before = signs({"sign_chest_pain": "yes", "signs_words": "last year", "signs_since": "2025-02-20"},
                   LEFT)["leg_swelling"]
    assert not before.words.endswith("last year") and not before.onset.is_known


@pytest.mark.parametrize(("told", "seen"), [
    ([LEFT | {"signs_assessed": "yes"}], Answer.YES), ([LEFT | {"signs_assessed": "no"}], Answer.NO),
    ([LEFT, {"signs_assessed": "yes"}], Answer.YES), ([{"signs_assessed": "yes"}, LEFT], Answer.NOT_ASKED),
    ([LEFT | {"signs_assessed": "yes"}, LEFT], Answer.NOT_ASKED),
    ([LEFT | {"signs_assessed": "yes"}, LEFT | {"signs_course": "as_it_was"}], Answer.YES),
    ([LEFT | {"signs_assessed": "yes"}, LEFT | {"signs_course": "worse"}], Answer.NOT_ASKED),
    ([LEFT | {"signs_assessed": "yes"}, LEFT, {"signs_course": "as_it_was"}], Answer.YES),
    ([LEFT | {"signs_assessed": "yes", "signs_course": "as_it_was"}, LEFT], Answer.NOT_ASKED),
    ([LEFT, LEFT | {"signs_course": "as_it_was"}], Answer.NOT_ASKED),
])
def test_a_doctors_look_counts_for_the_sign_as_it_was_then(told, seen):
    assert signs(*told)["leg_swelling"].assessed is seen


def found(outcome, on=TOLD, name="entry-0 sign_leg_swelling=left", rule="R02", **more):
    return Assessment(rule, outcome, on, answers=frozenset({name}), **more)


def test_an_assessment_settles_the_sign_that_was_told_and_none_told_later():
    settled = signs(LEFT, assessments=[found("ruled_out")])["leg_swelling"]
    later = signs(LEFT, LEFT, assessments=[found("ruled_out")])["leg_swelling"]
    as_it_was = signs(LEFT, LEFT | {"signs_course": "as_it_was"}, assessments=[found("ruled_out")])["leg_swelling"]

    assert (settled.assessed, settled.settled_for) == (Answer.YES, {"R02"})
    assert (later.assessed, later.settled_for) == (Answer.NOT_ASKED, frozenset())
    assert as_it_was.settled_for == {"R02"}
    assert signs(LEFT, assessments=[found("open")])["leg_swelling"].settled_for == frozenset()


def test_a_measured_difference_of_the_calves_is_a_sign_with_its_number():
    told = signs({"calf_difference_cm": "3,5"})["calf_difference"]

    assert (told.difference_cm, told.words, told.told_on) == (3.5, "calf difference 3.5 cm", TOLD)
    assert facts({"calf_difference_cm": "a lot"}).symptoms == ()


@pytest.mark.parametrize(("told", "codes"), [
    ({"neck_work_pain": "neck_pain"}, ["neck_pain_after_neck_work"]),
    ({"neck_work_pain": "headache"}, ["headache_after_neck_work"]),
    ({"neck_work_pain": "both"}, ["neck_pain_after_neck_work", "headache_after_neck_work"]),
    ({"neck_work_pain": "no"}, []),
])
def test_pain_after_work_on_the_neck(told, codes):
    assert [each.code for each in facts(told).symptoms] == codes


def test_what_was_said_of_pain_after_neck_work_counts_in_that_form_or_since():
    told = {"neck_work_pain": "neck_pain"}
    said = {"neck_work_pain_side": "left", "neck_work_pain_course": "worse", "neck_work_pain_unlike": "yes"}

    def read(*forms):
        each = signs(*forms)["neck_pain_after_neck_work"]
        return each.side, each.course, each.unlike_before

    assert read(told | said) == read(told, said) == ("left", "worse", Answer.YES)
    assert read(told | said, told) == ("", "", Answer.NOT_ASKED)


def test_pain_on_walking_keeps_whether_a_doctor_has_seen_it():
    assert signs({"walking_pain": "yes", "walking_pain_assessed": "no"})["walking_pain"].assessed is Answer.NO
    assert facts({"walking_pain": "no"}).symptoms == ()
    assert facts({}).symptoms is None


ILL = {"sign_fever": "yes"}


@pytest.mark.parametrize(("forms", "apart", "ended"), [
    ([ILL], 30, None), ([ILL | {"well_since": "2026-03-01"}], 30, date(2026, 3, 1)),
    ([ILL, {"well_since": "2026-03-05"}], 5, date(2026, 3, 5)),
    ([ILL, {"well_since": "2026-02-01"}], 5, TOLD),             # not before it was told as there
    ([ILL, {"sign_fever": "no"}], 5, day(5)), ([ILL, {"asked_fever": "no"}], 5, day(5)),
    ([ILL, {"sign_fever": "no"}], 7, day(7)),
    ([ILL, {"well_since": "some day"}], 5, None),
])
def test_a_fever_ends_with_the_day_that_is_told_or_with_the_no(forms, apart, ended):
    fever = signs(*forms, apart=apart)["fever"]

    assert (fever.ended and fever.ended.latest) == ended


@pytest.mark.parametrize(("forms", "apart", "ended"), [
    ([ILL, {"sign_fever": "no"}], 8, TOLD),                                   # told more than a week before
    ([ILL | {"signs_since": "2026-03-01"}, {"sign_fever": "no"}], 5, day(-1)),  # dated
])
def test_a_fever_that_is_long_over_ended_when_it_was_told(forms, apart, ended):
    assert signs(*forms, apart=apart)["fever"].ended.latest == ended


def test_a_fever_that_is_over_since_a_day_nobody_can_read_or_that_was_only_denied_is_none():
    assert "fever" not in signs(ILL | {"signs_since": "some day"}, {"sign_fever": "no"}, apart=5)
    assert "fever" not in signs({"sign_fever": "no"})


@pytest.mark.parametrize("code", ["acute_infection", "covid", "pneumonia", "influenza"])
def test_every_infection_ends_with_the_day_since_when_one_is_well(code):
    ill = {f"condition_{code}": "now"}

    [condition] = facts(ill, {"well_since": "2026-03-05"}, apart=5).conditions
    assert condition.ended.latest == date(2026, 3, 5)
    [still] = facts(ill | {"infection_kind": "lasting"}, {"well_since": "2026-03-05"}, apart=5).conditions
    assert (still.ended is None) is (code == "acute_infection")


@pytest.mark.parametrize(("answers", "code", "past"), [
    ({"condition_acute_infection": "now"}, "acute_infection", False),
    ({"condition_acute_infection": "now", "infection_kind": "lasting"}, "chronic_infection", False),
    ({"condition_covid": "past"}, "covid", True),
])
def test_an_infection_is_told_as_acute_lasting_or_past(answers, code, past):
    [condition] = facts(answers).conditions

    assert (condition.code, condition.past) == (code, past)


def test_what_is_withdrawn_is_as_if_it_had_not_been_asked_and_the_rest_stands():
    told = LEFT | {"sign_chest_pain": "yes", "devices": ["port", "pacemaker"],
                   "journeys": [{"mode": "plane", "seated_hours": "9"}, {"mode": "car", "seated_hours": "5"}]}
    plane = facts(told).journeys[0]

    def without(*names):
        left = facts(told, withdrawn=names)
        return [each.code for each in left.symptoms or ()], [each.mode for each in left.journeys or ()], left.devices

    signs_told, journeys, devices = without()
    assert (signs_told, journeys, len(devices)) == (["leg_swelling", "chest_pain"], ["plane", "car"], 2)
    assert without("entry-0 sign_leg_swelling=left")[0] == ["chest_pain"]
    assert without("entry-0 sign_leg_swelling=right")[0] == ["leg_swelling", "chest_pain"]
    assert without("entry-1 sign_leg_swelling=left")[0] == ["leg_swelling", "chest_pain"]
    assert without(*plane.answers)[1] == ["car"]
    assert without("entry-0 devices")[2] is None


def test_an_age_a_sex_and_a_body_are_told_as_they_are():
    read = facts({"height_cm": "160", "weight_kg": "82"}, {"weight_kg": "90"})

    assert (read.bmi, read.born, read.sex) == (35.2, date(1990, 1, 1), "F")
    assert facts({"height_cm": "0", "weight_kg": "82"}).bmi is None


def test_the_day_of_todays_questions_counts_only_where_they_were_asked():
    assert facts({}, asked_today=True).visit_questions_answered_on == TOLD
    assert facts({}).visit_questions_answered_on is None


def test_plain_answers_stand_with_every_name_that_says_yes():
    read = facts({"bruises_easily": "yes", "sign_head_knock": "yes"}, {"bruises_easily": "yes"},
                 {"bruises_easily": "no"})

    assert (read.bruises_easily, read.head_knock_since_last_visit) == (Answer.NO, Answer.YES)
    assert read.single_answers == (
        ("bruises_easily", "entry-0 bruises_easily=yes"), ("bruises_easily", "entry-1 bruises_easily=yes"),
        ("head_knock_since_last_visit", "entry-0 sign_head_knock=yes"))


@pytest.mark.parametrize(("forms", "standing"), [
    ([{"condition_covid": "now", "condition_pneumonia": "now"},
      {"condition_covid": "never", "condition_pneumonia": "never"}], []),
    ([{"condition_covid": "now", "condition_pneumonia": "now"}, {"condition_covid": "never"},
      {"condition_pneumonia": "never"}], []),
    ([{"condition_covid": "now", "signs_since": "some day"}, {"sign_fever": "no"}], [("covid", True)]),
    ([{"condition_acute_infection": "now", "signs_since": "some day"}, {"sign_fever": "no"}], []),
])
def test_several_infections_are_over_once_each_is_or_all_are_denied(forms, standing):
    assert [(each.code, each.past) for each in facts(*forms, apart=5).conditions or ()] == standing


def test_a_clearance_is_a_fact_beside_what_was_told():
    agreed = Clearance("R21", "Dr Osei")

    assert facts({}, clearances=(agreed,)).clearances == (agreed,)


def test_the_name_of_a_row_is_what_it_says_so_that_what_was_withdrawn_stays_withdrawn_after_an_update():
    # Names are kept with what was withdrawn and with what was assessed.
    def name(**row):
        [told] = AnswerHistory([DatedAnswers({"clots": [row]}, TOLD, "intake-1")]).rows("clots")
        return told.name

    assert name(type="dvt", date="2019", side="left") == "intake-1 clots#8c2e97fda361"
    assert name(side="left", words="", date="2019", type="dvt") == name(type="dvt", date="2019", side="left")
    assert name(type="dvt", date="2019", side="right") != name(type="dvt", date="2019", side="left")


def test_a_sign_that_no_form_asks_for_any_more_stands_in_plain_words():
    [sign] = facts({"sign_cold_sign_of_before": "yes"}).symptoms

    assert (sign.words, sign.code) == ("cold sign of before", "")


@pytest.mark.parametrize("later", [{"condition_covid": "never"}, {f"condition_{each}": "never" for each in INFECTIONS}])
def test_a_fever_told_alone_is_not_ended_by_what_is_said_of_infections(later):
    assert signs(ILL, later, apart=5)["fever"].ended is None


@pytest.mark.parametrize(("later", "ended"), [
    ({"condition_covid": "never"}, day(5)), ({"condition_covid": "past"}, day(5)), ({"sign_fever": "no"}, day(5)),
    ({"condition_influenza": "never"}, None), ({"condition_covid": "now"}, None), ({}, None),
])
def test_a_fever_told_with_an_infection_is_over_once_that_infection_is(later, ended):
    ill = ILL | {"condition_covid": "now"}

    fever = signs(ill, later, apart=5)["fever"]
    assert (fever.ended and fever.ended.latest) == ended


def test_of_two_infections_told_with_a_fever_the_one_that_went_last_ends_it():
    ill = ILL | {"condition_covid": "now", "condition_pneumonia": "now"}

    assert signs(ill, {"condition_covid": "never"}, apart=2)["fever"].ended is None
    before = signs({"condition_pneumonia": "past"}, ill, {"condition_covid": "never"}, apart=2)["fever"]
    assert before.ended is None
    both = signs(ill, {"condition_covid": "never"}, {"condition_pneumonia": "past"}, apart=2)["fever"]
    assert both.ended.latest == day(4)


@pytest.mark.parametrize(("forms", "ended"), [
    ([{"condition_covid": "now", "sign_fever": "no"}], None), ([{"condition_covid": "now", "asked_fever": "no"}], None),
    ([{"sign_fever": "no"}, {"condition_covid": "now"}], None),
    ([{"well_since": "2026-03-01"}, {"condition_covid": "now"}], None),
    ([{"condition_covid": "now"}, {"well_since": "2026-03-05"}, {"condition_covid": "now"}], None),
    ([{"condition_covid": "now", "sign_fever": "no"}, {"sign_fever": "no"}], day(5)),
    ([{"sign_chest_pain": "yes", "signs_since": "2026-02-20"}, {"condition_covid": "now"}, {"sign_fever": "no"}],
     day(10)),      # that day is of the other sign
])
def test_only_what_was_said_after_an_infection_ends_it(forms, ended):
    [condition] = facts(*forms, apart=5).conditions

    assert (condition.ended and condition.ended.latest) == ended


@pytest.mark.parametrize(("forms", "degrees"), [
    ([{"temperature": "38.4"}], 38.4), ([{"temperature": "38,4", "sign_fever": "no"}], 38.4), ([{}], None),
    ([{"temperature": "38.4"}, {"sign_fever": "no"}], None), ([{"temperature": "38.4"}, {"asked_fever": "no"}], None),
    ([{"temperature": "38.4"}, {"sign_fever": "yes"}], 38.4), ([{"sign_fever": "no"}, {"temperature": "38.4"}], 38.4),
    ([{"temperature": "38.4"}, {"temperature": "37"}], 37), ([{"temperature": "hot"}], None),
    ([{"temperature": "38.4", "sign_fever": "yes"}, {"well_since": "2026-03-20"}], None),
])
def test_a_temperature_counts_until_there_is_no_fever_any_more(forms, degrees):
    assert facts(*forms).temperature == degrees


def test_a_fever_that_was_denied_stays_so_when_an_infection_is_told_later():
    assert "fever" not in signs(ILL, {"sign_fever": "no"}, {"condition_covid": "now"})
