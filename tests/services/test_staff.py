"""Staff: accounts on both databases, and that a clinic always keeps an administrator."""

import threading
from datetime import timedelta

import pytest
from flask import Flask

from intake.records.database import db
from intake.services import clinic, sign_in, staff
from intake.services.errors import AlreadySetUp, EmailTaken, LastAdministrator, RecordNotFound, StaleRecord
from tests.builders import NOW, a_clinic, a_staff


def test_a_session_is_somebodys_until_it_is_ended(each_database: Flask) -> None:
    ann, bob = a_staff(), a_staff()
    key, other = sign_in.sign_in(ann, at=NOW), sign_in.sign_in(bob, at=NOW)

    assert sign_in.who_is(key, at=NOW) == ann
    assert sign_in.who_is(key, at=NOW + sign_in.LASTS) is None
    sign_in.sign_out(key, by=ann, at=NOW)

    assert sign_in.who_is(key, at=NOW) is None
    assert sign_in.who_is(other, at=NOW) == bob
    assert sign_in.who_is("made up", at=NOW) is None


def test_an_address_belongs_to_one_person_in_any_case(each_database: Flask) -> None:
    ann = a_staff("administrator", email="ann@example.org")

    with pytest.raises(EmailTaken):
        staff.add_staff("Other", email="ANN@example.org", password_hash="!", roles=["therapist"], by=ann, at=NOW)

    assert [person.id for person in staff.all_staff()] == [ann.id]


def test_therapists_are_those_who_are_active_and_therapists(each_database: Flask) -> None:
    zoe, ann = a_staff("therapist", "reviewer", name="Zoë"), a_staff(name="Ann")
    a_staff("reviewer", name="Bo")
    a_staff(name="Gone", active=False)

    assert [person.id for person in staff.therapists()] == [ann.id, zoe.id]


def test_roles_changed_by_somebody_else_meanwhile_are_not_overwritten(each_database: Flask) -> None:
    boss, ann = a_staff("administrator"), a_staff()
    staff.change_roles(ann.id, roles=["reviewer"], version=1, by=boss, at=NOW)

    with pytest.raises(StaleRecord) as stale:
        staff.change_roles(ann.id, roles=["administrator"], version=1, by=boss, at=NOW)

    assert [str(role) for role in stale.value.current.roles] == ["reviewer"]


def test_an_inactive_administrator_does_not_count(each_database: Flask) -> None:
    boss = a_staff("administrator")
    a_staff("administrator", active=False)
    a_staff("therapist")

    with pytest.raises(LastAdministrator):
        staff.deactivate(boss.id, by=boss, at=NOW)


def test_two_administrators_cannot_close_each_other_at_the_same_moment(each_database: Flask) -> None:
    pair = [a_staff("administrator"), a_staff("administrator")]
    start = threading.Barrier(2)
    refused: list[Exception] = []

    def close(mine: int, other: int) -> None:
        with each_database.app_context():
            start.wait()
            try:
                staff.deactivate(other, by=staff.get_staff(mine), at=NOW)
            except LastAdministrator as error:
                refused.append(error)
            finally:
                db.session.remove()

    ids = [person.id for person in pair]
    both = [threading.Thread(target=close, args=(ids[turn], ids[1 - turn])) for turn in (0, 1)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    db.session.expire_all()
    assert len(refused) == 1
    assert sum(person.active for person in staff.all_staff()) == 1


def test_nobody_is_not_found(each_database: Flask) -> None:
    with pytest.raises(RecordNotFound):
        staff.get_staff(99)


def test_wrong_tries_are_counted_until_they_expire(each_database: Flask) -> None:
    for _ in range(sign_in.TRIES):
        assert not sign_in.attempt("x@example.org", at=NOW).locked
        sign_in.refuse_sign_in("X@example.org", staff=None, at=NOW)

    assert sign_in.attempt("x@example.org", at=NOW).locked
    assert not sign_in.attempt("y@example.org", at=NOW).locked
    later = NOW + sign_in.LOCKED_FOR + timedelta(seconds=1)
    assert not sign_in.attempt("x@example.org", at=later).locked
    sign_in.refuse_sign_in("x@example.org", staff=None, at=later)
    assert not sign_in.attempt("x@example.org", at=later).locked


def test_set_up_happens_once(each_database: Flask) -> None:
    with pytest.raises(AlreadySetUp):
        clinic.set_up("Again", country="", time_zone="UTC", emergency_number="", staff_name="A",
                      email="a@example.org", password_hash="!", at=NOW)

    assert staff.all_staff() == []


def test_settings_begun_from_an_older_version_overwrite_nothing(each_database: Flask) -> None:
    boss = a_staff("administrator")
    values = {field: getattr(a_clinic(), field) for field in clinic.FIELDS}
    clinic.amend_clinic(1, values={**values, "phone": "1"}, by=boss, at=NOW)

    with pytest.raises(StaleRecord):
        clinic.amend_clinic(1, values={**values, "phone": "2"}, by=boss, at=NOW)

    assert clinic.the_clinic().phone == "1"
