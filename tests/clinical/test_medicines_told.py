"""Medicines told over time: what is one, what was stopped or left out, and what stands beside the words."""

from datetime import date

import pytest

from intake.clinical.history import DatedAnswers, take_history
from intake.clinical.history.answer_history import AnswerHistory
from intake.clinical.history.medicine_list import list_medicines
from intake.clinical.medicines import ImportedName
from intake.clinical.questionnaire import empty_answers
from tests.clinical.told import day, facts


def medicines(*rows, lists=True, **how):
    told = [{"medicines": [row] if isinstance(row, dict) else row} for row in rows]
    return facts(*told, lists=lists, **how).medicines


class Register:
    """A national register in which "Thinnerol" is warfarin."""

    def exact(self, folded):
        return ImportedName("thinnerol", ("warfarin",), ("B01AA03",), "US", "ndc") if folded == "thinnerol" else None

    def near(self, folded, distance):
        return []

    def starting(self, folded, limit):
        return []


REGISTER = Register()
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
    at_a_visit = facts({"medicines": [WARFARIN]}, {"medicines_any": "yes", "medicines": [{"text": "aspirin 75"}]},
                       lists=False).medicines
    assert [each.is_left_out for each in at_a_visit] == [True, False]
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
    ("apixaban", "blood thinner", 2), ("blorptazine", "warfarin", 2), ("anti-inflammatory", "ibuprofen", 1),
    ("anti-inflammatory", "warfarin", 2), ("blood thinner", "blood thinner", 1),
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


OWN_USE = [
    ("warfarin", "taken"), ("warfarin when needed", "as_needed"), ("warfarin on hold", "on_hold"),
    ("warfarin?", "unsure"), ("stopped warfarin last week", "recently_stopped"), ("warfarin, stopped in 2019", "past"),
    ("never took warfarin", "not_taken"),
]
NOT_THE_USE = [("allergic to warfarin", "allergy"), ("mum takes warfarin", "other_person")]


@pytest.mark.parametrize(("text", "status"), OWN_USE + NOT_THE_USE)
def test_what_is_said_of_the_clients_own_use_is_one_medicine_however_it_stands(text, status):
    assert [each.status for each in medicines({"text": text})] == [status]
    is_own = (text, status) in OWN_USE
    assert len(medicines({"text": text}, {"text": "warfarin"}, lists=False)) == (1 if is_own else 2)
    assert len(medicines({"text": "warfarin"}, {"text": text}, lists=False)) == (1 if is_own else 2)


@pytest.mark.parametrize(("text", "status"), OWN_USE + NOT_THE_USE)
def test_only_what_may_still_be_taken_is_left_out_by_a_newer_list(text, status):
    told = medicines({"text": text}, {"text": "metformin"})[0]

    assert told.is_left_out is (status in ("taken", "as_needed", "on_hold", "unsure"))
    assert told.status == ("recently_stopped" if told.is_left_out else status)


@pytest.mark.parametrize(("before", "now", "status"), [
    ("warfarin", "warfarin, stopped in 2019", "recently_stopped"),
    ("warfarin?", "never took warfarin", "recently_stopped"),
    ("stopped warfarin last week", "no warfarin", "recently_stopped"),
    ("warfarin, stopped in 2019", "no warfarin", "not_taken"),
    ("never took warfarin", "warfarin, stopped in 2019", "past"), ("warfarin", "warfarin on hold", "on_hold"),
    ("warfarin on hold", "never took warfarin", "recently_stopped"),
    ("warfarin when needed", "never took warfarin", "recently_stopped"),
])
def test_what_was_taken_and_is_taken_no_more_was_stopped_lately(before, now, status):
    assert [each.status for each in medicines({"text": before}, {"text": now}, lists=False)] == [status]


@pytest.mark.parametrize("text", ["ibuprofen", "ibuprofen when needed", "ibuprofen?"])
def test_stopped_beside_a_line_says_that_it_was_stopped_whatever_the_line(text):
    assert [each.status for each in medicines({"text": text, "how_often": "stopped"})] == ["recently_stopped"]


def test_what_is_said_against_a_medicine_stands_beside_it_by_its_words_or_by_the_line():
    def disputed(**how):
        return [each.disputed for each in medicines({"text": "Warfarin 5 mg, aspirin"}, **how)]

    assert disputed() == ["", ""]
    assert disputed(medicine_disputes={"aspirin": "a vitamin"}) == ["", "a vitamin"]
    assert disputed(medicine_disputes={"warfarin 5 mg aspirin": "a joke"}) == ["a joke"] * 2
    assert disputed(medicine_disputes={"warfarin 5 mg aspirin": "a joke", "warfarin": "a vitamin"}) == [
        "a vitamin", "a joke"]


