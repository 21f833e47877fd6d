"""Clearances: a doctor's word steps a HOLD down, never a STOP, ends on its day, and stays on record."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from sqlalchemy import func, select

from intake.clinical.questionnaire.answers import read_stored
from intake.clinical.questionnaire.visit import VISIT_QUESTIONS, read_visit_questions
from intake.clinical.screening.findings import Tier
from intake.records.actors import Job
from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.records.flags import Clearance
from intake.services import clearances, flags, visits
from intake.services.clearances import Reply
from intake.services.errors import AlreadyDone, InvalidInput, NotPermitted, RecordNotFound
from intake.services.screening import screen_client
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

TODAY = NOW.date()
REPLY = Reply("R21", "Dr Reid, GP", TODAY, TODAY + timedelta(days=180), limits="Light hands on the left leg")
PAST_CLOT = {"condition_dvt": "past", "clots": [{"type": "dvt", "date": "2019", "side": "left", "on_treatment": "no"}]}
CANCER = {"condition_cancer": "now"}
_keys = count(1)


@pytest.fixture
def reviewer(each_database):
    return a_staff("reviewer", "therapist")


@pytest.fixture
def client(reviewer):
    client = a_client(therapist=reviewer)
    an_intake(client, by=reviewer, at=NOW - timedelta(days=30), **PAST_CLOT)
    return client


def a_key() -> str:
    return f"clearance-key-{next(_keys):08}"


def record(client, by, reply=REPLY, *, days=0, key=""):
    at = NOW + timedelta(days=days)
    return clearances.record_clearance(client.id, reply, key=key or a_key(), by=by, at=at, on=at.date())


def standing(client) -> dict[str, Tier]:
    return {flag.rule: Tier(flag.tier) for flag in flags.flags_of_client(client.id)}


def screen(client, *, days):
    at = NOW + timedelta(days=days)
    screen_client(client.id, on=at.date(), by=Job.RESCREEN, at=at, occasion="rescreen")
    db.session.commit()


def visit_with_a_journey(client, by, *, days):
    at = NOW + timedelta(days=days)
    given = {question.name: "no" for question in VISIT_QUESTIONS} | {"asked_journey": "yes"}
    journey = {"seated_hours": "9", "end_date": (at.date() - timedelta(days=1)).isoformat()}
    answers = read_visit_questions(given, read_stored({"journeys": [journey]}, on=at.date())).answers
    return visits.begin_visit(client.id, questions=answers, key=a_key(), by=by, at=at, on=at.date())


def test_a_clearance_turns_hold_into_caution_until_it_ends(client, reviewer):
    assert standing(client) == {"R21": Tier.HOLD}

    record(client, reviewer)
    assert standing(client) == {"R45": Tier.CAUTION}
    assert flags.flags_of_client(client.id)[0].until == REPLY.valid_until

    screen(client, days=179)
    assert standing(client) == {"R45": Tier.CAUTION}
    screen(client, days=180)
    assert standing(client) == {"R21": Tier.HOLD}


def test_a_clearance_of_a_rule_keeps_its_flag_and_steps_it_down(reviewer):
    client = a_client(therapist=reviewer)
    an_intake(client, by=reviewer, **CANCER)
    before = flags.flags_of_client(client.id)[0]
    assert (before.rule, before.tier) == ("R27", Tier.HOLD)

    record(client, reviewer, replace(REPLY, rule="R27"))

    after = flags.flags_of_client(client.id)[0]
    assert (after.id, after.tier) == (before.id, Tier.CAUTION)
    assert [line.event.step for line in flags.history_of(after.id)] == ["raised", "stepped_down"]


def test_a_clearance_never_touches_a_stop(client, reviewer):
    an_intake(client, by=reviewer, sign_chest_pain="yes", **PAST_CLOT)
    stops = [flag.id for flag in flags.blocking_flags(client.id)]
    assert stops

    for rule in clearances.clearable_rules():
        record(client, reviewer, replace(REPLY, rule=rule))

    assert [flag.id for flag in flags.blocking_flags(client.id)] == stops


def test_a_new_journey_after_the_clearance_reopens_what_was_reviewed(client, reviewer):
    record(client, reviewer)
    cleared = flags.flags_of_client(client.id)[0]
    flags.review_flag(cleared.id, decision=flags.Decision.AGREED, reason="", version=cleared.version, key=a_key(),
                      by=reviewer, at=NOW)

    visit_with_a_journey(client, reviewer, days=20)

    found = {flag.rule: flag for flag in flags.flags_of_client(client.id)}
    assert found["R45"].state == "reopened" and found["R45"].decision == ""
    assert found["R30"].tier == Tier.HOLD and found["R30"].waiting_since is not None


def test_ending_a_clearance_early_is_written_down_and_brings_the_hold_back(client, reviewer):
    clearance = record(client, reviewer)
    with pytest.raises(InvalidInput):
        clearances.end_clearance(clearance.id, reason=" ", by=reviewer, at=NOW, on=TODAY)
    db.session.rollback()

    clearances.end_clearance(clearance.id, reason="The doctor rang.", by=reviewer, at=NOW, on=TODAY)

    assert standing(client) == {"R21": Tier.HOLD}
    kept = clearances.clearance_of(clearance.id)
    assert (kept.ended_at, kept.ended_reason) == (NOW, "The doctor rang.")


@pytest.mark.parametrize(("rule", "end"), [("R21", date(2027, 11, 23)), ("R27", date(2027, 2, 21))])
def test_without_a_date_a_clearance_holds_a_year_and_for_cancer_three_months(rule, end):
    assert abs((clearances.default_end(rule, TODAY) - end).days) <= 2


@pytest.mark.parametrize(("changed", "field"), [
    ({"rule": "R66"}, "rule"), ({"rule": "nonsense"}, "rule"), ({"given_by": " "}, "given_by"),
    ({"given_on": TODAY + timedelta(days=1), "valid_until": TODAY + timedelta(days=9)}, "given_on"),
    ({"valid_until": TODAY}, "valid_until"), ({"valid_until": date(2207, 1, 1)}, "valid_until"),
    ({"document": b"MZ not a picture"}, "document"),
    ({"document": b"%PDF-" + b"0" * clearances.LARGEST}, "document"),
])
def test_what_will_not_do_is_named_and_nothing_is_kept(client, reviewer, changed, field):
    with pytest.raises(InvalidInput) as refused:
        record(client, reviewer, replace(REPLY, **changed))

    db.session.rollback()
    assert list(refused.value.problems) == [field]
    assert db.session.scalar(select(func.count()).select_from(Clearance)) == 0


def test_the_reply_is_kept_as_it_came(client, reviewer):
    clearance = record(client, reviewer, replace(REPLY, document=b"\x89PNG\r\n\x1a\n\x00\xff"))
    db.session.expire_all()

    kept = clearances.clearance_of(clearance.id)
    assert (kept.document, kept.document_type) == (b"\x89PNG\r\n\x1a\n\x00\xff", "image/png")


def test_a_therapist_records_and_ends_none(client, reviewer):
    therapist, clearance = a_staff("therapist"), record(client, reviewer)

    with pytest.raises(NotPermitted):
        record(client, therapist)
    with pytest.raises(NotPermitted):
        clearances.end_clearance(clearance.id, reason="no", by=therapist, at=NOW, on=TODAY)


def test_a_reply_sent_twice_is_kept_once_and_both_acts_are_in_the_trail(client, reviewer):
    clearance = record(client, reviewer, key="the-one-reply-sent")
    with pytest.raises(AlreadyDone) as before:
        record(client, reviewer, key="the-one-reply-sent")
    db.session.rollback()
    clearances.end_clearance(clearance.id, reason="over", by=reviewer, at=NOW, on=TODAY)

    assert before.value.subject_id == clearance.id
    entries = db.session.scalars(select(AuditEntry.action).where(AuditEntry.subject_type == "clearance"))
    assert list(entries) == ["clearance.record", "clearance.end"]


@pytest.mark.parametrize(("ends_in", "shown"), [(0, True), (30, True), (31, False)])
def test_what_ends_within_thirty_days_is_called_to_mind(client, reviewer, ends_in, shown):
    record(client, reviewer, replace(REPLY, given_on=TODAY - timedelta(days=1),
                                     valid_until=TODAY + timedelta(days=ends_in)))

    assert bool(clearances.ending_soon(by=reviewer, on=TODAY)) is shown
    assert clearances.ending_soon(by=a_staff("therapist"), on=TODAY) == []


def test_nobody_is_reminded_of_a_clearance_that_ended_early_or_of_somebody_archived(client, reviewer):
    soon = replace(REPLY, valid_until=TODAY + timedelta(days=9))
    ended, standing_one = record(client, reviewer, soon), record(client, reviewer, soon)
    clearances.end_clearance(ended.id, reason="The doctor rang.", by=reviewer, at=NOW, on=TODAY)
    assert [each.id for each, _ in clearances.ending_soon(by=reviewer, on=TODAY)] == [standing_one.id]

    client.archived_at = NOW
    db.session.commit()

    assert clearances.ending_soon(by=reviewer, on=TODAY) == []


@pytest.mark.parametrize(("reply", "stands_on", "gone_on"), [
    (replace(REPLY, valid_until=clearances.default_end("R21", TODAY)), 364, 366),
    (replace(REPLY, valid_until=TODAY + timedelta(days=1)), 0, 1),
])
def test_a_clearance_counts_to_the_day_before_its_end(client, reviewer, reply, stands_on, gone_on):
    record(client, reviewer, reply)

    screen(client, days=stands_on)
    assert standing(client) == {"R45": Tier.CAUTION}
    screen(client, days=gone_on)
    assert standing(client) == {"R21": Tier.HOLD}


def test_a_new_clot_ends_the_clearance_of_the_old_one(client, reviewer):
    record(client, reviewer)
    assert standing(client) == {"R45": Tier.CAUTION}

    new = {"type": "dvt", "date": (TODAY + timedelta(days=60)).isoformat(), "side": "left", "on_treatment": "yes"}
    an_intake(client, by=reviewer, at=NOW + timedelta(days=61), condition_dvt="now", clots=[*PAST_CLOT["clots"], new])

    assert standing(client)["R20"] == Tier.HOLD
    screen(client, days=170)
    assert TODAY + timedelta(days=170) < REPLY.valid_until
    found = standing(client)
    assert "R45" not in found and Tier.HOLD in found.values(), found


def test_a_clearance_for_one_rule_leaves_the_others_held(reviewer):
    client = a_client(therapist=reviewer)
    an_intake(client, by=reviewer, **CANCER, **PAST_CLOT)
    assert standing(client)["R27"] == standing(client)["R21"] == Tier.HOLD

    record(client, reviewer, replace(REPLY, rule="R27"))

    assert standing(client)["R27"] == Tier.CAUTION and standing(client)["R21"] == Tier.HOLD


def test_an_unknown_clearance_is_not_found(reviewer):
    with pytest.raises(RecordNotFound):
        clearances.clearance_of(987654)
