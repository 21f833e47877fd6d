"""Answers by their names, in the words of the form: what was asked, what was said, and where."""

from collections.abc import Iterator, Sequence

from intake.clinical.dates.spoken import in_words as day_in_words
from intake.clinical.history.adverse_events import EventAfterVisit
from intake.clinical.history.answer_history import AnswerHistory, DatedAnswers
from intake.clinical.history.assessments import OUTCOME_WORDS, Assessment
from intake.clinical.questionnaire import SECTIONS, Group, Question, repeats
from intake.clinical.questionnaire.answers import in_words
from intake.clinical.questionnaire.differences import row_in_words
from intake.clinical.questionnaire.earlier import RETIRED_QUESTIONS, asked_as, asked_together
from intake.clinical.questionnaire.health import LEG_PAIN_CAUSES
from intake.clinical.questionnaire.visit import VISIT_QUESTIONS


def answer_in_words(
    name: str, entries: Sequence[DatedAnswers], assessments: Sequence[Assessment] = (),
    events: Sequence[EventAfterVisit] = (),
) -> str:
    """What the answer of this name says, and where it was said.

    "intake-12 sign_leg_swelling=left" is "Leg or calf swollen: left – intake of 1 September 2026". A row that the form
    no longer holds (a correction changed it) is named by its part alone.
    """
    where, _, said = name.partition(" ")
    whole = {each.name: _assessment_in_words(each) for each in assessments}
    whole |= {each.name: each.sentence for each in events}
    if name in whole:
        return whole[name]
    entry = next((each for each in entries if each.name == where), None)
    words = _said_in_words(said, name, entry)
    return f"{words} – {_place(entry)}" if entry else words


def _said_in_words(said: str, name: str, entry: DatedAnswers | None) -> str:
    if "=" in said:
        key, _, value = said.partition("=")
        return _single_in_words(key, value, entry)
    key = said.partition("#")[0]
    if key in ROWS:
        told = [row for row in AnswerHistory([entry] if entry else []).rows(key) if row.name == name]
        row = row_in_words(ROWS[key], told[0].values).replace("?: ", ": ") if told else "changed since"
        return f"{ROWS[key].label}: {row}"
    return _single_in_words(key, entry.answers.get(key) if entry else None, entry)


def _single_in_words(key: str, value: object, entry: DatedAnswers | None) -> str:
    question, label = QUESTIONS.get(key, (_IN_WORDS, key.replace("_", " ").capitalize()))
    if entry is not None and entry.is_list and asked_together(key, entry.answers):
        label = asked_as(question, entry.answers)
    words = in_words(question, value)
    is_word = bool(question.options) and isinstance(value, str)
    return f"{label.rstrip('?')}: {words[:1].lower() + words[1:] if is_word else words}"


def _assessment_in_words(assessment: Assessment) -> str:
    found = ": ".join(filter(None, (OUTCOME_WORDS.get(assessment.outcome, ""), assessment.condition)))
    return f"{found or assessment.words} – assessment of {day_in_words(assessment.on)}"


def _place(entry: DatedAnswers) -> str:
    return f"{'intake' if entry.is_list else 'visit'} of {day_in_words(entry.on)}"


def _labelled() -> Iterator[tuple[Question, str]]:
    for section in SECTIONS:
        for part in section.parts:
            for question in part.questions if isinstance(part, Group) else ():
                # "A clot: now" says too little without what it was put down to.
                yield question, f"Leg pain: {question.label}" if part is LEG_PAIN_CAUSES else question.label


_IN_WORDS = Question("", "")
"""In place of a question that is not of the form: its answer stands as it was given."""
QUESTIONS = {question.key: (question, label) for question, label in _labelled()}
QUESTIONS |= {key: (question, question.label) for key, question in RETIRED_QUESTIONS.items()}
QUESTIONS |= {q.name: (_IN_WORDS, q.label) for q in VISIT_QUESTIONS}
ROWS = {repeat.key: repeat for repeat in repeats()}
