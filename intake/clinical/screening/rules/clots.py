"""Clots that were found, and what makes blood clot (R20–R22, R45, R50)."""
import re
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import VagueDate
from intake.clinical.facts import Clot, ClottingTendency, Condition, Facts
from intake.clinical.screening.clearances import clearances_for
from intake.clinical.screening.clots.events import VEIN_FILTER, events_after, vein_filters
from intake.clinical.screening.evidence import of_clearance, of_clot, of_condition, of_tendency
from intake.clinical.screening.findings import Evidence, Modifications, Scope, Tier, Urgency
from intake.clinical.screening.rule import DECIDED, Verdict, first_end, limits_of, rule
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.screening.windows import careful_legs, held_legs, joined_side, legs, strongest_phase
from intake.clinical.techniques import LEG_CARE

STRONG = re.compile(
    r"antithrombin|protein|antiphospholipid|lupus|cardiolipin|homozyg|(two|2|both)_copies|compound|double|dysfibrinogen"
    r"|_(x_?2|2_?x)_")
ONE_COPY = re.compile(r"hetero|(one|1|single)_copy")
LEIDEN = re.compile(r"leiden|_factor_(v|5)_|_f_?(v|5)(_?l)?_")
PROTHROMBIN = re.compile(r"prothrombin|_factor_(ii|2)_|_f_?(ii|2)_|20210")
ANOTHER = re.compile(r"factor_(viii|8|ix|9|xi|11)_|mthfr|homocyst|plasminogen|_pai_")
WHEN_PAST = "When was the clot in the surface vein?"


def deep_clots(facts: Facts) -> list[Clot]:
    """DVT, PE, and clots of a kind nobody knows (counted as deep)."""
    return [c for c in facts.clots or () if c.type != "svt"]


def clot_side(clots: list[Clot]) -> str:
    """The leg concerned; both where it was a lung clot or the side is unknown."""
    return "both" if any(c.type == "pe" for c in clots) else joined_side(c.side for c in clots)


def _dates(facts: Facts) -> tuple[VagueDate, ...]:
    return (*(c.on for c in facts.clots or ()), *(c.on for c in vein_filters(facts)))


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


def old_clots(facts: Facts, on: date) -> list[Clot | Condition]:
    """Deep clots of 91 days ago and older, and filters in the vena cava, where no clot is fresh."""
    clots = deep_clots(facts)
    if strongest_phase(((c, c.on) for c in clots), on, "vte_fresh") is not None:
        return []
    return [*(c for c in clots if not c.on.is_after(on)), *vein_filters(facts)]


def old_clot_side(clots: list[Clot | Condition]) -> str:
    """The leg concerned; both where there is a filter, since nobody knows of which leg its clot was."""
    told = [c for c in clots if isinstance(c, Clot)]
    return clot_side(told) if len(told) == len(clots) else "both"


def _of(clot: Clot | Condition) -> Evidence:
    return of_clot(clot) if isinstance(clot, Clot) else of_condition(clot)


@rule("R21", name="Past clot, not yet cleared", tiers=(Tier.HOLD,), reads=("clots", "conditions"), codes=VEIN_FILTER,
      windows=("vte_fresh",), sources=("S40", "S41", "C03"), clearance=True, version=DECIDED.isoformat(),
      checked_on=DECIDED)
