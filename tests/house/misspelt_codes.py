"""Codes that are misspelt. Nothing runs this: mypy reads it (`make lint`) and has to refuse each line.

Where it lets one pass, its ignore is unused, and mypy's strict rules say so.
"""
from intake.clinical.facts import Cancer, Clot, Condition, Device, Immobilisation, Operation, Pregnancy, Symptom
from intake.clinical.facts.codes import ConditionCode, SymptomCode
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.screening.findings import Tier
from intake.clinical.screening.rule import rule

FACTS = (
    Symptom("leg_swellling"),  # type: ignore[arg-type]
    Condition("osteoporosys"),  # type: ignore[arg-type]
    Device("pacemakr"),  # type: ignore[arg-type]
    Operation("hip_replacment"),  # type: ignore[arg-type]
    Immobilisation("leg_kast"),  # type: ignore[arg-type]
    Clot("dvd"),  # type: ignore[arg-type]
    Cancer("aktive"),  # type: ignore[arg-type]
    Pregnancy("pregant"),  # type: ignore[arg-type]
    MedicineFact("warfarin", classes=frozenset({"anticoagulent"})),  # type: ignore[arg-type]
)
SIGNS: frozenset[SymptomCode] = frozenset({"leg_swelling", "leg_reddness"})  # type: ignore[arg-type]
ILL: frozenset[ConditionCode] = frozenset({"leg_swelling"})  # type: ignore[arg-type]
HEADER = rule("R00", name="", tiers=(Tier.NOTE,), reads=(), sources=(),
              codes=frozenset({"leg_swellling"}))  # type: ignore[arg-type]


def refuses(symptom: Symptom, operation: Operation, cancer: Cancer) -> bool:
    """Comparing with what can never be is refused as well."""
    return (
        symptom.code == "leg_swellling"  # type: ignore[comparison-overlap]
        or operation.category == "local_anesthetic"  # type: ignore[comparison-overlap]
        or cancer.status == "aktive"  # type: ignore[comparison-overlap]
    )