def test_a_medicine_is_read_with_what_people_said_it_is_and_with_the_country_of_the_clinic():
    def read(text, **how):
        [medicine] = medicines({"text": text}, **how)
        return medicine.ingredients

    assert read("blorptazine") == ()
    assert read("blorptazine", medicine_answers={"blorptazine": "warfarin"}) == ("warfarin",)
    assert read("Thinnerol 5 mg", imported=REGISTER) == ("warfarin",)


# The list

def listed(*told, country="", answers=None, imported=None):
    """The lines of the list of medicines after forms with these rows."""
    entries = [DatedAnswers(empty_answers() | {"medicines": rows}, day(30 * number), f"entry-{number}")
               for number, rows in enumerate(told)]
    history = AnswerHistory(entries)
    read = take_history(entries, born=None, sex="", on=entries[-1].on, medicine_answers=answers,
                        imported=imported).medicines
    return list_medicines(history, read, country=country, answers=answers, imported=imported)


def test_each_line_says_dose_and_how_often_as_told_last_and_what_changed():
    [line] = listed([{"text": "warfarin 5 mg", "how_often": "daily"}], [{"text": "warfarin 3 mg"}])

    assert (line.state, line.last.dose, line.before.dose, line.taken_as) == ("changed", "3 mg", "5 mg", "every day")
    assert (line.last.words, line.first.words) == ("3 mg", "5 mg, every day")
    assert [each.entry for each in line.tellings] == ["entry-0", "entry-1"]


@pytest.mark.parametrize("line", ["warfarin 5 mg, fluoxetine 20 mg", "blood thinner 5 mg, antidepressant 20 mg"])
def test_each_medicine_of_a_line_has_its_own_dose(line):
    assert [each.last.dose for each in listed([{"text": line}])] == ["5 mg", "20 mg"]


def test_a_kind_that_was_named_later_has_the_dose_of_the_name():
    [line] = listed([{"text": "blood thinner 5 mg"}], [{"text": "warfarin 3 mg"}])

    assert (line.first.dose, line.last.dose, line.state) == ("", "3 mg", "taken")


@pytest.mark.parametrize(("row", "words"), [
    ({"text": "warfarin 5 mg"}, "5 mg"), ({"text": "warfarin", "dose": "5 mg", "how_often": "weekly"},
                                           "5 mg, some days"),
    ({"text": "ibuprofen", "how_often": "as_needed"}, "when needed"), ({"text": "ibuprofen"}, ""),
    ({"text": "warfarin 5 mg", "how_often": "stopped"}, "5 mg"), ({"text": "warfarin 5 mg", "dose": "3 mg"}, "3 mg"),
    ({"text": "warfarin daily", "how_often": "weekly"}, "some days"),
    ({"text": "warfarin", "how_often": "each_month"}, "each_month"),      # as an older form may have asked
])
def test_how_a_medicine_was_told_is_its_dose_and_how_often_the_fields_of_the_row_first(row, words):
    [line] = listed([row])

    assert line.last.words == words


@pytest.mark.parametrize(("row", "words"), [
    ({"text": "warfarin 5 mg", "how_often": "daily"}, "every day"), ({"text": "warfarin 5mg", "dose": "5 MG"}, ""),
    ({"text": "warfarin", "dose": "5 mg"}, "5 mg"), ({"text": "warfarin 5 mg", "dose": "3 mg"}, "3 mg"),
])
def test_what_the_words_of_a_line_say_of_the_dose_is_not_said_twice(row, words):
    [line] = listed([row])

    assert line.taken_as == words


@pytest.mark.parametrize(("told", "before"), [
    (("5 mg", "5mg", "5 MG"), None), (("5 mg", "3 mg", "5 mg"), "3 mg"), (("5 mg", "4 mg", "3 mg"), "4 mg"),
    (("5 mg", "", "3 mg"), "5 mg"), (("5 mg", "3 mg", ""), "5 mg"), (("", "", "3 mg"), None),
])
def test_what_a_dose_was_before_is_the_newest_that_differs_from_what_was_said_last(told, before):
    [line] = listed(*([{"text": "warfarin", "dose": dose}] for dose in told))

    assert (line.before and line.before.dose) == before


