"""The pages of clients for each role: what each may do there, what is noted, and that no page grows with the clinic."""

import re

import pytest
from sqlalchemy import select

from intake.records.audit import AuditEntry
from intake.records.client_search import MOST_FOUND, PAGE
from intake.records.database import db
from intake.services import clients, drafts, visits
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import a_draft, an_intake, some_answers
from tests.support.statements import statements_of

TODAY = NOW.date()
ROLES = ("therapist", "reviewer", "administrator")
STOP = {"sign_chest_pain": "yes"}


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def client(app, browser):
    """A client of that therapist."""
    with app.app_context():
        return a_client(therapist=browser.staff, given_name="Ana", family_name="Moreau", phone="0161 496 0102")


def details(**given):
    return {"form_key": "client-pages-form-key", "given_name": "Ana", "family_name": "Moreau",
            "birth_date": "1980-05-17", "sex": "", "preferred_language": "en", "doctor_may_be_asked": ""} | given


def trail(app):
    with app.app_context():
        return [(entry.action, entry.client_id, entry.by_id)
                for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]


@pytest.mark.parametrize("role", ROLES)
def test_every_role_sees_the_pages_and_only_therapists_are_offered_to_treat(app, sign_in_as, client, role):
    someone = sign_in_as(role)
    if role == "therapist":
        with app.app_context():
            clients.care_team.join(client.id, someone.staff.id, reason="cover", at=NOW)
            db.session.commit()

    for url in ("/clients", f"/clients/{client.id}", f"/clients/{client.id}/amend", "/clients/new"):
        answer = someone.get(url)
        assert answer.status_code == 200, url
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Moreau" not in re.search("<title>(.*?)</title>", answer.text, re.S)[1]
    offers = someone.get(f"/clients/{client.id}").text
    assert ("Take the intake" in offers, "Book a visit" in offers) == (role == "therapist",) * 2
    assert (someone.get("/clients/take-over").status_code == 200) == (role == "therapist")
    assert ("take-over" in someone.get("/clients").text) == (role == "therapist")


@pytest.mark.parametrize("role", ROLES)
def test_every_role_may_amend_and_archive_whom_it_may_open(app, sign_in_as, client, browser, role):
    someone = browser if role == "therapist" else sign_in_as(role)

    assert someone.post(f"/clients/{client.id}/amend", data=details(version="1", notes="x")).status_code == 303
    assert someone.post(f"/clients/{client.id}/archive", data={"version": "2", "reason": "x"}).status_code == 303
    assert someone.post(f"/clients/{client.id}/restore", data={"version": "3"}).status_code == 303
    by = someone.staff.id
    assert trail(app)[-3:] == [(f"client.{act}", client.id, by) for act in ("amend", "archive", "restore")]


def test_a_colleagues_client_is_not_found_listed_or_counted(sign_in_as, client):
    stranger = sign_in_as("therapist")

    for url in ("", "/amend"):
        assert stranger.get(f"/clients/{client.id}{url}").status_code == 404
    for url in ("/amend", "/archive", "/restore"):
        answer = stranger.post(f"/clients/{client.id}{url}", data=details(version="1", reason="x"))
        assert answer.status_code == 404 and "496 0102" not in answer.text
    assert "Moreau" not in stranger.get("/clients").text
    assert "Nobody found" in stranger.post("/clients/search", data={"query": "moreau"}).text
    assert stranger.get(f"/clients?after={client.id}").status_code == 404


def test_a_not_found_client_and_a_colleagues_look_alike(sign_in_as, client):
    stranger = sign_in_as("therapist")

    pages = {re.sub(r"<code>.*?</code>|name=\"csrf_token\" value=\"[^\"]*\"|content=\"[^\"]*\"", "",
                    stranger.get(f"/clients/{number}").text) for number in (client.id, 4711)}

    assert len(pages) == 1


def test_each_look_at_a_record_is_noted_with_who_and_whose(app, browser, client, sign_in_as):
    reviewer = sign_in_as("reviewer")
    with app.app_context():
        intake = an_intake(client, by=browser.staff, **STOP)
        flag_id = clients.db.session.scalar(db.text("SELECT id FROM flags"))
        a_draft(client, by=browser.staff, reason="knee")
        visit = visits.book_visit(client.id, visit_on=TODAY, therapist_id=browser.staff.id, key="look-at-booking-1",
                                  by=browser.staff, at=NOW, on=TODAY)
    own, looked = f"/clients/{client.id}", {}
    for someone, url in ((browser, own), (reviewer, own), (browser, f"{own}/amend"), (browser, f"{own}/intake"),
                         (browser, f"{own}/visits/blocked"), (reviewer, f"/flags/{flag_id}"),
                         (browser, f"/intakes/{intake.id}"), (browser, f"/visits/{visit.id}")):
        before = len(trail(app))
        assert someone.get(url).status_code == 200, url
        looked[url] = [line[1:] for line in trail(app)[before:]]
        assert looked[url] == [(client.id, someone.staff.id)], url


def test_a_page_that_only_asks_for_a_form_again_notes_no_second_look(app, browser, client):
    browser.get(f"/clients/{client.id}/amend")
    before = len(trail(app))

    browser.post(f"/clients/{client.id}/amend", data=details(given_name="", version="1"))

    assert len(trail(app)) == before


