"""What stands today of what was told over time: signs and who saw them, illness and its end, medicines, cancer."""

from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.history import Assessment, DatedAnswers, take_history
from intake.clinical.questionnaire import empty_answers

TOLD = date(2026, 3, 2)


def day(number):
    return TOLD + timedelta(number)


def facts(*told, apart=30, lists=True, **how):
    """The facts of forms some days apart, each with these answers; `lists`: whether each is an intake."""
    entries = [DatedAnswers(empty_answers() | answers, day(apart * number), f"entry-{number}", lists)
               for number, answers in enumerate(told)]
    return take_history(entries, born=date(1990, 1, 1), sex="F", on=entries[-1].on, **how)


def signs(*told, **how):
    return {each.code: each for each in facts(*told, **how).symptoms or ()}


# Signs

LEFT, NO = {"sign_leg_swelling": "left"}, {"sign_leg_swelling": "no"}


def test_a_sign_stands_from_when_it_was_last_denied_on_the_side_on_which_it_was_told():
    assert signs(LEFT, NO) == {}
    assert signs(NO, LEFT)["leg_swelling"].side == "left"
    again = signs(LEFT, NO, LEFT)["leg_swelling"]
    assert (again.told_on, again.answers) == (day(60), ("entry-2 sign_leg_swelling=left",))
    assert signs(LEFT, LEFT)["leg_swelling"].told_on == day(30)
    assert signs({"sign_chest_pain": "yes"})["chest_pain"].side == ""


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


# Illness and its end

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


@pytest.mark.parametrize(("forms", "apart"), [
    ([ILL, {"sign_fever": "no"}], 8),                              # told more than a week before
    ([ILL | {"signs_since": "2026-03-01"}, {"sign_fever": "no"}], 5),  # dated
    ([{"sign_fever": "no"}], 5),
])
def test_a_fever_that_is_long_over_is_told_no_more(forms, apart):
    assert "fever" not in signs(*forms, apart=apart)


@pytest.mark.parametrize(("answers", "code", "past"), [
    ({"condition_acute_infection": "now"}, "acute_infection", False),
    ({"condition_acute_infection": "now", "infection_kind": "lasting"}, "chronic_infection", False),
    ({"condition_covid": "past"}, "covid", True),
])
def test_an_infection_is_told_as_acute_lasting_or_past(answers, code, past):
    [condition] = facts(answers).conditions

    assert (condition.code, condition.past) == (code, past)


# Medicines over time

def medicines(*rows, lists=True, **how):
    told = [{"medicines": [row] if isinstance(row, dict) else row} for row in rows]
    return facts(*told, lists=lists, **how).medicines


WARFARIN = {"text": "warfarin 5 mg", "since": "2024-01-01", "reason": "AF", "how_often": "daily"}


def test_a_medicine_told_again_keeps_what_was_not_said_again():
    [told] = medicines(WARFARIN, {"text": "warfarin"})

    assert (told.started.latest, told.reason, told.frequency) == (date(2024, 1, 1), "AF", "daily")
    assert [name.split()[0] for name in told.answers] == ["entry-0", "entry-1"]
    [changed] = medicines(WARFARIN, {"text": "warfarin", "since": "2025-01-01", "reason": "clot",
                                     "how_often": "weekly"})
    assert (changed.started.latest, changed.reason, changed.frequency) == (date(2025, 1, 1), "clot", "weekly")


def test_a_medicine_that_a_newer_list_leaves_out_was_stopped_some_day_and_a_visits_words_leave_none_out():
    left_out, aspirin = medicines(WARFARIN, {"text": "aspirin 75"})

    assert (left_out.status, left_out.is_left_out, left_out.stopped.is_known) == ("recently_stopped", True, False)
    assert (aspirin.status, aspirin.is_left_out) == ("taken", False)
    assert [each.status for each in medicines(WARFARIN, {"text": "aspirin 75"}, lists=False)] == ["taken", "taken"]
    [gone] = facts({"medicines": [WARFARIN]}, {"medicines_any": "no"}).medicines
    assert gone.is_left_out
    [allergy] = medicines({"text": "allergic to penicillin"}, {"text": "aspirin 75"})[:1]
    assert not allergy.is_left_out


def test_a_medicine_that_is_taken_no_more_was_stopped_lately_whatever_the_words():
    [told] = medicines(WARFARIN, {"text": "no warfarin"})
    assert (told.status, told.is_left_out) == ("recently_stopped", False)
    [dated] = medicines(WARFARIN, {"text": "warfarin", "how_often": "stopped", "stopped_on": "2026-03-20"})
    assert (dated.status, dated.stopped.latest) == ("recently_stopped", date(2026, 3, 20))
    [kept] = medicines({"text": "warfarin", "how_often": "stopped", "stopped_on": "2026-02-20"},
                       {"text": "warfarin", "how_often": "stopped"})
    assert kept.stopped.latest == date(2026, 2, 20)
    [again] = medicines({"text": "warfarin", "how_often": "stopped", "stopped_on": "2026-02-20"}, WARFARIN)
    assert (again.status, again.stopped.is_known) == ("taken", False)
    [never] = medicines({"text": "never took aspirin"})
    assert never.status == "not_taken"


