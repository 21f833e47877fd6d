"""Whose a matter is: the writer's own, or somebody else's, by the persons named beside it."""

from typing import Literal

from intake.clinical.remarks.matters import Matter
from intake.clinical.remarks.said import Said

Owner = Literal["", "relative", "other"]
"""The writer, a parent, sibling or child (or nobody says who in the family), somebody else."""
_REACH = 9
_LINKS = frozenset({"in", "my", "of", "on", "the", "a"})


def whose(said: Said, matter: Matter) -> Owner:
    """Whose it is, "" where nothing says plainly that it is somebody else's."""
    if matter.kind in ("clot", "cancer") and any(said.means(index, "in_family") for index in said.around(matter)):
        return "relative"
    if matter.kind == "birth" and any(said.means(index, "own_child") for index in said.around(matter)):
        # A child that was born has been borne by somebody.
        return ""
    owner = _by_her(said, matter) or _before(said, matter)
    return _behind(said, matter) if not owner and matter.kind != "injury" else owner


def has_relative_had_one(said: Said, matter: Matter) -> bool:
    """"no clots, but my brother had one"."""
    behind = list(said.behind(matter.end, _REACH + 3))
    return any(said.means(index, "had_one") and any(_owner(said, at) == "relative" for at in behind if at < index)
               for index in behind)


def _owner(said: Said, index: int) -> Owner:
    if said.means(index, "relative"):
        return "relative"
    return "other" if said.means(index, "other_person") else ""


def _is_oneself(said: Said, index: int) -> bool:
    """Whether it is "I" or "my"; not the "my" of "my mother"."""
    return said.means(index, "own") and not (index + 1 < len(said.words) and _owner(said, index + 1))


def _by_her(said: Said, matter: Matter) -> Owner:
    """"looking after mum since her operation": hers, where somebody stands before it and nothing says "I"."""
    before = list(said.before(matter.start, _REACH))
    if not any(said.means(index, "hers") for index in before[:2]):
        return ""
    for index in before[1:]:
        if _is_oneself(said, index):
            return ""
        if owner := _owner(said, index):
            return "" if said.means(index - 1, "hers", "by_hand") else owner
    return ""


def _before(said: Said, matter: Matter) -> Owner:
    for index in said.before(matter.start, _REACH):
        if owner := _owner(said, index):
            if _is_setting(said, index, matter.start) or _is_parted(said, index, matter):
                return ""
            return "relative" if any(said.means(at, "relative") for at in said.before(index, 3)) else owner
        if _is_oneself(said, index) or said.means(index, "still"):
            return ""
    return ""


def _is_parted(said: Said, index: int, matter: Matter) -> bool:
    """"my mother is well, a clot in my leg": a comma lies between. "dad - clots", "mum had a stroke, clots": theirs."""
    clause, own = said.words[index].clause, said.words[matter.start].clause
    if clause == own:
        return False
    hers = [at for at in said.around(matter) if said.words[at].clause == clause]
    mine = [at for at in said.around(matter) if said.words[at].clause == own]
    is_alone = all(_owner(said, at) or said.means(at, "own", "filler") for at in hers)
    is_listed = any(said.of_matter[at] or said.means(at, "ailing") for at in hers) and all(
        said.of_matter[at] or said.means(at, "filler", "listed") for at in mine)
    return not (is_alone or is_listed)


def _is_setting(said: Said, index: int, until: int) -> bool:
    """"my wife says my leg swells", "gardening with dad": a person who does not have it."""
    if index + 1 < len(said.words) and said.means(index + 1, "who"):
        return False
    if any(said.means(at, "says") for at in range(index + 1, min(until + 1, index + 4))):
        return True
    start = index
    while start > 0 and said.means(start - 1, "own", "filler") and said.words[start - 1].text not in ("in", "of"):
        start -= 1
    return start > 0 and said.means(start - 1, "to_person") and (
        said.words[start - 1].sentence == said.words[index].sentence)


def _behind(said: Said, matter: Matter) -> Owner:
    """"DVT (mother)", "blood clots - dad", "clots in my father": right behind, and nothing follows."""
    for index in said.behind(matter.end, 4):
        if owner := _owner(said, index):
            is_apart = said.words[index - 1].clause != said.words[index].clause
            is_linked = said.words[index - 1].text in _LINKS
            return owner if said.ends_clause(index) and (is_apart or is_linked) else ""
        if said.words[index].text not in _LINKS:
            return ""
    return ""
