"""Clients in a real browser: found while typing by keyboard, forms on a phone, and the same without JavaScript."""

import re
from datetime import timedelta

import pytest

from intake.records.database import db
from intake.services import clients, sign_in, visits
from intake.services.clients import ClientDetails
from tests.builders import NOW, PASSWORD, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.support.chromium import PHONE, until

pytestmark = pytest.mark.browser

HOUR = timedelta(hours=1)
LONG = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft"


@pytest.fixture
def ann(enter):
    """The therapist who has just signed in on the page."""
    return enter("therapist")


@pytest.fixture
def people(server, ann):
    """Her clients."""
    with server.app.app_context():
        return [a_client(therapist=ann, given_name=given, family_name=family, phone="0161 496 0102")
                for given, family in (("Zoë", "Moreau-O’Brien"), ("Ελένη", "Παπαδοπούλου"), ("太郎", "山田"))]


def the_search(page, server):
    page.goto(f"{server.url}/clients")
    return page.get_by_role("search").get_by_role("searchbox", name="Find a client")


def test_a_client_is_found_while_typing_and_opened_by_keyboard_alone(server, page, people, is_sound):
    field = the_search(page, server)
    assert field.evaluate("field => document.activeElement === field"), "one may type at once"

    page.keyboard.type("obrien zoe", delay=20)
    page.get_by_role("status").filter(has_text="1 found").wait_for()
    assert page.get_by_role("link", name="Παπαδοπούλου").count() == 0
    assert page.locator("[data-search-results][aria-live=polite]").get_by_role("listitem").count() == 1
    is_sound()

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert "Moreau-O’Brien" in page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.url}/clients/{people[0].id}")
    page.get_by_role("heading", level=1, name="Zoë Moreau-O’Brien").wait_for()


@pytest.mark.parametrize("typed, name", [("山", "山田"), ("παπ ελ", "Παπαδοπούλου"), ("4960102", "山田")])
def test_one_character_may_be_a_whole_name(server, page, people, typed, name):
    the_search(page, server).fill(typed)

    page.locator("[data-search-results]").get_by_role("link", name=name).wait_for()


def test_the_list_comes_back_when_nothing_is_looked_for(server, page, people):
    field = the_search(page, server)
    field.fill("zoe")
    page.get_by_role("status").filter(has_text="1 found").wait_for()
    assert not page.locator("[data-search-list]").is_visible()

    field.fill("z")
    page.locator("[data-search-list]").wait_for()

    assert page.locator("[data-search-results]").inner_text() == ""
    assert page.get_by_role("link", name="Παπαδοπούλου").is_visible()


def test_the_last_letters_win_however_slow_the_answers(server, page, people):
    field = the_search(page, server)
    held = []
    page.route("**/clients/search", lambda route: held.append(route) if not held else route.continue_())
    field.fill("παπ")
    until(page, lambda: held)
    field.fill("zoe")
    page.get_by_role("status").filter(has_text="1 found").wait_for()

    with page.expect_response("**/clients/search"):
        held[0].continue_()
    page.wait_for_timeout(200)

    assert "Moreau" in page.locator("[data-search-results]").inner_text()


def test_nobody_of_an_earlier_search_stays_when_the_connection_fails(server, page, people, complaints):
    complaints.expected.append("ERR_FAILED")
    field = the_search(page, server)
    field.fill("zoe")
    page.get_by_role("status").filter(has_text="1 found").wait_for()
    page.route("**/clients/search", lambda route: route.abort())
    field.fill("zoe παπ")

    page.locator("[data-search-list]").wait_for()
    assert page.locator("[data-search-results]").inner_text() == ""
    page.unroute("**/clients/search")
    page.get_by_role("button", name="Find").click()
    page.get_by_text("Nobody found").wait_for()


def test_who_was_signed_out_meanwhile_is_asked_to_sign_in_and_finds_on(server, page, people, ann, complaints):
    complaints.expected.append("401")
    field = the_search(page, server)
    with server.app.app_context():
        sign_in.end_sessions(ann)
        clients.db.session.commit()
    field.fill("zoe")
    page.get_by_label("Password").wait_for()

    page.get_by_label("E-mail address").fill(ann.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=re.compile("[Ss]end")).click()

    page.get_by_role("link", name="Moreau-O’Brien").wait_for()


def register(page, **given):
    for label, value in ({"Given name": "Zoe", "Family name": "Moreau-O'Brien", "Born": "1980-05-17"} | given).items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Register", exact=True).click()


def test_a_likely_double_gets_the_focus_and_enter_makes_nobody(server, page, people, is_sound, complaints):
    complaints.expected.append("409")
    page.goto(f"{server.url}/clients/new")
    register(page)
    page.get_by_role("alert").wait_for()
    assert "doubles" in page.evaluate("document.activeElement.className")
    page.get_by_role("link", name="Same person: open Zoë Moreau-O’Brien").wait_for()
    is_sound()

    page.get_by_label("Given name").press("Enter")
    page.wait_for_load_state()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("Given name").input_value() == "Zoe"
    page.get_by_role("button", name="A different person: register").click()
    page.wait_for_url(re.compile(r"/clients/\d+$"))

    with server.app.app_context():
        assert len(clients.find_clients("moreau", by=a_staff("reviewer"), on=NOW.date())) == 2