@pytest.mark.parametrize(("first", "then", "number"), [
    ("warfarin", "Coumadin", 1), ("blood thinner", "apixaban", 1), ("diclofenac 50 mg", "diclofenac gel", 2),
    ("blorptazine", "Blorptazine ", 1), ("blorptazine", "florptazine", 2), ("warfarin", "my mother takes warfarin", 2),
    ("apixaban", "blood thinner", 2), ("blorptazine", "warfarin", 2),
])
def test_what_is_one_medicine_told_twice(first, then, number):
    assert len(medicines({"text": first}, {"text": then}, lists=False)) == number


@pytest.mark.parametrize(("text", "how_often", "status", "frequency"), [
    ("ibuprofen", "as_needed", "as_needed", "as_needed"), ("ibuprofen", "daily", "taken", "daily"),
    ("ibuprofen daily", "stopped", "recently_stopped", "daily"), ("allergic to aspirin", "stopped", "allergy", ""),
    ("ibuprofen", "", "taken", ""), ("mum takes warfarin", "as_needed", "other_person", "as_needed"),
    ("warfarin?", "as_needed", "as_needed", "as_needed"), ("warfarin?", "daily", "unsure", "daily"),
])
def test_the_answer_of_a_row_stands_beside_its_words(text, how_often, status, frequency):
    [medicine] = medicines({"text": text, "how_often": how_often})

    assert (medicine.status, medicine.frequency) == (status, frequency)


def test_what_is_said_against_a_medicine_stands_beside_it_by_its_words_or_by_the_line():
    def disputed(**how):
        return [each.disputed for each in medicines({"text": "Warfarin 5 mg, aspirin"}, **how)]

    assert disputed() == ["", ""]
    assert disputed(medicine_disputes={"aspirin": "a vitamin"})[1] == "a vitamin"


# Cancer

@pytest.mark.parametrize(("forms", "status", "last"), [
    ([{"condition_cancer": "now"}], "active", None), ([{"condition_cancer": "never"}], None, None),
    ([{"condition_cancer": "past"}], "remission", None),
    ([{"condition_cancer": "past", "cancer_last_treatment": "2020-05-01"}], "", date(2020, 5, 1)),
    ([{"condition_cancer": "now"}, {"condition_cancer": "past"}], "", TOLD),
    ([{"condition_cancer": "now"}, {"condition_cancer": "past", "cancer_last_treatment": "2026-03-20"}], "",
     date(2026, 3, 20)),
    ([{"condition_cancer": "now"}, {"condition_cancer": "past", "cancer_last_treatment": "2020-05-01"}], "", TOLD),
    ([{"condition_cancer": "now", "cancer_status": "remission"}, {"condition_cancer": "past"}], "remission", None),
    ([{"condition_cancer": "now"}, {"condition_cancer": "never"}], "active", None),
    ([{"condition_cancer": "past", "cancer_last_treatment": "2025-05-01"}, {"cancer_last_treatment": "2020-05-01"}],
     "", date(2025, 5, 1)),
])
def test_cancer_counts_as_it_was_told_last_and_as_treated_until_it_was_told_as_active(forms, status, last):
    cancer = facts(*forms).cancer

    assert (cancer and cancer.status) == status
    assert (cancer.last_treatment.latest if cancer else None) == last


@pytest.mark.parametrize(("forms", "words"), [
    ([{"platelets": "90"}], "platelets 90"), ([{"condition_low_platelets": "past"}], None),
    ([{"platelets": "90"}, {"platelets": "120"}], "platelets 120"),
    ([{"platelets": "90", "condition_low_platelets": "now"}], "platelets 90"),
    ([{"condition_low_platelets": "now"}, {"platelets": "90"}], "platelets 90"),
])
def test_a_count_of_platelets_says_more_than_a_tick_beside_or_before_it(forms, words):
    platelets = facts(*forms).platelets

    assert (platelets and platelets.words) == words


def test_low_platelets_told_after_a_count_are_news():
    told = facts({"platelets": "190"}, {"condition_low_platelets": "now"}).platelets

    assert told.low_number_unknown and told.value is None
    assert told.answers == ("entry-1 condition_low_platelets=now",)


# What is withdrawn

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


# What is known beside the forms

def test_a_medicine_is_read_with_what_people_said_it_is_and_with_the_country_of_the_clinic():
    def read(text, **how):
        [medicine] = medicines({"text": text}, **how)
        return medicine.ingredients

    assert read("blorptazine") == ()
    assert read("blorptazine", medicine_answers={"blorptazine": "warfarin"}) == ("warfarin",)


