"""Whom a visit asks what it does not ask of everybody, on both databases: neck work, pregnancy, inner bleeding."""

from contextlib import suppress
from datetime import timedelta
from itertools import count

import pytest

from intake.clinical.questionnaire.answers import read_posted
from intake.clinical.questionnaire.visit import PUT, read_visit_questions
from intake.clinical.questionnaire.visit_questions import (
    ALL_VISIT_QUESTIONS,
    INNER_PAIN,
    NECK,
    NEWS,
    PREGNANCY_SIGNS,
    VISIT_QUESTIONS,
)
from intake.services import flags, visits
from intake.services.errors import VisitBlocked
from intake.services.record import record_of
from intake.services.visit_openings import opening_of
from intake.services.visits import SoapNote
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

TODAY = NOW.date()
LONG_AGO = NOW - timedelta(days=200)
_keys = count(1)


def taking(*medicines):
    """The answers of somebody who takes these."""
    return {"medicines_any": "yes", "medicines": list(medicines)}


APIXABAN = taking({"text": "apixaban 5 mg"})


@pytest.fixture
def ann(each_database):
    """A therapist."""
    return a_staff()


@pytest.fixture
def client(ann):
    """A client of hers."""
    return a_client(therapist=ann, sex="F")


def a_key():
    return f"concern-key-{next(_keys):08}"


def beside(client, **answers):
    """What is asked beside the questions of every visit, once these answers are given."""
    opening = opening_of(client, on=TODAY)
    if answers:
        opening, _ = opening.after(answers)
    assert opening.questions[:len(VISIT_QUESTIONS)] == VISIT_QUESTIONS and opening.questions[-1] == NEWS
    return opening.questions[len(VISIT_QUESTIONS):-1]


def a_visit(client, by, *, at, areas):
    questions = {question.name: "no" for question in VISIT_QUESTIONS}
    visit = visits.begin_visit(client.id, questions=questions, key=a_key(), by=by, at=at, on=at.date())
    return visits.record_visit(visit.id, SoapNote(areas=areas), version=visit.version, key=a_key(), by=by, at=at)


def begin(client, by, said, *, put=(), **details):
    """Begin a visit of today as its page would, everything denied but what is said."""
    posted = {question.name: "no" for question in ALL_VISIT_QUESTIONS} | said
    reading = read_posted({name.replace("__", "-"): [value] for name, value in details.items()}, on=TODAY)
    read = read_visit_questions(posted, reading, put or opening_of(client, on=TODAY).questions)
    assert (read.problems, read.open) == ({}, ())
    return visits.begin_visit(client.id, questions=read.answers, key=a_key(), by=by, at=NOW, on=TODAY)


def told_at_a_visit(client, by, said, *, put=(), **details):
    """The symptoms once a visit was begun with these answers, whether or not it was let begin."""
    with suppress(VisitBlocked):
        begin(client, by, said, put=put, **details)
    return record_of(client.id).facts(client, on=TODAY, country="").symptoms


def stops(client):
    return {flag.rule for flag in flags.blocking_flags(client.id) if flag.finding.tier.name == "STOP"}


@pytest.mark.parametrize(("areas", "asked"), [
    (("neck",), True), (("head", "upper_back"), True), (("left_shoulder",), True), ((), True),
    (("lower_back", "left_calf"), False), (("face",), False),
])
def test_the_neck_is_asked_about_after_work_on_it_however_late(client, ann, areas, asked):
    an_intake(client, by=ann, at=LONG_AGO)
    a_visit(client, ann, at=LONG_AGO, areas=areas)

    assert beside(client) == ((NECK,) if asked else ())


def test_the_last_recorded_visit_counts_alone(client, ann):
    an_intake(client, by=ann, at=LONG_AGO)
    assert beside(client) == ()
    a_visit(client, ann, at=LONG_AGO, areas=("neck",))
    a_visit(client, ann, at=LONG_AGO + timedelta(days=20), areas=("lower_back",))

    assert beside(client) == ()


@pytest.mark.parametrize(("told", "asked"), [
    ({"pregnant": "yes"}, True), ({"pregnant": "might"}, True), ({"pregnant": "no"}, False),
    ({"births_any": "yes", "births": [{"date": "20 days ago"}]}, True),
    ({"births_any": "yes", "births": [{"date": "2026-10-12"}]}, True),
    ({"births_any": "yes", "births": [{"date": "2026-10-11"}]}, False),
    ({"births_any": "yes", "births": [{"mode": "vaginal"}]}, True),
])
def test_signs_of_pregnancy_are_asked_in_it_and_to_day_42_after_a_birth(client, ann, told, asked):
    an_intake(client, by=ann, **told)

    assert beside(client) == ((PREGNANCY_SIGNS,) if asked else ())


