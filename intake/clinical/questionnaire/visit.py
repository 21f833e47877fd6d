"""The questions of every visit (R66): the seven, and two that a blood thinner makes urgent (R70, R71).

Clinical source: scale.md#questions-of-every-visit.

Details are answered in the fields of the intake itself, so that a visit's answers read like any others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intake.clinical.questionnaire import Question, Repeat, repeats, single_questions
from intake.clinical.questionnaire.answers import FormReading, is_answered

ASKED = "asked_"
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


@dataclass(frozen=True, slots=True)
class VisitAnswers:
    """What was answered. `answers` is stored with the visit; `problems` by field; `open` the questions not asked."""

    answers: dict[str, Any]
    problems: dict[str, str]
    open: tuple[VisitQuestion, ...]


def read_visit_questions(posted: Mapping[str, Any], reading: FormReading) -> VisitAnswers:
    """The answers of one visit: `posted` holds the yes and no of each, `reading` the details.

    A "yes" counts also without its details, on the cautious side, or is asked for them; a "no" denies its signs.
    """
    given = {q.name: str(posted.get(q.name, "")) for q in VISIT_QUESTIONS}
    details = {key: value for key, value in reading.answers.items() if is_answered(value)}
    problems = dict(reading.problems)
    answers: dict[str, Any] = {}
    for question in VISIT_QUESTIONS:
        said = given[question.name]
        if said not in ("yes", "no"):
            continue
        answers[question.name] = said
        if said == "no":
            answers |= dict.fromkeys(question.on_no, "no")
            continue
        found = {key: details[key] for key in (*question.rows, *question.fields) if key in details}
        if not any(_affirms(value) for value in found.values()):
            if question.needs:
                problems.setdefault(question.name, question.needs)
            found |= dict(question.on_yes)
            if question.key == "journey":
                # Hours and date not known: the rules count it as long, and as ended today.
                found["journeys"] = [{"mode": "other"}]
        answers |= found
    asked = tuple(q for q in VISIT_QUESTIONS if q.name not in answers)
    return VisitAnswers(answers, problems, asked)


def all_asked(answers: Mapping[str, Any]) -> bool:
    """Whether every question of a visit was answered."""
    return all(answers.get(question.name) in ("yes", "no") for question in VISIT_QUESTIONS)


def _affirms(value: object) -> bool:
    return bool(value) and value not in ("no", "not_applicable")
