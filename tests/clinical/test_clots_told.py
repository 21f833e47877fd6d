"""Clots as they are told over time: in rows, by ticks, as the reason of a medicine; which is one, and which is new."""

from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.facts.silence import Matter
from intake.clinical.history import Assessment
from intake.clinical.history.conditions import LABELS
from tests.clinical.told import TOLD, facts


def clots(*told, **how):
    read = facts(*told, **how).clots
    return None if read is None else [(each.type, each.side, each.on.latest) for each in read]


def row(kind="dvt", day="2019-05-01", **more):
    return {"clots": [{"type": kind, "date": day, "side": "left"} | more]}


OLD = date(2019, 5, 1)


@pytest.mark.parametrize(("told", "found"), [
    ([{}], None), ([{"condition_dvt": "never"}], []), ([{"condition_pe": "never"}], []),
    ([{"condition_svt": "never"}], []), ([row()], [("dvt", "left", OLD)]),
    ([row(side="unsure")], [("dvt", "", OLD)]), ([row(kind="")], [("", "left", OLD)]),
    ([{"condition_dvt": "past"}], [("dvt", "", None)]), ([{"condition_dvt": "now"}], [("dvt", "", None)]),
    ([{"condition_pe": "past"}], [("pe", "", None)]), ([{"condition_svt": "past"}], [("svt", "", None)]),
    ([{"condition_leg_pain_clot": "now"}], [("", "", None)]),
    # A row says more than the tick of its kind
    ([row() | {"condition_dvt": "past"}], [("dvt", "left", OLD)]),
    ([row() | {"condition_pe": "past"}], [("dvt", "left", OLD), ("pe", "", None)]),
    ([row(kind="") | {"condition_pe": "past"}], [("", "left", OLD)]),
    # "Now" beside a row of long ago is a clot of that day
    ([row() | {"condition_dvt": "now"}], [("dvt", "left", OLD), ("dvt", "", TOLD)]),
    ([row() | {"condition_dvt": "now", "clot_now": "same"}], [("dvt", "left", OLD)]),
    ([row() | {"condition_dvt": "now", "clot_now": "new"}], [("dvt", "left", OLD), ("dvt", "", TOLD)]),
    ([row() | {"condition_dvt": "now"}, {"clot_now": "same"}], [("dvt", "left", OLD)]),
    ([row() | {"clot_now": "same"}, {"condition_dvt": "now"}],
     [("dvt", "left", OLD), ("dvt", "", TOLD + timedelta(30))]),
    ([{"condition_dvt": "never"}, {"condition_dvt": "now"}], [("dvt", "", None)]),
    ([row() | {"condition_dvt": "past"}, {"condition_dvt": "now"}],
     [("dvt", "left", OLD), ("dvt", "", TOLD + timedelta(30))]),
    ([row(day="2025-12-01") | {"condition_dvt": "now"}],
     [("dvt", "left", date(2025, 12, 1)), ("dvt", "", TOLD)]),       # 91 days
    ([row(day="2025-12-02") | {"condition_dvt": "now"}], [("dvt", "left", date(2025, 12, 2))]),
    ([row(day="") | {"condition_dvt": "now"}], [("dvt", "left", None)]),
])
def test_which_clots_stand(told, found):
    assert clots(*told) == found


@pytest.mark.parametrize(("told", "asked"), [
    ([row() | {"condition_dvt": "now"}], True), ([row() | {"condition_dvt": "past"}], False), ([row()], False),
    ([row() | {"condition_pe": "now"}], False), ([row() | {"condition_dvt": "now", "clot_now": "same"}], False),
    ([row(day="2025-12-02") | {"condition_dvt": "now"}], False), ([{"condition_dvt": "now"}], False),
    ([row() | {"condition_dvt": "now"}, {"clot_now": "same"}], False),
    ([row() | {"clot_now": "same"}, {"condition_dvt": "now"}], True),
])
def test_whether_it_is_this_clot_or_a_new_one_is_asked_beside_an_old_one(told, asked):
    assert (Matter.WHICH_CLOT in facts(*told).not_known) is asked


def test_a_clot_told_again_is_one_treated_as_told_last_in_its_first_words():
    [told] = facts(row(on_treatment="no", words="after the flight"), row(on_treatment="yes", words="again")).clots
    [kept] = facts(row(on_treatment="yes"), row()).clots

    assert (told.on_treatment, told.words) == (Answer.YES, "after the flight")
    assert [name.split()[0] for name in told.answers] == ["entry-0", "entry-1"]
    assert kept.on_treatment is Answer.YES
    assert kept.words == "dvt 2019-05-01"
    assert facts(row(kind="", day="")).clots[0].words == "clot"


def test_a_tick_is_told_in_the_words_of_the_form_and_one_of_today_says_so():
    [past] = facts({"condition_dvt": "past"}).clots
    new = facts(row() | {"condition_dvt": "now"}).clots[1]

    assert (past.words, new.words) == (LABELS["condition_dvt"], f"{LABELS['condition_dvt']}: now")
    assert (past.answers, new.answers) == (("entry-0 condition_dvt=past",), ("entry-0 condition_dvt=now",))


