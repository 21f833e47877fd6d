"""Neck pain and headache within seven days after work on the neck: what R08 says of them. No rule here."""
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.body import expand
from intake.clinical.facts import Symptom
from intake.clinical.facts.codes import SymptomCode
from intake.clinical.screening.evidence import of_symptom, of_warning
from intake.clinical.screening.findings import Modifications, Scope, Tier, Urgency
from intake.clinical.screening.rule import Verdict
from intake.clinical.screening.windows import has_ended

NECK_WORK_SINCE = date(2026, 11, 27)
AFTER_NECK_WORK: frozenset[SymptomCode] = frozenset({"neck_pain_after_neck_work", "headache_after_neck_work"})
NECK = expand("neck") | expand("neck_front")
ABOUT = "AFTER_NECK_WORK"
COURSE = "Is it easing, the same, or worse from day to day?"
UNLIKE = "Is it unlike any pain before?"
SIDE = "Is it on one side?"


def after_neck_work(pains: list[Symptom], on: date) -> Verdict | None:
    """What such pains mean that no doctor has seen: the strongest of them speaks, the weaker keep silent beside it."""
    found = [s for s in pains if s.assessed is not Answer.YES and not has_ended(s, on)]
    if worrying := [s for s in found if is_worrying(s)]:
        return Verdict(Tier.STOP, "After work on the neck: possible signs of a torn artery, to be looked at today.",
                       tuple(map(of_warning, worrying)), Urgency.SAME_DAY,
                       until_reason="closed only by a new dated assessment", about=ABOUT)
    if open_ := [s for s in found if s.course != "easing"]:
        return Verdict(Tier.CAUTION, "Pain after work on the neck that is not known to ease: leave the neck alone.",
                       tuple(map(of_warning, open_)), scope=Scope.LOCAL, regions=tuple(sorted(NECK)),
                       modifications=Modifications(regions=NECK), questions=_questions(open_),
                       until_reason="until it is told to be easing, or a doctor has seen it", about=ABOUT)
    if not found:
        return None
    return Verdict(Tier.NOTE, "Soreness after work on the neck, easing.", tuple(map(of_symptom, found)),
                   scope=Scope.LOCAL, questions=_questions(found), until_reason="until it is over")


def is_worrying(pain: Symptom) -> bool:
    """Whether it is unlike any before, worse from day to day, or on one side and not easing."""
    return (pain.unlike_before is Answer.YES or pain.course == "worse"
            or (pain.side in ("left", "right") and pain.course == "same"))


def _questions(pains: list[Symptom]) -> tuple[str, ...]:
    """What was not asked and would decide, each once."""
    unasked = {COURSE: [s for s in pains if not s.course],
               UNLIKE: [s for s in pains if s.unlike_before is Answer.NOT_ASKED],
               SIDE: [s for s in pains if not s.side and s.course != "easing"]}
    return tuple(question for question, which in unasked.items() if which)
