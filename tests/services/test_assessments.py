"""Assessments: the only way to close a STOP, and only for what the health professional can have seen."""

from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import func, select

from intake.clinical.questionnaire.answers import read_stored
from intake.clinical.questionnaire.visit import VISIT_QUESTIONS, read_visit_questions
from intake.clinical.screening.findings import Tier
from intake.records.actors import Job
from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.records.flags import Assessment, Flag
from intake.services import assessments, audit, flags, visits
from intake.services.errors import AlreadyDone, InvalidInput, NotPermitted, StaleRecord, VisitBlocked
from intake.services.screening import screen_client
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

TODAY = NOW.date()
CHEST_PAIN = {"sign_chest_pain": "yes"}
WARFARIN = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}
LEG_PAIN = {"pains": [{"site": "calf", "side": "left", "now": "5", "since": "2026-11-20"}], "sign_leg_warmth": "left"}
_keys = count(1)


@pytest.fixture
def reviewer(each_database):
    return a_staff("therapist", "reviewer")


@pytest.fixture
def client(reviewer):
    return a_client(therapist=reviewer)


def a_key() -> str:
    return f"assessment-key-{next(_keys):08}"


def tell(client, *, days=0, **answers) -> Flag:
    """The strongest flag after an intake of so many days from now."""
    an_intake(client, by=a_staff(), at=NOW + timedelta(days=days), **answers)
    return flags.flags_of_client(client.id)[0]


def assess(flag, by, *, days=0, key="", **given):
    on = TODAY + timedelta(days=days)
    values = {"assessed_by": "Dr Reid", "assessed_on": on, "outcome": "ruled_out", "result": "No clot on ultrasound.",
              "version": flag.version}
    return assessments.record_assessment(
        flag.id, key=key or a_key(), by=by, at=NOW + timedelta(days=days), on=on, **values | given
    )


def stops(client) -> list[str]:
    return [flag.rule for flag in flags.blocking_flags(client.id) if flag.tier == Tier.STOP]


def begin(client, by, *, days, **given):
    at = NOW + timedelta(days=days)
    posted = {question.name: "no" for question in VISIT_QUESTIONS} | given
    answers = read_visit_questions(posted, read_stored({}, on=at.date())).answers
    return visits.begin_visit(client.id, questions=answers, key=a_key(), by=by, at=at, on=at.date())


def test_an_assessment_closes_a_stop_with_who_when_and_why(client, reviewer):
    stop = tell(client, **CHEST_PAIN)

    assess(stop, reviewer)

    assert stops(client) == []
    line = flags.history_of(stop.id)[-1]
    assert (line.event.step, line.event.reason) == ("lapsed", f"Assessed on {TODAY} by Dr Reid: ruled out.")
    assert (line.by_name, line.event.evidence) == (reviewer.name, stop.stored_finding["evidence"])
    kept = db.session.scalars(select(Assessment)).one()
    assert (kept.result, kept.evidence_key, kept.assessed_on) == ("No clot on ultrasound.", stop.evidence_key, TODAY)
    assert "flag.assess" in db.session.scalars(select(AuditEntry.action)).all()


def test_the_same_evidence_is_not_raised_again_on_any_day(client, reviewer):
    assess(tell(client, **CHEST_PAIN), reviewer)

    for days in (0, 1, 400):
        screen_client(client.id, on=TODAY + timedelta(days=days), by=Job.RESCREEN, at=NOW + timedelta(days=days),
                      occasion="rescreen")
        db.session.commit()
        assert stops(client) == []
    assert begin(client, reviewer, days=401).state == "begun"


def test_more_told_on_the_same_day_raises_it_again(client, reviewer):
    stop = tell(client, **CHEST_PAIN)
    assess(stop, reviewer)

    again = tell(client, sign_new_breathlessness="yes", **CHEST_PAIN)

    assert stops(client) == ["R01"] and again.id != stop.id


def test_the_same_sign_told_on_a_later_day_raises_it_again(client, reviewer):
    stop = tell(client, **CHEST_PAIN)
    assess(stop, reviewer)

    assert tell(client, days=30, **CHEST_PAIN).id != stop.id
    assert stops(client) == ["R01"]


