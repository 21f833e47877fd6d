"""What is not known, in a real browser: it has a look of its own, and the start of a visit asks it."""

from datetime import UTC, datetime, timedelta

import pytest

from intake.clinical.questionnaire.visit_questions import NEWS, VISIT_QUESTIONS
from intake.clinical.techniques import PRESSURE_WORDS
from tests.builders import a_clinic
from tests.builders_clients import a_client
from tests.builders_intakes import a_blank_intake

pytestmark = pytest.mark.browser
GREEN = "rgb(225, 236, 232)"
"""The ground of "Nothing found"."""


@pytest.fixture
def told(server, enter):
    """`told(days)`: a client whose intake of so many days ago asked next to nothing."""
    therapist = enter("therapist")

    def client(days=0):
        with server.app.app_context():
            a_clinic(time_zone="UTC")
            client = a_client(therapist=therapist, sex="F")
            a_blank_intake(client, by=therapist, at=datetime.now(UTC) - timedelta(days=days), reason="Stiff neck")
            return client

    return client


def deny(page):
    """No to each question of every visit."""
    for question in (*VISIT_QUESTIONS, NEWS):
        page.locator(f"#{question.name}").get_by_role("radio", name="No", exact=True).check()


def answer_the_rest(page):
    for name in ("medicines_any", "operations_any", "immobilisations_any", "journeys_any"):
        page.locator(f"#{name}").get_by_role("radio", name="No", exact=True).check()
    for name in ("condition_dvt", "condition_pe", "condition_bleeding_disorder"):
        page.locator(f"#{name}").get_by_role("radio", name="Never").check()


def test_a_nearly_blank_intake_is_not_green_and_is_asked_at_the_start(server, page, told, is_sound, complaints):
    complaints.expected.append("422")
    client = told()
    page.goto(f"{server.url}/clients/{client.id}")
    badge = page.locator(".unknown-badge")
    assert badge.inner_text().split() == "? Not enough is known yet".split()
    assert badge.evaluate("node => getComputedStyle(node).backgroundColor") != GREEN
    assert page.locator(".unknown-part").evaluate("node => getComputedStyle(node).borderTopStyle") == "dashed"
    assert page.locator(".tier--none").count() == 0
    is_sound()

    page.get_by_role("link", name="Ask it now Medicines").click()
    assert page.url.endswith("#known-medicines")
    is_sound()
    deny(page)
    page.get_by_role("button", name="Begin the visit").click()
    page.get_by_text("The visit cannot begin without it.").wait_for()
    is_sound()

    answer_the_rest(page)
    page.get_by_label("None of these.").check()
    page.get_by_role("button", name="Begin the visit").click()
    page.get_by_role("heading", name="Today’s plan").wait_for()
    assert page.get_by_text("Started without knowing").count() == 0


def test_a_visit_that_starts_with_a_reason_has_the_light_plan(server, page, told, is_sound):
    client = told(days=40)
    page.goto(f"{server.url}/clients/{client.id}/visits/begin")
    deny(page)
    page.get_by_label("Start without these").fill("No time before the next client.")
    page.get_by_role("button", name="Begin the visit").click()

    plan = page.locator(".plan")
    plan.get_by_text("Started without knowing").wait_for()
    assert "No time before the next client." in plan.inner_text()
    assert f"at most {PRESSURE_WORDS[2]}" in plan.inner_text()
    assert plan.locator(".tier--none").count() == 0
    is_sound()


def test_forced_colours_keep_the_mark_and_the_broken_edge(server, page, told):
    client = told()
    page.emulate_media(forced_colors="active")
    page.goto(f"{server.url}/clients/{client.id}")

    assert page.locator(".unknown-part").evaluate("node => getComputedStyle(node).borderTopStyle") == "dashed"
    assert page.locator(".unknown-mark").first.evaluate("node => getComputedStyle(node).borderTopWidth") == "2px"
