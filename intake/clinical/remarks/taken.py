"""Medicines named in passing: those that rules rate, taken by the writer, recognised surely enough for ordinary words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from intake.clinical.medicines import PRESENT, MedicationStatement, read_line
from intake.clinical.medicines.drug_classes import CLOT_POINT_CLASSES, canonical_classes
from intake.clinical.medicines.folding import fold
from intake.clinical.medicines.vocabulary import vocabulary
from intake.clinical.remarks.clauses import Word

_SURE = frozenset({"exact", "brand", "alias", "phrase", "imported"})
_LEAST_FOR_A_GUESS = 0.75
_LONGEST_PIECE = 200
MOST_PIECES = 100
_LOCAL = frozenset({"topical", "inhaled", "topical_nsaid", "steroid_topical", "heparinoid_topical", "line_flush", "food"})


class Named(NamedTuple):
    """A medicine that is taken: its first word in the text, and whether it thins the blood."""

    at: int
    weight: int
    thins_blood: bool


def medicines_in(text: str, words: Sequence[Word], country: str | None, allergies: bool, taking: Sequence[bool]
                 ) -> Iterator[Named]:
    """Rated medicines that a text says are taken. `taking`: for each word, whether it speaks of taking."""
    for start, end in _pieces(words)[:MOST_PIECES]:
        piece = text[words[start].start:words[end - 1].end]
        for statement in _read(piece, country):
            at = _place(statement, words, start, end)
            if at is not None and _counts(statement) and not (allergies and not _is_taken(at, words, taking)):
                yield Named(at, _weight(statement), _thins(statement))


def _pieces(words: Sequence[Word]) -> list[tuple[int, int]]:
    """The sentences, in pieces of bounded length, that hold a word which is no ordinary one or may begin a phrase."""
    found: list[tuple[int, int]] = []
    start = 0
    for index in range(1, len(words) + 1):
        if index == len(words) or words[index].sentence != words[start].sentence or (
                words[index].end - words[start].start > _LONGEST_PIECE):
            found.append((start, index))
            start = index
    return found


def _read(piece: str, country: str | None) -> list[MedicationStatement]:
    return read_line(" ".join(piece.split()), country=country)


def _place(statement: MedicationStatement, words: Sequence[Word], start: int, end: int) -> int | None:
    first = fold(statement.as_written).split(" ")[0]
    return next((index for index in range(start, end) if words[index].text.startswith(first)), None) if first else None


def _counts(statement: MedicationStatement) -> bool:
    if statement.status not in PRESENT or _LOCAL.intersection(statement.classes) or not _is_rated(statement):
        return False
    if statement.how == "misspelling":
        return statement.confidence >= _LEAST_FOR_A_GUESS and statement.level in ("high", "moderate")
    return statement.how in _SURE and not _is_ordinary(statement)


def _is_rated(statement: MedicationStatement) -> bool:
    if statement.level in ("high", "moderate"):
        return True
    if "supplement" in statement.classes:
        return False
    classes = canonical_classes(statement.classes, statement.atc, statement.ingredients, statement.as_written)
    return statement.level == "low" or not CLOT_POINT_CLASSES.isdisjoint(classes)


def _is_ordinary(statement: MedicationStatement) -> bool:
    """A brand that is a word of everyday speech counts only with a dose."""
    word = fold(statement.as_written)
    return statement.how == "brand" and not statement.dose and vocabulary().is_common(word)


def _is_taken(at: int, words: Sequence[Word], taking: Sequence[bool]) -> bool:
    """Among allergies: whether words of taking stand right before the name, in its clause or after "none"."""
    return any(taking[index] and words[index].sentence == words[at].sentence for index in range(max(0, at - 3), at))


def _weight(statement: MedicationStatement) -> int:
    return ("", "low", "moderate", "high").index(statement.level)


def _thins(statement: MedicationStatement) -> bool:
    return not {"anticoagulant", "antiplatelet", "thrombolytic"}.isdisjoint(statement.classes)
