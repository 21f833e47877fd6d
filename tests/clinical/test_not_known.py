"""What is not known of a client and has to be: each matter is open until its questions were answered (R76)."""

from datetime import date, timedelta

import pytest

from intake.clinical.facts.silence import Matter
from intake.clinical.history import Assessment, DatedAnswers, take_history
from intake.clinical.questionnaire import empty_answers, single_questions

TOLD = date(2026, 3, 2)
SIGNS = {question.key: "no" for question in single_questions() if question.key.startswith("sign_")}
KNOWN = SIGNS | {
    "medicines_any": "no", "condition_dvt": "never", "condition_pe": "never", "condition_bleeding_disorder": "never",
    "operations_any": "no", "immobilisations_any": "no", "journeys_any": "no", "births_any": "no", "pregnant": "no",
}


def open_after(*told, born=date(1990, 1, 1), sex="F", on=None, lists=True, assessments=()):
    """What is open after forms a month apart, read on the day of the last unless `on` says another."""
    entries = [DatedAnswers(empty_answers() | answers, TOLD + timedelta(30 * number), f"entry-{number}", lists)
               for number, answers in enumerate(told)]
    day = on or entries[-1].on
    return set(map(Matter, take_history(entries, born=born, sex=sex, on=day, assessments=assessments).not_known))


def without(*keys, **more):
    """All that has to be asked, but for these."""
    return {key: value for key, value in (KNOWN | more).items() if key not in keys}


def test_who_answered_everything_has_nothing_open_and_who_answered_nothing_has_all_of_it():
    assert open_after(KNOWN) == set()
    assert open_after({}) == {Matter.SIGNS, Matter.MEDICINES, Matter.CLOTS_AND_BLEEDING, Matter.EVENTS,
                              Matter.PREGNANCY}


@pytest.mark.parametrize(("answers", "matter", "is_open"), [
    (without("medicines_any"), Matter.MEDICINES, True),
    (without("medicines_any", medicines=[{"text": "aspirin"}]), Matter.MEDICINES, False),
    (without("condition_dvt"), Matter.CLOTS_AND_BLEEDING, True), (without("condition_pe"), Matter.CLOTS_AND_BLEEDING,
                                                                 True),
    (without("condition_bleeding_disorder"), Matter.CLOTS_AND_BLEEDING, True),
    (without("condition_dvt", "condition_pe", clots=[{"type": "dvt", "date": "2019"}]), Matter.CLOTS_AND_BLEEDING,
     False),
    (without("condition_dvt", "condition_bleeding_disorder", clots=[{"type": "dvt"}]), Matter.CLOTS_AND_BLEEDING, True),
    (without("operations_any"), Matter.EVENTS, True), (without("immobilisations_any"), Matter.EVENTS, True),
    (without("journeys_any"), Matter.EVENTS, True), (without("births_any"), Matter.EVENTS, True),
    (without("births_any", asked_pregnancy="no"), Matter.EVENTS, False),
    (without("operations_any", hardware=[{"kind": "joint", "site": "hip", "date": "2026-02-01"}]), Matter.EVENTS, True),
    (without("pregnant", "births_any"), Matter.PREGNANCY, True), (without("pregnant"), Matter.PREGNANCY, False),
    (without("sign_chest_pain"), Matter.SIGNS, True), (without("sign_faintness"), Matter.SIGNS, False),
    (without("sign_pregnancy_warning"), Matter.SIGNS, True),
])
def test_each_matter_is_open_until_each_of_its_questions_was_answered(answers, matter, is_open):
    assert (matter in open_after(answers)) is is_open


@pytest.mark.parametrize(("sex", "born", "asked"), [
    ("F", date(1990, 1, 1), True), ("M", date(1990, 1, 1), False), ("male", date(1990, 1, 1), False),
    ("", date(1990, 1, 1), True), ("F", None, True), ("M", None, False),
    ("F", date(2015, 3, 2), True), ("F", date(2015, 3, 3), False),     # 11 that day, 10
    ("F", date(1970, 3, 3), True), ("F", date(1970, 3, 2), False),     # 55, 56
])
def test_pregnancy_is_asked_where_it_can_be_and_births_and_its_signs_with_it(sex, born, asked):
    answers = without("pregnant", "births_any", "sign_pregnancy_warning")
    matters = {Matter.PREGNANCY, Matter.EVENTS, Matter.SIGNS}

    assert open_after(answers, sex=sex, born=born) == (matters if asked else set())


def test_every_sign_is_asked_on_the_day_of_an_intake_and_later_by_the_visit():
    assert Matter.SIGNS in open_after(without("sign_chest_pain"))
    assert Matter.SIGNS not in open_after(without("sign_chest_pain"), on=TOLD + timedelta(1))
    assert Matter.SIGNS not in open_after(without("sign_chest_pain"), lists=False)
    assert Matter.SIGNS in open_after(KNOWN, without("sign_chest_pain"))  # said of another day
    assert Matter.SIGNS not in open_after(without("sign_chest_pain"), KNOWN)


