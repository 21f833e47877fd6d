"""The record of a client: from everything that was answered to the facts that rules read.

Intakes, visits and what people said of them since feed it, and none replaces another. It is worked out on reading, and
nothing in it is stored. Answers are keyed as in `clinical.questionnaire`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.facts import Clearance, Facts, Injury
from intake.clinical.history.adverse_events import EventAfterVisit, with_adverse_events
from intake.clinical.history.answer_history import AnswerHistory, Answers, DatedAnswers
from intake.clinical.history.assessments import Assessment
from intake.clinical.history.complaints import read_symptoms
from intake.clinical.history.conditions import read_conditions
from intake.clinical.history.events import read_events
from intake.clinical.history.infection import read_wellness
from intake.clinical.history.measures import read_temperature
from intake.clinical.history.medicines import read_medicines
from intake.clinical.history.silence import not_known
from intake.clinical.medicines import ImportedNames


def take_history(
    entries: Sequence[DatedAnswers], *, born: date | None, sex: str, on: date, withdrawn: Collection[str] = (),
    assessments: Sequence[Assessment] = (), clearances: tuple[Clearance, ...] = (), country: str = "",
    medicine_answers: Mapping[str, str] | None = None, imported: ImportedNames | None = None,
    asked_today: bool = False, medicine_disputes: Mapping[str, str] | None = None,
    adverse_events: Sequence[EventAfterVisit] = (),
) -> Facts:
    """The facts in signed forms (or a draft) and in what was said at visits, oldest first.

    `on` is the day they are read for: an event told as yet to come counts once its day has passed. `withdrawn` are the
    names of answers that were entered in error. `country` is the clinic's ISO code, for names that differ.
    `medicine_answers` are a person's answers for this client, by folded text; `medicine_disputes` the reasons of those
    that wait for a review. `asked_today` says that the visit questions of `on` were answered (R66). `adverse_events`
    are what came up after visits, oldest first.
    """
    history = AnswerHistory(entries, withdrawn)
    medicines = read_medicines(history, country=country, answers=medicine_answers, imported=imported,
                               disputes=medicine_disputes)
    wellness = read_wellness(history)
    health = read_conditions(history, medicines or (), assessments, wellness)
    events = read_events(history, on)
    facts = Facts(
        sex=sex, born=born, bmi=_bmi(history),
        symptoms=with_adverse_events(
            read_symptoms(history, assessments, wellness), adverse_events, withdrawn, assessments),
        operations=events.operations, immobilisations=events.immobilisations,
        injuries=_with_fractures(events.injuries, assessments),
        journeys=events.journeys, pregnancy=events.pregnancy, births=events.births, ivf=events.ivf,
        clots=health.clots, thrombophilia=health.thrombophilia, cancer=health.cancer,
        conditions=health.conditions, devices=health.devices, blood_pressure=health.blood_pressure,
        platelets=health.platelets, inr=health.inr, temperature=read_temperature(history, wellness),
        family_clot=_ever(history, "family_clot"),
        bruises_easily=history.answer("bruises_easily"),
        head_knock_since_last_visit=history.answer("sign_head_knock"),
        medicines=medicines, clearances=clearances,
        visit_questions_answered_on=on if asked_today else None,
        treated=tuple(each.treated for each in assessments if each.treated is not None),
        single_answers=tuple((fact, name) for fact, key in PLAIN.items() for name in _names(history, key)),
    )
    return replace(facts, not_known=not_known(history, facts, on))


PLAIN = {"family_clot": "family_clot", "bruises_easily": "bruises_easily",
         "head_knock_since_last_visit": "sign_head_knock"}
"""Facts that are a plain yes or no, and the question that each answers."""


def _names(history: AnswerHistory, key: str) -> list[str]:
    """The names of every answer that says yes, of which any may be the one that counts."""
    return [each.name for each in history.tellings(key) if each.words == "yes"]


def _ever(history: AnswerHistory, key: str) -> Answer:
    """Yes once it was ever yes: what happened in a family does not unhappen."""
    return Answer.YES if any(each.words == "yes" for each in history.tellings(key)) else history.answer(key)


def _with_fractures(
    injuries: tuple[Injury, ...] | None, assessments: Sequence[Assessment],
) -> tuple[Injury, ...] | None:
    broken = tuple(each.injury for each in assessments if each.injury is not None)
    return (*(injuries or ()), *broken) if broken else injuries


def _bmi(history: AnswerHistory) -> float | None:
    height, weight = history.number("height_cm"), history.number("weight_kg")
    return round(weight / (height / 100) ** 2, 1) if height and weight else None


__all__ = ["Answer", "Answers", "AnswerHistory", "Assessment", "DatedAnswers", "take_history"]
