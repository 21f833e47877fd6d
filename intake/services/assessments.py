"""Assessments: what a health professional found of what raised a STOP. All but an open one close it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import exists, func, select

from intake.clinical.flags import Step
from intake.clinical.history.assessments import OUTCOME_WORDS
from intake.clinical.screening.findings import Tier
from intake.records import ready_facts
from intake.records.clients import CareTeamMember, Client
from intake.records.database import db
from intake.records.flags import Assessment, Flag, FlagEvent
from intake.records.staff import Staff
from intake.services import audit, clinic, flag_steps, form_keys
from intake.services.errors import InvalidInput, NotPermitted, StaleRecord, refuse_if_stale
from intake.services.flags import flag_of, stale_if_changed
from intake.services.screening import answers_behind, screen_client

OPEN = "open"


def record_assessment(
    flag_id: int, *, assessed_by: str, assessed_on: date, outcome: str, result: str, version: int, key: str, by: Staff,
    at: datetime, on: date, condition: str = "",
) -> Flag:
    """Keep a dated medical assessment of a STOP, and work the client's rules out again for `on`.

    `outcome` is treated, ruled_out, other_cause (`condition` says which) or open; the first three close the flag. The
    answers that were assessed do not raise it again; the same told on a later day does. Reviewers and administrators
    only. InvalidInput where the assessment is older than what the flag stands on, or lies in the future.
    """
    if not by.may_review:
        raise NotPermitted
    once = form_keys.claim(key, by=by, at=at)
    flag = flag_of(flag_id)
    refuse_if_stale(flag, version)
    if flag.closed_at is not None or flag.tier != Tier.STOP:
        raise StaleRecord(flag)
    _check(flag, assessed_by=assessed_by, assessed_on=assessed_on, result=result, on=on)
    if problem := _outcome_problem(outcome, condition):
        raise InvalidInput(problem)
    db.session.add(Assessment(
        client_id=flag.client_id, flag_id=flag.id, assessed_by=assessed_by.strip(), assessed_on=assessed_on,
        outcome=outcome, condition=condition.strip(), answers=list(answers_behind(flag, on=on)), result=result.strip(),
        evidence_key=flag.evidence_key, recorded_by_id=by.id, recorded_at=at,
    ))
    if outcome != OPEN:
        flag_steps.take(flag, Step.LAPSED, reason=f"Assessed on {assessed_on.isoformat()} by {assessed_by.strip()}: "
                        f"{OUTCOME_WORDS[outcome].lower()}.", by=by, at=at)
    audit.note("flag.assess", by=by, at=at, subject_type="flag", subject_id=flag.id, client_id=flag.client_id,
               detail=flag.rule)
    once.leads_to("flag", flag.id)
    with stale_if_changed(flag):
        db.session.flush()
        ready_facts.forget(flag.client_id)
        screen_client(flag.client_id, on=on, by=by, at=at, occasion="assessment")
        db.session.commit()
    return flag


def assessments_of(flag_id: int) -> Sequence[Assessment]:
    """What was found of a STOP, oldest first: also what left it open."""
    return db.session.scalars(
        select(Assessment).where(Assessment.flag_id == flag_id).order_by(Assessment.id)).all()


def stops_to_follow_up(*, by: Staff, on: date, limit: int = 20) -> list[tuple[Flag, Client]]:
    """STOPs raised before `on` that still stand, oldest first: did the client go, and what was found?"""
    wanted = (
        select(Flag, Client).join(Client, Client.id == Flag.client_id)
        .where(Flag.rank == 0, Flag.closed_at.is_(None), Client.archived_at.is_(None),
               Flag.raised_at <= clinic.the_clinic().end_of(on - timedelta(1)))
        .order_by(Flag.raised_at, Flag.id).limit(limit)
    )
    if not by.may_review:
        wanted = wanted.where(exists().where(
            CareTeamMember.client_id == Flag.client_id, CareTeamMember.staff_id == by.id))
    return list(db.session.execute(wanted))


def _outcome_problem(outcome: str, condition: str) -> dict[str, str]:
    if outcome not in OUTCOME_WORDS:
        return {"outcome": "What was found?"}
    if outcome == "other_cause" and not condition.strip():
        return {"condition": "Which cause was found?"}
    return {}


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
