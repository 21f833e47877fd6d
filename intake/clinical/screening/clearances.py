"""When a health professional's word counts: from the day it was given, until its date, and only for what it knew of.

scale.md#clearances: it turns HOLD into CAUTION and never lowers STOP. It ends on its date (without one after 12
months, for cancer after 3), or when a new fact of the same family arrives.
"""
from collections.abc import Iterable
from datetime import date, timedelta

from intake.clinical.dates.vague import VagueDate
from intake.clinical.facts import Clearance, Facts
from intake.clinical.screening.thresholds import limit

# A word on a past clot may be filed under the rule that it turned into.
SAME_MATTER = {"R45": "R21"}


def ends_on(clearance: Clearance, on: date) -> date | None:
    """The first day on which the clearance no longer counts; None where neither its date nor its term is known."""
    if clearance.valid_until is not None:
        return clearance.valid_until
    if clearance.given.latest is None:
        return None
    key = "clearance_term_cancer" if clearance.rule == "R27" else "clearance_term"
    # The earliest day it can have been given is the cautious one here.
    return (clearance.given.earliest or clearance.given.latest) + timedelta(int(limit(key, on)))


def valid_clearance(facts: Facts, code: str, on: date, family: Iterable[VagueDate] = ()) -> Clearance | None:
    """The clearance for rule `code` that counts on `on`, the longest-lasting of several.

    `family` are the dates of the facts it is about: one that lies after the day it was given ends it.
    """
    found: Clearance | None = None
    last: date | None = None
    for clearance in facts.clearances:
        if SAME_MATTER.get(clearance.rule, clearance.rule) != code or clearance.given.is_after(on):
            continue
        end = ends_on(clearance, on)
        given = clearance.given.latest
        newer = given is not None and any(day.earliest is not None and day.earliest > given for day in family)
        if end is not None and on < end and not newer and (last is None or end > last):
            found, last = clearance, end
    return found
