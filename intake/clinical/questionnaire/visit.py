"""The questions of every visit (R66): the seven, and two that a blood thinner makes urgent (R70, R71).

Clinical source: scale.md#questions-of-every-visit.

Details are answered in the fields of the intake itself, so that a visit's answers read like any others.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from intake.clinical.questionnaire import Question, Repeat, repeats, single_questions
from intake.clinical.questionnaire.answers import FormReading, is_answered

ASKED = "asked_"
OFFERED = "offered"
"""The field that names what a page asked beside the questions of every visit: keys, with spaces between."""
NONE_OF = "none_of"
"""The field that answers "none of these": the keys of the signs that were shown, with spaces between."""
ENDED_FROM = 900
"""Rows of casts and stays from this number on give the end of one that was told of before; without it they are none."""
CONTRADICTED = "You answered no, and wrote something under it. Change one of the two."
_SINGLE = {question.key: question for question in single_questions()}
_REPEATS = {repeat.key: repeat for repeat in repeats()}


@dataclass(frozen=True, slots=True)
class VisitQuestion:
    """One question, the intake's fields that a "yes" opens, and what "yes" and "no" say by themselves.

    `needs`: what to tell the person when "yes" comes without details; "" where `on_yes` is enough.
    """

    key: str
    label: str
    rows: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    on_yes: tuple[tuple[str, str], ...] = ()
    on_no: tuple[str, ...] = ()
    needs: str = ""

    @property
    def name(self) -> str:
        """The name of its yes or no."""
        return ASKED + self.key

    @property
    def repeats(self) -> tuple[Repeat, ...]:
        """The repeated parts it opens."""
        return tuple(_REPEATS[key] for key in self.rows)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The single questions it opens."""
        return tuple(_SINGLE[key] for key in self.fields)


LEG_SIGNS = ("sign_leg_swelling", "sign_leg_warmth", "sign_leg_redness", "sign_leg_tenderness", "sign_arm_swelling")
BREATH_SIGNS = ("sign_new_breathlessness", "sign_chest_pain")
BLEEDING_SIGNS = ("sign_large_or_unexplained_bruise", "sign_bleeding_not_stopping")

VISIT_QUESTIONS = (
    VisitQuestion("breath", "Breathless, or pain in the chest?", fields=BREATH_SIGNS,
                  on_yes=(("sign_new_breathlessness", "yes"),), on_no=BREATH_SIGNS),
    VisitQuestion("limb", "Pain or swelling of a leg or arm on one side?", rows=("pains",), fields=LEG_SIGNS,
                  on_no=LEG_SIGNS, needs="Say what it is, and which side."),
    VisitQuestion("journey", "A long journey since the last visit?", rows=("journeys",)),
    VisitQuestion("event", "An operation, an injury, a cast or bed rest?",
                  rows=("operations", "injuries", "immobilisations"), needs="Say what it was, and when."),
    VisitQuestion("medicine", "A new medicine, or one stopped?", rows=("medicines",), needs="Say which."),
    VisitQuestion("pregnancy", "Pregnant, or given birth?", rows=("births",), fields=("pregnant",),
                  needs="Say which, and when."),
    VisitQuestion("fever", "Fever, or unwell?", fields=(), on_yes=(("sign_fever", "yes"),), on_no=("sign_fever",)),
    VisitQuestion("head", "A knock to the head?", on_yes=(("sign_head_knock", "yes"),), on_no=("sign_head_knock",)),
    VisitQuestion("bleeding", "New bruises, or bleeding?", fields=BLEEDING_SIGNS,
                  on_yes=(("sign_large_or_unexplained_bruise", "yes"),), on_no=BLEEDING_SIGNS),
)


SIGNS_OF_EVERY_VISIT = frozenset(
    key for question in VISIT_QUESTIONS for key in (*question.on_no, *question.fields) if key.startswith("sign_"))
