"""The categories of operations, how serious each is, and what a stay in hospital makes of it.

Clinical source: clots.md#categories-of-operations.
"""

from collections.abc import Mapping
from typing import Literal, get_args

OperationCategory = Literal[
    "hip_replacement", "knee_replacement", "hip_fracture_repair", "leg_fracture_repair", "cancer_surgery",
    "major_abdominal", "major_pelvic", "spinal", "neurosurgery", "cardiac", "major_other", "arthroscopy_leg",
    "varicose_vein_procedure", "foot_ankle_day_case", "day_case_ga_or_regional", "sedation", "local_anaesthetic",
    "caesarean", "not_an_operation",
]
"""A misspelt category is refused by mypy. At run time they are plain strings."""
_CODES: Mapping[str, OperationCategory] = {code: code for code in get_args(OperationCategory)}

CATEGORY_LABELS: Mapping[OperationCategory, str] = {
    "hip_replacement": "hip replacement",
    "knee_replacement": "knee replacement",
    "hip_fracture_repair": "hip fracture repair",
    "leg_fracture_repair": "leg fracture repair",
    "cancer_surgery": "cancer operation",
    "major_abdominal": "major operation in the belly",
    "major_pelvic": "major operation in the pelvis",
    "spinal": "spine operation",
    "neurosurgery": "brain operation",
    "cardiac": "heart operation",
    "major_other": "other major operation",
    "arthroscopy_leg": "keyhole operation on knee or ankle",
    "varicose_vein_procedure": "varicose vein procedure",
    "foot_ankle_day_case": "foot or ankle operation",
    "day_case_ga_or_regional": "day-case operation",
    "sedation": "short procedure under sedation",
    "local_anaesthetic": "small operation under local anaesthetic",
    "caesarean": "caesarean birth",
    "not_an_operation": "no operation",
}

ALWAYS_MAJOR: frozenset[OperationCategory] = frozenset({
    "hip_replacement", "knee_replacement", "hip_fracture_repair", "leg_fracture_repair", "cancer_surgery", "spinal",
    "neurosurgery", "cardiac", "major_other",
})
"""Stay major whatever was said of the stay: their risk is of the operation itself (S1, S20, S21)."""

OFTEN_DAY_CASE: frozenset[OperationCategory] = frozenset({"major_abdominal", "major_pelvic"})
SMALLER: frozenset[OperationCategory] = frozenset({
    "arthroscopy_leg", "varicose_vein_procedure", "foot_ankle_day_case", "day_case_ga_or_regional",
})
"""Major after a stay in hospital: R23 reads "inpatient or anaesthesia 30 min+"."""

DAY_CASE: OperationCategory = "day_case_ga_or_regional"
SEDATION: OperationCategory = "sedation"
UNKNOWN_BY_SETTING: Mapping[str, OperationCategory] = {
    "inpatient": "major_other", "day_case": DAY_CASE, "local_anaesthetic": "local_anaesthetic",
}
"""What words stand for that nobody knows, by how it was done."""
_CAUTION: Mapping[OperationCategory, int] = {
    "not_an_operation": 0, "local_anaesthetic": 1, "sedation": 2, "day_case_ga_or_regional": 3,
    "foot_ankle_day_case": 4, "varicose_vein_procedure": 4, "arthroscopy_leg": 4,
}
MAJOR = 5
"""The gravity of every major one, and of a caesarean."""


def operation_category(text: str) -> OperationCategory | None:
    """The category that bears this code."""
    return _CODES.get(text)


def gravity(category: OperationCategory) -> int:
    """How serious it is, from 0 (no operation) to 5: every major one alike."""
    return _CAUTION.get(category, MAJOR)


def depends_on_stay(category: OperationCategory) -> bool:
    """Whether a stay in hospital, or none, would make it another category of another rule."""
    return category in OFTEN_DAY_CASE or category in SMALLER


def by_setting(category: OperationCategory, setting: str) -> OperationCategory:
    """Let how it was done move the category, never below what the operation itself stands for.

    `setting` is "inpatient", "day_case", "local_anaesthetic" or "" (not asked).
    """
    if category in ALWAYS_MAJOR or category in {"caesarean", "not_an_operation"}:
        return category
    if category in OFTEN_DAY_CASE:
        return DAY_CASE if setting == "day_case" else category
    if setting == "inpatient":
        return "major_other"
    if setting == "local_anaesthetic":
        return "local_anaesthetic" if category == DAY_CASE else category
    if setting == "day_case" and category == "local_anaesthetic":
        return DAY_CASE
    return category
