"""Several clot factors together (R30, R42, R62): judged after all other rules, shown as the facts that made them."""
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from intake.clinical.facts import Fact, Facts
from intake.clinical.screening.clearances import covered_facts
from intake.clinical.screening.clots.events import event_dates
from intake.clinical.screening.clots.points import ClotPoints, clot_points
from intake.clinical.screening.findings import Evidence, Scope, Tier
from intake.clinical.screening.rule import DECIDED, Verdict, rule
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.screening.thresholds import limit
from intake.clinical.screening.windows import careful_legs, held_legs, legs

HOLD, CAUTION, NOTE = Tier.HOLD, Tier.CAUTION, Tier.NOTE
# clots.md#points: silent where these hold both legs already, at HOLD or STOP …
STRONGER = ("R01", "R02", "R03", "R04", "R20", "R21", "R22", "R23", "R24", "R25", "R26", "R27", "R28")
# … and R62 also where a clot CAUTION is already shown: it would say the same again.
CLOT_RULES = (*STRONGER, "R30", "R40", "R42", "R43", "R44", "R45", "R47", "R48", "R50", "R54")
SoFar = Mapping[str, Verdict]
F = TypeVar("F", bound=Fact)


def _holds_both_legs(so_far: SoFar) -> bool:
    """Whether both legs are held already: by one rule, or by two that hold one leg each."""
    held: frozenset[str] = frozenset()
    for code in STRONGER:
        verdict = so_far.get(code)
        if verdict is not None and verdict.tier >= HOLD:
            held |= _held_by(verdict)
    return legs() <= held


def _held_by(verdict: Verdict) -> frozenset[str]:
    """The places that a HOLD or STOP leaves no work on, as far as they are legs."""
    return legs() if verdict.scope in (Scope.WHOLE_SESSION, Scope.LOWER_LIMBS) else verdict.modifications.regions


def _evidence(tally: ClotPoints) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(e for factor in tally.factors for e in factor.evidence))


def counted_points(facts: Facts, on: date, settings: ScreeningSettings, so_far: SoFar) -> ClotPoints:
    """The points without those that a clearance covers; all of them where an event counts that none covers.

    Clinical source: scale.md#clearances.
    """
    tally = clot_points(facts, on, settings)
    covered = covered_facts(facts, on, so_far) if facts.clearances else ()
    if not covered:
        return tally
    left = clot_points(_without(facts, covered), on, settings)
    return tally if any(factor.transient or factor.name == "vte" for factor in left.factors) else left


def _without(facts: Facts, covered: Collection[str]) -> Facts:
    return replace(
        facts, operations=_uncovered(facts.operations, covered), immobilisations=_uncovered(
            facts.immobilisations, covered), injuries=_uncovered(facts.injuries, covered),
        journeys=_uncovered(facts.journeys, covered), clots=_uncovered(facts.clots, covered),
        births=_uncovered(facts.births, covered), conditions=_uncovered(facts.conditions, covered),
        ivf=_uncovered(facts.ivf, covered), symptoms=_uncovered(facts.symptoms, covered),
        cancer=None if "cancer" in covered else facts.cancer,
        pregnancy=None if "pregnancy" in covered else facts.pregnancy,
    )


def _uncovered(told: tuple[F, ...] | None, covered: Collection[str]) -> tuple[F, ...] | None:
    return None if told is None else tuple(fact for fact in told if fact.key not in covered)


def changes_on(tally: ClotPoints) -> date | None:
    """The first day on which the factors, as they stand, count differently."""
    return min((factor.weakens_on for factor in tally.factors if factor.weakens_on is not None), default=None)


@rule("R30", name="Several clot factors together", tiers=(HOLD, CAUTION), reads=(),
      windows=("points_hold", "age_points", "bmi_obese", "infection_home", "journey_very_long", "journeys_many",
               "journeys_many_within", "ivf", "one_illness"),
      sources=("S11", "S14", "S8", "S83"), clearance=True, recomputed=True, after=True, version=DECIDED.isoformat(),
      checked_on=DECIDED)
def many_factors(facts: Facts, on: date, settings: ScreeningSettings, so_far: SoFar) -> Verdict | None:
    """Four points or more from at least two factors, one of them passing and worth two, where no stronger clot rule
    holds both legs already.
    """
    tally = counted_points(facts, on, settings, so_far)
    # No factor counts more than three, so that four are of two factors at least.
    if tally.total < limit("points_hold", on) or tally.strongest_transient < 2:
        return None
    if _holds_both_legs(so_far):
        return None
    return Verdict(HOLD, "Several things together make a clot likelier: legs are left alone for now.", _evidence(tally),
                   scope=Scope.LOWER_LIMBS, modifications=held_legs(), until=changes_on(tally),
                   until_reason="worked out again as the facts age", family=event_dates(facts, settings),
                   when_cleared=careful_legs())


@rule("R42", name="Some clot factors together", tiers=(CAUTION,), reads=(), windows=("points_caution", "points_hold"),
      sources=("S14",), recomputed=True, after=True, version=DECIDED.isoformat(), checked_on=DECIDED)
def some_factors(facts: Facts, on: date, settings: ScreeningSettings, so_far: SoFar) -> Verdict | None:
    """Three points from at least two factors, one passing and worth two; or four and more where passing factors are
    worth one only; where no stronger clot rule holds both legs already.
    """
    tally = counted_points(facts, on, settings, so_far)
    if tally.total < limit("points_caution", on):
        return None
    passing, enough = tally.strongest_transient, tally.total >= limit("points_hold", on)
    if not (passing == 1 if enough else passing == 2) or _holds_both_legs(so_far):
        return None
    return Verdict(CAUTION, "Some things together make a clot a little likelier: gently on the legs.", _evidence(tally),
                   scope=Scope.LOWER_LIMBS, modifications=careful_legs(), until=changes_on(tally),
                   until_reason="worked out again as the facts age")


@rule("R62", name="Lasting clot factors", tiers=(NOTE,), reads=(), windows=("points_hold",), sources=("S21", "S14"),
      recomputed=True, after=True)
def lasting_factors(facts: Facts, on: date, settings: ScreeningSettings, so_far: SoFar) -> Verdict | None:
    """Four points or more from lasting factors only, and no clot rule shown at CAUTION or above."""
    tally = counted_points(facts, on, settings, so_far)
    if tally.total < limit("points_hold", on) or tally.strongest_transient > 0:
        return None
    if any(code in so_far and so_far[code].tier >= CAUTION for code in CLOT_RULES):
        return None
    return Verdict(NOTE, "Several lasting things make a clot a little likelier.", _evidence(tally),
                   scope=Scope.LOWER_LIMBS, until=changes_on(tally),
                       until_reason="worked out again as the facts age")
