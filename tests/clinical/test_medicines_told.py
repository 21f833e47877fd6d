"""Medicines told over time: what is one, what was stopped or left out, and what stands beside the words."""

from datetime import date

import pytest

from tests.clinical.told import facts


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


def test_a_medicine_is_read_with_what_people_said_it_is_and_with_the_country_of_the_clinic():
    def read(text, **how):
        [medicine] = medicines({"text": text}, **how)
        return medicine.ingredients

    assert read("blorptazine") == ()
    assert read("blorptazine", medicine_answers={"blorptazine": "warfarin"}) == ("warfarin",)
