"""No question is asked for nothing: each answer changes what a rule, the plan, a paper, the visit or the signing says.

What is compared is worked out, not listed: an answer is put into forms in which little, much or everything was told,
and something that somebody reads must come out differently. A question that nothing reads fails here.
"""
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from intake.clinical.history import AnswerHistory, DatedAnswers, take_history
from intake.clinical.history.background import FOR_THE_DOCTOR, read_background
from intake.clinical.history.client_limits import read_limits
from intake.clinical.history.medicine_list import list_medicines
from intake.clinical.history.opening import open_matters, stays_that_go_on
from intake.clinical.questionnaire import Kind, Question, empty_answers, repeats, single_questions
from intake.clinical.screening import screen
from intake.services.flags import flags_of_client
from intake.web.forms.intake import MUST_AGREE
from tests.builders_clients import a_client
from tests.builders_intakes import KNOWN, a_form, an_intake
from tests.web.visit_pages import begun

ON = date(2026, 11, 23)
SIGNED, TOLD_AT_A_VISIT, LATER = (ON - timedelta(days=each) for each in (200, 0, -60))
SINGLE = {question.key: question for question in single_questions()}
ROWS = {repeat.key: repeat for repeat in repeats()}
QUESTIONS = [*SINGLE, *(f"{key}.{question.key}" for key, repeat in ROWS.items() for question in repeat.questions)]
ANY_AT_ALL = [repeat.none_key for repeat in ROWS.values() if repeat.none_key]
IN_THE_NOTE, FOR_THE_LETTER = ["reason", "goals"], ["consent_contact_doctor"]
ON_A_PAGE = {*ANY_AT_ALL, *MUST_AGREE, *IN_THE_NOTE, *FOR_THE_LETTER}
"""Read above the clinical floor: each by what a test of its own shows below."""
Answers = dict[str, Any]


def possible(question: Question) -> list[Any]:
    """Answers of every kind that a question may be given."""
    if question.options:
        codes = [option.code for option in question.options]
        return [[code] for code in codes] if question.kind is Kind.CHOICES else codes
    if question.kind is Kind.DATE:
        return ["20 November 2026", "20 September 2026", "3 February 2024"]
    if question.kind is Kind.NUMBER:
        return [f"{number:g}" for number in (question.lowest, round((question.lowest + question.highest) / 2),
                                             question.highest)]
    return ["warfarin", "something else", "homozygous"]


def everything(place: int) -> Answers:
    """A form in which every question has its first answer, or its second, or its third."""
    return form_of(lambda key, question: possible(question)[min(place, len(possible(question)) - 1)])


def anything(number: int) -> Answers:
    """A form in which each question has one of its answers, or none, whatever else is asked beside it."""
    return form_of(lambda key, question: Random(f"{number} {key}").choice(
        [*possible(question), [] if question.kind is Kind.CHOICES else ""]))


def form_of(answer: Callable[[str, Question], Any]) -> Answers:
    """A whole form, a row in each repeated part; `answer` gives an answer to the question of this name."""
    rows = {key: [{q.key: answer(f"{key}.{q.key}", q) for q in repeat.questions}] for key, repeat in ROWS.items()}
    return {key: answer(key, question) for key, question in SINGLE.items()} | rows


def read(form: Answers, before: Answers | None, on: date) -> object:
    """All that is made of a form, or of what a visit told after the form `before`, on a day."""
    entries = [DatedAnswers(form, ON, "intake-1")] if before is None else [
        DatedAnswers(before, SIGNED, "intake-1"), DatedAnswers(form, TOLD_AT_A_VISIT, "visit-1", is_list=False)]
    history = AnswerHistory(entries)
    facts = take_history(entries, born=None, sex="", on=on)
    screened = screen(facts, on=on)
    findings = [each.to_dict() | {"evidence": [(e.words, e.matched, e.detail) for e in each.evidence]}
                for each in (*screened.findings, *screened.asks)]
    background = read_background(history, facts, on)
    medicines = [(each.taken_as, each.state_words, each.fact.reason) for each in
                 list_medicines(history, facts.medicines or ())]
    letter = [each.words for each in background.lines if each.code in FOR_THE_DOCTOR]
    return (findings, screened.clot_points, [*open_matters(history, facts, on)], stays_that_go_on(facts),
            read_limits(history), background, medicines, letter)


