"""Flags: reading those of a client, and deciding on one."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from intake.clinical.flags import CLOSED, Decision, State, Step, lifts_block
from intake.clinical.screening.findings import Finding, Scope, Tier
from intake.records import flag_queue, ready_facts
from intake.records.database import db
from intake.records.flags import Flag, FlagEvent, Withdrawal
from intake.records.staff import Staff
from intake.services import audit, flag_steps, form_keys, medicines, transactions
from intake.services.errors import InvalidInput, NotPermitted, RecordNotFound, StaleRecord, StopStands, refuse_if_stale
from intake.services.record import record_of
from intake.services.screening import answers_behind, screen_client

MOST_COUNTED = 100
SIGNS_OF_A_STOP = ("symptom:", "clot:", "head_knock")
"""How the keys of the facts begin that a STOP is about; what makes them graver (a pregnancy, a medicine) is not."""
OF_CLIENT = select(Flag).where(Flag.client_id == bindparam("client_id")).order_by(Flag.rank, Flag.rule, Flag.id)
STANDING = OF_CLIENT.where(Flag.closed_at.is_(None))


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One line of a flag's history, with who did it in words."""

    event: FlagEvent
    by_name: str


def flag_of(flag_id: int) -> Flag:
    """One flag. RecordNotFound when there is none; whether its client may be opened is asked apart."""
    flag = db.session.get(Flag, flag_id)
    if flag is None:
        raise RecordNotFound("flag")
    return flag


def flags_of_client(client_id: int, *, closed: bool = False) -> Sequence[Flag]:
    """The client's standing flags, strongest first; with `closed`, those that have gone as well."""
    return db.session.scalars(OF_CLIENT if closed else STANDING, {"client_id": client_id}).all()


def flags_standing_at(client_id: int, moment: datetime) -> list[Flag]:
    """The flags that stood at `moment`, strongest first: what a visit of then had to heed."""
    return [flag for flag in flags_of_client(client_id, closed=True)
            if flag.raised_at <= moment and (flag.closed_at is None or flag.closed_at > moment)]


def blocking_flags(client_id: int) -> list[Flag]:
    """The flags for which no massage may be given now: every STOP, and a whole-session HOLD that nobody lifted.

    A HOLD is lifted by a review that adapts or overrides it in writing; a clearance makes it a CAUTION before that.
    """
    return [flag for flag in flags_of_client(client_id) if blocks(flag)]


def blocks(flag: Flag) -> bool:
    """Whether no massage may be given while this flag stands: see `blocking_flags`."""
    if flag.tier == Tier.STOP:
        return True
    whole = flag.tier == Tier.HOLD and flag.finding.scope is Scope.WHOLE_SESSION
    return whole and not lifts_block(Tier(flag.tier), flag.decision, standing_reason(flag))


def standing_reason(flag: Flag) -> str:
    """The reason written at the review that stands, "" where none stands."""
    if not flag.decision:
        return ""
    reason = db.session.scalar(
        select(FlagEvent.reason).where(FlagEvent.flag_id == flag.id, FlagEvent.step == Step.REVIEWED.value)
        .order_by(FlagEvent.id.desc()).limit(1)
    )
    return reason or ""


def history_of(flag_id: int) -> list[LoggedEvent]:
    """Everything that happened to a flag, oldest first."""
    rows = db.session.execute(
        select(FlagEvent, Staff.name).outerjoin(Staff, Staff.id == FlagEvent.by_id)
        .where(FlagEvent.flag_id == flag_id).order_by(FlagEvent.id)
    )
    return [LoggedEvent(event, event.actor_words(name)) for event, name in rows]


def withdrawals_of(flag_id: int) -> Sequence[Withdrawal]:
    """The answers behind a flag that were said to be entered in error, oldest first."""
    return db.session.scalars(select(Withdrawal).where(Withdrawal.flag_id == flag_id).order_by(Withdrawal.id)).all()


def count_awaiting(*, by: Staff) -> int:
    """How many flags wait for a review that `by` may see, counted up to MOST_COUNTED and no further."""
    own = None if by.may_review else by.id
    return flag_queue.count(flag_queue.Filter(care_team_of=own), MOST_COUNTED)


