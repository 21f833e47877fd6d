"""The dated events that make a clot likelier, gathered from all kinds of facts. No judgement of windows here."""
from collections.abc import Iterator

from intake.clinical.dates.vague import VagueDate
from intake.clinical.facts import Condition, Facts, Injury, Journey
from intake.clinical.facts.codes import ConditionCode
from intake.clinical.screening.evidence import (
    of_birth,
    of_clot,
    of_condition,
    of_injury,
    of_ivf,
    of_journey,
    of_operation,
    of_stay,
)
from intake.clinical.screening.findings import Evidence
from intake.clinical.screening.operation_kinds import LOCAL
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.screening.windows import LEG_STAYS, is_leg_fracture, is_leg_region


def long_journeys(facts: Facts, settings: ScreeningSettings) -> list[Journey]:
    """Journeys whose longest seated stretch reaches the threshold; unknown hours count (unknown is not "no")."""
    least = settings.journey_threshold_hours
    return [j for j in facts.journeys or () if j.seated_hours is None or j.seated_hours >= least]


def plain_leg_injuries(facts: Facts) -> list[Injury]:
    """Leg injuries without cast, boot or fracture: where the same leg was immobilised, it is one event (R25)."""
    held = [s for s in facts.immobilisations or () if s.type in LEG_STAYS]
    return [i for i in facts.injuries or () if is_leg_region(i.region) and not is_leg_fracture(i)
            and not any(s.side == i.side or not s.side or not i.side for s in held)]


VEIN_FILTER: frozenset[ConditionCode] = frozenset({"vena_cava_filter"})
HEPARIN_REACTION: frozenset[ConditionCode] = frozenset({"heparin_induced_thrombocytopenia"})


def vein_filters(facts: Facts) -> list[Condition]:
    """Filters in the vena cava, in place or taken out: each stands for a clot that was there."""
    return [c for c in facts.conditions if c.code in VEIN_FILTER] if facts.conditions else []


def heparin_reactions(facts: Facts) -> list[Condition]:
    """Platelets lowered by heparin (HIT), whether or not it is told as past."""
    return [c for c in facts.conditions if c.code in HEPARIN_REACTION] if facts.conditions else []


def clot_events(facts: Facts, settings: ScreeningSettings) -> Iterator[tuple[VagueDate, Evidence]]:
    """Every such event: its day (of stays the last, or the first while they go on) and itself as evidence."""
    for operation in facts.operations or ():
        if operation.category != LOCAL:
            yield operation.on, of_operation(operation)
    for stay in facts.immobilisations or ():
        yield (stay.start if stay.end is None else stay.end), of_stay(stay)
    for injury in facts.injuries or ():
        if is_leg_region(injury.region):
            yield injury.on, of_injury(injury)
    for journey in long_journeys(facts, settings):
        yield journey.end, of_journey(journey)
    for birth in facts.births or ():
        yield birth.delivered, of_birth(birth)
    yield from _found_or_favoured(facts)


def _found_or_favoured(facts: Facts) -> Iterator[tuple[VagueDate, Evidence]]:
    """Clots that were found, and what treatment brings about: a stimulation for IVF, a reaction to heparin."""
    for clot in facts.clots or ():
        yield clot.on, of_clot(clot)
    for stimulation in facts.ivf or ():
        yield stimulation.stimulation_end, of_ivf(stimulation)
    for reaction in heparin_reactions(facts):
        yield reaction.on, of_condition(reaction)


def events_after(facts: Facts, day: VagueDate, settings: ScreeningSettings) -> tuple[Evidence, ...]:
    """The events that certainly came after `day`; none where `day` is unknown."""
    if day.latest is None:
        return ()
    return tuple(evidence for when, evidence in clot_events(facts, settings)
                 if when.earliest is not None and when.earliest > day.latest)


def event_dates(facts: Facts, settings: ScreeningSettings) -> tuple[VagueDate, ...]:
    """The days of all such events, for a clearance that is about them together (R30)."""
    return tuple(when for when, _ in clot_events(facts, settings))
