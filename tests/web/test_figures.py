"""The figures: for reviewers, against the ceilings, and at the same cost however many flags there are."""

from intake.records.database import db
from intake.records.visits import AdverseEvent, Visit
from intake.services import flags
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.support.statements import statements_of

WARFARIN = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}


def test_a_clinic_that_begins_sees_a_page_and_no_division_by_nothing(sign_in_as):
    answer = sign_in_as("administrator").get("/figures")

    assert answer.status_code == 200 and "0 of 0" in answer.text


def test_figures_are_for_reviewers_and_show_the_ceilings(app, sign_in_as):
    with app.app_context():
        an_intake(a_client(), by=a_staff(), **WARFARIN)
    reviewer = sign_in_as("reviewer")

    page = reviewer.get("/figures").text

    assert "R46 Strong blood thinner" in page
    assert "0 of 1 (0 in 100). Ceiling: 1 in 10." in page
    assert "1 of 1 (100 in 100). Ceiling: 1 in 3. <strong>Above it" in page
    assert sign_in_as("therapist").get("/figures").status_code == 403


def test_a_rule_that_is_mostly_set_aside_is_pointed_out(app, sign_in_as):
    with app.app_context():
        by = a_staff("reviewer")
        for number in range(5):
            client = a_client()
            an_intake(client, by=by, **WARFARIN)
            flag = flags.flags_of_client(client.id)[0]
            flags.review_flag(flag.id, decision=flags.Decision.OVERRIDDEN, reason="why", version=flag.version,
                              key=f"set-aside-number-{number}", by=by, at=flag.raised_at)

    assert "overridden or called not useful more than half of the time" in sign_in_as("reviewer").get("/figures").text


def test_figures_ask_the_database_no_more_with_more_flags(app, sign_in_as):
    reviewer = sign_in_as("reviewer")
    with app.app_context():
        an_intake(a_client(), by=a_staff(), **WARFARIN)
    reviewer.get("/figures")
    few = statements_of(app, lambda: reviewer.get("/figures"))
    with app.app_context():
        for _ in range(6):
            an_intake(a_client(), by=a_staff(), **WARFARIN)

    assert statements_of(app, lambda: reviewer.get("/figures")) == few


def visits_with_cupping(number, *, followed):
    """So many recorded visits with cupping, of which the first ones were followed by a bruise."""
    by, client = a_staff(), a_client()
    made = [Visit(client_id=client.id, therapist_id=by.id, visit_on=NOW.date(), state="recorded", recorded_at=NOW,
                  techniques=["cupping"]) for _ in range(number)]
    db.session.add_all(made)
    db.session.flush()
    db.session.add_all([AdverseEvent(client_id=client.id, visit_id=visit.id, kind="bruise", noticed_on=NOW.date(),
                                     large="no", by_id=by.id, at=NOW) for visit in made[:followed]])
    db.session.commit()


def test_what_came_up_is_told_by_technique_and_no_share_of_a_few(app, sign_in_as):
    reviewer = sign_in_as("reviewer")
    assert "No visit has been recorded yet." in reviewer.get("/figures").text
    with app.app_context():
        visits_with_cupping(19, followed=3)
    few = reviewer.get("/figures").text
    statements = statements_of(app, lambda: reviewer.get("/figures"))
    with app.app_context():
        visits_with_cupping(1, followed=0)
    enough = reviewer.get("/figures").text

    assert '<td data-label="Visits">19</td>' in few and '<td data-label="Visits followed by one">3</td>' in few
    assert "3 (15.0 in 100)" in enough and "Cupping" in enough
    assert statements_of(app, lambda: reviewer.get("/figures")) == statements
