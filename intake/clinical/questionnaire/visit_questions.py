"""The questions of a visit as data: those of every visit, and those that only some clients are asked.

Clinical source: scale.md#questions-of-every-visit.

Details are answered in the fields of the intake itself, so that a visit's answers read like any others.
"""

from dataclasses import dataclass, replace

from intake.clinical.questionnaire import Group, Question, Repeat, repeats, single_questions
from intake.clinical.questionnaire.health import HEALTH, LEG_PAIN_CAUSES
from intake.clinical.questionnaire.pain import PAINS

ASKED = "asked_"
_SINGLE = {question.key: question for question in single_questions()}
_REPEATS = {repeat.key: repeat for repeat in repeats()}


@dataclass(frozen=True, slots=True)
class VisitQuestion:
    """One question, the intake's fields that a "yes" opens, and what "yes" and "no" say by themselves.

    `needs`: what to tell the person when "yes" comes without details; "" where `on_yes` is enough. `first_row`: the
    number from which on the rows of its parts are its own, where another question opens the same part. `short`: parts
    that ask less here than in the intake. `telling`: the details of which a "yes" needs one; () where any will do.
    """

    key: str
    label: str
    rows: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    on_yes: tuple[tuple[str, str], ...] = ()
    on_no: tuple[str, ...] = ()
    needs: str = ""
    first_row: int = 0
    short: tuple[Repeat, ...] = ()
    telling: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of its yes or no."""
        return ASKED + self.key

    @property
    def repeats(self) -> tuple[Repeat, ...]:
        """The repeated parts it opens."""
        return self.short or tuple(_REPEATS[key] for key in self.rows)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The single questions it opens."""
        return tuple(_SINGLE[key] for key in self.fields)

    @property
    def signs(self) -> frozenset[str]:
        """The warning signs that it asks for."""
        return frozenset(key for key in (*self.on_no, *self.fields, *dict(self.on_yes)) if key.startswith("sign_"))


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
"""The seven of every visit (R66), and two that a blood thinner makes urgent (R70, R71)."""

_INNER_SITES = ("lower_back", "mid_back", "upper_back", "flank", "abdomen", "groin")
_INNER_DETAILS = ("site", "side", "since", "now", "worst", "after_fall")
INNER_PAIN_ROWS = 500
"""Rows of pain from this number on belong to the question for inner pain."""


def _inner_pains() -> Repeat:
    """The pains of the intake, for those places alone and with what R74 decides by."""
    asked = {question.key: question for question in PAINS.questions}
    places = tuple(option for option in asked["site"].options if option.code in _INNER_SITES)
    questions = (replace(asked["site"], options=places), *(asked[key] for key in _INNER_DETAILS[1:]))
    return replace(PAINS, label="Where, since when, how strong", hint="", questions=questions)


NECK = VisitQuestion(
    "neck", "In the week after the last massage: neck pain or a headache?",
    fields=("neck_work_pain", "neck_work_pain_course", "neck_work_pain_unlike", "neck_work_pain_side"),
    on_no=("neck_work_pain",), needs="Say which, and how it goes.", telling=("neck_work_pain",))
"""Of whoever's neck, head or shoulders were worked on at the last visit, or whose places were not noted (R08)."""
PREGNANCY_SIGNS = VisitQuestion(
    "pregnancy_signs",
    "Severe headache, change in sight, sudden swelling of face or hands, or pain in the upper belly?",
    on_yes=(("sign_pregnancy_warning", "yes"),), on_no=("sign_pregnancy_warning",))
"""In pregnancy and the six weeks after a birth (R13)."""
INNER_PAIN = VisitQuestion(
    "inner_pain", "New pain in the back, groin, side or belly, or a weak leg?", rows=("pains",),
    fields=("sign_leg_weakness_or_foot_drop", "sign_faintness"), on_no=("sign_leg_weakness_or_foot_drop",),
    needs="Say where, since when and how strong.", first_row=INNER_PAIN_ROWS, short=(_inner_pains(),),
    telling=("pains", "sign_leg_weakness_or_foot_drop"))
"""Of whoever may bleed within (R74)."""

RESULTS = ("inr_value", "inr_target_high", "inr_state", "platelets", "systolic", "diastolic", "temperature")
"""Test results that a rule reads."""
DIAGNOSIS = "condition_"


def _diagnoses() -> tuple[Group, ...]:
    """The groups of the intake that hold conditions; not the causes of a leg that hurts, which are no diagnoses."""
    groups = (part for part in HEALTH.parts if isinstance(part, Group) and part is not LEG_PAIN_CAUSES)
    return tuple(each for each in groups if any(q.key.startswith(DIAGNOSIS) for q in each.questions))


DIAGNOSES = _diagnoses()
"""What may be diagnosed between two visits, with what the intake asks about it."""
NEWS = VisitQuestion(
    "news", "A new diagnosis, or a test result?",
    fields=("health_notes", *RESULTS, *(q.key for group in DIAGNOSES for q in group.questions)), needs="Say which.")
"""Of everybody, since November 2026: a visit of before is complete without it."""

CONCERNING = (NECK, PREGNANCY_SIGNS, INNER_PAIN)
"""Asked only of whom they concern."""
ALL_VISIT_QUESTIONS = (*VISIT_QUESTIONS, *CONCERNING, NEWS)
