"""Names offered while typing."""
from intake.clinical.medicines.imported import ImportedNames
from intake.clinical.medicines.statement import Suggestion


def suggest(prefix: str, limit: int = 8, *, country: str | None = None,
            imported: ImportedNames | None = None) -> list[Suggestion]:
    """Up to `limit` names that start with what was typed, bleeding medicines first."""
    return []
