"""What re-screening reads of many clients at once: whom to look at, their ready facts, and the signs of change.

Plain columns in batches, each read by an index and at the same cost wherever it stands.
"""

import typing
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    ForeignKey,
    Row,
    Select,
    String,
    Table,
    Text,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from intake.records.clients import Client, MedicineAnswer
from intake.records.database import Model, db
from intake.records.flags import Clearance, Flag
from intake.records.intakes import Intake
from intake.records.visits import AdverseEvent, Visit


class ReadyFacts(Model):
    """A client's facts as the rules read them, ready made. Derived: any row may be lost, and is then made again."""

    __tablename__ = "ready_facts"

    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), primary_key=True, autoincrement=False)
    read_by: Mapped[str] = mapped_column(String(80))
    """With what the answers were read: version of the reading, country, imported names."""
    sources: Mapped[str] = mapped_column(String(120))
    """What it was made from, as `signs_of` gives it."""
    last_digest: Mapped[str] = mapped_column(String(80))
    """What the last screening came to: a digest of its findings, and which flags stood afterwards."""
    facts: Mapped[str] = mapped_column(Text)
    """As `clinical.ready_facts` writes them."""


Columns = tuple[
    int, date, str, date | None, str | None, str, str | None, str | None, str | None, str | None
]
"""Client id, birth date, sex, next day to screen on; the signs of now: what the facts rest on (None: there is no
intake) and which flags stand; then the columns of the ready facts, None where there are none.
"""
DueRow = Row[*Columns]


def everybody(after: int, size: int) -> Iterator[Sequence[DueRow]]:
    """Clients who are not archived, from behind `after`, in batches by id."""
    while rows := db.session.execute(everybody_statement(after, size)).all():
        yield rows
        after = rows[-1][0]


def due(on: date, size: int) -> Iterator[Sequence[DueRow]]:
    """Clients whose outcome can have changed by `on`, longest due first, in batches."""
    place = (date.min, 0)
    while rows := db.session.execute(due_statement(on, place, size)).all():
        yield rows
        # On from here: a client who fails stays due, and must not come again in this run.
        place = (rows[-1][3] or on, rows[-1][0])


def everybody_statement(after: int, size: int) -> Select[*Columns]:
    """A batch of `everybody`."""
    return _READY.where(Client.id > after, Client.archived_at.is_(None)).order_by(Client.id).limit(size)


def due_statement(on: date, after: tuple[date, int], size: int) -> Select[*Columns]:
    """A batch of `due`, behind this date and id."""
    place = tuple_(Client.next_screening_on, Client.id)
    return (
        _READY.where(*_is_due(on), place > tuple_(literal(after[0], Date()), literal(after[1])))
        .order_by(Client.next_screening_on, Client.id).limit(size)
    )


def count_everybody(after: int) -> int:
    """How many of `everybody` have a signed intake."""
    has_intake = select(literal(1)).where(Intake.client_id == Client.id).exists()
    wanted = select(func.count()).where(Client.id > after, Client.archived_at.is_(None), has_intake)
    return db.session.scalar(wanted) or 0


def count_due(on: date) -> int:
    """How many `due` gives in all."""
    return db.session.scalar(select(func.count()).select_from(Client).where(*_is_due(on))) or 0


def fingerprints_of(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """What the facts of these clients rest on, and which flags stand."""
    rows = db.session.execute(select(Client.id, *_FINGERPRINTS).where(Client.id.in_(ids)))
    return {number: (sources, flags) for number, sources, flags in rows}


def keep(rows: Sequence[Mapping[str, str | int]]) -> None:
    """Put these clients' ready facts in place of those there were."""
    db.session.execute(delete(ReadyFacts).where(ReadyFacts.client_id.in_([row["client_id"] for row in rows])))
    db.session.execute(insert(ReadyFacts), rows)


def forget(client_id: int) -> None:
    """Have this client's facts read anew: what they rest on has changed in a way that no sign of change shows."""
    db.session.execute(delete(ReadyFacts).where(ReadyFacts.client_id == client_id))


def screen_next(moved: Sequence[tuple[int, date | None, date | None]]) -> None:
    """Keep another next day for clients (id, the day that stood, the new one). Clients screened in the meantime are
    skipped.
    """
    db.session.execute(_MOVE, [{"number": number, "was": was, "on": on} for number, was, on in moved])


def _count_and(mark: Any, of: InstrumentedAttribute[int], *where: ColumnElement[bool]) -> ColumnElement[str]:
    """Of a client's rows how many there are, and the mark, as text."""
    # Numbers only grow: a row that goes while another comes changes the sum, and any other change the count.
    text = cast(func.count(), String) + ":" + func.coalesce(cast(mark, String), "")
    return select(text).where(of == Client.id, *where).correlate(Client).scalar_subquery()


def _is_due(on: date) -> tuple[ColumnElement[bool], ...]:
    return Client.archived_at.is_(None), Client.next_screening_on <= on


# On the table, not the record: a screening is no amendment and must not make an open form stale.
_CLIENTS = typing.cast(Table, Client.__table__)
_MOVE = update(_CLIENTS).where(
    _CLIENTS.c.id == bindparam("number"),
    _CLIENTS.c.next_screening_on.is_not_distinct_from(bindparam("was", type_=Date())),
).values(next_screening_on=bindparam("on", type_=Date()))
_NEWEST_INTAKE = (
    select(cast(func.max(Intake.id), String)).where(Intake.client_id == Client.id).correlate(Client).scalar_subquery()
)
# One that waits for a review is evidence beside its medicine: its mark turns when it comes to stand.
_ANSWER_MARK = func.sum(case((MedicineAnswer.state == "stands", MedicineAnswer.id), else_=-MedicineAnswer.id))
_FINGERPRINTS = (
    # Without an intake the whole is NULL: there is nothing to screen.
    _NEWEST_INTAKE
    + " v" + _count_and(func.max(Visit.asked_at), Visit.client_id)
    + " c" + _count_and(func.sum(Clearance.id), Clearance.client_id, Clearance.ended_at.is_(None))
    + " m" + _count_and(_ANSWER_MARK, MedicineAnswer.client_id, MedicineAnswer.superseded.is_(False),
                        MedicineAnswer.state != "refused")
    + " e" + _count_and(func.max(AdverseEvent.id), AdverseEvent.client_id),
    _count_and(func.sum(Flag.id), Flag.client_id, Flag.closed_at.is_(None)),
)
"""What a client's facts rest on, and which flags stand: whatever is new changes the one or the other."""
_READY: Select[*Columns] = select(
    Client.id, Client.birth_date, Client.sex, Client.next_screening_on, *_FINGERPRINTS,
    ReadyFacts.read_by, ReadyFacts.sources, ReadyFacts.last_digest, ReadyFacts.facts,
).outerjoin(ReadyFacts, ReadyFacts.client_id == Client.id)