"""The warning signs that the questions of every visit ask for."""
_MAY_BE_OFFERED = frozenset({*_SINGLE, *_REPEATS}) - SIGNS_OF_EVERY_VISIT


@dataclass(frozen=True, slots=True)
class VisitAnswers:
    """What was answered. `answers` is stored with the visit; `problems` by field; `open` the questions not asked."""

    answers: dict[str, Any]
    problems: dict[str, str]
    open: tuple[VisitQuestion, ...]


def read_visit_questions(posted: Mapping[str, Any], reading: FormReading) -> VisitAnswers:
    """The answers of one visit: `posted` holds the yes and no of each, OFFERED and NONE_OF, `reading` the details.

    A "yes" counts also without its details, on the cautious side, or is asked for them; a "no" denies its signs. What
    the page offered besides is an answer of its own, whatever was said to the questions of every visit.
    """
    offered = _keys_in(posted, OFFERED) & _MAY_BE_OFFERED
    details = _details(reading)
    problems = dict(reading.problems)
    answers: dict[str, Any] = {}
    for question in VISIT_QUESTIONS:
        said = str(posted.get(question.name, ""))
        if said in ("yes", "no"):
            found, problem = _read_yes(question, details) if said == "yes" else _read_no(question, details, offered)
            answers |= {question.name: said} | found
            if problem:
                problems.setdefault(question.name, problem)
    answers |= {key: details[key] for key in details if key in offered}
    answers |= dict.fromkeys(_none_of(posted, answers), "no")
    if ended := _ended_stays(reading):
        answers["immobilisations"] = [*answers.get("immobilisations", ()), *ended]
    problems = _of_offered(offered, answers) | problems
    return VisitAnswers(answers, problems, tuple(q for q in VISIT_QUESTIONS if q.name not in answers))


def _keys_in(posted: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(str(posted.get(name, "")).split())


def _details(reading: FormReading) -> dict[str, Any]:
    """What was answered beside the yes and no of each question, without the ends of stays that were told of before."""
    told = [row for row in reading.rows["immobilisations"] if row.number < ENDED_FROM and not row.is_blank]
    whole = reading.answers | {"immobilisations": [dict(row.values) for row in told]}
    return {key: value for key, value in whole.items() if is_answered(value)}


def _ended_stays(reading: FormReading) -> list[dict[str, Any]]:
    return [dict(row.values) for row in reading.rows["immobilisations"]
            if row.number >= ENDED_FROM and row.values.get("end")]


def _read_yes(question: VisitQuestion, details: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """What a "yes" says with its details, or by itself, and what to ask for where that is too little."""
    found = {key: details[key] for key in (*question.rows, *question.fields) if key in details}
    if any(_affirms(value) for value in found.values()):
        return found, ""
    found |= dict(question.on_yes)
    if question.key == "journey":
        # Hours and date not known: the rules count it as long, and as ended today.
        found["journeys"] = [{"mode": "other"}]
    return found, question.needs


def _read_no(
    question: VisitQuestion, details: Mapping[str, Any], offered: Collection[str],
) -> tuple[dict[str, Any], str]:
    """What a "no" denies, and a problem where something under it says yes."""
    own = [details.get(key) for key in (*question.rows, *question.fields) if key not in offered]
    return dict.fromkeys(question.on_no, "no"), CONTRADICTED if any(map(_affirms, own)) else ""


def _none_of(posted: Mapping[str, Any], answers: Mapping[str, Any]) -> list[str]:
    """The signs that "none of these" denies: of those shown, in its list or under a "yes", each that was left open."""
    shown = _keys_in(posted, NONE_OF)
    if not shown:
        return []
    under_yes = [key for q in VISIT_QUESTIONS if answers.get(q.name) == "yes" for key in q.fields]
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
    """Whether every question of a visit was answered."""
    return all(answers.get(question.name) in ("yes", "no") for question in VISIT_QUESTIONS)


def _affirms(value: object) -> bool:
    return bool(value) and value not in ("no", "not_applicable")
