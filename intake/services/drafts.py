"""Drafts: answers on the way to an intake. One a client, kept as typed, and never screened as complete."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from intake.clinical.questionnaire import Group
from intake.clinical.questionnaire.pain import CONSENT
from intake.records.actors import Actor
from intake.records.database import db
from intake.records.intakes import Intake, IntakeDraft
from intake.services import audit
from intake.services.clients import refuse_if_archived
from intake.services.errors import DraftOpen, RecordNotFound, StaleRecord
from intake.services.transactions import stale_if_changed

NO_DRAFT = 0
"""The version that a form begins from where there is no draft yet."""
GIVEN_ANEW = tuple(q.key for part in CONSENT.parts if isinstance(part, Group) for q in part.questions)
"""Consent is given for one form: a correction asks for it again."""

# Compiled once: building a statement costs more than executing it.
DRAFT_OF = select(IntakeDraft).where(IntakeDraft.client_id == bindparam("client_id"))


def draft_of(client_id: int) -> IntakeDraft | None:
    """The client's draft, if one has been begun."""
    return db.session.scalar(DRAFT_OF, {"client_id": client_id})


def save_draft(
    client_id: int, *, answers: dict[str, Any], version: int, by: Actor, at: datetime
) -> IntakeDraft:
    """Keep `answers`, begun from `version` (NO_DRAFT for the first time), as typed.

    StaleRecord with the draft as it stands when somebody else saved other answers in between; RecordArchived where the
    client has gone.
    """
    refuse_if_archived(client_id)
    draft = draft_of(client_id)
    if draft is None:
        if version != NO_DRAFT:
            # Signed or discarded meanwhile: what was typed must not quietly begin a second one.
            raise StaleRecord(None)
        return _begin(client_id, answers=answers, corrects_id=None, by=by, at=at)
    if draft.answers == answers:
        db.session.commit()
        return draft
    if draft.version != version:
        raise StaleRecord(draft)
    if not draft.is_by(by):
        audit.note("draft.continue", by=by, at=at, subject_type="draft", subject_id=draft.id, client_id=client_id)
    draft.answers, draft.saved_at = answers, at
    draft.set_actor(by)
    with stale_if_changed(lambda: draft_of(client_id)):
        db.session.commit()
    return draft


def start_correction(intake_id: int, *, by: Actor, at: datetime) -> IntakeDraft:
    """A draft prefilled from a signed intake, which it is to correct. DraftOpen while another draft is open.

    RecordArchived where the client has gone.
    """
    intake = db.session.get(Intake, intake_id)
    if intake is None:
        raise RecordNotFound("intake")
    refuse_if_archived(intake.client_id)
    draft = draft_of(intake.client_id)
    if draft is not None:
        if draft.corrects_id == intake.id:
            return draft
        raise DraftOpen(intake.client_id)
    answers = {key: value for key, value in intake.answers.items() if key not in GIVEN_ANEW}
    return _begin(intake.client_id, answers=answers, corrects_id=intake.id, by=by, at=at)


def discard_draft(client_id: int, *, version: int, by: Actor, at: datetime) -> None:
    """Throw the draft away; the trail keeps that it was. StaleRecord when it was changed since it was looked at."""
    draft = draft_of(client_id)
    if draft is None:
        raise RecordNotFound("draft")
    if draft.version != version:
        raise StaleRecord(draft)
    audit.note("draft.discard", by=by, at=at, subject_type="draft", subject_id=draft.id, client_id=client_id)
    db.session.delete(draft)
    with stale_if_changed(lambda: draft_of(client_id)):
        db.session.commit()


def _begin(
    client_id: int, *, answers: dict[str, Any], corrects_id: int | None, by: Actor, at: datetime
) -> IntakeDraft:
    draft = IntakeDraft(client_id=client_id, answers=answers, corrects_id=corrects_id, by=by, saved_at=at)
    db.session.add(draft)
    try:
        db.session.flush()
        audit.note("draft.begin", by=by, at=at, subject_type="draft", subject_id=draft.id, client_id=client_id)
        db.session.commit()
    except IntegrityError as clash:
        db.session.rollback()
        raise StaleRecord(draft_of(client_id)) from clash
    return draft
