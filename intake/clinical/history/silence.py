"""What was not asked of this client and has to be, and the questions that ask it (R76).

Clinical source: scale.md#silence. Forms signed before a question existed are asked at the next visit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from intake.clinical.answer import Answer
from intake.clinical.facts import Facts
from intake.clinical.facts.silence import Matter
from intake.clinical.history.answer_history import AnswerHistory
from intake.clinical.history.clots import asks_if_there_was_a_clot, asks_which_clot
from intake.clinical.questionnaire import Question, Repeat, repeats, single_questions
from intake.clinical.questionnaire.earlier import TOGETHER, asked_together

LONGEST_PREGNANCY = timedelta(weeks=42)
CAN_BE_PREGNANT = range(11, 56)
"""Ages in whole years at which the question is asked; a choice of this project, wide on purpose."""
ONLY_ON_A_BLOOD_THINNER = frozenset({"sign_faintness"})
"""Signs that are asked of whom they concern, and hold nobody else up."""
_SIGNS = tuple(q.key for q in single_questions()
               if q.key.startswith("sign_") and q.key not in ONLY_ON_A_BLOOD_THINNER)
_ONLY_IN_PREGNANCY = frozenset({"sign_pregnancy_warning"})


@dataclass(frozen=True, slots=True)
class Asking:
    """The questions that settle a matter: single ones, and repeated parts with their "any at all?"."""

    singles: tuple[Question, ...] = ()
    parts: tuple[Repeat, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of everything that is asked."""
        parts = [key for part in self.parts for key in (part.key, part.none_key) if key]
        return (*(question.key for question in self.singles), *parts)


def _asking(*keys: str, parts: tuple[str, ...] = ()) -> Asking:
    singles = {question.key: question for question in single_questions()}
    rows = {repeat.key: repeat for repeat in repeats()}
    return Asking(tuple(singles[key] for key in keys), tuple(rows[key] for key in parts))


ASKING: Mapping[Matter, Asking] = {
    Matter.SIGNS: _asking(*_SIGNS),
    Matter.MEDICINES: _asking(parts=("medicines",)),
    Matter.CLOTS_AND_BLEEDING: _asking(
        "condition_dvt", "condition_pe", "condition_bleeding_disorder", parts=("clots",)),
    Matter.EVENTS: _asking(parts=("operations", "immobilisations", "journeys", "births")),
    Matter.PREGNANCY: _asking("pregnant", "pregnancy_weeks"),
    Matter.BIRTH: _asking("pregnant", "pregnancy_weeks", parts=("births",)),
    Matter.SEEN_BY: _asking("signs_assessed", "signs_assessed_by", "signs_assessed_on"),
    Matter.CAUSE: _asking("named_condition"),
    Matter.WHICH_CLOT: _asking("clot_now"),
    Matter.WALKING_PAIN: _asking("walking_pain", "walking_pain_assessed"),
    Matter.LUNG_DISEASE: _asking("condition_asthma", "condition_chronic_lung_disease"),
    Matter.THINNER_FOR_CLOT: _asking("thinner_for_clot"),
}
"""The questions of each matter, as the form asks them."""


def not_known(history: AnswerHistory, facts: Facts, on: date) -> tuple[Matter, ...]:
    """What is open on `on`, in the order in which it is shown."""
    may_be_pregnant = can_be_pregnant(facts, on)
    is_open = {
        Matter.SIGNS: _signs_open(history, on, may_be_pregnant),
        Matter.MEDICINES: facts.medicines is None,
        Matter.CLOTS_AND_BLEEDING: not _clots_known(history),
        Matter.EVENTS: not _events_known(history, facts, may_be_pregnant),
        Matter.PREGNANCY: may_be_pregnant and facts.pregnancy is None,
        Matter.BIRTH: _is_past_term(facts, on),
        Matter.SEEN_BY: _seen_by_nobody(history, facts),
        Matter.CAUSE: _cause_unnamed(history),
        Matter.WHICH_CLOT: asks_which_clot(history),
        Matter.WALKING_PAIN: _is_combined(history, "condition_arterial_disease"),
        Matter.LUNG_DISEASE: _is_combined(history, "condition_chronic_lung_disease"),
        Matter.THINNER_FOR_CLOT: asks_if_there_was_a_clot(history, facts.medicines or ()),
    }
    return tuple(matter for matter, unknown in is_open.items() if unknown)


def can_be_pregnant(facts: Facts, on: date) -> bool:
    """Whether pregnancy is a question at all: not of men, nor at ages at which it cannot be; an unknown age asks."""
    age = facts.age_on(on)
    return not facts.sex.lower().startswith("m") and (age is None or age in CAN_BE_PREGNANT)


def _signs_open(history: AnswerHistory, on: date, may_be_pregnant: bool) -> bool:
    """On the day of an intake every sign has to have been asked; later the questions of the visit stand for them."""
    todays = [entry for entry in history.entries if entry.on == on]
    if not any(entry.is_list for entry in todays):
        return False
    wanted = [key for key in _SIGNS if may_be_pregnant or key not in _ONLY_IN_PREGNANCY]
    return not all(any(entry.answers.get(key) for entry in todays) for key in wanted)


def _clots_known(history: AnswerHistory) -> bool:
    clots = bool(history.rows("clots")) or (bool(history.text("condition_dvt")) and bool(history.text("condition_pe")))
    return clots and bool(history.text("condition_bleeding_disorder"))


def _events_known(history: AnswerHistory, facts: Facts, may_be_pregnant: bool) -> bool:
    births = not may_be_pregnant or facts.births is not None or bool(history.text("asked_pregnancy"))
    # A replaced joint of this year is an operation, and does not say that no other was asked about.
    operations = history.listed("operations", "operations_any")
    return None not in (operations, facts.immobilisations, facts.journeys) and births


def _is_past_term(facts: Facts, on: date) -> bool:
    state = facts.pregnancy
    if state is None or state.told_on is None:
        return False
    return on > state.told_on - timedelta(weeks=state.weeks or 0) + LONGEST_PREGNANCY


def _seen_by_nobody(history: AnswerHistory, facts: Facts) -> bool:
    """Whether a sign counts as seen by a doctor of whom neither the name nor the day is known."""
    said = history.newest("signs_assessed")
    seen = any(s.assessed is Answer.YES and not s.settled_for for s in facts.symptoms or () if not s.site)
    if said is None or said.words != "yes" or not seen:
        return False
    named, dated = history.newest("signs_assessed_by"), history.newest("signs_assessed_on")
    return not all(each is not None and each.entry >= said.entry for each in (named, dated))


def _cause_unnamed(history: AnswerHistory) -> bool:
    """Whether a form of before the question was asked put a pain down to a condition without its name."""
    named = history.newest("named_condition")
    return any(
        row.text("cause") == "known_condition" and "cause_name" not in row.values
        and (named is None or named.entry < row.entry) for row in history.rows("pains")
    )


def _is_combined(history: AnswerHistory, key: str) -> bool:
    """Whether an answer of a form that asked two things at once has not been told apart since."""
    told, since = history.newest(key), history.newest(TOGETHER[key][0])
    if told is None or told.words != "now" or not asked_together(key, history.entries[told.entry].answers):
        return False
    return since is None or since.entry < told.entry
