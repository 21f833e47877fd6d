"""Lines of medicines become statements."""
from collections.abc import Mapping

from intake.clinical.medicines.imported import ImportedNames
from intake.clinical.medicines.statement import MedicationStatement


def says_none(line: str) -> bool:
    """Does the line answer "no medicines" (none, nil, N/A)?"""
    return line.strip().lower().rstrip(".") in {"", "none", "nil", "n/a", "no", "nothing"}


def read_line(line: str, *, country: str | None = None, answers: Mapping[str, str] | None = None,
              imported: ImportedNames | None = None) -> list[MedicationStatement]:
    """Each medicine that one typed line mentions, in order; one unrecognised statement when none is known."""
    if says_none(line):
        return []
    return [MedicationStatement(as_written=line, line=line)]


def read_list(text: str, *, country: str | None = None, answers: Mapping[str, str] | None = None,
              imported: ImportedNames | None = None) -> list[MedicationStatement]:
    """A pasted list, line by line."""
    return [statement for line in text.splitlines() if line.strip()
            for statement in read_line(line, country=country, answers=answers, imported=imported)]
