"""The client's own limits in a real browser: told in the intake, before one's eyes in the plan, asked about by name."""

import re

import pytest

from intake.cli.demo_answers import whole
from intake.clinical.questionnaire.visit_questions import NEWS, VISIT_QUESTIONS
from tests import on_file
from tests.builders_clients import a_client
from tests.builders_intakes import a_draft

pytestmark = pytest.mark.browser


@pytest.fixture
def client(server, enter):
    """A client of the therapist who has just signed in; a draft answers all but the client's limits with no."""
    therapist = enter("therapist")
    with server.app.app_context():
        client = a_client(therapist=therapist)
        a_draft(client, by=therapist, **whole({"allergies_any": ""}, sex="F"))
        return client


def sign_an_intake(page, url, client):
    page.goto(f"{url}/clients/{client.id}/intake")
    page.locator("#areas_avoid").get_by_role("checkbox", name="Belly").check()
    page.locator("#positions_not_tolerated").get_by_role("checkbox", name="Face down").check()
    page.locator("#allergies_any").get_by_role("radio", name="Yes").check()
    page.locator("#allergies").fill("latex, nut oil - anaphylaxis")
    for consent in ("consent_massage", "consent_records"):
        page.locator(f"#{consent}").get_by_role("radio", name="Yes").check()
    page.locator("#signed_name").fill(client.name)
    page.get_by_role("button", name="Sign and screen").click()
    page.wait_for_url(re.compile(r"/intakes/\d+$"))


def begin_the_visit(page, url, client):
    page.goto(f"{url}/clients/{client.id}/visits/begin")
    for question in (*VISIT_QUESTIONS, NEWS):
        page.locator(f"[name={question.name}][value=no]").check()
    page.get_by_role("button", name="Begin the visit").click()
    page.wait_for_url(re.compile(r"/visits/\d+$"))


def test_what_the_client_told_is_in_the_plan_and_work_there_asks_why_by_name(server, page, client, is_sound,
                                                                            complaints):
    complaints.expected.append("422")
    sign_an_intake(page, server.url, client)
    page.goto(f"{server.url}/clients/{client.id}")
    page.get_by_role("region", name="The client’s own limits").get_by_text("latex, nut oil - anaphylaxis").wait_for()
    is_sound()

    begin_the_visit(page, server.url, client)
    plan = page.get_by_role("region", name="Today’s plan")
    for words in ("latex, nut oil - anaphylaxis", "Belly", "Face down"):
        assert plan.get_by_text(words, exact=True).is_visible(), words
    is_sound()

    page.get_by_role("checkbox", name="Belly", exact=True).check()
    page.get_by_role("button", name="Record the visit").click()
    page.locator(".error-summary").get_by_text("Belly: the client asked to leave it alone.").wait_for()
    is_sound()

    page.get_by_label("Why beyond the plan").fill("She asked for it today.")
    page.get_by_role("button", name="Record the visit").click()
    page.get_by_role("button", name="Summary for the client (PDF)").wait_for()
    assert page.get_by_text("Belly: the client asked to leave it alone.").is_visible()
    is_sound()
    with server.app.app_context():
        assert [each.state for each in on_file.visits_of(client.id)] == ["recorded"]
