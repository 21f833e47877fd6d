"""Clients who died or moved away, on both databases: gone from what is to be done, kept as they stood, and undone."""

from datetime import date, timedelta
from itertools import count

import pytest
from sqlalchemy import select

from intake.clinical.flags import Decision
from intake.records import client_search
from intake.records.audit import AuditEntry
from intake.records.clients import Client
from intake.records.database import db
from intake.records.flags import Flag, FlagEvent
from intake.services import clearances, clients, departures, drafts, flags, rescreening, visits
from intake.services.clearances import Reply
from intake.services.errors import InvalidInput, NotPermitted, RecordArchived, StaleRecord
from intake.services.flag_queue import queue_page
from tests import on_file
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import a_draft, an_intake, some_answers

TODAY = NOW.date()
LATER = NOW + timedelta(days=3)
STOP = {"sign_chest_pain": "yes"}
PAST_CLOT = {"condition_dvt": "past", "clots": [{"type": "dvt", "date": "2019", "side": "left", "on_treatment": "no"}]}
_keys = count(1)


@pytest.fixture
def therapist(each_database):
    return a_staff("therapist")


@pytest.fixture
def administrator(each_database):
    return a_staff("administrator")


@pytest.fixture
def client(therapist):
    """A client with a past clot and a warning sign, of whom nothing is reviewed."""
    client = a_client(therapist=therapist, given_name="Ana", family_name="Moreau")
    an_intake(client, by=therapist, **STOP, **PAST_CLOT)
    return client


def depart(client, by, departure="died", *, on=date(2026, 11, 3), reason="Her daughter rang.", version=None):
    return departures.record_departure(
        client.id, departure=departure, departed_on=on, reason=reason, version=version or client.version, by=by, at=NOW,
        on=TODAY)


def undo(client, by, reason="Somebody else of that name."):
    return departures.undo_departure(client.id, reason=reason, version=client.version, by=by, at=LATER)


def book(client, by, days=0):
    return visits.book_visit(client.id, visit_on=TODAY + timedelta(days=days), therapist_id=by.id,
                             key=f"departure-booking-{next(_keys)}", by=by, at=NOW, on=TODAY)


def begin(client, by):
    return visits.begin_visit(client.id, questions={}, key=f"departure-visit-{next(_keys)}", by=by, at=NOW, on=TODAY)


def waiting(by):
    return [(flag.client_id, flag.rule, flag.waiting_since) for flag in queue_page(by=by, on=TODAY).flags]


def standing(client):
    """Everything of the client's flags, and their log, that departing must leave as it is."""
    rows = db.session.execute(select(Flag.id, Flag.rule, Flag.tier, Flag.state, Flag.decision, Flag.closed_at,
                                     Flag.evidence_key, Flag.version).where(Flag.client_id == client.id)).all()
    return rows, db.session.scalars(select(FlagEvent.id).order_by(FlagEvent.id)).all()


def test_the_departure_is_kept_with_its_day_and_in_the_trail_by_a_code(client, therapist):
    depart(client, therapist)
    db.session.expire_all()

    kept = db.session.get_one(Client, client.id)
    assert (kept.departure, kept.departed_on, kept.archived_at, kept.archived_reason) == (
        "died", date(2026, 11, 3), NOW, "Her daughter rang.")
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (entry.action, entry.detail, entry.by_id) == ("client.depart", "died", therapist.id)


@pytest.mark.parametrize("departure", ["died", "moved"])
def test_who_has_gone_leaves_the_queue_and_what_stands_is_kept(client, therapist, departure):
    reviewer, other = a_staff("reviewer"), a_client(therapist=therapist)
    an_intake(other, by=therapist, **STOP)
    assert {client_id for client_id, *_ in waiting(reviewer)} == {client.id, other.id}
    before = standing(client)

    depart(client, therapist, departure)

    for each in (reviewer, therapist):
        assert {client_id for client_id, *_ in waiting(each)} == {other.id}
        assert queue_page(by=each, on=TODAY).count == 1 and flags.count_awaiting(by=each) == 1
    assert standing(client) == before
    assert {flag.rule for flag in flags.flags_of_client(client.id)} == {row.rule for row in before[0]}


