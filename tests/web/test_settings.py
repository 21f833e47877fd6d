"""Settings: for administrators alone, every field checked, and a session that has ended is over."""

import re
from html import unescape

import pytest
from sqlalchemy import func, select

from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.records.staff import Staff, StaffSession
from intake.services import audit, clinic
from tests.builders import NOW, PASSWORD, a_staff
from tests.builders_clients import a_client
from tests.support.statements import statements_of
from tests.web.intake_pages import error_of, value_of

MARKUP = "<script>alert(1)</script>"
GOOD = "seven quiet foxes run"


@pytest.fixture
def boss(sign_in_as):
    """An administrator's browser."""
    return sign_in_as("administrator")


def settings_routes(app):
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/settings/"):
            for method in sorted(rule.methods & {"GET", "POST"}):
                yield method, rule.rule


def a_clinic_form(**given):
    return {"name": "Quay", "address": "1 Quay", "phone": "1", "country": "GB", "emergency_number": "999",
            "urgent_care_words": "call 111", "journey_threshold_hours": "4", "version": "1"} | given


def a_staff_form(**given):
    return {"name": "Zoë Kade", "email": "zoe@example.org", "roles": ["therapist"], "password": GOOD} | given


def rows(app, table):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize("roles", [("therapist",), ("reviewer",), ("therapist", "reviewer")])
def test_nobody_but_an_administrator_opens_or_changes_a_setting(app, sign_in_as, roles):
    someone = sign_in_as(*roles)
    routes = list(settings_routes(app))

    opened = [f"{method} {rule}" for method, rule in routes
              if someone.open(rule.replace("<int:staff_id>", str(someone.staff.id)), method=method,
                              data={"roles": "administrator", "version": "1"}).status_code != 403]

    assert len(routes) >= 9 and opened == []
    assert "/settings/" not in someone.get("/").text
    with app.app_context():
        assert not db.session.get_one(Staff, someone.staff.id).is_administrator


def test_an_administrator_finds_every_setting_by_its_link(boss):
    page = boss.get("/settings/clinic")

    for url in ("/settings/clinic", "/settings/staff", "/settings/audit"):
        assert f'href="{url}"' in page.text
        answer = boss.get(url)
        assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("changed, words", [
    ({"name": ""}, "Enter the clinic"), ({"name": "\u200b"}, "Enter the clinic"), ({"name": "x" * 201}, "200 fit"),
    ({"name": "a\x00b"}, "cannot be kept"), ({"address": "x" * 501}, "500 fit"), ({"phone": "1\n2"}, "one line"),
    ({"phone": "x" * 51}, "50 fit"), ({"country": "ZZ"}, "Choose one"), ({"country": MARKUP}, "Choose one"),
    ({"emergency_number": " "}, "Enter the number"), ({"urgent_care_words": ""}, "Say where"),
    ({"journey_threshold_hours": "99"}, "Choose one"), ({"journey_threshold_hours": "\x00"}, "Choose one"),
    ({"journey_threshold_hours": ""}, "Choose one"),
])
def test_a_setting_that_cannot_be_is_said_beside_it(app, boss, changed, words):
    (field,) = changed

    answer = boss.post("/settings/clinic", data=a_clinic_form(**changed))

    assert answer.status_code == 422
    assert words in error_of(answer.text, field) and MARKUP not in answer.text
    assert field == "address" or "1 Quay</textarea>" in answer.text
    with app.app_context():
        assert clinic.the_clinic().name == "Harbour Street Massage"


@pytest.mark.parametrize("changed, words", [
    ({"name": ""}, "Enter a name"), ({"name": "x" * 201}, "200 fit"), ({"name": "a\x07"}, "cannot be kept"),
    ({"email": ""}, "Enter an e-mail"), ({"email": "nobody"}, "not an e-mail"), ({"email": "a@b\x00.org"}, "cannot be"),
    ({"email": f"{MARKUP}@example.org"}, "not an e-mail"), ({"roles": []}, "Choose at least one"),
    ({"roles": ["king"]}, "king"), ({"password": "short"}, "at least 12"), ({"password": "passwordpassword"}, "Choose"),
    ({"password": "x" * 100_000}, "at most 200"), ({"password": "zoe kade zoe kade"}, "your own name"),
])
def test_a_member_of_staff_who_cannot_be_added_is_said_why(app, boss, changed, words):
    (field,) = changed

    answer = boss.post("/settings/staff", data=a_staff_form(**changed))

    assert answer.status_code == 422
    assert words in error_of(answer.text, field) and MARKUP not in answer.text
    assert field == "name" or value_of(answer.text, "name") == "Zoë Kade"
    assert GOOD not in answer.text, "a password is never sent back"
    assert rows(app, Staff) == 1


