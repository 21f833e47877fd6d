"""A therapist with a client in the room: from the first visit of the set-up page to the paper the client takes home."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.builders import PASSWORD

pytestmark = pytest.mark.browser

QUESTIONS = ("breath", "limb", "journey", "event", "medicine", "pregnancy", "fever", "head", "bleeding", "inner_pain",
             "news")


def set_up(page, url):
    page.goto(url)
    page.get_by_label("Name of the clinic").fill("Harbour Street Massage")
    page.get_by_label("Time zone").select_option("Europe/Athens")
    page.get_by_label("Emergency number").fill("112")
    page.get_by_label("Your name").fill("Ana Moreau")
    page.get_by_label("Your e-mail address").fill("ana@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Set up").click()
    page.wait_for_url(f"{url}/")


def register(page, url, is_sound):
    page.goto(f"{url}/clients/new")
    page.get_by_label("Given name").fill("Ελένη")
    page.get_by_label("Family name").fill("Παπαδοπούλου")
    page.get_by_label("Born").fill("1956-03-01")
    is_sound()
    page.get_by_role("button", name="Register").click()
    page.wait_for_url(re.compile(r"/clients/\d+$"))


def take_the_intake(page, is_sound):
    page.get_by_role("link", name="Take the intake").click()
    page.locator("#reason").fill("Stiff neck")
    page.locator("#medicines-0-text").fill("xeralto 20")
    page.locator("#journeys_any").get_by_role("radio", name="Yes").check()
    page.locator("[name=journeys-0-seated_hours]").fill("9")
    page.locator("[name=journeys-0-end_date]").fill("three days ago")
    page.locator("[data-tier=CAUTION]").wait_for()
    for consent in ("consent_massage", "consent_records"):
        page.locator(f"#{consent}").get_by_role("radio", name="Yes").check()
    page.locator("#signed_name").fill("Ελένη")
    page.get_by_role("button", name="Sign and screen").click()
    page.wait_for_url(re.compile(r"/intakes/\d+$"))
    is_sound()


def review_the_first_flag(page, url, is_sound):
    page.goto(f"{url}/flags")
    is_sound()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/flags/\d+$"))
    is_sound()
    page.get_by_role("radio", name="Agreed: keep to it").check()
    page.get_by_role("button", name="Record the decision").click()
    page.wait_for_url(f"{url}/flags")


def answer_no_to_all(page):
    for question in QUESTIONS:
        page.locator(f"[name=asked_{question}][value=no]").check()


def ask_what_is_not_known(page):
    """The signs of today, past clots and events: what the intake left out."""
    for name in ("operations_any", "immobilisations_any"):
        page.locator(f"[name={name}][value=no]").check()
    for name in ("condition_dvt", "condition_pe", "condition_bleeding_disorder"):
        page.locator(f"[name={name}][value=never]").check()
    page.get_by_label("None of these.").check()


def record_the_visit(page, is_sound):
    page.get_by_label("What you find").fill("Tight trapezius")
    page.get_by_role("checkbox", name="Neck", exact=True).check()
    page.get_by_role("checkbox", name="Swedish massage").check()
    page.get_by_role("radio", name="2: heavy lotioning").check()
    page.get_by_label("Minutes").fill("50")
    page.locator("#pain-0-site").select_option("neck")
    page.locator("#pain-0-before").fill("6")
    page.locator("#pain-0-after").fill("3")
    is_sound()
    page.get_by_role("button", name="Record the visit").click()
    page.get_by_role("button", name="Summary for the client (PDF)").wait_for()
    is_sound()


def from_set_up_to_summary(page, url, is_sound):
    """The whole walk, from the first visit of an empty clinic. The text of the client's summary."""
    set_up(page, url)
    is_sound()
    register(page, url, is_sound)
    take_the_intake(page, is_sound)

    page.goto(f"{url}/clients/1")
    page.get_by_text("A strong blood thinner").wait_for()
    is_sound()
    review_the_first_flag(page, url, is_sound)

    page.goto(f"{url}/clients/1/visits/begin")
    is_sound()
    answer_no_to_all(page)
    ask_what_is_not_known(page)
    page.get_by_role("button", name="Begin the visit").click()
    page.wait_for_url(re.compile(r"/visits/\d+$"))
    page.get_by_text("at most 2: heavy lotioning").wait_for()
    record_the_visit(page, is_sound)

    with page.expect_download() as download:
        page.get_by_role("button", name="Summary for the client (PDF)").click()
    paper = PdfReader(BytesIO(download.value.path().read_bytes()))
    text = "\n".join(sheet.extract_text() for sheet in paper.pages)
    assert f"Page 1 of {len(paper.pages)}" in text
    assert "Παπαδοπούλου" not in (paper.metadata.title or "")
    return text


def test_from_an_empty_clinic_to_the_paper_in_the_clients_hand(new_server, page, is_sound):
    text = from_set_up_to_summary(page, new_server.url, is_sound)

    assert "Harbour Street Massage" in text
    assert "Παπαδοπούλου" in text
    assert "neck" in text
    assert "6 of 10" in text and "3 of 10" in text
    assert "you bruise easily" in text
    assert "112" in text
    assert "No clinician has yet signed the rules off" in text


def test_breathless_at_the_door_stops_the_visit_with_the_words_and_the_number(new_server, page, is_sound):
    set_up(page, new_server.url)
    register(page, new_server.url, is_sound)
    take_the_intake(page, is_sound)

    page.goto(f"{new_server.url}/clients/1/visits/begin")
    answer_no_to_all(page)
    page.locator("[name=asked_breath][value=yes]").check()
    page.get_by_role("button", name="Begin the visit").click()

    page.get_by_role("heading", name="No massage today").wait_for()
    page.get_by_text("Call now: 112").wait_for()
    is_sound()
    with page.expect_download() as download:
        page.get_by_role("button", name="Print the page to hand over").click()
    text = PdfReader(BytesIO(download.value.path().read_bytes())).pages[0].extract_text()
    assert "112" in text
    assert "breathless" in text.lower()

    page.goto(f"{new_server.url}/clients/1/visits/begin")
    answer_no_to_all(page)
    ask_what_is_not_known(page)
    page.get_by_role("button", name="Begin the visit").click()
    page.get_by_role("heading", name="No massage today").wait_for()
