"""What a doctor allows no more than: recorded with the clearance, in the next plan, and in the client's paper."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from intake.clinical.questionnaire.visit import VISIT_QUESTIONS
from intake.services import staff, visits
from tests import on_file
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

pytestmark = pytest.mark.browser

NOTHING_ELSE = {
    "medicines_any": "no", "condition_dvt": "never", "condition_pe": "never", "condition_bleeding_disorder": "never",
    "immobilisations_any": "no", "journeys_any": "no", "births_any": "no", "pregnant": "no", "operations_any": "yes",
}
WORDS = "Thighs and back, light only; no calves."


@pytest.fixture
def client(server, enter):
    """Somebody with a new knee, whose intake the person signed in took three weeks ago."""
    therapist = enter("therapist", "reviewer")
    at = datetime.now(UTC) - timedelta(days=20)
    with server.app.app_context():
        therapist = staff.get_staff(therapist.id)
        client = a_client(therapist=therapist)
        an_intake(client, by=therapist, at=at, **NOTHING_ELSE, operations=[
            {"what": "knee replacement", "kind": "knee_replacement", "setting": "inpatient",
             "date": (at - timedelta(days=10)).date().isoformat()}])
        return client


def begun_today(server, client):
    """The number of a visit that has begun: everything was asked and nothing is new."""
    now = datetime.now(UTC)
    with server.app.app_context():
        therapist = staff.get_staff(client.therapist_id)
        questions = {question.name: "no" for question in VISIT_QUESTIONS}
        return visits.begin_visit(client.id, questions=questions, key="limits-visit-key-1", by=therapist, at=now,
                                  on=now.date()).id


def test_the_doctors_limits_are_in_the_plan_and_in_the_clients_paper(server, page, client, is_sound):
    page.goto(f"{server.url}/clients/{client.id}/clearances/new")
    page.locator(".standing a", has=page.locator(".tier--hold")).click()
    page.get_by_text("This clears:").wait_for()
    page.get_by_text("knee replacement", exact=True).wait_for()
    page.get_by_label("Given by").fill("Dr Reid, GP")
    page.get_by_label("Limits, in the doctor’s words").fill(WORDS)
    page.get_by_role("radio", name="1: light lotioning").check()
    page.get_by_role("checkbox", name="Left calf").check()
    page.get_by_role("checkbox", name="Cupping").check()
    is_sound()
    page.get_by_role("button", name="Record", exact=True).click()
    page.wait_for_url(f"{server.url}/clients/{client.id}")
    page.get_by_text(WORDS).wait_for()
    with server.app.app_context():
        (kept,) = on_file.clearances_of(client.id)
        assert kept.window_ends_on == kept.valid_until

    page.goto(f"{server.url}/visits/{begun_today(server, client)}")
    plan = page.get_by_label("Plan", exact=True)
    assert plan.locator("blockquote.said").first.inner_text() == WORDS
    assert plan.locator(".plan__cap").inner_text() == "at most 1: light lotioning"
    assert "left calf" in plan.inner_text() and "cupping" in plan.inner_text()
    is_sound()
    page.get_by_role("button", name="Record the visit").click()
    page.get_by_text("The visit is recorded.").wait_for()

    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Summary for the client")).click()
    paper = PdfReader(BytesIO(download.value.path().read_bytes()))
    text = " ".join(" ".join(sheet.extract_text() for sheet in paper.pages).split())
    for part in ("What your doctor agreed to", f"“{WORDS}”", "Pressure at most: light lotioning",
                 "Left alone: left calf", "Left out: cupping"):
        assert part in text, part
    page.get_by_role("link", name="The same as a page").click()
    page.get_by_role("heading", name="What your doctor agreed to").wait_for()
    is_sound()