def past_clot(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A deep vein or lung clot found more than 90 days ago, or a filter in the vena cava, which stands for one;
    and no clearance on file (asked for once).
    """
    clots = old_clots(facts, on)
    if not clots or clearances_for(facts, "R21", on, map(_of, clots), _dates(facts)):
        return None
    side, filtered = old_clot_side(clots), any(isinstance(c, Condition) for c in clots)
    only_filter = filtered and not any(isinstance(c, Clot) for c in clots)
    what, where = ("filter in the vena cava", "the legs") if only_filter else ("past clot", "that limb")
    return Verdict(Tier.HOLD, f"A {what}, and no doctor's word yet on massaging {where}.",
                   tuple(map(_of, clots)), scope=Scope.LIMB, side=side, modifications=held_legs(side),
                   questions=("Why is the filter there? Was there a clot, and when?",) if filtered else (),
                   until_reason="until a clearance is stored", family=_dates(facts),
                   about="FILTER" if only_filter else "")


@rule("R45", name="Past clot, cleared", tiers=(Tier.CAUTION,), reads=("clots", "conditions"), codes=VEIN_FILTER,
      windows=("clearance_term",), sources=("S40",), version=DECIDED.isoformat(), checked_on=DECIDED)
def cleared_clot(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A deep vein or lung clot found more than 90 days ago, or a filter in the vena cava, with a clearance that still
    counts.
    """
    clots = old_clots(facts, on)
    clearances = clearances_for(facts, "R21", on, map(_of, clots), _dates(facts)) if clots else ()
    if not clearances:
        return None
    side = old_clot_side(clots)
    # Events newer than the doctor's word do not end it (another family), but they are evidence: the review reopens.
    newer = events_after(facts, clearances[0].given, settings)
    ask = ("Something new happened since the doctor agreed: does the word still hold?",) if newer else ()
    return Verdict(Tier.CAUTION, "A past clot, and a doctor agrees to massage.",
                   (*map(_of, clots), *map(of_clearance, clearances), *newer), scope=Scope.LIMB,
                   side=side, modifications=careful_legs(side), until=first_end(clearances, on),
                   until_reason="until the clearance ends", questions=ask, doctors_limits=limits_of(clearances))


@rule("R22", name="Clot in a surface vein", tiers=(Tier.HOLD, Tier.CAUTION), reads=("clots",),
      windows=("svt_hold",), sources=("S42",), clearance=True, version=DECIDED.isoformat(), checked_on=DECIDED)
def surface_clot(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A clot in a surface vein found in the last 90 days, or on an unknown day; gently where it was told as past and
    nobody knows when it was.
    """
    told = [c for c in facts.clots or () if c.type == "svt"]
    past = [c for c in told if c.past and not c.on.is_known and not c.on.is_after(on)]
    phase = strongest_phase(((c, c.on) for c in told if c not in past), on, "svt_hold")
    if phase is None:
        return _past_surface_clot(past) if past else None
    side = joined_side(c.side for c in (*phase.facts, *past))
    return Verdict(Tier.HOLD, "A clot in a surface vein in the last three months.",
                   tuple(map(of_clot, (*phase.facts, *past))), scope=Scope.LIMB, side=side,
                   modifications=held_legs(side), questions=(*([WHEN_PAST] if past else ()), *phase.questions),
                   until=phase.until, until_reason="90 days are over", family=_dates(facts),
                   when_cleared=careful_legs(side))


def _past_surface_clot(past: list[Clot]) -> Verdict:
    side = joined_side(c.side for c in past)
    return Verdict(Tier.CAUTION, "A clot in a surface vein in the past: gently on that leg until it is known when.",
                   tuple(map(of_clot, past)), scope=Scope.LIMB, side=side, modifications=careful_legs(side),
                   questions=(WHEN_PAST,), until_reason="until it is known when it was",
                   about="UNDATED")


@rule("R50", name="Clotting tendency", tiers=(Tier.CAUTION, Tier.NOTE), reads=("thrombophilia",), sources=("S43b",),
      version=DECIDED.isoformat(), checked_on=DECIDED)
def clotting_tendency(facts: Facts, on: date, settings: ScreeningSettings) -> Verdict | None:
    """A known clotting tendency: strong and unnamed ones, two copies of a gene, and two tendencies together ask for
    care; one copy of Leiden or prothrombin is a note.
    """
    traits = facts.thrombophilia or ()
    if not traits:
        return None
    evidence = tuple(map(of_tendency, traits))
    if len(traits) == 1 and _is_one_copy(traits[0]):
        ask = () if ONE_COPY.search(_words(traits[0])) else ("One copy of the gene, or two?",)
        return Verdict(Tier.NOTE, "One copy of a common clotting gene.", evidence, scope=Scope.LOWER_LIMBS,
                       questions=ask)
    return Verdict(Tier.CAUTION, "A clotting tendency that makes clots likelier.", evidence, scope=Scope.LOWER_LIMBS,
                   modifications=careful_legs())


def _words(trait: ClottingTendency) -> str:
    """What was told, in small letters, its words joined and enclosed by "_"."""
    plain = f"{trait.name} {trait.words}".lower().replace("×", "x")
    return f"_{'_'.join(re.findall(r'[a-z0-9]+', plain))}_"


def _is_one_copy(trait: ClottingTendency) -> bool:
    """Whether one of the two common genes is named, nothing beside it, and nothing that speaks of two copies."""
    told = _words(trait)
    named = [gene for gene in (LEIDEN, PROTHROMBIN, ANOTHER) if gene.search(told)]
    return len(named) == 1 and named[0] is not ANOTHER and STRONG.search(told) is None
