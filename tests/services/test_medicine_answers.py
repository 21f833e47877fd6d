"""What is said against a medicine known exactly: a reason, a flag that waits with it, and a reviewer who settles it."""

from itertools import count

import pytest
from sqlalchemy import select

from intake.records import ready_facts
from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.services import flags, medicine_answers, medicines, record_lines
from intake.services.errors import InvalidInput, NotPermitted, RecordNotFound, StaleRecord
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

WARFARIN = {"medicines_any": "yes", "medicines": [{"text": "Warfarin 5 mg"}]}
REASON = "The word is the name of her cat."
_keys = count(1)


@pytest.fixture
def ann(each_database):
    """A therapist."""
    return a_staff(name="Ann Lee")


@pytest.fixture
def client(ann):
    """A client of hers who takes warfarin, whose flag was reviewed."""
    client = a_client(therapist=ann)
    an_intake(client, by=ann, **WARFARIN)
    flag = thinner(client)
    flags.review_flag(flag.id, decision=flags.Decision.AGREED, reason="", version=flag.version, key=a_key(),
                      by=a_staff("reviewer"), at=NOW)
    return client


def a_key():
    return f"medicine-answer-key-{next(_keys):06}"


def thinner(client):
    return next((flag for flag in flags.flags_of_client(client.id) if flag.rule == "R46"), None)


def dispute(client, by, *, text="Warfarin", reason=REASON):
    return medicine_answers.remember(client.id, text=text, answer=medicines.IRRELEVANT, reason=reason, by=by, at=NOW)


def settle(answer, by, *, agree):
    return medicine_answers.settle_medicine_answer(answer.client_id, answer.id, agree=agree, key=a_key(), by=by, at=NOW)


def actions():
    return db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()


def test_without_a_reason_nothing_is_said_against_an_exact_name(client, ann):
    with pytest.raises(InvalidInput) as refused:
        dispute(client, ann, reason="  ")

    assert set(refused.value.problems) == {"reason"}
    assert medicines.own_answers(client.id) == medicines.NOTHING_ANSWERED


def test_with_one_it_waits_the_reading_stays_and_the_flag_waits_with_the_reason(client, ann):
    assert thinner(client).waiting_since is None

    answer = dispute(client, ann)

    flag = thinner(client)
    assert (answer.state, medicines.own_answers(client.id).standing) == ("waiting", {})
    assert (flag.state, flag.decision) == ("reopened", "") and flag.waiting_since is not None
    assert REASON in flag.finding.evidence[0].detail
    assert medicine_answers.disputes_behind(flag) == [(answer, "Ann Lee")]


def test_a_note_waits_too(each_database, ann):
    client = a_client(therapist=ann)
    an_intake(client, by=ann, medicines_any="yes", medicines=[{"text": "sertraline"}])

    dispute(client, ann, text="sertraline")

    (flag,) = (each for each in flags.flags_of_client(client.id) if each.rule == "R67")
    assert flag.waiting_since is not None


@pytest.mark.parametrize("agree", [True, False])
def test_a_reviewer_agrees_or_refuses_and_the_rules_are_worked_out_again(client, ann, agree):
    answer = dispute(client, ann)

    settle(answer, a_staff("reviewer"), agree=agree)

    assert (answer.state, medicines.own_answers(client.id).standing) == (
        ("stands", {"warfarin": "irrelevant"}) if agree else ("refused", {}))
    flag = thinner(client)
    assert (flag is None) == agree
    assert agree or REASON not in flag.finding.evidence[0].detail
    assert ("medicine.agree" if agree else "medicine.refuse") in actions()


def test_each_state_shows_in_what_the_facts_rest_on(client, ann):
    def sources():
        return ready_facts.fingerprints_of([client.id])[client.id][0]

    seen = [sources()]
    answer = dispute(client, ann)
    seen.append(sources())
    settle(answer, a_staff("reviewer"), agree=True)
    seen.append(sources())

    assert len(set(seen)) == 3


def test_nobody_agrees_with_themselves_while_somebody_else_may_review(client):
    reviewer = a_staff("therapist", "reviewer")
    answer = dispute(client, reviewer)

    assert not medicine_answers.may_settle(answer, reviewer)
    with pytest.raises(NotPermitted):
        settle(answer, reviewer, agree=True)


def test_who_alone_may_review_does_and_the_trail_says_so(each_database):
    alone = a_staff("therapist", "reviewer")
    client = a_client(therapist=alone)
    an_intake(client, by=alone, **WARFARIN)
    answer = dispute(client, alone)

    settle(answer, alone, agree=True)

    detail = db.session.scalars(select(AuditEntry.detail).where(AuditEntry.action == "medicine.agree")).one()
    assert (answer.state, detail) == ("stands", "own answer: nobody else may review")


def test_a_therapist_settles_nothing_and_no_other_clients_answer_is_reached(client, ann):
    answer, reviewer = dispute(client, ann), a_staff("reviewer")
    other = a_client()

    with pytest.raises(NotPermitted):
        settle(answer, ann, agree=True)
    with pytest.raises(RecordNotFound):
        medicine_answers.settle_medicine_answer(other.id, answer.id, agree=True, key=a_key(), by=reviewer, at=NOW)


def test_what_was_taken_back_or_settled_waits_no_more(client, ann):
    reviewer = a_staff("reviewer")
    taken_back = dispute(client, ann)
    medicine_answers.take_back(client.id, text="warfarin", by=ann, at=NOW)
    assert REASON not in thinner(client).finding.evidence[0].detail
    refused = dispute(client, ann)
    settle(refused, reviewer, agree=False)

    for answer in (taken_back, refused):
        with pytest.raises(StaleRecord):
            settle(answer, reviewer, agree=True)


def test_an_answer_of_before_reviews_does_not_count_where_it_would_need_one(client, ann):
    answer = dispute(client, ann)
    answer.state, answer.reason = "stands", ""
    db.session.commit()

    assert medicines.own_answers(client.id).standing == {}


def test_one_medicine_of_a_line_is_set_aside_and_the_other_counts(each_database, ann):
    client, reviewer = a_client(therapist=ann), a_staff("reviewer")
    an_intake(client, by=ann, medicines_any="yes", medicines=[{"text": "warfarin 5 mg, clopidogrel 75 mg"}])
    settle(dispute(client, ann, text="warfarin"), reviewer, agree=True)

    named = {entry.read_as for entry in record_lines.record_view(client, on=NOW.date()).medicines}
    assert "clopidogrel" in named and "warfarin" not in named
    assert [flag.rule for flag in flags.flags_of_client(client.id) if flag.rule in ("R46", "R64")] == ["R64"]
