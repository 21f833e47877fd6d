"""Re-screening does for many clients what one screening does for one, once, and nobody's trouble stops the rest."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from intake.cli.demo_answers import stories, whole
from intake.cli.remarks import answered_form
from intake.clinical.flags import Decision, Step
from intake.clinical.screening import screening as rules
from intake.clinical.screening.findings import Evidence, Tier
from intake.clinical.screening.rule import RULES
from intake.records.actors import Job
from intake.records.audit import AuditEntry
from intake.records.clients import Client
from intake.records.database import db
from intake.records.flags import Clearance, Flag, FlagEvent
from intake.records.intakes import Intake, ScreeningRun
from intake.services import clients, clinic, flags, medicine_answers, rescreening, screening, visits
from intake.services.rescreening import Tally, how_many, rescreen
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake, some_answers
from tests.databases import built_once

TODAY = NOW.date()
BLOOD_THINNER = {"medicines": [{"text": "Xarelto 20 mg"}]}
OPERATION = {"operations": [{"what": "knee_replacement", "date": "2026-11-02"}]}
JOURNEY = {"journeys": [{"mode": "plane", "hours": "9", "date": "2026-11-16"}]}
OLD_CLOT = {"condition_dvt": "past", "clots": [{"type": "dvt", "date": "2024-03-01", "side": "left"}]}
DAYS = (0, 1, 9, 35, 50, 70, 100, 400)
SEEN = ("rule", "rule_version", "tier", "rank", "evidence_key", "finding", "until", "state", "decision",
        "waiting_since", "closed_at")
LOGGED = ("step", "reason", "rule_version", "tier", "evidence_key", "evidence", "by_id", "by_job", "at")


def run(days: int = 0, **how) -> Tally:
    """Re-screen, as of so many days from now."""
    total = Tally()
    for done in rescreen(on=TODAY + timedelta(days), at=NOW + timedelta(days), **how):
        total.add(done)
    return total


def flags_of(client: Client) -> list[dict]:
    """Everything about a client's flags but ids, log and all; the names of answers hold those of intakes."""
    db.session.expire_all()
    found = db.session.scalars(select(Flag).where(Flag.client_id == client.id).order_by(Flag.rule, Flag.id))
    return [
        {name: getattr(flag, name) for name in SEEN}
        | {"log": [{name: getattr(event, name) for name in LOGGED}
                   | {"evidence": list(map(Evidence.from_dict, event.evidence))} for event in flag.events]}
        for flag in found
    ]


def due_of(client: Client) -> date | None:
    return db.session.scalar(select(Client.next_screening_on).where(Client.id == client.id))