def test_a_name_with_markup_is_only_ever_text(boss):
    added = boss.post("/settings/staff", data=a_staff_form(name=f"Zoë {MARKUP} \u202e🙂"))

    for url in (added.location, "/settings/staff", "/settings/audit", "/account"):
        assert MARKUP not in boss.get(url).text
    assert f"Zoë {MARKUP} \u202e🙂" in unescape(boss.get(added.location).text)


@pytest.mark.parametrize("rest", ["", "/deactivate", "/reactivate", "/password"])
@pytest.mark.parametrize("number", ["0", "4711", "99999999999999999999"])
def test_nobody_of_an_unknown_number_is_changed(boss, number, rest):
    answer = boss.post(f"/settings/staff/{number}{rest}", data={"roles": "therapist", "password": GOOD})

    assert answer.status_code == 404


def test_an_account_is_closed_and_opened_again(app, boss, sign_in_as):
    someone = sign_in_as("therapist")
    url = f"/settings/staff/{someone.staff.id}"

    boss.post(f"{url}/deactivate")
    assert someone.get("/").status_code == 303
    assert "This account is closed" in boss.get(url).text
    boss.post(f"{url}/reactivate")

    assert someone.get("/").status_code == 303, "the session that was ended stays ended"
    assert sign_in_as(someone.staff).get("/").status_code == 200


def test_roles_changed_meanwhile_are_shown_and_not_overwritten(app, boss, sign_in_as):
    with app.app_context():
        ann = a_staff("therapist")
    url = f"/settings/staff/{ann.id}"
    sign_in_as("administrator").post(url, data={"roles": "reviewer", "version": "1"})

    clash = boss.post(url, data={"roles": "administrator", "version": "1"})

    assert clash.status_code == 409
    assert "Somebody else saved" in clash.text and 'value="administrator" checked' in clash.text
    assert value_of(clash.text, "version") == "2"
    with app.app_context():
        assert [str(role) for role in db.session.get_one(Staff, ann.id).roles] == ["reviewer"]


def test_the_trail_shows_who_did_what_and_no_word_about_a_person(app, boss):
    with app.app_context():
        ann = a_staff(name="Ann Lee")
        client = a_client(therapist=ann, given_name="Secret", family_name="Person", notes="secret words")

    page = boss.get("/settings/audit").text

    assert "Ann Lee" in page and "client.register" in page and f">{client.id}</a>" in page
    assert "Secret" not in page and "secret" not in page
    assert "client.register" in boss.get(f"/settings/audit?client={client.id}").text
    assert "client.register" not in boss.get(f"/settings/audit?staff={boss.staff.id}").text


def test_the_trail_is_read_back_page_by_page(app, boss):
    with app.app_context():
        for number in range(audit.PAGE + 2):
            audit.note(f"act.{number:03}", by=boss.staff, at=NOW, client_id=7)
        db.session.commit()

    first = boss.get("/settings/audit?client=7").text
    older = unescape(re.search(r'href="([^"]*before=[^"]*)"', first)[1])

    assert "client=7" in older
    assert "act.051" in first and "act.001" not in first
    assert "act.001" in boss.get(older).text and "act.000" in boss.get(older).text


def test_no_setting_asks_the_database_more_with_more_rows(app, boss):
    urls = ("/settings/clinic", "/settings/staff", f"/settings/staff/{boss.staff.id}", "/settings/audit")
    for url in urls:
        boss.get(url)
    few = [statements_of(app, lambda url=url: boss.get(url)) for url in urls]
    with app.app_context():
        for _ in range(20):
            a_client(therapist=a_staff())

    assert [statements_of(app, lambda url=url: boss.get(url)) for url in urls] == few


def test_signing_out_ends_the_session_in_the_database_and_a_copied_cookie_with_it(app, browser):
    with app.app_context():
        ann = a_staff("therapist", password=PASSWORD)
    browser.post("/sign-in", data={"email": ann.email, "password": PASSWORD})
    copied = browser.get_cookie("intake").value
    thief = app.test_client()
    thief.set_cookie("intake", copied)
    assert (rows(app, StaffSession), thief.get("/clients").status_code) == (1, 200)

    browser.post("/sign-out")

    assert rows(app, StaffSession) == 0
    thief.set_cookie("intake", copied)
    for url in ("/clients", "/settings/clinic", "/"):
        assert thief.get(url).location.startswith("/sign-in")
    assert thief.post("/clients/search", data={"query": "a"}).status_code == 401
    with app.app_context():
        assert db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all() == ["sign_in", "sign_out"]


def test_signing_out_ends_this_sign_in_and_no_other(app, sign_in_as):
    here = sign_in_as("therapist")
    elsewhere = sign_in_as(here.staff)

    here.post("/sign-out")

    assert (here.get("/").status_code, elsewhere.get("/").status_code) == (303, 200)
    assert rows(app, StaffSession) == 1
