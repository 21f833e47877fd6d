"""Where a text speaks of something that is asked elsewhere: rows of knowledge/remarks.toml found among its senses."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from intake.clinical.remarks.clauses import Word
from intake.clinical.remarks.meanings import KNOWLEDGE, Sense
from intake.clinical.remarks.remark import RemarkKind

_SECTIONS: Mapping[str, RemarkKind] = {
    "signs": "sign", "clots": "clot", "operations": "operation", "births": "birth", "pregnancies": "pregnancy",
    "rests": "rest", "journeys": "journey", "cancers": "cancer", "injuries": "injury", "bleedings": "bleeding",
}
_NEAR = 6
_BESIDE = 5
# A comma is a step of its own between the words of one matter.
_COMMA = 2


class Row(NamedTuple):
    """Groups that stand together, and what they are about. `days`: how old it may be, 0 = any age."""

    kind: RemarkKind
    groups: tuple[str, ...]
    within: int
    unless: str
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
            groups = tuple(row["words"].split(" + "))
            found.setdefault(groups[0], []).append(Row(
                kind, groups, row.get("within", _NEAR), row.get("unless", ""), row["weight"],
                int(row.get("days", about(kind)["days"]))))
    return {group: tuple(rows) for group, rows in found.items()}


def matters_in(words: Sequence[Word], senses: Sequence[Sense]) -> Iterator[Matter]:
    """Everything that the words speak of, in the order of the rows' first words."""
    for number, sense in enumerate(senses):
        for row in _rows().get(sense.group, ()):
            matter = _found(row, number, words, senses)
            if matter and not (row.unless and _stands_beside(row.unless, matter, number, words, senses)):
                yield matter


def _found(row: Row, number: int, words: Sequence[Word], senses: Sequence[Sense]) -> Matter | None:
    """The row at this sense of its first group, with the nearest senses of its other groups."""
    chosen = [senses[number]]
    for group in row.groups[1:]:
        near = [each for each in _around(number, row.within, words, senses) if each.group == group
                and not any(each.start < other.end and other.start < each.end for other in chosen)]
        best = min(near, key=lambda each: _width([*chosen, each], words), default=None)
        if best is None:
            return None
        chosen.append(best)
    if _width(chosen, words) > row.within + len(row.groups) - 1:
        return None
    return Matter(row, min(each.start for each in chosen), max(each.end for each in chosen), tuple(chosen))


def _width(senses: Sequence[Sense], words: Sequence[Word]) -> int:
    """How many words lie from the first to the last, a comma counting as words too."""
    start, end = min(each.start for each in senses), max(each.end for each in senses)
    inside = sum(each.end - each.start - 1 for each in senses)
    return end - start - inside + _COMMA * (words[end - 1].clause - words[start].clause)


def _around(number: int, reach: int, words: Sequence[Word], senses: Sequence[Sense]) -> Iterator[Sense]:
    """The senses of the same sentence whose words stand within reach of this one."""
    here = senses[number]
    sentence = words[here.start].sentence
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(senses) and abs(senses[at].start - here.start) <= reach + 6:
            if words[senses[at].start].sentence == sentence:
                yield senses[at]
            at += step


def _stands_beside(group: str, matter: Matter, number: int, words: Sequence[Word], senses: Sequence[Sense]) -> bool:
    return any(each.group == group and matter.start - _BESIDE <= each.start < matter.end + _BESIDE
               for each in _around(number, _BESIDE + matter.row.within, words, senses))
