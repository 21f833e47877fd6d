"""Opinions of a flag: one a person, audited, and nothing of the flag moves by them."""

from itertools import count

import pytest
from sqlalchemy import select

from intake.clinical.flags import Decision
from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.records.flags import Flag
from intake.services import flag_opinions, flags
from intake.services.errors import AlreadyDone, RecordNotFound, StaleRecord
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

WARFARIN = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}
_keys = count(1)


@pytest.fixture
def therapist(each_database):
    return a_staff("therapist")


@pytest.fixture
def flag(therapist):
    client = a_client(therapist=therapist)
    an_intake(client, by=therapist, **WARFARIN)
    return flags.flags_of_client(client.id)[0]


def a_key():
    return f"opinion-key-{next(_keys):06}"


def call_not_useful(flag, by, reason="", key=""):
    return flag_opinions.call_not_useful(flag.id, reason=reason, key=key or a_key(), by=by, at=NOW)


def take_back(flag, by):
    return flag_opinions.take_back(flag.id, key=a_key(), by=by, at=NOW)


def steps(flag):
    return [(each.event.step, each.event.by_id, each.event.reason) for each in flags.history_of(flag.id)][1:]


def standing(flag):
    db.session.expire_all()
    row = db.session.get_one(Flag, flag.id)
    return row.state, row.decision, row.waiting_since, row.closed_at, row.version, row.stored_finding


def test_an_opinion_is_kept_with_who_and_why_and_nothing_of_the_flag_moves(flag, therapist):
    before = standing(flag)

    assert call_not_useful(flag, therapist, reason=" knew it ")

    assert steps(flag) == [("not_useful", therapist.id, "knew it")]
    assert standing(flag) == before
    assert db.session.scalars(select(AuditEntry.action).where(AuditEntry.subject_id == flag.id,
                                                              AuditEntry.subject_type == "flag")).all()[-1:] == [
        "flag.not_useful"]


def test_a_review_that_began_before_an_opinion_still_counts(flag, therapist):
    reviewer = a_staff("reviewer")
    begun_from = flag.version
    call_not_useful(flag, therapist)
    flags.review_flag(flag.id, decision=Decision.AGREED, reason="", version=begun_from, key=a_key(), by=reviewer,
                      at=NOW)
    call_not_useful(flag, reviewer)

    assert standing(flag)[:3] == ("reviewed", "agreed", None)


def test_who_says_it_twice_is_counted_once(flag, therapist):
    assert call_not_useful(flag, therapist)
    assert not call_not_useful(flag, therapist, reason="again")

    assert [step for step, *_ in steps(flag)] == ["not_useful"]


def test_two_people_may_say_it_each(flag, therapist):
    assert call_not_useful(flag, therapist) and call_not_useful(flag, a_staff("reviewer"))


def test_it_is_taken_back_by_who_said_it_and_may_be_said_again(flag, therapist):
    other = a_staff("reviewer")
    call_not_useful(flag, therapist)

    assert not take_back(flag, other)
    assert take_back(flag, therapist) and not take_back(flag, therapist)
    assert call_not_useful(flag, therapist)

    assert [step for step, *_ in steps(flag)] == ["not_useful", "useful_after_all", "not_useful"]


def test_whose_opinion_it_is_shows_in_the_history(flag, therapist):
    other = a_staff("reviewer")
    call_not_useful(flag, therapist)
    call_not_useful(flag, other)
    take_back(flag, other)

    history = flags.history_of(flag.id)

    assert flag_opinions.is_not_useful_to(therapist, history)
    assert not flag_opinions.is_not_useful_to(other, history)
    assert not flag_opinions.is_not_useful_to(a_staff(), history)


def test_a_form_sent_twice_is_one_opinion(flag, therapist):
    key = a_key()
    call_not_useful(flag, therapist, key=key)

    with pytest.raises(AlreadyDone):
        call_not_useful(flag, therapist, key=key)


def test_nobody_has_an_opinion_of_a_client_that_they_may_not_open(flag):
    stranger = a_staff("therapist")

    for say in (call_not_useful, take_back):
        with pytest.raises(RecordNotFound):
            say(flag, stranger)
    assert steps(flag) == []


def test_a_closed_flag_takes_no_opinion(flag, therapist):
    flags.mark_entered_in_error(flag.id, reason="wrong person", version=flag.version, key=a_key(),
                                by=a_staff("reviewer"), at=NOW, on=NOW.date())

    with pytest.raises(StaleRecord):
        call_not_useful(flag, therapist)
