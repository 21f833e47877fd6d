"""Where a text speaks of something that is asked elsewhere: rows of knowledge/remarks.toml found among its senses."""

import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from intake.clinical.remarks.clauses import Word
from intake.clinical.remarks.meanings import KNOWLEDGE, Sense
from intake.clinical.remarks.remark import RemarkKind

_SECTIONS: Mapping[str, RemarkKind] = {
    "signs": "sign", "clots": "clot", "operations": "operation", "births": "birth", "pregnancies": "pregnancy",
    "rests": "rest", "journeys": "journey", "cancers": "cancer", "injuries": "injury", "bleedings": "bleeding",
    "medicines": "medicine",
}
_NEAR = 6
_BESIDE = 3
# A comma is a step of its own between the words of one matter.
_COMMA = 2
_LONGEST_PHRASE = 6
_NEAREST = 3


class Row(NamedTuple):
    """Groups that stand together, and what they are about. `days`: how old it may be, 0 = any age."""

    kind: RemarkKind
    groups: tuple[str, ...]
    in_order: bool
    within: int
    unless: tuple[str, ...]
    weight: int
    days: int


class Matter(NamedTuple):
    """A row found: from word `start` up to before word `end`; `senses` are the places of its groups."""

    row: Row
    start: int
    end: int
    senses: tuple[Sense, ...]

    @property
    def kind(self) -> RemarkKind:
        """What it is about."""
        return self.row.kind


@lru_cache(maxsize=1)
def _table() -> Mapping[str, object]:
    with (KNOWLEDGE / "remarks.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=32)
def about(kind: str) -> Mapping[str, str | int]:
    """The question of a kind, its source, and how many days it may be old (0: any age)."""
    kinds = _table()["kinds"]
    assert isinstance(kinds, dict)
    found: Mapping[str, str | int] = kinds[kind]
    return found


@lru_cache(maxsize=1)
def _rows() -> Mapping[str, tuple[Row, ...]]:
    """The rows by their first group."""
    found: dict[str, list[Row]] = {}
    for section, kind in _SECTIONS.items():
        part = _table()[section]
        assert isinstance(part, dict)
        for row in part["rows"]:
            in_order = " > " in row["words"]
            groups = tuple(row["words"].replace(" > ", " + ").split(" + "))
            unless = tuple(filter(None, row.get("unless", "").split("|")))
            days = int(row.get("days", about(kind)["days"]))
            found.setdefault(groups[0], []).append(
                Row(kind, groups, in_order, row.get("within", _NEAR), unless, row["weight"], days))
    return {group: tuple(rows) for group, rows in found.items()}


class _Places:
    """The senses of a text by sentence and group, in their order."""

    def __init__(self, words: Sequence[Word], senses: Sequence[Sense]) -> None:
        self.words = words
        self.starts: dict[tuple[int, str], list[int]] = {}
        self.senses: dict[tuple[int, str], list[Sense]] = {}
        for sense in senses:
            key = (words[sense.start].sentence, sense.group)
            self.starts.setdefault(key, []).append(sense.start)
            self.senses.setdefault(key, []).append(sense)

    def near(self, group: str, sense: Sense, reach: int) -> list[Sense]:
        """The few senses of a group that stand nearest to this one, within reach in its sentence."""
        key = (self.words[sense.start].sentence, group)
        starts = self.starts.get(key)
        if not starts:
            return []
        at = bisect_left(starts, sense.start)
        return [each for each in self.senses[key][max(0, at - _NEAREST):at + _NEAREST]
                if abs(each.start - sense.start) <= reach]


def matters_in(words: Sequence[Word], senses: Sequence[Sense]) -> Iterator[Matter]:
    """Everything that the words speak of, in the order of the rows' first words."""
    places = _Places(words, senses)
    for sense in senses:
        for row in _rows().get(sense.group, ()):
            matter = _match(row, sense, places)
            if matter and not any(_stands_beside(group, matter, places) for group in row.unless):
                yield matter


def _match(row: Row, first: Sense, places: _Places) -> Matter | None:
    """The row at this sense of its first group, with the nearest senses of its other groups."""
    chosen = [first]
    for group in row.groups[1:]:
        near = [each for each in places.near(group, first, row.within + _LONGEST_PHRASE)
                if not any(each.start < other.end and other.start < each.end for other in chosen)
                and not (row.in_order and each.start < chosen[-1].end)]
        best = min(near, key=lambda each: _width([*chosen, each], places.words), default=None)
        if best is None:
            return None
        chosen.append(best)
    if _width(chosen, places.words) > row.within + len(row.groups) - 1:
        return None
    return Matter(row, min(each.start for each in chosen), max(each.end for each in chosen), tuple(chosen))


def _width(senses: Sequence[Sense], words: Sequence[Word]) -> int:
    """How many words lie from the first to the last, a comma counting as words too."""
    start, end = min(each.start for each in senses), max(each.end for each in senses)
    inside = sum(each.end - each.start - 1 for each in senses)
    return end - start - inside + _COMMA * (words[end - 1].clause - words[start].clause)


def _stands_beside(group: str, matter: Matter, places: _Places) -> bool:
    return any(matter.start - _BESIDE <= each.start < matter.end + _BESIDE
               for each in places.near(group, matter.senses[0], _BESIDE + matter.row.within))
