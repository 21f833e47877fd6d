"""What a blood thinner is taken for: a clot that was there, one to be prevented, or the question which of them."""

from datetime import date

import pytest

from intake.clinical.answer import Answer
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.history import DatedAnswers, take_history
from intake.clinical.history.answer_history import AnswerHistory
from intake.clinical.history.clots import asks_if_there_was_a_clot
from intake.clinical.history.medicines import read_medicines
from intake.clinical.history.thinner_reasons import Purpose, purpose_of

FIRST, LATER = date(2026, 3, 2), date(2026, 9, 7)
APIXABAN = MedicineFact("apixaban", ("apixaban",), frozenset({"anticoagulant"}))


def intake(on=FIRST, name="intake-1", **answers):
    return DatedAnswers(answers, on, name)


def thinner(reason, text="apixaban", **row):
    return {"text": text, "reason": reason, "since": "2026-02-01", **row}


def clots(*entries):
    return take_history(entries, born=date(1960, 5, 1), sex="F", on=LATER).clots


def asks(*entries):
    history = AnswerHistory(entries)
    return asks_if_there_was_a_clot(history, read_medicines(history) or ())


@pytest.mark.parametrize("reason", [
    "clot in my leg", "DVT", "D.V.T.", "a clot", "blood clot in lung", "PE", "P.E. in 2025", "had a PE",
    "lung embolism",
    "trombosis of the leg", "deep vein thrombosis after my knee op", "DVT after surgery", "clots in my lungs",
    "for clots in both legs", "I had clots", "bloodclot", "to prevent another clot", "after a DVT, to prevent more",
    "had a clot in my leg, so it doesn't come back", "AF and a clot in my leg", "AF; DVT", "history of DVT, AF",
    "AF, had a DVT 2019, in case it comes back",
    "recurrent DVT prevention", "phlebitis", "thrombosis, never had AF", "VTE", "no AF, a clot in the arm",
    "no clot now", "had no clot since my DVT", "not DVT but PE", "stroke and a DVT",
])
def test_a_clot_that_was_there_is_one_in_whatever_words(reason):
    assert purpose_of(APIXABAN, reason) is Purpose.CLOT


@pytest.mark.parametrize("reason", [
    "for clots", "clots", "blood clots", "to prevent clots", "prevent blood clots", "to stop me getting a clot",
    "so I don't get clots", "so that no clots form", "to make sure no clots form", "clot prevention", "risk of clots",
    "in case I get a clot", "in case of clots", "clots after my knee operation", "to prevent clots after knee op",
    "prophylaxis DVT", "stroke and clots", "to prevent clots, stent", "heart, prevents clots", "anti-clotting",
    "to prevent clots, no AF", "clots, not AF", "for clots, never had atrial fibrillation",
    "to avoid a PE after surgery", "in case I had a clot", "I don't have AF, for clots", "clots, nothing to do with AF",
    "AF was ruled out, to prevent clots", "mother had a DVT", "family history of clots", "stroke from a clot",
    "heart attack, clot", "clotting disorder", "no clots since 2019",
])
def test_for_clots_or_to_prevent_them_is_unclear_while_no_rhythm_or_valve_is_named(reason):
    assert purpose_of(APIXABAN, reason) is Purpose.UNCLEAR


@pytest.mark.parametrize("reason", [
    "AF, to prevent clots", "to prevent clots, a.f.", "A-fib: clots", "atrial fib, stops clots", "PAF clot risk",
    "fibrillation, so I don't get a clot", "irregular heartbeat, clot prevention", "flutter, blood clots",
    "AF so no clots form", "AF, mother had a DVT", "AF and a stroke from a clot", "heart rhythm, to avoid clots",
    "mechanical valve, prevents clots", "arrhythmia - against clots",
])
def test_with_a_rhythm_or_a_valve_it_is_prevention(reason):
    assert purpose_of(APIXABAN, reason) is Purpose.PREVENTION