def test_undone_they_wait_again_since_when_they_waited_before(client, therapist, administrator):
    reviewed, *_ = flags.flags_of_client(client.id)
    flags.review_flag(reviewed.id, decision=Decision.AGREED, reason="", version=reviewed.version,
                      key="review-before-departing", by=administrator, at=NOW)
    before = waiting(administrator)
    assert before and reviewed.rule not in {rule for _, rule, _ in before}
    depart(client, therapist)

    undo(client, administrator)
    db.session.expire_all()

    assert waiting(administrator) == before
    assert (client.departure, client.departed_on, client.archived_at) == ("", None, None)
    assert client.archived_reason == "Her daughter rang.\nUndone: Somebody else of that name."
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (entry.action, entry.detail, entry.by_id) == ("client.undo_departure", "died", administrator.id)


def test_what_is_only_for_information_does_not_wait_afterwards(therapist, administrator):
    client = a_client(therapist=therapist)
    an_intake(client, by=therapist, medicines_any="yes", medicines=[{"text": "warfarin"}],
              condition_varicose_veins="now")
    before = waiting(administrator)
    informing = {flag.rule for flag in flags.flags_of_client(client.id) if flag.waiting_since is None}
    assert before and informing
    depart(client, therapist)
    undo(client, administrator)

    assert waiting(administrator) == before


def test_archiving_gives_up_the_places_as_well_and_restoring_takes_them_again(client, therapist):
    before = waiting(therapist)

    clients.archive_client(client.id, reason="A double.", version=client.version, by=therapist, at=NOW)
    assert before and waiting(therapist) == []

    clients.restore_client(client.id, version=client.version, by=therapist, at=LATER)
    assert waiting(therapist) == before


def test_what_is_raised_while_they_are_gone_waits_only_once_they_are_back(therapist, administrator):
    client = a_client(therapist=therapist)
    an_intake(client, by=therapist, **PAST_CLOT)
    reply = Reply("R21", "Dr Reid, haematologist", TODAY, TODAY + timedelta(days=90), limits="Light only.")
    given = clearances.record_clearance(client.id, reply, key="clearance-of-the-absent", by=administrator, at=NOW,
                                        on=TODAY)
    depart(client, therapist)

    clearances.end_clearance(given.id, reason="The doctor rang.", by=administrator, at=LATER, on=TODAY)

    assert "R21" in {flag.rule for flag in flags.flags_of_client(client.id)}
    assert waiting(administrator) == []
    undo(client, administrator)
    assert (client.id, "R21", LATER) in waiting(administrator)


def test_booked_visits_to_come_are_called_off_and_the_day_shows_none(client, therapist):
    yesterday = book(client, therapist)
    db.session.execute(db.update(visits.Visit).where(visits.Visit.id == yesterday.id).values(
        visit_on=TODAY - timedelta(days=1)))
    today, next_week = book(client, therapist), book(client, therapist, 7)

    depart(client, therapist)

    assert [visits.visit_of(each.id).state for each in (yesterday, today, next_week)] == [
        "booked", "called_off", "called_off"]
    assert visits.todays_visits(by=therapist, on=TODAY) == []
    assert list(queue_page(by=therapist, on=TODAY).today) == []


def test_who_was_archived_with_a_visit_today_is_not_on_todays_page(client, therapist):
    book(client, therapist)
    clients.archive_client(client.id, reason="A double.", version=client.version, by=therapist, at=NOW)

    assert visits.todays_visits(by=therapist, on=TODAY) == []


def test_nothing_new_is_begun(client, therapist):
    signed = on_file.intakes_of(client.id)[0]
    depart(client, therapist)

    for act in (
        lambda: book(client, therapist), lambda: begin(client, therapist), lambda: an_intake(client, by=therapist),
        lambda: a_draft(client, by=therapist, reason="knee"),
        lambda: drafts.start_correction(signed.id, by=therapist, at=NOW),
        lambda: clients.open_for_care(client.id, by=therapist, at=NOW),
    ):
        with pytest.raises(RecordArchived):
            act()
        db.session.rollback()
    assert len(on_file.intakes_of(client.id)) == 1 and on_file.visits_of(client.id) == []


