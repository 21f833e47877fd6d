"""From answers to facts: three values kept, dates read as of the day they were told, updates on top."""

from datetime import date

import pytest

from intake.clinical.answer import Answer
from intake.clinical.history import DatedAnswers, take_history
from intake.clinical.questionnaire import empty_answers

SAID = date(2026, 3, 2)


def history(*, on=SAID, updates=(), **answers):
    told = DatedAnswers({**empty_answers(), **answers}, SAID)
    return take_history([told, *updates], born=date(1960, 5, 1), sex="F", on=on)


def test_nothing_asked_is_nothing_known():
    facts = history()

    assert facts.medicines is None
    assert facts.symptoms is None
    assert facts.conditions is None
    assert facts.clots is None
    assert facts.operations is None
    assert facts.bruises_easily is Answer.NOT_ASKED


def test_asked_and_none_is_not_the_same_as_not_asked():
    facts = history(medicines_any="no", operations_any="no", journeys_any="no", pains_any="no", births_any="no")

    assert facts.medicines == ()
    assert facts.operations == ()
    assert facts.journeys == ()
    assert facts.symptoms == ()
    assert facts.pregnancy.status == "none"


def test_a_medicine_is_read_and_its_words_kept():
    facts = history(medicines=[{"text": "xeralto 20", "reason": "AF", "how_often": "daily"}])

    (medicine,) = facts.medicines
    assert medicine.words == "xeralto 20" or "xeralto" in medicine.as_written
    assert "rivaroxaban" in medicine.ingredients or "Xarelto" in medicine.candidates
    assert medicine.frequency == "daily"


def test_stopped_in_the_row_beside_it_is_never_simply_taken():
    (medicine,) = history(
        medicines=[{"text": "warfarin", "how_often": "stopped", "stopped_on": "2026-02-20"}]).medicines

    assert medicine.status == "recently_stopped"
    assert medicine.stopped.latest == date(2026, 2, 20)


@pytest.mark.parametrize("word", ["none", "N/A", "nil"])
def test_none_written_in_the_list_is_an_answer(word):
    assert history(medicines=[{"text": word}]).medicines == ()


@pytest.mark.parametrize(("reason", "clots"), [
    ("clot in my leg", 1), ("DVT", 1), ("to prevent clots, AF", 0), ("atrial fibrillation", 0), ("", 0),
])
def test_the_reason_for_a_blood_thinner_can_be_a_clot(reason, clots):
    facts = history(medicines=[{"text": "apixaban", "reason": reason, "since": "2026-02-01"}])

    assert len(facts.clots or ()) == clots


def test_a_clot_told_of_is_not_told_twice():
    facts = history(condition_dvt="past", clots=[{"type": "dvt", "date": "2019", "side": "left"}],
                    medicines=[{"text": "apixaban", "reason": "DVT"}])

    (clot,) = facts.clots
    assert clot.side == "left"
    assert clot.on.latest == date(2019, 12, 31)


def test_never_is_an_answer_and_not_asked_is_not():
    assert history(condition_dvt="never").clots == ()
    assert history(condition_varicose_veins="never").conditions == ()


def test_signs_keep_their_side():
    (sign,) = history(sign_leg_swelling="left", sign_chest_pain="no").symptoms

    assert (sign.code, sign.side) == ("leg_swelling", "left")


def test_all_signs_denied_is_an_empty_list():
    assert history(sign_leg_swelling="no", sign_chest_pain="no").symptoms == ()


def test_one_sided_calf_pain_is_a_symptom_with_its_cause():
    (pain,) = history(pains=[{"site": "calf", "side": "left", "cause": "unexplained", "assessed": "no",
                              "since": "last month", "now": "4"}]).symptoms

    assert (pain.code, pain.side, pain.site, pain.cause) == ("leg_pain", "left", "calf", "unexplained")
    assert pain.assessed is Answer.NO


def test_pain_of_the_back_is_no_pain_of_a_limb():
    pain, = history(pains=[{"site": "lower_back", "now": "6", "worst": "4"}, {"site": "head", "now": "3"}]).symptoms

    assert (pain.code, pain.site, pain.intensity) == ("back_pain", "lower_back", 6)


def test_a_caesarean_typed_as_an_operation_is_a_birth():
    facts = history(operations=[{"what": "C-section", "date": "2026-02-20", "setting": "inpatient"}])

    assert facts.operations == ()
    assert [birth.mode for birth in facts.births] == ["caesarean"]


def test_a_vague_date_is_read_as_of_the_day_it_was_told():
    told_then = history(on=date(2026, 6, 1), operations=[{"what": "new hip", "date": "three weeks ago"}])

    (operation,) = told_then.operations
    assert operation.on.latest <= date(2026, 2, 12)
    assert operation.on.as_written == "three weeks ago"


def test_what_a_visit_adds_comes_on_top():
    facts = history(
        on=date(2026, 3, 16), journeys_any="no", sign_chest_pain="no",
        updates=[DatedAnswers({"journeys": [{"mode": "plane", "seated_hours": "9", "end_date": "yesterday"}],
                       "sign_chest_pain": "yes"}, date(2026, 3, 16))])

    assert facts.journeys[0].end.latest == date(2026, 3, 15)
    assert [symptom.code for symptom in facts.symptoms] == ["chest_pain"]


def test_body_mass_needs_both_numbers():
    assert history(height_cm="160", weight_kg="82").bmi == pytest.approx(32.0, abs=0.1)
    assert history(height_cm="160").bmi is None
