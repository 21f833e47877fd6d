"""Signing in and out: sessions that end on the server, and wrong tries that lock for a while."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, select

from intake.records.actors import Job
from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.records.staff import FailedSignIn, Staff, StaffSession
from intake.services import audit

LASTS = timedelta(hours=12)
"""Nobody stays signed in longer than a working day."""
TRIES = 10
LOCKED_FOR = timedelta(minutes=15)
"""Wrong tries expire, so that nobody can lock a clinic out for good."""
FAILURES_KEPT = 2000
"""Rows for failed addresses. Strangers choose those addresses, and must not fill the disk."""
REFUSALS_NOTED = 200
"""Refused sign-ins that the trail notes in an hour, for the same reason."""

# Asked with each request. Writing a statement costs twice as much as running it, so it is written once.
WHO_IS = (
    select(Staff)
    .join(StaffSession, StaffSession.staff_id == Staff.id)
    .where(StaffSession.key_hash == bindparam("key_hash"), StaffSession.started_at > bindparam("since"), Staff.active)
)


@dataclass(frozen=True)
class Attempt:
    """What is known before a password is checked. `staff` is None for an unknown or closed account."""

    staff: Staff | None
    locked: bool


def attempt(email: str, *, at: datetime) -> Attempt:
    """Look up who wants to sign in, and end the transaction: checking a password takes long."""
    failed = db.session.get(FailedSignIn, _hash(email.lower()))
    locked = failed is not None and failed.tries >= TRIES and failed.last_at > at - LOCKED_FOR
    staff = db.session.scalar(select(Staff).where(Staff.email == email.lower(), Staff.active))
    db.session.commit()
    return Attempt(staff, locked)


def sign_in(staff: Staff, *, at: datetime) -> str:
    """Open a session and return its key, which exists nowhere else but in the cookie."""
    key = secrets.token_urlsafe(32)
    db.session.execute(delete(StaffSession).where(StaffSession.started_at <= at - LASTS))
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.email_hash == _hash(staff.email)))
    db.session.add(StaffSession(key_hash=_hash(key), staff_id=staff.id, started_at=at))
    audit.note("sign_in", by=staff, at=at)
    db.session.commit()
    return key


def refuse_sign_in(email: str, *, staff: Staff | None, at: datetime) -> None:
    """Count a wrong try for this address. The same writes whether anybody has it or not."""
    _forget_old_failures(at)
    key = _hash(email.lower())
    failed = db.session.get(FailedSignIn, key)
    if failed is None:
        db.session.add(FailedSignIn(email_hash=key, tries=1, last_at=at))
    else:
        failed.tries = failed.tries + 1
        failed.last_at = at
    recent = select(func.count()).select_from(AuditEntry).where(
        AuditEntry.action == "sign_in.refused", AuditEntry.at > at - timedelta(hours=1)
    )
    if (db.session.scalar(recent) or 0) < REFUSALS_NOTED:
        audit.note("sign_in.refused", by=Job.SIGN_IN, at=at, subject_type="staff" if staff else None,
                   subject_id=staff.id if staff else None)
    db.session.commit()


def sign_out(key: str, *, by: Staff, at: datetime) -> None:
    """End this session. A copy of its cookie is dead from now on."""
    db.session.execute(delete(StaffSession).where(StaffSession.key_hash == _hash(key)))
    audit.note("sign_out", by=by, at=at)
    db.session.commit()


def who_is(key: str, *, at: datetime) -> Staff | None:
    """Whose open session `key` is, while it lasts and the account is open."""
    return db.session.scalar(WHO_IS, {"key_hash": _hash(key), "since": at - LASTS})


def end_sessions(staff: Staff, *, keep: str | None = None) -> None:
    """Within the current transaction, end all sessions of `staff`, or all but the one with key `keep`."""
    ended = delete(StaffSession).where(StaffSession.staff_id == staff.id)
    if keep is not None:
        ended = ended.where(StaffSession.key_hash != _hash(keep))
    db.session.execute(ended)


def _forget_old_failures(at: datetime) -> None:
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.last_at <= at - LOCKED_FOR))
    newest = select(FailedSignIn.email_hash).order_by(FailedSignIn.last_at.desc()).limit(FAILURES_KEPT)
    too_many = (db.session.scalar(select(func.count()).select_from(FailedSignIn)) or 0) > FAILURES_KEPT
    if too_many:
        db.session.execute(delete(FailedSignIn).where(FailedSignIn.email_hash.not_in(newest)))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
