"""The pages of clients without JavaScript: register, find, amend, archive, and everything that can be typed wrong."""

import re
from itertools import count

import pytest

from intake.services import clients
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.support.statements import statements_of

TODAY = NOW.date()
HOSTILE = "<script>alert(1)</script> \u202eevil\u200b 🙂"
_keys = count(1)


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


def a_form(**given):
    return {"form_key": f"client-form-{next(_keys):08}", "given_name": "Ana", "family_name": "Moreau",
            "birth_date": "1980-05-17", "sex": "", "preferred_language": "en", "doctor_may_be_asked": "", **given}


def everybody(app, by):
    with app.app_context():
        return list(clients.client_page(by=by).clients)


def test_a_client_is_registered_and_shown(app, browser):
    answer = browser.post("/clients/new", data=a_form(
        given_name=f"Ana {HOSTILE}", address="1 Quay Road\nHarbour", doctor_name="Dr Reid", doctor_may_be_asked="no"))

    assert answer.status_code == 303
    page = browser.get(answer.location)
    assert "Ana &lt;script&gt;" in page.text and "<script>alert" not in page.text
    assert "Dr Reid" in page.text and "May be asked: no" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "Moreau" not in re.search("<title>(.*?)</title>", page.text, re.S)[1]


@pytest.mark.parametrize(("given", "message"), [
    ({"given_name": ""}, "Enter the given name."), ({"family_name": " \u200b\u202e "}, "Enter the family name."),
    ({"birth_date": ""}, "Enter the date of birth."), ({"birth_date": "17th"}, "birth_date"),
    ({"birth_date": "2026-11-24"}, "This day is still to come."),
    ({"birth_date": "1900-01-01"}, "This would be an age over 120."), ({"birth_date": "0001-01-01"}, "an age over 120"),
    ({"given_name": "a\x00b"}, "a character that cannot be kept"), ({"given_name": "x" * 121}, "120"),
    ({"email": "nonsense"}, "email"), ({"sex": "Q"}, "Choose one of those given here."),
    ({"preferred_language": "xx"}, "Choose one of those given here."), ({"notes": "y" * 2001}, "2,000"),
    ({"form_key": "short"}, "form_key"),
])
def test_what_is_wrong_is_said_beside_the_field_and_the_rest_stays(app, browser, given, message):
    answer = browser.post("/clients/new", data=a_form(**{"address": "typed words", **given}))

    assert answer.status_code == 422
    assert message in answer.text
    assert "typed words</textarea>" in answer.text
    assert everybody(app, browser.staff) == []


def test_ten_megabytes_are_refused_with_a_way_on(app, browser):
    answer = browser.post("/clients/new", data=a_form(notes="x" * 10_000_000))

    assert answer.status_code in (413, 422) and "<a " in answer.text
    assert everybody(app, browser.staff) == []


def test_a_double_is_shown_and_a_different_person_registered(app, browser):
    browser.post("/clients/new", data=a_form())

    asked = browser.post("/clients/new", data=a_form(given_name="Anna", notes="typed words"))

    assert asked.status_code == 409
    assert "Is it one of these?" in asked.text and "typed words</textarea>" in asked.text
    (first,) = everybody(app, browser.staff)
    again = browser.post("/clients/new", data=a_form(given_name="Anna", is_new=str(first.id)))
    assert again.status_code == 303 and len(everybody(app, browser.staff)) == 2


def test_a_colleagues_client_is_taken_over_from_the_form_with_a_reason(app, browser):
    with app.app_context():
        other = a_client(given_name="Ana", family_name="Moreau", phone="0161 496 0102")

    asked = browser.post("/clients/new", data=a_form())
    assert asked.status_code == 409 and "0161 496 0102" not in asked.text
    assert browser.get(f"/clients/{other.id}").status_code == 404

    refused = browser.post("/clients/new", data=a_form(take_over=str(other.id)))
    assert refused.status_code == 422 and "Write why you need" in refused.text
    taken = browser.post("/clients/new", data=a_form(take_over=str(other.id), reason="Holiday cover"))
    assert taken.location == f"/clients/{other.id}"
    assert browser.get(f"/clients/{other.id}").status_code == 200


def test_a_form_sent_twice_makes_one_client(app, browser):
    data = a_form()

    first, second = (browser.post("/clients/new", data=data) for _ in range(2))

    assert first.location == second.location
    assert len(everybody(app, browser.staff)) == 1


