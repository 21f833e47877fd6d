"""What the start of a visit asks of a client, on both databases: what is not known, what may be over, what was seen."""

from datetime import timedelta

import pytest

from intake.clinical.facts.silence import Matter
from intake.clinical.questionnaire.visit import VISIT_QUESTIONS
from intake.services import charts, flags, visits
from intake.services.errors import VisitBlocked
from intake.services.visit_openings import opening_of
from tests import on_file
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import KNOWN, a_blank_intake, an_intake

TODAY = NOW.date()
LAST_MONTH = NOW - timedelta(days=30)
LATER = {key: value for key, value in KNOWN.items() if not key.startswith("sign_")}
"""What has to be known on another day than that of the intake."""


@pytest.fixture
def ann(each_database):
    """A therapist."""
    return a_staff()


@pytest.fixture
def client(ann):
    """A client of hers."""
    return a_client(therapist=ann, sex="F")


def opening(client):
    return opening_of(client, on=TODAY)


def begin(client, ann, key, *, reason="", **given):
    answers = {question.name: "no" for question in VISIT_QUESTIONS} | given
    return visits.begin_visit(client.id, questions=answers, unasked_reason=reason, key=f"opening-key-{key}", by=ann,
                              at=NOW, on=TODAY)


def test_of_a_blank_intake_of_today_everything_is_open_and_nothing_is_flagged(client, ann):
    a_blank_intake(client, by=ann)

    assert set(opening(client).matters) == {
        Matter.SIGNS, Matter.MEDICINES, Matter.CLOTS_AND_BLEEDING, Matter.EVENTS, Matter.PREGNANCY}
    assert flags.flags_of_client(client.id) == []


def test_only_the_part_that_was_left_open_is_asked(client, ann):
    an_intake(client, by=ann, at=LAST_MONTH, journeys_any="", condition_bleeding_disorder="")

    matters = opening(client).matters

    assert matters[Matter.EVENTS].keys == ("journeys", "journeys_any")
    assert matters[Matter.CLOTS_AND_BLEEDING].keys == ("condition_bleeding_disorder",)


def test_a_man_is_not_asked_for_signs_of_pregnancy(ann):
    man = a_client(therapist=ann, sex="M")
    a_blank_intake(man, by=ann)

    asked = opening(man).matters[Matter.SIGNS].keys

    assert "sign_collapse" in asked and "sign_pregnancy_warning" not in asked
    assert "sign_fever" not in asked, "every visit asks it"


def test_what_the_answers_leave_open_is_known_before_anything_is_kept(client, ann):
    a_blank_intake(client, by=ann, at=LAST_MONTH)
    start = opening(client)

    assert start.after(LATER)[1] == ()
    assert start.after({"medicines_any": "no", "asked_pregnancy": "no"})[1] == (
        Matter.CLOTS_AND_BLEEDING, Matter.EVENTS)
    assert on_file.visits_of(client.id) == []


def test_what_is_left_open_is_what_the_start_is_refused_for(client, ann):
    a_blank_intake(client, by=ann, at=LAST_MONTH)

    with pytest.raises(VisitBlocked) as refused:
        begin(client, ann, "refused-1")

    assert [finding.rule for finding in refused.value.asks] == ["R76"] and refused.value.flags == []
    begin(client, ann, "answered-1", **LATER)


def test_a_start_with_a_reason_keeps_what_was_not_known_with_its_plan(client, ann):
    a_blank_intake(client, by=ann, at=LAST_MONTH)

    visit = begin(client, ann, "reason-01", reason="No time.")

    assert visit.plan.is_uncertain
    assert visit.plan.not_known == ("medicines", "clots_and_bleeding", "events")


def test_what_may_be_over_is_what_stands(client, ann):
    an_intake(client, by=ann, systolic="190", diastolic="125", pregnant="might", condition_acute_infection="now",
              immobilisations_any="yes", immobilisations=[{"type": "leg_boot", "side": "right"}])

    start = opening(client)

    assert {question.key for question in start.over} == {"well_since", "systolic", "diastolic", "pregnant"}
    assert [(stay.type, stay.side) for stay in start.stays] == [("leg_boot", "right")]


def test_nothing_is_over_of_a_client_with_nothing(client, ann):
    an_intake(client, by=ann)

    start = opening(client)

    assert (start.over, start.stays, start.seen, start.stops, start.matters) == ((), (), (), (), {})


def test_a_stop_and_a_sign_that_was_seen_are_named(client, ann):
    an_intake(client, by=ann, at=LAST_MONTH, sign_unexplained_lump="yes", signs_assessed="yes",
              signs_assessed_by="Dr Hill", signs_assessed_on="last week")
    an_intake(client, by=ann, sign_chest_pain="yes", sign_unexplained_lump="")

    start = opening(client)

    assert [flag.rule for flag in start.stops] == ["R01"]
    assert [(sign.words, sign.seen) for sign in start.seen] == [("A lump nobody has explained", "Dr Hill, last week")]


def test_the_chart_says_what_is_not_known_of_the_whole_record(client, ann):
    a_blank_intake(client, by=ann, at=LAST_MONTH)
    assert Matter.MEDICINES in charts.chart_of(client.id, by=ann, at=NOW).not_known

    begin(client, ann, "chart-001", **LATER)
    assert charts.chart_of(client.id, by=ann, at=NOW).not_known == ()