def test_what_is_wrong_is_said_beside_the_field_and_gets_the_focus(server, page, ann, is_sound, complaints):
    complaints.expected.append("422")
    page.goto(f"{server.url}/clients/new")
    register(page, **{"Given name": "\u200b", "Born": "1880-01-01"})
    page.get_by_role("alert").wait_for()

    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="Enter the given name").click()
    assert page.evaluate("document.activeElement.id") == "given_name"
    assert page.get_by_label("Born").get_attribute("aria-invalid") == "true"
    assert page.get_by_label("Born").input_value() == "1880-01-01"
    is_sound()


def test_both_texts_are_shown_side_by_side_on_a_phone_too(server, page, people, ann, is_sound, complaints):
    complaints.expected.append("409")
    client = people[0]
    page.goto(f"{server.url}/clients/{client.id}/amend")
    with server.app.app_context():
        clients.amend_client(client.id, ClientDetails("Zoë", "Moreau", client.birth_date, notes="theirs"), version=1,
                             by=ann, at=NOW, on=NOW.date())
    page.get_by_label("Notes").fill("mine")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Somebody else saved").wait_for()

    page.get_by_role("cell", name="theirs").wait_for()
    assert page.get_by_label("Notes").input_value() == "mine"
    is_sound()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"{server.url}/clients/{client.id}")


def test_long_words_and_a_full_record_stay_within_a_phone(server, page, ann, is_sound):
    with server.app.app_context():
        words = dict.fromkeys(("given_name", "family_name", "emergency_name", "emergency_relation", "doctor_name",
                               "doctor_contact", "address", "notes"), LONG)
        client = a_client(therapist=ann, email=f"{LONG[:60]}@example.org", phone="0" * 40, **words)
        an_intake(client, by=ann, sign_chest_pain="yes", reason=LONG, medicines_any="yes",
                  medicines=[{"text": LONG}, {"text": "warfarin"}], pains=[{"site": "knee", "now": "3"}])
    page.set_viewport_size(PHONE)

    own = f"/clients/{client.id}"
    for url in ("/clients", own, f"{own}/amend", f"{own}/intake", f"{own}/visits/begin", f"{own}/visits/blocked",
                "/clients/new", "/clients/take-over", "/flags", "/"):
        page.goto(server.url + url)
        is_sound()


@pytest.fixture
def plain(server, chromium):
    """A page without JavaScript, with a therapist signed in, as `.staff`."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(10_000)
    with server.app.app_context():
        page.staff = a_staff("therapist", password=PASSWORD)
    page.goto(f"{server.url}/sign-in")
    page.get_by_label("E-mail address").fill(page.staff.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    yield page
    context.close()


def test_without_javascript_a_client_is_registered_found_amended_and_archived(server, plain):
    plain.goto(f"{server.url}/clients/new")
    register(plain)
    plain.get_by_role("heading", level=1, name="Zoe Moreau").wait_for()

    plain.goto(f"{server.url}/clients")
    plain.get_by_role("searchbox", name="Find a client").fill("obrien")
    plain.get_by_role("button", name="Find").click()
    plain.get_by_role("status").filter(has_text="1 found").wait_for()
    plain.get_by_role("link", name="Moreau-O'Brien").click()
    plain.get_by_role("link", name="Amend details").click()
    plain.get_by_label("Notes").fill("Rings twice")
    plain.get_by_role("button", name="Save").click()
    plain.get_by_text("Rings twice").wait_for()

    plain.get_by_text("Archive", exact=True).first.click()
    plain.get_by_label("Reason").fill("Goes elsewhere")
    plain.get_by_role("button", name="Archive").click()
    plain.get_by_text("Goes elsewhere").wait_for()
    plain.get_by_role("button", name="Bring back").click()
    plain.get_by_role("link", name="Take the intake").wait_for()


def test_without_javascript_a_colleagues_client_is_taken_over(server, plain):
    with server.app.app_context():
        a_client(given_name="Eva", family_name="Lund")
    plain.goto(f"{server.url}/clients")
    plain.get_by_role("link", name="Take over a colleague’s client").click()
    for label, value in {"Given name": "Eva", "Family name": "Lund", "Born": "1980-05-17",
                         "Why you need this record": "Holiday cover"}.items():
        plain.get_by_label(label).fill(value)
    plain.get_by_role("button", name="Open the record").click()

    plain.get_by_role("heading", level=1, name="Eva Lund").wait_for()


def test_a_medicine_told_at_a_visit_is_on_the_list_with_its_visit(server, page, ann, is_sound):
    with server.app.app_context():
        client = a_client(therapist=ann)
        an_intake(client, by=ann, medicines_any="no", condition_diabetes="now")
        visit = visits.book_visit(client.id, visit_on=NOW.date(), therapist_id=ann.id, by=ann, at=NOW, on=NOW.date(),
                                  key="visit-of-a-medicine-1")
        visit.questions, visit.asked_at = {"medicines": [{"text": "warfarin 5 mg", "reason": "AF"}]}, NOW + HOUR
        db.session.commit()

    page.goto(f"{server.url}/clients/{client.id}")
    listed = page.get_by_role("region", name="Medicines")

    listed.get_by_text("warfarin 5 mg").first.wait_for()
    listed.get_by_role("link", name=f"visit of 23 November 2026 ({ann.name})").wait_for()
    listed.get_by_text("still taken").wait_for()
    page.get_by_text("History", exact=True).click()
    page.get_by_role("heading", name="Conditions").wait_for()
    is_sound()
