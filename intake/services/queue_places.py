"""Places in the queue of the flags of somebody who has gone: given up while the record is archived, then taken again.

What stands is untouched: state, decision and log stay as they are. `waiting_since` alone is emptied, because the queue
asks for nothing else, and worked out again from the log.
"""

from sqlalchemy import Update, select, update

from intake.clinical.flags import State, Step
from intake.clinical.screening.findings import Tier
from intake.clinical.screening.rule import RULES
from intake.records.clients import Client
from intake.records.database import db
from intake.records.flags import Flag, FlagEvent

WAITING_STATES = (State.RAISED.value, State.REOPENED.value)
BEGINS_TO_WAIT = (Step.RAISED.value, Step.REOPENED.value)


def has_places(client_id: int) -> bool:
    """Whether flags of this client may wait in the queue: not while the record is archived."""
    client = db.session.get(Client, client_id)
    return client is None or client.archived_at is None


def give_up_places(client_id: int) -> None:
    """Take the client's flags out of the queue, within the caller's act."""
    db.session.execute(_of_client(client_id).where(Flag.waiting_since.is_not(None)).values(waiting_since=None))


def take_places_again(client_id: int) -> None:
    """Let every standing flag that nobody has reviewed wait again since it was raised or reopened, within an act."""
    last = {row.flag_id: row for row in db.session.execute(
        select(FlagEvent.flag_id, Flag.rule, FlagEvent.tier, FlagEvent.at).join(Flag, Flag.id == FlagEvent.flag_id)
        .where(Flag.client_id == client_id, Flag.closed_at.is_(None), Flag.state.in_(WAITING_STATES),
               FlagEvent.step.in_(BEGINS_TO_WAIT)).order_by(FlagEvent.id)
    )}
    for row in last.values():
        # A rule of an earlier version that is no more: rather looked at once too often.
        if row.rule not in RULES or RULES[row.rule].needs_review(Tier(row.tier)):
            db.session.execute(_of_client(client_id).where(Flag.id == row.flag_id).values(waiting_since=row.at))


def _of_client(client_id: int) -> Update:
    # Not through the records: nobody decided anything, and a review that is open must not become stale.
    return update(Flag).where(Flag.client_id == client_id)
