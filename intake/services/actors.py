"""Actors: who made a record, as people read it."""

from intake.records.actors import Acted
from intake.records.database import db
from intake.records.staff import Staff


def actor_words(record: Acted) -> str:
    """The member of staff by name, or the job in words."""
    staff = db.session.get(Staff, record.by_id) if record.by_id else None
    return record.actor_words(staff.name if staff else None)