def review_flag(
    flag_id: int, *, decision: Decision, reason: str, version: int, key: str, by: Staff, at: datetime
) -> Flag:
    """Record what a reviewer decided about a flag. Its evidence stays in the log beside the decision.

    NotPermitted for therapists; StopStands when a STOP is to be overridden or adapted; InvalidInput when a reason is
    missing; StaleRecord when the flag changed since it was looked at; AlreadyDone when sent before.
    """
    if not by.may_review:
        raise NotPermitted
    once = form_keys.claim(key, by=by, at=at)
    flag = _open_flag(flag_id, version)
    if decision in (Decision.ADAPTED, Decision.OVERRIDDEN):
        if flag.tier == Tier.STOP:
            raise StopStands(flag)
        if not reason.strip():
            raise InvalidInput({"reason": "Write the reason. It stays with the flag."})
    _take(flag, Step.REVIEWED, "flag.review", reason=reason, decision=decision.value, by=by, at=at)
    once.leads_to("flag", flag.id)
    with stale_if_changed(flag):
        db.session.commit()
    return flag


def mark_entered_in_error(
    flag_id: int, *, reason: str, version: int, key: str, by: Staff, at: datetime, on: date,
    answers: Sequence[str] | None = None,
) -> Flag:
    """Say of answers that a flag rests on that they were entered in error, and work everything out again for `on`.

    `answers` are names among `answers_behind`; None for all of them. They are told no more, whatever rule reads them;
    the form keeps them, and what a later form tells counts again. InvalidInput without a reason, or where nothing that
    the client said stands behind the flag.
    """
    if not by.may_review:
        raise NotPermitted
    once = form_keys.claim(key, by=by, at=at)
    flag = _open_flag(flag_id, version)
    if not reason.strip():
        raise InvalidInput({"reason": "Write what was wrong. It stays with the flag."})
    behind = answers_behind(flag, on=on)
    withdrawn = [name for name in behind if answers is None or name in answers]
    if not withdrawn:
        raise InvalidInput({"answers": "Which answer was entered in error?"})
    db.session.add(Withdrawal(client_id=flag.client_id, flag_id=flag.id, answers=withdrawn, reason=reason.strip(),
                              by_id=by.id, at=at))
    _take(flag, Step.ENTERED_IN_ERROR, "flag.entered_in_error", reason=reason, by=by, at=at)
    once.leads_to("flag", flag.id)
    with stale_if_changed(flag):
        db.session.flush()
        for stop in _stops_left_without_a_sign(flag.client_id):
            _take(stop, Step.ENTERED_IN_ERROR, "flag.entered_in_error", reason=reason, by=by, at=at)
        ready_facts.forget(flag.client_id)
        screen_client(flag.client_id, on=on, by=by, at=at, occasion="entered_in_error")
        db.session.commit()
    return flag


def _stops_left_without_a_sign(client_id: int) -> list[Flag]:
    """The STOPs whose signs or clots have all been entered in error: no screening closes a STOP by itself."""
    withdrawn = record_of(client_id).withdrawn
    return [flag for flag in flags_of_client(client_id)
            if flag.tier == Tier.STOP and _rests_on_none_but(flag.finding, withdrawn)]


def _rests_on_none_but(finding: Finding, withdrawn: Collection[str]) -> bool:
    signs = [each.fact for each in finding.evidence if each.fact and each.fact.key.startswith(SIGNS_OF_A_STOP)]
    return bool(signs) and all(name in withdrawn for fact in signs for name in fact.answers)


def name_medicine(
    flag_id: int, *, text: str, answer: str, key: str, by: Staff, at: datetime, on: date, reason: str = "",
) -> Flag:
    """Keep for the flag's client what `text` is (a name, or `medicines.IRRELEVANT`) and screen again for `on`.

    InvalidInput without a `reason` where one is needed: see `medicines.keep_answer`.
    """
    once = form_keys.claim(key, by=by, at=at)
    flag = flag_of(flag_id)
    medicines.keep_answer(flag.client_id, text=text, answer=answer, by=by, at=at, reason=reason)
    db.session.flush()
    screen_client(flag.client_id, on=on, by=by, at=at, occasion="answer")
    once.leads_to("flag", flag.id)
    db.session.commit()
    return flag


def _open_flag(flag_id: int, version: int) -> Flag:
    flag = flag_of(flag_id)
    refuse_if_stale(flag, version)
    if State(flag.state) in CLOSED:
        raise StaleRecord(flag)
    return flag


def _take(
    flag: Flag, step: Step, action: str, *, by: Staff, at: datetime, reason: str = "", decision: str = ""
) -> None:
    flag_steps.take(flag, step, reason=reason.strip(), decision=decision, by=by, at=at)
    audit.note(action, by=by, at=at, subject_type="flag", subject_id=flag.id, client_id=flag.client_id,
               detail=flag.rule)


def stale_if_changed(flag: Flag) -> AbstractContextManager[None]:
    """Turn a version conflict into StaleRecord(current row)."""
    flag_id = flag.id
    return transactions.stale_if_changed(lambda: db.session.get(Flag, flag_id, populate_existing=True))
