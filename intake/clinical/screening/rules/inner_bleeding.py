"""Bleeding inside that begins as a pain, on a strong blood thinner or with a disorder alike (R74)."""
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.body import expand
from intake.clinical.facts import Facts, Symptom
from intake.clinical.screening.bleeding.inner import (
    BACK,
    COMPLAINTS,
    complaints,
    ends_on,
    faint,
    is_strong,
    risks,
)
from intake.clinical.screening.evidence import of_warning
from intake.clinical.screening.findings import Evidence, Modifications, Scope, Tier, Urgency
from intake.clinical.screening.rule import DECIDED, Verdict, rule
from intake.clinical.screening.rules.emergencies import STOPS
from intake.clinical.screening.settings import ScreeningSettings

HOW_STRONG = "How strong is the pain in the back, 0 to 10, now and at its worst?"
AFTER_A_FALL = "Did it come after a fall?"
SEEN = "Has a doctor seen it, and what was found?"


@rule("R74", name="Possible bleeding inside", tiers=STOPS, clearance=True, reads=("symptoms",), codes=COMPLAINTS,
      windows=("inner_bleeding_new", "inner_bleeding_pain"),
      sources=("B-retroperitoneal", "B-iliopsoas", "B-joint-bleed", "B-muscle-bleeds"),
      version=DECIDED.isoformat(), checked_on=DECIDED)
def inner_bleeding(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """On a strong blood thinner (R46, also one stopped lately), with haemophilia or an INR above target: new (14 days,
    or undated) pain in groin, side or belly, or weakness of a leg, that no doctor has seen; or such pain in the back
    that is 7 or more, now or at its worst, or came after a fall. Less, or how strong not asked: off the back, asked
    first. Exercise or an injury explains none of it. With faintness or pallor an emergency.
    """
    found = complaints(facts, on)
    why = risks(facts, on) if found else ()
    if not why:
        return None
    if pale := faint(facts, on):
        return _stop("Possible bleeding inside, with faintness or pallor.", [*found, *pale], why, Urgency.EMERGENCY,
                     "FAINT")
    if stopping := [s for s in found if s.code not in BACK or is_strong(s, on)]:
        return _stop("Possible bleeding inside, to be looked at today.", stopping, why, Urgency.SAME_DAY)
    return _off_the_back(found, why, ends_on(found, facts, on))


def _stop(sentence: str, found: list[Symptom], why: tuple[Evidence, ...], urgency: Urgency, about: str = "") -> Verdict:
    return Verdict(Tier.STOP, sentence, (*map(of_warning, found), *why), urgency,
                   until_reason="closed only by a new dated assessment", about=about)


def _off_the_back(pains: list[Symptom], why: tuple[Evidence, ...], until: date | None) -> Verdict:
    """New pain in the back that is not known to be strong."""
    places = frozenset[str]().union(*(expand(s.site, s.side) if s.site else expand("back") for s in pains))
    return Verdict(
        Tier.CAUTION, "New pain in the back on a strong blood thinner, or with a disorder alike: leave it alone.",
        (*map(of_warning, pains), *why), scope=Scope.LOCAL, regions=tuple(sorted(places)),
        modifications=Modifications(regions=places), questions=_questions(pains), until=until,
        until_reason="then it is no longer new" if until else "until a doctor has seen it, or it is told otherwise",
        about="BACK_PAIN")


def _questions(pains: list[Symptom]) -> tuple[str, ...]:
    """What was not asked and would decide, each once; and whether it was seen, which settles it."""
    asks = {HOW_STRONG: any(s.intensity is None for s in pains),
            AFTER_A_FALL: any(s.after_fall is Answer.NOT_ASKED for s in pains)}
    return (*(question for question, is_open in asks.items() if is_open), SEEN)
