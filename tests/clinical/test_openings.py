"""The start of a visit: what is still to be asked of what is not known, what may be over, which signs were seen."""

from datetime import date, timedelta

import pytest

from intake.clinical.facts.silence import Matter
from intake.clinical.history import Assessment, DatedAnswers, take_history
from intake.clinical.history.answer_history import AnswerHistory
from intake.clinical.history.opening import may_be_over, open_matters, seen_signs, stays_that_go_on
from intake.clinical.history.silence import ASKING
from intake.clinical.questionnaire import empty_answers, single_questions
from tests.clinical.told import TOLD, day, facts

SIGNS = {question.key for question in single_questions() if question.key.startswith("sign_")}
LUMP = {"sign_unexplained_lump": "yes"}


def matters(*told, on=None, sex="F", **how):
    """The keys of what is asked for each open matter after forms a month apart, on the day of the last or on `on`."""
    entries = [DatedAnswers(empty_answers() | answers, TOLD + timedelta(30 * number), f"entry-{number}")
               for number, answers in enumerate(told)]
    when = on or entries[-1].on
    read = take_history(entries, born=date(1990, 1, 1), sex=sex, on=when)
    return {matter: asking.keys for matter, asking in open_matters(AnswerHistory(entries), read, when, **how).items()}


@pytest.mark.parametrize(("matter", "keys"), [
    (Matter.MEDICINES, "medicines medicines_any"),
    (Matter.CLOTS_AND_BLEEDING, "condition_dvt condition_pe condition_bleeding_disorder clots"),
    (Matter.EVENTS, "operations operations_any immobilisations immobilisations_any journeys journeys_any births "
                    "births_any"),
    (Matter.PREGNANCY, "pregnant pregnancy_weeks"), (Matter.BIRTH, "pregnant pregnancy_weeks births births_any"),
    (Matter.SEEN_BY, "signs_assessed signs_assessed_by signs_assessed_on"), (Matter.CAUSE, "named_condition"),
    (Matter.WHICH_CLOT, "clot_now"), (Matter.WALKING_PAIN, "walking_pain walking_pain_assessed"),
    (Matter.LUNG_DISEASE, "condition_asthma condition_chronic_lung_disease"),
    (Matter.THINNER_FOR_CLOT, "thinner_for_clot"),
])
def test_each_matter_has_the_questions_that_settle_it(matter, keys):
    assert ASKING[matter].keys == tuple(keys.split())


def test_the_signs_are_asked_one_by_one_but_for_the_one_that_concerns_a_blood_thinner():
    assert set(ASKING[Matter.SIGNS].keys) == SIGNS - {"sign_faintness"}


def test_of_a_blank_form_of_today_all_is_asked_that_the_questions_of_the_visit_do_not_ask():
    asked = matters({}, signs_asked={"sign_fever"})

    assert set(asked[Matter.SIGNS]) == SIGNS - {"sign_faintness", "sign_fever"}
    assert asked[Matter.PREGNANCY] == ()
    assert asked[Matter.MEDICINES] == ("medicines", "medicines_any")
    assert asked[Matter.EVENTS] == (
        "operations", "operations_any", "immobilisations", "immobilisations_any", "journeys", "journeys_any")


def test_signs_answered_today_are_not_asked_again_and_those_of_pregnancy_only_where_they_concern():
    assert not {"sign_chest_pain", "sign_leg_swelling"} & set(
        matters({"sign_chest_pain": "no", "sign_leg_swelling": "left"})[Matter.SIGNS])
    assert "sign_chest_pain" in matters({"sign_chest_pain": "no"}, {})[Matter.SIGNS]
    assert "sign_pregnancy_warning" in matters({})[Matter.SIGNS]
    assert "sign_pregnancy_warning" not in matters({}, sex="M")[Matter.SIGNS]


@pytest.mark.parametrize(("known", "asked"), [
    ((), ("condition_dvt", "condition_pe", "condition_bleeding_disorder", "clots")),
    (("condition_dvt",), ("condition_pe", "condition_bleeding_disorder", "clots")),
    (("condition_dvt", "condition_pe"), ("condition_bleeding_disorder",)),
    (("condition_bleeding_disorder", "condition_pe"), ("condition_dvt",)),
])
def test_of_clots_and_bleeding_only_what_was_not_answered_is_asked(known, asked):
    assert matters(dict.fromkeys(known, "never"))[Matter.CLOTS_AND_BLEEDING] == asked


