"""Clients on both databases: registered once, amended without overwriting anybody, archived and brought back."""

import threading
from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from intake.records.audit import AuditEntry
from intake.records.clients import CareTeamMember, Client, ClientWord
from intake.records.database import db
from intake.records.form_keys import FormKey
from intake.services import audit, clients
from intake.services.clients import ClientDetails
from intake.services.errors import AlreadyDone, LikelyDoubles, NotPermitted, RecordNotFound, StaleRecord
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client, some_details

TODAY = NOW.date()
KEY = "register-form-key-1"


def register(by, details=None, *, key=KEY, therapist=None, **given):
    return clients.register_client(details or some_details(), therapist_id=(therapist or by).id, key=key, by=by, at=NOW,
                                   **given)


def amend(client, *, by, version=None, **changed):
    details = ClientDetails(**{name: getattr(client, name) for name in ClientDetails.__dataclass_fields__})
    return clients.amend_client(client.id, replace(details, **changed), version=version or client.version, by=by,
                                at=NOW, on=TODAY)


def rows(table):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table))


def trail():
    db.session.rollback()
    return [(entry.action, entry.client_id, entry.by_id, entry.detail)
            for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]


def test_every_detail_is_kept_as_typed_and_the_trail_says_who(each_database):
    ann = a_staff()
    details = ClientDetails(
        "Zoë 🙂", "Ó\u202eBrien", date(1956, 3, 1), sex="X", phone="+44 (0)131 555 0101", email="z@example.org",
        address="one\ntwo", preferred_language="ar", emergency_name="محمد", emergency_phone="1",
        emergency_relation="<b>", doctor_name="मीरा", doctor_contact="'; --", doctor_may_be_asked="no",
        notes="a\u200bb",
    )

    client_id = register(ann, details).id
    db.session.expire_all()

    kept = db.session.get_one(Client, client_id)
    assert {name: getattr(kept, name) for name in asdict(details)} == asdict(details)
    assert (kept.created_by_id, kept.created_at, kept.version) == (ann.id, NOW, 1)
    assert trail() == [("client.register", client_id, ann.id, None)]


def test_who_registers_for_a_colleague_shares_the_care_team_but_an_administrator_does_not(each_database):
    ann, bo, boss = a_staff(name="Ann"), a_staff(name="Bo"), a_staff("administrator")

    assert clients.team_of(register(bo, therapist=ann, key="for-a-colleague-1").id) == [ann, bo]
    assert clients.team_of(register(boss, therapist=ann, key="for-a-colleague-2", is_new=True).id) == [ann]


def test_a_form_sent_twice_registers_once_and_says_whom(each_database):
    ann = a_staff()
    first = register(ann)

    with pytest.raises(AlreadyDone) as done:
        register(ann, some_details(given_name="Another"))

    assert (done.value.subject_type, done.value.subject_id) == ("client", first.id)
    assert (rows(Client), len(trail())) == (1, 1)


def test_a_form_key_of_somebody_else_is_refused(each_database):
    register(a_staff())

    with pytest.raises(NotPermitted):
        register(a_staff())

    assert rows(Client) == 1


@pytest.mark.parametrize("given, family", [
    ("Ana", "Moreau"), ("Moreau", "Ana"), ("A.", "Moreau"), ("Ana", "Morreau"), ("ÁNA", "moreau"),
    ("Ana Sofia", "Moreau"),
])
def test_a_likely_double_is_shown_before_it_is_made(each_database, given, family):
    ann = a_staff()
    first = a_client(therapist=ann, given_name="Ana", family_name="Moreau", birth_date=date(1980, 5, 17))
    double = some_details(given_name=given, family_name=family, birth_date=date(1980, 5, 17))

    with pytest.raises(LikelyDoubles) as found:
        register(ann, double)
    assert found.value.clients == [first]
    assert rows(Client) == 1

    # The same form, now that a person has looked: its key was not used up by the question.
    assert register(ann, double, is_new=True).id != first.id


@pytest.mark.parametrize("changed", [{"birth_date": date(1980, 5, 18)}, {"given_name": "Peter", "family_name": "Kade"}])
def test_another_day_or_another_name_is_no_double(each_database, changed):
    ann = a_staff()
    details = some_details(given_name="Ana", family_name="Moreau")
    register(ann, details)

    register(ann, replace(details, **changed), key="register-form-key-2")

    assert rows(Client) == 2


def test_an_archived_client_is_a_double_too(each_database):
    ann = a_staff()
    details = some_details()
    client = register(ann, details)
    clients.archive_client(client.id, reason="moved away", version=client.version, by=ann, at=NOW)

    with pytest.raises(LikelyDoubles):
        register(ann, details, key="register-form-key-2")


@pytest.mark.parametrize("step", ["index_words", "join", "note", "leads_to"])
def test_a_step_that_fails_leaves_nothing_behind(each_database, monkeypatch, step):
    ann = a_staff()
    place = {"index_words": clients.client_search, "join": clients.care_team, "note": audit, "leads_to": FormKey}[step]

    def fail(*_, **__):
        raise OSError("no space left on device")

    with monkeypatch.context() as broken, pytest.raises(OSError):
        broken.setattr(place, step, fail)
        register(ann)

    assert [rows(table) for table in (Client, ClientWord, CareTeamMember, FormKey, AuditEntry)] == [0, 0, 0, 0, 0]
    assert register(ann).id


