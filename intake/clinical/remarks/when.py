"""Whether a matter lies ahead, or further back than it may matter; and journeys that are said to have been short."""

from datetime import date
from functools import lru_cache

from intake.clinical.operations import read_operation
from intake.clinical.remarks.ages import days_since, is_of_youth, longest_hours
from intake.clinical.remarks.matters import Matter
from intake.clinical.remarks.said import REACH, Said

LEAST_HOURS = 4
"""Journeys seated for less are not asked about (clots.md#long-journeys)."""
_MAY_LIE_AHEAD = frozenset({"operation", "journey", "pregnancy", "birth"})
# Asked for by the form however long ago they were.
_AT_ANY_AGE = frozenset({"hip_replacement", "knee_replacement", "cancer_surgery"})
_LASTING = frozenset({"sign", "bleeding", "rest"})
_REDONE = frozenset({"revised", "again", "redone", "revision"})
_OF_DATES = frozenset((
    "and in early late mid about around ca circa years year ago the of end spring summer autumn winter "
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec").split())




def is_ahead(said: Said, matter: Matter) -> bool:
    """Whether it is planned, feared or booked, and nothing in its clause says that it has been."""
    if matter.kind not in _MAY_LIE_AHEAD:
        return False
    clause = _joined_part(said, matter)
    if matter.kind == "pregnancy":
        return any(said.means(index, "conceiving") for index in clause)
    if any(said.means(index, "called_off") for index in said.behind(matter.end, 4)):
        return True
    is_marked = any(said.means(index, "ahead") and not said.of_matter[index] for index in clause)
    return is_marked and not any(_says_done(said, index, matter) for index in clause)


def _joined_part(said: Said, matter: Matter) -> list[int]:
    """The clause between the "and" before and the one behind: "planning a trip and fell" is no plan to fall."""
    clause = said.clause_of(matter)
    start = max((at for at in clause if at < matter.start and said.means(at, "joining")), default=clause[0])
    end = min((at for at in clause if at >= matter.end and said.means(at, "joining")), default=clause[-1])
    return list(range(start, end + 1))


def _says_done(said: Said, index: int, matter: Matter) -> bool:
    """"had", "last week" wherever they stand; "after" only before it: "an op after Christmas" lies ahead."""
    if said.words[index].text == "done" and said.of_matter[index]:
        return False
    return said.means(index, "done") or (said.means(index, "done_before") and index < matter.start)


def is_long_ago(said: Said, matter: Matter, on: date | None) -> bool:
    """Whether its clause says plainly that it lies further back than it may matter."""
    clause = said.clause_of(matter)
    if not matter.row.days or _is_fresh(said, matter, clause):
        return False
    words = [said.words[index].text for index in clause]
    is_old = any(_is_old(said, index) for index in clause) or is_of_youth(words)
    if not is_old:
        days = days_since(words, on, of_child=matter.kind == "birth")
        if days is None:
            days = days_since(_dates_behind(said, clause[-1] + 1), on)
        is_old = days is not None and days > matter.row.days
    return is_old and not (matter.kind == "operation" and _is_asked_at_any_age(" ".join(words)))


@lru_cache(maxsize=1024)
def _is_asked_at_any_age(operation: str) -> bool:
    return read_operation(operation).category in _AT_ANY_AGE


def _is_fresh(said: Said, matter: Matter, clause: list[int]) -> bool:
    """Whether something says that it lasts, or has been again: an old sprain hurt anew, a hip replaced and revised."""
    group = "lately" if matter.kind in _LASTING else "anew"
    if any(said.means(index, group) for index in clause):
        return True
    return any(said.words[index].text in _REDONE for index in said.behind(clause[-1] + 1, 4))


def _is_old(said: Said, index: int) -> bool:
    """"an old sprain"; not "my three year old"."""
    return said.means(index, "old") and not (
        said.words[index].text == "old" and index > 0 and said.means(index - 1, "span"))


def _dates_behind(said: Said, index: int) -> list[str]:
    """The clause behind, where it is nothing but dates: "two caesareans, 2008 and 2011"."""
    behind = list(said.behind(index, REACH))
    words = [said.words[at].text for at in behind if said.words[at].clause == said.words[index].clause]
    return words if all(word[0].isdigit() or word in _OF_DATES for word in words) else []


def is_short(said: Said, matter: Matter) -> bool:
    """Whether a journey is said to have taken less than the hours that count; of unknown length it counts."""
    if matter.kind != "journey":
        return False
    hours = longest_hours([said.words[index].text for index in said.around(matter)])
    return hours is not None and hours < LEAST_HOURS
