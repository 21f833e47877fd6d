"""What only asks (R66, R75, R76): no finding and no flag, but no visit begins before it is answered."""
from datetime import date

from intake.clinical.facts import Facts
from intake.clinical.facts.silence import matter_words
from intake.clinical.screening.findings import Evidence, Tier
from intake.clinical.screening.rule import DECIDED, Verdict, rule
from intake.clinical.screening.settings import ScreeningSettings

SEVEN_QUESTIONS = (
    "A new trip of four hours or more?", "An operation, injury, cast or bed rest?", "A new medicine?",
    "Pregnant, or given birth?", "Pain or swelling of a leg or arm on one side?", "Breathless, or pain in the chest?",
    "Fever, or unwell?",
)


@rule("R66", name="Today's questions not yet asked", tiers=(Tier.NOTE,), reads=(), sources=("D-visit",), asks=True)
def unasked_today(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A visit is being opened and its questions have not been answered today: facts from before may be stale."""
    if not settings.at_visit or facts.visit_questions_answered_on == on:
        return None
    return Verdict(Tier.NOTE, "Today's questions have not been asked yet.", questions=SEVEN_QUESTIONS,
                   until_reason="until they are answered")


@rule("R75", name="Told elsewhere", tiers=(Tier.NOTE,), reads=(), sources=("D-silence",), asks=True,
      always_reviewed=True, version=DECIDED.isoformat(), checked_on=DECIDED)
def told_elsewhere(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Words in a field that asks for something else may tell of a medicine, a clot, an operation or a sign, and nobody
    has said whether they do.
    """
    if not facts.remarks:
        return None
    return Verdict(Tier.NOTE, "Something was written where it is not asked for, and nobody has answered it yet.",
                   evidence=tuple(Evidence(each.words, each.about) for each in facts.remarks),
                   questions=tuple(each.question for each in facts.remarks), until_reason="until it is answered")


@rule("R76", name="Not enough asked", tiers=(Tier.NOTE,), reads=(), sources=("D-silence",), asks=True)
def not_enough_asked(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Nobody knows of today's warning signs, medicines, past clots and bleeding disorders, events in their windows, or
    pregnancy where it can be; or an answer that lowers something lacks what it rests on.
    """
    if not facts.not_known:
        return None
    return Verdict(Tier.NOTE, "Not enough is known yet.", questions=tuple(map(matter_words, facts.not_known)),
                   until_reason="until it is asked")
