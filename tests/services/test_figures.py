"""Figures: whether flags are believed, and the clinic against its ceilings."""

from datetime import timedelta
from itertools import count

from intake.clinical.flags import Decision
from intake.records.database import db
from intake.records.flags import Flag
from intake.services import figures, flag_opinions, flags
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

CAUTION = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}
HOLD = {"condition_dvt": "past", "clots": [{"type": "dvt", "date": "2019", "side": "left", "on_treatment": "no"}]}
_keys = count(1)


def decide(decision, *, after=timedelta(), at=NOW, **answers):
    """A client with one flag, raised at `at` and decided on so long after."""
    client, reviewer = a_client(), a_staff("reviewer")
    an_intake(client, by=reviewer, at=at, **answers)
    flag = flags.flags_of_client(client.id)[0]
    flags.review_flag(flag.id, decision=decision, reason="why", version=flag.version,
                      key=f"figure-key-{next(_keys):06}", by=reviewer, at=at + after)


def of_rule(code):
    return next(row for row in figures.figures(at=NOW + timedelta(days=2)).rules if row.rule == code)


def test_a_clinic_without_flags_has_no_figures(each_database):
    found = figures.figures(at=NOW)

    assert (found.rules, found.clients, found.share(found.with_hold)) == ((), 0, 0.0)


def test_decisions_are_counted_by_rule_with_the_median_wait(each_database):
    decide(Decision.AGREED, after=timedelta(hours=1), **CAUTION)
    decide(Decision.ADAPTED, after=timedelta(hours=3), **CAUTION)
    decide(Decision.OVERRIDDEN, after=timedelta(hours=20), **CAUTION)
    decide(Decision.CLEARANCE_NEEDED, after=timedelta(minutes=5), **HOLD)

    row = of_rule("R46")

    assert (row.raised, row.agreed, row.adapted, row.asked, row.overridden) == (3, 1, 1, 0, 1)
    assert row.median_wait == timedelta(hours=3)
    assert (of_rule("R21").asked, of_rule("R21").raised) == (1, 1)


def test_a_rule_set_aside_more_than_half_of_the_time_is_pointed_out(each_database):
    for decision in (Decision.OVERRIDDEN, Decision.OVERRIDDEN, Decision.AGREED, Decision.AGREED):
        decide(decision, **CAUTION)
    assert not of_rule("R46").is_set_aside_too_often

    decide(Decision.OVERRIDDEN, **CAUTION)
    assert of_rule("R46").is_set_aside_too_often


def test_a_few_decisions_point_at_nothing(each_database):
    for _ in range(figures.FEWEST_JUDGED - 1):
        decide(Decision.OVERRIDDEN, **CAUTION)

    assert not of_rule("R46").is_set_aside_too_often


def test_what_is_older_than_a_year_no_longer_counts(each_database):
    decide(Decision.AGREED, at=NOW - timedelta(days=370), **CAUTION)

    assert figures.figures(at=NOW).rules == ()


def test_shares_are_of_clients_with_an_intake(each_database):
    decide(Decision.AGREED, **CAUTION)
    decide(Decision.AGREED, **HOLD)
    an_intake(a_client(), by=a_staff())
    a_client()

    found = figures.figures(at=NOW)

    assert (found.clients, found.with_hold, found.with_caution) == (3, 1, 1)
    assert found.share(found.with_hold) == 1 / 3


def test_who_is_archived_is_counted_on_neither_side(each_database):
    decide(Decision.AGREED, **HOLD)
    leaver = a_client()
    an_intake(leaver, by=a_staff(), **HOLD)
    leaver.archived_at = NOW
    db.session.commit()

    found = figures.figures(at=NOW)

    assert (found.clients, found.with_hold) == (1, 1)


def test_a_wait_runs_from_when_it_was_last_asked_for(each_database):
    client, reviewer = a_client(), a_staff("reviewer")
    an_intake(client, by=reviewer, at=NOW - timedelta(days=30), **CAUTION)
    an_intake(client, by=reviewer, medicines_any="yes", medicines=[{"text": "apixaban"}])
    flag = flags.flags_of_client(client.id)[0]
    assert flag.state == "reopened"
    flags.review_flag(flag.id, decision=Decision.AGREED, reason="", version=flag.version, key="figure-of-a-reopened",
                      by=reviewer, at=NOW + timedelta(hours=2))

    row = of_rule("R46")

    assert (row.raised, row.reviewed, row.median_wait) == (1, 1, timedelta(hours=2))


def call_not_useful(flag, by):
    flag_opinions.call_not_useful(flag.id, reason="", key=f"figure-key-{next(_keys):06}", by=by, at=NOW)


def a_flag(therapist):
    client = a_client(therapist=therapist)
    an_intake(client, by=therapist, at=NOW, **CAUTION)
    return flags.flags_of_client(client.id)[0]


def test_flags_called_not_useful_are_counted_each_once_and_not_when_taken_back(each_database):
    therapist, reviewer = a_staff("therapist"), a_staff("reviewer")
    first, second = a_flag(therapist), a_flag(therapist)
    for by in (therapist, reviewer):
        call_not_useful(first, by)
    call_not_useful(second, therapist)
    flag_opinions.take_back(second.id, key="figure-taken-back", by=therapist, at=NOW)

    row = of_rule("R46")

    assert (row.raised, row.reviewed, row.not_useful, row.set_aside, row.judged) == (2, 0, 1, 1, 1)


def test_a_flag_that_is_overridden_and_called_not_useful_counts_once(each_database):
    decide(Decision.OVERRIDDEN, **CAUTION)
    flag = db.session.query(Flag).one()
    call_not_useful(flag, a_staff("reviewer"))

    row = of_rule("R46")

    assert (row.overridden, row.not_useful, row.set_aside, row.judged) == (1, 1, 1, 1)


def test_the_last_decision_of_a_flag_says_whether_it_was_set_aside(each_database):
    therapist, reviewer = a_staff("therapist"), a_staff("reviewer")
    flag = a_flag(therapist)
    for number, decision in enumerate((Decision.OVERRIDDEN, Decision.AGREED)):
        flags.review_flag(flag.id, decision=decision, reason="why", version=flag.version,
                          key=f"figure-changed-mind-{number}", by=reviewer, at=NOW)

    row = of_rule("R46")

    assert (row.overridden, row.agreed, row.set_aside, row.judged) == (1, 1, 0, 1)


def test_what_is_called_not_useful_more_than_half_of_the_time_is_pointed_out(each_database):
    therapist = a_staff("therapist")
    for decision in (Decision.OVERRIDDEN, Decision.AGREED, Decision.AGREED):
        decide(decision, **CAUTION)
    call_not_useful(a_flag(therapist), therapist)
    assert not of_rule("R46").is_set_aside_too_often  # two of four

    call_not_useful(a_flag(therapist), therapist)
    assert of_rule("R46").is_set_aside_too_often  # three of five