@pytest.mark.parametrize(("told", "weeks_later", "is_open"), [
    ({"pregnant": "yes", "pregnancy_weeks": "20"}, 22, False), ({"pregnant": "yes", "pregnancy_weeks": "20"}, 23, True),
    ({"pregnant": "yes"}, 42, False), ({"pregnant": "yes"}, 43, True), ({"pregnant": "might"}, 43, True),
    ({"pregnant": "no"}, 60, False), ({"births_any": "no"}, 60, False),
])
def test_a_birth_is_asked_for_when_a_pregnancy_is_past_its_term(told, weeks_later, is_open):
    matters = open_after(KNOWN | told, on=TOLD + timedelta(weeks=weeks_later))

    assert (Matter.BIRTH in matters) is is_open


SEEN = KNOWN | {"sign_leg_swelling": "left", "signs_assessed": "yes"}
BY, ON = {"signs_assessed_by": "Dr Reid"}, {"signs_assessed_on": "2026-03-01"}


@pytest.mark.parametrize(("told", "is_open"), [
    ([SEEN], True), ([SEEN | BY], True), ([SEEN | ON], True), ([SEEN | BY | ON], False), ([SEEN, BY | ON], False),
    ([BY | ON, SEEN], True), ([SEEN | {"signs_assessed": "no"}], False), ([KNOWN], False),
    ([KNOWN | {"signs_assessed": "yes"}], False), ([SEEN | BY, ON], False),
    ([KNOWN | {"signs_assessed": "yes", "pains": [{"site": "calf", "now": "4", "assessed": "yes"}]}], False),
])
def test_by_whom_and_when_a_sign_was_seen_is_asked_where_it_counts_as_seen(told, is_open):
    assert (Matter.SEEN_BY in open_after(*told)) is is_open


def test_a_sign_that_an_assessment_settled_needs_no_other_name():
    settled = Assessment("R02", "ruled_out", TOLD, answers=frozenset({"entry-0 sign_leg_swelling=left"}))

    assert Matter.SEEN_BY not in open_after(SEEN, assessments=[settled])


PAIN = {"site": "calf", "side": "left", "now": "4"}


@pytest.mark.parametrize(("told", "is_open"), [
    ([{"pains": [PAIN | {"cause": "known_condition"}]}], True),
    ([{"pains": [PAIN | {"cause": "known_condition", "cause_name": ""}]}], False),  # the form asked for it
    ([{"pains": [PAIN | {"cause": "known_condition", "cause_name": "sciatica"}]}], False),
    ([{"pains": [PAIN | {"cause": "exercise"}]}], False), ([{"pains": [PAIN]}], False),
    ([{"pains": [PAIN | {"cause": "known_condition"}]}, {"named_condition": "sciatica"}], False),
    ([{"named_condition": "sciatica"}, {"pains": [PAIN | {"cause": "known_condition"}]}], True),
    ([{"pains": [PAIN | {"cause": "known_condition"}], "named_condition": "sciatica"}], False),
])
def test_a_condition_that_was_given_as_a_cause_is_asked_by_name(told, is_open):
    assert (Matter.CAUSE in open_after(*told)) is is_open


@pytest.mark.parametrize(("reason", "said", "is_open"), [
    ("for clots", "", True), ("for clots", "yes", False), ("for clots", "no", False), ("AF", "", False),
    ("DVT", "", False), ("to prevent clots, AF", "", True),
])
def test_whether_there_was_a_clot_is_asked_of_a_blood_thinner_for_clots(reason, said, is_open):
    told = {"medicines": [{"text": "apixaban", "reason": reason}], "thinner_for_clot": said}

    assert (Matter.THINNER_FOR_CLOT in open_after(told)) is is_open


@pytest.mark.parametrize(("combined", "apart", "matter"), [
    ("condition_arterial_disease", "walking_pain", Matter.WALKING_PAIN),
    ("condition_chronic_lung_disease", "condition_asthma", Matter.LUNG_DISEASE),
])
def test_what_a_form_of_before_asked_together_is_asked_apart_once(combined, apart, matter):
    def is_open(*forms):
        entries = [DatedAnswers(answers, TOLD + timedelta(number), f"entry-{number}")
                   for number, answers in enumerate(forms)]
        return matter in map(Matter, take_history(entries, born=None, sex="F", on=TOLD).not_known)

    assert is_open({combined: "now"})
    assert not is_open({combined: "past"}) and not is_open({combined: "never"}) and not is_open({})
    assert not is_open({combined: "now", apart: ""})       # that form asked both
    assert not is_open({combined: "now"}, {apart: "no"})
    assert is_open({apart: "no"}, {combined: "now"})
