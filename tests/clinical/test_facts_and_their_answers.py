"""Each fact made of a form names the answers that say it, by which it is withdrawn, and has words to be shown in."""

from dataclasses import fields

import pytest

from intake.clinical.answer import Answer
from intake.clinical.history import Assessment
from tests.clinical.told import TOLD, day, facts

EVERYTHING = {
    "operations": [{"what": "hip replacement", "date": "2026-02-15", "setting": "inpatient"},
                   {"what": "c-section", "date": "2026-02-18"}],
    "immobilisations": [{"type": "leg_cast", "side": "left", "start": "2026-02-01"}],
    "injuries": [{"region": "ankle", "side": "left", "type": "sprain", "date": "2026-02-20"}],
    "journeys": [{"mode": "plane", "seated_hours": "9", "end_date": "2026-02-27"}],
    "pregnant": "yes", "pregnancy_weeks": "12", "births": [{"date": "2020", "mode": "vaginal"}],
    "ivf_any": "yes", "ivf_stimulation_end": "2026-01-20", "clots": [{"type": "dvt", "date": "2019", "side": "left"}],
    "condition_pe": "past", "condition_thrombophilia": "now", "thrombophilia_name": "factor V Leiden",
    "condition_cancer": "past", "condition_diabetes": "now", "condition_paralysed_leg": "now",
    "condition_low_platelets": "now", "condition_bleeding_disorder": "now", "heparin_low_platelets": "yes",
    "hardware": [{"kind": "plate", "site": "shin", "side": "left", "date": "2019"}],
    "devices": ["port", "vena_cava_filter"], "systolic": "140", "diastolic": "85", "inr_value": "2.5",
    "sign_leg_swelling": "left", "sign_fever": "yes", "calf_difference_cm": "3", "walking_pain": "yes",
    "neck_work_pain": "both",
    "pains": [{"site": "calf", "side": "left", "now": "4"}, {"site": "lower_back", "now": "5"}],
    "medicines": [{"text": "apixaban", "reason": "DVT", "since": "2025"}, {"text": "blorptazine"}],
}


def all_of(read):
    """Every fact that names its answers."""
    for field in fields(read):
        value = getattr(read, field.name)
        for each in value if isinstance(value, tuple) else (value,):
            if hasattr(each, "answers"):
                yield field.name, each


def test_every_fact_of_a_form_names_its_answers_and_has_words():
    found = list(all_of(facts(EVERYTHING)))

    assert {name for name, _ in found} >= {
        "operations", "immobilisations", "injuries", "journeys", "pregnancy", "births", "ivf", "clots", "thrombophilia",
        "cancer", "conditions", "devices", "blood_pressure", "platelets", "inr", "symptoms", "medicines"}
    for name, each in found:
        assert each.answers and all(answer.startswith("entry-0 ") for answer in each.answers), (name, each)
        assert each.words, (name, each)
        assert getattr(each, "told_on", TOLD) == TOLD, (name, each)


STAY_IN_PART = {"clots", "conditions", "thrombophilia", "medicines", "pregnancy"}
"""What is told by more than one answer, or asked again by another: a tick beside a row, a birth beside a pregnancy."""


def test_each_fact_is_gone_once_all_its_answers_are_withdrawn():
    for name, each in all_of(facts(EVERYTHING)):
        if name not in STAY_IN_PART:
            left = {(other, known.key) for other, known in all_of(facts(EVERYTHING, withdrawn=each.answers))}
            assert (name, each.key) not in left, each


@pytest.mark.parametrize(("forms", "value"), [
    ([{"platelets": "90"}], 90.0), ([{"platelets": "90"}, {"platelets": "120"}], 120.0),
    ([{"condition_low_platelets": "now"}, {"platelets": "90"}], 90.0), ([{"platelets": "few"}], None),
])
def test_a_count_of_platelets_is_the_newest(forms, value):
    platelets = facts(*forms).platelets

    assert (platelets and platelets.value) == value