def how_many_of(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def twins(tell, **given) -> tuple[Client, Client]:
    """Two clients of whom the same is told. The second is archived: re-screening leaves it alone."""
    both = a_client(**given), a_client(**given)
    for client in both:
        tell(client)
    archive(both[1], NOW)
    db.session.commit()
    return both


def a_clearance(client: Client, rule: str, *, by, days: int) -> Clearance:
    clearance = Clearance(client_id=client.id, rule=rule, given_by="Dr Ode", given_on=TODAY, recorded_at=NOW,
                          valid_until=TODAY + timedelta(days), recorded_by_id=by.id)
    db.session.add(clearance)
    db.session.commit()
    return clearance


def agree(client: Client, *, by) -> None:
    """Have every flag that waits reviewed."""
    for flag in flags.flags_of_client(client.id):
        if flag.waiting_since is not None and flag.tier < Tier.STOP:
            flags.review_flag(flag.id, decision=Decision.AGREED, reason="", version=flag.version,
                              key=f"review-key-{flag.id:06}", by=by, at=NOW)


def archive(client: Client, at: datetime | None) -> None:
    """Archive the client, or bring it back, without the places in the queue that go with it."""
    db.session.execute(update(Client).where(Client.id == client.id).values(archived_at=at, archived_reason="a twin"))


def screen_alone(client: Client, days: int) -> None:
    """Screen one client by itself. One who is archived is not while it lasts: what is raised then has to wait."""
    archived_at = db.session.scalar(select(Client.archived_at).where(Client.id == client.id))
    archive(client, None)
    screening.screen_client(client.id, on=TODAY + timedelta(days), by=Job.RESCREEN, at=NOW + timedelta(days),
                            occasion="rescreen")
    archive(client, archived_at)
    db.session.commit()


def compare(pairs: list[tuple[Client, Client]], days: int) -> None:
    """Re-screen the first of each pair, screen the second alone: the same must come of it."""
    run(days)
    for first, second in pairs:
        screen_alone(second, days)
        assert flags_of(first) == flags_of(second)
        assert due_of(first) == due_of(second)


def told_in_a_clinic() -> None:
    """The stories of the demonstration, twice each, some reviewed and some with a clearance that ends."""
    by = a_staff("therapist", "reviewer")
    for number, story in enumerate(stories(TODAY)):
        def tell(client: Client, story=story, number=number) -> None:
            for told in story.get("intakes", ()):
                an_intake(client, by=by, **answered_form(client, whole(told, sex=story["sex"]), on=NOW.date()))
            if number % 3 == 0:
                agree(client, by=by)
            held = [flag.rule for flag in flags.flags_of_client(client.id) if flag.tier == Tier.HOLD]
            if held and number % 2:
                a_clearance(client, held[0], by=by, days=20)
                screen_alone(client, 0)

        if story.get("intakes"):
            twins(tell, sex=story["sex"], birth_date=story["born"])


@pytest.fixture
def pairs(each_database) -> list[tuple[Client, Client]]:
    """The twins of a clinic in which these stories were told."""
    built_once(each_database, told_in_a_clinic)
    everybody = db.session.scalars(select(Client).order_by(Client.id)).all()
    return list(zip(everybody[::2], everybody[1::2], strict=True))


@pytest.mark.long
def test_flags_come_out_as_if_each_client_had_been_screened_alone(pairs):
    assert len(pairs) > 30

    for days in DAYS:
        compare(pairs, days)

    steps = set(db.session.scalars(select(FlagEvent.step).where(FlagEvent.by_job == Job.RESCREEN)))
    assert {Step.RAISED, Step.LAPSED, Step.REOPENED} <= steps


@pytest.mark.long
def test_only_who_is_due_is_looked_at_and_the_same_comes_of_it(pairs):
    for days in (0, 1, 8, 15, 22, 50, 51, 85, 99):
        expected = how_many(on=TODAY + timedelta(days), due=True)
        done = run(days, due=True)
        assert done.screened == expected < len(pairs)
        for first, second in pairs:
            screen_alone(second, days)
            assert flags_of(first) == flags_of(second)
            assert due_of(first) == due_of(second)


def test_a_changed_rule_reopens_what_was_reviewed(each_database, monkeypatch):
    by = a_staff("therapist", "reviewer")

    def tell(client: Client) -> None:
        an_intake(client, by=by, **BLOOD_THINNER)
        agree(client, by=by)

    pairs = [twins(tell)]
    run()
    old = RULES["R46"]

    def harder(*given):
        verdict = old.run(*given)
        return verdict and replace(verdict, modifications=replace(verdict.modifications, position="sitting"))

    monkeypatch.setitem(RULES, "R46", replace(old, version="2027-01-01", run=harder))
    monkeypatch.setattr(rules, "_chosen", {})
    monkeypatch.setattr(rules, "KNOWLEDGE_VERSION", "2027-01-01+changed")
    compare(pairs, 1)

    flag = db.session.scalars(select(Flag).where(Flag.client_id == pairs[0][0].id, Flag.rule == "R46")).one()
    assert (flag.state, flag.rule_version) == ("reopened", "2027-01-01")
    assert flag.events[-1].reason == "The rule has changed."
    assert flag.events[-1].is_by(Job.RESCREEN)


def test_a_new_version_of_a_rule_that_says_the_same_keeps_its_review(each_database, monkeypatch):
    by = a_staff("therapist", "reviewer")
    client = a_client()
    an_intake(client, by=by, **BLOOD_THINNER)
    agree(client, by=by)
    run()

    monkeypatch.setitem(RULES, "R46", replace(RULES["R46"], version="2027-01-01"))
    monkeypatch.setattr(rules, "_chosen", {})
    monkeypatch.setattr(rules, "KNOWLEDGE_VERSION", "2027-01-01+changed")
    run(1)

    flag = db.session.scalars(select(Flag).where(Flag.rule == "R46")).one()
    assert (flag.state, flag.decision, flag.rule_version) == ("reviewed", "agreed", "2027-01-01")


@pytest.mark.parametrize("told", [BLOOD_THINNER, OPERATION, JOURNEY, OLD_CLOT, {}])
def test_running_twice_changes_nothing(each_database, told):
    an_intake(a_client(), by=a_staff(), **told)
    run(80)
    before = [how_many_of(table) for table in (Flag, FlagEvent, ScreeningRun)]
    versions = db.session.execute(select(Flag.id, Flag.version, Flag.state)).all()

    again = run(80)

    assert (again.screened, again.changed, again.steps) == (1, 0, {})
    assert [how_many_of(table) for table in (Flag, FlagEvent, ScreeningRun)] == before
    assert db.session.execute(select(Flag.id, Flag.version, Flag.state)).all() == versions


def test_a_window_that_closes_lapses_its_flag_and_the_log_names_the_job(each_database):
    client = a_client()
    an_intake(client, by=a_staff(), **OPERATION)

    done = run(100)

    event = db.session.scalars(select(FlagEvent).join(Flag).where(Flag.rule == "R23", FlagEvent.step == "lapsed")).one()
    assert (event.by_id, event.by_job, event.at) == (None, "rescreen", NOW + timedelta(100))
    assert done.changed == 1
    assert done.steps[Step.LAPSED] >= 1


def test_a_clearance_that_ends_brings_the_hold_back(each_database):
    by, client = a_staff("therapist", "reviewer"), a_client()
    an_intake(client, by=by, **OLD_CLOT)
    a_clearance(client, "R21", by=by, days=30)
    run()
    assert {f.rule for f in flags.flags_of_client(client.id)} >= {"R45"}

    assert run(29, due=True).screened == 0
    assert run(30, due=True).screened == 1

    standing = {f.rule: f for f in flags.flags_of_client(client.id)}
    assert "R45" not in standing
    assert standing["R21"].waiting_since is not None


@pytest.mark.parametrize("change", [
    pytest.param(lambda client, by: an_intake(client, by=by, **OPERATION), id="a new intake"),
    pytest.param(lambda client, by: medicine_answers.remember(
        client.id, text="zzyqx", answer="warfarin", by=by, at=NOW), id="an answer about a medicine"),
    pytest.param(lambda client, by: a_clearance(client, "R21", by=by, days=90), id="a clearance"),
    pytest.param(lambda client, by: visits.begin_visit(
        client.id, questions={"visit_pregnant": "yes", "journeys": JOURNEY["journeys"]}, key="begin-key-000001", by=by,
        at=NOW + timedelta(hours=1), on=TODAY), id="a visit"),
    pytest.param(lambda client, by: clients.amend_client(
        client.id, clients.ClientDetails("Ada", "Ode", date(1950, 1, 1)), version=client.version, by=by, at=NOW,
        on=TODAY), id="a birth date"),
    pytest.param(lambda client, by: clinic.amend_clinic(1, values={
        "name": "A", "address": "", "phone": "", "country": "US", "time_zone": "America/New_York",
        "emergency_number": "911", "urgent_care_words": "x", "journey_threshold_hours": 3, "agree_alone_age": None},
        by=by, at=NOW),
                 id="the clinic's settings"),
])
def test_what_changed_since_is_seen(each_database, change):
    by = a_staff("therapist", "reviewer", "administrator")
    told = {"medicines": [{"text": "zzyqx"}], **JOURNEY, **OLD_CLOT}
    client = a_client(therapist=by)
    an_intake(client, by=by, **told)
    run()

    try:
        change(client, by)
    except visits.VisitBlocked:
        db.session.rollback()
    run()
    found = flags_of(client)
    screen_alone(client, 0)

    assert flags_of(client) == found


def test_a_client_whose_record_cannot_be_read_stops_nobody(each_database):
    by = a_staff()
    broken, well = a_client(therapist=by), a_client(therapist=by)
    intake = an_intake(broken, by=by)
    an_intake(well, by=by, **OPERATION)
    spoilt = some_answers(operations="not a list of rows")
    db.session.execute(update(Intake).where(Intake.id == intake.id).values(answers=spoilt))
    db.session.commit()
    before = flags_of(broken)

    done = run(100)

    assert [client_id for client_id, _ in done.failed] == [broken.id]
    assert done.screened == 1
    assert flags_of(broken) == before
    assert "lapsed" in [flag["state"] for flag in flags_of(well)]


def test_what_was_done_before_an_interruption_is_kept_and_gone_on_from(each_database, monkeypatch):
    monkeypatch.setattr(rescreening, "BATCH", 2)
    by = a_staff()
    everybody = [a_client(therapist=by) for _ in range(5)]
    for client in everybody:
        an_intake(client, by=by, **OPERATION)

    running = rescreen(on=TODAY + timedelta(100), at=NOW + timedelta(100))
    next(running)
    running.close()

    lapsed = [flags_of(client)[0]["state"] == "lapsed" for client in everybody]
    assert lapsed == [True, True, False, False, False]
    assert how_many(on=TODAY, after=everybody[1].id) == 3
    assert run(100, after=everybody[1].id).changed == 3


def test_archived_clients_and_those_without_an_intake_are_left_alone(each_database):
    by = a_staff()
    a_client(therapist=by)
    gone = a_client(therapist=by)
    an_intake(gone, by=by, **OPERATION)
    clients.archive_client(gone.id, reason="moved away", version=gone.version, by=by, at=NOW)

    assert run(100).screened == how_many(on=TODAY) == 0
    assert run(100, due=True).screened == how_many(on=TODAY + timedelta(100), due=True) == 0


def test_the_trail_has_one_line_a_run_by_the_job(database):
    an_intake(a_client(), by=a_staff(), **OPERATION)

    run(100)

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "clients.rescreen")).one()
    assert entry.is_by(Job.RESCREEN)
    assert (entry.client_id, entry.detail) == (None, "all,screened=1,changed=1,failed=0")
