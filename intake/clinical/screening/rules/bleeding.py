"""Bleeding and bruising that do not come from a medicine list alone (R34, R52, R70–R72)."""
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.facts import Condition, Facts, Inr
from intake.clinical.facts.codes import SymptomCode
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.screening.bleeding.conditions import (
    BLEEDING,
    BLOOD_CANCERS,
    BRUISED,
    CARE,
    CIRRHOSIS,
    FRAGILE,
    HELD,
    HELD_UNLESS_MILD,
    bruises,
    has_low_platelets,
    lasting,
    platelet_count,
)
from intake.clinical.screening.bleeding.medicines import ACTING, bleeding_view
from intake.clinical.screening.evidence import of_condition, of_medicine, of_symptom, of_warning, plain_answer
from intake.clinical.screening.findings import Evidence, Modifications, Tier, Urgency
from intake.clinical.screening.rule import Verdict, rule
from intake.clinical.screening.rules.emergencies import STOPS
from intake.clinical.screening.rules.illness import current
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.screening.thresholds import limit
from intake.clinical.screening.windows import has_ended, is_settled
from intake.clinical.techniques import HIGH, MODERATE

STOP, HOLD, CAUTION = Tier.STOP, Tier.HOLD, Tier.CAUTION
SERIOUS: frozenset[SymptomCode] = frozenset({
    "large_or_unexplained_bruise", "hard_painful_swelling", "bleeding_not_stopping", "blood_in_urine_or_stool",
})


@rule("R34", name="Bleeding disorder, low platelets or bleeding", tiers=(HOLD, CAUTION),
      reads=("conditions", "platelets", "medicines"), codes=BLEEDING,
      windows=("platelets_hold", "platelets_caution", "bleed_recent"),
      sources=("C19", "S51", "B-hemaware", "B-pmr"), clearance=True)
def bleeding_disorder(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Haemophilia; von Willebrand disease that is severe, treated or of unknown severity; platelets under 50 or "low,
    number unknown"; cirrhosis with bruising; a strong blood thinner with new bruising or bleeding: no massage until
    cleared. Platelets of 50 to 99 and milder conditions: care.
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
    return Verdict(CAUTION, "A condition in which bruises come more easily.", care,
                   modifications=Modifications(3, MODERATE),
                   questions=("Any new bruises, nosebleeds or bleeding gums? The last platelet count?",))


def _held(facts: Facts, on: date) -> tuple[Evidence, ...]:
    found = [*map(of_condition, lasting(facts, HELD))]
    found += [of_condition(c) for c in lasting(facts, HELD_UNLESS_MILD) if c.severity != "mild"]
    count = platelet_count(facts)
    few = count is not None and count < limit("platelets_caution", on)
    if count is not None and count < limit("platelets_hold", on):
        found.append(_platelets(facts))
    elif has_low_platelets(facts):
        found.append(_platelets(facts))
    livers = lasting(facts, CIRRHOSIS)
    if livers and (few or bruises(facts, on) or has_low_platelets(facts)):
        found += map(of_condition, livers)
        if few:
            found.append(_platelets(facts))
    bleeding = [s for s in facts.symptoms or () if s.code in BRUISED - {"easy_bruising"} and not has_ended(s, on)]
    if bleeding and facts.medicines and (thinners := bleeding_view(facts, on).of("R46")):
        found += [*map(of_symptom, bleeding), *(of_medicine(j.medicine) for j in thinners)]
    return tuple(dict.fromkeys(found))


def _care(facts: Facts, on: date) -> tuple[Evidence, ...]:
    found = [of_condition(c) for c in lasting(facts, HELD_UNLESS_MILD | CIRRHOSIS)]
    found += [of_condition(c) for c in lasting(facts, CARE)]
    found += [of_condition(c) for c in current(facts, BLOOD_CANCERS)]
    count = platelet_count(facts)
    if count is not None and count < limit("platelets_caution", on):
        found.append(_platelets(facts))
    return tuple(found)


def _platelets(facts: Facts) -> Evidence:
    count = platelet_count(facts)
    words = facts.platelets.words if facts.platelets is not None else ""
    return Evidence(words, "low platelets, number not known" if count is None else f"platelets {count:g}",
                    fact=facts.platelets)


@rule("R52", name="Fragile bones, skin or tissue", tiers=(CAUTION,), reads=("conditions", "medicines"),
      codes=FRAGILE, windows=("steroid_long_term",), sources=("S48", "B-capewell"))
def fragile(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Osteoporosis, steroid tablets for three months or more, Ehlers-Danlos, Cushing's, Marfan, brittle bones."""
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
    if inr is None or not is_inr_high(inr, on):
        return None
    number = f"INR {inr.value:g}" if inr.value is not None else "INR"
    target = f"target up to {inr.target_high:g}" if inr.target_high is not None else "target not known"
    state = {"above": "above target", "correcting": "dose being corrected"}.get(inr.state, target)
    return Verdict(HOLD, "The INR is above target or being corrected: no massage until it is back in range.",
                   (Evidence(inr.words, number, state, inr),), until_reason="until the INR is back in range",
                   when_cleared=Modifications(2, HIGH), questions=("The last INR, its date, and your target range?",))


def is_inr_high(inr: Inr, on: date) -> bool:
    """Against the client's own target; a fixed number only where no target is known and it is above any usual one."""
    if inr.state in ("above", "correcting"):
        return True
    if inr.value is None or inr.state == "in_range":
        return False
    top = inr.target_high if inr.target_high is not None else limit("inr_above_any_target", on)
    return inr.value > top
