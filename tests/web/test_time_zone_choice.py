"""Choosing the clinic's time zone at set-up and in Settings: proposed by country, asked where there are several."""

import re
import zoneinfo
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from intake import create_app
from intake.records.audit import AuditEntry
from intake.records.database import db
from intake.services import clinic
from intake.web.forms.countries import COUNTRIES
from intake.web.forms.time_zones import usual_zone, zone_groups, zone_names, zones_of
from tests.builders import NOW, PASSWORD, a_clinic
from tests.conftest import settings
from tests.support.chromium import Server
from tests.web.intake_pages import error_of

SET_UP = {"clinic_name": "Harbour Street", "country": "", "time_zone": "", "emergency_number": "999",
          "staff_name": "Ann Lee", "email": "ann@example.org", "password": PASSWORD}


@pytest.fixture
def stranger(sqlite_url):
    """A browser at an application that nobody has set up."""
    app = create_app(settings(sqlite_url))
    yield app.test_client()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def boss(sign_in_as):
    """An administrator's browser."""
    return sign_in_as("administrator")


def the_zone(browser):
    with browser.application.app_context():
        return clinic.the_clinic().time_zone


def save(browser, **given):
    return browser.post("/settings/clinic", data={
        "name": "Quay", "address": "", "phone": "", "country": "", "time_zone": "Europe/London",
        "emergency_number": "999", "urgent_care_words": "call 111", "journey_threshold_hours": "4", "version": "1",
    } | given)


def chosen(page):
    field = re.search(r'<select[^>]*id="time_zone".*?</select>', page, re.S)[0]
    return re.findall(r'<option value="([^"]*)" selected', field)


@pytest.mark.parametrize("code, words", COUNTRIES)
def test_every_country_has_a_zone(code, words):
    assert zones_of(code), words


def test_every_zone_that_is_offered_can_be_loaded_also_on_a_machine_without_zones():
    zoneinfo.reset_tzpath(to=())
    ZoneInfo.clear_cache()
    try:
        assert {name for name in zone_names() if ZoneInfo(name).key != name} == set()
    finally:
        zoneinfo.reset_tzpath()
        ZoneInfo.clear_cache()


def test_each_zone_is_offered_once_with_the_time_there():
    offered = [each for _code, _words, options in zone_groups(NOW) for each in options]

    assert len(offered) == len(dict(offered)) > 300
    assert set(dict(offered)) == zone_names()
    assert dict(offered)["Asia/Kolkata"] == "Kolkata (Asia/Kolkata), now 14:30"
    assert dict(offered)["Pacific/Auckland"] == "Auckland, most of New Zealand (Pacific/Auckland), now 22:00"
    assert dict(offered)["America/Puerto_Rico"] == "Puerto Rico (America/Puerto_Rico), now 05:00"


@pytest.mark.parametrize("country, zone", [
    ("GB", "Europe/London"), ("DE", "Europe/Berlin"), ("CY", "Asia/Nicosia"), ("MY", "Asia/Kuala_Lumpur"),
    ("NO", "Europe/Oslo"), ("AR", "America/Argentina/Buenos_Aires"),
    ("US", ""), ("NZ", ""), ("PT", ""), ("", ""), ("ZZ", ""),
])
def test_a_country_has_a_usual_zone_where_all_its_clocks_go_alike(country, zone):
    assert usual_zone(country) == zone


@pytest.mark.parametrize("country, first", [
    ("US", "America/New_York"), ("AU", "Australia/Sydney"), ("NZ", "Pacific/Auckland"), ("BR", "America/Sao_Paulo"),
    ("MX", "America/Mexico_City"), ("ES", "Europe/Madrid"), ("UA", "Europe/Kyiv"), ("ID", "Asia/Jakarta"),
])
def test_of_several_the_main_one_comes_first_and_no_countys(country, first):
    names = [zone.name for zone in zones_of(country)]

    assert names[0] == first
    assert [name for name in names if name.count("/") > 1] == []


def test_in_a_country_with_one_zone_nothing_need_be_chosen(stranger):
    assert stranger.post("/set-up", data=SET_UP | {"country": "GB"}).status_code == 303

    assert the_zone(stranger) == "Europe/London"


def test_the_form_may_come_without_the_field(stranger):
    sent = {name: value for name, value in SET_UP.items() if name != "time_zone"} | {"country": "DE"}

    assert stranger.post("/set-up", data=sent).status_code == 303
    assert the_zone(stranger) == "Europe/Berlin"


@pytest.mark.parametrize("country, zone", [
    ("US", "America/Chicago"), ("US", "America/Puerto_Rico"), ("", "America/Argentina/Buenos_Aires"),
    ("FR", "Indian/Reunion"), ("AT", "Europe/Berlin"), ("NZ", "Pacific/Auckland"),
])
def test_a_zone_that_was_chosen_is_kept(stranger, country, zone):
    assert stranger.post("/set-up", data=SET_UP | {"country": country, "time_zone": zone}).status_code == 303

    assert the_zone(stranger) == zone


