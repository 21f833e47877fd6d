"""Remarks in the notes of visits: answering them, and the flag of R75 for a warning sign or clot that is left open.

The flag is raised by what is recorded from now on alone, never by a re-screening, and closed by its log once answered.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, select

from intake.clinical.facts import Facts
from intake.clinical.flags import Step
from intake.clinical.history.remarks import AskedRemark, with_answers
from intake.clinical.questionnaire.answers import REMARKS
from intake.clinical.screening.findings import Finding
from intake.clinical.screening.rule import RULES
from intake.clinical.screening.settings import DEFAULT
from intake.records.actors import Actor
from intake.records.clients import Client
from intake.records.database import db
from intake.records.flags import Flag
from intake.records.visits import Visit
from intake.services import audit, clinic, flag_steps, remarks
from intake.services.errors import RecordNotFound
from intake.services.screening import standing_intake
from intake.services.transactions import stale_if_changed

TOLD_ELSEWHERE = "R75"
ANSWERED = "Answered, or written in its own field."
STANDING = select(Flag).where(
    Flag.client_id == bindparam("client_id"), Flag.rule == TOLD_ELSEWHERE, Flag.closed_at.is_(None))


def answer_remarks(visit_id: int, given: Sequence[Mapping[str, str]], *, by: Actor, at: datetime) -> Visit:
    """Keep what was answered about the words of a visit's note; the note stays as it was written.

    `given` are rows of field, kind, part and answer; of one remark the newest stands. RecordNotFound, StaleRecord.
    """
    visit = db.session.get(Visit, visit_id)
    if visit is None:
        raise RecordNotFound("visit")
    keep_answers(visit, given)
    audit.note("visit.remarks", by=by, at=at, subject_type="visit", subject_id=visit.id, client_id=visit.client_id)
    with stale_if_changed(lambda: db.session.get(Visit, visit_id, populate_existing=True)):
        db.session.flush()
        settle(visit.client_id, on=clinic.the_clinic().day(at), by=by, at=at)
        db.session.commit()
    return visit


def keep_answers(visit: Visit, given: Sequence[Mapping[str, str]]) -> None:
    """Put these answers beside what the visit was told at its start, within the caller's act."""
    if given:
        visit.questions = visit.questions | {REMARKS: with_answers(visit.questions, given)}


def flag_note(visit: Visit, *, by: Actor, at: datetime) -> Flag | None:
    """Have a warning sign or clot that the note of this visit leaves open looked at, within the caller's act."""
    on = clinic.the_clinic().day(at)
    note = remarks.remarks_of_note(visit, on=on)
    left = tuple(each for each in note.open if each.is_urgent)
    intake = standing_intake(visit.client_id) if left else None
    if intake is None:
        return None
    flag = _standing(visit.client_id)
    finding = _finding(left if flag is None else remarks.urgent_in_notes(visit.client_id, on=on), on)
    if flag is None:
        client = db.session.get_one(Client, visit.client_id)
        flag = Flag(client_id=client.id, therapist_id=client.therapist_id, rule=TOLD_ELSEWHERE, raised_at=at, state="")
        db.session.add(flag)
        step = Step.RAISED
    elif flag.evidence_key == finding.evidence_key:
        return flag
    else:
        step = Step.REOPENED
    flag.intake_id = intake.id
    flag_steps.take(flag, step, finding=finding, by=by, at=at)
    return flag


def settle(client_id: int, *, on: date, by: Actor, at: datetime) -> None:
    """Close the flag where nothing that it is about is open any more, within the caller's act."""
    flag = _standing(client_id)
    if flag is not None and not remarks.urgent_in_notes(client_id, on=on):
        flag_steps.take(flag, Step.LAPSED, reason=ANSWERED, by=by, at=at)


def _standing(client_id: int) -> Flag | None:
    return db.session.scalars(STANDING, {"client_id": client_id}).first()


def _finding(left: tuple[AskedRemark, ...], on: date) -> Finding:
    rule = RULES[TOLD_ELSEWHERE]
    verdict = rule.run(Facts(remarks=remarks.as_facts(left)), on, DEFAULT)
    if verdict is None:
        raise ValueError("nothing is open")
    return rule.finding(verdict)
