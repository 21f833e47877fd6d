"""Feasts and school holidays, by country."""

from datetime import date

import pytest

from intake.clinical.dates.vague import read_date
from tests.clinical.dates.days import days_of


@pytest.mark.parametrize(("text", "first", "last"), [
    ("Easter", "2026-04-03", "2026-04-06"),
    ("Easter 2024", "2024-03-29", "2024-04-01"),
    ("Easter Monday", "2026-04-06", "2026-04-06"),
    ("Good Friday", "2026-04-03", "2026-04-03"),
    ("last Easter", "2026-04-03", "2026-04-06"),
    ("Whitsun", "2026-05-23", "2026-05-25"),
    ("Christmas", "2025-12-24", "2025-12-31"),
    ("Christmas 2023", "2023-12-24", "2023-12-31"),
    ("last Christmas", "2025-12-24", "2025-12-31"),
    ("Christmas last year", "2025-12-24", "2025-12-31"),
    ("around Christmas", "2025-12-08", "2026-01-16"),
    ("New Year", "2025-12-31", "2026-01-01"),
    ("New Year's Eve", "2025-12-31", "2025-12-31"),
    ("New Year's Day 2025", "2025-01-01", "2025-01-01"),
    ("Boxing Day", "2025-12-26", "2025-12-26"),
    ("bank holiday", "2026-05-25", "2026-05-25"),
    ("bank holiday weekend", "2026-05-23", "2026-05-25"),
    ("August bank holiday", "2025-08-25", "2025-08-25"),
    ("May bank holiday", "2026-05-25", "2026-05-25"),
    ("half term", "2026-05-23", "2026-05-31"),
    ("October half term", "2025-10-25", "2025-11-02"),
    ("February half-term", "2026-02-14", "2026-02-22"),
    ("summer holidays", "2025-07-01", "2025-09-05"),
    ("Thanksgiving", "2025-11-27", "2025-11-27"),
    ("Thanksgiving 2024", "2024-11-28", "2024-11-28"),
    ("Thanksgiving weekend", "2025-11-27", "2025-11-30"),
    ("Black Friday", "2025-11-28", "2025-11-28"),
    ("Memorial Day", "2026-05-25", "2026-05-25"),
    ("Labor Day", "2025-09-01", "2025-09-01"),
    ("4th of July", "2025-07-04", "2025-07-04"),
    ("Halloween", "2025-10-31", "2025-10-31"),
    ("Mother's Day", "2026-05-10", "2026-05-31"),
    ("Father's Day", "2025-06-15", "2025-06-15"),
    ("Diwali", "2025-10-18", "2025-10-23"),
    ("Holi", "2026-03-03", "2026-03-05"),
    ("Eid", "2026-05-26", "2026-05-31"),
    ("Eid al-Fitr", "2026-03-20", "2026-03-24"),
    ("Ramadan", "2026-02-19", "2026-03-21"),
    ("Chinese New Year", "2026-02-17", "2026-02-20"),
    ("Passover", "2026-04-01", "2026-04-09"),
    ("Hanukkah", "2025-12-14", "2025-12-22"),
    ("Yom Kippur", "2025-10-02", "2025-10-02"),
    ("Pfingsten", "2026-05-23", "2026-05-25"),
    ("Ostern", "2026-04-03", "2026-04-06"),
    ("Pâques", "2026-04-03", "2026-04-06"),
    ("Toussaint", "2025-11-01", "2025-11-02"),
    ("Semana Santa", "2026-03-29", "2026-04-05"),
    ("Navidad", "2025-12-24", "2025-12-31"),
    ("Ferragosto", "2025-08-15", "2025-08-15"),
    ("Natale", "2025-12-24", "2025-12-31"),
    ("Páscoa", "2026-04-03", "2026-04-06"),
    ("Carnaval", "2026-02-12", "2026-02-17"),
    ("Fronleichnam", "2026-06-04", "2026-06-04"),
    ("this Christmas", "2025-12-24", "2025-12-31"),
    ("over Easter", "2026-04-03", "2026-04-06"),
    ("Navratri", "2025-09-23", "2025-10-02"),
])
def test_a_feast_is_the_newest_one(text, first, last):
    assert days_of(text) == (first, last)


@pytest.mark.parametrize("text", [
    "New Year 2025", "Diwali 1999", "booked for Easter",
])
def test_a_feast_of_which_nobody_can_say_the_day_is_asked(text):
    assert days_of(text) == "no date"


@pytest.mark.parametrize("text", [
    "due at Christmas",
])
def test_a_feast_to_come_is_ahead(text):
    assert days_of(text) == "ahead"


@pytest.mark.parametrize(("text", "country", "first", "last"), [
    ("Thanksgiving", "CA", "2025-10-13", "2025-10-13"), ("Thanksgiving", "US", "2025-11-27", "2025-11-27"),
    ("Mother's Day", "UK", "2026-03-15", "2026-03-15"), ("Mother's Day", "gb", "2026-03-15", "2026-03-15"),
    ("Easter", "GR", "2026-04-10", "2026-04-13"), ("Independence Day", "IN", "2025-08-15", "2025-08-15"),
    ("Independence Day", None, "2025-07-04", "2025-07-04"), ("bank holiday", "IE", "2026-06-01", "2026-06-01"),
    ("bank holiday", "FR", "2026-05-25", "2026-05-25"), ("Diwali", "XX", "2025-10-18", "2025-10-23"),
])
def test_a_feast_is_as_the_country_keeps_it(text, country, first, last):
    assert days_of(text, country) == (first, last)


@pytest.mark.parametrize(("text", "first", "last"), [
    ("the day after Boxing Day", "2025-12-27", "2025-12-27"), ("the week after Easter", "2026-04-09", "2026-04-14"),
    ("week before Good Friday", "2026-03-26", "2026-03-28"), ("Mothering Sunday", "2026-03-15", "2026-03-15"),
    ("Canadian Thanksgiving", "2025-10-13", "2025-10-13"), ("St Andrew's Day", "2025-11-30", "2025-11-30"),
    ("Easter holidays", "2026-03-22", "2026-04-19"), ("Festa della Repubblica", "2026-06-02", "2026-06-02"),
])
def test_days_beside_a_feast_and_feasts_of_one_country(text, first, last):
    assert days_of(text) == (first, last)


def test_the_week_before_nothing_is_asked():
    assert days_of("the week before") == "no date"
    assert days_of("the week after next") == "ahead"


def test_the_weeks_after_new_year_are_ahead_in_autumn():
    assert read_date("in the new year", date(2026, 11, 3)).in_future
    assert read_date("in the new year", date(2026, 6, 30)).latest == date(2026, 2, 28)


@pytest.mark.parametrize("on", [date(1899, 7, 1), date(2101, 7, 1)])
def test_a_feast_outside_the_years_of_the_lists_is_asked(on):
    assert read_date("Easter", on).latest is None
    assert read_date("bank holiday", on).latest is None


def test_a_feast_of_a_year_that_no_list_has_is_not_an_older_one():
    assert read_date("Diwali", date(2035, 12, 1)).latest.year == 2035
    assert read_date("Diwali", date(2036, 12, 1)).latest is None
