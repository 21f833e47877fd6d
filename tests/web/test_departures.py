"""Died or moved away, on the client's page: recorded, shown, refused where something new would begin, undone."""

from html import unescape

import pytest

from intake.services import clients, drafts, flags, visits
from tests import on_file
from tests.builders import NOW
from tests.builders_clients import a_client
from tests.builders_intakes import a_draft, a_form, an_intake
from tests.web.intake_pages import error_of, value_of

TODAY = NOW.date()
CAUTION = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}
DIED = {"departure": "died", "departed_on": "2026-11-03", "reason": "Her daughter rang."}


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def client(app, browser):
    """A client of that therapist, with a flag that waits and a visit booked for today."""
    with app.app_context():
        client = a_client(therapist=browser.staff, given_name="Ana", family_name="Moreau")
        an_intake(client, by=browser.staff, **CAUTION)
        visits.book_visit(client.id, visit_on=TODAY, therapist_id=browser.staff.id, key="departure-booking-1",
                          by=browser.staff, at=NOW, on=TODAY)
        return client


def version_of(app, client):
    with app.app_context():
        return str(clients.db.session.get_one(clients.Client, client.id).version)


def depart(app, browser, client, **given):
    return browser.post(f"/clients/{client.id}/departure", data=DIED | {"version": version_of(app, client)} | given)


def test_a_death_is_recorded_and_the_client_is_on_no_list_but_can_be_read(app, browser, client):
    for url in ("/", "/flags", "/clients"):
        assert "Moreau" in browser.get(url).text, url

    answer = depart(app, browser, client)

    assert answer.status_code == 303
    page = unescape(browser.get(answer.location).text)
    assert "Died 3 November 2026" in page and "Her daughter rang." in page
    assert "warfarin" in page and "not reviewed" in page
    for offer in ("Begin a visit", "New intake", "Book a visit", "Died or moved away", "Recorded by mistake</summary>",
                  "Bring back"):
        assert offer not in page, offer
    for url in ("/", "/flags", "/clients"):
        assert "Moreau" not in browser.get(url).text, url
    assert "died" in browser.post("/clients/search", data={"query": "moreau"}).text
    assert "died" in browser.get("/clients?archived=1").text


def test_a_move_without_a_day_says_so_and_a_death_can_still_be_recorded(app, browser, client):
    depart(app, browser, client, departure="moved", departed_on="")
    page = browser.get(f"/clients/{client.id}").text
    assert "<strong>Moved away</strong>" in page
    assert 'value="moved"' not in page and 'value="died"' in page

    assert depart(app, browser, client).status_code == 303
    assert "<strong>Died 3 November 2026</strong>" in browser.get(f"/clients/{client.id}").text


@pytest.mark.parametrize(("given", "field", "words"), [
    ({"departure": ""}, "departure", "Choose what happened."),
    ({"departure": None}, "departure", "Choose what happened."),
    ({"departure": "x"}, "departure", "Choose one of those"),
    ({"departed_on": "2026-11-24"}, "departed_on", "still to come"), ({"departed_on": "x"}, "departed_on", "valid"),
    ({"departed_on": "1970-01-01"}, "departed_on", "before the client was born"),
    ({"reason": " "}, "departure-reason", "Write who said so."), ({"reason": "x" * 141}, "departure-reason", "140 fit"),
])
def test_what_cannot_be_is_said_beside_it_and_the_rest_stays(app, browser, client, given, field, words):
    typed = DIED | given

    answer = depart(app, browser, client, **given)

    assert answer.status_code == 422
    assert words in error_of(answer.text, field)
    assert "<details open><summary>Died or moved away" in answer.text
    if field != "departure-reason":
        assert value_of(answer.text, "departed_on") == typed["departed_on"]
        assert "Her daughter rang." in answer.text
    assert "Moreau" in browser.get("/clients").text


def test_nothing_new_is_begun_and_what_was_typed_is_shown(app, browser, client):
    with app.app_context():
        a_draft(client, by=browser.staff, reason="knee")
    depart(app, browser, client)
    url = f"/clients/{client.id}"

    for path in ("/intake", "/visits/begin"):
        answer = browser.get(url + path)
        assert (answer.status_code, answer.location) == (303, url)
        assert "Nothing new is begun on this record." in browser.get(url).text
    for path, typed in (("/intake", a_form(version="1", reason="typed words")),
                        ("/intake", {"do": "save", "version": "1", "reason": "typed words"}),
                        ("/visits", {"visit_on": "2026-12-01", "form_key": "booking-of-the-dead"})):
        answer = browser.post(url + path, data=typed)
        assert answer.status_code == 410 and "Nothing new is begun on this record" in answer.text
        assert typed.get("reason", "2026-12-01") in answer.text
    saving = browser.post(f"{url}/intake/draft", data={"version": "1", "reason": "typed words"},
                          headers={"Accept": "application/json"})
    assert saving.status_code == 410 and "Nothing new is begun" in saving.json["message"]
    with app.app_context():
        assert drafts.draft_of(client.id).answers["reason"] == "knee"
        assert [visit.state for visit in on_file.visits_of(client.id)] == ["called_off"]


def test_only_an_administrator_is_offered_to_undo_it_and_does_so_with_a_reason(app, browser, client, sign_in_as):
    boss, url = sign_in_as("administrator"), f"/clients/{client.id}"
    depart(app, browser, client)
    assert "An administrator can undo it." in browser.get(url).text
    assert browser.post(f"{url}/departure/undo", data={"version": version_of(app, client), "reason": "x"}
                        ).status_code == 403
    assert browser.post(f"{url}/restore", data={"version": version_of(app, client)}).status_code == 403

    refused = boss.post(f"{url}/departure/undo", data={"version": version_of(app, client), "reason": " "})
    assert refused.status_code == 422 and error_of(refused.text, "undo-reason") == "Write why this is undone."
    assert "<details open><summary>Recorded by mistake" in refused.text
    undone = boss.post(f"{url}/departure/undo", data={"version": version_of(app, client), "reason": "A namesake."})

    assert undone.status_code == 303
    assert "Moreau" in browser.get("/flags").text and "Moreau" in browser.get("/clients").text
    assert "Begin a visit" in browser.get(url).text


def test_somebody_elses_client_is_not_found(app, sign_in_as, client):
    stranger = sign_in_as("therapist")

    assert depart(app, stranger, client).status_code == 404
    assert "Moreau" in sign_in_as("reviewer").get("/clients").text


def test_from_an_older_page_nothing_is_overwritten(app, browser, client):
    answer = depart(app, browser, client, version="0")

    assert answer.status_code == 409 and "Her daughter rang." in answer.text
    assert "Moreau" in browser.get("/clients").text


def test_the_flag_says_that_it_was_not_reviewed(app, browser, client):
    depart(app, browser, client)
    with app.app_context():
        flag = next(each for each in flags.flags_of_client(client.id) if each.rule == "R46")

    assert "Raised: not reviewed; the record is archived" in browser.get(f"/flags/{flag.id}").text
