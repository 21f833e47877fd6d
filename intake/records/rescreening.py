"""Whom to screen again: all clients by id, or those whose date has come by that date. Batches, the same cost each."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Date, Select, func, literal, select, tuple_

from intake.records.clients import Client
from intake.records.database import db
from intake.records.intakes import Intake


def has_intake() -> ColumnElement[bool]:
    """Of a client: that there is a signed intake to screen."""
    return select(literal(1)).where(Intake.client_id == Client.id).exists()


def everybody(after: int, size: int) -> Iterator[Sequence[int]]:
    """Ids of all clients who have a signed intake and are not archived, from behind `after`, in batches."""
    while ids := db.session.scalars(everybody_statement(after, size)).all():
        yield ids
        after = ids[-1]


def due(on: date, size: int) -> Iterator[Sequence[int]]:
    """Ids of clients whose outcome can have changed by `on`, longest due first, in batches."""
    place: tuple[date, int] = (date.min, 0)
    while found := [(day or date.min, number) for day, number in db.session.execute(due_statement(on, place, size))]:
        # Read on from here: a client who fails stays due, and must not come again in this run.
        place = found[-1]
        yield [number for _, number in found]


def everybody_statement(after: int, size: int) -> Select[int]:
    """A batch of `everybody`."""
    return (
        select(Client.id).where(Client.id > after, Client.archived_at.is_(None), has_intake())
        .order_by(Client.id).limit(size)
    )


def due_statement(on: date, after: tuple[date, int], size: int) -> Select[date | None, int]:
    """A batch of `due`, behind this date and id."""
    place = tuple_(Client.next_screening_on, Client.id)
    return (
        select(Client.next_screening_on, Client.id)
        .where(*_is_due(on), place > tuple_(literal(after[0], Date()), literal(after[1])))
        .order_by(Client.next_screening_on, Client.id).limit(size)
    )


def count_everybody(after: int) -> int:
    """How many `everybody` gives in all."""
    wanted = select(func.count()).where(Client.id > after, Client.archived_at.is_(None), has_intake())
    return db.session.scalar(wanted) or 0


def count_due(on: date) -> int:
    """How many `due` gives in all."""
    return db.session.scalar(select(func.count()).select_from(Client).where(*_is_due(on))) or 0


def _is_due(on: date) -> tuple[ColumnElement[bool], ...]:
    return Client.archived_at.is_(None), Client.next_screening_on <= on