FORMS = [empty_answers(), empty_answers() | KNOWN, *map(everything, range(3))]
UNNAMED = empty_answers() | {"pains": [{"site": "calf", "side": "left", "cause": "known_condition", "cause_name": ""}]}
CHOSEN = [empty_answers() | KNOWN | {key: [option.code]} for key, question in SINGLE.items()
          if question.kind is Kind.CHOICES for option in question.options]
THINNER = empty_answers() | KNOWN | {"medicines_any": "yes", "medicines": [{"text": "warfarin", "reason": "for clots"}]}
SEEN_AGAIN = everything(0) | {"signs_assessed": ""}
SETTINGS = [(form, None, on) for on in (ON, LATER) for form in FORMS] + [
    (form, before, ON) for form in (empty_answers(), everything(1), SEEN_AGAIN) for before in (*FORMS[2:], UNNAMED)] + [
    (form, None, ON) for form in (*CHOSEN, THINNER, *map(anything, range(20)))]


@pytest.fixture(scope="module")
def outcomes() -> list[object]:
    """What is made of each form as it is."""
    return [read(form, before, on) for form, before, on in SETTINGS]


def changed(form: Answers, question: str) -> Iterator[Answers]:
    """The form with every other answer to one question, and with none."""
    part, _, key = question.rpartition(".")
    if not part:
        yield from (form | {key: answer} for answer in [*possible(SINGLE[key]), empty_answers()[key]])
        return
    row = (form[part] or [{}])[0]
    asked = next(each for each in ROWS[part].questions if each.key == key)
    yield from (form | {part: [row | {key: answer}]} for answer in [*possible(asked), ""])


def is_read(question: str, outcomes: list[object], reader=read) -> bool:
    """Whether some answer to it changes something in some setting."""
    return any(reader(other, before, on) != outcome for (form, before, on), outcome in zip(
        SETTINGS, outcomes, strict=True) for other in changed(form, question))


@pytest.mark.parametrize("question", [each for each in QUESTIONS if each not in ON_A_PAGE])
def test_an_answer_changes_what_somebody_reads(question, outcomes):
    has_a_reader = is_read(question, outcomes)

    assert has_a_reader, f"{question}: asked, and nothing reads it. Give it a reader, or drop it."


def test_a_question_that_nothing_reads_is_found(outcomes, monkeypatch):
    monkeypatch.setitem(SINGLE, "favourite_colour", Question("favourite_colour", "Which colour?"))
    monkeypatch.setattr("tests.house.test_questions.empty_answers", lambda: {"favourite_colour": ""})

    assert not is_read("favourite_colour", outcomes)


@pytest.mark.parametrize("question", IN_THE_NOTE)
def test_why_the_client_came_begins_the_note(app, sign_in_as, question):
    browser = sign_in_as("therapist")
    with app.app_context():
        client = a_client(therapist=browser.staff)
        an_intake(client, by=browser.staff, **{question: "to reach the top shelf"})

    visit = begun(app, browser, client)

    assert "to reach the top shelf</textarea>" in browser.get(f"/visits/{visit.id}").text


@pytest.mark.parametrize("question, answer", [
    *((question, "no") for question in MUST_AGREE), *((question, "yes") for question in ANY_AT_ALL)])
def test_without_consent_or_with_a_yes_that_names_nothing_no_form_is_signed(app, sign_in_as, question, answer):
    browser = sign_in_as("therapist")
    with app.app_context():
        first, second = a_client(therapist=browser.staff), a_client(therapist=browser.staff)

    assert browser.post(f"/clients/{first.id}/intake", data=a_form(**{question: answer})).status_code == 422
    assert browser.post(f"/clients/{second.id}/intake", data=a_form()).status_code == 303


@pytest.mark.parametrize("question", FOR_THE_LETTER)
def test_a_doctor_whom_the_client_would_not_have_asked_is_not_written_to(app, sign_in_as, question):
    browser = sign_in_as("therapist")
    with app.app_context():
        client = a_client(therapist=browser.staff)
        flags = []
        for answer in ("yes", "no"):
            an_intake(client, by=browser.staff, condition_dvt="past", **{question: answer})
            flags.append(browser.post(f"/flags/{flags_of_client(client.id)[0].id}/letter.pdf").status_code)

    assert flags == [200, 303]
