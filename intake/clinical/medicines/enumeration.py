"""What a word about taking is said of when a list follows it: "no aspirin, warfarin or ibuprofen"."""
from typing import NamedTuple

from intake.clinical.medicines.line_map import FARTHEST, LineMap
from intake.clinical.medicines.reach_words import AND, CARRIES, NOR, TAKES_UP

_HEADING = frozenset({":", "-"})
_MARKS = frozenset(",/&+()")


class Enumeration(NamedTuple):
    """The list behind a word: where it ends, whether it stands under a heading, and what closes it: or, and, ""."""

    end: int
    headed: bool
    closed_by: str

    def holds(self, start: int, either: bool) -> bool:
        """Is the medicine at `start` surely one of it? `either`: "and" closes the list as well as "or"."""
        return start < self.end and (self.headed or self.closed_by == "or" or (either and self.closed_by == "and"))


def enumeration_behind(places: LineMap, start: int) -> Enumeration:
    """The list that begins at `start`; without a word that closes it, what the last comma parts off is left out."""
    headed = places.at(start) in _HEADING
    index, comma, closed, medicines = start + headed, start, "", 0
    while index < min(len(places.texts), start + FARTHEST) and not places.break_between(start, index + 1) == "hard":
        number, text = places.number_at(index), places.at(index)
        if number is not None:
            index, medicines = places.spans[number][1], medicines + 1
            continue
        if not _goes_on(text, headed):
            return Enumeration(index if closed else comma, headed, closed)
        comma = index if text == "," else comma
        closed = _closing(text, medicines) or closed
        index += 1
    return Enumeration(index, headed, closed)


def _goes_on(text: str, headed: bool) -> bool:
    if headed:
        return text not in TAKES_UP
    return text in _MARKS or text in CARRIES or text in NOR or text in AND


def _closing(text: str, medicines: int) -> str:
    if not medicines:
        return ""
    return "or" if text in NOR else "and" if text in AND else ""
