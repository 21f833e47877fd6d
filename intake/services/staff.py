"""Staff: who works here and what they may do."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from intake.records.database import db
from intake.records.staff import Role, Staff, StaffSession
from intake.services import audit
from intake.services.errors import EmailTaken, LastAdministrator, RecordNotFound, refuse_if_stale
from intake.services.sign_in import end_sessions

ROLES = tuple(role.value for role in Role)


def new_staff(*, name: str, email: str, password_hash: str, roles: Iterable[str], at: datetime) -> Staff:
    """A member of staff who is not stored yet."""
    held = set(roles)
    return Staff(
        name=name,
        email=email.lower(),
        password=password_hash,
        active=True,
        fs_uniquifier=secrets.token_hex(16),
        created_at=at,
        **{f"is_{role}": role in held for role in ROLES},
    )


def add_staff(
    name: str, *, email: str, password_hash: str, roles: Iterable[str], by: Staff, at: datetime
) -> Staff:
    """Let one more person sign in. EmailTaken when the address is somebody's already."""
    held = list(roles)
    staff = new_staff(name=name, email=email, password_hash=password_hash, roles=held, at=at)
    db.session.add(staff)
    try:
        db.session.flush()
    except IntegrityError as clash:
        db.session.rollback()
        raise EmailTaken from clash
    audit.note("staff.add", by=by, at=at, subject_type="staff", subject_id=staff.id, detail=",".join(held))
    db.session.commit()
    return staff


def all_staff() -> Sequence[Staff]:
    """Everybody, those who can sign in first, by name."""
    return db.session.scalars(select(Staff).order_by(Staff.active.desc(), Staff.name, Staff.id)).all()


def therapists() -> Sequence[Staff]:
    """Active therapists by name."""
    return db.session.scalars(
        select(Staff).where(Staff.active, Staff.is_therapist).order_by(Staff.name, Staff.id)
    ).all()


def get_staff(staff_id: int) -> Staff:
    """One member of staff. RecordNotFound when there is none."""
    staff = db.session.get(Staff, staff_id)
    if staff is None:
        raise RecordNotFound("staff")
    return staff


def change_roles(staff_id: int, *, roles: Iterable[str], version: int, by: Staff, at: datetime) -> Staff:
    """Give `staff_id` exactly these roles, from their next request on. StaleRecord, LastAdministrator."""
    staff = get_staff(staff_id)
    refuse_if_stale(staff, version)
    held = set(roles)
    if staff.is_administrator and "administrator" not in held:
        _keep_an_administrator(staff)
    for role in ROLES:
        setattr(staff, f"is_{role}", role in held)
    audit.note("staff.roles", by=by, at=at, subject_type="staff", subject_id=staff.id, detail=",".join(sorted(held)))
    db.session.commit()
    return staff


def deactivate(staff_id: int, *, by: Staff, at: datetime) -> Staff:
    """Stop somebody from signing in and end their sessions at once. LastAdministrator."""
    staff = get_staff(staff_id)
    if staff.is_administrator:
        _keep_an_administrator(staff)
    staff.active = False
    end_sessions(staff)
    audit.note("staff.deactivate", by=by, at=at, subject_type="staff", subject_id=staff.id)
    db.session.commit()
    return staff


def reactivate(staff_id: int, *, by: Staff, at: datetime) -> Staff:
    """Let somebody sign in again."""
    staff = get_staff(staff_id)
    staff.active = True
    audit.note("staff.reactivate", by=by, at=at, subject_type="staff", subject_id=staff.id)
    db.session.commit()
    return staff


def change_password(staff_id: int, *, password_hash: str, keep_session: str | None, by: Staff, at: datetime) -> None:
    """Store a new password and end every session of that person but the one with key `keep_session`."""
    staff = get_staff(staff_id)
    staff.password = password_hash
    end_sessions(staff, keep=keep_session)
    audit.note("staff.password", by=by, at=at, subject_type="staff", subject_id=staff.id)
    db.session.commit()


def sessions_of(staff: Staff) -> int:
    """How many sign-ins of this person are open."""
    return db.session.scalar(
        select(func.count()).select_from(StaffSession).where(StaffSession.staff_id == staff.id)
    ) or 0


def _keep_an_administrator(leaving: Staff) -> None:
    # All their rows are locked, in one order, so that two administrators cannot remove each other at the same moment.
    administrators = db.session.scalars(
        select(Staff.id).where(Staff.is_administrator, Staff.active).order_by(Staff.id).with_for_update()
    ).all()
    if set(administrators) <= {leaving.id}:
        raise LastAdministrator
