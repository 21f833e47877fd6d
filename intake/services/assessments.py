"""Assessments: a health professional looked at what raised a STOP, which closes it."""

from datetime import date, datetime

from sqlalchemy import func, select

from intake.clinical.flags import Step
from intake.clinical.screening.findings import Tier
from intake.records.database import db
from intake.records.flags import Assessment, Flag, FlagEvent
from intake.records.staff import Staff
from intake.services import audit, clinic, flag_steps, form_keys
from intake.services.errors import InvalidInput, NotPermitted, StaleRecord, refuse_if_stale
from intake.services.flags import flag_of, stale_if_changed
from intake.services.screening import screen_client


def record_assessment(
    flag_id: int, *, assessed_by: str, assessed_on: date, result: str, version: int, key: str, by: Staff, at: datetime,
    on: date,
) -> Flag:
    """Close a STOP with a dated medical assessment, and work the client's rules out again for `on`.

    The same evidence does not raise the STOP again; new evidence does. Reviewers and administrators only.
    InvalidInput where the assessment is older than what the flag stands on, or lies in the future.
    """
    if not (by.is_reviewer or by.is_administrator):
        raise NotPermitted
    once = form_keys.claim(key, by=by, at=at)
    flag = flag_of(flag_id)
    refuse_if_stale(flag, version)
    if flag.closed_at is not None or flag.tier != Tier.STOP:
        raise StaleRecord(flag)
    _check(flag, assessed_by=assessed_by, assessed_on=assessed_on, result=result, on=on)
    db.session.add(Assessment(
        client_id=flag.client_id, flag_id=flag.id, assessed_by=assessed_by.strip(), assessed_on=assessed_on,
        result=result.strip(), evidence_key=flag.evidence_key, recorded_by_id=by.id, recorded_at=at,
    ))
    flag_steps.take(
        flag, Step.LAPSED, reason=f"Assessed on {assessed_on.isoformat()} by {assessed_by.strip()}.", by=by, at=at)
    audit.note("flag.assess", by=by, at=at, subject_type="flag", subject_id=flag.id, client_id=flag.client_id,
               detail=flag.rule)
    once.leads_to("flag", flag.id)
    with stale_if_changed(flag):
        db.session.flush()
        screen_client(flag.client_id, on=on, by=by, at=at, occasion="assessment")
        db.session.commit()
    return flag


def _check(flag: Flag, *, assessed_by: str, assessed_on: date, result: str, on: date) -> None:
    problems = {}
    if not assessed_by.strip():
        problems["assessed_by"] = "Who assessed the client?"
    if not result.strip():
        problems["result"] = "What was found?"
    if assessed_on > on:
        problems["assessed_on"] = "This day is still to come."
    elif assessed_on < clinic.the_clinic().day(_told_at(flag)):
        problems["assessed_on"] = "Only an assessment after the client told of it can close it."
    if problems:
        raise InvalidInput(problems)


def _told_at(flag: Flag) -> datetime:
    """Since when the flag stands on its present evidence: what came up later, no earlier assessment can have seen."""
    since = db.session.scalar(select(func.min(FlagEvent.at)).where(
        FlagEvent.flag_id == flag.id, FlagEvent.evidence_key == flag.evidence_key))
    return since or flag.raised_at
