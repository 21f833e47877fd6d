"""Illness that asks for a doctor's word, for waiting, or for a lighter hand (R27, R31–R33, R36, R56, R57)."""
from datetime import date, timedelta

from intake.clinical.answer import Answer
from intake.clinical.body import expand
from intake.clinical.facts import Condition, Facts, Symptom
from intake.clinical.facts.codes import ConditionCode, FactCode, SymptomCode
from intake.clinical.screening.clots.cancer import is_active
from intake.clinical.screening.evidence import of_cancer, of_condition, of_pressure, of_symptom
from intake.clinical.screening.findings import Evidence, Modifications, Scope, Tier
from intake.clinical.screening.rule import DECIDED, Verdict, rule
from intake.clinical.screening.rules.emergencies import open_signs
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.screening.thresholds import limit
from intake.clinical.screening.windows import joined_side, legs
from intake.clinical.techniques import HIGH, LEG_CARE, MODERATE

HOLD, CAUTION = Tier.HOLD, Tier.CAUTION
ARTERY: frozenset[FactCode] = frozenset({"aortic_aneurysm", "arterial_graft", "claudication", "walking_pain"})
ARTERY_SCOPE = legs() | expand("abdomen") | expand("lower_back")
ARTERY_CARE = Modifications(2, LEG_CARE | {"deep_abdominal", "friction"}, only_on=ARTERY_SCOPE)
KNOWN_ARTERY: frozenset[ConditionCode] = frozenset({"arterial_disease", "claudication"})
UNWELL: frozenset[FactCode] = frozenset({"fever", "acute_infection", "covid", "pneumonia", "influenza"})
LINGERING: frozenset[FactCode] = frozenset({"chronic_infection"})
UNEXPLAINED: frozenset[SymptomCode] = frozenset({"unexplained_lump", "weight_loss_unexplained", "constant_night_pain"})
BOTH_LEGS: frozenset[FactCode] = frozenset({"both_legs_swelling_new", "both_legs_swelling"})
WEAK_LEG: frozenset[SymptomCode] = frozenset({"leg_weakness_or_foot_drop"})
KNOWN_CAUSE: frozenset[ConditionCode] = frozenset({
    "heart_failure", "kidney_disease", "liver_cirrhosis", "nephrotic_syndrome",
})


def current(facts: Facts, codes: frozenset[FactCode]) -> list[Condition]:
    """The conditions among `codes` that are not said to be over."""
    return [c for c in facts.conditions if c.code in codes and not c.past] if facts.conditions else []


@rule("R27", name="Active cancer", tiers=(HOLD, CAUTION), reads=("cancer",),
      windows=("cancer_active", "clearance_term_cancer"), sources=("S23", "S29", "S51"), clearance=True)
