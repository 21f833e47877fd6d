"""Answers by their names, in the words of the form: for the person who says which of them was wrong."""

from datetime import date

import pytest

from intake.clinical.history.adverse_events import EventAfterVisit
from intake.clinical.history.answer_history import AnswerHistory, DatedAnswers
from intake.clinical.history.answer_words import answer_in_words
from intake.clinical.history.assessments import Assessment

SIGNED, SEEN = date(2026, 9, 1), date(2026, 11, 20)
KNEE = {"what": "knee = new # left", "date": "March", "healed": "no"}
ENTRIES = (
    DatedAnswers({"sign_leg_swelling": "left", "devices": ["pacemaker", "port"], "operations": [KNEE]}, SIGNED,
                 "intake-12"),
    DatedAnswers({"medicines": [{"text": "warfarin", "how_often": "stopped"}, {"text": "aspirin"}]}, SEEN, "visit-5",
                 is_list=False),
)
FOUND = Assessment("R02", "treated", SEEN, condition="Clot in the calf", words="By ultrasound", name="assessment-3")


def row_name(key, number):
    return AnswerHistory(ENTRIES).rows(key)[number].name


@pytest.mark.parametrize(("name", "words"), [
    ("intake-12 sign_leg_swelling=left", "Leg or calf swollen: left – intake of 1 September 2026"),
    ("intake-12 condition_hepatitis_hiv=now", "Hepatitis or HIV: now – intake of 1 September 2026"),
    ("intake-12 walking_pain=yes", "Leg pain on walking that eases with rest: yes – intake of 1 September 2026"),
    ("intake-12 condition_leg_pain_clot=now", "Leg pain: A clot: now – intake of 1 September 2026"),
    ("intake-12 thrombophilia_name=Factor V = Leiden",
     "Name of the clotting tendency, if you have one: Factor V = Leiden – intake of 1 September 2026"),
    ("intake-12 devices", "Do you have any of these: Pacemaker, Port – intake of 1 September 2026"),
    ("visit-5 asked_fever=yes", "Fever, or unwell: yes – visit of 20 November 2026"),
    ("visit-5 medicines#ab12ab12ab12", "Medicines, injections, supplements: changed since – visit of 20 November 2026"),
    ("visit-5 of_a_later_form=yes", "Of a later form: yes – visit of 20 November 2026"),
    ("intake-99 sign_fever=yes", "Fever of 38 °C or more, or feeling ill with an infection: yes"),
    ("intake-99 devices", "Do you have any of these: Not asked"),
    ("intake-99 operations#ab12ab12ab12", "Operations: changed since"),
    ("assessment-3", "Confirmed and treated: Clot in the calf – assessment of 20 November 2026"),
])
def test_a_name_is_said_in_the_words_of_the_form(name, words):
    assert answer_in_words(name, ENTRIES, [FOUND]) == words


@pytest.mark.parametrize(("answers", "is_list", "asked"), [
    ({}, True, "Asthma, COPD or other lung disease"), ({"condition_asthma": ""}, True, "COPD or another lung disease"),
    ({}, False, "COPD or another lung disease"),
])
def test_an_answer_stands_beside_the_words_in_which_that_form_asked(answers, is_list, asked):
    entry = DatedAnswers(answers, SIGNED, "intake-1", is_list)

    said = answer_in_words("intake-1 condition_chronic_lung_disease=now", [entry])
    assert said.partition(":")[0] == asked


@pytest.mark.parametrize(("outcome", "condition", "words", "said"), [
    ("ruled_out", "", "Seen in A&E", "Ruled out"), ("other_cause", "a strain", "", "Another cause: a strain"),
    ("", "a strain", "Seen in A&E", "a strain"),
])
def test_an_assessment_says_what_was_found(outcome, condition, words, said):
    each = Assessment("R02", outcome, SEEN, condition=condition, words=words, name="assessment-1")

    assert answer_in_words("assessment-1", ENTRIES, [each]) == f"{said} – assessment of 20 November 2026"


@pytest.mark.parametrize(("key", "number", "words"), [
    ("operations", 0, "Operations: knee = new # left; When: March; Healed: No – intake of 1 September 2026"),
    ("medicines", 0, "Medicines, injections, supplements: warfarin; How often: Stopped – visit of 20 November 2026"),
    ("medicines", 1, "Medicines, injections, supplements: aspirin – visit of 20 November 2026"),
])
def test_a_row_is_said_whole(key, number, words):
    assert answer_in_words(row_name(key, number), ENTRIES) == words


def test_an_assessment_of_before_outcomes_were_asked_says_what_was_written():
    old = Assessment("R02", "", SEEN, words="Nothing found", name="assessment-1")

    assert answer_in_words("assessment-1", (), [old]) == "Nothing found – assessment of 20 November 2026"


def test_what_came_up_after_a_visit_says_after_which():
    event = EventAfterVisit("bruise", 5, SEEN, SEEN, SEEN, words="as big as a hand", name="adverse_event-7")

    assert answer_in_words("adverse_event-7", (), (), [event]) == (
        "Bruise after the massage of 20 November 2026: as big as a hand")
