"""Today: the visits of the day and the flags that cannot wait, for each role what is theirs."""

import re
from datetime import timedelta

import pytest

from intake.services import clients, flags, visits
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.support.statements import statements_of

TODAY = NOW.date()
STOP = {"sign_chest_pain": "yes"}


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


def book(client, by, *, days=0):
    on = TODAY + timedelta(days=days)
    return visits.book_visit(client.id, visit_on=on, therapist_id=by.id, key=f"home-booking-{client.id}-{days:04}",
                             by=by, at=NOW, on=TODAY)


def test_an_empty_day_says_what_to_do(browser):
    page = browser.get("/").text

    for words in ("23 November 2026", "No visits are booked for today", "No STOP and no HOLD waits", "Find a client",
                  "Register a client"):
        assert words in page, words


def test_the_day_shows_todays_visits_and_what_waits_and_no_name_in_the_title(app, browser):
    with app.app_context():
        today = a_client(therapist=browser.staff, given_name="Ana", family_name="Todays")
        other = a_client(therapist=browser.staff, given_name="Eva", family_name="Tomorrows")
        stopped = a_client(therapist=browser.staff, given_name="Ida", family_name="Stopped")
        book(today, browser.staff)
        book(other, browser.staff, days=1)
        an_intake(stopped, by=browser.staff, **STOP)

    answer = browser.get("/")

    assert "Todays" in answer.text and "Tomorrows" not in answer.text
    assert "Stopped" in answer.text and "STOP" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert re.search("<title>(.*?)</title>", answer.text, re.S)[1].startswith("Today")


def test_a_name_is_only_ever_text(app, browser):
    with app.app_context():
        client = a_client(therapist=browser.staff, given_name="<script>alert(1)</script>", family_name="\u202eevil 🙂")
        book(client, browser.staff)
        an_intake(client, by=browser.staff, **STOP)

    page = browser.get("/").text

    assert "<script>alert" not in page
    assert page.count("<bdi>&lt;script&gt;alert(1)&lt;/script&gt; \u202eevil 🙂</bdi>") == 2


def test_each_role_sees_what_is_theirs(app, browser, sign_in_as):
    with app.app_context():
        mine = a_client(therapist=browser.staff, family_name="Ownclient")
        theirs = a_client(therapist=a_staff(), family_name="Colleagues")
        for client in (mine, theirs):
            book(client, clients.team_of(client.id)[0])
            an_intake(client, by=browser.staff, **STOP)

    seen = {role: sign_in_as(role).get("/").text for role in ("reviewer", "administrator")}
    own = browser.get("/").text

    assert "Ownclient" in own and "Colleagues" not in own
    for page in seen.values():
        assert "Ownclient" in page and "Colleagues" in page
    assert "/settings/clinic" in seen["administrator"] and "/settings/" not in seen["reviewer"] + own


def test_the_day_asks_the_database_no_more_with_more_visits_and_flags(app, browser):
    def fill(times):
        with app.app_context():
            for _ in range(times):
                client = a_client(therapist=browser.staff)
                book(client, browser.staff)
                an_intake(client, by=browser.staff, **STOP)

    fill(2)
    browser.get("/")
    few = statements_of(app, lambda: browser.get("/"))
    fill(12)

    assert few > 2
    assert statements_of(app, lambda: browser.get("/")) == few


def test_stops_of_earlier_days_ask_what_was_found_until_it_is_known(app, browser, sign_in_as):
    reviewer = sign_in_as("reviewer")
    with app.app_context():
        mine = a_client(therapist=browser.staff, family_name="Stoppedmine")
        theirs = a_client(therapist=a_staff(), family_name="Stoppedtheirs")
        today = a_client(therapist=browser.staff, family_name="Stoppedtoday")
        archived = a_client(therapist=browser.staff, family_name="Stoppedgone")
        for client in (mine, theirs, archived):
            an_intake(client, by=browser.staff, at=NOW - timedelta(days=3), **STOP)
        an_intake(today, by=browser.staff, **STOP)
        clients.archive_client(archived.id, reason="Moved away", version=clients.open_client(
            archived.id, by=reviewer.staff, at=NOW).version, by=reviewer.staff, at=NOW)
        (flag,) = flags.flags_of_client(mine.id)

    own, all_of_them = (follow_up(each.get("/").text) for each in (browser, reviewer))

    assert "Stoppedmine" in own and f'href="/flags/{flag.id}#assessment"' in own and "since 20 November 2026" in own
    assert flag.finding.sentence in own
    assert "Stoppedtheirs" not in own and "Stoppedtheirs" in all_of_them
    assert "Stoppedtoday" not in own + all_of_them and "Stoppedgone" not in own + all_of_them
    reviewer.post(f"/flags/{flag.id}/assessment", data={
        "version": str(flag.version), "form_key": "home-assessment-key", "assessed_by": "Dr Reid",
        "outcome": "ruled_out", "condition": "", "assessed_on": NOW.date().isoformat(), "result": "Nothing found."})
    assert follow_up(browser.get("/").text) == ""


def follow_up(page):
    """The part of the page about STOPs to follow up, "" where there is none."""
    found = re.search(r"STOP: did they go, and what was found\?(.*?)</section>", page, re.S)
    return found[1] if found else ""
