"""The one list of medicines and the lines of the record: how each stands, since when, and where it was told."""

from datetime import date

import pytest

from intake.clinical.history import AnswerHistory, DatedAnswers, take_history
from intake.clinical.history.assessments import Assessment
from intake.clinical.history.medicine_list import list_medicines
from intake.clinical.history.record_lines import record_lines

MAY, JUNE, JULY = date(2026, 5, 3), date(2026, 6, 12), date(2026, 7, 1)


def intake(on, number=1, **answers):
    return DatedAnswers(answers, on, f"intake-{number}")


def visit(on, number=1, **answers):
    return DatedAnswers(answers, on, f"visit-{number}", is_list=False)


def facts_of(*entries, **known):
    return take_history(entries, born=date(1960, 5, 1), sex="F", on=JULY, **known)


def listed(*entries):
    return list_medicines(AnswerHistory(entries), facts_of(*entries).medicines or ())


def lines(*entries, assessments=()):
    facts = facts_of(*entries, assessments=assessments)
    return record_lines(AnswerHistory(entries), facts, listed(*entries), assessments)


def takes(*rows):
    return {"medicines_any": "yes", "medicines": list(rows)}


def test_a_medicine_told_at_a_visit_is_on_the_list():
    (medicine,) = listed(intake(MAY, medicines_any="no"),
                         visit(JUNE, medicines=[{"text": "warfarin 5mg", "since": "2026-06-01", "reason": "AF"}]))

    assert (medicine.state_words, medicine.last.entry, medicine.last.on) == ("still taken", "visit-1", JUNE)
    assert (medicine.fact.started.latest, medicine.fact.reason) == (date(2026, 6, 1), "AF")


@pytest.mark.parametrize("before, now, state", [
    ({"text": "warfarin 3mg"}, {"text": "warfarin 5 mg"}, "changed"),
    ({"text": "warfarin", "dose": "5mg"}, {"text": "warfarin 5 mg"}, "taken"),
    ({"text": "warfarin", "how_often": "daily"}, {"text": "warfarin", "how_often": "weekly"}, "changed"),
    ({"text": "warfarin 3mg"}, {"text": "warfarin"}, "taken"),
    ({"text": "Coumadin 3mg"}, {"text": "warfarin 5mg"}, "changed"),
    ({"text": "my little pink pill", "dose": "one"}, {"text": "My little pink pill", "dose": "two"}, "changed"),
    ({"text": "warfarin"}, {"text": "warfarin", "how_often": "stopped", "stopped_on": "2026-06-10"}, "stopped"),
])
def test_a_medicine_told_again_is_one_line_that_says_what_is_different(before, now, state):
    (medicine,) = listed(intake(MAY, **takes(before)), visit(JUNE, medicines=[now]))

    assert medicine.state == state
    assert [each.entry for each in medicine.tellings] == ["intake-1", "visit-1"]
    assert (medicine.before is not None) == (state == "changed")


def test_what_was_changed_says_how_it_was_and_how_it_is_where_a_later_list_leaves_it_open():
    (medicine,) = listed(intake(MAY, **takes({"text": "warfarin 3mg"})),
                         visit(JUNE, medicines=[{"text": "warfarin 5mg"}]),
                         intake(JULY, 2, **takes({"text": "warfarin"})))

    assert (medicine.state, medicine.before.entry, medicine.before.words, medicine.taken_as) == (
        "changed", "intake-1", "3mg", "5mg")


def test_a_medicine_that_the_newest_list_does_not_name_is_to_be_asked_about():
    (metformin, warfarin) = listed(intake(MAY, **takes({"text": "warfarin"})),
                                   intake(JUNE, 2, **takes({"text": "metformin"})))

    assert (metformin.state, warfarin.state_words) == ("taken", "not on the newest list: ask")
    assert warfarin.left_out_by == ("intake-2", JUNE)
    since = listed(intake(MAY, **takes({"text": "warfarin"})), intake(JUNE, 2, **takes({"text": "metformin"})),
                   visit(JULY, medicines=[{"text": "ibuprofen"}]))
    assert since[-1].left_out_by == ("intake-2", JUNE)      # what a visit adds is no list


def test_two_medicines_of_one_line_are_two_lines_of_the_list():
    assert [each.last.written for each in listed(intake(MAY, **takes({"text": "warfarin and metformin"})))] == [
        "warfarin and metformin"] * 2


def test_each_fact_that_stands_is_a_line_with_its_day_and_its_entries():
    hip_row = {"what": "new hip", "date": "2026-02-20", "healed": "yes"}
    found = {line.words: line for line in lines(
        intake(MAY, condition_diabetes="now", operations=[hip_row], height_cm="170",
               **takes({"text": "warfarin", "since": "2024"})),
        visit(JUNE, condition_diabetes="now",
              journeys=[{"mode": "plane", "seated_hours": "9", "end_date": "yesterday"}]),
    )}

    hip, flight, diabetes = found["new hip · Healed: yes"], found["Plane · 9 hours"], found["Diabetes"]
    assert (hip.group, hip.when, hip.entries) == ("Operations", "20 February 2026", ("intake-1",))
    assert flight.when == "ended 11 June 2026"
    assert (diabetes.first_on, diabetes.last_on, diabetes.newest) == (MAY, JUNE, "visit-1")
    assert "Medicines" in {line.group for line in found.values()} and any("170" in words for words in found)


def test_a_clot_that_only_a_reason_speaks_of_is_not_said_to_have_been_told():
    told = lines(intake(MAY, **takes({"text": "apixaban", "reason": "DVT"})))

    assert [line.group for line in told] == ["Medicines"]


def test_what_a_doctor_confirmed_is_a_line_of_the_assessment():
    seen = Assessment("R02", "treated", JUNE, words="clot in the left calf", name="assessment-7")

    (line,) = lines(intake(MAY, sign_leg_swelling="left"), assessments=(seen,))

    assert (line.group, line.words, line.newest) == ("Blood clots", "clot in the left calf", "assessment-7")


def test_what_was_denied_is_no_line():
    assert lines(intake(MAY, condition_diabetes="never", medicines_any="no", pregnant="no", family_clot="no")) == ()