@pytest.mark.parametrize("part", ["operations", "immobilisations", "journeys"])
def test_of_events_only_the_parts_are_asked_of_which_nothing_was_said(part):
    asked = matters({f"{part}_any": "no"})[Matter.EVENTS]

    assert part not in asked and len(asked) == 4


def test_a_part_of_events_with_something_written_is_not_asked_again():
    asked = matters({"journeys": [{"mode": "plane", "end_date": "May"}]})[Matter.EVENTS]

    assert "journeys" not in asked and "operations_any" in asked


def test_any_other_matter_is_asked_whole():
    old = {"clots": [{"type": "dvt", "date": "2019"}], "condition_dvt": "now"}

    assert matters(old)[Matter.WHICH_CLOT] == ("clot_now",)
    assert matters({"pregnant": "yes"}, on=TOLD + timedelta(weeks=43))[Matter.BIRTH] == (
        "pregnant", "pregnancy_weeks", "births", "births_any")


@pytest.mark.parametrize(("rules", "answers", "keys"), [
    ({"R32"}, {}, ["well_since"]), ({"R12"}, {}, ["systolic", "diastolic"]), ({"R56"}, {}, ["systolic", "diastolic"]),
    ({"R12", "R56"}, {}, ["systolic", "diastolic"]), ({"R72"}, {}, ["inr_value", "inr_state"]), ({"R01"}, {}, []),
    ((), {"pregnant": "yes"}, ["pregnant"]), ((), {"pregnant": "might"}, ["pregnant"]), ((), {"pregnant": "no"}, []),
    ({"R32"}, {"pregnant": "yes"}, ["well_since", "pregnant"]), ((), {}, []),
])
def test_what_may_be_over_is_asked_by_what_ends_it(rules, answers, keys):
    assert [question.key for question in may_be_over(rules, facts(answers))] == keys


@pytest.mark.parametrize(("answers", "types"), [
    ({"immobilisations": [{"type": "leg_cast", "start": "2026-02-01"}]}, ["leg_cast"]),
    ({"immobilisations": [{"type": "leg_cast", "end": "2026-02-20"}]}, []),
    ({"immobilisations": [{"type": "leg_boot"}, {"type": "home_bed", "end": "2026-02-20"}]}, ["leg_boot"]),
    ({"condition_paralysed_leg": "now"}, []),       # ticked as a condition, and asked there
    ({"immobilisations_any": "no"}, []), ({}, []),
])
def test_casts_and_stays_that_go_on_may_have_ended(answers, types):
    assert [each.type for each in stays_that_go_on(facts(answers))] == types


def seen(*told, assessments=()):
    entries = [DatedAnswers(empty_answers() | answers, day(30 * number), f"entry-{number}")
               for number, answers in enumerate(told)]
    read = take_history(entries, born=None, sex="", on=entries[-1].on, assessments=assessments)
    return [(each.words, each.seen) for each in seen_signs(AnswerHistory(entries), read, assessments)]


@pytest.mark.parametrize(("said", "by"), [
    ({"signs_assessed_by": "Dr Hill", "signs_assessed_on": "last week"}, "Dr Hill, last week"),
    ({"signs_assessed_by": "Dr Hill"}, "Dr Hill"), ({"signs_assessed_on": "last week"}, "last week"), ({}, ""),
])
def test_a_sign_that_a_doctor_has_seen_is_named_with_who_saw_it_and_when(said, by):
    assert seen(LUMP | {"signs_assessed": "yes"} | said) == [("A lump nobody has explained", by)]


def test_a_sign_that_nobody_saw_and_a_pain_that_a_doctor_saw_are_not_among_the_signs_seen():
    assert seen(LUMP) == seen(LUMP | {"signs_assessed": "no"}) == seen({}) == []
    assert seen({"pains": [{"site": "calf", "side": "left", "now": "4", "assessed": "yes"}]}) == []


def test_a_sign_that_was_assessed_is_named_with_the_day_of_its_newest_assessment():
    def looked(on, outcome="ruled_out", name="entry-0 sign_unexplained_lump=yes"):
        return Assessment("R09", outcome, on, answers=frozenset({name}))

    told = LUMP | {"signs_assessed_by": "Dr Hill"}
    twice = [looked(day(3)), looked(day(1)), looked(day(9), name="entry-0 sign_chest_pain=yes")]

    assert seen(told, assessments=twice) == [("A lump nobody has explained", "5 March 2026")]
    assert seen(told, assessments=[looked(day(3), "open")]) == []
    assert seen(told | {"signs_assessed": "yes"}, assessments=[looked(day(3), "open")]) == [
        ("A lump nobody has explained", "Dr Hill")]
