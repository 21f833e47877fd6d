"""What the vocabulary knows about a word, and why."""
from intake.clinical.medicines.imported import ImportedNames
from intake.clinical.medicines.reading import read_line
from intake.clinical.medicines.statement import Explanation


def explain(word: str, *, country: str | None = None, imported: ImportedNames | None = None) -> Explanation:
    """Everything known about a word: how it would be read, each entry it could mean, and what is near it."""
    return Explanation(word, word.lower(), tuple(read_line(word, country=country, imported=imported)), (), ())
