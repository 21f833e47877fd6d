"""What the categories of operations mean for the rules (clots.md#categories-of-operations).

Typed operations are read in operations.py.
"""
from collections.abc import Mapping

from intake.clinical.facts import Operation
from intake.clinical.facts.codes import NotKnown
from intake.clinical.operations import OperationCategory

LOCAL: OperationCategory = "local_anaesthetic"
SEDATION: OperationCategory = "sedation"
MINOR: frozenset[OperationCategory] = frozenset({
    "arthroscopy_leg", "varicose_vein_procedure", "foot_ankle_day_case", "day_case_ga_or_regional",
})
REPLACEMENT_OR_CANCER: frozenset[OperationCategory] = frozenset({
    "hip_replacement", "knee_replacement", "cancer_surgery",
})
# The operated area, kept free beside the legs (R23, R24).
AREAS: Mapping[OperationCategory | NotKnown, tuple[str, ...]] = {
    "major_abdominal": ("abdomen",), "major_pelvic": ("abdomen", "hip"), "cardiac": ("chest",),
    "spinal": ("upper_back", "mid_back", "lower_back"), "neurosurgery": ("head",),
}


def is_major(operation: Operation) -> bool:
    """Everything that is not smaller, under sedation or under local anaesthetic; of unknown kind too."""
    return operation.category not in MINOR and operation.category not in (LOCAL, SEDATION)


def is_minor(operation: Operation) -> bool:
    """Day case, keyhole leg, vein or foot procedure."""
    return operation.category in MINOR


def is_sedation(operation: Operation) -> bool:
    """A short procedure without general or regional anaesthetic, such as a polyp taken out through an endoscope."""
    return operation.category == SEDATION
