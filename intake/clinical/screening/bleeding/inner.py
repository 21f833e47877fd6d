"""Complaints by which bleeding inside can begin (R74), and who is at risk of it. No rule here."""
from datetime import date, timedelta

from intake.clinical.answer import Answer
from intake.clinical.facts import Facts, Symptom
from intake.clinical.facts.codes import SymptomCode
from intake.clinical.screening.bleeding.conditions import haemophilias
from intake.clinical.screening.bleeding.inr import is_high
from intake.clinical.screening.bleeding.medicines import bleeding_view, lasts_until
from intake.clinical.screening.evidence import of_condition, of_inr, of_medicine
from intake.clinical.screening.findings import Evidence
from intake.clinical.screening.thresholds import limit
from intake.clinical.screening.windows import has_ended, is_settled

RULE = "R74"
BACK: frozenset[SymptomCode] = frozenset({"back_pain"})
# Of a pain in the leg only the groin is meant.
LEG: frozenset[SymptomCode] = frozenset({"leg_pain"})
ELSEWHERE: frozenset[SymptomCode] = frozenset({
    "groin_pain", "flank_pain", "belly_pain", "upper_belly_pain", "leg_weakness_or_foot_drop",
})
COMPLAINTS = BACK | LEG | ELSEWHERE
FAINT: frozenset[SymptomCode] = frozenset({"faintness", "pallor", "collapse"})


def complaints(facts: Facts, on: date) -> list[Symptom]:
    """New and unexplained ones. Exercise or an injury explains nothing here, only a doctor who has seen it."""
    newest = limit("inner_bleeding_new", on)
    return [s for s in facts.symptoms or () if s.code in COMPLAINTS and (s.code not in LEG or s.site == "groin")
            and is_open(s, on) and s.onset.days_before(on) <= newest]


def is_open(symptom: Symptom, on: date) -> bool:
    """Whether it is still there, no doctor has seen it, and no assessment for the rule has settled it."""
    return symptom.assessed is not Answer.YES and not has_ended(symptom, on) and not is_settled(symptom, RULE)


def is_strong(pain: Symptom, on: date) -> bool:
    """Whether a pain in the back is strong, now or at its worst, or came after a fall."""
    return pain.after_fall is Answer.YES or (
        pain.intensity is not None and pain.intensity >= limit("inner_bleeding_pain", on))


def faint(facts: Facts, on: date) -> list[Symptom]:
    """Signs that much blood may be lost."""
    return [s for s in facts.symptoms or () if s.code in FAINT and is_open(s, on)]


def risks(facts: Facts, on: date) -> tuple[Evidence, ...]:
    """Why blood may be lost inside: a strong blood thinner, one stopped lately too, haemophilia, INR above target."""
    inr = facts.inr if facts.inr is not None and is_high(facts.inr, on) else None
    return (*(of_medicine(j.medicine) for j in bleeding_view(facts, on).strong),
            *map(of_condition, haemophilias(facts)), *((of_inr(inr),) if inr is not None else ()))


def ends_on(found: list[Symptom], facts: Facts, on: date) -> date | None:
    """The first day on which none of `found` is new any more, or no risk is left; None where no such day is known."""
    newest = int(limit("inner_bleeding_new", on))
    ages = [_last_day(s, newest) for s in found]
    known = [day + timedelta(1) for day in ages if day is not None]
    lasting = haemophilias(facts) or (facts.inr is not None and is_high(facts.inr, on))
    ends = [max(known)] if len(known) == len(found) else []
    worn_off = None if lasting else lasts_until(facts, on, lambda view: view.rule == "R46")
    return min([*ends, *((worn_off,) if worn_off else ())], default=None)


def _last_day(symptom: Symptom, newest: int) -> date | None:
    """The last day on which it is new and still there."""
    days = [symptom.onset.latest + timedelta(newest)] if symptom.onset.latest else []
    days += [symptom.ended.latest] if symptom.ended is not None and symptom.ended.latest else []
    return min(days, default=None)
