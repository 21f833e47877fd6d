"""Adverse events: recorded with the visit before them, read by the rules at once, and never changed."""

from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import func, select

from intake.clinical.questionnaire.answers import read_stored
from intake.clinical.questionnaire.visit import VISIT_QUESTIONS, read_visit_questions
from intake.clinical.screening.findings import Tier
from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.records.intakes import ScreeningRun
from intake.records.visits import AdverseEvent
from intake.services import adverse_events, assessments, flags, rescreening, visits
from intake.services.adverse_events import EventReport
from intake.services.errors import AlreadyDone, InvalidInput, VisitBlocked
from intake.services.visits import SoapNote
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

TODAY = NOW.date()
WARFARIN = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}
SMALL_BRUISE = EventReport("bruise", TODAY, place="calf", side="left", large="no", words="  like a coin ")
_keys = count(1)


@pytest.fixture
def therapist(each_database):
    return a_staff("therapist", "reviewer")


@pytest.fixture
def client(therapist):
    client = a_client(therapist=therapist)
    an_intake(client, by=therapist)
    return client


def a_key() -> str:
    return f"adverse-event-{next(_keys):06}"


def a_visit(client, by, *, days=0, areas=("neck",), **note):
    """A recorded visit so many days from today."""
    at = NOW + timedelta(days=days)
    questions = read_visit_questions({each.name: "no" for each in VISIT_QUESTIONS}, read_stored({}, on=TODAY)).answers
    visit = visits.begin_visit(client.id, questions=questions, key=a_key(), by=by, at=at, on=at.date())
    return visits.record_visit(visit.id, SoapNote(areas=areas, **note), version=visit.version, key=a_key(), by=by,
                               at=at)


def tell(client, visit, report, by, *, key="", days=0):
    at = NOW + timedelta(days=days)
    return adverse_events.record_adverse_event(
        client.id, visit_id=visit.id, report=report, key=key or a_key(), by=by, at=at, on=at.date())


def assess(flag, by, outcome="ruled_out"):
    assessments.record_assessment(
        flag.id, assessed_by="Dr Reid", assessed_on=TODAY, outcome=outcome, result="Arteries looked at",
        version=flag.version, key=a_key(), by=by, at=NOW, on=TODAY)


def standing(client):
    return {flag.rule: Tier(flag.tier) for flag in flags.flags_of_client(client.id)}


def test_an_event_is_kept_with_its_visit_and_screened_in_one_act(client, therapist):
    visit = a_visit(client, therapist, techniques=("deep_tissue",), pressure=4)

    event = tell(client, visit, SMALL_BRUISE, therapist)

    (line,) = adverse_events.adverse_events_of(client.id)
    assert line == adverse_events.adverse_events_after(visit.id)[0]
    assert (line.event.id, line.visit.techniques, line.visit.pressure, line.by) == (
        event.id, ["deep_tissue"], 4, therapist.name)
    assert (event.region, event.one_sided, event.large, event.words) == ("left_calf", "yes", "no", "like a coin")
    assert (line.what, line.answers) == ("Bruise, left calf", ("not large",))
    run = db.session.scalars(select(ScreeningRun).order_by(ScreeningRun.id.desc())).first()
    assert (run.occasion, run.screened_on) == ("adverse_event", TODAY)
    last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (last.action, last.subject_id, last.client_id, last.detail) == (
        "adverse_event.record", event.id, client.id, None)


@pytest.mark.parametrize("report, rule, tier", [
    (EventReport("bruise", TODAY, place="thigh", large="yes"), "R70", Tier.STOP),
    (EventReport("swelling", TODAY, place="lower_back", large="yes"), "R70", Tier.STOP),
    (EventReport("neck_pain", TODAY, side="left", unlike_before="no", course="same"), "R08", Tier.STOP),
    (EventReport("headache", TODAY), "R08", Tier.CAUTION),
    (EventReport("headache", TODAY, side="both", unlike_before="no", course="easing"), "R08", Tier.NOTE),
])
def test_the_rules_read_it_at_once(client, therapist, report, rule, tier):
    tell(client, a_visit(client, therapist), report, therapist)

    assert standing(client) == {rule: tier}


def test_a_stop_keeps_the_next_visit_closed_until_it_is_assessed(client, therapist):
    tell(client, a_visit(client, therapist), EventReport("neck_pain", TODAY, unlike_before="yes"), therapist)
    with pytest.raises(VisitBlocked):
        a_visit(client, therapist, days=20)
    (flag,) = flags.flags_of_client(client.id)

    assess(flag, therapist)

    assert standing(client) == {}


def test_what_was_assessed_stays_settled_when_another_pain_is_told(client, therapist):
    visit = a_visit(client, therapist)
    tell(client, visit, EventReport("neck_pain", TODAY, unlike_before="yes"), therapist)
    assess(flags.flags_of_client(client.id)[0], therapist)

    tell(client, visit, EventReport("neck_pain", TODAY, side="both", unlike_before="no", course="easing"), therapist)
    assert standing(client) == {"R08": Tier.NOTE}

    tell(client, visit, EventReport("neck_pain", TODAY, side="both", unlike_before="no", course="worse"), therapist)
    assert standing(client) == {"R08": Tier.STOP}


def test_a_confirmed_artery_tear_is_held_though_another_soreness_eases(client, therapist):
    visit = a_visit(client, therapist)
    tell(client, visit, EventReport("neck_pain", TODAY, course="worse"), therapist)
    assess(flags.flags_of_client(client.id)[0], therapist, outcome="treated")

    tell(client, visit, EventReport("headache", TODAY, side="both", unlike_before="no", course="easing"), therapist)

    assert standing(client) == {"R08": Tier.HOLD}


