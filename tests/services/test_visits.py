"""Visits: begun with the day's questions and plan, refused where something stands, recorded once and never changed."""

from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import func, select

from intake.cli.demo_answers import whole
from intake.clinical.flags import Decision
from intake.clinical.questionnaire.answers import read_stored
from intake.clinical.questionnaire.visit import VISIT_QUESTIONS, read_visit_questions
from intake.clinical.screening.findings import Tier
from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.records.flags import Flag
from intake.records.intakes import ScreeningRun
from intake.records.visits import Visit
from intake.services import audit, flags, visits
from intake.services.errors import AlreadyDone, InvalidInput, RecordNotFound, StaleRecord, VisitBlocked
from intake.services.visits import SoapNote
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

TODAY = NOW.date()
LONG_FLIGHT = {"journeys_any": "yes", "journeys": [{"mode": "plane", "seated_hours": "9", "end_date": "2026-11-20"}]}
FRESH_CLOT = {"condition_dvt": "now", "clots": [{"type": "dvt", "date": "2026-11-01", "side": "left",
                                                  "on_treatment": "yes"}]}
_keys = count(1)


@pytest.fixture
def therapist(each_database):
    return a_staff("therapist")


@pytest.fixture
def client(therapist):
    return a_client(therapist=therapist)


def a_key() -> str:
    return f"visit-key-{next(_keys):08}"


def asked(**given: str) -> dict:
    answers = {question.name: "no" for question in VISIT_QUESTIONS} | given
    return read_visit_questions(answers, read_stored({}, on=TODAY)).answers


def begin(client, by, *, days=0, key="", **given):
    at = NOW + timedelta(days=days)
    return visits.begin_visit(client.id, questions=asked(**given), key=key or a_key(), by=by, at=at, on=at.date())


def record(visit, by, key="", **note):
    return visits.record_visit(
        visit.id, SoapNote(**note), version=visit.version, key=key or a_key(), by=by, at=NOW + timedelta(hours=1)
    )


