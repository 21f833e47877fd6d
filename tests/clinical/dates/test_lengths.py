"""Lengths of time, weekdays and weeks."""

import pytest

from tests.clinical.dates.days import days_of


@pytest.mark.parametrize(("text", "first", "last"), [
    ("6/52", "2026-05-03", "2026-05-11"),
    ("6/52 ago", "2026-05-03", "2026-05-11"),
    ("4/12 ago", "2026-02-04", "2026-03-01"),
    ("5/7 ago", "2026-06-13", "2026-06-13"),
    ("4/12", "2025-12-04", "2026-04-12"),
    ("12w", "2026-03-18", "2026-04-03"),
    ("4 mo", "2026-02-04", "2026-03-01"),
    ("10d ago", "2026-06-07", "2026-06-09"),
    ("2 yrs 4 mths", "2023-11-24", "2024-05-12"),
    ("1 year and 3 months ago", "2025-02-01", "2025-05-04"),
    ("3 weeks 2 days ago", "2026-05-24", "2026-05-28"),
    ("a month and a half ago", "2026-04-28", "2026-05-09"),
    ("half a year ago", "2025-11-29", "2026-01-05"),
    ("2½ weeks ago", "2026-05-29", "2026-06-03"),
    ("1.5 years ago", "2024-10-23", "2025-02-11"),
    ("anderthalb Jahre", "2024-10-23", "2025-02-11"),
    ("36 hours ago", "2026-06-16", "2026-06-17"),
    ("forty-two days ago", "2026-05-03", "2026-05-11"),
    ("a hundred and ten days ago", "2026-02-17", "2026-03-11"),
    ("ninety weeks", "2024-07-25", "2024-11-28"),
    ("a couple of months", "2026-03-29", "2026-05-09"),
    ("a few days ago", "2026-06-14", "2026-06-16"),
    ("several weeks ago", "2026-05-21", "2026-06-04"),
    ("day 8 post op", "2026-06-10", "2026-06-10"),
    ("week 6 post op", "2026-05-07", "2026-05-14"),
    ("9 weeks post op", "2026-04-10", "2026-04-22"),
    ("baby 5 weeks old", "2026-05-10", "2026-05-18"),
    ("a fortnight ago", "2026-06-03", "2026-06-05"),
    ("two decades ago", "2004-06-18", "2008-06-17"),
    ("5/6 weeks ago", "2026-05-03", "2026-05-18"),
    ("1/2 year ago", "2025-11-29", "2026-01-05"),
    ("a 3 day trip in May", "2026-05-01", "2026-05-31"),
    ("a flight of 9 hours on 6 June", "2026-06-06", "2026-06-06"),
    ("3 weeks in May", "2026-05-01", "2026-05-31"),
    ("the last two weeks of May", "2026-05-01", "2026-05-31"),
    ("3 weeks after Easter", "2026-04-22", "2026-04-29"),
    ("two days before Christmas", "2025-12-22", "2025-12-29"),
    ("2 weeks before", "2026-06-03", "2026-06-05"),
    ("March 2026, two weeks later", "2026-03-01", "2026-04-15"),
    ("two years in September", "2024-08-31", "2024-09-29"),
    ("years ago", "0001-01-01", "2025-06-18"),
    ("36 hours", "2026-06-16", "2026-06-17"),
    ("2 motnhs ago", "2026-04-12", "2026-04-25"),
    ("10 dys ago", "2026-06-07", "2026-06-09"),
    ("month ago", "2026-05-16", "2026-05-22"),
    ("three weeks odd", "2026-05-26", "2026-05-30"),
    ("20+ years", "0001-01-01", "2006-06-18"),
    ("10 years plus", "0001-01-01", "2016-06-18"),
    ("two-and-a-half weeks ago", "2026-05-29", "2026-06-03"),
    ("12 weeks before last", "2026-03-12", "2026-03-23"),
    ("1/2 weeks ago", "2026-06-03", "2026-06-16"),
    ("3/4 weeks ago", "2026-05-19", "2026-05-30"),
    ("6 week", "2026-05-03", "2026-05-11"),
    ("2 weeks ago in March", "2026-03-01", "2026-06-05"),
    ("2 weeks in 2019", "2019-01-01", "2019-12-31"),
    ("for 3 weeks in March", "2026-03-01", "2026-03-31"),
    ("a quarter of a year ago", "2026-03-10", "2026-03-28"),
])
def test_a_length_of_time_says_how_long_ago(text, first, last):
    assert days_of(text) == (first, last)