@pytest.mark.parametrize(("setting", "category"), [
    ("inpatient", "major_other"), ("local_anaesthetic", "local_anaesthetic"), ("day_case", "day_case_ga_or_regional"),
])
def test_where_an_operation_was_done_helps_to_say_what_it_was(setting, category):
    [operation] = facts({"operations": [{"what": "a thing nobody knows", "setting": setting}]}).operations

    assert operation.category == category


def test_a_fever_with_its_end_in_the_same_form_is_one_sign():
    assert [each.code for each in facts({"sign_fever": "yes", "well_since": "2026-03-01"}).symptoms] == ["fever"]


def seen(answer, *, rule="R02", outcome="ruled_out", **more):
    return Assessment(rule, outcome, TOLD, answers=frozenset({answer}), **more)


def test_a_pain_and_a_measured_difference_are_settled_by_a_doctor_like_a_sign():
    told = {"pains": [{"site": "calf", "side": "left", "now": "4", "words": "sore"}], "calf_difference_cm": "3"}
    by_code = {each.code: each for each in facts(told).symptoms}
    looked = [seen(by_code["leg_pain"].answers[0], rule="R04", outcome="other_cause", condition="a strain"),
              seen(by_code["calf_difference"].answers[0])]

    after = {each.code: each for each in facts(told, assessments=looked).symptoms}

    assert (after["leg_pain"].assessed, after["leg_pain"].settled_for) == (Answer.YES, {"R04"})
    assert after["leg_pain"].cause == "known_condition" and after["leg_pain"].words.endswith(": a strain")
    assert (after["calf_difference"].settled_for, after["calf_difference"].cause) == ({"R02"}, "")
    assert after["calf_difference"].words == by_code["calf_difference"].words


@pytest.mark.parametrize(("forms", "apart", "standing"), [
    ([{"condition_covid": "now"}], 5, [("covid", False, None)]),
    ([{"condition_covid": "now"}, {"condition_covid": "never"}], 5, []),
    ([{"condition_covid": "now"}, {"condition_covid": "past"}], 5, [("covid", True, None)]),
    ([{"condition_covid": "now", "well_since": "2026-03-01"}], 5, [("covid", False, day(-1))]),
    ([{"condition_acute_infection": "now"}, {"sign_fever": "no"}], 5, [("acute_infection", False, day(5))]),
    ([{"condition_acute_infection": "now", "infection_kind": "lasting"}, {"sign_fever": "no"}], 5,
     [("chronic_infection", False, None)]),
    ([{"condition_acute_infection": "now"}, {"condition_acute_infection": "never"}], 5, []),
    ([{"condition_covid": "now"}, {"sign_fever": "no"}], 5, [("covid", False, day(5))]),
    ([{"condition_covid": "now", "condition_pneumonia": "now"}, {"condition_covid": "never"}], 5,
     [("pneumonia", False, None)]),
])
def test_an_infection_stands_until_it_is_told_as_over(forms, apart, standing):
    read = facts(*forms, apart=apart).conditions or ()

    assert [(each.code, each.past, each.ended and each.ended.latest) for each in read] == standing


def test_a_choice_made_twice_names_both_forms_and_an_empty_row_is_none():
    twice = facts({"devices": ["port"]}, {"devices": ["port"]})

    assert twice.devices[0].answers == ("entry-0 devices", "entry-1 devices")
    assert facts({"journeys": [{}, {"mode": "car"}]}).journeys[0].mode == "car"


def test_a_form_of_which_something_is_withdrawn_keeps_its_name_and_its_day():
    told = {"sign_leg_swelling": "left", "sign_chest_pain": "yes"}
    left = facts(told, withdrawn=["entry-0 sign_leg_swelling=left"]).symptoms

    assert [(each.answers, each.told_on) for each in left] == [(("entry-0 sign_chest_pain=yes",), TOLD)]
