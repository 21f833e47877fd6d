"""Names that a clinic imported from a national register: what the reader needs of them."""
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz.distance import OSA


@dataclass(frozen=True, slots=True)
class ImportedName:
    """One product name of a register: folded name, its ingredients (INN, lower case) and ATC codes."""

    name: str
    ingredients: tuple[str, ...]
    atc: tuple[str, ...]
    country: str
    source: str


class ImportedNames(Protocol):
    """A prepared list, shared by all workers; `intake.records.imported_names` keeps it in a
    read-only file."""

    def exact(self, folded: str) -> ImportedName | None:
        """The entry with this folded name."""

    def near(self, folded: str, distance: int) -> list[tuple[int, ImportedName]]:
        """Entries within `distance` edits, nearest first."""

    def starting(self, folded: str, limit: int) -> list[ImportedName]:
        """Entries whose folded name starts so, in order."""


def edits(word: str, name: str, limit: int) -> int:
    """Letters to change, add, drop or swap to get from one to the other; `most` + 1 when it is more than that."""
    return OSA.distance(word, name, score_cutoff=limit)
