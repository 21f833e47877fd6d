"""What the reading of a medicine line gives: plain frozen values, the nouns that every other floor uses."""
from collections.abc import Mapping
from dataclasses import dataclass

STATUS_WORDS: Mapping[str, str] = {
    "taken": "taken now", "as_needed": "when needed", "recently_stopped": "stopped lately", "past": "in the past",
    "planned": "planned", "on_hold": "paused", "unsure": "not sure whether taken", "not_taken": "not taken",
    "allergy": "allergy", "other_person": "somebody else’s",
}
STATUSES = tuple(STATUS_WORDS)
# A medicine in one of these states acts on the body now or may do so: it keeps its tier.
PRESENT = frozenset({"taken", "as_needed", "recently_stopped", "on_hold", "unsure"})
HOW_WORDS: Mapping[str, str] = {
    "exact": "exact name", "brand": "brand name", "alias": "another name for it", "misspelling": "likely misspelling",
    "phrase": "from the words", "imported": "national list", "unrecognised": "not recognised",
}
HOW = tuple(HOW_WORDS)
TIER_OF_RULE = {"R46": "CAUTION", "R64": "CAUTION", "R67": "NOTE", "": "NONE"}


@dataclass(frozen=True, slots=True)
class MedicationStatement:
    """One medicine as the client wrote it, and what it was understood to be.

    `rule` is what this medicine alone gives (R46, R64, R67 or "", bleeding.md#levels), whoever takes it and whenever;
    `tier` is what it gives given its status: CAUTION, NOTE, or NONE when past, planned, not taken, an allergy
    or somebody else's. `level` is its level there: high, moderate, low or "".
    `candidates` are the "did you mean" names, best first; `question` is what a person should be asked.
    """

    as_written: str
    line: str
    ingredients: tuple[str, ...] = ()
    atc: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    rule: str = ""
    tier: str = "NONE"
    level: str = ""
    status: str = "taken"
    how: str = "unrecognised"
    confidence: float = 0.0
    dose: str = ""
    frequency: str = ""
    route: str = ""
    candidates: tuple[str, ...] = ()
    question: str = ""
    reveals: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name offered while typing: what to put in the field, and what it is."""

    text: str
    ingredients: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class KnownName:
    """One thing the vocabulary knows about a word, and who says so."""

    name: str
    kind: str
    ingredients: tuple[str, ...]
    atc: tuple[str, ...]
    classes: tuple[str, ...]
    rule: str
    level: str
    note: str
    countries: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The look-up page: `read` is how the word would be read today, `known` every entry it could mean."""

    word: str
    folded: str
    read: tuple[MedicationStatement, ...]
    known: tuple[KnownName, ...]
    near: tuple[str, ...]
