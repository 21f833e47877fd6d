"""What is on record beside the rules: a short line each, with a question that some rule reads or an open one."""

import json
from datetime import date, timedelta

import pytest

from intake.clinical.facts.background import Background
from intake.clinical.facts.limits import Saying
from intake.clinical.history import take_history
from intake.clinical.history.answer_history import AnswerHistory, DatedAnswers
from intake.clinical.history.background import FOR_THE_DOCTOR, TODAY, read_background

FIRST = date(2026, 3, 2)
THINNER = "No blood thinner or aspirin is on record: is one taken?"
DISC = {f"sign_{code}": "no" for code in (
    "saddle_numbness", "bladder_or_bowel_change", "new_weakness_both_legs", "leg_weakness_or_foot_drop")}


def background(*forms, later=0):
    """What stands beside the rules after these forms, signed day after day, `later` days after the newest."""
    entries = [DatedAnswers(form, FIRST + timedelta(days=number), f"intake-{number}")
               for number, form in enumerate(forms)]
    on = FIRST + timedelta(days=max(len(forms) - 1, 0) + later)
    return read_background(AnswerHistory(entries), take_history(entries, born=None, sex="", on=on), on)


def lines(*forms, later=0):
    return [(each.words, each.ask) for each in background(*forms, later=later).lines]


def asks(*forms, later=0):
    return [ask for _, ask in lines(*forms, later=later)]


@pytest.mark.parametrize("forms", [(), ({},), ({"condition_stroke": "never", "condition_epilepsy": "never"},)])
def test_where_nothing_was_told_nothing_is_shown(forms):
    assert background(*forms) == Background()


@pytest.mark.parametrize("code", ["heart_disease", "stroke"])
@pytest.mark.parametrize("told", ["now", "past"])
def test_heart_and_stroke_ask_for_a_blood_thinner_that_nobody_told(code, told):
    (line,) = lines({f"condition_{code}": told, "medicines_any": "no"})

    assert line[0].endswith(", in the past") == (told == "past")
    assert line[1] == THINNER


@pytest.mark.parametrize("medicine", ["warfarin", "aspirin 75 mg", "clopidogrel", "blood thinner", "apixaban stopped "
                                      "last week"])
def test_a_blood_thinner_on_record_is_not_asked_for(medicine):
    assert asks({"condition_stroke": "now", "medicines": [{"text": medicine}]}) == [TODAY]


@pytest.mark.parametrize("medicine", ["paracetamol", "ibuprofen every day", "aspirin, stopped in 2019"])
def test_what_is_none_and_one_given_up_long_ago_do_not_answer_it(medicine):
    assert asks({"condition_stroke": "now", "medicines": [{"text": medicine}]}) == [THINNER]


def test_where_medicines_were_not_asked_r76_asks_and_the_line_does_not():
    assert asks({"condition_heart_disease": "now"}) == [TODAY]


def test_heart_and_stroke_together_ask_once():
    assert asks({"condition_heart_disease": "past", "condition_stroke": "past", "medicines_any": "no"}) == [
        THINNER, TODAY]


def test_high_blood_pressure_asks_for_a_reading_and_shows_the_one_there_is():
    high = {"condition_high_blood_pressure": "now"}
    measured = high | {"systolic": "150", "diastolic": "95"}

    assert lines(high) == [("High blood pressure", "What was it last measured at?")]
    assert lines(measured) == [("High blood pressure: 150/95", "")]
    assert lines(measured, later=1) == [("High blood pressure: 150/95", "Measured again since?")]


@pytest.mark.parametrize("number", ["systolic", "diastolic"])
def test_one_number_of_a_pressure_is_measured_on_its_own_day(number):
    def asked(*later):
        return asks({"condition_high_blood_pressure": "now", number: "95"}, *later)

    assert asked() == [""]
    assert asked({}) == ["Measured again since?"]
    assert asked({"systolic": "150"}) == [""]


def test_a_disc_problem_asks_for_its_warning_signs_unless_all_were_asked_today():
    disc = {"condition_disc_problem": "now"}
    open_ = ["Numb between the legs, a weak leg or foot, or trouble with bladder or bowel? If so, stop."]

    assert asks(disc) == open_
    assert asks(disc | DISC) == [TODAY]
    assert [asks(disc | DISC | {sign: ""}) for sign in DISC] == [open_] * 4
    assert asks(disc | DISC, later=1) == open_


def test_epilepsy_asks_what_a_seizure_looks_like():
    assert lines({"condition_epilepsy": "now"}, {"condition_epilepsy": "never"}) == [
        ("Epilepsy or seizures", "What does a seizure look like, and what should we do?")]


def test_a_disease_of_the_nerves_asks_where_feeling_is_less_unless_that_was_answered():
    told = {"condition_neurological_disease": "now"}
    answered = told | {"condition_reduced_sensation_feet_or_legs": "never", "condition_paralysed_leg": "never"}

    assert asks(told) == ["Where is feeling less? Does a leg hardly move?"]
    assert asks(answered) == [TODAY]


@pytest.mark.parametrize("beside, asked", [
    ({}, False), ({"areas_wanted": ["left_calf"]}, False), ({"pains": [{"site": "calf", "side": "left"}]}, False),
    ({"areas_wanted": ["neck"]}, True), ({"pains": [{"site": "jaw", "side": "left"}]}, True),
    ({"pains": [{"site": "head"}]}, True),
])
def test_migraine_asks_about_today_only_where_the_head_or_neck_is_meant(beside, asked):
    (ask,) = asks({"condition_migraine": "now"} | beside)

    assert ask == ("Headache today: as usual, or new or worse?" if asked else "")


