"""Care team: the therapists who may open a client's record, and taking over from a colleague."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from intake.clinical.people import names
from intake.records.client_search import born_on
from intake.records.clients import CareTeamMember, Client
from intake.records.database import db
from intake.records.staff import Staff
from intake.services import audit, form_keys
from intake.services.errors import InvalidInput, RecordNotFound


def is_member(client_id: int, staff: Staff) -> bool:
    """Whether `staff` belongs to the client's care team."""
    return db.session.scalar(
        select(CareTeamMember.id).where(CareTeamMember.client_id == client_id, CareTeamMember.staff_id == staff.id)
    ) is not None


def clients_of(staff: Staff, *, among: Collection[int]) -> set[int]:
    """Which of the clients `among` have `staff` in their care team."""
    return set(db.session.scalars(
        select(CareTeamMember.client_id)
        .where(CareTeamMember.staff_id == staff.id, CareTeamMember.client_id.in_(among))
    ))


def join(client_id: int, staff_id: int, *, reason: str, at: datetime, own: bool = False) -> None:
    """Add somebody to a care team, within the caller's act; nothing happens to those who belong to it.

    `own`: it is this therapist's own client.
    """
    known = db.session.scalar(
        select(CareTeamMember.id).where(CareTeamMember.client_id == client_id, CareTeamMember.staff_id == staff_id)
    )
    if known is None:
        member = CareTeamMember(client_id=client_id, staff_id=staff_id, reason=reason, since=at, beside=not own)
        try:
            with db.session.begin_nested():
                db.session.add(member)
        except IntegrityError:
            pass  # PostgreSQL: the same person joined by another form in the same moment


def take_over(
    *, given_name: str, family_name: str, birth_date: date, reason: str, key: str, by: Staff, at: datetime
) -> Client:
    """Join the care team of a colleague's client, who is named exactly and for a written reason.

    RecordNotFound when nobody of that name was born on that day, and when it could be more than one person; the
    attempt is noted, for trying names is a way of asking who comes here.
    """
    wanted = set(names.words(f"{given_name} {family_name}"))
    found = [client for client in born_on(birth_date) if wanted and set(names.words(client.name)) == wanted]
    if len(found) != 1:
        audit.note("client.take_over_refused", by=by, at=at)
        db.session.commit()
        raise RecordNotFound("client")
    return enter(found[0], reason=reason, key=key, by=by, at=at)


def enter(client: Client, *, reason: str, key: str, by: Staff, at: datetime) -> Client:
    """Put `by` on the care team for a written reason, and note it. InvalidInput without one; once for one form key."""
    if not reason.strip():
        raise InvalidInput({"reason": "Write why you need to open this record."})
    once = form_keys.claim(key, by=by, at=at)
    join(client.id, by.id, reason=reason.strip(), at=at)
    audit.note("client.take_over", by=by, at=at, subject_type="client", subject_id=client.id, client_id=client.id)
    once.leads_to("client", client.id)
    db.session.commit()
    return client