@pytest.mark.parametrize(("told", "asked"), [
    (APIXABAN, True), (taking({"text": "Plavix"}, {"text": "aspirin 75 mg daily"}), True),
    (taking({"text": "warfarin", "how_often": "stopped"}), True),
    (taking({"text": "warfarin", "how_often": "stopped", "stopped_on": "2019"}), False),
    (taking({"text": "aspirin 75 mg daily"}), False),
    ({"condition_bleeding_disorder": "now", "bleeding_disorder_name": "Haemophilia A"}, True),
    ({"condition_bleeding_disorder": "now", "bleeding_disorder_name": "von Willebrand"}, False),
    ({"inr_state": "above"}, True), ({"inr_state": "in_range"}, False), ({}, False),
])
def test_inner_pain_is_asked_of_whoever_may_bleed_within(client, ann, told, asked):
    an_intake(client, by=ann, **told)

    assert beside(client) == ((INNER_PAIN,) if asked else ())


def test_a_man_without_medicines_or_neck_work_is_asked_nothing_beside(ann):
    man = a_client(therapist=ann, sex="M")
    an_intake(man, by=ann, at=LONG_AGO, pregnant="")

    assert beside(man) == ()


@pytest.mark.parametrize(("told_today", "question"), [
    ({"asked_medicine": "yes", "medicines": [{"text": "apixaban"}]}, INNER_PAIN),
    ({"asked_pregnancy": "yes", "births": [{"date": "two weeks ago"}]}, PREGNANCY_SIGNS),
    ({"asked_news": "yes", "inr_state": "above"}, INNER_PAIN),
])
def test_what_is_told_today_makes_a_question_the_clients_own(client, ann, told_today, question):
    an_intake(client, by=ann, at=LONG_AGO)

    assert beside(client) == () and beside(client, **told_today) == (question,)


def test_a_pregnancy_that_is_over_today_is_asked_about_once_more(client, ann):
    an_intake(client, by=ann, pregnant="yes")

    assert beside(client, pregnant="no", asked_pregnancy="no") == (PREGNANCY_SIGNS,)


def test_a_sign_that_a_question_of_the_visit_asks_is_not_asked_again_below(client, ann):
    an_intake(client, by=ann, pregnant="yes", sign_pregnancy_warning="", sign_collapse="", **APIXABAN,
              sign_leg_weakness_or_foot_drop="")
    (signs,) = opening_of(client, on=TODAY).matters.values()

    assert signs.keys == ("sign_collapse",)


def test_a_visit_of_before_stays_complete_and_one_with_a_question_left_open_is_not(client, ann):
    an_intake(client, by=ann, at=LONG_AGO)
    a_visit(client, ann, at=LONG_AGO, areas=("neck",))

    assert record_of(client.id).asked_on == {LONG_AGO.date()}
    open_ = {question.name: "no" for question in VISIT_QUESTIONS} | {PUT: "neck news", NEWS.name: "no"}
    with pytest.raises(VisitBlocked) as refused:
        visits.begin_visit(client.id, questions=open_, key=a_key(), by=ann, at=NOW, on=TODAY)
    assert [finding.rule for finding in refused.value.asks] == ["R66"]
    begin(client, ann, {})
    assert record_of(client.id).asked_on == {LONG_AGO.date(), TODAY}


def test_what_was_asked_is_kept_by_its_own_name(client, ann):
    an_intake(client, by=ann, at=LONG_AGO, **APIXABAN)
    a_visit(client, ann, at=LONG_AGO, areas=("neck",))

    told = begin(client, ann, {}).questions

    assert (told[NECK.name], told[INNER_PAIN.name], told[NEWS.name]) == ("no", "no", "no")
    assert (told["neck_work_pain"], told["sign_leg_weakness_or_foot_drop"]) == ("no", "no")
    assert PREGNANCY_SIGNS.name not in told and "sign_pregnancy_warning" not in told
    assert "sign_faintness" not in told


@pytest.mark.parametrize(("state", "result", "rule"), [
    ({}, {"systolic": "190", "diastolic": "124"}, "R12"), ({}, {"platelets": "20"}, "R34"),
    (APIXABAN, {"inr_state": "above"}, "R72"), ({}, {"condition_dvt": "now"}, "R20"),
])
def test_a_result_or_a_diagnosis_told_as_news_is_judged_the_same_day(client, ann, state, result, rule):
    an_intake(client, by=ann, at=LONG_AGO, **state)

    with pytest.raises(VisitBlocked):
        begin(client, ann, {NEWS.name: "yes"}, **result)

    assert rule in {flag.rule for flag in flags.blocking_flags(client.id)}