def active_cancer(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Cancer under treatment, treated within six months, or not to be cured; also where neither is known."""
    cancer = facts.cancer
    if cancer is None or not is_active(cancer, on):
        return None
    until = None
    if cancer.status not in ("active", "palliative") and cancer.last_treatment.latest is not None:
        until = cancer.last_treatment.latest + timedelta(int(limit("cancer_active", on)) + 1)
    return Verdict(HOLD, "Cancer under treatment: nothing until the cancer team agrees.", (of_cancer(cancer),),
                   until=until,
                   until_reason="until the cancer team agrees" if until is None else "six months after treatment",
                   when_cleared=Modifications(2, HIGH),
                   questions=("Platelets, bones, port: what does the team say?",))


@rule("R31", name="Disease of the arteries", tiers=(HOLD, CAUTION), reads=("conditions", "symptoms"),
      codes=ARTERY | {"arterial_disease"}, sources=("C10",), clearance=True, version=DECIDED.isoformat(),
      checked_on=DECIDED)
def artery_disease(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """An aneurysm of the aorta, an artery graft, or leg pain on walking that no doctor has seen: legs, belly and low
    back are left alone. Known, stable artery disease: gently there.
    """
    held = [c for c in facts.conditions or () if c.code in ("aortic_aneurysm", "arterial_graft")
            or (c.code == "claudication" and c.assessed is not Answer.YES and not c.past)]
    walking = [s for s in facts.symptoms or () if s.code == "walking_pain" and s.assessed is not Answer.YES]
    if held or walking:
        return Verdict(HOLD, "Disease of the main arteries: legs, belly and low back wait for a doctor's word.",
                       (*map(of_condition, held), *map(of_symptom, walking)), scope=Scope.LOWER_LIMBS,
                       regions=("abdomen", "lower_back"), modifications=Modifications(3, regions=ARTERY_SCOPE),
                       until_reason="until a clearance is stored", when_cleared=ARTERY_CARE)
    known = current(facts, KNOWN_ARTERY)
    if not known:
        return None
    return Verdict(CAUTION, "Known, stable artery disease: gentle on legs, belly and low back.",
                   tuple(map(of_condition, known)), scope=Scope.LOWER_LIMBS, regions=("abdomen", "lower_back"),
                   modifications=ARTERY_CARE)


@rule("R32", name="Fever or infection", tiers=(HOLD, CAUTION), reads=("symptoms", "conditions", "temperature"),
      codes=UNWELL | LINGERING, windows=("fever", "well_again"), sources=("S48", "S54"), version=DECIDED.isoformat(),
      checked_on=DECIDED)
def fever(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A temperature of 38 °C or more or an acute infection (COVID, pneumonia, influenza and others), until the client
    has been well for 48 hours. A chronic, recurrent or local infection: only while nobody has asked about today.
    """
    well = int(limit("well_again", on))
    ill: list[Symptom] = [s for s in facts.symptoms or () if s.code in UNWELL
                          and (s.ended is None or s.ended.days_before(on) <= well)]
    told = [c for c in facts.conditions or () if c.code in UNWELL and _is_ill_with(c, on, well)]
    evidence = (*map(of_symptom, ill), *map(of_condition, told))
    if facts.temperature is not None and facts.temperature >= limit("fever", on):
        evidence = (*evidence, Evidence("", f"temperature {facts.temperature:g} °C"))
    if not evidence:
        return _lingering(facts, on, well)
    all_ends = [*(s.ended for s in ill), *(c.ended for c in told)]
    ends = [end.latest for end in all_ends if end is not None and end.latest is not None]
    over = len(ends) == len(evidence)
    return Verdict(HOLD, "Fever or an acute infection: no massage until well for 48 hours.", evidence,
                   until=max(ends) + timedelta(well + 1) if over else None, until_reason="well for 48 hours")


def _is_ill_with(condition: Condition, on: date, well: int) -> bool:
    """Whether it goes on, or ended less than 48 hours ago; told as past it counts only where that end is known."""
    end = condition.ended
    if end is None or (condition.past and not end.is_known):
        return not condition.past
    return end.days_before(on) <= well


def _lingering(facts: Facts, on: date, well: int) -> Verdict | None:
    """A chronic, recurrent or local infection: where today was asked about, the fever itself would speak."""
    told = [c for c in facts.conditions or () if c.code in LINGERING and _is_ill_with(c, on, well)]
    if not told or facts.symptoms is not None:
        return None
    return Verdict(HOLD, "An infection that lingers, and nobody has asked yet whether it is active today.",
                   tuple(map(of_condition, told)), questions=("Are you ill with it today, or feverish?",),
                   until_reason="until today is asked about")


@rule("R33", name="Unexplained lump, weight loss or night pain", tiers=(HOLD, CAUTION), reads=("symptoms",),
      codes=UNEXPLAINED, sources=("S57b", "C14"), clearance=True)
def unexplained(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A lump nobody has explained, weight loss without trying, or constant pain at night, not seen by a doctor."""
    found = [s for s in facts.symptoms or () if s.code in UNEXPLAINED and s.assessed is not Answer.YES]
    if not found:
        return None
    places = frozenset().union(*(expand(s.site, s.side) for s in found if s.site))
    ask = () if places else ("Where is it? Mark it on the body chart and leave it alone.",)
    return Verdict(HOLD, "Something nobody has explained yet: leave the place alone and see a doctor.",
                   tuple(map(of_symptom, found)), scope=Scope.LOCAL, side=joined_side(s.side for s in found),
                   regions=tuple(sorted(places)), modifications=Modifications(regions=places), questions=ask,
                   until_reason="until a doctor has seen it")


@rule("R36", name="New weakness of one leg", tiers=(HOLD, CAUTION), reads=("symptoms",), codes=WEAK_LEG,
      sources=("S57",), clearance=True)
def weak_leg(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """New weakness of one leg, or a foot that drops, not settled by a doctor."""
    found = open_signs(facts, WEAK_LEG, "R36")
    if not found:
        return None
    side = joined_side(s.side for s in found)
    places = legs(side) | expand("lower_back") | expand("sacrum")
    return Verdict(HOLD, "New weakness of a leg: a doctor has to see it soon.", tuple(map(of_symptom, found)),
                   scope=Scope.LOCAL, side=side, regions=tuple(sorted(places)),
                   modifications=Modifications(regions=places), until_reason="until a doctor has seen it")


@rule("R56", name="High blood pressure today", tiers=(CAUTION,), reads=("blood_pressure",),
      windows=("systolic_high", "diastolic_high"), sources=("U",))
def high_pressure(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A blood pressure of 160–179 or 100–119, either number."""
    reading = facts.blood_pressure
    if reading is None:
        return None
    upper, lower = reading.systolic or 0, reading.diastolic or 0
    if upper >= limit("systolic_very_high", on) or lower >= limit("diastolic_very_high", on):
        return None
    if upper < limit("systolic_high", on) and lower < limit("diastolic_high", on):
        return None
    measured = of_pressure(reading)
    return Verdict(CAUTION, "High blood pressure today.", (measured,), modifications=Modifications(3, MODERATE),
                   until_reason="until the next reading")


@rule("R57", name="Both legs swollen", tiers=(HOLD, CAUTION), reads=("symptoms", "conditions"),
      codes=BOTH_LEGS | {"leg_swelling"}, sources=("S48",), clearance=True)
def both_legs_swollen(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Both legs swollen: new or not seen by a doctor, left alone; known heart, kidney or liver disease, gently."""
    found = [s for s in facts.symptoms or () if s.code in BOTH_LEGS or (s.code == "leg_swelling" and s.side == "both")]
    told = current(facts, BOTH_LEGS)
    if not found and not told:
        return None
    evidence = (*map(of_symptom, found), *map(of_condition, told))
    gentle = Modifications(2, LEG_CARE, only_on=legs())
    if all(_is_explained(s, facts) for s in found) and all(_is_named(c, facts) for c in told):
        return Verdict(CAUTION, "Both legs swollen, from a known cause: gently.", evidence, scope=Scope.LOWER_LIMBS,
                       modifications=gentle)
    return Verdict(HOLD, "Both legs swollen, and a doctor has not said why.", evidence, scope=Scope.LOWER_LIMBS,
                   modifications=Modifications(3, regions=legs()), until_reason="until a doctor has seen it",
                   questions=("Has a doctor seen it, and what was the cause?",), when_cleared=gentle)


def _is_explained(symptom: Symptom, facts: Facts) -> bool:
    return symptom.assessed is Answer.YES and symptom.code != "both_legs_swelling_new" or (
        symptom.cause == "known_condition" and bool(current(facts, KNOWN_CAUSE)))


def _is_named(condition: Condition, facts: Facts) -> bool:
    return condition.assessed is Answer.YES or bool(current(facts, KNOWN_CAUSE))
