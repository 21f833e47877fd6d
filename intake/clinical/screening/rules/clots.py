"""Clots that were found, and limbs that hurt without a reason (R20–R22, R45, R50, R29)."""
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.body import expand
from intake.clinical.dates.vague import VagueDate
from intake.clinical.facts import Clot, ClottingTendency, Facts
from intake.clinical.screening.clearances import clearances_for
from intake.clinical.screening.clots.events import events_after
from intake.clinical.screening.evidence import of_clearance, of_clot, of_symptom, of_tendency
from intake.clinical.screening.findings import Modifications, Scope, Tier, Urgency
from intake.clinical.screening.rule import Verdict, first_end, limits_of, rule
from intake.clinical.screening.rules.emergencies import arm_clot_signs, leg_clot_signs, new_pain_with_factors
from intake.clinical.screening.rules.legs import unexplained_limb_pains
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.screening.windows import careful_legs, held_legs, joined_side, legs, strongest_phase
from intake.clinical.techniques import LEG_CARE

STRONG = ("antithrombin", "protein", "antiphospholipid", "lupus", "cardiolipin", "homozygous", "two_copies", "compound",
          "double", "dysfibrinogen")
ONE_COPY = ("leiden", "factor_v", "fvl", "prothrombin", "factor_ii")


def deep_clots(facts: Facts) -> list[Clot]:
    """DVT, PE, and clots of a kind nobody knows (counted as deep)."""
    return [c for c in facts.clots or () if c.type != "svt"]


def clot_side(clots: list[Clot]) -> str:
    """The leg concerned; both where it was a lung clot or the side is unknown."""
    return "both" if any(c.type == "pe" for c in clots) else joined_side(c.side for c in clots)


def _dates(facts: Facts) -> tuple[VagueDate, ...]:
    return tuple(c.on for c in facts.clots or ())


@rule("R20", name="Clot in the last three months", tiers=(Tier.STOP, Tier.HOLD, Tier.CAUTION), reads=("clots",),
      windows=("vte_fresh",), sources=("S41", "S50", "S51", "C02"), clearance=True)
