"""The answers of a visit, read: the yes and no of each question that was put to the client, and the details.

Clinical source: scale.md#questions-of-every-visit.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intake.clinical.questionnaire import repeats, single_questions
from intake.clinical.questionnaire.answers import REMARKS, FormReading, is_answered
from intake.clinical.questionnaire.unclear import YES, is_marked, mark_of
from intake.clinical.questionnaire.visit_questions import (
    ALL_VISIT_QUESTIONS,
    ASKED,
    LEG_SIGNS,
    VISIT_QUESTIONS,
    VisitQuestion,
)

__all__ = [
    "CONTRADICTED", "ENDED_FROM", "LEG_SIGNS", "NONE_OF", "NO_TO_OPEN", "OFFERED", "PUT", "VISIT_QUESTIONS",
    "VisitAnswers", "all_asked", "is_row_of", "read_visit_questions", "said_of", "signs_of",
]

OFFERED = "offered"
"""The field that names what a page asked beside the questions of the visit: keys, with spaces between."""
NONE_OF = "none_of"
"""The field that answers "none of these": the keys of the signs that were shown, with spaces between."""
NO_TO_OPEN = "no_to_open"
"""The field that answers no to each question left open, once the list was read out: the names that were shown."""
PUT = "put"
"""The key under which a visit's answers name the questions put beside VISIT_QUESTIONS, with spaces between."""
ENDED_FROM = 900
"""Rows of casts and stays from this number on give the end of one that was told of before; without it they are none."""
CONTRADICTED = "You answered no, and wrote something under it. Change one of the two."
_DENIALS = ("no", "never", "not_applicable")
_SINGLE = {question.key: question for question in single_questions()}
_REPEATS = {repeat.key: repeat for repeat in repeats()}
_MAY_BE_OFFERED = frozenset({*_SINGLE, *_REPEATS})


@dataclass(frozen=True, slots=True)
class VisitAnswers:
    """What was answered. `answers` is stored with the visit; `problems` by field; `open` the questions not asked."""

    answers: dict[str, Any]
    problems: dict[str, str]
    open: tuple[VisitQuestion, ...]


def signs_of(questions: Collection[VisitQuestion]) -> frozenset[str]:
    """The warning signs that the questions ask for."""
    return frozenset(sign for question in questions for sign in question.signs)


SIGNS_OF_EVERY_VISIT = signs_of(VISIT_QUESTIONS)
_OF_EVERY_VISIT = tuple(question.name for question in VISIT_QUESTIONS)


def said_of(question: VisitQuestion, posted: Mapping[str, Any]) -> str:
    """ "yes" or "no" as it was posted, by its own press or by "no to all left open"; "" where nobody answered."""
    said = str(posted.get(question.name, ""))
    if said in ("yes", "no"):
        return said
    return "no" if not said and question.name in _keys_in(posted, NO_TO_OPEN) else ""


def read_visit_questions(
    posted: Mapping[str, Any], reading: FormReading, questions: Sequence[VisitQuestion] = VISIT_QUESTIONS,
) -> VisitAnswers:
    """The answers of one visit: `posted` holds the yes and no of each, OFFERED, NONE_OF and NO_TO_OPEN, `reading` the
    details. `questions` are those put to this client, whatever the page sent; an answer to another one is not read.

    A "yes" counts also without its details, on the cautious side, or is asked for them; a "no" denies its signs. What
    the page offered besides is an answer of its own, whatever was said to the questions of the visit.
    """
    said = {question.name: answer for question in questions if (answer := said_of(question, posted))}
    answered = signs_of([question for question in questions if question.name in said])
    offered = (_keys_in(posted, OFFERED) & _MAY_BE_OFFERED) - SIGNS_OF_EVERY_VISIT - answered
    details = _details(reading)
    problems = dict(reading.problems)
    answers: dict[str, Any] = {}
    for question in questions:
        if question.name in said:
            own = _own(question, details, reading)
            is_yes = said[question.name] == "yes"
            found, problem = _read_yes(question, own) if is_yes else _read_no(question, own, offered)
            answers = _joined(answers, {question.name: said[question.name]} | found)
            if problem:
                problems.setdefault(question.name, problem)
    answers |= {key: details[key] for key in details if key in offered}
    answers |= dict.fromkeys(_none_of(posted, answers, questions), "no")
    if ended := _ended_stays(reading):
        answers["immobilisations"] = [*answers.get("immobilisations", ()), *ended]
    answers |= {mark_of(key): YES for key in answers if is_marked(details, key)}
    answers |= _put(answers, questions) | ({REMARKS: reading.remarks} if reading.remarks else {})
    problems = _of_offered(offered, answers) | problems
    return VisitAnswers(answers, problems, tuple(q for q in questions if q.name not in answers))


