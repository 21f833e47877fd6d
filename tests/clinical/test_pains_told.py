"""Pains told over time: what they are read as, their side and cause, and when they are over."""

from datetime import date

import pytest

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN
from intake.clinical.history import Assessment
from tests.clinical.told import TOLD, facts

CALF = {"site": "calf", "side": "left", "now": "4", "worst": "6"}


def pains(*told, **how):
    return [(each.code, each.side, each.cause, len(each.answers)) for each in facts(*told, **how).symptoms or ()]


def test_a_pain_told_in_the_same_words_at_two_visits_is_one_with_both_answers():
    assert pains({"pains": [CALF]}, {"pains": [CALF]}, lists=False) == [("leg_pain", "left", "", 2)]
    assert len(pains({"pains": [CALF, CALF | {"side": "right"}]})) == 2


@pytest.mark.parametrize(("row", "stands"), [
    ({"now": "0", "worst": "0"}, False), ({"now": "0", "worst": "5"}, True), ({"now": "3", "worst": "0"}, True),
    ({"now": "0", "worst": "0", "assessed": "no"}, True), ({"now": "0", "worst": "0", "assessed": "yes"}, False),
    ({"now": "", "worst": ""}, True),
])
def test_a_pain_of_which_nothing_is_felt_is_over_unless_no_doctor_has_seen_it(row, stands):
    assert bool(pains({"pains": [CALF | row]})) is stands


@pytest.mark.parametrize(("row", "cause"), [
    ({"cause": "known_condition", "cause_name": "sciatica"}, "known_condition"),
    ({"cause": "known_condition", "cause_name": ""}, ""), ({"cause": "exercise", "cause_name": ""}, "exercise"),
    ({"cause": "known_condition"}, "known_condition"), ({"cause": "unexplained"}, "unexplained"), ({}, ""),
])
def test_a_condition_counts_as_the_cause_of_a_pain_only_by_its_name(row, cause):
    assert [each[2] for each in pains({"pains": [CALF | row]})] == [cause]


def test_a_condition_named_in_that_form_or_since_explains_a_pain_and_one_named_before_does_not():
    told, named = {"pains": [CALF | {"cause": "known_condition", "cause_name": ""}]}, {"named_condition": "sciatica"}

    def cause(*forms):
        return [each[2] for each in pains(*forms, lists=False)]

    assert cause(told | named) == cause(told, named) == ["known_condition"]
    assert cause(named, told) == cause(told) == [""]


def test_a_pain_told_twice_is_settled_by_who_saw_it_as_it_was_told_last():
    told = facts({"pains": [CALF]}, {"pains": [CALF]}, lists=False).symptoms[0].answers

    def settled(*names):
        looked = Assessment("R04", "ruled_out", TOLD, answers=frozenset(names))
        return facts({"pains": [CALF]}, {"pains": [CALF]}, lists=False, assessments=[looked]).symptoms[0].settled_for

    assert (settled(told[0]), settled(told[1]), settled(*told)) == (frozenset(), {"R04"}, {"R04"})


@pytest.mark.parametrize(("site", "code"), [
    *((place, "arm_pain") for place in ("shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand", "arm")),
    *((place, "leg_pain") for place in ("leg", "thigh", "knee", "shin", "calf", "ankle", "foot", "groin")),
    *((place, "back_pain") for place in ("lower_back", "mid_back", "upper_back")),
    ("abdomen", "belly_pain"), ("flank", "flank_pain"), ("neck", None), ("", None),
])
def test_a_pain_is_read_by_its_place(site, code):
    assert [each[0] for each in pains({"pains": [CALF | {"site": site}]})] == ([code] if code else [])


@pytest.mark.parametrize(("row", "side", "site"), [
    ({"side": "left"}, "left", "calf"), ({"side": "right"}, "right", "calf"), ({"side": "both"}, "both", "calf"),
    ({"side": "middle"}, "", "calf"), ({"side": ""}, "", "calf"), ({"site": "right_knee", "side": ""}, "right", "knee"),
    ({"site": "leg"}, "left", "whole_leg"), ({"site": "right_knee", "side": "left"}, "right", "knee"),
])
def test_a_pain_has_its_side_and_its_place(row, side, site):
    [pain] = facts({"pains": [CALF | row]}).symptoms

    assert (pain.side, pain.site) == (side, site)


@pytest.mark.parametrize(("row", "strength"), [
    ({"now": "4", "worst": "6"}, 6), ({"now": "7", "worst": "6"}, 7), ({"now": "4", "worst": ""}, 4),
    ({"now": "", "worst": "6"}, 6), ({"now": "", "worst": ""}, None), ({"now": "0", "worst": ""}, 0),
])
def test_a_pain_is_as_strong_as_at_its_worst(row, strength):
    [pain] = facts({"pains": [CALF | row]}).symptoms

    assert pain.intensity == strength


def test_a_pain_keeps_all_that_was_told_of_it():
    told = {"at_rest": "yes", "after_fall": "no", "assessed": "no", "since": "2026-02-01", "words": "like a cord"}
    [pain] = facts({"pains": [CALF | told]}).symptoms
    [bare] = facts({"pains": [CALF | {"side": "", "since": "some day"}]}).symptoms

    assert (pain.at_rest, pain.after_fall, pain.assessed) == (Answer.YES, Answer.NO, Answer.NO)
    assert (pain.onset.latest, pain.words, pain.told_on) == (date(2026, 2, 1), "like a cord", TOLD)
    assert (bare.words, bare.onset, bare.at_rest) == ("calf pain", UNKNOWN, Answer.NOT_ASKED)
