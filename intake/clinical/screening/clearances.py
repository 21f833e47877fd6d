"""When a health professional's word counts: from the day it was given, until its end, and for the facts that it names.

scale.md#clearances: it turns HOLD into CAUTION and never lowers STOP. It ends on its date (without one after 12 months,
for cancer after 3), at the latest with the window of what it covers. One recorded for its rule alone ends when a newer
fact of the same family arrives.
"""
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Protocol

from intake.clinical.dates.vague import VagueDate
from intake.clinical.facts import Clearance, Facts
from intake.clinical.screening.evidence import is_clearance
from intake.clinical.screening.findings import Evidence
from intake.clinical.screening.thresholds import limit

# A word on a past clot may be filed under the rule that it turned into.
SAME_MATTER = {"R45": "R21"}


class Judged(Protocol):
    """What a rule said: the facts behind it."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The facts behind it."""


def ends_on(clearance: Clearance, on: date) -> date | None:
    """The first day on which the clearance no longer counts; None where neither its date nor its term is known."""
    ends = [end for end in (clearance.valid_until, clearance.window_ends_on) if end is not None]
    if clearance.valid_until is None and (end := _end_of_term(clearance, on)) is not None:
        ends.append(end)
    return min(ends, default=None)


def _end_of_term(clearance: Clearance, on: date) -> date | None:
    if clearance.given.latest is None:
        return None
    key = "clearance_term_cancer" if clearance.rule == "R27" else "clearance_term"
    # The earliest day it can have been given is the cautious one here.
    return (clearance.given.earliest or clearance.given.latest) + timedelta(int(limit(key, on)))


def in_force(facts: Facts, on: date) -> list[Clearance]:
    """The clearances that count on `on`."""
    return [each for each in facts.clearances if not each.given.is_after(on) and _is_before_end(each, on)]


def _is_before_end(clearance: Clearance, on: date) -> bool:
    end = ends_on(clearance, on)
    return end is not None and on < end


def clearances_for(
    facts: Facts, code: str, on: date, evidence: Iterable[Evidence], family: Iterable[VagueDate] = (),
) -> tuple[Clearance, ...]:
    """The clearances that together cover what rule `code` found on `on`, the longest-lasting first; () where one fact
    is not covered.

    `family` are the dates of the facts that a clearance recorded for the rule alone is about: one that lies after the
    day it was given ends it.
    """
    valid = in_force(facts, on)
    own = [each for each in valid if each.covers is None and SAME_MATTER.get(each.rule, each.rule) == code
           and not _is_older_than_any(each, family)]
    keys = {each.fact.key for each in evidence if each.fact is not None}
    if own:
        return tuple(sorted(own, key=lambda each: ends_on(each, on) or on, reverse=True)[:1])
    used = tuple(each for each in valid if each.covers and each.covers & keys)
    covered: frozenset[str] = frozenset().union(*(each.covers or () for each in used))
    if not keys or not keys <= covered:
        return ()
    return tuple(sorted(used, key=lambda each: ends_on(each, on) or on, reverse=True))


def _is_older_than_any(clearance: Clearance, family: Iterable[VagueDate]) -> bool:
    given = clearance.given.latest
    return given is not None and any(day.earliest is not None and day.earliest > given for day in family)


def covered_facts(facts: Facts, on: date, so_far: Mapping[str, Judged]) -> Collection[str]:
    """The keys of all facts that clearances cover; of one recorded for its rule alone, those the rule rests on."""
    covered: set[str] = set()
    for each in in_force(facts, on):
        if each.covers is not None:
            covered |= each.covers
            continue
        verdict = so_far.get(each.rule)
        evidence = verdict.evidence if verdict is not None else ()
        if any(map(is_clearance, evidence)):
            covered |= {e.fact.key for e in evidence if e.fact is not None}
    return covered
