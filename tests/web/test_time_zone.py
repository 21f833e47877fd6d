"""Today is the clinic's day and every time is the clinic's, wherever the server stands."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import g

from intake.records.database import db
from intake.records.intakes import Intake
from intake.records.visits import Visit
from intake.web import clock, frame
from tests.builders import PASSWORD, a_clinic, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import a_form, an_intake
from tests.web.intake_pages import error_of, url_of, value_of
from tests.web.visit_pages import asked


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def place(app, browser, server_in):
    """`place("Pacific/Auckland", at="2026-11-27 20:00")`: a therapist at work there and then, the server in UTC."""

    def at_work(zone, *, at, server="UTC"):
        server_in(server)
        app.config["CLOCK"] = lambda: utc(at)
        with app.app_context():
            a_clinic(time_zone=zone)
            staff = a_staff("therapist", "administrator", password=PASSWORD)
            client = a_client(therapist=staff, birth_date=date(1980, 5, 17))
        browser.post("/sign-in", data={"email": staff.email, "password": PASSWORD})
        browser.staff = staff
        return browser, client

    return at_work


ENDS = [
    ("UTC", "Pacific/Auckland", "2026-11-27 20:00", date(2026, 11, 28)),
    ("Pacific/Auckland", "UTC", "2026-11-27 20:00", date(2026, 11, 27)),
    ("UTC", "Pacific/Pago_Pago", "2026-11-28 10:59", date(2026, 11, 27)),
    ("UTC", "Pacific/Kiritimati", "2026-11-27 10:00", date(2026, 11, 28)),
    ("Pacific/Kiritimati", "Pacific/Pago_Pago", "2026-11-28 10:59", date(2026, 11, 27)),
    ("UTC", "Europe/London", "2026-03-29 23:00", date(2026, 3, 30)),
    ("UTC", "Europe/London", "2026-10-25 23:59", date(2026, 10, 25)),
]


@pytest.mark.parametrize("server, zone, at, today", ENDS)
def test_todays_signature_is_accepted_and_tomorrows_refused(app, place, server, zone, at, today):
    browser, client = place(zone, at=at, server=server)
    tomorrow = today + timedelta(days=1)

    early = browser.post(url_of(client), data=a_form(signed_on=tomorrow.isoformat()))
    kept = browser.post(url_of(client), data=a_form(signed_on=today.isoformat(), version="1"))

    assert early.status_code == 422 and "in the future" in error_of(early.text, "signed_on")
    assert kept.status_code == 303, error_of(kept.text, "signed_on")
    with app.app_context():
        assert [each.signed_on for each in db.session.query(Intake)] == [today]


@pytest.mark.parametrize("server, zone, at, today", ENDS)
def test_pages_and_their_fields_show_the_clinics_day(place, server, zone, at, today):
    browser, client = place(zone, at=at, server=server)

    assert f"{today.day} {today:%B} {today.year}" in browser.get("/").text
    assert value_of(browser.get(url_of(client)).text, "signed_on") == today.isoformat()


def test_a_client_born_today_there_can_be_registered_and_one_born_tomorrow_cannot(place):
    browser, _ = place("Pacific/Auckland", at="2026-11-27 20:00")
    form = {"form_key": "register-form-key-1", "given_name": "Zoë", "family_name": "Kade", "sex": "",
            "preferred_language": "en", "doctor_may_be_asked": ""}

    late = browser.post("/clients/new", data=form | {"birth_date": "2026-11-29"})
    today = browser.post("/clients/new", data=form | {"birth_date": "2026-11-28"})

    assert "still to come" in error_of(late.text, "birth_date")
    assert today.status_code == 303


def test_a_visit_begun_just_after_midnight_is_of_the_new_day(app, place):
    browser, client = place("Pacific/Auckland", at="2026-11-27 10:59")
    with app.app_context():
        an_intake(client, by=browser.staff, at=utc("2026-11-26 01:00"), reason="knee")
    booked = browser.post(f"/clients/{client.id}/visits",
                          data={"form_key": "booking-form-key-1", "visit_on": "2026-11-28"})
    app.config["CLOCK"] = lambda: utc("2026-11-27 11:01")

    begun = browser.post(f"/clients/{client.id}/visits/begin", data=asked())

    assert (booked.status_code, begun.status_code) == (303, 303)
    with app.app_context():
        visit = db.session.query(Visit).one()
        assert (visit.visit_on, visit.state) == (date(2026, 11, 28), "begun"), "the visit booked for that day"


def test_a_paper_is_dated_by_the_clinics_day(app, place):
    browser, client = place("Pacific/Auckland", at="2026-11-27 20:00")
    with app.app_context():
        an_intake(client, by=browser.staff, at=utc("2026-11-27 19:00"), sign_chest_pain="yes")

    paper = browser.post(f"/clients/{client.id}/stop.pdf")

    assert paper.data.startswith(b"%PDF-")
    assert "stop-2026-11-28.pdf" in paper.headers["Content-Disposition"]


def test_times_are_the_clinics_too(app, place):
    browser, client = place("Australia/Lord_Howe", at="2026-10-03 15:30")

    saved = browser.post(url_of(client, "/draft"), data={"version": "0", "reason": "knee"})

    assert saved.json["saved"] == "02:30"
    assert "4 October 2026, 02:30" in browser.get(url_of(client)).text
    assert "4 October 2026, 02:30" in browser.get("/settings/audit").text


@pytest.mark.parametrize("zone, at, words", [
    ("Europe/London", "2026-03-29 01:00", "29 March 2026, 02:00"),
    ("Europe/London", "2026-10-25 01:00", "25 October 2026, 01:00"),
    ("America/New_York", "2026-03-08 07:00", "8 March 2026, 03:00"),
    ("America/New_York", "2026-11-01 06:00", "1 November 2026, 01:00"),
    ("Australia/Lord_Howe", "2026-04-04 15:00", "5 April 2026, 01:30"),
    ("Pacific/Pago_Pago", "2026-11-28 10:59", "27 November 2026, 23:59"),
])
def test_a_moment_reads_as_on_the_clinics_wall(app, server_in, zone, at, words):
    server_in("Asia/Tokyo")
    with app.app_context():
        a_clinic(time_zone=zone)

    with app.test_request_context():
        assert frame.moment(utc(at)) == words


def test_a_changed_zone_counts_from_the_next_page_on(place):
    browser, _ = place("Europe/London", at="2026-11-27 20:00")
    assert "27 November 2026" in browser.get("/").text

    browser.post("/settings/clinic", data={
        "name": "Quay", "address": "", "phone": "", "country": "NZ", "time_zone": "Pacific/Auckland",
        "emergency_number": "111", "urgent_care_words": "call", "journey_threshold_hours": "4", "version": "1"})

    assert "28 November 2026" in browser.get("/").text


def test_where_the_records_do_not_answer_it_is_the_servers_day(app, server_in):
    server_in("Pacific/Kiritimati")
    app.config["CLOCK"] = lambda: utc("2026-11-27 12:00")

    with app.test_request_context():
        g.without_records = True
        assert clock.today() == date(2026, 11, 28)
        assert frame.moment(clock.now()) == "28 November 2026, 02:00"


def test_before_set_up_it_is_the_servers_day(app, server_in):
    server_in("Pacific/Kiritimati")
    app.config["CLOCK"] = lambda: utc("2026-11-27 12:00")
    with app.app_context():
        db.session.delete(a_clinic())
        db.session.commit()

    with app.test_request_context():
        assert clock.today() == date(2026, 11, 28)
