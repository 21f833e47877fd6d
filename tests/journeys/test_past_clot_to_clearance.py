"""A client with a past clot: HOLD, the letter, the reply, the clearance, CAUTION, a visit, a new long journey."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from intake.services import staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

pytestmark = pytest.mark.browser

@pytest.fixture
def client(server, enter):
    """Somebody with a clot in 2019, whose intake the person signed in took three weeks ago."""
    therapist = enter("therapist", "reviewer")
    with server.app.app_context():
        therapist = staff.get_staff(therapist.id)
        client = a_client(therapist=therapist, doctor_name="Dr Reid", doctor_may_be_asked="yes")
        an_intake(client, by=therapist, at=datetime.now(UTC) - timedelta(days=20), condition_dvt="past",
                  clots=[{"type": "dvt", "date": "2019", "side": "left", "on_treatment": "no", "words": "left calf"}])
        return client


def begin(page, url, client, *, journey):
    page.goto(f"{url}/clients/{client.id}/visits/begin")
    page.locator(f"[name=asked_journey][value={'yes' if journey else 'no'}]").check()
    if journey:
        page.locator("[name=journeys-0-seated_hours]").fill("9")
        page.locator("[name=journeys-0-end_date]").fill("yesterday")
    page.get_by_role("button", name="Nothing new: no to the rest, and begin").click()
    page.wait_for_url(re.compile(r"/visits/\d+$"))


def test_a_past_clot_is_held_cleared_eased_and_looked_at_again(server, page, client, is_sound):
    page.goto(f"{server.url}/clients/{client.id}")
    page.locator(".standing a", has=page.locator(".tier--hold")).click()
    page.wait_for_url(re.compile(r"/flags/\d+$"))
    held = page.url

    with page.expect_download() as download:
        page.get_by_role("button", name="Print a letter to the doctor").click()
    letter = PdfReader(BytesIO(download.value.path().read_bytes()))
    text = "\n".join(sheet.extract_text() for sheet in letter.pages)
    assert "Dr Reid" in text and "2019" in text
    assert "score" not in text.lower().replace("no score", "")

    page.get_by_role("link", name="Record the doctor’s answer").click()
    is_sound()
    page.get_by_label("Given by").fill("Dr Reid, GP")
    page.get_by_label("Given on").fill((datetime.now(UTC) - timedelta(days=10)).date().isoformat())
    page.get_by_label("Limits").fill("Light pressure on the left leg")
    page.get_by_role("button", name="Record", exact=True).click()
    page.wait_for_url(f"{server.url}/clients/{client.id}")
    page.locator(".standing .tier--caution").first.wait_for()
    assert page.locator(".standing .tier--hold").count() == 0
    page.goto(held)
    page.get_by_text("No longer stands").wait_for()

    page.goto(f"{server.url}/clients/{client.id}")
    page.locator(".standing a", has=page.locator(".tier--caution")).first.click()
    page.get_by_role("radio", name="Agreed: keep to it").check()
    page.get_by_role("button", name="Record the decision").click()
    page.wait_for_url(f"{server.url}/flags")

    begin(page, server.url, client, journey=False)
    page.get_by_role("heading", name="Today’s plan").wait_for()
    page.get_by_role("button", name="Record the visit").click()
    page.get_by_text("The visit is recorded.").wait_for()

    begin(page, server.url, client, journey=True)
    page.goto(f"{server.url}/clients/{client.id}")
    page.locator(".standing .tier--hold").first.wait_for()
    page.goto(f"{server.url}/flags")
    cleared = page.locator("[data-queue-row]", has_text="Past clot, cleared")
    cleared.get_by_text("reopened").wait_for()
    cleared.get_by_role("link").click()
    page.get_by_text("Something new happened since the doctor agreed").first.wait_for()
    is_sound()