@pytest.mark.parametrize("country, zone, words", [
    ("", "", "Choose the clinic's time zone, or its country."),
    ("US", "", "United States has several time zones. Choose the clinic's."),
    ("NZ", "", "New Zealand has several time zones. Choose the clinic's."),
    ("NZ", "Europe/London", "This is not a time zone of New Zealand. Choose the clinic's."),
    ("GB", "Atlantis/Capital", "Choose one of those given here."),
    ("GB", "../../etc/passwd", "Choose one of those given here."),
    ("GB", "<script>alert(1)</script>", "Choose one of those given here."),
    ("GB", "a\x00b", "control character"),
    ("GB", "x" * 65, "65 characters; 64 fit"),
    ("ZZ", "", ""),
])
def test_what_cannot_be_told_is_asked_beside_the_field(stranger, country, zone, words):
    answer = stranger.post("/set-up", data=SET_UP | {"country": country, "time_zone": zone})

    assert answer.status_code == 422
    assert words in error_of(answer.text, "time_zone")
    assert bool(words) == bool(error_of(answer.text, "time_zone"))
    assert 'value="Harbour Street"' in answer.text and "<script>alert" not in answer.text
    assert answer.text.count("selected>") == (country in dict(COUNTRIES)) + (zone in zone_names()) + (country == "")


def test_settings_show_the_zone_and_its_time(boss):
    page = boss.get("/settings/clinic").text

    assert chosen(page) == ["Europe/London"]
    assert "London (Europe/London), now 09:00" in page


def test_a_changed_zone_is_kept_and_the_trail_names_the_setting(boss):
    answer = save(boss, name="Harbour Street Massage", urgent_care_words="a doctor or an urgent care service",
                  emergency_number="your emergency number", time_zone="Pacific/Auckland")

    assert answer.status_code == 303
    assert the_zone(boss) == "Pacific/Auckland"
    with boss.application.app_context():
        assert db.session.scalars(
            select(AuditEntry.detail).where(AuditEntry.action == "clinic.amend")).all() == ["time_zone"]


def test_a_country_changed_does_not_quietly_keep_the_zone_of_the_one_before(boss):
    answer = save(boss, country="NZ")

    assert answer.status_code == 422
    assert "not a time zone of New Zealand" in error_of(answer.text, "time_zone")
    assert the_zone(boss) == "Europe/London"


@pytest.mark.parametrize("kept", ["UTC", "Etc/GMT-12", "US/Pacific"])
def test_a_zone_taken_over_from_the_server_stays_until_somebody_chooses_another(boss, kept):
    with boss.application.app_context():
        a_clinic(time_zone=kept, country="NZ")
    page = boss.get("/settings/clinic").text
    version = re.search(r'name="version" value="(\d+)"', page)[1]

    saved = save(boss, country="NZ", time_zone=kept, phone="2", version=version)
    moved = save(boss, country="GB", time_zone=kept, version=str(int(version) + 1))

    assert chosen(page) == [kept] and '<optgroup label="As it is set"' in page
    assert (saved.status_code, moved.status_code) == (303, 422)
    assert "not a time zone of United Kingdom" in error_of(moved.text, "time_zone")
    assert the_zone(boss) == kept


def test_two_who_choose_at_once_are_shown_both_zones(boss):
    save(boss, time_zone="Pacific/Auckland")

    clash = save(boss, time_zone="America/New_York")

    assert clash.status_code == 409
    assert re.search(r"Time zone</th><td[^>]*>Pacific/Auckland</td><td[^>]*>America/New_York<", clash.text)
    assert chosen(clash.text) == ["America/New_York"]


@pytest.mark.browser
def test_the_list_follows_the_country(new_server: Server, page: Page, is_sound) -> None:
    page.goto(f"{new_server.url}/set-up")
    country, zone = page.get_by_label("Country"), page.get_by_label("Time zone")
    groups = "element => [...element.querySelectorAll('optgroup')].map(group => group.label)"
    assert len(zone.evaluate(groups)) == len(COUNTRIES) + 1
    assert zone.locator("option").first.inner_text() == "Choose one"

    country.select_option("NZ")
    assert zone.evaluate(groups) == ["New Zealand", "Other places"]
    assert zone.locator("option").first.inner_text() == "Choose one"
    zone.select_option("Pacific/Auckland")
    is_sound()

    country.select_option("GB")
    assert zone.evaluate(groups) == ["United Kingdom", "Other places"]
    assert zone.input_value() == ""
    assert zone.locator("option").first.inner_text() == "The usual one of the country"


@pytest.mark.browser
def test_a_zone_that_was_sent_is_still_chosen_when_the_page_comes_back(new_server: Server, page: Page, complaints):
    complaints.expected.append("422")
    page.goto(f"{new_server.url}/set-up")
    page.get_by_label("Country").select_option("US")
    page.get_by_label("Time zone").select_option("America/Denver")

    page.get_by_role("button", name="Set up").click()

    assert page.get_by_role("alert").is_visible()
    assert page.get_by_label("Time zone").input_value() == "America/Denver"
    assert unescape(page.get_by_label("Country").input_value()) == "US"