def test_amending_keeps_what_changed_counts_the_version_and_is_noted_without_the_words(each_database):
    ann = a_staff()
    client = a_client(therapist=ann, phone="1")

    amend(client, by=ann, phone="2", notes="rings twice")
    db.session.expire_all()

    kept = db.session.get_one(Client, client.id)
    assert (kept.phone, kept.notes, kept.version) == ("2", "rings twice", 2)
    assert trail()[-1] == ("client.amend", client.id, ann.id, "phone,notes")


def test_the_second_of_two_writers_overwrites_nothing_and_is_told_what_stands(each_database):
    ann = a_staff()
    client = a_client(therapist=ann, phone="1")
    amend(client, by=ann, version=1, phone="2")

    with pytest.raises(StaleRecord) as stale:
        amend(client, by=ann, version=1, phone="3")

    assert stale.value.current.phone == "2"
    assert (db.session.get_one(Client, client.id).phone, trail()[-1][3]) == ("2", "phone")


def test_a_form_sent_twice_amends_once(each_database):
    ann = a_staff()
    client = a_client(therapist=ann)
    amend(client, by=ann, version=1, phone="2")

    assert amend(client, by=ann, version=1, phone="2").version == 2

    assert [action for action, *_ in trail()] == ["client.register", "client.amend"]


def test_of_writers_at_the_same_moment_one_is_kept_and_each_other_is_told(each_database, monkeypatch):
    ann = a_staff()
    client_id = a_client(therapist=ann).id
    told, kept, together = [], [], threading.Barrier(3)
    read = clients.refuse_if_stale

    def read_together(*what):
        read(*what)
        if db.engine.dialect.name == "postgresql":  # SQLite lets one writer in at a time
            together.wait(10)

    def save(phone):
        with each_database.app_context():
            try:
                amend(db.session.get(Client, client_id), by=ann, version=1, phone=phone)
                kept.append(phone)
            except StaleRecord as stale:
                told.append(stale.current.phone)
            finally:
                db.session.remove()

    monkeypatch.setattr(clients, "refuse_if_stale", read_together)
    threads = [threading.Thread(target=save, args=(phone,)) for phone in ("1", "2", "3")]
    db.session.remove()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(kept) == 1
    assert told == kept * 2
    assert db.session.get_one(Client, client_id).phone == kept[0]


def test_archiving_takes_a_client_out_of_the_list_and_restoring_brings_it_back(each_database):
    ann = a_staff()
    client = a_client(therapist=ann)
    later = NOW + timedelta(days=1)

    clients.archive_client(client.id, reason="moved away", version=1, by=ann, at=later)
    assert clients.client_page(by=ann).clients == []
    assert clients.client_page(by=ann, archived=True).clients == [client]
    assert (client.archived_at, client.archived_reason) == (later, "moved away")

    clients.restore_client(client.id, version=2, by=ann, at=later)
    assert clients.client_page(by=ann).clients == [client]
    assert (client.archived_at, client.archived_reason) == (None, "moved away")
    assert [action for action, *_ in trail()] == ["client.register", "client.archive", "client.restore"]


@pytest.mark.parametrize("act", ["archive", "restore"])
def test_archiving_and_restoring_from_an_older_version_do_nothing(each_database, act):
    ann = a_staff()
    client = a_client(therapist=ann)
    if act == "restore":
        clients.archive_client(client.id, reason="moved away", version=1, by=ann, at=NOW)
    amend(client, by=ann, phone="2")
    before = trail()

    with pytest.raises(StaleRecord):
        if act == "archive":
            clients.archive_client(client.id, reason="moved away", version=1, by=ann, at=NOW)
        else:
            clients.restore_client(client.id, version=2, by=ann, at=NOW)

    db.session.expire_all()
    assert (db.session.get_one(Client, client.id).archived_at is None) == (act == "archive")
    assert trail() == before


def test_archiving_and_restoring_twice_is_once(each_database):
    ann = a_staff()
    client = a_client(therapist=ann)

    for _ in range(2):
        clients.archive_client(client.id, reason="moved away", version=1, by=ann, at=NOW)
    for _ in range(2):
        clients.restore_client(client.id, version=2, by=ann, at=NOW)

    assert [action for action, *_ in trail()] == ["client.register", "client.archive", "client.restore"]


@pytest.mark.parametrize("act", [
    lambda client, by: clients.open_client(client, by=by),
    lambda client, by: clients.amend_client(client, some_details(), version=1, by=by, at=NOW, on=TODAY),
    lambda client, by: clients.archive_client(client, reason="x", version=1, by=by, at=NOW),
    lambda client, by: clients.restore_client(client, version=1, by=by, at=NOW),
    lambda client, by: clients.client_page(by=by, after_id=client),
], ids=["open", "amend", "archive", "restore", "page"])
def test_nobody_acts_on_a_client_who_is_not_theirs_or_not_there(each_database, act):
    client = a_client()
    before = trail()

    for client_id, by in ((client.id, a_staff()), (4711, a_staff("reviewer"))):
        with pytest.raises(RecordNotFound):
            act(client_id, by)

    db.session.expire_all()
    assert db.session.get_one(Client, client.id).version == 1
    assert trail() == before
