"""The page that shows what a re-screening would change: for whom, in which order, and without changing anything."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.records.flags import Flag
from intake.records.intakes import Intake
from intake.services import prospects, rescreening
from tests.builders import NOW, a_clinic, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.support.statements import statements_of

OPERATION = {"operations": [{"what": "knee_replacement", "date": "2026-11-02"}]}
JOURNEY = {"journeys_any": "yes", "journeys": [{"mode": "car", "seated_hours": "3.5", "end_date": "2026-11-18"}]}


@pytest.fixture
def told(app) -> Callable[..., int]:
    """`told(name, answers)`: the id of a new client of that family name, who said this three days ago."""

    def tell(name: str, answers: dict) -> int:
        with app.app_context():
            by = a_staff()
            client = a_client(therapist=by, family_name=name)
            an_intake(client, by=by, at=NOW - timedelta(3), **answers)
            return client.id

    return tell


def three_hours(app) -> None:
    with app.app_context():
        a_clinic(journey_threshold_hours=3)


def flags_of(app) -> list:
    with app.app_context():
        return list(db.session.execute(select(Flag.__table__).order_by(Flag.id)))


def test_who_would_change_is_listed_with_the_tier_and_nothing_is_changed(app, sign_in_as, told):
    number, _ = told("Zelenka", JOURNEY), told("Okafor", {})
    three_hours(app)
    before = flags_of(app)

    page = sign_in_as("reviewer").get("/rescreening").text

    assert flags_of(app) == before
    assert "1 client would change" in page and "All 2 clients with an intake looked at" in page
    assert "Nothing has been changed yet" in page
    assert f'href="/clients/{number}"' in page and "Zelenka" in page and "Okafor" not in page
    assert "Would come to CAUTION" in page and "Would come to STOP</h2>" not in page
    assert "R40" in page


def test_what_gets_stricter_stands_before_what_gets_milder(app, sign_in_as, told):
    told("Lapsing", {"operations": [{"what": "knee_replacement", "date": "2026-08-30"}]})
    told("Raised", JOURNEY)
    three_hours(app)

    page = sign_in_as("administrator").get("/rescreening").text

    assert page.index("Raised") < page.index("Would get milder</h2>") < page.index("Lapsing")
    assert "Would lapse" in page and "Its time has passed" in page


def test_a_look_is_one_line_in_the_trail_and_writes_nothing_else(app, sign_in_as, told):
    told("Zelenka", JOURNEY)
    three_hours(app)
    browser = sign_in_as("reviewer")

    browser.get("/rescreening")

    with app.app_context():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "rescreening.read")).one()
    assert (entry.by_id, entry.detail) == (browser.staff.id, "after=0,changes=1,failed=0")


def test_it_is_for_reviewers_and_administrators_and_linked_where_they_look(app, sign_in_as):
    link = 'href="/rescreening"'
    reviewer, administrator, therapist = map(sign_in_as, ("reviewer", "administrator", "therapist"))

    assert therapist.get("/rescreening").status_code == 403
    assert not any(link in therapist.get(path).text for path in ("/flags", "/rules"))
    assert all(link in reviewer.get(path).text for path in ("/flags", "/rules"))
    assert all(link in administrator.get(path).text for path in ("/settings/clinic", "/rules"))


def test_a_clinic_goes_on_part_by_part_and_is_told_how_far(app, sign_in_as, told, monkeypatch):
    monkeypatch.setattr(prospects, "PAGE_PROSPECTS", 1)
    for name in ("First", "Second", "Third"):
        told(name, JOURNEY)
    three_hours(app)
    browser, address, seen = sign_in_as("reviewer"), "/rescreening", []

    while address:
        page = browser.get(address).text
        seen.append(re.findall(r"(\d+ of \d+ clients looked at|All \d+ clients)", page)[0])
        address = next(iter(re.findall(r'href="(/rescreening\?after=\d+)" rel="next">Go on', page)), "")

    assert seen == ["1 of 3 clients looked at", "2 of 3 clients looked at", "All 3 clients"]
    assert "Back to the beginning" in page and "First" not in page and "Third" in page


def test_a_record_that_cannot_be_read_is_named_by_number(app, sign_in_as, told):
    number = told("Zelenka", {})
    with app.app_context():
        db.session.execute(update(Intake).values(answers={"operations": "spoilt"}))
        db.session.commit()

    page = sign_in_as("reviewer").get("/rescreening").text

    assert "1 client could not be read" in page and f"client {number}" in page


@pytest.mark.parametrize("query", ["after=abc", "after=-1", "after=99999999999999999999", "after=", "after=77777"])
def test_an_odd_address_is_answered(sign_in_as, query):
    assert sign_in_as("reviewer").get(f"/rescreening?{query}").status_code == 200


def test_clients_about_whom_nothing_changes_cost_no_statement_more(app, sign_in_as, told):
    def look() -> int:
        with app.app_context():
            for _ in rescreening.rescreen(on=NOW.date(), at=NOW):
                pass
        return statements_of(app, lambda: browser.get("/rescreening"))

    browser = sign_in_as("reviewer")
    told("One", OPERATION)
    browser.get("/rescreening")
    few = look()
    for name in "ABCDEF":
        told(name, OPERATION)

    assert look() == few
