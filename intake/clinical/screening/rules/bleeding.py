"""Bleeding and bruising that do not come from a medicine list alone (R34, R52, R70–R72)."""
from datetime import date, timedelta

from intake.clinical.answer import Answer
from intake.clinical.facts import Condition, Facts
from intake.clinical.facts.codes import SymptomCode
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.screening.bleeding.conditions import (
    BLEEDING,
    BLOOD_CANCERS,
    BRUISED,
    CARE,
    CARRIERS,
    CIRRHOSIS,
    EASY_BRUISING,
    FRAGILE,
    HELD,
    HELD_UNLESS_MILD,
    bruises,
    bruisings,
    has_low_level,
    has_low_platelets,
    lasting,
    low_platelets,
    platelet_count,
    recent_bleeds,
)
from intake.clinical.screening.bleeding.inr import is_high
from intake.clinical.screening.bleeding.medicines import ACTING, bleeding_view
from intake.clinical.screening.evidence import of_condition, of_inr, of_medicine, of_symptom, of_warning, plain_answer
from intake.clinical.screening.findings import Evidence, Modifications, Tier, Urgency
from intake.clinical.screening.rule import DECIDED, Verdict, rule
from intake.clinical.screening.rules.emergencies import STOPS
from intake.clinical.screening.rules.illness import current
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.screening.thresholds import limit
from intake.clinical.screening.windows import is_settled
from intake.clinical.techniques import HIGH, MODERATE

STOP, HOLD, CAUTION = Tier.STOP, Tier.HOLD, Tier.CAUTION
LEVEL = "Which level of the factor was measured? A low one, or \"mild haemophilia\", waits for the doctor's word."
SEVERITY = "Has it ever needed treatment, and how severe did a doctor call it?"
COUNT = "What was the last platelet count, and on which day?"
WHEN_IT_BLED = "When was the serious bleed? The day is not known, so it counts as recent."
NEW_BRUISES = "Any new bruises, nosebleeds or bleeding gums?"
LAST_COUNT = "The last platelet count?"
SERIOUS: frozenset[SymptomCode] = frozenset({
    "large_or_unexplained_bruise", "hard_painful_swelling", "bleeding_not_stopping", "blood_in_urine_or_stool",
})


@rule("R34", name="Bleeding disorder, low platelets or bleeding", tiers=(HOLD, CAUTION),
      reads=("conditions", "platelets", "medicines"), codes=BLEEDING,
      windows=("platelets_hold", "platelets_caution", "bleed_recent"),
      sources=("C19", "S51", "B-hemaware", "B-pmr", "B-carriers"), clearance=True,
      version=DECIDED.isoformat(), checked_on=DECIDED)
