"""Whether a person's answer about a written name takes away what the name alone says: such an answer needs a review."""

from collections.abc import Iterable

from intake.clinical.medicines.drug_classes import DrugClassCode, canonical_classes
from intake.clinical.medicines.folding import fold
from intake.clinical.medicines.imported_names import ImportedNames
from intake.clinical.medicines.meaning import LEVELS
from intake.clinical.medicines.reading import read_line
from intake.clinical.medicines.statement import MedicationStatement

KNOWN_EXACTLY = frozenset({"exact", "brand", "alias", "imported"})
"""How a name was recognised that is no guess: its meaning is not asked, and saying otherwise needs a reason."""


def lowers(text: str, answer: str, *, country: str | None = None, imported: ImportedNames | None = None) -> bool:
    """Whether `text` is the name of a medicine known exactly, and `answer` gives it a lower level or fewer classes.

    Levels and classes are what rules read of a medicine. `country` and `imported` as in `read_line`.
    """
    known = [each for each in read_line(text, country=country, imported=imported) if each.how in KNOWN_EXACTLY]
    if not known:
        return False
    answered = read_line(text, country=country, imported=imported, answers={fold(text): answer})
    return _level(answered) < _level(known) or not _classes(known) <= _classes(answered)


def _level(statements: Iterable[MedicationStatement]) -> int:
    return max((LEVELS.index(each.level) for each in statements), default=0)


def _classes(statements: Iterable[MedicationStatement]) -> frozenset[DrugClassCode]:
    return frozenset(code for each in statements for code in canonical_classes(
        each.classes, each.atc, each.ingredients, f"{each.route} {each.as_written}"))