def actions() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def how_many(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def test_a_visit_without_a_signed_intake_does_not_begin(client, therapist):
    with pytest.raises(RecordNotFound):
        begin(client, therapist)

    db.session.rollback()
    assert how_many(Visit) == 0


def test_beginning_works_the_rules_out_again_for_that_day(client, therapist):
    an_intake(client, by=therapist, at=NOW, **LONG_FLIGHT)
    assert [flag.rule for flag in flags.flags_of_client(client.id)] == ["R40"]

    visit = begin(client, therapist, days=30)

    assert [flag.rule for flag in flags.flags_of_client(client.id)] == ["R41"]
    assert visit.state == "begun" and visit.begun_at == NOW + timedelta(days=30)
    run = db.session.scalars(select(ScreeningRun).order_by(ScreeningRun.id.desc())).first()
    assert (run.occasion, run.screened_on) == ("visit", TODAY + timedelta(days=30))


def test_the_plan_is_kept_as_it_stood_when_the_visit_began(client, therapist):
    an_intake(client, by=therapist, medicines=[{"text": "warfarin"}], medicines_any="yes")
    visit = begin(client, therapist)
    plan = visits.plan_as_begun(visit)

    begin_next = begin(client, therapist, days=1)
    db.session.expire_all()

    assert plan.pressure_cap == 2
    assert visits.plan_as_begun(visits.visit_of(visit.id)) == plan
    assert begin_next.id != visit.id


@pytest.mark.parametrize("question", ["asked_breath", "asked_head"])
def test_what_is_told_at_the_door_can_stop_the_visit_and_is_kept(client, therapist, question):
    an_intake(client, by=therapist, medicines=[{"text": "apixaban"}], medicines_any="yes")

    with pytest.raises(VisitBlocked) as refused:
        begin(client, therapist, **{question: "yes"})

    assert {flag.tier for flag in refused.value.flags} == {Tier.STOP}
    assert all(flag.finding.advice_client for flag in refused.value.flags)
    kept = db.session.scalars(select(Visit)).one()
    assert kept.state == "booked" and kept.questions[question] == "yes"
    assert actions()[-1] == "visit.refused"


def test_a_whole_session_hold_waits_for_a_decision_in_writing(client, therapist):
    reviewer = a_staff("reviewer")
    an_intake(client, by=therapist, **FRESH_CLOT)
    with pytest.raises(VisitBlocked) as refused:
        begin(client, therapist)
    hold = refused.value.flags[0]
    assert (hold.rule, hold.tier) == ("R20", Tier.HOLD)

    flags.review_flag(hold.id, decision=Decision.AGREED, reason="", version=hold.version, key=a_key(), by=reviewer,
                      at=NOW)
    with pytest.raises(VisitBlocked):
        begin(client, therapist)

    flags.review_flag(hold.id, decision=Decision.ADAPTED, reason="Hands and face only.", version=hold.version,
                      key=a_key(), by=reviewer, at=NOW)
    assert begin(client, therapist).state == "begun"


def test_a_form_sent_twice_begins_and_records_once(client, therapist):
    an_intake(client, by=therapist)
    visit = begin(client, therapist, key="begin-key-of-its-own")
    with pytest.raises(AlreadyDone) as before:
        begin(client, therapist, key="begin-key-of-its-own")
    assert before.value.subject_id == visit.id
    db.session.rollback()

    record(visit, therapist, key="record-key-of-its-own", subjective="fine")
    with pytest.raises(AlreadyDone):
        record(visit, therapist, key="record-key-of-its-own", subjective="again")
    db.session.rollback()

    assert how_many(Visit) == 1
    assert visits.visit_of(visit.id).subjective == "fine"


def test_a_booked_visit_of_today_is_the_one_that_begins(client, therapist):
    an_intake(client, by=therapist)
    booked = visits.book_visit(client.id, visit_on=TODAY, therapist_id=therapist.id, key=a_key(), by=therapist, at=NOW,
                               on=TODAY)

    assert begin(client, therapist).id == booked.id


def test_no_visit_is_booked_for_a_day_that_has_passed(client, therapist):
    with pytest.raises(InvalidInput) as refused:
        visits.book_visit(client.id, visit_on=TODAY - timedelta(days=1), therapist_id=therapist.id, key=a_key(),
                          by=therapist, at=NOW, on=TODAY)

    assert list(refused.value.problems) == ["visit_on"]


def test_the_record_keeps_what_was_done_and_pain_before_and_after(client, therapist):
    an_intake(client, by=therapist)
    pains = ({"site": "neck", "side": "", "before": 6, "after": 2},)

    visit = record(begin(client, therapist), therapist, objective="tight", areas=("neck",), techniques=("swedish",),
                   pressure=2, minutes=50, pains=pains, next_visit_on=TODAY + timedelta(days=14))
    db.session.expire_all()

    kept = visits.visit_of(visit.id)
    assert (kept.state, kept.recorded_by_id, kept.minutes, kept.pressure) == ("recorded", therapist.id, 50, 2)
    assert kept.pains == list(pains)
    assert kept.areas == ["neck"] and kept.next_visit_on == TODAY + timedelta(days=14)
    assert actions()[-2:] == ["visit.begin", "visit.record"]


def test_going_beyond_the_plan_wants_a_reason(client, therapist):
    an_intake(client, by=therapist, medicines=[{"text": "warfarin"}], medicines_any="yes")
    visit = begin(client, therapist)

    with pytest.raises(InvalidInput) as refused:
        record(visit, therapist, pressure=4, techniques=("deep_tissue",))
    assert list(refused.value.problems) == ["beyond_plan_reason"]
    db.session.rollback()

    recorded = record(visits.visit_of(visit.id), therapist, pressure=4, techniques=("deep_tissue",),
                      beyond_plan_reason="Asked by the client's physiotherapist in writing.")
    assert recorded.beyond_plan_reason
    last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (last.action, last.detail) == ("visit.record", "beyond_plan")


LIMITS = {"allergies": "latex, nut oil - anaphylaxis", "areas_avoid": ["abdomen", "left_arm"], "pressure": "medium",
          "positions_not_tolerated": ["prone"]}


@pytest.mark.parametrize(("note", "words"), [
    ({"areas": ("abdomen",)}, "Belly: the client asked to leave it alone."),
    ({"areas": ("abdomen", "left_arm")}, "Belly; Left arm: the client asked to leave them alone."),
    ({"areas": ("left_shoulder",)}, "Left shoulder: the client asked to leave left arm alone."),
    ({"pressure": 4}, "Pressure 4 (strong): the client asked for at most 3 (medium)."),
])
def test_going_against_the_clients_own_limit_asks_why_by_its_name(client, therapist, note, words):
    an_intake(client, by=therapist, **whole(LIMITS, sex="F"))
    visit = begin(client, therapist)

    with pytest.raises(InvalidInput) as refused:
        record(visit, therapist, **note)
    assert refused.value.problems == {"beyond_plan_reason": f"{words} Write why, or change it."}
    db.session.rollback()

    kept = record(visits.visit_of(visit.id), therapist, **note, beyond_plan_reason="She asked for it today.")
    assert (kept.state, [each.code for each in visits.what_goes_beyond(kept, kept)]) == (
        "recorded", list(note.get("areas", ["pressure"])))


def test_what_a_rule_takes_away_is_not_today_and_names_the_rule(client, therapist):
    an_intake(client, by=therapist, **whole(LIMITS | {"medicines": [{"text": "warfarin"}]}, sex="F"))

    with pytest.raises(InvalidInput) as refused:
        record(begin(client, therapist), therapist, areas=("abdomen",), pressure=3, techniques=("cupping",))

    assert refused.value.problems["beyond_plan_reason"] == (
        "Cupping: not today, see R46. Pressure 3 (medium): not today, at most 2 (heavy lotioning), see R46. "
        "Belly: the client asked to leave it alone. Write why, or change it.")


def test_within_the_clients_limits_nothing_is_asked(client, therapist):
    an_intake(client, by=therapist, **whole(LIMITS, sex="F"))

    assert record(begin(client, therapist), therapist, areas=("neck",), pressure=3).state == "recorded"


def test_a_plan_that_was_kept_before_it_held_limits_is_recorded_against_as_it_stood(client, therapist):
    an_intake(client, by=therapist, **whole(LIMITS | {"medicines": [{"text": "warfarin"}]}, sex="F"))
    visit = begin(client, therapist)
    visit.stored_plan = {key: value for key, value in visit.stored_plan.items() if key not in ("changes", "limits")}
    db.session.commit()
    db.session.expire_all()

    with pytest.raises(InvalidInput) as refused:
        record(visits.visit_of(visit.id), therapist, techniques=("cupping",), areas=("abdomen",))

    assert refused.value.problems["beyond_plan_reason"] == "Cupping: not today. Write why, or change it."


def test_two_people_in_one_note_see_each_other(client, therapist):
    an_intake(client, by=therapist)
    visit = begin(client, therapist)
    version = visit.version
    visits.save_note(visit.id, SoapNote(subjective="first"), version=version, by=therapist, at=NOW)

    with pytest.raises(StaleRecord) as clash:
        visits.save_note(visit.id, SoapNote(subjective="second"), version=version, by=therapist, at=NOW)

    assert clash.value.current.subjective == "first"


def test_a_recorded_visit_is_only_added_to(client, therapist):
    an_intake(client, by=therapist)
    visit = record(begin(client, therapist), therapist, subjective="as told")

    visits.add_to_visit(visit.id, text="  Phoned the next day: no bruise. ", key=a_key(), by=therapist, at=NOW)
    with pytest.raises(StaleRecord):
        visits.save_note(visit.id, SoapNote(subjective="changed"), version=visit.version, by=therapist, at=NOW)
    with pytest.raises(StaleRecord):
        visits.call_off(visit.id, version=visit.version, by=therapist, at=NOW)
    with pytest.raises(InvalidInput):
        visits.add_to_visit(visit.id, text=" ", key=a_key(), by=therapist, at=NOW)
    db.session.rollback()

    assert visits.visit_of(visit.id).subjective == "as told"
    assert [(row.text, name) for row, name in visits.amendments_of(visit.id)] == [
        ("Phoned the next day: no bruise.", therapist.name)
    ]


def test_a_visit_that_was_called_off_is_no_longer_of_today(client, therapist):
    booked = visits.book_visit(client.id, visit_on=TODAY, therapist_id=therapist.id, key=a_key(), by=therapist, at=NOW,
                               on=TODAY)
    assert [(visit.id, tier) for visit, tier in visits.todays_visits(by=therapist, on=TODAY)] == [(booked.id, 0)]

    visits.call_off(booked.id, version=booked.version, by=therapist, at=NOW)

    assert visits.todays_visits(by=therapist, on=TODAY) == []


def test_a_therapist_sees_their_own_visits_of_today_and_a_reviewer_everybodys(client, therapist):
    other, reviewer = a_staff("therapist"), a_staff("reviewer")
    visits.book_visit(client.id, visit_on=TODAY, therapist_id=therapist.id, key=a_key(), by=therapist, at=NOW, on=TODAY)
    an_intake(client, by=therapist, sign_chest_pain="yes")

    assert visits.todays_visits(by=other, on=TODAY) == []
    assert [tier for _, tier in visits.todays_visits(by=reviewer, on=TODAY)] == [int(Tier.STOP)]


def test_where_the_trail_fails_nothing_of_the_visit_is_kept(client, therapist, monkeypatch):
    an_intake(client, by=therapist)
    before = how_many(Flag), how_many(ScreeningRun)
    client_id = client.id
    monkeypatch.setattr(audit, "note", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        begin(client, therapist, asked_breath="yes")
    db.session.rollback()

    assert how_many(Visit) == 0
    assert (how_many(Flag), how_many(ScreeningRun)) == before
    assert visits.visit_under_way(client_id) is None
