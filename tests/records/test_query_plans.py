"""What grows with the clinic is found by an index: the plans of both databases, read for the very statements we send.

The tables are small, so PostgreSQL is told not to read them whole; whether an index can serve at all is what is asked.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, insert, update

from bench.queue import ME, THERAPISTS, fill
from intake.clinical.screening.findings import Tier
from intake.records import client_search, flag_queue
from intake.records import ready_facts as rescreening
from intake.records.client_search import NamePlace
from intake.records.clients import Client, ClientWord
from intake.records.database import db
from intake.records.flag_queue import Filter, Place
from intake.records.staff import Staff
from intake.records.visits import Visit
from intake.services import assessments, clearances
from tests.builders import NOW, a_staff
from tests.databases import built_once

CLIENTS = 3_000
TODAY = NOW.date()
AFTER = Place(1, NOW - timedelta(days=40), 17)


def some_thousands() -> None:
    """A clinic with some thousand clients, each with a word, one in fifty due."""
    for _ in range(THERAPISTS + 1):
        a_staff()
    fill(CLIENTS)
    db.session.execute(insert(ClientWord), [{"word": f"w{number:05}", "client_id": number} for number in
                                            range(1, CLIENTS + 1)])
    db.session.execute(insert(Visit), [{"client_id": number, "therapist_id": ME, "visit_on": TODAY - timedelta(number),
                                        "state": "recorded"} for number in range(1, 300)])
    db.session.execute(update(Client).where(Client.id % 50 == 0).values(next_screening_on=TODAY))
    db.session.execute(update(Client).where(Client.id % 50 != 0).values(next_screening_on=TODAY + timedelta(30)))
    db.session.commit()
    db.session.connection().exec_driver_sql("ANALYZE")
    db.session.commit()


@pytest.fixture
def clinic(each_database: Flask) -> Flask:
    """A clinic with these clients."""
    built_once(each_database, some_thousands)
    return each_database


def plans(ask: Callable[[], Any]) -> str:
    """How the database goes about every statement that `ask` sends."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip().startswith("SELECT"):
            seen.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    db.session.rollback()
    connection = db.session.connection()
    explain = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
    if connection.dialect.name == "postgresql":
        for way in ("seqscan", "bitmapscan", "sort"):
            connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
    assert seen
    found = [str(row[-1]) for statement, values in seen
             for row in connection.exec_driver_sql(explain + statement, values)]
    db.session.rollback()
    return "\n".join(found)


def reads_whole(plan: str, table: str) -> bool:
    return any(f"SCAN {table}" in line and "INDEX" not in line or f"Seq Scan on {table}" in line
               for line in plan.splitlines())


@pytest.mark.parametrize("after", [None, AFTER], ids=["first", "further"])
@pytest.mark.parametrize(("wanted", "index"), [
    (Filter(), "ix_flags_queue"),
    (Filter(tier=Tier.HOLD), "ix_flags_queue"),
    (Filter(rule="R46"), "ix_flags_queue_rule"),
    (Filter(therapist_id=ME), "ix_flags_queue_therapist"),
    (Filter(rule="R46", therapist_id=ME), "ix_flags_queue_rule_therapist"),
    (Filter(care_team_of=ME), "ix_flags_queue_therapist"),
    (Filter(rule="R46", care_team_of=ME), "ix_flags_queue_rule_therapist"),
], ids=["all", "tier", "rule", "therapist", "rule and therapist", "own", "own and rule"])
def test_a_page_of_the_queue_is_read_in_the_order_of_its_index(clinic, wanted, index, after):
    plan = plans(lambda: flag_queue.page(wanted, after))

    assert any(f"{index} " in f"{line} " for line in plan.splitlines()), plan
    assert not reads_whole(plan, "flags"), plan
    assert not reads_whole(plan, "clients"), plan
    if wanted.care_team_of:
        assert "ix_care_team_beside" in plan


@pytest.mark.parametrize("wanted", [
    Filter(), Filter(rule="R46"), Filter(therapist_id=ME), Filter(care_team_of=ME)], ids=str)
def test_counting_the_queue_stays_in_the_index(clinic, wanted):
    plan = plans(lambda: flag_queue.count(wanted))

    assert "ix_flags_queue" in plan
    assert not reads_whole(plan, "flags"), plan


def test_clearances_that_end_soon_are_found_by_their_day(clinic):
    therapist = db.session.get_one(Staff, ME)

    plan = plans(lambda: clearances.ending_soon(by=therapist, on=TODAY))

    assert "LIST SUBQUERY" not in plan, plan
    assert not reads_whole(plan, "care_team"), plan
    if db.engine.dialect.name == "sqlite":
        assert "ix_clearances_valid_until" in plan, plan


def test_stops_to_follow_up_are_found_by_the_day_they_were_raised(clinic):
    therapist = db.session.get_one(Staff, ME)

    plan = plans(lambda: assessments.stops_to_follow_up(by=therapist, on=TODAY))

    assert not reads_whole(plan, "flags"), plan
    if db.engine.dialect.name == "sqlite":
        assert "ix_flags_stops" in plan, plan


def test_a_page_further_down_a_tier_is_sought_and_not_read_up_to(clinic):
    plan = plans(lambda: flag_queue.page(Filter(tier=Tier.HOLD), AFTER))

    if db.engine.dialect.name == "sqlite":
        assert "(rank=? AND waiting_since>?)" in plan, plan
    else:
        assert "ROW(waiting_since, id)" in plan, plan


def test_flags_of_todays_clients_begin_with_todays_visits(clinic):
    plan = plans(lambda: flag_queue.of_todays_visits(Filter(), TODAY))

    assert "ix_visits_day" in plan
    assert not reads_whole(plan, "flags"), plan


@pytest.mark.parametrize("own", [None, ME], ids=["everybody", "own"])
def test_clients_are_found_by_the_index_of_words(clinic, own):
    plan = plans(lambda: client_search.found_by([["w012"], ["w01"]], care_team_of=own))

    assert "client_words" in plan
    assert "sqlite_autoindex_client_words_1" in plan or "pk_client_words" in plan
    assert not reads_whole(plan, "client_words"), plan
    assert not reads_whole(plan, "clients"), plan


@pytest.mark.parametrize("after", [None, NamePlace("Nobody 1", "Ada", 1)], ids=["first", "further"])
def test_the_list_by_name_is_read_in_the_order_of_its_index(clinic, after):
    plan = plans(lambda: client_search.page(care_team_of=None, archived=False, after=after))

    assert "ix_clients_name" in plan, plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_who_is_due_is_found_by_the_index_of_days(clinic):
    plan = plans(lambda: db.session.execute(rescreening.due_statement(TODAY, (date.min, 0), 100)).all())

    assert "ix_clients_due" in plan, plan
    assert "TEMP B-TREE" not in plan
    for table in ("clients", "intakes", "visits", "flags", "ready_facts", "clearances", "medicine_answers"):
        assert not reads_whole(plan, table), plan


def test_everybody_is_read_by_number_and_what_has_changed_by_client(clinic):
    plan = plans(lambda: db.session.execute(rescreening.everybody_statement(40, 100)).all())

    assert "ix_intakes_client" in plan, plan
    if db.engine.dialect.name == "sqlite":
        assert "COVERING INDEX ix_visits_asked" in plan, plan
        assert "ix_flags_standing" in plan, plan
    for table in ("clients", "intakes", "visits", "flags", "ready_facts", "clearances", "medicine_answers"):
        assert not reads_whole(plan, table), plan
