"""Answers about a client's written medicines: what one is, taking that back, and the review that some need.

What somebody says against a name known exactly waits until a reviewer agrees: until then the medicine counts as read,
and its flag waits with the reason.
"""

from datetime import datetime

from sqlalchemy import func, or_, select

from intake.clinical.screening.evidence import DISPUTED
from intake.records.actors import Actor
from intake.records.clients import MedicineAnswer
from intake.records.database import db
from intake.records.flags import Flag
from intake.records.staff import Staff
from intake.services import audit, clinic, form_keys, medicines, screening
from intake.services.actors import actor_words
from intake.services.errors import NotPermitted, RecordNotFound, StaleRecord
from intake.services.medicines import REFUSED, STANDS, WAITING


def remember(client_id: int, *, text: str, answer: str, by: Actor, at: datetime, reason: str = "") -> MedicineAnswer:
    """Keep what a person said `text` is, for this client: a name, or `medicines.IRRELEVANT`.

    With a `reason` where `medicines.needs_reason`: it then waits for a review, and the flags are told at once.
    InvalidInput when something is missing.
    """
    kept = medicines.keep_answer(client_id, text=text, answer=answer, by=by, at=at, reason=reason)
    if kept.state == WAITING:
        _screen(client_id, by=by, at=at)
    db.session.commit()
    return kept


def take_back(client_id: int, *, text: str, by: Actor, at: datetime) -> None:
    """Undo the answer that stands or waits for `text`; it stays on record as superseded."""
    undone = medicines.supersede(client_id, medicines.folded(text), STANDS, WAITING)
    audit.note("medicine.take_back", by=by, at=at, subject_type="client", subject_id=client_id, client_id=client_id)
    if any(each.reason for each in undone):
        _screen(client_id, by=by, at=at)
    db.session.commit()


def settle_medicine_answer(
    client_id: int, answer_id: int, *, agree: bool, key: str, by: Staff, at: datetime,
) -> MedicineAnswer:
    """Say whether an answer that waits shall count, and screen the client again.

    NotPermitted for therapists, and for whoever said it unless `is_alone`: the trail says so then. RecordNotFound where
    this client has none; StaleRecord where it waits no more; AlreadyDone when sent before.
    """
    if not by.may_review:
        raise NotPermitted
    once = form_keys.claim(key, by=by, at=at)
    answer = _waiting_answer(client_id, answer_id)
    is_own = answer.is_by(by)
    if is_own and not is_alone(by):
        raise NotPermitted
    if agree:
        medicines.supersede(answer.client_id, answer.folded_text, STANDS)
    answer.state = STANDS if agree else REFUSED
    audit.note("medicine.agree" if agree else "medicine.refuse", by=by, at=at, subject_type="client",
               subject_id=answer.client_id, client_id=answer.client_id,
               detail="own answer: nobody else may review" if is_own else "")
    _screen(answer.client_id, by=by, at=at)
    once.leads_to("client", answer.client_id)
    db.session.commit()
    return answer


def _waiting_answer(client_id: int, answer_id: int) -> MedicineAnswer:
    answer = db.session.scalar(select(MedicineAnswer).where(MedicineAnswer.id == answer_id).with_for_update())
    if answer is None or answer.client_id != client_id:
        raise RecordNotFound("medicine answer")
    if answer.state != WAITING or answer.superseded:
        raise StaleRecord(answer)
    return answer


def disputes_behind(flag: Flag) -> list[tuple[MedicineAnswer, str]]:
    """What was said against a medicine that an open flag rests on, and waits for a review; each with who said it."""
    details = [each.detail for each in flag.finding.evidence if DISPUTED in each.detail]
    if flag.closed_at is not None or not details:
        return []
    waiting = medicines.own_answers(flag.client_id).waiting.values()
    return [(each, actor_words(each)) for each in waiting
            if any(f"{DISPUTED}{each.reason}" in detail for detail in details)]


def may_settle(answer: MedicineAnswer, by: Staff) -> bool:
    """Whether `by` may say if this answer counts."""
    return by.may_review and (not answer.is_by(by) or is_alone(by))


def is_alone(by: Staff) -> bool:
    """Whether nobody but `by` may review anything here."""
    others = select(func.count()).select_from(Staff).where(
        Staff.active, Staff.id != by.id, or_(Staff.is_reviewer, Staff.is_administrator))
    return not db.session.scalar(others)


def _screen(client_id: int, *, by: Actor, at: datetime) -> None:
    """Bring the flags up to what was answered; a client without a signed intake has none."""
    db.session.flush()
    if screening.standing_intake(client_id) is not None:
        screening.screen_client(client_id, on=clinic.the_clinic().day(at), by=by, at=at, occasion="answer")
