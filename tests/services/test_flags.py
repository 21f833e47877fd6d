"""Flags: what a reviewer may decide, what stays closed, and that every decision is kept with its evidence."""

from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import select

from intake.clinical.flags import Decision
from intake.clinical.screening.findings import Tier
from intake.records.actors import Job
from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.records.flags import Flag
from intake.services import audit, flags
from intake.services.errors import AlreadyDone, InvalidInput, NotPermitted, RecordNotFound, StaleRecord, StopStands
from intake.services.screening import screen_client
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

WARFARIN = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}
APIXABAN = {"medicines_any": "yes", "medicines": [{"text": "apixaban"}]}
_keys = count(1)


@pytest.fixture
def reviewer(each_database):
    return a_staff("reviewer")


@pytest.fixture
def client(reviewer):
    return a_client()


def a_key() -> str:
    return f"flag-key-{next(_keys):08}"


def a_flag(client, *, days=0, **answers) -> Flag:
    """The strongest flag that these answers raise."""
    an_intake(client, by=a_staff(), at=NOW + timedelta(days=days), **answers)
    return flags.flags_of_client(client.id)[0]


def review(flag, by, decision=Decision.AGREED, reason="", version=0, key=""):
    return flags.review_flag(
        flag.id, decision=decision, reason=reason, version=version or flag.version, key=key or a_key(), by=by, at=NOW
    )


def kinds(flag) -> list[str]:
    return [line.event.step for line in flags.history_of(flag.id)]


@pytest.mark.parametrize("decision", list(Decision))
def test_a_decision_is_kept_with_who_when_why_and_on_what(client, reviewer, decision):
    flag = a_flag(client, **WARFARIN)

    review(flag, reviewer, decision, "We talked it over.")

    kept = flags.flag_of(flag.id)
    line = flags.history_of(flag.id)[-1]
    assert (kept.state, kept.decision, kept.waiting_since) == ("reviewed", decision.value, None)
    assert (line.by_name, line.event.at, line.event.reason) == (reviewer.name, NOW, "We talked it over.")
    assert (line.event.step, line.event.decision) == ("reviewed", decision.value)
    assert line.event.evidence == kept.stored_finding["evidence"] and line.event.evidence_key == kept.evidence_key
    assert flags.standing_reason(kept) == "We talked it over."
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.subject_id, entry.client_id) == ("flag.review", flag.id, client.id)


def test_a_therapist_decides_nothing(client, reviewer):
    flag, therapist = a_flag(client, **WARFARIN), a_staff("therapist")

    with pytest.raises(NotPermitted):
        review(flag, therapist)
    with pytest.raises(NotPermitted):
        flags.mark_entered_in_error(flag.id, reason="typo", version=flag.version, key=a_key(), by=therapist, at=NOW,
                                    on=NOW.date())

    db.session.rollback()
    assert kinds(flag) == ["raised"]


@pytest.mark.parametrize("decision", [Decision.ADAPTED, Decision.OVERRIDDEN])
def test_a_stop_is_neither_adapted_nor_overridden(client, reviewer, decision):
    flag = a_flag(client, sign_chest_pain="yes")
    assert flag.tier == Tier.STOP

    with pytest.raises(StopStands):
        review(flag, reviewer, decision, "The client insists.")

    db.session.rollback()
    assert flags.blocking_flags(client.id)


@pytest.mark.parametrize("decision", [Decision.ADAPTED, Decision.OVERRIDDEN])
def test_setting_a_flag_aside_wants_a_reason(client, reviewer, decision):
    flag = a_flag(client, **WARFARIN)

    with pytest.raises(InvalidInput) as refused:
        review(flag, reviewer, decision, "  \n ")

    assert list(refused.value.problems) == ["reason"]


def test_the_second_of_two_reviewers_sees_the_first(client, reviewer):
    flag = a_flag(client, **WARFARIN)
    begun_from = flag.version
    review(flag, reviewer, Decision.ADAPTED, "Light hands.")

    with pytest.raises(StaleRecord) as clash:
        review(flag, a_staff("reviewer"), Decision.AGREED, version=begun_from)

    assert clash.value.current.decision == "adapted"


def test_a_decision_sent_twice_is_kept_once(client, reviewer):
    flag = a_flag(client, **WARFARIN)
    version = flag.version
    review(flag, reviewer, key="one-decision-only")

    with pytest.raises(AlreadyDone) as before:
        review(flag, reviewer, version=version, key="one-decision-only")

    db.session.rollback()
    assert (before.value.subject_type, before.value.subject_id) == ("flag", flag.id)
    assert kinds(flag) == ["raised", "reviewed"]


