"""What came up after which technique: counted by visit, of the last year, and no share of a few."""

from datetime import timedelta

from intake.records.database import db
from intake.records.visits import AdverseEvent, Visit
from intake.services import figures
from intake.services.figures import FEWEST_VISITS, TechniqueFigures
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client

CUPPING, FRICTION = "cupping", "cross-fibre friction, skin rolling"


def a_visit(*techniques, events=0, ago=1, state="recorded"):
    """A visit as the table holds it, followed by so many bruises."""
    by, client, at = a_staff(), a_client(), NOW - timedelta(days=ago)
    visit = Visit(client_id=client.id, therapist_id=by.id, visit_on=at.date(), state=state,
                  recorded_at=at if state == "recorded" else None, techniques=list(techniques))
    db.session.add(visit)
    db.session.flush()
    db.session.add_all([AdverseEvent(client_id=client.id, visit_id=visit.id, kind="bruise", noticed_on=at.date(),
                                     large="no", by_id=by.id, at=at) for _ in range(events)])
    db.session.commit()


def rows():
    return {each.name: each for each in figures.technique_figures(at=NOW)}


def test_nothing_recorded_is_no_row(each_database):
    a_visit("cupping", state="begun")

    assert rows() == {}


def test_each_technique_of_a_visit_counts_with_all_that_came_up_after_it(each_database):
    a_visit("cupping", "friction", events=2)
    a_visit("cupping", events=1)
    a_visit("cupping")
    a_visit()

    found = rows()

    assert list(found) == [CUPPING, "no technique noted", FRICTION]
    assert found[CUPPING] == TechniqueFigures(CUPPING, visits=3, events=3, followed=2)
    assert found[FRICTION] == TechniqueFigures(FRICTION, visits=1, events=2, followed=1)


def test_what_is_older_than_a_year_no_longer_counts(each_database):
    a_visit("cupping", events=1, ago=366)
    a_visit("cupping", ago=365)

    assert rows()[CUPPING] == TechniqueFigures(CUPPING, visits=1, events=0, followed=0)


def test_a_share_is_given_from_twenty_visits_on():
    few, enough = (TechniqueFigures("cupping", visits, 3, 3) for visits in (FEWEST_VISITS - 1, FEWEST_VISITS))

    assert few.share is None and enough.share == 3 / 20