def fresh_clot(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A deep vein or lung clot found in the last 90 days: without treatment the same-day assessment comes first."""
    phase = strongest_phase(((c, c.on) for c in deep_clots(facts)), on, "vte_fresh")
    if phase is None:
        return None
    clots = list(phase.facts)
    evidence, side = tuple(map(of_clot, clots)), clot_side(clots)
    if any(c.on_treatment is Answer.NO for c in clots):
        return Verdict(Tier.STOP, "A clot found in the last three months that is not being treated.", evidence,
                       Urgency.SAME_DAY, side=side, questions=phase.questions, until=phase.until,
                       until_reason="then the rule for older clots (R21)")
    open_ = any(c.on_treatment is Answer.NOT_ASKED for c in clots)
    ask = ("Is the clot being treated, and since when? If it is not: medical assessment today.",) if open_ else ()
    return Verdict(Tier.HOLD, "A clot in its first three months: no massage without the treating team's word.",
                   evidence, side=side, questions=(*ask, *phase.questions), until=phase.until,
                   until_reason="then the rule for older clots (R21)", family=_dates(facts),
                   when_cleared=Modifications(3, LEG_CARE, legs(side)))


def old_clots(facts: Facts, on: date) -> list[Clot]:
    """Deep clots of 91 days ago and older, where none is fresh."""
    clots = deep_clots(facts)
    if not clots or strongest_phase(((c, c.on) for c in clots), on, "vte_fresh") is not None:
        return []
    return [c for c in clots if not c.on.is_after(on)]


@rule("R21", name="Past clot, not yet cleared", tiers=(Tier.HOLD,), reads=("clots",), windows=("vte_fresh",),
      sources=("S40", "S41", "C03"), clearance=True)
def past_clot(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A deep vein or lung clot found more than 90 days ago, and no clearance on file (asked for once)."""
    clots = old_clots(facts, on)
    if not clots or clearances_for(facts, "R21", on, map(of_clot, clots), _dates(facts)):
        return None
    side = clot_side(clots)
    return Verdict(Tier.HOLD, "A past clot, and no doctor's word yet on massaging that limb.",
                   tuple(map(of_clot, clots)), scope=Scope.LIMB, side=side, modifications=held_legs(side),
                   until_reason="until a clearance is stored", family=_dates(facts))


@rule("R45", name="Past clot, cleared", tiers=(Tier.CAUTION,), reads=("clots",), windows=("clearance_term",),
      sources=("S40",))
def cleared_clot(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A deep vein or lung clot found more than 90 days ago, with a clearance that still counts."""
    clots = old_clots(facts, on)
    clearances = clearances_for(facts, "R21", on, map(of_clot, clots), _dates(facts)) if clots else ()
    if not clearances:
        return None
    side = clot_side(clots)
    # Events newer than the doctor's word do not end it (another family), but they are evidence: the review reopens.
    newer = events_after(facts, clearances[0].given, settings)
    ask = ("Something new happened since the doctor agreed: does the word still hold?",) if newer else ()
    return Verdict(Tier.CAUTION, "A past clot, and a doctor agrees to massage.",
                   (*map(of_clot, clots), *map(of_clearance, clearances), *newer), scope=Scope.LIMB,
                   side=side, modifications=careful_legs(side), until=first_end(clearances, on),
                   until_reason="until the clearance ends", questions=ask, doctors_limits=limits_of(clearances))


@rule("R22", name="Clot in a surface vein", tiers=(Tier.HOLD, Tier.CAUTION), reads=("clots",),
      windows=("svt_hold",), sources=("S42",), clearance=True)
def surface_clot(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A clot in a surface vein found in the last 90 days."""
    phase = strongest_phase(((c, c.on) for c in facts.clots or () if c.type == "svt"), on, "svt_hold")
    if phase is None:
        return None
    side = joined_side(c.side for c in phase.facts)
    return Verdict(Tier.HOLD, "A clot in a surface vein in the last three months.", tuple(map(of_clot, phase.facts)),
                   scope=Scope.LIMB, side=side, modifications=held_legs(side), questions=phase.questions,
                   until=phase.until, until_reason="90 days are over", family=_dates(facts),
                   when_cleared=careful_legs(side))


@rule("R29", name="Unexplained pain in one limb", tiers=(Tier.HOLD, Tier.CAUTION), reads=("symptoms",),
      sources=("S54", "C05", "C13"), clearance=True)
def unexplained_limb_pain(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """Pain in one leg or one whole arm without a known cause, not seen by a doctor, or one lone sign at a leg; where
    R02, R03 and R04 are silent.
    """
    found = unexplained_limb_pains(facts)
    stronger = (leg_clot_signs, arm_clot_signs, new_pain_with_factors)
    if not found or any(stronger_rule(facts, on, settings) for stronger_rule in stronger):
        return None
    side = joined_side(s.side for s in found)
    arm = any(s.code == "arm_pain" for s in found)
    leg = any(s.code != "arm_pain" for s in found)
    regions = legs(side) if leg else frozenset()
    if arm:
        regions |= expand("arm", "" if side == "both" else side)
    return Verdict(Tier.HOLD, "Pain on one side that nobody has explained: no work there until a doctor has seen it.",
                   tuple(map(of_symptom, found)), scope=Scope.LIMB, side=side,
                   modifications=Modifications(regions=regions),
                   questions=("Has a doctor seen it? Any swelling, heat or change of colour?",),
                   until_reason="until a doctor has seen it", family=tuple(s.onset for s in found),
                   when_cleared=Modifications(3, LEG_CARE, only_on=regions))


@rule("R50", name="Clotting tendency", tiers=(Tier.CAUTION, Tier.NOTE), reads=("thrombophilia",), sources=("S43b",))
def clotting_tendency(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A known clotting tendency: strong and unnamed ones ask for care; one copy of Leiden or prothrombin is a note."""
    traits = facts.thrombophilia or ()
    if not traits:
        return None
    evidence = tuple(map(of_tendency, traits))
    one_copy = len(traits) == 1 and _is_one_copy(traits[0])
    if one_copy:
        ask = () if "hetero" in traits[0].name or "one_copy" in traits[0].name else ("One copy of the gene, or two?",)
        return Verdict(Tier.NOTE, "One copy of a common clotting gene.", evidence, scope=Scope.LOWER_LIMBS,
                       questions=ask)
    return Verdict(Tier.CAUTION, "A clotting tendency that makes clots likelier.", evidence, scope=Scope.LOWER_LIMBS,
                   modifications=careful_legs())


def _is_one_copy(trait: ClottingTendency) -> bool:
    told = f"{trait.name} {trait.words}".lower().replace(" ", "_").replace("-", "_")
    return any(word in told for word in ONE_COPY) and not any(word in told for word in STRONG)
