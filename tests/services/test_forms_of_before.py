"""Forms, clearances and drafts of before: they mean what they meant, raise nothing, and are asked at the next visit."""

from datetime import timedelta

import pytest

from intake.clinical.facts.silence import NEVER_SKIPPED, Matter
from intake.clinical.questionnaire import empty_answers
from intake.clinical.questionnaire.answers import read_stored
from intake.clinical.questionnaire.visit import VISIT_QUESTIONS
from intake.clinical.screening.settings import DEFAULT
from intake.records.database import db
from intake.records.flags import Clearance
from intake.records.intakes import IntakeDraft
from intake.services import flags, screening, visits
from intake.services.drafts import draft_of
from intake.services.errors import VisitBlocked
from intake.services.screening import screen_client
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import KNOWN, a_blank_intake

TODAY = NOW.date()
NEW_QUESTIONS = {"signs_assessed_by", "signs_assessed_on", "signs_course", "walking_pain", "walking_pain_assessed",
                 "condition_asthma", "well_since", "clot_now", "named_condition", "allergies_any"}
NO_TO_ALL = {question.name: "no" for question in VISIT_QUESTIONS}
CALF = {"site": "calf", "side": "left", "now": "6", "since": "2026-05", "cause": "known_condition"}
"""A row of pain as it was stored before the condition was asked for by name."""


@pytest.fixture
def staff(each_database):
    return a_staff("therapist", "reviewer")


@pytest.fixture
def client(staff):
    return a_client(therapist=staff)


def of_before(**told):
    """Answers as they were stored before the new questions."""
    return {key: value for key, value in (empty_answers() | KNOWN | told).items() if key not in NEW_QUESTIONS}


def an_old_intake(client, staff, **told):
    intake = a_blank_intake(client, by=staff, at=NOW - timedelta(30))
    intake.answers = of_before(**told)
    db.session.commit()
    screen_client(client.id, on=TODAY, by=staff, at=NOW, occasion="rescreen")
    db.session.commit()


def begin(client, staff, key, **answers):
    return visits.begin_visit(client.id, questions=NO_TO_ALL | answers, key=f"before-visit-{key}", by=staff,
                              at=NOW, on=TODAY)


def not_known(client):
    return screening.facts_of(client, on=TODAY, settings=DEFAULT).not_known


STORED = [
    ({"sign_unexplained_lump": "yes", "signs_assessed": "yes"}, Matter.SEEN_BY,
     {"signs_assessed": "yes", "signs_assessed_by": "Dr Reid", "signs_assessed_on": "2026-10-01"}),
    ({"pains_any": "yes", "pains": [CALF]}, Matter.CAUSE, {"named_condition": "sciatica"}),
    ({"condition_arterial_disease": "now"}, Matter.WALKING_PAIN, {"walking_pain": "no"}),
    ({"condition_chronic_lung_disease": "now"}, Matter.LUNG_DISEASE, {"condition_asthma": "now"}),
]


@pytest.mark.parametrize(("told", "matter", "answer"), STORED, ids=[matter for _, matter, _ in STORED])
def test_a_form_of_before_is_asked_at_the_next_visit_and_once(client, staff, told, matter, answer):
    an_old_intake(client, staff, **told)
    assert {flag.rule for flag in flags.flags_of_client(client.id) if flag.tier > 2} == set()
    assert not_known(client) == (matter,)

    with pytest.raises(VisitBlocked) as refused:
        begin(client, staff, "without")
    assert [each.rule for each in refused.value.asks] == ["R76"] and not refused.value.flags

    assert begin(client, staff, "with", **answer).state == "begun"
    assert not_known(client) == ()


@pytest.mark.parametrize(("told", "matter", "answer"), STORED, ids=[matter for _, matter, _ in STORED])
def test_what_a_doctor_is_said_to_have_seen_or_named_is_never_left_open(client, staff, told, matter, answer):
    an_old_intake(client, staff, **told)

    def begin_without():
        return visits.begin_visit(client.id, questions=NO_TO_ALL, key="before-visit-no", by=staff, at=NOW, on=TODAY,
                                  unasked_reason="In a hurry.")

    if matter in NEVER_SKIPPED:
        with pytest.raises(VisitBlocked):
            begin_without()
    else:
        assert begin_without().plan.is_uncertain


def test_before_the_next_visit_nothing_waits_in_the_queue(client, staff):
    an_old_intake(client, staff, **{key: value for told, _, _ in STORED for key, value in told.items()})

    waiting = [flag for flag in flags.flags_of_client(client.id) if flag.waiting_since]
    assert flags.count_awaiting(by=staff) == len(waiting)
    assert "R76" not in {flag.rule for flag in flags.flags_of_client(client.id)}


def test_walking_pain_told_at_last_is_held_until_a_doctor_has_seen_it(client, staff):
    an_old_intake(client, staff, condition_arterial_disease="now")

    begin(client, staff, "walks", walking_pain="yes", walking_pain_assessed="no")

    assert [(flag.rule, flag.tier) for flag in flags.flags_of_client(client.id) if flag.rule == "R31"] == [("R31", 3)]


def test_a_clearance_in_prose_counts_for_its_rule_and_stands_word_for_word_in_the_plan(client, staff):
    an_old_intake(client, staff, condition_dvt="past", operations_any="no", clots=[
        {"type": "dvt", "date": "2019", "side": "left", "on_treatment": "no"}])
    db.session.add(Clearance(client_id=client.id, rule="R21", given_by="Dr Reid", given_on=TODAY - timedelta(9),
                             valid_until=TODAY + timedelta(300), limits="Light, not the left calf.",
                             recorded_by_id=staff.id, recorded_at=NOW))
    db.session.commit()

    visit = begin(client, staff, "cleared")

    assert {flag.rule for flag in flags.flags_of_client(client.id)} == {"R45"}
    assert visit.plan.doctors_words == ("Light, not the left calf.",)


def test_a_draft_that_was_open_is_read_with_all_that_was_typed(client, staff):
    typed = of_before(reason="neck", pains_any="yes", pains=[CALF], condition_chronic_lung_disease="now")
    db.session.add(IntakeDraft(client_id=client.id, answers=typed, saved_at=NOW, by=staff))
    db.session.commit()

    reading = read_stored(draft_of(client.id).answers, on=TODAY)

    assert reading.problems == {}
    assert {key: value for key, value in reading.answers.items() if key in typed and key != "pains"} == {
        key: value for key, value in typed.items() if key != "pains"}
    assert CALF.items() <= reading.answers["pains"][0].items()
