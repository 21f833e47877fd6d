"""Clot points (clots.md#points, a choice of this project, no clinical score): shown as facts, never as a number.

Each event or factor counts once, at its highest value. "Transient" factors pass with time; the others last.
"""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import VagueDate
from intake.clinical.facts import Birth, Facts, Injury, Operation
from intake.clinical.facts.codes import ConditionCode
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.medicines.drug_classes import CLOT_POINT_CLASSES, DRUG_CLASSES
from intake.clinical.screening.clots.cancer import is_active
from intake.clinical.screening.clots.events import long_journeys, plain_leg_injuries, vein_filters
from intake.clinical.screening.clots.factor import Factor, phased
from intake.clinical.screening.clots.illnesses import illness_factors, is_or_was_ill
from intake.clinical.screening.evidence import (
    of_birth,
    of_cancer,
    of_clot,
    of_condition,
    of_family,
    of_injury,
    of_ivf,
    of_journey,
    of_medicine,
    of_operation,
    of_pregnancy,
    of_stay,
    of_tendency,
)
from intake.clinical.screening.findings import Evidence
from intake.clinical.screening.operation_kinds import REPLACEMENT_OR_CANCER, is_major, is_minor, is_sedation
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.screening.thresholds import limit
from intake.clinical.screening.windows import LEG_STAYS, begun_stays, is_leg_fracture, strongest_phase

MEDICAL: frozenset[ConditionCode] = frozenset({
    "heart_failure", "chronic_lung_disease", "inflammatory_bowel_disease", "nephrotic_syndrome",
    "inflammatory_rheumatic_disease",
})
COUNTED: frozenset[ConditionCode] = MEDICAL | {"varicose_veins", "paralysed_leg"}
NOT_TAKEN = frozenset({"past", "planned", "not_taken", "allergy", "other_person"})


@dataclass(frozen=True, slots=True)
class ClotPoints:
    """All factors of one person on one day."""

    total: int
    factors: tuple[Factor, ...]

    @property
    def strongest_transient(self) -> int:
        """The points of the strongest passing factor, 0 where there is none."""
        return max((f.points for f in self.factors if f.transient), default=0)

    @property
    def passing(self) -> int:
        """The points of all passing factors together."""
        return sum(f.points for f in self.factors if f.transient)


NO_POINTS = ClotPoints(0, ())
_CACHE = "_clot_points"


def clot_points(facts: Facts, on: date, settings: ScreeningSettings) -> ClotPoints:
    """Every factor that counts on `on` (clots.md#points); worked out once per facts, day and settings."""
    kept: tuple[date, ScreeningSettings, ClotPoints] | None = facts.__dict__.get(_CACHE)
    if kept is not None and kept[0] == on and kept[1] is settings:
        return kept[2]
    tally = _tally(facts, on, settings)
    facts.__dict__[_CACHE] = (on, settings, tally)
    return tally


def _tally(facts: Facts, on: date, settings: ScreeningSettings) -> ClotPoints:
    found: list[Factor] = []
    if facts.operations:
        found += _operation(facts.operations, on)
    if facts.immobilisations or facts.injuries:
        found += _legs(facts, on)
    if is_or_was_ill(facts):
        found += illness_factors(facts, on)
    if facts.journeys:
        found += _travel(facts, on, settings)
    found += _pregnancy(facts, on)
    if facts.births:
        found += _births(facts.births, on)
    if facts.clots or facts.conditions:
        found += _clots(facts, on)
    if facts.cancer is not None and is_active(facts.cancer, on):
        found.append(Factor("cancer", 3, False, (of_cancer(facts.cancer),)))
    found += _lasting(facts, on)
    if not found:
        return NO_POINTS
    return ClotPoints(sum(factor.points for factor in found), tuple(found))


def _operation(operations: tuple[Operation, ...], on: date) -> list[Factor]:
    """The one strongest operation: major to day 84, minor to 42, minor late to 84, replacements to 365; under sedation
    to 42.
    """
    major = phased("surgery_major", ((s, s.on) for s in operations if is_major(s)), on, {"operation_major": 3},
                   of_operation)
    if major:
        return major
    minor = strongest_phase(((s, s.on) for s in operations if is_minor(s)), on, "operation_minor",
                            "operation_minor_late")
    if minor is not None:
        name, points = (("surgery_minor", 3), ("surgery_minor_late", 2))[minor.number]
        return [Factor(name, points, True, tuple(map(of_operation, minor.facts)), minor.until)]
    late = phased("surgery_late", ((s, s.on) for s in operations if s.category in REPLACEMENT_OR_CANCER), on,
                  {"operation_late": 1}, of_operation)
    return late or phased("sedation", ((s, s.on) for s in operations if is_sedation(s)), on,
                          {"operation_sedation": 1}, of_operation)


def _legs(facts: Facts, on: date) -> list[Factor]:
    stays = begun_stays(facts, on)
    injuries = facts.injuries or ()
    legs: list[tuple[object, VagueDate | None]] = [(s, s.end) for s in stays if s.type in LEG_STAYS]
    legs += [(i, i.on) for i in injuries if is_leg_fracture(i)]
    found = phased("leg_immobilised", legs, on, {"cast": 3, "cast_late": 2},
                   lambda f: of_injury(f) if isinstance(f, Injury) else of_stay(f))
    found += phased("leg_injury", ((i, i.on) for i in plain_leg_injuries(facts)), on,
                    {"leg_injury": 2, "leg_injury_late": 1}, of_injury)
    immobile = [s for s in stays if s.type == "paralysed_or_immobile_leg"]
    if immobile:
        found.append(Factor("paralysed_leg", 2, False, tuple(map(of_stay, immobile))))
    return found


