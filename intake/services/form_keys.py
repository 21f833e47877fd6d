"""Form keys: a form sent twice acts once.

    key = form_keys.claim(once, by=by, at=at)      # first line of the service: AlreadyDone the second time
    ...
    key.leads_to("visit", visit.id)                # before the commit
    db.session.commit()
"""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete
from sqlalchemy.exc import IntegrityError

from intake.records.actors import Actor
from intake.records.database import db
from intake.records.form_keys import FormKey
from intake.services.errors import AlreadyDone, NotPermitted

KEPT = timedelta(days=30)
TOO_OLD = delete(FormKey).where(FormKey.used_at < bindparam("before"))


def claim(key: str, *, by: Actor, at: datetime) -> FormKey:
    """Use up `key` within the current transaction.

    Raises AlreadyDone with what the first sending made when the key was used before, and NotPermitted when
    somebody else used it.
    """
    used = db.session.get(FormKey, key)
    if used is None:
        db.session.execute(TOO_OLD, {"before": at - KEPT})
        used = FormKey(key=key, by=by, used_at=at)
        db.session.add(used)
        try:
            db.session.flush()
        except IntegrityError:
            # PostgreSQL: the other sending was first and has committed while we waited for its row.
            db.session.rollback()
            used = db.session.get_one(FormKey, key)
        else:
            return used
    if not used.is_by(by):
        raise NotPermitted
    raise AlreadyDone(used.subject_type, used.subject_id)
