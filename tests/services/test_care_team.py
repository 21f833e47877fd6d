"""The care team on both databases: who may open a record, and taking over by exact name, birth date and reason."""

import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from intake.records.audit import AuditEntry
from intake.records.clients import CareTeamMember
from intake.records.database import db
from intake.records.form_keys import FormKey
from intake.services import audit, care_team, clients
from intake.services.errors import AlreadyDone, InvalidInput, NotPermitted, RecordNotFound
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client, some_details

KEY = "take-over-form-key"
LATER = NOW + timedelta(hours=1)
EXACT = {"given_name": "Zoë", "family_name": "O'Brien-Ødegård", "birth_date": date(1980, 5, 17)}


@pytest.fixture
def client(each_database):
    """A colleague's client."""
    return a_client(**EXACT)


def take_over(by, *, key=KEY, reason="Holiday cover", **changed):
    return care_team.take_over(**(EXACT | changed), reason=reason, key=key, by=by, at=LATER)


def acts():
    db.session.rollback()
    told = select(AuditEntry).where(AuditEntry.action.like("client.take_over%")).order_by(AuditEntry.id)
    return [(entry.action, entry.client_id, entry.by_id) for entry in db.session.scalars(told)]


def test_only_the_care_team_reviewers_and_administrators_open_a_record(client):
    team, stranger = clients.team_of(client.id), a_staff()

    for by in (*team, a_staff("reviewer"), a_staff("administrator"), a_staff("therapist", "reviewer")):
        assert clients.open_client(client.id, by=by) == client
    with pytest.raises(RecordNotFound):
        clients.open_client(client.id, by=stranger)
    assert [care_team.is_member(client.id, by) for by in (*team, stranger)] == [True, False]


def test_whose_records_one_may_open_is_asked_at_once(client):
    mine, bo = clients.team_of(client.id)[0], a_staff()
    other = a_client(therapist=bo)

    assert clients.open_to(mine, among=[client, other]) == {client.id}
    assert clients.open_to(bo, among=[client]) == clients.open_to(bo, among=[]) == set()
    assert clients.open_to(a_staff("reviewer"), among=[client, other]) == {client.id, other.id}


def test_taking_over_opens_the_record_and_keeps_why_who_and_when(client):
    bo = a_staff()

    taken = take_over(bo, reason="  Holiday cover ")

    assert clients.open_client(taken.id, by=bo) == client
    joined = db.session.scalars(select(CareTeamMember).where(CareTeamMember.staff_id == bo.id)).one()
    assert (joined.client_id, joined.reason, joined.since) == (client.id, "Holiday cover", LATER)
    assert acts() == [("client.take_over", client.id, bo.id)]


@pytest.mark.parametrize("spelled", [
    {}, {"given_name": "ZOË", "family_name": "o’brien-ødegård"},
    {"given_name": "zoe", "family_name": "O'Brien-Odegard"}, {"given_name": "O'Brien-Ødegård", "family_name": "Zoë"},
    {"given_name": " Zoe\u0308 "},
], ids=["exact", "case", "accents", "swapped", "decomposed"])
def test_an_exact_name_is_exact_however_it_is_keyed_in(client, spelled):
    assert take_over(a_staff(), **spelled) == client


@pytest.mark.parametrize("changed", [
    {"birth_date": date(1980, 5, 18)}, {"given_name": "Zo"}, {"given_name": "Zoe Ann"}, {"family_name": "O'Brien"},
    {"given_name": ""}, {"given_name": "", "family_name": ""}, {"given_name": "🙂", "family_name": "\u200b"},
    {"given_name": "%", "family_name": "%"}, {"given_name": "Zoëe"},
])
def test_near_is_not_exact_and_the_attempt_is_noted_without_a_name(client, changed):
    bo = a_staff()

    with pytest.raises(RecordNotFound):
        take_over(bo, **changed)

    assert not care_team.is_member(client.id, bo)
    assert acts() == [("client.take_over_refused", None, bo.id)]