def _keys_in(posted: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(str(posted.get(name, "")).split())


def _details(reading: FormReading) -> dict[str, Any]:
    """What was answered beside the yes and no of each question, without the ends of stays that were told of before."""
    told = [row for row in reading.rows["immobilisations"] if row.number < ENDED_FROM and not row.is_blank]
    whole = reading.answers | {"immobilisations": [dict(row.values) for row in told]}
    return {key: value for key, value in whole.items() if is_answered(value)}


def _own(question: VisitQuestion, details: Mapping[str, Any], reading: FormReading) -> dict[str, Any]:
    """The details under one question: of a part that two of them open, its own rows."""
    own = {key: details[key] for key in (*question.rows, *question.fields, *question.on_no) if key in details}
    if "pains" in own:
        rows = [row for row in reading.rows["pains"] if not row.is_blank]
        own["pains"] = [dict(row.values) for row in rows if is_row_of(question, row.number)]
    return {key: value for key, value in own.items() if is_answered(value)}


def _ended_stays(reading: FormReading) -> list[dict[str, Any]]:
    return [dict(row.values) for row in reading.rows["immobilisations"]
            if row.number >= ENDED_FROM and row.values.get("end")]


def is_row_of(question: VisitQuestion, number: int) -> bool:
    """Whether the row of this number stands under this question."""
    others = [each.first_row for each in ALL_VISIT_QUESTIONS if each.first_row > question.first_row]
    return question.first_row <= number < min(others, default=ENDED_FROM)


def _joined(answers: dict[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Rows of one part told under two questions are one list."""
    return answers | {key: [*answers[key], *value] if isinstance(value, list) and key in answers else value
                      for key, value in more.items()}


def _put(answers: Mapping[str, Any], questions: Sequence[VisitQuestion]) -> dict[str, str]:
    """What was put beside the questions of every visit, where anything was answered at all."""
    more = " ".join(question.key for question in questions if question not in VISIT_QUESTIONS)
    return {PUT: more} if more and answers else {}


def _read_yes(question: VisitQuestion, own: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """What a "yes" says with its details, or by itself, and what to ask for where that is too little."""
    found = dict(own)
    if any(_tells(key, value) for key, value in found.items() if not question.telling or key in question.telling):
        return found, ""
    found |= dict(question.on_yes)
    if question.key == "journey":
        # Hours and date not known: the rules count it as long, and as ended today.
        found["journeys"] = [{"mode": "other"}]
    return found, question.needs


def _read_no(
    question: VisitQuestion, own: Mapping[str, Any], offered: Collection[str],
) -> tuple[dict[str, Any], str]:
    """What a "no" denies, and a problem where something under it says yes."""
    under = [value for key, value in own.items() if key not in offered]
    return dict.fromkeys(question.on_no, "no"), CONTRADICTED if any(map(_affirms, under)) else ""


def _none_of(
    posted: Mapping[str, Any], answers: Mapping[str, Any], questions: Sequence[VisitQuestion],
) -> list[str]:
    """The signs that "none of these" denies: of those shown, in its list or under a "yes", each that was left open."""
    shown = _keys_in(posted, NONE_OF)
    if not shown:
        return []
    under_yes = [key for q in questions if answers.get(q.name) == "yes" for key in q.fields]
    return [key for key in (*sorted(shown), *under_yes)
            if key.startswith("sign_") and key in _SINGLE and not answers.get(key)]


def _of_offered(offered: Collection[str], answers: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with what was offered: "yes, there are some" without one, and well again beside ill today."""
    problems = {
        repeat.none_key: f"Write each {repeat.one} below, or answer no."
        for repeat in _REPEATS.values()
        if repeat.key in offered and answers.get(repeat.none_key) == "yes" and not answers.get(repeat.key)
    }
    if "well_since" in offered and answers.get("well_since") and answers.get("sign_fever") == "yes":
        problems["well_since"] = "Unwell today is answered above. Empty this, or change the answer above."
    return problems


def all_asked(answers: Mapping[str, Any]) -> bool:
    """Whether every question put at a visit was answered: those of every visit, and what it names besides."""
    more = [ASKED + key for key in _keys_in(answers, PUT)]
    return all(answers.get(name) in ("yes", "no") for name in (*_OF_EVERY_VISIT, *more))


def _affirms(value: object) -> bool:
    return bool(value) and value not in _DENIALS


def _tells(key: str, value: Any) -> bool:
    """Whether a detail says what a "yes" is about: of a pain that is its place."""
    return any(row.get("site") for row in value) if key == "pains" else _affirms(value)