def test_a_draft_is_kept_and_goes_on_once_they_are_back(client, therapist, administrator):
    draft = a_draft(client, by=therapist, reason="knee")
    depart(client, therapist)
    assert drafts.draft_of(client.id).answers["reason"] == "knee"

    undo(client, administrator)

    drafts.save_draft(client.id, answers=some_answers(reason="hip"), version=draft.version, by=therapist, at=LATER)
    assert drafts.draft_of(client.id).answers["reason"] == "hip"


def test_a_visit_under_way_is_recorded_first(therapist):
    client = a_client(therapist=therapist)
    an_intake(client, by=therapist)
    visit = book(client, therapist)
    visit.state, visit.begun_at = visits.BEGUN, NOW
    db.session.commit()

    with pytest.raises(InvalidInput) as refusal:
        depart(client, therapist)

    assert refusal.value.problems == {"departure": "A visit is under way. Record it first."}
    db.session.rollback()
    assert client.departure == "" and client.archived_at is None


def test_nobody_is_reminded_of_their_clearance_and_re_screening_leaves_them_out(client, therapist, administrator):
    reply = Reply("R21", "Dr Reid, haematologist", TODAY, TODAY + timedelta(days=9), limits="Light only.")
    clearances.record_clearance(client.id, reply, key="clearance-before-departing", by=administrator, at=NOW, on=TODAY)
    assert clearances.ending_soon(by=administrator, on=TODAY)

    depart(client, therapist)

    assert clearances.ending_soon(by=administrator, on=TODAY) == []
    assert rescreening.how_many(on=TODAY + timedelta(days=30)) == 0
    assert client_search.page(care_team_of=None, archived=False, after=None) == []
    assert [each.departure for each in clients.find_clients(client.family_name, by=therapist, on=TODAY)] == ["died"]


@pytest.mark.parametrize(("given", "field"), [
    ({"departure": "vanished"}, "departure"), ({"departure": ""}, "departure"),
    ({"on": TODAY + timedelta(days=1)}, "departed_on"), ({"on": date(1970, 1, 1)}, "departed_on"),
    ({"reason": "  "}, "reason"), ({"reason": "x" * 141}, "reason"),
])
def test_what_cannot_be_is_refused(client, therapist, given, field):
    with pytest.raises(InvalidInput) as refusal:
        depart(client, therapist, **given)

    assert list(refusal.value.problems) == [field]
    db.session.rollback()
    assert client.departure == "" and waiting(therapist)


def test_the_day_may_be_unknown_and_who_moved_may_have_died(client, therapist):
    depart(client, therapist, "moved", on=None, reason="Moved to Spain.")
    moved_at = client.archived_at
    depart(client, therapist, "died", on=None, reason="Her son wrote.")

    assert (client.departure, client.departed_on, client.archived_at) == ("died", None, moved_at)
    with pytest.raises(StaleRecord):
        depart(client, therapist, "moved", on=None)


def test_sent_twice_is_once_and_from_an_older_version_nothing(client, therapist, administrator):
    version = client.version
    depart(client, therapist, version=version)
    depart(client, therapist, version=version)
    undo(client, administrator)
    undo(client, administrator)

    with pytest.raises(StaleRecord):
        depart(client, therapist, version=version)
    acts = db.session.scalars(select(AuditEntry.action).where(AuditEntry.action.like("client.%depart%"))).all()
    assert list(acts) == ["client.depart", "client.undo_departure"]


@pytest.mark.parametrize("role", ["therapist", "reviewer"])
def test_only_an_administrator_undoes_it_and_only_with_a_reason(client, therapist, administrator, role):
    depart(client, therapist)
    someone = therapist if role == "therapist" else a_staff(role)

    with pytest.raises(NotPermitted):
        undo(client, someone)
    with pytest.raises(NotPermitted):
        clients.restore_client(client.id, version=client.version, by=administrator, at=LATER)
    with pytest.raises(InvalidInput) as refusal:
        undo(client, administrator, reason=" ")
    assert refusal.value.problems == {"reason": "Write why this is undone."}
    db.session.rollback()
    assert client.departure == "died"


def test_both_reasons_at_their_longest_can_be_kept(client, therapist, administrator):
    depart(client, therapist, reason="d" * departures.LONGEST_REASON)
    undo(client, administrator, reason="u" * departures.LONGEST_REASON)
    db.session.expire_all()

    assert client.archived_reason == "d" * 140 + "\nUndone: " + "u" * 140