@pytest.mark.parametrize(("told", "past"), [
    ([{"condition_svt": "past"}], True), ([{"condition_svt": "now"}], False),
    ([{"condition_svt": "past"}, {"condition_svt": "now"}], False),
    ([row("svt", "") | {"condition_svt": "past"}], True), ([row("svt", "") | {"condition_svt": "now"}], False),
    ([row("svt", "")], False), ([row("svt") | {"condition_svt": "past"}], False),
    ([row("svt", "") | {"condition_dvt": "past"}], False), ([row("", "") | {"condition_dvt": "past"}], False),
])
def test_a_clot_without_a_date_is_past_where_its_tick_says_so(told, past):
    assert facts(*told).clots[0].past is past


def thinner(reason, **more):
    return {"medicines": [{"text": "apixaban", "reason": reason, "since": "2025-06-01"} | more]}


@pytest.mark.parametrize(("told", "found"), [
    (thinner("DVT"), [("dvt", "", date(2025, 6, 1))]), (thinner("lung clot"), [("pe", "", date(2025, 6, 1))]),
    (thinner("PE"), [("pe", "", date(2025, 6, 1))]), (thinner("clot in my leg"), [("", "", date(2025, 6, 1))]),
    (thinner("AF"), None), (thinner(""), None),
    (thinner("DVT") | row(day="2025-05-01"), [("dvt", "left", date(2025, 5, 1))]),
    (thinner("DVT") | row(day="2025-01-01"), [("dvt", "left", date(2025, 1, 1)), ("dvt", "", date(2025, 6, 1))]),
    (thinner("DVT") | row(day=""), [("dvt", "left", None)]),
])
def test_what_a_blood_thinner_is_taken_for_is_a_clot_unless_that_is_told(told, found):
    assert clots(told) == found


@pytest.mark.parametrize(("how_often", "treated"), [("daily", Answer.YES), ("stopped", Answer.NOT_ASKED)])
def test_a_clot_for_which_it_is_taken_is_treated_while_it_is_taken(how_often, treated):
    [clot] = facts(thinner("DVT", how_often=how_often)).clots

    assert (clot.on_treatment, clot.words) == (treated, "apixaban: DVT")


@pytest.mark.parametrize(("answer", "number"), [("", 1), ("yes", 1), ("no", 0), ("unsure", 1)])
def test_for_clots_counts_as_one_until_somebody_says_that_there_was_none(answer, number):
    assert len(facts(thinner("for clots") | {"thinner_for_clot": answer}).clots or ()) == number


@pytest.mark.parametrize(("answers", "number"), [
    (("unsure", "no"), 0), (("no", "unsure"), 1), (("no", "no"), 0), (("yes", "no"), 1), (("no", "yes"), 1),
])
def test_of_the_answers_whether_there_was_a_clot_the_last_counts_and_a_yes_for_good(answers, number):
    first, *later = ({"thinner_for_clot": each} for each in answers)

    assert len(facts(thinner("for clots") | first, *later).clots or ()) == number


def test_a_clot_for_which_a_medicine_is_taken_names_the_line_and_the_yes_alone():
    def answers(*said):
        first, *later = ({"thinner_for_clot": each} for each in said)
        [clot] = facts(thinner("for clots") | first, *later).clots
        return [name.partition(" ")[2].partition("#")[0] for name in clot.answers]

    assert answers("unsure") == ["medicines"]
    assert answers("yes", "no", "yes") == ["medicines", "thinner_for_clot=yes", "thinner_for_clot=yes"]


def test_the_reason_for_another_medicine_makes_no_clot():
    other = {"medicines": [{"text": "apixaban", "since": "2025-06-01"}, {"text": "compression gel", "reason": "DVT"}]}

    assert clots(other) is None
    assert clots(thinner(""), thinner("DVT"), thinner("")) == [("dvt", "", date(2025, 6, 1))]


def settled(outcome, name="entry-0 condition_dvt=now"):
    return Assessment("R20", outcome, TOLD, answers=frozenset({name}))


@pytest.mark.parametrize(("outcome", "standing"), [
    ("ruled_out", []), ("other_cause", []), ("treated", [Answer.YES]), ("", [Answer.YES]),
    ("open", [Answer.NOT_ASKED]),
])
def test_an_assessment_withdraws_a_clot_or_says_that_it_is_treated(outcome, standing):
    read = facts({"condition_dvt": "now"}, assessments=[settled(outcome)]).clots

    assert [each.on_treatment for each in read] == standing
    of_another = settled(outcome, "entry-0 condition_pe=now")
    other = facts({"condition_dvt": "now"}, assessments=[of_another]).clots
    assert [each.on_treatment for each in other] == [Answer.NOT_ASKED]
    both = facts({"condition_dvt": "now"}, assessments=[of_another, settled("open"), settled(outcome)]).clots
    assert both == read