def test_where_two_people_could_be_meant_neither_is_opened(client):
    a_client(**EXACT)
    bo = a_staff()

    with pytest.raises(RecordNotFound):
        take_over(bo)

    assert clients.client_page(by=bo).clients == []


@pytest.mark.parametrize("reason", ["", "  \n\t"])
def test_without_a_reason_nothing_is_opened(client, reason):
    bo = a_staff()

    with pytest.raises(InvalidInput) as refused:
        take_over(bo, reason=reason)

    assert list(refused.value.problems) == ["reason"]
    assert not care_team.is_member(client.id, bo)


def test_a_form_sent_twice_takes_over_once(client):
    bo = a_staff()
    take_over(bo)

    with pytest.raises(AlreadyDone) as done:
        take_over(bo)

    assert (done.value.subject_type, done.value.subject_id) == ("client", client.id)
    assert len(acts()) == 1


def test_a_form_key_of_somebody_else_opens_nothing(client):
    take_over(a_staff())
    bo = a_staff()

    with pytest.raises(NotPermitted):
        take_over(bo)

    assert not care_team.is_member(client.id, bo)


def test_who_belongs_to_the_team_already_belongs_to_it_once(client):
    bo = a_staff()
    take_over(bo)
    take_over(bo, key="take-over-again-key", reason="Once more")

    assert len(clients.team_of(client.id)) == 2
    assert db.session.scalar(select(CareTeamMember.reason).where(CareTeamMember.staff_id == bo.id)) == "Holiday cover"


def test_two_forms_at_the_same_moment_join_once(each_database, client, monkeypatch):
    bo, failed, together = a_staff(), [], threading.Barrier(2)
    client_id, join = client.id, care_team.join

    def join_together(*about, **given):
        if db.engine.dialect.name == "postgresql":  # SQLite lets one writer in at a time
            together.wait(10)
        join(*about, **given)

    def send(key):
        with each_database.app_context():
            try:
                take_over(bo, key=key)
            except Exception as error:
                failed.append(error)
            finally:
                db.session.remove()

    monkeypatch.setattr(care_team, "join", join_together)
    threads = [threading.Thread(target=send, args=(f"take-over-form-key-{number}",)) for number in (1, 2)]
    db.session.remove()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert [each.id for each in clients.team_of(client_id)].count(bo.id) == 1


@pytest.mark.parametrize("place, step", [(care_team, "join"), (audit, "note"), (FormKey, "leads_to")])
def test_a_step_that_fails_opens_nothing(client, monkeypatch, place, step):
    bo = a_staff()

    def fail(*_, **__):
        raise OSError("no space left on device")

    with monkeypatch.context() as broken, pytest.raises(OSError):
        broken.setattr(place, step, fail)
        take_over(bo)
    db.session.rollback()

    assert not care_team.is_member(client.id, bo)
    assert acts() == []
    assert take_over(bo) == client


def double(client, by, *, key=KEY, reason="Holiday cover", **changed):
    details = some_details(**(EXACT | {"given_name": "Zoe"} | changed))
    return clients.take_over_double(client.id, details, reason=reason, key=key, by=by, at=LATER)


def test_a_likely_double_is_taken_over_instead_of_registered_again(client):
    bo = a_staff()

    assert double(client, bo) == client

    assert care_team.is_member(client.id, bo)
    assert acts() == [("client.take_over", client.id, bo.id)]


@pytest.mark.parametrize("changed", [
    {"birth_date": date(1980, 5, 18)}, {"given_name": "Peter", "family_name": "Kade"},
])
def test_whoever_is_no_likely_double_is_not_opened_by_an_id(client, changed):
    bo = a_staff()

    with pytest.raises(RecordNotFound):
        double(client, bo, **changed)

    assert not care_team.is_member(client.id, bo)


def test_a_double_is_not_taken_over_without_a_reason(client):
    bo = a_staff()

    with pytest.raises(InvalidInput):
        double(client, bo, reason=" ")

    assert not care_team.is_member(client.id, bo)
