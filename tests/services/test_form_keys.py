"""Form keys: a form sent twice acts once, also when both sendings arrive together."""

import threading

import pytest
from flask import Flask
from sqlalchemy import func, select

from intake.records.actors import Actor, Job
from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.records.form_keys import FormKey
from intake.services import audit, form_keys
from intake.services.errors import AlreadyDone, NotPermitted
from tests.builders import NOW, a_staff


def act(key: str, by: Actor) -> None:
    """What a service does that must not be done twice."""
    claimed = form_keys.claim(key, by=by, at=NOW)
    audit.note("acted", by=by, at=NOW)
    claimed.leads_to("visit", 12)
    db.session.commit()


def times_acted() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def test_the_second_sending_is_told_what_the_first_made(each_database: Flask) -> None:
    staff = a_staff()
    act("k" * 22, staff)

    with pytest.raises(AlreadyDone) as done:
        act("k" * 22, staff)

    assert (done.value.subject_type, done.value.subject_id) == ("visit", 12)
    assert times_acted() == 1


def test_a_key_that_came_to_nothing_can_be_used_again(each_database: Flask) -> None:
    staff = a_staff()
    form_keys.claim("k" * 22, by=staff, at=NOW)
    db.session.rollback()

    act("k" * 22, staff)

    assert times_acted() == 1


def test_somebody_elses_key_is_refused(each_database: Flask) -> None:
    act("k" * 22, a_staff())

    for other in (a_staff(), Job.RESCREEN):
        with pytest.raises(NotPermitted):
            form_keys.claim("k" * 22, by=other, at=NOW)


def test_four_sendings_at_once_act_once(each_database: Flask) -> None:
    staff = a_staff()
    start = threading.Barrier(4)
    told: list[int | None] = []

    def send() -> None:
        with each_database.app_context():
            start.wait()
            try:
                act("k" * 22, staff)
            except AlreadyDone as done:
                told.append(done.subject_id)
            finally:
                db.session.remove()

    sendings = [threading.Thread(target=send) for _ in range(4)]
    for sending in sendings:
        sending.start()
    for sending in sendings:
        sending.join()

    assert told == [12, 12, 12]
    assert times_acted() == 1


def test_old_keys_are_forgotten(each_database: Flask) -> None:
    staff = a_staff()
    act("old" * 8, staff)

    form_keys.claim("new" * 8, by=staff, at=NOW + form_keys.KEPT * 2)
    db.session.commit()

    assert db.session.scalars(select(FormKey.key)).all() == ["new" * 8]
