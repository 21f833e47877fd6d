"""The clinic's settings on both databases: set up once, changed without overwriting anybody."""

import threading

import pytest
from sqlalchemy import select

from intake.records.audit import AuditEntry
from intake.records.clients import Client
from intake.records.clinic import Clinic
from intake.records.database import db
from intake.records.staff import Staff
from intake.services import audit, clinic
from intake.services.errors import AlreadySetUp, RecordNotFound, StaleRecord
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake


@pytest.fixture
def boss(each_database):
    """An administrator."""
    return a_staff("administrator")


def values(**changed):
    now = clinic.the_clinic()
    return {field: getattr(now, field) for field in clinic.FIELDS} | changed


def amend(by, *, version=1, **changed):
    return clinic.amend_clinic(version, values=values(**changed), by=by, at=NOW)


def trail():
    db.session.rollback()
    return [(entry.action, entry.by_id, entry.detail)
            for entry in db.session.scalars(select(AuditEntry).where(AuditEntry.action.like("clinic.%")))]


@pytest.fixture
def not_set_up(each_database):
    """A database before its first visit."""
    db.session.delete(clinic.the_clinic())
    db.session.commit()


def set_up(**given):
    return clinic.set_up(**({
        "name": "Quay Massage", "country": "GB", "time_zone": "Europe/London", "emergency_number": "999",
        "staff_name": "Ana",
        "email": "Ana@example.org", "password_hash": "!", "at": NOW} | given))


def test_set_up_makes_the_clinic_and_one_person_who_may_do_everything(not_set_up):
    assert not clinic.is_set_up()
    with pytest.raises(RecordNotFound):
        clinic.the_clinic()

    ana = set_up()

    assert clinic.is_set_up()
    assert (clinic.the_clinic().name, clinic.the_clinic().emergency_number) == ("Quay Massage", "999")
    assert (ana.email, [str(role) for role in ana.roles]) == (
        "ana@example.org", ["therapist", "reviewer", "administrator"])
    assert trail() == [("clinic.set_up", ana.id, None)]


def test_two_who_set_up_at_the_same_moment_make_one_clinic(each_database, not_set_up, monkeypatch):
    together, told, read = threading.Barrier(2), [], clinic.is_set_up

    def read_together():
        answer = read()
        if db.engine.dialect.name == "postgresql":  # SQLite lets one writer in at a time
            together.wait(10)
        return answer

    def visit(name):
        with each_database.app_context():
            try:
                set_up(name=name, email=f"{name}@example.org")
                told.append("done")
            except AlreadySetUp:
                told.append("already")
            finally:
                db.session.remove()

    monkeypatch.setattr(clinic, "is_set_up", read_together)
    threads = [threading.Thread(target=visit, args=(name,)) for name in ("one", "two")]
    db.session.remove()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == ["already", "done"]
    assert len(db.session.scalars(select(Staff.id)).all()) == 1


def test_a_set_up_that_fails_leaves_nothing_and_can_be_done_again(not_set_up, monkeypatch):
    def fail(*_, **__):
        raise OSError("no space left on device")

    with monkeypatch.context() as broken, pytest.raises(OSError):
        broken.setattr(audit, "note", fail)
        set_up()
    db.session.rollback()

    assert not clinic.is_set_up()
    assert db.session.scalars(select(Staff.id)).all() == []
    assert set_up().id


def test_settings_are_kept_and_the_trail_says_which_were_changed(boss):
    amend(boss, name="Quay \u202e🙂 <b>", address="one\ntwo", phone="2")
    db.session.expire_all()

    kept = clinic.the_clinic()
    assert (kept.name, kept.address, kept.phone, kept.version) == ("Quay \u202e🙂 <b>", "one\ntwo", "2", 2)
    assert trail() == [("clinic.amend", boss.id, "name,address,phone")]


def test_settings_saved_unchanged_leave_no_line_in_the_trail(boss):
    amend(boss)

    assert (clinic.the_clinic().version, trail()) == (1, [])


@pytest.mark.parametrize("field", ["phone", "country"])
def test_of_writers_at_the_same_moment_one_is_kept_and_the_other_is_told(each_database, boss, monkeypatch, field):
    together, kept, told, read = threading.Barrier(2), [], [], clinic.refuse_if_stale

    def read_together(*what):
        read(*what)
        if db.engine.dialect.name == "postgresql":
            together.wait(10)

    def save(value):
        with each_database.app_context():
            try:
                amend(boss, **{field: value})
                kept.append(value)
            except StaleRecord as stale:
                told.append(getattr(stale.current, field))
            finally:
                db.session.remove()

    monkeypatch.setattr(clinic, "refuse_if_stale", read_together)
    threads = [threading.Thread(target=save, args=(value,)) for value in ("DE", "FR")]
    db.session.remove()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(kept) == 1
    assert told == kept


@pytest.mark.parametrize("changed, due", [
    ({"country": "DE"}, True), ({"time_zone": "Europe/Berlin"}, True),
    ({"journey_threshold_hours": 3}, True), ({"phone": "2"}, False),
])
def test_a_setting_that_rules_read_makes_everybody_with_an_intake_due(boss, changed, due):
    ann = a_staff()
    with_intake, without = a_client(therapist=ann), a_client(therapist=ann)
    an_intake(with_intake, by=ann, reason="knee")

    amend(boss, **changed)

    def due_on(client):
        return db.session.scalar(select(Client.next_screening_on).where(Client.id == client.id))

    assert (due_on(with_intake) == NOW.date()) == due
    assert due_on(without) is None


def test_a_step_that_fails_changes_no_setting(boss, monkeypatch):
    def fail(*_, **__):
        raise OSError("no space left on device")

    with monkeypatch.context() as broken, pytest.raises(OSError):
        broken.setattr(audit, "note", fail)
        amend(boss, phone="2")
    db.session.rollback()

    assert db.session.scalar(select(Clinic.phone)) == ""
