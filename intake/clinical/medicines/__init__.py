"""The reading of medicines as people type them. Stands alone: plain Python, rapidfuzz and jellyfish.

Clinical source: reading-medicines.md#vague-words and what follows there; bleeding.md#medicines-that-raise-bleeding. How
the vocabulary was built: docs/medicines.md.
"""
from intake.clinical.medicines.explanation import explain
from intake.clinical.medicines.imported_names import ImportedName, ImportedNames
from intake.clinical.medicines.reading import read_line, read_list, says_none
from intake.clinical.medicines.statement import (
    HOW,
    PRESENT,
    STATUSES,
    Explanation,
    KnownName,
    MedicationStatement,
    Suggestion,
)
from intake.clinical.medicines.suggestions import suggest

__all__ = ["HOW", "PRESENT", "STATUSES", "Explanation", "ImportedName", "ImportedNames", "KnownName",
           "MedicationStatement", "Suggestion", "explain", "read_line", "read_list", "says_none", "suggest"]