def test_a_leg_that_a_doctor_found_broken_is_an_injury_beside_those_that_were_told():
    broken = Assessment("R10", "treated", TOLD, side="left", name="assessment-7")
    sprain = {"injuries": [{"region": "shoulder", "type": "sprain", "date": "2026-02-20"}]}

    assert [each.region for each in facts(sprain, assessments=[broken]).injuries] == ["shoulder", "leg"]
    assert [each.type for each in facts({}, assessments=[broken]).injuries] == ["fracture"]
    assert [each.region for each in facts(sprain).injuries] == ["shoulder"]
    assert facts({}).injuries is None


def test_what_was_confirmed_and_no_rule_knows_is_held():
    held = Assessment("R09", "treated", TOLD, condition="cellulitis", name="assessment-8")

    assert [each.words for each in facts({}, assessments=[held]).treated] == ["cellulitis"]
    assert facts({}).treated == ()


def test_only_a_yes_is_named_among_plain_answers():
    assert facts({"bruises_easily": "no", "family_clot": "unsure"}).single_answers == ()


# Conditions

def conditions(*told, **how):
    return [(each.code, each.past) for each in facts(*told, **how).conditions or ()]


def test_a_diagnosis_stands_as_the_gravest_ever_told_and_a_state_as_told_last():
    def stands(key, *words):
        read = facts(*({f"condition_{key}": each} for each in words)).conditions
        return [(each.code, each.past, [name.split()[0] for name in each.answers]) for each in read]

    assert stands("osteoporosis", "now", "never") == [("osteoporosis", False, ["entry-0"])]
    assert stands("osteoporosis", "past", "now", "past") == [("osteoporosis", False, ["entry-1"])]
    assert stands("osteoporosis", "now", "now") == [("osteoporosis", False, ["entry-0", "entry-1"])]
    assert stands("osteoporosis", "never", "never") == []
    assert stands("varicose_veins", "now", "never") == []
    assert stands("varicose_veins", "now", "past") == [("varicose_veins", True, ["entry-1"])]
    assert stands("varicose_veins", "past", "now", "now") == [("varicose_veins", False, ["entry-1", "entry-2"])]


def test_a_tendency_is_told_by_its_names_or_without_one_and_once():
    def names(*told):
        read = facts(*told).thrombophilia
        return None if read is None else [each.words for each in read]

    tick = {"condition_thrombophilia": "now"}
    assert names(tick) == ["clotting tendency, name not known"]
    assert names(tick | {"thrombophilia_name": "factor V Leiden"}) == ["factor V Leiden"]
    assert names(tick | {"thrombophilia_name": "factor V Leiden"}, {"thrombophilia_name": "Factor V  leiden"}) == [
        "Factor V  leiden"]
    assert names(tick | {"thrombophilia_name": "factor V Leiden"}, {"thrombophilia_name": "protein S"}) == [
        "factor V Leiden", "protein S"]
    assert names({"condition_thrombophilia": "never"}) == []
    assert names({}) is None
    assert names(tick, {"condition_thrombophilia": "never"}) == ["clotting tendency, name not known"]


def test_devices_are_all_that_were_ever_ticked_and_a_filter_is_told_as_a_condition():
    read = facts({"devices": ["port"]}, {"devices": ["pacemaker", "vena_cava_filter"]},
                 {"vena_cava_filter_reason": "a clot in 2019"})

    assert [(each.code, each.words) for each in read.devices] == [("port", "port"), ("pacemaker", "pacemaker")]
    [vein_filter] = read.conditions
    assert (vein_filter.code, vein_filter.words) == ("vena_cava_filter", "vena cava filter: a clot in 2019")
    assert [name.split()[0] for name in vein_filter.answers] == ["entry-1", "entry-2"]
    assert facts({"devices": ["vena_cava_filter"]}).conditions[0].words == "vena cava filter"
    assert facts({"devices": ["vena_cava_filter"]}).devices is None


def test_low_platelets_from_heparin_stand_after_a_no_with_the_last_day_that_was_told():
    told = {"heparin_low_platelets": "yes", "heparin_low_platelets_on": "2026-02-01"}

    def day(*forms):
        [each] = [each for each in facts(*forms).conditions if each.code == "heparin_induced_thrombocytopenia"]
        return each.on.latest

    assert day(told) == day(told, {"heparin_low_platelets": "no"}) == date(2026, 2, 1)
    assert day(told, told | {"heparin_low_platelets_on": "2026-01-01"}) == date(2026, 2, 1)
    assert day({"heparin_low_platelets": "yes"}) is None
    assert day({"heparin_low_platelets": "yes"}, {"heparin_low_platelets": "no",
                                                  "heparin_low_platelets_on": "2026-01-01"}) is None
    assert facts({"heparin_low_platelets": "no"}).conditions is None


@pytest.mark.parametrize(("text", "number"), [
    ("160", 160.0), ("160,5", 160.5), ("", None), ("tall", None),
])
def test_a_number_is_read_with_either_comma_and_words_are_none(text, number):
    assert (facts({"height_cm": text, "weight_kg": "82"}).bmi is not None) is (number is not None)