def bleeding_disorder(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Haemophilia, also of a carrier with a low level; von Willebrand disease that is severe, treated or of unknown
    severity; platelets under 50 or "low, number unknown"; cirrhosis with bruising or platelets under 100; a strong
    blood thinner with new bruising or bleeding: no massage until cleared. A serious bleed within three months, or
    undated: light. Platelets of 50 to 99, carriers with a normal or unknown level and milder conditions: care.
    """
    if facts.platelets is None and not (facts.medicines and facts.symptoms) and not lasting(facts, BLEEDING):
        return None
    held = _held(facts, on)
    if held:
        return Verdict(HOLD, "Bleeding is likelier at the moment: no massage until a doctor agrees.", held,
                       until_reason="until a clearance is stored", when_cleared=Modifications(2, HIGH),
                       questions=("Which number, on which day, and what does the doctor say about massage?",))
    care = _care(facts, on)
    if not care:
        return None
    bleeds = recent_bleeds(facts, on)
    until = _ends_of(bleeds, on)
    return Verdict(CAUTION, "A serious bleed not long ago: light pressure." if bleeds else
                   "A condition in which bruises come more easily.", care,
                   modifications=Modifications(2, HIGH) if bleeds else Modifications(3, MODERATE),
                   questions=_questions(facts, bleeds), until=until,
                   until_reason="then medium pressure" if until else "")


def _held(facts: Facts, on: date) -> tuple[Evidence, ...]:
    found = [of_condition(c) for c in lasting(facts, HELD | CARRIERS) if c.code in HELD or has_low_level(c)]
    found += [of_condition(c) for c in lasting(facts, HELD_UNLESS_MILD) if c.severity != "mild"]
    count = platelet_count(facts)
    few = count is not None and count < limit("platelets_caution", on)
    low = has_low_platelets(facts)
    if low or (count is not None and count < limit("platelets_hold", on)):
        found += _platelets(facts)
    livers = lasting(facts, CIRRHOSIS)
    if livers and (few or low or bruises(facts, on)):
        found += map(of_condition, livers)
        found += _platelets(facts) if few else ()
    bleeding = bruisings(facts, BRUISED - EASY_BRUISING, on)
    if bleeding and (thinners := bleeding_view(facts, on).strong):
        found += [*map(of_symptom, bleeding), *(of_medicine(j.medicine) for j in thinners)]
    return tuple(dict.fromkeys(found))


def _care(facts: Facts, on: date) -> tuple[Evidence, ...]:
    found = [of_condition(c) for c in lasting(facts, CARRIERS | HELD_UNLESS_MILD | CIRRHOSIS)]
    found += [of_condition(c) for c in lasting(facts, CARE)]
    found += [of_condition(c) for c in current(facts, BLOOD_CANCERS)]
    count = platelet_count(facts)
    if count is not None and count < limit("platelets_caution", on):
        found += _platelets(facts)
    return tuple(found)


def _questions(facts: Facts, bleeds: list[Condition]) -> tuple[str, ...]:
    """What was not asked and would decide, and what is asked of everybody here."""
    asks = {LEVEL: lasting(facts, CARRIERS), SEVERITY: lasting(facts, HELD_UNLESS_MILD),
            WHEN_IT_BLED: [c for c in bleeds if not c.on.is_known],
            COUNT: lasting(facts, CIRRHOSIS) if facts.platelets is None else []}
    other = NEW_BRUISES if facts.platelets is not None or asks[COUNT] else f"{NEW_BRUISES} {LAST_COUNT}"
    return (*(question for question, of in asks.items() if of), other)


def _ends_of(bleeds: list[Condition], on: date) -> date | None:
    """The first day on which none of them is recent; None where there is none, or a day is unknown."""
    days = [c.on.latest for c in bleeds]
    known = [day + timedelta(int(limit("bleed_recent", on)) + 1) for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _platelets(facts: Facts) -> list[Evidence]:
    """The count as it was told; where only "low" was said, that, or the condition that says so."""
    if facts.platelets is None:
        return list(map(of_condition, low_platelets(facts)))
    count = platelet_count(facts)
    return [Evidence(facts.platelets.words, "low platelets, number not known" if count is None
                     else f"platelets {count:g}", fact=facts.platelets)]


@rule("R52", name="Fragile bones, skin or tissue", tiers=(CAUTION,), reads=("conditions", "medicines"),
      codes=FRAGILE, windows=("steroid_long_term",), sources=("S48", "B-capewell", "B-skin-purpura"),
      version=DECIDED.isoformat(), checked_on=DECIDED)
def fragile(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Osteoporosis, skin that tears easily, steroid tablets for three months or more, Ehlers-Danlos, Cushing's, Marfan,
    brittle bones.
    """
    found: list[Condition] = current(facts, FRAGILE)
    tablets = [m for m in facts.medicines or () if _is_long_term_steroid(m, on)]
    if not found and not tablets:
        return None
    return Verdict(CAUTION, "Bones, skin or tissue give way more easily: medium pressure at most.",
                   (*map(of_condition, found), *map(of_medicine, tablets)), modifications=Modifications(3, MODERATE))


def _is_long_term_steroid(medicine: MedicineFact, on: date) -> bool:
    if "steroid" not in medicine.classes or medicine.status not in ACTING or medicine.frequency == "as_needed":
        return False
    words = f"{medicine.words} {medicine.reason}".lower().replace("-", " ")
    long_ = medicine.started.days_before(on) >= limit("steroid_long_term", on)
    return long_ or "long term" in words or "for years" in words


@rule("R70", name="Serious bruise or bleeding", tiers=STOPS, clearance=True, reads=("symptoms",), codes=SERIOUS,
      sources=("B-rotherham",))
def serious_bleeding(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A large, spreading or unexplained bruise; a hard painful swelling; bleeding that does not stop; blood in urine or
    stool, black stool.
    """
    found = [s for s in facts.symptoms or () if s.code in SERIOUS and s.assessed is not Answer.YES
             and not is_settled(s, "R70")]
    if not found:
        return None
    return Verdict(STOP, "Bleeding or a bruise that a doctor has to see today.", tuple(map(of_warning, found)),
                   Urgency.SAME_DAY, until_reason="closed only by a new dated assessment")


@rule("R71", name="Knock to the head on a blood thinner", tiers=STOPS, clearance=True, reads=("medicines",),
      sources=("B-rotherham",))
def head_knock(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A knock to the head since the last visit while R46 applies."""
    told = [s for s in facts.symptoms or () if s.code == "head_knock"]
    knocks = [s for s in told if not is_settled(s, "R71")]
    if told and not knocks:
        return None
    if facts.head_knock_since_last_visit is not Answer.YES and all(s.assessed is Answer.YES for s in knocks):
        return None
    view = bleeding_view(facts, on)
    if view.rule != "R46":
        return None
    knock = tuple(map(of_warning, knocks)) or (
        Evidence("", "knock to the head since the last visit",
                 fact=plain_answer(facts, "head_knock_since_last_visit")),)
    return Verdict(STOP, "A knock to the head while taking a strong blood thinner: hospital now.",
                   (*knock, *(of_medicine(j.medicine) for j in view.acting)), Urgency.EMERGENCY,
                   until_reason="closed only by a new dated assessment")


@rule("R72", name="INR above target", tiers=(HOLD, CAUTION), reads=("inr",), windows=("inr_above_any_target",),
      sources=("B-brompton",))
def inr_high(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """An INR above the client's own target, or a dose that is being corrected."""
    inr = facts.inr
    if inr is None or not is_high(inr, on):
        return None
    return Verdict(HOLD, "The INR is above target or being corrected: no massage until it is back in range.",
                   (of_inr(inr),), until_reason="until the INR is back in range",
                   when_cleared=Modifications(2, HIGH), questions=("The last INR, its date, and your target range?",))
