"""Audit: adding to the trail, and reading it page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, insert, select

from intake.records.actors import Actor, columns_of
from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.records.staff import Staff
from intake.services.transactions import writing

PAGE = 50
# Into the table, not by the record: nobody edits a line that was added, and this takes a third of the time.
ONE_LINE = insert(cast(Table, AuditEntry.__table__))


def note(
    action: str,
    *,
    by: Actor,
    at: datetime,
    subject_type: str | None = None,
    subject_id: int | None = None,
    client_id: int | None = None,
    detail: str | None = None,
) -> None:
    """Add one line to the trail within the current transaction; it is kept or lost with the act itself.

    `detail` holds codes only, never words about a person.
    """
    line = {
        "at": at,
        **columns_of(by),
        "action": action,
        "subject_type": subject_type,
        "subject_id": subject_id,
        "client_id": client_id,
        "detail": detail,
    }
    with db.session.no_autoflush:  # that somebody else saved first turns up at the commit, where services look for it
        db.session.execute(ONE_LINE, line)


def record_read(
    action: str,
    *,
    by: Actor,
    at: datetime,
    subject_type: str | None = None,
    subject_id: int | None = None,
    client_id: int | None = None,
    detail: str | None = None,
) -> None:
    """Note that a record was looked at, in a small commit of its own: the one write that a GET makes."""
    with writing():
        note(action, by=by, at=at, subject_type=subject_type, subject_id=subject_id, client_id=client_id,
             detail=detail)
        db.session.commit()


@dataclass(frozen=True)
class AuditPage:
    """One page of the trail, newest first. `before` continues it; None at the end."""

    entries: Sequence[tuple[AuditEntry, str]]
    before: int | None


def page(*, before: int | None = None, client_id: int | None = None, staff_id: int | None = None) -> AuditPage:
    """The trail, newest first, each entry with who acted in words, continuing below entry id `before`."""
    wanted = select(AuditEntry, Staff.name).outerjoin(Staff, Staff.id == AuditEntry.by_id)
    if before is not None:
        wanted = wanted.where(AuditEntry.id < before)
    if client_id is not None:
        wanted = wanted.where(AuditEntry.client_id == client_id)
    if staff_id is not None:
        wanted = wanted.where(AuditEntry.by_id == staff_id)
    rows = db.session.execute(wanted.order_by(AuditEntry.id.desc()).limit(PAGE + 1)).all()
    entries = [(entry, entry.actor_words(name)) for entry, name in rows[:PAGE]]
    return AuditPage(entries, entries[-1][0].id if len(rows) > PAGE else None)