@pytest.mark.parametrize(("answers", "question", "rule"), [
    ({}, "asked_breath", "R01"), (WARFARIN, "asked_head", "R71"), ({}, "asked_bleeding", "R70"),
])
def test_the_same_sign_told_at_a_later_visit_stops_that_visit(client, reviewer, answers, question, rule):
    an_intake(client, by=reviewer, **answers)
    with pytest.raises(VisitBlocked):
        begin(client, reviewer, days=0, **{question: "yes"})
    for stop in flags.blocking_flags(client.id):
        assess(stop, reviewer)
    assert begin(client, reviewer, days=20).state == "begun"

    with pytest.raises(VisitBlocked) as refused:
        begin(client, reviewer, days=200, **{question: "yes"})

    assert rule in {flag.rule for flag in refused.value.flags}


def test_what_came_up_after_the_assessment_is_not_closed_by_it(client, reviewer):
    tell(client, **CHEST_PAIN)
    worse = tell(client, days=30, sign_new_breathlessness="yes", **CHEST_PAIN)

    with pytest.raises(InvalidInput) as refused:
        assess(worse, reviewer, days=31, assessed_on=TODAY + timedelta(days=29))
    db.session.rollback()
    assert list(refused.value.problems) == ["assessed_on"]
    assert stops(client) == ["R01"]

    assess(worse, reviewer, days=31, assessed_on=TODAY + timedelta(days=30))
    assert stops(client) == []


def test_a_pain_told_again_on_a_later_day_is_looked_at_again(client, reviewer):
    stop = tell(client, **LEG_PAIN)
    assert stop.rule == "R02"
    assess(stop, reviewer)

    assert tell(client, days=10, **LEG_PAIN).rule == "R02"


def test_a_stop_stays_when_the_answer_is_taken_back(client, reviewer):
    stop = tell(client, **CHEST_PAIN)

    tell(client, days=1, sign_chest_pain="no")

    assert [flag.id for flag in flags.blocking_flags(client.id)] == [stop.id]


def test_what_a_stop_hid_stands_once_it_is_closed(client, reviewer):
    stop = tell(client, condition_dvt="now", clots=[{"type": "dvt", "date": "2026-11-01", "side": "left",
                                                     "on_treatment": "no"}])
    assert (stop.rule, stop.tier) == ("R20", Tier.STOP)
    tell(client, days=1, condition_dvt="now", clots=[{"type": "dvt", "date": "2026-11-01", "side": "left",
                                                      "on_treatment": "yes"}])
    assert stops(client) == ["R20"]

    assess(stop, reviewer, days=1, outcome="treated")

    assert [(flag.rule, flag.tier) for flag in flags.blocking_flags(client.id)] == [("R20", Tier.HOLD)]


@pytest.mark.parametrize(("given", "field"), [
    ({"assessed_by": " "}, "assessed_by"), ({"result": ""}, "result"), ({"outcome": ""}, "outcome"),
    ({"outcome": "other_cause"}, "condition"),
    ({"assessed_on": TODAY + timedelta(days=1)}, "assessed_on"),
    ({"assessed_on": TODAY - timedelta(days=1)}, "assessed_on"),
])
def test_an_assessment_without_its_facts_closes_nothing(client, reviewer, given, field):
    stop = tell(client, **CHEST_PAIN)

    with pytest.raises(InvalidInput) as refused:
        assess(stop, reviewer, **given)

    db.session.rollback()
    assert list(refused.value.problems) == [field]
    assert stops(client) == ["R01"]


def test_an_assessment_is_for_stops_and_for_reviewers(client, reviewer):
    caution = tell(client, **WARFARIN)

    with pytest.raises(StaleRecord):
        assess(caution, reviewer)
    db.session.rollback()
    with pytest.raises(NotPermitted):
        assess(caution, a_staff("therapist"))


def test_an_assessment_is_recorded_once_and_from_what_was_looked_at(client, reviewer):
    stop = tell(client, **CHEST_PAIN)
    with pytest.raises(StaleRecord):
        assess(stop, reviewer, version=stop.version + 1)
    db.session.rollback()

    version = stop.version
    assess(stop, reviewer, key="one-assessment-only")
    with pytest.raises(AlreadyDone):
        assess(stop, reviewer, key="one-assessment-only", version=version)
    db.session.rollback()
    with pytest.raises(StaleRecord):
        assess(flags.flag_of(stop.id), reviewer)
    db.session.rollback()

    assert db.session.scalar(select(func.count()).select_from(Assessment)) == 1


def test_where_the_trail_fails_the_stop_stays(client, reviewer, monkeypatch):
    stop = tell(client, **CHEST_PAIN)
    monkeypatch.setattr(audit, "note", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        assess(stop, reviewer)
    db.session.rollback()
    db.session.expire_all()

    assert stops(client) == ["R01"]
    assert db.session.scalar(select(func.count()).select_from(Assessment)) == 0
