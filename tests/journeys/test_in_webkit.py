"""What a therapist does most, on the engine of an iPad: from an empty clinic to flags, from a sign-in to the paper."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from intake.services import staff
from tests.builders import PASSWORD, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

pytestmark = pytest.mark.browser

QUESTIONS = ("breath", "limb", "journey", "event", "medicine", "pregnancy", "fever", "head", "bleeding", "news")
BESIDE = """
const words = document.createRange();
words.selectNodeContents(document.querySelector(`#${arguments[0]} > legend`));
const answers = document.querySelector(`#${arguments[0]} > .chips`).getBoundingClientRect();
return words.getBoundingClientRect().right < answers.left && words.getBoundingClientRect().bottom > answers.top;
"""
"""Whether a question and its answers stand side by side."""


def set_up(tablet, url):
    tablet.open(url)
    tablet.write("Name of the clinic", "Harbour Street Massage")
    tablet.choose("[name=country] [value=GB]")
    tablet.write("Emergency number", "112")
    tablet.write("Your name", "Ana Moreau")
    tablet.write("Your e-mail address", "ana@example.org")
    tablet.write("Password", PASSWORD)
    tablet.press("Set up")
    tablet.arrive(r":\d+/")


def register(tablet, url):
    tablet.open(f"{url}/clients/new")
    tablet.write("Given name", "Ελένη")
    tablet.write("Family name", "Παπαδοπούλου")
    tablet.pick("Born", "1956-03-01")
    tablet.press("Register")
    tablet.arrive(r"/clients/\d+")


def take_the_intake(tablet):
    tablet.press("Take the intake")
    tablet.arrive("/intake")
    tablet.type("#reason", "Stiff neck")
    tablet.type("#medicines-0-text", "xeralto 20")
    tablet.sees("[data-saved]", "Draft saved")
    tablet.sees("[data-reading=medicines-0]", "rivaroxaban")
    tablet.sees("[data-tier]", "CAUTION")
    tablet.tap("[data-panel] summary")
    tablet.sees(".panel__why", "xeralto")
    tablet.tap("[data-panel] summary")
    tablet.choose("#pains_any [value=yes]")
    tablet.choose("[name=pains-0-site] [value=neck]")
    tablet.choose("[name=pains-0-now][value='6']")
    tablet.choose("#journeys_any [value=yes]")
    tablet.type("[name=journeys-0-seated_hours]", "9")
    tablet.type("[name=journeys-0-end_date]", "three days ago")
    tablet.sees("[data-reading=journeys-0-end_date]")  # a line more: until it is there, what is below may still move
    assert tablet.driver.execute_script(BESIDE, "condition_dvt")
    for consent in ("consent_massage", "consent_records"):
        tablet.choose(f"#{consent} [value=yes]")
    tablet.type("#signed_name", "Ελένη")
    tablet.press("Sign and screen")
    tablet.arrive(r"/intakes/\d+")


def test_from_an_empty_clinic_to_the_flags_of_a_client(new_server, tablet):
    set_up(tablet, new_server.url)
    register(tablet, new_server.url)
    take_the_intake(tablet)

    tablet.open(f"{new_server.url}/clients/1")
    tablet.sees(".standing .tier--caution")
    tablet.sees(".standing", "A strong blood thinner")


@pytest.fixture
def therapist(server):
    """Somebody who can sign in."""
    with server.app.app_context():
        return a_staff("therapist", "reviewer", password=PASSWORD)


@pytest.fixture
def client(server, therapist):
    """Somebody who took aspirin a day three weeks ago, when `therapist` asked."""
    with server.app.app_context():
        by = staff.get_staff(therapist.id)
        client = a_client(therapist=by, given_name="Maria", family_name="Lund")
        an_intake(client, by=by, at=datetime.now(UTC) - timedelta(days=20), medicines_any="yes",
                  medicines=[{"text": "aspirin 75 mg", "how_often": "daily"}])
        return client


def sign_in(tablet, url, therapist):
    tablet.open(f"{url}/sign-in")
    tablet.write("E-mail address", therapist.email)
    tablet.write("Password", PASSWORD)
    tablet.press("Sign in")
    tablet.arrive(r":\d+/")


def begin(tablet, url, client):
    tablet.open(f"{url}/clients/{client.id}/visits/begin")
    for question in QUESTIONS:
        tablet.choose(f"[name=asked_{question}][value=no]")
    tablet.press("Begin the visit")
    tablet.arrive(r"/visits/\d+")


def record(tablet):
    tablet.write("What you find", "Tight trapezius")
    tablet.choose("[name=areas][value=neck]")
    tablet.choose("[name=techniques][value=swedish]")
    tablet.choose("[name=pressure][value='2']")
    tablet.write("Minutes", "50")
    tablet.choose("#pain-0-site [value=neck]")
    tablet.type("#pain-0-before", "6")
    tablet.type("#pain-0-after", "3")
    tablet.press("Record the visit")


def test_from_a_sign_in_to_the_paper_in_the_clients_hand(server, tablet, therapist, client):
    sign_in(tablet, server.url, therapist)
    begin(tablet, server.url, client)
    record(tablet)

    tablet.sees(".pill", "recorded")
    tablet.sees(".facts", "6 before, 3 after")
    tablet.press("Summary for the client (PDF)")
    paper = PdfReader(BytesIO(tablet.downloaded("*.pdf")))
    text = "\n".join(sheet.extract_text() for sheet in paper.pages)
    assert "Harbour Street Massage" in text and "Lund" in text
    assert "50" in text and "6 of 10" in text and "3 of 10" in text
