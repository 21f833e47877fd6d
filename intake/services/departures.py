"""Departures: a client who has died or moved away leaves queue, Today, booking and re-screening; the record stays."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select

from intake.records.clients import Client
from intake.records.database import db
from intake.records.staff import Staff
from intake.records.visits import BOOKED, CALLED_OFF, Visit
from intake.services import audit, queue_places, visits
from intake.services.clients import in_turn, open_client
from intake.services.errors import InvalidInput, NotPermitted, StaleRecord, refuse_if_stale

DIED, MOVED = "died", "moved"
DEPARTURE_WORDS: Mapping[str, str] = {DIED: "Died", MOVED: "Moved away"}
LONGEST_REASON = 140
"""Characters. Why it was recorded and why it was undone stand in one place of 300."""


def record_departure(
    client_id: int, *, departure: str, departed_on: date | None, reason: str, version: int, by: Staff, at: datetime,
    on: date,
) -> Client:
    """Record that a client died or moved away, on a day where that is known, and archive the record.

    Booked visits from `on` on are called off. What stands, and every draft, is kept. InvalidInput for a day that cannot
    be, without a reason, and while a visit is under way. Of somebody who moved away it can be learnt later that they
    died; anything else is undone first. Sent twice is once.
    """
    client = open_client(client_id, by=by, at=at)
    reason = reason.strip()
    if client.archived_at and (client.departure, client.departed_on, client.archived_reason) == (
            departure, departed_on, reason):
        return client
    refuse_if_stale(client, version)
    if client.departure == DIED:
        raise StaleRecord(client)
    _check(client, departure, departed_on, reason, on=on)
    client.departure, client.departed_on = departure, departed_on
    client.archived_at, client.archived_reason = client.archived_at or at, reason
    audit.note("client.depart", by=by, at=at, subject_type="client", subject_id=client.id, client_id=client.id,
               detail=departure)
    with in_turn(client_id):
        _call_off_what_is_booked(client_id, by=by, at=at, on=on)
        queue_places.give_up_places(client_id)
        db.session.commit()
    return client


def undo_departure(client_id: int, *, reason: str, version: int, by: Staff, at: datetime) -> Client:
    """Take back a departure that was recorded by mistake, in writing: the client is back, and what waited waits again.

    Administrators only. Visits that were called off stay called off. Undone twice is once.
    """
    if not by.is_administrator:
        raise NotPermitted
    client = open_client(client_id, by=by, at=at)
    if not client.departure:
        return client
    refuse_if_stale(client, version)
    if problem := _reason_problem(reason, "Write why this is undone."):
        raise InvalidInput({"reason": problem})
    undone, client.departure, client.departed_on, client.archived_at = client.departure, "", None, None
    client.archived_reason = f"{client.archived_reason}\nUndone: {reason.strip()}"
    audit.note("client.undo_departure", by=by, at=at, subject_type="client", subject_id=client.id, client_id=client.id,
               detail=undone)
    with in_turn(client_id):
        queue_places.take_places_again(client_id)
        db.session.commit()
    return client


def _check(client: Client, departure: str, departed_on: date | None, reason: str, *, on: date) -> None:
    problems = {}
    if departure not in DEPARTURE_WORDS:
        problems["departure"] = "Choose what happened."
    elif visits.visit_under_way(client.id):
        problems["departure"] = "A visit is under way. Record it first."
    if departed_on and departed_on > on:
        problems["departed_on"] = "This day is still to come."
    elif departed_on and departed_on < client.birth_date:
        problems["departed_on"] = "This is before the client was born."
    if problem := _reason_problem(reason, "Write who said so."):
        problems["reason"] = problem
    if problems:
        raise InvalidInput(problems)


def _reason_problem(reason: str, when_empty: str) -> str:
    if not reason.strip():
        return when_empty
    return f"At most {LONGEST_REASON} characters fit." if len(reason.strip()) > LONGEST_REASON else ""


def _call_off_what_is_booked(client_id: int, *, by: Staff, at: datetime, on: date) -> None:
    booked = db.session.scalars(select(Visit).where(
        Visit.client_id == client_id, Visit.state == BOOKED, Visit.visit_on >= on).order_by(Visit.id)).all()
    for visit in booked:
        visit.state = CALLED_OFF
        audit.note("visit.call_off", by=by, at=at, subject_type="visit", subject_id=visit.id, client_id=client_id)
