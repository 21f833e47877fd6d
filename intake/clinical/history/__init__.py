"""From what was answered to the facts that rules read. Derived each time and never stored instead of the answers.

Answers are keyed as in `clinical.questionnaire`. What was said at a later visit is an update: its rows come on top,
its single answers stand in place of the older ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.clinical.answer import Answer
from intake.clinical.facts import Clearance, Facts
from intake.clinical.history.adverse_events import EventAfterVisit, with_adverse_events
from intake.clinical.history.answer_history import AnswerHistory
from intake.clinical.history.complaints import read_symptoms
from intake.clinical.history.conditions import read_conditions
from intake.clinical.history.events import read_events
from intake.clinical.history.medicines import read_medicines
from intake.clinical.medicines import ImportedNames

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DatedAnswers:
    """Answers and the day they were given: vague dates are read as of that day."""

    answers: Answers
    on: date


def take_history(
    answers: DatedAnswers, *, born: date | None, sex: str, on: date, updates: Sequence[DatedAnswers] = (),
    clearances: tuple[Clearance, ...] = (), country: str = "", medicine_answers: Mapping[str, str] | None = None,
    imported: ImportedNames | None = None, asked_today: bool = False, adverse_events: Sequence[EventAfterVisit] = (),
) -> Facts:
    """The facts in a signed intake (or a draft) and in what was said at visits since, oldest first.

    `on` is the day they are read for: an event told as yet to come counts once its day has passed. `country` is the
    clinic's ISO code, for names that differ. `medicine_answers` are a person's answers for this client, by folded
    text. `asked_today` says that the visit questions of `on` were answered (R66). `adverse_events` are what came up
    after visits, oldest first.
    """
    history = AnswerHistory([(each.answers, each.on) for each in (answers, *updates)])
    medicines = read_medicines(history, country=country, answers=medicine_answers, imported=imported)
    health = read_conditions(history, medicines or ())
    events = read_events(history)
    return Facts(
        sex=sex, born=born, bmi=_bmi(history),
        symptoms=with_adverse_events(read_symptoms(history), adverse_events),
        operations=events.operations, immobilisations=events.immobilisations, injuries=events.injuries,
        journeys=events.journeys, pregnancy=events.pregnancy,
        clots=health.clots, thrombophilia=health.thrombophilia, cancer=health.cancer,
        conditions=health.conditions, devices=health.devices, blood_pressure=health.blood_pressure,
        platelets=health.platelets, inr=health.inr,
        family_clot=history.answer("family_clot"),
        bruises_easily=history.answer("bruises_easily"),
        head_knock_since_last_visit=history.answer("sign_head_knock"),
        medicines=medicines, clearances=clearances,
        visit_questions_answered_on=on if asked_today else None,
    )


def _bmi(history: AnswerHistory) -> float | None:
    height, weight = history.number("height_cm"), history.number("weight_kg")
    return round(weight / (height / 100) ** 2, 1) if height and weight else None


__all__ = ["Answer", "Answers", "Told", "take_history"]
