"""Operations as people type them, read into categories; the more cautious one while unclear.

Clinical source: clots.md#categories-of-operations.
"""

from intake.clinical.operations.category import (
    ALWAYS_MAJOR,
    CATEGORY_LABELS,
    OFTEN_DAY_CASE,
    OperationCategory,
    operation_category,
)
from intake.clinical.operations.hardware import category_of_hardware
from intake.clinical.operations.reading import OperationReading, read_operation

__all__ = ["ALWAYS_MAJOR", "CATEGORY_LABELS", "OFTEN_DAY_CASE", "OperationCategory", "OperationReading",
           "category_of_hardware", "operation_category", "read_operation"]