@pytest.mark.parametrize("query", ["moreau", "MOR ana", "17/05/1980", "4960102", "Moreau 1980"])
def test_a_client_is_found_without_a_name_in_the_address(browser, query):
    browser.post("/clients/new", data=a_form(phone="0161 496 0102"))

    whole = browser.post("/clients/search", data={"query": query})
    part = browser.post("/clients/search", data={"query": query, "part": "1"})

    assert "Moreau" in whole.text and "<html" in whole.text
    assert "Moreau" in part.text and "<html" not in part.text


@pytest.mark.parametrize("query", ["", HOSTILE, "\x00", "%", "x" * 100_000])
def test_a_strange_query_is_answered(browser, query):
    answer = browser.post("/clients/search", data={"query": query})

    assert answer.status_code == 200 and "<script>alert" not in answer.text


def test_the_second_of_two_writers_sees_both_texts(app, browser, sign_in_as):
    browser.post("/clients/new", data=a_form())
    (client,) = everybody(app, browser.staff)
    url, version = f"/clients/{client.id}/amend", str(client.version)
    browser.post(url, data=a_form(version=version, notes="first words"))

    clash = browser.post(url, data=a_form(version=version, notes="second words"))

    assert clash.status_code == 409
    assert "first words" in clash.text and "second words</textarea>" in clash.text
    kept = re.search(r'name="version" value="(\d+)"', clash.text)[1]
    assert browser.post(url, data=a_form(version=kept, notes="second words")).status_code == 303
    assert everybody(app, browser.staff)[0].notes == "second words"


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "0"])
def test_a_version_that_was_tampered_with_overwrites_nothing(app, browser, version):
    browser.post("/clients/new", data=a_form())
    (client,) = everybody(app, browser.staff)

    assert browser.post(f"/clients/{client.id}/amend", data=a_form(version=version, notes="x")).status_code == 409
    assert everybody(app, browser.staff)[0].notes == ""


def test_a_client_is_archived_for_a_reason_and_brought_back(app, browser):
    browser.post("/clients/new", data=a_form())
    (client,) = everybody(app, browser.staff)
    url = f"/clients/{client.id}"

    assert browser.post(f"{url}/archive", data={"version": str(client.version), "reason": " "}).status_code == 422
    browser.post(f"{url}/archive", data={"version": str(client.version), "reason": "Moved away."})
    assert "Moreau" not in browser.get("/clients").text and "Moreau" in browser.get("/clients?archived=1").text

    with app.app_context():
        version = clients.open_client(client.id, by=browser.staff).version
    browser.post(f"{url}/restore", data={"version": str(version)})
    assert "Moreau" in browser.get("/clients").text


def test_a_receptionist_chooses_who_cares_for_a_client(app, sign_in_as):
    reviewer = sign_in_as("reviewer")
    with app.app_context():
        therapist = a_staff("therapist")

    assert "Choose who will care" in reviewer.post("/clients/new", data=a_form()).text
    answer = reviewer.post("/clients/new", data=a_form(therapist_id=str(therapist.id)))

    assert answer.status_code == 303
    assert [client.therapist_id for client in everybody(app, therapist)] == [therapist.id]


@pytest.mark.parametrize("after", ["x", "0", "424242", "99999999999999999999"])
def test_a_list_that_goes_on_after_nobody_is_no_accident(browser, after):
    assert browser.get(f"/clients?after={after}").status_code in (200, 404)


def test_pages_ask_the_database_no_more_with_more_clients_or_a_longer_record(app, browser):
    with app.app_context():
        client = a_client(therapist=browser.staff)
        an_intake(client, by=browser.staff, medicines_any="yes", medicines=[{"text": "warfarin"}])
    pages = ("/clients", f"/clients/{client.id}", "/")
    for url in pages:
        browser.get(url)
    few = [statements_of(app, lambda url=url: browser.get(url)) for url in pages]
    with app.app_context():
        for number in range(12):
            a_client(therapist=browser.staff)
            an_intake(client, by=browser.staff, medicines_any="yes", sign_chest_pain="yes",
                      medicines=[{"text": "warfarin"}, {"text": f"pill {number}"}], pains=[{"site": "knee"}] * 5)

    assert [statements_of(app, lambda url=url: browser.get(url)) for url in pages] == few


def test_a_token_of_another_sign_in_is_refused_and_nothing_is_lost(app, sign_in_as):
    app.config["WTF_CSRF_ENABLED"] = True
    one, other = sign_in_as("therapist"), sign_in_as("therapist")
    token = re.search(r'name="csrf_token" value="([^"]+)"', one.get("/clients/new").text)[1]

    answer = other.post("/clients/new", data=a_form(csrf_token=token, notes="typed words"))

    assert answer.status_code in (400, 422)
    assert "typed words" in answer.text or "/clients/new" in answer.text
    assert everybody(app, other.staff) == []
