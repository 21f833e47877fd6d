"""The first later day on which an outcome can change by itself: the borders of all windows of all dated facts."""
from collections.abc import Iterator
from datetime import date, timedelta

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import VagueDate
from intake.clinical.facts import Condition, Facts, Operation, Symptom
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.medicines.drug_classes import DRUG_CLASSES
from intake.clinical.screening.bleeding.conditions import SERIOUS_BLEEDS
from intake.clinical.screening.bleeding.inner import COMPLAINTS as INNER_BLEEDING
from intake.clinical.screening.bleeding.medicines import washout_days
from intake.clinical.screening.clearances import ends_on
from intake.clinical.screening.clots.events import HEPARIN_REACTION
from intake.clinical.screening.clots.illnesses import HOSPITAL, INFECTIONS, infected_on
from intake.clinical.screening.operation_kinds import LOCAL, REPLACEMENT_OR_CANCER, is_minor, is_sedation
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.screening.thresholds import THRESHOLDS, limit
from intake.clinical.screening.windows import LEG_PAINS, LEG_STAYS

MINOR = ("operation_minor", "operation_minor_late")
STAYS = {**dict.fromkeys(LEG_STAYS, ("cast", "cast_late")), "hospital_bed": ("hospital_bed", "hospital_bed_late"),
         "home_bed": ("home_bed", "home_bed_late")}
INJURY = ("injury_acute", "leg_injury", "leg_injury_late", "cast", "cast_late")
JOURNEY = ("journey", "journey_late", "journeys_many_within")
BIRTH = ("birth", "birth_late", "birth_warning")
LEG_PAIN = ("pain_new", "pain_at_joint")
INFECTION = ("infection_home", *HOSPITAL)
_LATER_ROWS = sorted({row.since for rows in THRESHOLDS.values() if len(rows) > 1 for row in rows})


def next_change(facts: Facts, on: date, settings: ScreeningSettings) -> date | None:
    """The first day after `on` on which any window opens or closes, a clearance ends, or an age counts."""
    best: date | None = None
    for day in _borders(facts, on):
        if day > on and (best is None or day < best):
            best = day
    return best


def _after(day: VagueDate | None, keys: tuple[str, ...], on: date) -> Iterator[date]:
    """The first days outside each window; and the day itself, where it is still to come."""
    if day is None or day.latest is None:
        return
    if day.earliest is not None and day.earliest > on:
        yield day.earliest
    for key in keys:
        yield day.latest + timedelta(int(limit(key, on)) + 1)


def _borders(facts: Facts, on: date) -> Iterator[date]:
    yield from _of_events(facts, on)
    yield from _of_states(facts, on)
    for medicine in facts.medicines or ():
        yield from _of_medicine(medicine, on)
    for clearance in facts.clearances:
        end = ends_on(clearance, on)
        yield from (day for day in (clearance.given.earliest, end) if day is not None)
    if facts.born is not None:
        yield _birthday(facts.born, int(limit("age_points", on)))
    yield from _LATER_ROWS


def _of_events(facts: Facts, on: date) -> Iterator[date]:
    for operation in facts.operations or ():
        yield from _after(operation.on, _windows_of(operation), on)
    for stay in facts.immobilisations or ():
        yield from _after(stay.end, STAYS.get(stay.type, ()), on)
        yield from _after(stay.start, (), on)
    for injury in facts.injuries or ():
        yield from _after(injury.on, INJURY, on)
    for journey in facts.journeys or ():
        yield from _after(journey.end, JOURNEY, on)
    for clot in facts.clots or ():
        yield from _after(clot.on, ("svt_hold",) if clot.type == "svt" else ("vte_fresh",), on)
    for stimulation in facts.ivf or ():
        yield from _after(stimulation.stimulation_end, ("ivf",), on)


def _of_states(facts: Facts, on: date) -> Iterator[date]:
    for birth in facts.births or ():
        yield from _after(birth.delivered, BIRTH, on)
    if facts.cancer is not None:
        yield from _after(facts.cancer.last_treatment, ("cancer_active",), on)
    for symptom in facts.symptoms or ():
        yield from _of_symptom(symptom, on)
    for condition in facts.conditions or ():
        yield from _of_condition(condition, on)


def _of_symptom(symptom: Symptom, on: date) -> Iterator[date]:
    if symptom.ended is not None and symptom.ended.latest is not None:
        yield from _after(symptom.ended, ("well_again",), on)
        yield symptom.ended.latest + timedelta(1)
    if symptom.code in LEG_PAINS:
        yield from _after(symptom.onset, LEG_PAIN, on)
    elif symptom.code == "fever":
        yield from _after(infected_on(symptom), INFECTION, on)
    if symptom.code in INNER_BLEEDING:
        yield from _after(symptom.onset, ("inner_bleeding_new",), on)


def _of_condition(condition: Condition, on: date) -> Iterator[date]:
    if condition.code in INFECTIONS:
        yield from _after(infected_on(condition), INFECTION, on)
    elif condition.code in HEPARIN_REACTION:
        yield from _after(condition.on, ("heparin_reaction",), on)
    elif condition.code in SERIOUS_BLEEDS:
        yield from _after(condition.on, ("bleed_recent",), on)
    if condition.ended is not None:
        yield from _after(condition.ended, ("well_again",), on)


def _windows_of(operation: Operation) -> tuple[str, ...]:
    if operation.category == LOCAL:
        # Only a wound that is not healed says anything, and only from the day the windows of R23 are over.
        return ("operation_major",) if operation.healed is Answer.NO else ()
    if is_minor(operation):
        return MINOR
    if is_sedation(operation):
        return ("operation_sedation",)
    late = ("operation_late",) if operation.category in REPLACEMENT_OR_CANCER else ()
    return ("operation_major", *late)


def _of_medicine(medicine: MedicineFact, on: date) -> Iterator[date]:
    if medicine.stopped.latest is not None:
        margin = int(limit("washout_margin", on))
        yield medicine.stopped.latest + timedelta(washout_days(medicine) + margin + 1)
    if "thrombolytic" in medicine.classes:
        yield from _after(medicine.stopped if medicine.stopped.is_told else medicine.started, ("thrombolysis",), on)
    if "steroid" in medicine.classes and medicine.started.latest is not None:
        yield medicine.started.latest + timedelta(int(limit("steroid_long_term", on)))
    for code in medicine.classes:
        days = DRUG_CLASSES[code].first_days
        if days is not None and medicine.started.latest is not None:
            yield medicine.started.latest + timedelta(days + 1)


def _birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