def test_one_entered_in_error_is_read_no_more_and_stays_on_record(client, therapist):
    tell(client, a_visit(client, therapist), EventReport("bruise", TODAY, place="thigh", large="yes"), therapist)
    (flag,) = flags.flags_of_client(client.id)

    flags.mark_entered_in_error(flag.id, reason="Of another client", version=flag.version, key=a_key(), by=therapist,
                                at=NOW, on=TODAY)

    assert standing(client) == {}
    assert len(adverse_events.adverse_events_of(client.id)) == 1


def test_a_pain_told_to_ease_later_becomes_a_note(client, therapist):
    visit = a_visit(client, therapist)
    tell(client, visit, EventReport("neck_pain", TODAY), therapist)
    assert standing(client) == {"R08": Tier.CAUTION}

    tell(client, visit, EventReport("neck_pain", TODAY, side="both", unlike_before="no", course="easing"), therapist,
         days=3)

    assert standing(client) == {"R08": Tier.NOTE}


def test_a_pain_after_work_elsewhere_is_on_record_and_says_so(client, therapist):
    tell(client, a_visit(client, therapist, areas=("lower_back",)), EventReport("headache", TODAY), therapist)

    (line,) = adverse_events.adverse_events_of(client.id)
    assert standing(client) == {} and not line.is_read_by_rules
    assert line.answers == ("how it goes was not asked", "whether unlike any before was not asked", "side not asked")


def test_a_small_bruise_beside_a_blood_thinner_lapses_by_itself_also_in_the_night(therapist, each_database):
    client = a_client(therapist=therapist)
    an_intake(client, by=therapist, **WARFARIN)
    visit = a_visit(client, therapist)
    list(rescreening.rescreen(on=TODAY, at=NOW))
    tell(client, visit, SMALL_BRUISE, therapist)
    assert standing(client)["R34"] is Tier.HOLD
    list(rescreening.rescreen(on=TODAY, at=NOW))

    for days, stands in ((14, True), (15, False)):
        at = NOW + timedelta(days=days)
        list(rescreening.rescreen(on=at.date(), at=at, due=True))
        assert ("R34" in standing(client)) is stands, days


@pytest.mark.parametrize("days, ok", [(-1, False), (0, True), (7, True), (8, False)])
def test_it_follows_within_seven_days(client, therapist, days, ok):
    visit = a_visit(client, therapist)
    report = EventReport("bruise", TODAY + timedelta(days=days), place="calf", large="no")

    if ok:
        assert tell(client, visit, report, therapist, days=30).noticed_on == report.noticed_on
    else:
        with pytest.raises(InvalidInput) as refused:
            tell(client, visit, report, therapist, days=30)
        assert "23 November 2026" in refused.value.problems["noticed_on"]


@pytest.mark.parametrize("report, field", [
    (EventReport("bruise", TODAY + timedelta(days=1), place="calf", large="no"), "noticed_on"),
    (EventReport("bruise", TODAY, place="calf"), "large"),
    (EventReport("swelling", TODAY, place="calf"), "large"),
    (EventReport("bruise", TODAY, large="no"), "place"),
    (EventReport("bruise", TODAY, place="elsewhere", large="no"), "place"),
    (EventReport("cough", TODAY), "kind"),
    (EventReport("headache", TODAY, course="fine"), "course"),
    (EventReport("headache", TODAY, side="top"), "side"),
])
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_kept(client, therapist, report, field):
    visit = a_visit(client, therapist)

    with pytest.raises(InvalidInput) as refused:
        tell(client, visit, report, therapist)

    db.session.rollback()
    assert list(refused.value.problems) == [field]
    assert db.session.scalar(select(func.count()).select_from(AdverseEvent)) == 0


def test_a_visit_of_somebody_else_or_one_that_was_only_booked_has_no_events(client, therapist):
    other = a_client(therapist=therapist)
    an_intake(other, by=therapist)
    booked = visits.book_visit(client.id, visit_on=TODAY, therapist_id=therapist.id, key=a_key(), by=therapist, at=NOW,
                               on=TODAY)
    for visit in (a_visit(other, therapist), booked):
        with pytest.raises(InvalidInput) as refused:
            tell(client, visit, SMALL_BRUISE, therapist)
        assert list(refused.value.problems) == ["visit_id"]
        db.session.rollback()

    assert adverse_events.visits_before_now(client.id) == []


def test_the_newest_visits_are_offered_and_an_older_one_that_is_meant(client, therapist):
    made = [a_visit(client, therapist, days=days) for days in range(adverse_events.MOST_OFFERED + 2)]
    offered = [visit.id for visit in made[::-1]][:adverse_events.MOST_OFFERED]

    def ids(**meant):
        return [visit.id for visit in adverse_events.visits_before_now(client.id, **meant)]

    assert ids() == ids(among_them=made[-1].id) == offered
    assert ids(among_them=made[0].id) == [*offered, made[0].id]


def test_a_form_sent_twice_records_once(client, therapist):
    visit, key = a_visit(client, therapist), a_key()
    tell(client, visit, SMALL_BRUISE, therapist, key=key)

    with pytest.raises(AlreadyDone) as done:
        tell(client, visit, SMALL_BRUISE, therapist, key=key)

    assert (done.value.subject_type, done.value.subject_id) == ("client", client.id)
    db.session.rollback()
    assert len(adverse_events.adverse_events_of(client.id)) == 1