def test_a_rash_asks_where_it_is_until_that_is_told():
    rash = {"condition_rash": "now"}

    assert lines(rash) == [("Eczema, psoriasis or rash", "Where is it today? Keep off broken skin; ask about oils.")]
    assert lines(rash | {"site_of_rash": "elbow", "side_of_rash": "both"}) == [
        ("Eczema, psoriasis or rash: elbow, both sides", "Keep off broken skin; ask about oils.")]
    assert lines(rash | {"site_of_rash": "neck", "side_of_rash": "unsure"})[0][0].endswith(
        "rash: neck (back and sides)")
    assert [lines(rash | {"site_of_rash": "elbow", "side_of_rash": side})[0][0] for side in ("left", "right")] == [
        "Eczema, psoriasis or rash: left elbow", "Eczema, psoriasis or rash: right elbow"]


@pytest.mark.parametrize("code", ["rash", "migraine", "asthma", "leg_pain_injury", "sciatica", "leg_pain_sciatica"])
def test_a_state_that_is_over_leaves_nothing_for_the_hands(code):
    assert lines({f"condition_{code}": "now"}) and not lines({f"condition_{code}": "past"})


@pytest.mark.parametrize("side, shown", [("left", ", left"), ("both", ", both sides"), ("unsure", ""), ("", "")])
def test_sciatica_is_shown_with_its_side(side, shown):
    told = {"condition_sciatica": "now", "condition_leg_pain_sciatica": "past", "side_of_sciatica": side}

    assert lines(told) == [(f"Sciatica{shown}", TODAY)]


def test_arthritis_asthma_and_a_leg_hurt_at_sport_ask_what_rules_read_or_the_open_question():
    assert asks({"condition_arthritis": "now"}) == ["Which joints, and how are they today?"]
    assert asks({"condition_asthma": "now"}) == ["Is the breathing as usual today?"]
    assert asks({"condition_leg_pain_injury": "now"}) == ["Which leg, and when was it?"]
    assert asks({"condition_leg_pain_injury": "now", "injuries": [{"region": "leg"}]}) == [TODAY]


def test_gloves_stand_first_and_word_for_word_and_a_later_none_ends_them():
    wart, cut = {"gloves": "a wart on my left hand"}, {"gloves": "Cut on the heel.", "condition_epilepsy": "now"}

    assert [words for words, _ in lines(wart, cut, {"gloves": "A wart on my  left hand"})] == [
        "Gloves, or keep off: “A wart on my  left hand”", "Gloves, or keep off: “Cut on the heel.”",
        "Epilepsy or seizures"]
    assert [each.code for each in background(wart, cut).lines] == ["gloves", "gloves", "epilepsy"]
    assert lines(wart, {"gloves": "None."}) == []
    assert lines(wart, {}) == [("Gloves, or keep off: “a wart on my left hand”", "")]


@pytest.mark.parametrize("told, shown", [("now", True), ("past", True), ("never", False)])
def test_an_answer_of_before_the_gloves_were_asked_for_asks_for_them(told, shown):
    before = {"condition_hepatitis_hiv": told}

    assert lines(before) == [
        ("Hepatitis or HIV", "Anything for which we should wear gloves or keep off?")] * shown
    assert [(each.code, each.on) for each in background(before, {}).lines] == [("gloves", FIRST)] * shown
    assert lines(before, {"gloves": "no"}) == []


def test_what_asks_most_stands_first_and_each_has_its_day():
    told = background({"condition_migraine": "now", "condition_stroke": "past", "condition_arthritis": "now"},
                      {"condition_migraine": "now"})

    assert [(each.code, each.on) for each in told.lines] == [
        ("arthritis", FIRST), ("stroke", FIRST), ("migraine", FIRST + timedelta(days=1))]


def test_the_areas_asked_for_are_the_newest_and_the_notes_stand_word_for_word():
    told = background({"areas_wanted": ["neck"], "health_notes": "Faints at needles\n<b>"}, {"areas_wanted": ["face"]})

    assert told.wanted == ("face",)
    assert told.notes == Saying("Faints at needles\n<b>", FIRST)


def test_what_was_entered_in_error_is_not_shown():
    entries = [DatedAnswers({"condition_epilepsy": "now", "gloves": "wart"}, FIRST, "intake-1")]
    gone = ("intake-1 condition_epilepsy=now", "intake-1 gloves=wart")
    facts = take_history(entries, born=None, sex="", on=FIRST, withdrawn=gone)

    assert read_background(AnswerHistory(entries, gone), facts, FIRST) == Background()


def test_it_comes_back_from_json():
    whole = background({"condition_stroke": "past", "gloves": "wart", "areas_wanted": ["neck"], "health_notes": "–",
                        "pains": [{"site": "calf", "side": "left", "now": "6"}]})

    assert len(whole.lines) == 2 and whole.pains and whole.wanted and whole.notes
    assert Background.from_dict(json.loads(json.dumps(whole.to_dict()))) == whole
    assert Background.from_dict(json.loads(json.dumps(Background().to_dict()))) == Background()


def test_what_goes_to_a_doctor_is_among_the_lines():
    told = background({f"condition_{code}": "now" for code in ("heart_disease", "stroke", "disc_problem", "epilepsy")})

    assert {each.code for each in told.lines} - FOR_THE_DOCTOR == {"epilepsy"}
    assert {each.code for each in told.lines} > FOR_THE_DOCTOR
