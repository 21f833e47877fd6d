"""Intakes: signing one, which screens it at once, and reading what was signed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from intake.clinical.facts.silence import Matter
from intake.clinical.history.remarks import AskedRemark
from intake.records.actors import Actor
from intake.records.clients import Client
from intake.records.database import db
from intake.records.intakes import Intake
from intake.services import (
    audit,
    clinic,
    form_keys,
    medicines,
    note_remarks,
    operation_stays,
    remarks,
    screening,
    signing,
)
from intake.services.clients import refuse_if_archived
from intake.services.drafts import draft_of
from intake.services.errors import InvalidInput, RecordNotFound, StaleRecord
from intake.services.record import EMPTY, draft_entry, record_of
from intake.services.signing import Signing
from intake.services.transactions import stale_if_changed

TO_ANSWER = "{} Answer yes or no beside it."
TO_WRITE = "“{}” was answered with yes. Write it in its own field as well: only there it is worked out."
WAS_THERE_A_CLOT = "A blood thinner for clots is written above. Was there ever a clot? “Not sure” is an answer too."


def intake_of(intake_id: int) -> Intake:
    """One signed intake. RecordNotFound when there is none; whether its client may be opened is asked apart."""
    intake = db.session.get(Intake, intake_id)
    if intake is None:
        raise RecordNotFound("intake")
    return intake


def correction_of(intake_id: int) -> int | None:
    """The id of the newest intake that corrects this one, None while it stands."""
    return db.session.scalar(
        select(Intake.id).where(Intake.corrects_id == intake_id).order_by(Intake.id.desc()).limit(1)
    )


def sign_intake(
    client_id: int, *, answers: dict[str, Any], signed_name: str, signer_relation: str, signing_note: str,
    signature: list[Any] | None, signed_on: date, consent_version: str, corrects_id: int | None, key: str, by: Actor,
    at: datetime, draft_version: int | None = None,
) -> Intake:
    """Keep a signed intake for good, screen it and raise its flags, in one transaction; its draft is used up.

    `signature` is drawn strokes, None where the name was typed; `signed_on` is the day the words were said.
    `signer_relation` is one of RELATION_WORDS; `signing_note` says why the name is unlike the client's or the day more
    than a week back, "" where neither is.

    InvalidInput, before anything is kept, where whoever signs may not, where the name or the day is to be asked about
    (`services.signing`), where a blood thinner for clots leaves open whether there was one, where an operation does
    whether one stayed in hospital, or where words in a field that asks for something else are unanswered (R75, by the
    name of that field); RecordArchived where the client has gone. AlreadyDone when the form was sent before;
    StaleRecord when the draft is no longer the one that `draft_version` names (None: not looked at).
    """
    client, the_clinic = db.session.get(Client, client_id), clinic.the_clinic()
    if client is None:
        raise RecordNotFound("client")
    refuse_if_archived(client_id)
    signed = Signing(signer_relation, signed_name, signing_note, signed_on)
    corrected = intake_of(corrects_id) if corrects_id is not None else None
    if corrected is not None and corrected.client_id != client_id:
        raise RecordNotFound("intake")
    problems = signing.problems_of(signed, client, the_clinic, on=the_clinic.day(at))
    problems |= operation_stays.stays_to_ask(answers, signed_on=signed_on)
    problems |= _open_question(client, answers, signed_on=signed_on, corrects=corrected)
    if problems := problems | _open_remarks(client, answers, signed_on, the_clinic.day(at), corrected):
        raise InvalidInput(problems)
    once = form_keys.claim(key, by=by, at=at)
    _use_up_draft(client_id, draft_version)
    intake = Intake(
        client_id=client_id, answers=answers, signed_name=signed_name, signer_relation=signer_relation,
        signing_note=signing_note.strip(), signature=signature, signed_on=signed_on,
        consent_version=consent_version, corrects_id=corrects_id, by=by, taken_at=at,
    )
    db.session.add(intake)
    with stale_if_changed(lambda: draft_of(client_id)):
        db.session.flush()
    audit.note("intake.correct" if corrects_id else "intake.sign", by=by, at=at, subject_type="intake",
               subject_id=intake.id, client_id=client_id)
    screening.screen_client(
        client_id, intake=intake, on=the_clinic.day(at), by=by, at=at, occasion="intake"
    )
    note_remarks.settle(client_id, on=the_clinic.day(at), by=by, at=at)
    once.leads_to("intake", intake.id)
    db.session.commit()
    return intake


def _open_question(
    client: Client, answers: dict[str, Any], *, signed_on: date, corrects: Intake | None,
) -> dict[str, str]:
    """What this form's own medicines ask and neither it nor the record answers: whether there was a clot."""
    if not answers.get("medicines"):
        return {}
    country, own = clinic.the_clinic().country, medicines.own_answers(client.id)
    alone = EMPTY.facts(client, on=signed_on, country=country, own=own, draft=draft_entry(answers, signed_on, None))
    if Matter.THINNER_FOR_CLOT not in alone.not_known:
        return {}
    draft = draft_entry(answers, signed_on, corrects)
    known = record_of(client.id).facts(client, on=signed_on, country=country, own=own, draft=draft)
    return {"thinner_for_clot": WAS_THERE_A_CLOT} if Matter.THINNER_FOR_CLOT in known.not_known else {}


def _open_remarks(
    client: Client, answers: dict[str, Any], signed_on: date, on: date, corrects: Intake | None,
) -> dict[str, str]:
    """What is written in passing and unanswered, by the name of the field that holds it, the first of several."""
    asked = remarks.remarks_of_draft(client, answers=answers, said_on=signed_on, on=on, corrects=corrects)
    return {each.words.place: to_do(each) for each in reversed(asked) if each.is_open}


def to_do(remark: AskedRemark) -> str:
    """What to do about a remark that is open: answer it, or write it where it is asked for."""
    return TO_WRITE.format(remark.part) if remark.answer else TO_ANSWER.format(remark.question)


def _use_up_draft(client_id: int, version: int | None) -> None:
    if version is None:
        return
    draft = draft_of(client_id)
    if (draft.version if draft else 0) != version:
        db.session.rollback()
        raise StaleRecord(draft)
    if draft is not None:
        db.session.delete(draft)