@pytest.mark.parametrize("reason", [
    "", "AF", "atrial fibrillation", "stroke", "stent", "heart", "mechanical valve", "after my knee operation",
    "in case", "risk", "AF, no clots ever", "never had a clot, knee op", "not for a clot", "no DVT", "fibroids", "lung",
    "no history of clots; stroke", "without any clot, stent",
])
def test_words_without_a_clot_say_nothing_of_one(reason):
    assert purpose_of(APIXABAN, reason) is Purpose.NONE


def test_only_a_blood_thinner_of_the_clients_own_speaks_of_a_clot():
    assert purpose_of(MedicineFact("iron"), "clot") is Purpose.NONE
    mothers = MedicineFact("warfarin", classes=frozenset({"anticoagulant"}), status="other_person")
    assert purpose_of(mothers, "DVT") is Purpose.NONE
    planned = MedicineFact("warfarin", classes=frozenset({"anticoagulant"}), status="planned")
    assert purpose_of(planned, "to prevent clots") is Purpose.NONE
    assert purpose_of(planned, "DVT") is Purpose.CLOT


def test_the_line_itself_can_say_what_it_is_for():
    (clot,) = clots(intake(medicines=[{"text": "Xarelto 20 mg for a clot in my leg"}]))

    assert clot.words == "Xarelto: for a clot in my leg"
    assert asks(intake(medicines=[{"text": "Xarelto to prevent clots"}]))
    assert clots(intake(medicines=[{"text": "Xarelto for AF"}])) is None


def test_unclear_counts_as_a_clot_since_it_is_taken_until_it_is_answered():
    told = intake(medicines=[thinner("for clots")])
    (clot,) = clots(told)

    assert asks(told)
    assert (clot.type, clot.on.latest, clot.on_treatment) == ("", date(2026, 2, 1), Answer.YES)
    assert clot.words == "apixaban: for clots"


@pytest.mark.parametrize(("answer", "count"), [("yes", 1), ("no", 0), ("unsure", 1)])
def test_the_answer_settles_it_and_unsure_counts_still(answer, count):
    told = intake(medicines=[thinner("to prevent clots")], thinner_for_clot=answer)

    assert not asks(told)
    assert len(clots(told) or ()) == count


@pytest.mark.parametrize(("answer", "count"), [("yes", 1), ("no", 0), ("unsure", 0)])
def test_with_a_rhythm_only_a_yes_makes_it_a_clot(answer, count):
    told = [thinner("AF, to prevent clots")]

    assert asks(intake(medicines=told))
    assert clots(intake(medicines=told)) is None
    assert not asks(intake(medicines=told, thinner_for_clot=answer))
    assert len(clots(intake(medicines=told, thinner_for_clot=answer)) or ()) == count


def test_a_later_no_ends_no_clot_that_was_there():
    told = intake(medicines=[thinner("for clots")], thinner_for_clot="yes")
    (clot,) = clots(told, intake(LATER, "intake-2", thinner_for_clot="no"))

    assert "intake-1 thinner_for_clot=yes" in clot.answers


def test_a_new_reason_asks_again_and_the_same_one_does_not():
    told = intake(medicines=[thinner("to prevent clots")], thinner_for_clot="no")
    again = intake(LATER, "intake-2", medicines=[thinner("To prevent  clots", how_often="daily")])
    another = intake(LATER, "intake-2", medicines=[thinner("for clots")])

    assert not asks(told, again)
    assert clots(told, again) is None
    assert asks(told, another)
    assert len(clots(told, another)) == 1


def test_where_the_clot_is_on_file_nothing_is_asked_and_nothing_is_told_twice():
    told = intake(medicines=[thinner("to prevent clots")], clots=[{"type": "dvt", "date": "2026-01-20"}])
    older = intake(medicines=[thinner("to prevent clots")], clots=[{"type": "dvt", "date": "2019"}])

    assert not asks(told)
    assert len(clots(told)) == 1
    assert asks(older)
    assert len(clots(older)) == 2
