"""What is on record beside the rules, on the plan of a visit: calm, complete, word for word, and kept as it began."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from intake.records.database import db
from intake.services import visits
from tests.builders import NOW
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.web.visit_pages import a_note, begun

HOSTILE = "<script>alert(1)</script> wart"
MANY = {f"condition_{code}": "now" for code in (
    "heart_disease", "stroke", "disc_problem", "epilepsy", "high_blood_pressure", "asthma", "neurological_disease",
    "migraine", "rash", "arthritis")}
BACK = {"site": "lower_back", "side": "left", "now": "6", "worst": "8", "frequency": "every_day", "quality": ["aching"],
        "eases": "rest", "worsens": "stairs", "cause": "exercise", "assessed": "yes"}


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


def plan_page(app, browser, **answers):
    """The page of a visit that began after this intake, and the visit."""
    with app.app_context():
        client = a_client(therapist=browser.staff)
        an_intake(client, by=browser.staff, at=NOW - timedelta(days=10), **answers)
    visit = begun(app, browser, client)
    return browser.get(f"/visits/{visit.id}").text, visit


def section(page):
    """The part about what is on record beside the rules."""
    return page.partition("<h3>Also on record</h3>")[2].partition("</section>")[0]


def test_the_plan_says_what_is_known_and_asks_of_it(app, browser):
    page, _ = plan_page(app, browser, condition_epilepsy="past", condition_heart_disease="now", gloves=HOSTILE,
                        areas_wanted=["neck", "left_calf"], health_notes="Afraid of needles", pains=[BACK])

    for part in ("Neck; Left calf", "Left lower back", "6 now, 8 at worst, every day, aching; put down to exercise; "
                 "eases with: rest; worse with: stairs; seen by a doctor", "told on 13 November 2026",
                 "Epilepsy or seizures, in the past", "What does a seizure look like",
                 "No blood thinner or aspirin is on record: is one taken?",
                 "Afraid of needles", "Gloves, or keep off: “&lt;script&gt;alert(1)"):
        assert part in page, part
    assert "<script>alert" not in page
    assert section(page).index("Gloves") < section(page).index("Epilepsy")


def test_what_was_told_today_needs_no_day(app, browser):
    with app.app_context():
        client = a_client(therapist=browser.staff)
        an_intake(client, by=browser.staff, condition_epilepsy="now")

    page = browser.get(f"/visits/{begun(app, browser, client).id}").text

    assert "Epilepsy" in section(page) and "told on" not in section(page)


def test_six_lines_are_shown_and_the_others_folded_away(app, browser):
    page, _ = plan_page(app, browser, **MANY)

    open_, _, folded = section(page).partition("<details>")
    assert open_.count("<li>") == 6
    assert "And 4 more" in folded and folded.count("<li>") == 4


def test_of_a_client_without_any_of_it_nothing_is_said(app, browser):
    page, _ = plan_page(app, browser)

    assert not re.search("<h3>(Also on record|Pain, as told|Asked for)", page)


def test_the_record_shows_it_as_it_stood_when_the_visit_began(app, browser):
    _, visit = plan_page(app, browser, condition_epilepsy="now")
    browser.post(f"/visits/{visit.id}/note", data=a_note(visit, areas=["neck"], pressure="2", minutes="30"))
    with app.app_context():
        an_intake(visits.client_of(visit), by=browser.staff, at=NOW + timedelta(days=1),
                  condition_stroke="now")

    page = browser.get(f"/visits/{visit.id}").text

    assert "What does a seizure look like" in page and "Stroke" not in section(page)


def test_a_visit_that_began_before_plans_held_it_is_shown_without(app, browser):
    _, visit = plan_page(app, browser, condition_epilepsy="now")
    with app.app_context():
        stored = db.session.scalar(text("SELECT plan FROM visits WHERE id = :id"), {"id": visit.id})
        assert '"background": {' in stored
        db.session.execute(text("UPDATE visits SET plan = :plan WHERE id = :id"), {
            "id": visit.id, "plan": re.sub(r', "background": \{.*\}\}$', "}", stored)})
        db.session.commit()

    answer = browser.get(f"/visits/{visit.id}")

    assert answer.status_code == 200
    assert "Today’s plan" in answer.text and "Also on record" not in answer.text
