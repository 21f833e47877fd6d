"""What one medicine gives by itself: the one place that says which rule and which tier (bleeding.md#levels).

The reader of medicine lines says what it is: ingredients, classes, level, route, frequency, status.
"""
from collections.abc import Collection
from datetime import date, timedelta

from intake.clinical.dates.vague import VagueDate
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.medicines import PRESENT, MedicationStatement
from intake.clinical.medicines.meaning import LOCAL_ROUTES
from intake.clinical.medicines.vocabulary import substances_of_class
from intake.clinical.screening.findings import Tier
from intake.clinical.screening.thresholds import limit

STRONG, MILDER, LITTLE = "R46", "R64", "R67"
STRENGTH = {rule: place for place, rule in enumerate(("", LITTLE, MILDER, STRONG))}
TIER_OF_RULE = {STRONG: Tier.CAUTION, MILDER: Tier.CAUTION, LITTLE: Tier.NOTE, "": Tier.NONE}
_RULE_OF_LEVEL = {"high": STRONG, "moderate": MILDER, "low": LITTLE, "": ""}


def rule_of_level(level: str) -> str:
    """R46, R64, R67 or "" for a level: high, moderate, low or ""."""
    return _RULE_OF_LEVEL[level]


def rule_of(statement: MedicationStatement) -> str:
    """R46, R64, R67 or "" by the words of one line alone, whoever takes it and whenever."""
    return _by_words(statement.level, statement.frequency, statement.route, statement.ingredients)


def tier_of(statement: MedicationStatement) -> Tier:
    """The tier shown beside a line: of its rule while it counts; NONE when past, planned, not taken or another's."""
    return TIER_OF_RULE[rule_of(statement)] if statement.status in PRESENT else Tier.NONE


def alone(medicine: MedicineFact, on: date) -> str:
    """R46, R64, R67 or "" for a client who takes it, on `on`: the stronger of what its words and its classes give."""
    if not medicine.classes and not medicine.level:
        return ""  # as most medicines are
    if _is_thrombolysis(medicine):
        # It counts for 30 days after it was given (bleeding.md#levels); an unknown day counts as today.
        return STRONG if _given(medicine).days_before(on) <= limit("thrombolysis", on) else ""
    by_words = _by_words(medicine.level, medicine.written_frequency, medicine.route, medicine.ingredients)
    return max(by_words, _by_class(medicine), key=STRENGTH.__getitem__)


def ends_alone(medicine: MedicineFact, on: date) -> date | None:
    """The first day on which it gives nothing more by itself, however it stands; None where there is no such day."""
    if not _is_thrombolysis(medicine) or (given := _given(medicine).latest) is None:
        return None
    return given + timedelta(int(limit("thrombolysis", on)) + 1)


def _is_thrombolysis(medicine: MedicineFact) -> bool:
    return "thrombolytic" in medicine.classes and medicine.level in ("", "high")


def _given(medicine: MedicineFact) -> VagueDate:
    return medicine.stopped if medicine.stopped.is_told else medicine.started


def _by_words(level: str, frequency: str, route: str, ingredients: Collection[str]) -> str:
    """By its level; an anti-inflammatory that is low is moderate when its own words say every day."""
    every_day = level == "low" and frequency == "daily"
    return MILDER if every_day and _is_anti_inflammatory(route, ingredients) else _RULE_OF_LEVEL[level]


def _is_anti_inflammatory(route: str, names: Collection[str]) -> bool:
    """Whether it is one by name and for the whole body; no coxib, which has little effect on platelets [B-leese]."""
    return (route not in LOCAL_ROUTES and not substances_of_class("nsaid").isdisjoint(names)
            and substances_of_class("coxib").isdisjoint(names))


def _by_class(medicine: MedicineFact) -> str:
    """By its classes, which may be all that is known of it, and by how often it is taken."""
    classes, level = medicine.classes, medicine.level
    if "anticoagulant" in classes and level in ("", "high"):
        return STRONG
    if "btk_inhibitor" in classes and not level:
        return STRONG
    if "antiplatelet" in classes and level != "low":
        return MILDER
    if "nsaid" in classes and medicine.frequency == "daily":
        return MILDER
    if classes & {"steroid", "chemotherapy"} and not level:
        return MILDER
    return LITTLE if classes & {"nsaid", "topical_nsaid", "ssri", "supplement"} else ""