def test_both_texts_are_shown_and_the_second_writer_chooses(app, browser, client, sign_in_as):
    url = f"/clients/{client.id}/amend"
    first = sign_in_as("reviewer").post(url, data=details(version="1", phone="1", notes="from <b>one</b>"))
    clash = browser.post(url, data=details(version="1", phone="2", notes="from <b>two</b>", address="mine\nalone"))

    assert (first.status_code, clash.status_code) == (303, 409)
    table = clash.text.split('<section class="conflict"')[1].split("</section>")[0]
    rows = re.findall(r'row">(.*?)</th><td data-label="Stands now">(.*?)</td><td data-label="You typed">(.*?)</td>',
                      table, re.S)
    assert rows == [("Telephone", "1", "2"), ("Address", "(empty)", "mine\nalone"),
                    ("Notes", "from &lt;b&gt;one&lt;/b&gt;", "from &lt;b&gt;two&lt;/b&gt;")]
    assert "mine\nalone</textarea>" in clash.text and 'name="version" value="2"' in clash.text

    chosen = browser.post(url, data=details(version="2", phone="1", notes="from both", address="mine\nalone"))
    assert chosen.status_code == 303
    with app.app_context():
        kept = clients.open_client(client.id, by=browser.staff)
        assert (kept.phone, kept.notes, kept.address, kept.version) == ("1", "from both", "mine\nalone", 3)


def test_finding_says_how_many_and_offers_a_way_on(app, browser, client):
    with app.app_context():
        for number in range(MOST_FOUND):
            a_client(therapist=browser.staff, given_name="Sam", family_name=f"Sole{number}")

    assert "1 found" in browser.post("/clients/search", data={"query": "moreau"}).text
    assert f"{MOST_FOUND} or more found" in browser.post("/clients/search", data={"query": "sam"}).text
    nobody = browser.post("/clients/search", data={"query": "zzz"}).text
    assert "Nobody found" in nobody and "register a client" in nobody and 'value="zzz"' in nobody
    assert "found" not in browser.post("/clients/search", data={"query": " ", "part": "1"}).text


def test_a_search_that_is_too_long_is_said_and_not_cut(browser, client):
    long = "moreau " + "x" * 200

    answer = browser.post("/clients/search", data={"query": long})

    assert "200 characters fit" in answer.text and f'value="{long}"' in answer.text
    assert "Ana" not in answer.text


def test_no_name_is_looked_for_by_an_address(browser, client):
    assert browser.get("/clients/search?query=moreau").status_code == 405


def test_the_list_is_read_page_by_page(app, browser):
    with app.app_context():
        for number in range(PAGE + 1):
            a_client(therapist=browser.staff, family_name=f"N{number:03}")

    first = browser.get("/clients").text
    onwards = re.search(r'href="(/clients\?after=\d+)"', first)[1]
    second = browser.get(onwards).text

    assert f"N{PAGE - 1:03}" in first and f"N{PAGE:03}" not in first
    assert f"N{PAGE:03}" in second and "Back to the first page" in second


def test_no_page_asks_the_database_more_with_more_rows(app, browser, client):
    def fill(times):
        for number in range(times):
            other = a_client(therapist=browser.staff, given_name="Ana", family_name="Moreau")
            a_client(given_name="Ana", family_name="Moreau")
            for who in (client, other):
                an_intake(who, by=browser.staff, medicines_any="yes", pains=[{"site": "knee"}] * number, **STOP,
                          medicines=[{"text": "warfarin"}, {"text": f"pill {number}"}])
                visits.book_visit(who.id, visit_on=TODAY, therapist_id=browser.staff.id, by=browser.staff, at=NOW,
                                  on=TODAY, key=f"statements-{who.id}-{len(trail(app)):06}")

    def find():
        assert "found" in browser.post("/clients/search", data={"query": "ana 0161 1980"}).text
        browser.post("/clients/search", data={"query": "ana"})

    def ask_about_a_double():
        assert browser.post("/clients/new", data=details()).status_code == 409

    acts = {"list": lambda: browser.get("/clients"), "client": lambda: browser.get(f"/clients/{client.id}"),
            "search": find, "today": lambda: browser.get("/"),
            "amend": lambda: browser.get(f"/clients/{client.id}/amend"),
            "double": ask_about_a_double}
    with app.app_context():
        fill(2)
        drafts.save_draft(client.id, answers=some_answers(), version=drafts.NO_DRAFT, by=browser.staff, at=NOW)
    for act in acts.values():
        act()
    few = {name: statements_of(app, act) for name, act in acts.items()}
    with app.app_context():
        fill(10)
    many = {name: statements_of(app, act) for name, act in acts.items()}

    assert min(few.values()) > 2
    assert many == few


def test_the_double_of_a_colleagues_client_tells_nothing_of_the_record(app, browser):
    with app.app_context():
        other = a_client(therapist=a_staff(), given_name="Anna", family_name="Moreaux", phone="0161 496 0102",
                         address="9 Hidden Row")

    asked = browser.post("/clients/new", data=details())

    assert asked.status_code == 409 and "A colleague’s client" in asked.text
    for secret in ("Anna", "Moreaux", "496 0102", "Hidden", f"/clients/{other.id}"):
        assert secret not in asked.text


def test_a_token_of_another_session_registers_nobody_and_loses_no_words(app, sign_in_as):
    app.config["WTF_CSRF_ENABLED"] = True
    one, other = sign_in_as("therapist"), sign_in_as("therapist")
    token = re.search(r'name="csrf_token" value="([^"]+)"', one.get("/clients/new").text)[1]

    for sent in (token, "", "made up"):
        answer = other.post("/clients/new", data=details(csrf_token=sent, notes="typed <b>words</b>"))
        assert answer.status_code == 400
        assert "typed &lt;b&gt;words&lt;/b&gt;" in answer.text and "Go to the start page" in answer.text
    assert "client.register" not in [act for act, *_ in trail(app)]