def test_what_is_taken_stands_before_what_is_left_out_stopped_or_not_the_clients_own():
    rows = [{"text": "mum takes warfarin"}, {"text": "ibuprofen", "how_often": "stopped"}, {"text": "metformin"},
            {"text": "aspirin 75 mg"}, {"text": "clopidogrel 75 mg"}]
    again = [*rows[:2], {"text": "aspirin 75 mg"}, {"text": "clopidogrel 300 mg"}]

    assert [each.state for each in listed(rows, again)] == ["changed", "taken", "left_out", "stopped", "other"]


@pytest.mark.parametrize(("row", "state", "words"), [
    ({"text": "warfarin"}, "taken", "still taken"), ({"text": "warfarin?"}, "taken", "not sure whether taken"),
    ({"text": "aspirin on hold"}, "taken", "paused"),
    ({"text": "warfarin", "how_often": "stopped"}, "stopped", "stopped"),
    ({"text": "allergic to aspirin"}, "other", "allergy"), ({"text": "mum takes warfarin"}, "other", "somebody else’s"),
])
def test_how_a_medicine_stands_in_words(row, state, words):
    [line] = listed([row])

    assert (line.state, line.state_words) == (state, words)


def test_what_the_newest_list_leaves_out_names_that_list():
    taken, left_out = listed([{"text": "warfarin"}], [{"text": "aspirin 75 mg"}])

    assert (taken.left_out_by, left_out.left_out_by) == (None, ("entry-1", day(30)))
    assert left_out.state_words == "not on the newest list: ask"
    aspirin, warfarin = listed([{"text": "warfarin"}], [{"text": "aspirin"}], [{"text": "aspirin"}])
    assert (aspirin.state, warfarin.state, warfarin.left_out_by) == ("taken", "left_out", ("entry-2", day(60)))


def test_a_line_nobody_can_read_is_found_by_its_words_and_one_that_was_answered_by_its_substance():
    [line] = listed([{"text": "Blorptazine 5 mg daily"}])
    assert line.last.written == "Blorptazine 5 mg daily"
    [kind] = listed([{"text": "blood thinner 5 mg daily, nothing else"}], [{"text": "Blood Thinner"}])
    assert (kind.first.dose, kind.first.how_often, kind.last.dose) == ("5 mg", "daily", "")
    [answered] = listed([{"text": "blorptazine", "dose": "5 mg"}], answers={"blorptazine": "warfarin"})
    assert answered.fact.ingredients == ("warfarin",)
    assert answered.last.dose == "5 mg"
    [in_words] = listed([{"text": "Blorptazine weekly"}], answers={"blorptazine weekly": "warfarin"})
    assert (in_words.fact.ingredients, in_words.last.how_often) == (("warfarin",), "weekly")
    [of_a_register] = listed([{"text": "Thinnerol 4 mg, aspirin 75 mg"}], imported=REGISTER)[:1]
    assert (of_a_register.fact.ingredients, of_a_register.last.dose) == (("warfarin",), "4 mg")
    [by_words] = listed([{"text": "ibuprofen every day"}])
    assert by_words.last.how_often == "daily"


@pytest.mark.parametrize(("country", "ingredient"), [("US", "diltiazem"), ("AU", "acetylsalicylic acid"),
                                                     ("", "acetylsalicylic acid")])
def test_a_brand_is_what_it_is_in_the_country_of_the_clinic(country, ingredient):
    [medicine] = facts({"medicines": [{"text": "Cartia 120 mg", "how_often": "daily"}]}, country=country).medicines

    assert medicine.ingredients == (ingredient,)


def test_a_list_reads_a_brand_as_the_record_does():
    history = AnswerHistory([DatedAnswers(empty_answers() | {"medicines": [{"text": "Cartia 120 mg"}]}, day(0), "a")])
    read = take_history(history.entries, born=None, sex="", on=day(0), country="US").medicines

    assert list_medicines(history, read, country="US")[0].last.dose == "120 mg"


def test_what_is_left_out_was_stopped_on_a_day_nobody_knows_even_where_a_stop_was_told_before():
    first = {"text": "warfarin", "how_often": "daily", "stopped_on": "2026-02-01"}
    read = medicines(first, {"text": "aspirin 75 mg"})

    assert (read[0].is_left_out, read[0].stopped.is_known) == (True, False)