def test_the_same_answers_again_keep_the_review_and_changed_ones_reopen_it(client, reviewer):
    flag = a_flag(client, **WARFARIN)
    review(flag, reviewer, Decision.ADAPTED, "Light hands.")

    again = a_flag(client, days=1, **WARFARIN)
    assert (again.id, again.state, again.decision) == (flag.id, "reviewed", "adapted")

    changed = a_flag(client, days=2, **APIXABAN)
    assert (changed.id, changed.state, changed.decision) == (flag.id, "reopened", "")
    assert changed.waiting_since == NOW + timedelta(days=2)
    assert kinds(flag) == ["raised", "reviewed", "reopened"]
    assert flags.standing_reason(changed) == ""


def test_what_was_never_true_is_closed_in_writing_and_no_day_raises_it(client, reviewer):
    flag = a_flag(client, **WARFARIN)
    with pytest.raises(InvalidInput):
        flags.mark_entered_in_error(flag.id, reason=" ", version=flag.version, key=a_key(), by=reviewer, at=NOW,
                                    on=NOW.date())
    db.session.rollback()

    flags.mark_entered_in_error(flag.id, reason="Somebody else's form.", version=flag.version, key=a_key(),
                                by=reviewer, at=NOW, on=NOW.date())
    later = NOW + timedelta(days=9)
    screen_client(client.id, on=later.date(), by=Job.RESCREEN, at=later, occasion="rescreen")
    db.session.commit()

    assert flags.flags_of_client(client.id) == []
    assert [each.id for each in flags.flags_of_client(client.id, closed=True)] == [flag.id]
    assert kinds(flag) == ["raised", "entered_in_error"]
    with pytest.raises(StaleRecord):
        review(flags.flag_of(flag.id), reviewer)


def test_what_a_stop_hid_stands_once_the_stop_was_an_error(client, reviewer):
    clot = {"type": "dvt", "date": "2026-11-01", "side": "left"}
    stop = a_flag(client, condition_dvt="now", clots=[clot | {"on_treatment": "no"}])
    assert a_flag(client, days=1, condition_dvt="now", clots=[clot | {"on_treatment": "yes"}]).tier == Tier.STOP

    flags.mark_entered_in_error(stop.id, reason="Misheard.", version=stop.version, key=a_key(), by=reviewer,
                                at=NOW + timedelta(days=2), on=NOW.date() + timedelta(days=2))

    assert [(flag.rule, flag.tier) for flag in flags.blocking_flags(client.id)] == [("R20", Tier.HOLD)]


def test_what_the_client_tells_again_is_not_silenced_by_an_old_error(client, reviewer):
    flag = a_flag(client, **WARFARIN)
    flags.mark_entered_in_error(flag.id, reason="Somebody else's form.", version=flag.version, key=a_key(),
                                by=reviewer, at=NOW, on=NOW.date())

    again = a_flag(client, days=90, **WARFARIN)

    assert again.id != flag.id and (again.rule, again.state) == ("R46", "raised")


def test_the_log_of_a_flag_cannot_be_rewritten(client, reviewer):
    flag = a_flag(client, **WARFARIN)
    event = flags.history_of(flag.id)[0].event
    event.reason = "never happened"

    with pytest.raises(Exception, match="append-only"):
        db.session.commit()

    db.session.rollback()
    assert flags.history_of(flag.id)[0].event.reason == ""


def test_where_the_trail_fails_no_decision_is_kept(client, reviewer, monkeypatch):
    flag = a_flag(client, **WARFARIN)
    monkeypatch.setattr(audit, "note", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        review(flag, reviewer)

    db.session.rollback()
    db.session.expire_all()
    assert flags.flag_of(flag.id).state == "raised" and kinds(flag) == ["raised"]


def test_an_unknown_flag_is_not_found(reviewer):
    with pytest.raises(RecordNotFound):
        flags.flag_of(987654)


def test_how_many_wait_is_counted_for_ones_own_clients(client, reviewer):
    therapist = a_staff("therapist")
    a_flag(client, **WARFARIN)
    a_flag(a_client(therapist=therapist), **WARFARIN)

    assert flags.count_awaiting(by=reviewer) == 2
    assert flags.count_awaiting(by=therapist) == 1