@pytest.mark.parametrize(("pain", "code"), [
    ({"site": "abdomen", "since": "yesterday", "now": "5"}, "belly_pain"),
    ({"site": "groin", "side": "left", "since": "yesterday"}, "leg_pain"), ({"site": "flank"}, "flank_pain"),
    ({"site": "lower_back", "worst": "8", "after_fall": "yes"}, "back_pain"),
])
def test_on_a_blood_thinner_a_new_inner_pain_is_told_with_how_strong_it_is(client, ann, pain, code):
    an_intake(client, by=ann, at=LONG_AGO, **APIXABAN)

    told = told_at_a_visit(client, ann, {INNER_PAIN.name: "yes"}, **{f"pains__500__{key}": pain[key] for key in pain})

    (symptom,) = (each for each in told if each.code == code)
    assert symptom.intensity == (float(pain.get("now") or pain.get("worst") or 0) or None)
    assert symptom.side == pain.get("side", "") and symptom.told_on == TODAY


def test_a_no_to_inner_pain_ends_those_told_before_and_leaves_the_limbs(client, ann):
    pains = [{"site": "lower_back", "now": "4"}, {"site": "calf", "side": "left", "now": "3"}]
    an_intake(client, by=ann, at=LONG_AGO, pains_any="yes", pains=pains, **APIXABAN)

    told = told_at_a_visit(client, ann, {"asked_limb": "yes"}, pains__0__site="calf", pains__0__side="left")

    assert {each.code for each in told} == {"leg_pain"}


@pytest.mark.parametrize("detail", [
    {"neck_work_pain_unlike": "yes"}, {"neck_work_pain_course": "worse"},
    {"neck_work_pain_course": "same", "neck_work_pain_side": "left"},
])
def test_a_headache_after_neck_work_told_at_the_next_visit_stops_it(client, ann, detail):
    an_intake(client, by=ann, at=LONG_AGO)
    a_visit(client, ann, at=LONG_AGO, areas=("neck",))

    with pytest.raises(VisitBlocked):
        begin(client, ann, {NECK.name: "yes"}, neck_work_pain="headache", **detail)

    assert stops(client) == {"R08"}


def test_soreness_after_neck_work_that_eases_lets_the_visit_begin(client, ann):
    an_intake(client, by=ann, at=LONG_AGO)
    a_visit(client, ann, at=LONG_AGO, areas=("neck",))

    visit = begin(client, ann, {NECK.name: "yes"}, neck_work_pain="neck_pain", neck_work_pain_course="easing",
                  neck_work_pain_unlike="no")

    assert visit.state == "begun" and stops(client) == set()


def test_a_warning_sign_in_pregnancy_told_at_a_visit_stops_it(client, ann):
    an_intake(client, by=ann, pregnant="yes")

    with pytest.raises(VisitBlocked):
        begin(client, ann, {PREGNANCY_SIGNS.name: "yes", "asked_pregnancy": "yes"}, pregnant="yes")

    assert "R13" in stops(client)


@pytest.mark.parametrize(("told", "stop"), [
    ({"pains__500__site": "abdomen", "pains__500__since": "yesterday", "pains__500__now": "5"}, True),
    ({"pains__500__site": "groin", "pains__500__side": "left"}, True),
    ({"sign_leg_weakness_or_foot_drop": "left"}, True),
    ({"pains__500__site": "lower_back", "pains__500__now": "8"}, True),
    ({"pains__500__site": "lower_back", "pains__500__now": "4"}, False),
])
def test_on_a_blood_thinner_an_inner_pain_told_at_a_visit_stops_it(client, ann, told, stop):
    an_intake(client, by=ann, at=LONG_AGO, **APIXABAN)

    told_at_a_visit(client, ann, {INNER_PAIN.name: "yes"}, **told)

    assert ("R74" in stops(client)) is stop
    assert "R74" in {flag.rule for flag in flags.flags_of_client(client.id)}


def test_a_thinner_and_a_pain_told_in_one_breath_stop_the_visit(client, ann):
    an_intake(client, by=ann, at=LONG_AGO)
    opening, _ = opening_of(client, on=TODAY).after({"asked_medicine": "yes", "medicines": [{"text": "apixaban"}]})

    told_at_a_visit(client, ann, {INNER_PAIN.name: "yes", "asked_medicine": "yes"}, put=opening.questions,
                    medicines__0__text="apixaban", pains__500__site="flank", pains__500__side="right")

    assert "R74" in stops(client)


@pytest.mark.parametrize(("born", "stop"), [("20 days ago", True), ("2026-10-12", True), ("2026-10-11", False)])
def test_a_warning_sign_after_a_birth_told_at_a_visit_stops_it_to_day_42(client, ann, born, stop):
    an_intake(client, by=ann, at=NOW - timedelta(days=1), births_any="yes", births=[{"date": born}])

    told_at_a_visit(client, ann, {PREGNANCY_SIGNS.name: "yes"}, put=(*VISIT_QUESTIONS, PREGNANCY_SIGNS, NEWS))

    assert ("R13" in stops(client)) is stop
