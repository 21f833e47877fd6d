"""Opinions: what staff think of a flag. "Not useful" is counted with the overrides of its rule, and moves nothing.

Each person has one opinion of a flag: their last word in its log.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from intake.clinical.flags import CLOSED, OPINIONS, State, Step
from intake.records.database import db
from intake.records.flags import Flag, FlagEvent
from intake.records.staff import Staff
from intake.services import audit, clients, flag_steps, form_keys
from intake.services.errors import StaleRecord
from intake.services.flags import LoggedEvent, flag_of


def call_not_useful(flag_id: int, *, reason: str, key: str, by: Staff, at: datetime) -> bool:
    """Keep that `by` finds a standing flag not useful; False where they have said so already.

    The flag, its review and its place in the queue stay as they are. RecordNotFound where `by` may not open the client;
    StaleRecord when the flag is closed; AlreadyDone when sent before.
    """
    return _say(flag_id, Step.NOT_USEFUL, reason=reason, key=key, by=by, at=at)


def take_back(flag_id: int, *, key: str, by: Staff, at: datetime) -> bool:
    """Take back that `by` called a flag not useful; False where that is not what they say. Refused as above."""
    return _say(flag_id, Step.USEFUL_AFTER_ALL, reason="", key=key, by=by, at=at)


def is_not_useful_to(by: Staff, history: Sequence[LoggedEvent]) -> bool:
    """Whether that is what `by` says of the flag with this history."""
    words = [each.event.step for each in history if each.event.by_id == by.id and each.event.step in OPINIONS]
    return words[-1:] == [Step.NOT_USEFUL]


def _say(flag_id: int, opinion: Step, *, reason: str, key: str, by: Staff, at: datetime) -> bool:
    once = form_keys.claim(key, by=by, at=at)
    flag = flag_of(flag_id)
    clients.open_client(flag.client_id, by=by, at=at)
    if State(flag.state) in CLOSED:
        raise StaleRecord(flag)
    once.leads_to("flag", flag.id)
    is_new = (_last_word(flag, by) == Step.NOT_USEFUL) is (opinion is Step.USEFUL_AFTER_ALL)
    if is_new:
        flag_steps.take(flag, opinion, reason=reason.strip(), by=by, at=at)
        audit.note(f"flag.{opinion.value}", by=by, at=at, subject_type="flag", subject_id=flag.id,
                   client_id=flag.client_id, detail=flag.rule)
    db.session.commit()
    return is_new


def _last_word(flag: Flag, by: Staff) -> str | None:
    return db.session.scalar(
        select(FlagEvent.step).where(FlagEvent.flag_id == flag.id, FlagEvent.by_id == by.id,
                                     FlagEvent.step.in_(OPINIONS)).order_by(FlagEvent.id.desc()).limit(1))
