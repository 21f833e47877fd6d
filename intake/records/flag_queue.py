"""The queue of flags that wait for a person: most urgent first, then oldest. The same page cost at any size.

Traps and cures are measured in docs/performance.md: one direction of sorting, a row value as the place to go on from,
a condition without a parameter for the partial index, and nothing filtered through a join.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, literal, select, tuple_, union_all
from sqlalchemy.orm import contains_eager

from intake.records.clients import CareTeamMember
from intake.records.database import db
from intake.records.flags import Flag
from intake.records.visits import Visit

PAGE = 25
MOST_COUNTED = 1000
KEPT = 256
"""Statements that are kept: writing one costs more than running it, and filters are few."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page continues: after the flag with these values."""

    rank: int
    waiting_since: datetime
    id: int


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the queue is wanted; None = all. `care_team_of` limits it to the clients of one therapist."""

    tier: int | None = None
    rule: str | None = None
    therapist_id: int | None = None
    care_team_of: int | None = None


def waiting(wanted: Filter) -> list[ColumnElement[bool]]:
    """The conditions of the queue. The first is written without a parameter: the partial indexes ask for it."""
    conditions: list[ColumnElement[bool]] = [Flag.waiting_since.is_not(None)]
    if wanted.tier is not None:
        conditions.append(Flag.rank == 4 - wanted.tier)
    if wanted.rule is not None:
        conditions.append(Flag.rule == wanted.rule)
    if wanted.therapist_id is not None:
        conditions.append(Flag.therapist_id == wanted.therapist_id)
    return conditions


def _places(wanted: Filter, after: Place | None, limit: int) -> Subquery:
    """Where the first flags of the queue stand, at most `most` for each way to have something to do with a client.

    A therapist's queue has two: the flags of clients of their own, found in the order of an index, and those of the few
    clients whose care team they joined beside somebody else. Asking of each flag that waits in the clinic who belongs
    to the care team would cost more the larger the clinic.
    """
    conditions = waiting(wanted)
    if after is not None:
        conditions.append(_behind(after, one_tier=wanted.tier is not None and after.rank == 4 - wanted.tier))
    place = select(Flag.id, Flag.rank, Flag.waiting_since).where(*conditions)
    if wanted.care_team_of is None:
        return _first(place, limit)
    own = _first(place.where(Flag.therapist_id == wanted.care_team_of), limit)
    beside = place.join(CareTeamMember, CareTeamMember.client_id == Flag.client_id).where(
        CareTeamMember.staff_id == wanted.care_team_of, CareTeamMember.beside,
        Flag.therapist_id != wanted.care_team_of)
    return union_all(select(own), beside).subquery()


def _behind(after: Place, *, one_tier: bool) -> ColumnElement[bool]:
    """What stands behind a place. Within one tier without the tier: SQLite then seeks, and reads from there only."""
    columns = (Flag.rank, Flag.waiting_since, Flag.id)
    values = (literal(after.rank, Flag.rank.type), literal(after.waiting_since, Flag.waiting_since.type),
              literal(after.id, Flag.id.type))
    skipped = int(one_tier)
    return tuple_(*columns[skipped:]) > tuple_(*values[skipped:])


def _first(place: Select[*tuple[Any, ...]], limit: int) -> Subquery:
    return place.order_by(Flag.rank, Flag.waiting_since, Flag.id).limit(limit).subquery()


@lru_cache(KEPT)
def page_statement(wanted: Filter, after: Place | None) -> Select[Flag]:
    """One page of the queue and one flag more, which says whether there is another page."""
    found = _places(wanted, after, PAGE + 1)
    return (
        select(Flag).join(found, found.c.id == Flag.id).join(Flag.client).options(contains_eager(Flag.client))
        .order_by(found.c.rank, found.c.waiting_since, found.c.id).limit(PAGE + 1)
    )


def page(wanted: Filter, after: Place | None = None) -> Sequence[Flag]:
    """A page of the queue with the flags' clients, and one flag more where it continues."""
    return db.session.scalars(page_statement(wanted, after)).all()


def of_todays_visits(wanted: Filter, on: date) -> Sequence[Flag]:
    """Waiting flags of the clients who come on `on`, most urgent first."""
    return db.session.scalars(_todays_statement(wanted, on)).all()


@lru_cache(KEPT)
def _todays_statement(wanted: Filter, on: date) -> Select[Flag]:
    statement = (
        select(Flag).join(Flag.client).options(contains_eager(Flag.client))
        .where(*waiting(wanted), Flag.client_id.in_(
            select(Visit.client_id).where(Visit.visit_on == on, Visit.state.in_(("booked", "begun")))))
        .order_by(Flag.rank, Flag.waiting_since, Flag.id).limit(PAGE)
    )
    if wanted.care_team_of is None:
        return statement
    return statement.where(select(literal(1)).where(
        CareTeamMember.client_id == Flag.client_id, CareTeamMember.staff_id == wanted.care_team_of).exists())


@lru_cache(KEPT)
def count_statement(wanted: Filter, limit: int = MOST_COUNTED) -> Select[int]:
    """How many wait, counted up to `most` and no further: the cost of a count does not grow with the clinic."""
    return select(func.count()).select_from(select(_places(wanted, None, limit).c.id).limit(limit).subquery())


def count(wanted: Filter, limit: int = MOST_COUNTED) -> int:
    """How many wait, up to `most`."""
    return db.session.scalar(count_statement(wanted, limit)) or 0
