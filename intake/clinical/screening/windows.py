"""Windows in time: how many days ago, in which phase, until when. Shared by rules and points; no rule of its own."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Generic, TypeVar

from intake.clinical.answer import Answer
from intake.clinical.body import WHOLES, expand, split_side
from intake.clinical.dates.vague import VagueDate
from intake.clinical.facts import Facts, Immobilisation, Injury, Pregnancy, Symptom
from intake.clinical.facts.codes import ImmobilisationType, SymptomCode
from intake.clinical.screening.findings import Modifications
from intake.clinical.screening.thresholds import limit
from intake.clinical.techniques import LEG_CARE

F = TypeVar("F", covariant=True)
WHEN = "When was it? The day is not clear, so it counts as today."


@dataclass(frozen=True, slots=True)
class Phase(Generic[F]):
    """The facts that stand in the strongest phase reached: `number` 0 is the first window, 1 the next …

    `until` is the first day on which the last of them leaves it (None where a day is unknown).
    """

    number: int
    facts: tuple[F, ...]
    until: date | None
    unclear: bool

    @property
    def questions(self) -> tuple[str, ...]:
        """The question about the date, where one is needed."""
        return (WHEN,) if self.unclear else ()


def strongest_phase(dated: Iterable[tuple[F, VagueDate | None]], on: date, *keys: str) -> Phase[F] | None:
    """The earliest of the windows `keys` (thresholds, in days, ascending) that any fact stands in.

    A fact with date None is still going on: first window, no end. One that lies wholly after `on` has not happened yet.
    """
    limits = [limit(key, on) for key in keys]
    windows = len(limits)
    best: int | None = None
    held: list[tuple[F, VagueDate | None]] = []
    for fact, day in dated:
        days = 0
        if day is not None:
            # As `is_after` and `days_before`, without the calls: this is asked of every dated fact many times over.
            if day.earliest is not None and day.earliest > on:
                continue
            if day.latest is not None and day.latest < on:
                days = (on - day.latest).days
        number = 0
        while number < windows and days > limits[number]:
            number += 1
        if number == windows or (best is not None and number > best):
            continue
        if best is None or number < best:
            best, held = number, []
        held.append((fact, day))
    if best is None:
        return None
    ends = [None if day is None or day.latest is None else day.latest + timedelta(int(limits[best]) + 1)
            for _, day in held]
    known = [end for end in ends if end is not None]
    until = max(known) if len(known) == len(ends) else None
    unclear = any(day is not None and day.latest is None for _, day in held)
    return Phase(best, tuple(fact for fact, _ in held), until, unclear)


def joined_phase(*phases: Phase[F] | None) -> Phase[F] | None:
    """Several kinds of facts as one, in the phase of the first that stands in any; None where none does."""
    there = [phase for phase in phases if phase is not None]
    if not there:
        return None
    ends = [phase.until for phase in there]
    known = [end for end in ends if end is not None]
    return Phase(there[0].number, tuple(fact for phase in there for fact in phase.facts),
                 max(known) if len(known) == len(ends) else None, any(phase.unclear for phase in there))


def until_words(until: date | None, then: str) -> str:
    """Why a finding ends when it does."""
    return then if until is not None else "until the date is known, the facts change or a clearance is stored"


def begun_stays(facts: Facts, on: date) -> list[Immobilisation]:
    """Casts and stays that have begun by `on`; a planned one says nothing yet."""
    return [stay for stay in facts.immobilisations or () if not stay.start.is_after(on)]


def is_long_enough(stay: Immobilisation, on: date) -> bool:
    """Whether a time in bed reached three days; an unknown length counts as long enough (unknown is not "no")."""
    least = limit("bed_rest_least", on)
    if stay.days is not None:
        return stay.days >= least
    if stay.end is None or stay.end.latest is None or stay.start.earliest is None:
        return True
    return (stay.end.latest - stay.start.earliest).days >= least


LEG_PAINS: frozenset[SymptomCode] = frozenset({"leg_pain", "groin_pain"})
"""Pain of a leg: the groin, told by itself, is a place of it."""
LEG_STAYS: frozenset[ImmobilisationType] = frozenset({"leg_cast", "leg_boot", "leg_fracture"})


def is_leg_region(region: str) -> bool:
    """Whether an injury's region is the leg, by its group or any place in it."""
    rest = split_side(region)[1]
    return rest in ("leg", "legs", "lower_limb") or rest in WHOLES["leg"]


def is_leg_fracture(injury: Injury) -> bool:
    """A broken leg told of as an injury: R25, not R47."""
    return "fractur" in injury.type and is_leg_region(injury.region)


def has_ended(symptom: Symptom, on: date) -> bool:
    """Whether its last day lies behind; one without a last day goes on."""
    return symptom.ended is not None and symptom.ended.latest is not None and symptom.ended.latest < on


def is_explained(symptom: Symptom) -> bool:
    """Whether a health professional has seen it and it has a known cause: it is no warning sign any more."""
    return symptom.assessed is Answer.YES and symptom.cause in ("known_condition", "injury", "exercise")


def is_settled(symptom: Symptom, rule_code: str) -> bool:
    """Whether a health professional assessed it for this rule after it was last told, and did not leave it open."""
    return rule_code in symptom.settled_for


def is_pregnant(state: Pregnancy | None) -> bool:
    """Whether there is a pregnancy, or may be."""
    return state is not None and state.status in ("pregnant", "might_be")


def joined_side(sides: Iterable[str]) -> str:
    """One side for several facts: left, right, or both (also where a side is not known)."""
    told = set(sides)
    return told.pop() if len(told) == 1 and told <= {"left", "right"} else "both"


def legs(side: str = "") -> frozenset[str]:
    """The leg on that side, or both."""
    return expand("lower_limbs", "" if side == "both" else side)


# Held legs: the rest of the body light to moderate (scale.md#tiers).
@lru_cache(maxsize=256)
def held_legs(side: str = "", more: frozenset[str] = frozenset()) -> Modifications:
    """No work on the leg (both without a side); elsewhere pressure at most 3."""
    return Modifications(pressure_cap=3, regions=legs(side) | more)


@lru_cache(maxsize=8)
def careful_legs(side: str = "") -> Modifications:
    """Legs light to moderate, without elbow, gun, percussion or compression; the rest as it is."""
    return Modifications(pressure_cap=3, techniques=LEG_CARE, only_on=legs(side))
