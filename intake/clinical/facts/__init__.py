"""The facts that rules read: what is known about one client at one moment, without judgement."""
from intake.clinical.facts.complaints import Symptom
from intake.clinical.facts.doctors_words import Clearance, TreatedCondition
from intake.clinical.facts.events import Birth, Clot, Immobilisation, Injury, Ivf, Journey, Operation
from intake.clinical.facts.fact import Fact
from intake.clinical.facts.health import (
    BloodPressure,
    Cancer,
    ClottingTendency,
    Condition,
    Device,
    Inr,
    Platelets,
    Pregnancy,
)
from intake.clinical.facts.kinds import NOT_ASKED, Facts
from intake.clinical.facts.remarks import OpenRemark

__all__ = [
    "NOT_ASKED", "Birth", "BloodPressure", "Cancer", "Clearance", "Clot", "ClottingTendency", "Condition", "Device",
    "Fact", "Facts", "Immobilisation", "Injury", "Inr", "Ivf", "Journey", "OpenRemark", "Operation", "Platelets",
    "Pregnancy", "Symptom", "TreatedCondition",
]