def _travel(facts: Facts, on: date, settings: ScreeningSettings) -> list[Factor]:
    """One factor however many journeys: 2 to day 14, 1 to day 56, one more for three in 28 days or 12 hours in 14."""
    journeys = long_journeys(facts, settings)
    phase = strongest_phase(((j, j.end) for j in journeys), on, "journey", "journey_late")
    if phase is None:
        return []
    fresh, within = int(limit("journey", on)), int(limit("journeys_many_within", on))
    very_long = [j.end for j in phase.facts if phase.number == 0
                 and j.seated_hours is not None and j.seated_hours >= limit("journey_very_long", on)]
    late = [j.end for j in journeys if not j.end.is_after(on) and j.end.days_before(on) <= within]
    more = [_counted_until(days, least, window) for days, least, window in (
        (very_long, 1, fresh), (late, int(limit("journeys_many", on)), within)) if len(days) >= least]
    known = [end for end in more if end is not None]
    ends = (phase.until, max(known, default=None) if len(known) == len(more) else None)
    return [Factor("travel", 2 - phase.number + bool(more), True, tuple(map(of_journey, phase.facts)),
                   min((end for end in ends if end), default=None))]


def _counted_until(days: Sequence[VagueDate], least: int, window: int) -> date | None:
    """The first day on which fewer than `least` of the days lie in the window; None where too many are not known."""
    known = sorted((day.latest for day in days if day.latest is not None), reverse=True)
    unknown = len(days) - len(known)
    return None if unknown >= least else known[least - unknown - 1] + timedelta(window + 1)


def _pregnancy(facts: Facts, on: date) -> list[Factor]:
    """A stimulation for IVF to week 12, and a pregnancy: the one that it led to counts beside it, not again in full."""
    found = phased("ivf", ((i, i.stimulation_end) for i in facts.ivf), on, {"ivf": 2}, of_ivf) if facts.ivf else []
    if facts.pregnancy is not None and facts.pregnancy.status != "none":
        found.append(Factor("pregnant", 1 if found else 2, True, (of_pregnancy(facts.pregnancy),)))
    return found


def _births(births: tuple[Birth, ...], on: date) -> list[Factor]:
    """The one strongest birth; a vaginal one counts one point less."""
    grave = phased("postpartum", ((b, b.delivered) for b in births if b.mode != "vaginal"), on,
                   {"birth": 3, "birth_late": 2}, of_birth)
    vaginal = phased("postpartum", ((b, b.delivered) for b in births if b.mode == "vaginal"), on,
                     {"birth": 2, "birth_late": 1}, of_birth)
    return max(grave, vaginal, key=lambda found: found[0].points if found else 0)


def _clots(facts: Facts, on: date) -> list[Factor]:
    clots, filters = facts.clots or (), vein_filters(facts)
    if not clots and not filters:
        return []
    deep = (*map(of_clot, [c for c in clots if c.type != "svt"]), *map(of_condition, filters))
    found = [Factor("vte", 3, False, deep)] if deep else []
    return found + phased("svt", ((c, c.on) for c in clots if c.type == "svt"), on, {"svt_hold": 3}, of_clot)


def _lasting(facts: Facts, on: date) -> list[Factor]:
    found: list[Factor] = []
    age = facts.age_on(on)
    if age is not None and age >= limit("age_points", on):
        found.append(Factor("age60", 1, False, (Evidence("", "aged 60 or more"),)))
    if facts.bmi is not None and facts.bmi >= limit("bmi_obese", on):
        found.append(Factor("bmi30", 1, False, (Evidence("", "BMI 30 or more"),)))
    if facts.thrombophilia:
        found.append(Factor("thrombophilia", 2, False, tuple(map(of_tendency, facts.thrombophilia))))
    if facts.family_clot is Answer.YES:
        found.append(Factor("family_history", 1, False, (of_family(facts),)))
    if facts.medicines:
        found += _drugs(facts.medicines, on)
    if facts.conditions:
        found += _conditions(facts)
    return found


def _drugs(medicines: tuple[MedicineFact, ...], on: date) -> list[Factor]:
    counted, ends = [], []
    for medicine in medicines:
        if medicine.status in NOT_TAKEN or medicine.status == "recently_stopped":
            continue
        for code in medicine.classes & CLOT_POINT_CLASSES:
            days = DRUG_CLASSES[code].first_days
            if days is None or medicine.started.days_before(on) <= days:
                counted.append(medicine)
                ends.append(None if days is None or medicine.started.latest is None
                            else medicine.started.latest + timedelta(days + 1))
    if not counted:
        return []
    known = [end for end in ends if end is not None]
    until = max(known) if len(known) == len(ends) else None
    return [Factor("drug", 1, False, tuple(map(of_medicine, dict.fromkeys(counted))), until)]


def _conditions(facts: Facts) -> list[Factor]:
    found: list[Factor] = []
    present = [c for c in facts.conditions or () if c.code in COUNTED and not c.past]
    veins = [c for c in present if c.code == "varicose_veins"]
    if veins:
        found.append(Factor("varicose_veins", 1, False, tuple(map(of_condition, veins))))
    medical = [c for c in present if c.code in MEDICAL]
    if medical:
        found.append(Factor("medical_condition", 1, False, tuple(map(of_condition, medical))))
    immobile = [c for c in present if c.code == "paralysed_leg"]
    if immobile and not any(s.type == "paralysed_or_immobile_leg" for s in facts.immobilisations or ()):
        found.append(Factor("paralysed_leg", 2, False, tuple(map(of_condition, immobile))))
    return found
