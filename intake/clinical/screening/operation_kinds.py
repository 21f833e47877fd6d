"""What the categories of operations mean for the rules (clots.md#categories-of-operations).

Typed operations are read in operations.py.
"""
from collections.abc import Mapping

from intake.clinical.facts import Operation
from intake.clinical.facts.codes import NotKnown
from intake.clinical.operations import OperationCategory

LOCAL: OperationCategory = "local_anaesthetic"
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


def is_minor(operation: Operation) -> bool:
    """Day case, keyhole leg, vein or foot procedure. Everything else that is not local counts as major, unknown too."""
    return operation.category in MINOR
