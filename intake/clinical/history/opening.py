"""What the start of a visit asks of one client beside the questions of every visit: what is open, what may be over.

Clinical source: scale.md#silence, scale.md#facts-over-time. A question that every visit asks anyway is not asked twice.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.dates.spoken import in_words
from intake.clinical.facts import Facts, Immobilisation, Symptom
from intake.clinical.facts.codes import ImmobilisationType
from intake.clinical.facts.silence import Matter
from intake.clinical.history.answer_history import AnswerHistory
from intake.clinical.history.assessments import Assessment
from intake.clinical.history.silence import ASKING, Asking, can_be_pregnant
from intake.clinical.questionnaire import Question, single_questions

COURSE = "signs_course"
_SINGLE = {question.key: question for question in single_questions()}
_MAY_BE_OVER: Mapping[str, tuple[str, ...]] = {
    "R32": ("well_since",), "R12": ("systolic", "diastolic"), "R56": ("systolic", "diastolic"),
    "R72": ("inr_value", "inr_state"),
}
"""By the rule that stands: the questions whose answer ends what it stands on."""
_TICKED: ImmobilisationType = "paralysed_or_immobile_leg"
"""A stay that is a condition of the form, and asked for there."""
_ONLY_IN_PREGNANCY = "sign_pregnancy_warning"


@dataclass(frozen=True, slots=True)
class SeenSign:
    """A warning sign that a doctor has seen: as it was told, and by whom or when it was seen, "" where nobody said."""

    words: str
    seen: str


def open_matters(
    history: AnswerHistory, facts: Facts, on: date, *, signs_asked: Collection[str] = (),
) -> dict[Matter, Asking]:
    """What is not known on `on`, each with the questions still to be put; none where those of the visit settle it.

    `signs_asked`: the keys of the signs that the questions of the visit ask for.
    """
    return {Matter(code): _still_to_ask(Matter(code), history, facts, on, signs_asked) for code in facts.not_known}


def may_be_over(rules: Collection[str], facts: Facts) -> tuple[Question, ...]:
    """The questions whose answer ends what stands: of `rules`, those found, and of a pregnancy."""
    keys = [key for rule, ends in _MAY_BE_OVER.items() if rule in rules for key in ends]
    if facts.pregnancy is not None and facts.pregnancy.status != "none":
        keys.append("pregnant")
    return tuple(_SINGLE[key] for key in dict.fromkeys(keys))


def stays_that_go_on(facts: Facts) -> tuple[Immobilisation, ...]:
    """Casts, boots and time in bed of which no end was told."""
    return tuple(each for each in facts.immobilisations or () if each.end is None and each.type != _TICKED)


def seen_signs(history: AnswerHistory, facts: Facts, assessments: Sequence[Assessment]) -> tuple[SeenSign, ...]:
    """The signs that count as seen by a doctor: told again, they are asked about."""
    signs = [each for each in facts.symptoms or () if any(" sign_" in name for name in each.answers)]
    return tuple(SeenSign(each.words, _seen(each, history, assessments)) for each in signs
                 if each.settled_for or each.assessed is Answer.YES)


def _seen(sign: Symptom, history: AnswerHistory, assessments: Sequence[Assessment]) -> str:
    on = [each.on for each in assessments if each.is_settled and each.answers & set(sign.answers)]
    if on:
        return in_words(max(on))
    return ", ".join(filter(None, (history.text("signs_assessed_by"), history.text("signs_assessed_on"))))


def _still_to_ask(
    matter: Matter, history: AnswerHistory, facts: Facts, on: date, signs_asked: Collection[str],
) -> Asking:
    asking = ASKING[matter]
    if matter is Matter.SIGNS:
        return replace(asking, singles=tuple(_open_signs(asking, history, facts, on, signs_asked)))
    if matter is Matter.CLOTS_AND_BLEEDING:
        singles = tuple(each for each in asking.singles if not history.text(each.key))
        return Asking(singles, asking.parts if len(singles) > 1 else ())
    if matter is Matter.EVENTS:
        # Births are asked at every visit.
        return Asking(parts=tuple(part for part in asking.parts if part.key != "births"
                                  and history.listed(part.key, part.none_key) is None))
    return Asking() if matter is Matter.PREGNANCY else asking


def _open_signs(
    asking: Asking, history: AnswerHistory, facts: Facts, on: date, signs_asked: Collection[str],
) -> list[Question]:
    asked = {key for entry in history.entries if entry.on == on for key, value in entry.answers.items() if value}
    left_out = asked | {*signs_asked} | (set() if can_be_pregnant(facts, on) else {_ONLY_IN_PREGNANCY})
    return [question for question in asking.singles if question.key not in left_out]