@pytest.mark.parametrize("text", [
    "3 weeks after surgery", "months ago", "for years", "3 pills ago", "2019 and 3 blorps ago", "a 6 week course",
    "500 years ago", "every 3 weeks", "",
])
def test_a_length_without_a_number_or_a_day_is_asked(text):
    assert days_of(text) == "no date"


@pytest.mark.parametrize(("text", "first", "last"), [
    ("Tuesday", "2026-06-16", "2026-06-16"),
    ("Thursday", "2026-06-18", "2026-06-18"),
    ("last Thursday", "2026-06-04", "2026-06-11"),
    ("last Monday", "2026-06-08", "2026-06-15"),
    ("this Monday", "2026-06-15", "2026-06-15"),
    ("Monday gone", "2026-06-08", "2026-06-15"),
    ("Tuesday before last", "2026-06-02", "2026-06-09"),
    ("Tuesday last week", "2026-06-09", "2026-06-09"),
    ("last week Tuesday", "2026-06-09", "2026-06-09"),
    ("a week last Monday", "2026-06-01", "2026-06-08"),
    ("a week ago Monday", "2026-06-08", "2026-06-08"),
    ("three weeks on Monday", "2026-05-25", "2026-06-01"),
    ("two weeks yesterday", "2026-06-03", "2026-06-03"),
    ("5 months tomorrow", "2026-01-18", "2026-01-18"),
    ("a week ago today", "2026-06-11", "2026-06-11"),
    ("last weekend", "2026-06-13", "2026-06-14"),
    ("the weekend before last", "2026-06-06", "2026-06-07"),
    ("last week", "2026-06-08", "2026-06-14"),
    ("the week before last", "2026-06-01", "2026-06-07"),
    ("last month but one", "2026-04-01", "2026-04-30"),
    ("month before last", "2026-04-01", "2026-04-30"),
    ("year before last", "2024-01-01", "2024-12-31"),
    ("one month before last", "2026-03-18", "2026-05-04"),
    ("this week", "2026-06-15", "2026-06-18"),
    ("this month", "2026-06-01", "2026-06-18"),
    ("this year", "2026-01-01", "2026-06-18"),
    ("last spring", "2026-03-01", "2026-05-31"),
    ("last June", "2025-06-01", "2025-06-30"),
    ("this summer", "2026-06-01", "2026-06-18"),
    ("last summer", "2025-06-01", "2025-08-31"),
    ("Saturday 6 June", "2026-06-06", "2026-06-06"),
    ("Tuesday, 6 June", "2026-06-06", "2026-06-16"),
    ("fell Sat", "2026-06-13", "2026-06-13"),
    ("sat down 2019", "2019-01-01", "2019-12-31"),
    ("the week of 1 June", "2026-06-01", "2026-06-07"),
    ("three Mondays ago", "2026-06-01", "2026-06-01"),
    ("two weekends ago", "2026-06-06", "2026-06-07"),
    ("the weekend of 6 June", "2026-06-06", "2026-06-07"),
    ("weekend of the 6th", "2026-06-06", "2026-06-07"),
    ("Wednesdy", "2026-06-17", "2026-06-17"),
    ("Tuesday 9th", "2026-06-09", "2026-06-09"),
    ("last op 2019", "2019-01-01", "2019-12-31"),
    ("fortnight last Monday", "2026-05-25", "2026-06-01"),
    ("a month next week", "2026-05-22", "2026-05-29"),
    ("last autumn", "2025-09-01", "2025-11-30"),
    ("this spring", "2026-03-01", "2026-05-31"),
    ("Saturday (6 June)", "2026-06-06", "2026-06-06"),
    ("Monday to Wednesday", "2026-06-15", "2026-06-17"),
])
def test_days_and_weeks_are_counted_from_the_day_of_the_words(text, first, last):
    assert days_of(text) == (first, last)


@pytest.mark.parametrize("text", [
    "Tuesday week", "this weekend", "2019 and last blorp",
])
def test_days_that_may_be_past_or_to_come_are_asked(text):
    assert days_of(text) == "no date"
