"""Several dates in one text, spans, times that reach to today, and days to come."""

import pytest

from intake.clinical.dates.vague import read_date
from tests.clinical.dates.days import ON, days_of


@pytest.mark.parametrize(("text", "first", "last"), [
    ("January and again in April", "2026-01-01", "2026-04-30"),
    ("2011, 2017 and this March", "2011-01-01", "2026-03-31"),
    ("a month ago, and 5 years ago", "2020-12-17", "2026-05-22"),
    ("first in 2008, last time in February", "2008-01-01", "2026-02-28"),
    ("2 May to 9 May", "2026-05-02", "2026-05-09"),
    ("May 2-9", "2026-05-02", "2026-05-09"),
    ("2-9 May 2025", "2025-05-02", "2025-05-09"),
    ("the 3rd and 4th of June", "2026-06-03", "2026-06-04"),
    ("between February and April", "2026-02-01", "2026-04-30"),
    ("between 7 and 12 January 2026", "2026-01-07", "2026-01-12"),
    ("Feb - April 2025", "2025-02-01", "2025-04-30"),
    ("March/April 2024", "2024-03-01", "2024-04-30"),
    ("from January until March", "2026-01-01", "2026-03-31"),
    ("October to January", "2025-10-01", "2026-01-31"),
    ("two to three weeks ago", "2026-05-27", "2026-06-05"),
    ("5 or 6 weeks", "2026-05-03", "2026-05-18"),
    ("a week or two ago", "2026-06-03", "2026-06-12"),
    ("eight days to two weeks ago", "2026-06-03", "2026-06-11"),
    ("spring or summer", "2026-03-01", "2026-06-18"),
    ("late May, early June", "2026-05-19", "2026-06-13"),
    ("8/9 May", "2026-05-08", "2026-05-09"),
    ("Jan or Feb 2025", "2025-02-01", "2026-01-31"),
    ("hip 2012, knee 4 weeks ago", "2012-01-01", "2026-05-24"),
    ("the 30th and 4th of March", "2026-03-04", "2026-05-30"),
    ("2/5 and 4th of March", "2026-02-05", "2026-05-02"),
    ("May 3-9, eighteen months ago", "2024-10-24", "2026-05-09"),
    ("the 1st and the 14th", "2026-06-01", "2026-06-14"),
    ("1st - 14th", "2026-06-01", "2026-06-14"),
    ("May 17/18", "2026-05-17", "2026-05-18"),
    ("6 June (Sat)", "2026-06-06", "2026-06-06"),
    ("2 years and 3 months, 4 days ago", "2023-12-27", "2026-06-14"),
    ("nearly a year and 3 months ago", "2025-05-12", "2026-03-28"),
    ("il y a deux ans and 3 months ago", "2024-04-05", "2026-03-28"),
    ("il y a deux ans et trois mois", "2023-12-27", "2024-06-09"),
    ("3 weeks or more than 6 years ago", "0001-01-01", "2026-05-30"),
    ("8, 9 weeks ago", "2026-04-10", "2026-04-29"),
    ("May and 3, eighteen weeks ago", "2026-01-30", "2026-05-31"),
    ("June to August 2025", "2025-06-01", "2025-08-31"),
    ("between May and July 2024", "2024-05-01", "2024-07-31"),
])
def test_of_several_dates_or_a_span_the_last_counts(text, first, last):
    assert days_of(text) == (first, last)


@pytest.mark.parametrize("text", [
    "July, 2024", "",
])
def test_what_may_be_one_date_or_two_is_asked(text):
    assert days_of(text) == "no date"


@pytest.mark.parametrize(("text", "first", "last"), [
    ("in the last 4 months", "2026-02-16", "2026-06-18"),
    ("within the past year", "2025-06-17", "2026-06-18"),
    ("over the last couple of weeks", "2026-06-04", "2026-06-18"),
    ("the last 10 days", "2026-06-08", "2026-06-18"),
    ("last 6 weeks", "2026-05-07", "2026-06-18"),
    ("the past week", "2026-06-11", "2026-06-18"),
    ("the last month", "2026-05-18", "2026-06-18"),
    ("less than 2 months ago", "2026-04-18", "2026-06-18"),
    ("under a week", "2026-06-11", "2026-06-18"),
    ("no more than 3 weeks ago", "2026-05-28", "2026-06-18"),
    ("<5 weeks", "2026-05-14", "2026-06-18"),
    ("up to 2 weeks ago", "0001-01-01", "2026-06-18"),
    ("since Tuesday", "2026-06-16", "2026-06-16"),
    ("since February", "2026-02-01", "2026-02-28"),
    ("since 2015, worse again", "2015-01-01", "2026-06-18"),
    ("since March, ongoing", "2026-03-01", "2026-06-18"),
    ("since April till now", "2026-04-01", "2026-06-18"),
    ("since 2012, worse last month", "2012-01-01", "2026-05-31"),
    ("on and off since January", "2026-01-01", "2026-06-18"),
    ("January and again", "2026-01-01", "2026-06-18"),
    ("up to last month", "0001-01-01", "2026-05-31"),
    ("until yesterday", "0001-01-01", "2026-06-17"),
    ("until two weeks ago", "0001-01-01", "2026-06-05"),
    ("from January until April", "2026-01-01", "2026-04-30"),
    ("wore it until March", "0001-01-01", "2026-03-31"),
    ("until August", "2025-08-01", "2026-06-18"),
    ("until next Friday", "2026-06-18", "2026-06-18"),
    ("until further notice", "2026-06-18", "2026-06-18"),
    ("comes off next week", "2026-06-18", "2026-06-18"),
    ("cast off on 2 July", "2026-06-18", "2026-06-18"),
    ("came off in May", "2026-05-01", "2026-05-31"),
    ("still in plaster", "2026-06-18", "2026-06-18"),
    ("more than 6 years ago", "0001-01-01", "2020-06-18"),
    ("over two months ago", "0001-01-01", "2026-04-18"),
    ("30+ years ago", "0001-01-01", "1996-06-18"),
    ("at least 3 weeks", "0001-01-01", "2026-05-28"),
    ("another 2 weeks in plaster", "2026-06-18", "2026-06-18"),
    ("3 weeks left", "2026-06-18", "2026-06-18"),
    ("3 weeks left leg", "2026-05-26", "2026-05-30"),
    ("2 weeks to go", "2026-06-18", "2026-06-18"),
    ("noch zwei Wochen", "2026-06-18", "2026-06-18"),
    ("until 9 July and done 2 weeks ago", "2025-07-09", "2026-06-18"),
    ("came out until March", "0001-01-01", "2026-03-31"),
    ("2 May, until 9 May", "2026-05-02", "2026-06-18"),
    ("off work since January", "2026-01-01", "2026-01-31"),
    ("off since Monday", "2026-06-15", "2026-06-15"),
    ("since 2012, bad again last month", "2012-01-01", "2026-05-31"),
    ("cast off 10 October", "2026-06-18", "2026-06-18"),
    ("up to last month, worse", "0001-01-01", "2026-06-18"),
    ("since March, or more than 6 years ago", "0001-01-01", "2026-03-31"),
])
def test_since_until_and_in_the_last_reach_as_far_as_they_may(text, first, last):
    assert days_of(text) == (first, last)


@pytest.mark.parametrize(("text", "first", "last"), [
    ("in the new year", "2026-01-01", "2026-02-28"),
    ("op in February, next check August", "2026-02-01", "2026-02-28"),
    ("had it in April, check-up booked for 2 July", "2026-04-01", "2026-04-30"),
    ("done in January, redo next year", "2026-01-01", "2026-01-31"),
    ("planned for March, done in April", "2026-03-01", "2026-04-30"),
    ("booked for 2 July and the 4th of January", "2026-01-04", "2026-01-04"),
    ("booked for 3 July, April", "2026-04-01", "2026-04-30"),
    ("3 July, check planned", "2025-07-03", "2025-07-03"),
    ("need physio since May", "2026-05-01", "2026-05-31"),
    ("waiting since May", "2026-05-01", "2026-05-31"),
    ("went as planned in March", "2026-03-01", "2026-03-31"),
    ("due to a fall in May", "2026-05-01", "2026-05-31"),
    ("had one in 2019, next in July", "2019-01-01", "2019-12-31"),
])
def test_a_past_date_counts_beside_a_day_to_come(text, first, last):
    assert days_of(text) == (first, last)


@pytest.mark.parametrize("text", [
    "due 30 June", "booked for July 8", "planned for the autumn", "scheduled for 12 August 2026", "next month",
    "next Monday", "next spring", "tomorrow", "in three weeks", "in 2 months' time", "the week after next", "planned",
    "will be done in July", "booked for 3 July or 10 July", "3 July, planned", "2 July 2026", "August 2027",
    "due 12/7", "planned after Christmas", "due to have it out in July",
])
def test_a_day_to_come_is_ahead(text):
    assert days_of(text) == "ahead"


@pytest.mark.parametrize("text", [
    "had a scan booked for 2 July", "need a scan in July", "waiting list, July", "check-up July",
    "appointment in July", "planned caesarean in January", "booked for May", "not planned", "the next op in August",
    "next in May", "going in on 9 July", "longer than expected in March", "will have it in July",
    "do not know, booked", "booked, had it", "hopefully July", "",
])
def test_what_may_be_past_or_to_come_is_asked(text):
    assert days_of(text) == "no date"


@pytest.mark.parametrize(("text", "first", "last"), [
    ("due 30 June", "2026-06-30", "2026-06-30"),
    ("booked for July 8", "2026-07-08", "2026-07-08"),
    ("planned for the autumn", "2026-09-01", "2026-11-30"),
    ("scheduled for 12 August 2026", "2026-08-12", "2026-08-12"),
    ("next month", "2026-07-01", "2026-07-31"),
    ("next Monday", "2026-06-22", "2026-06-29"),
    ("next spring", "2027-03-01", "2027-05-31"),
    ("tomorrow", "2026-06-19", "2026-06-19"),
    ("in three weeks", "2026-07-07", "2026-07-11"),
    ("in 2 months' time", "2026-08-11", "2026-08-23"),
    ("the week after next", "2026-06-22", "2026-06-29"),
    ("will be done in July", "2026-07-01", "2026-07-31"),
    ("booked for 3 July or 10 July", "2026-07-03", "2026-07-10"),
    ("3 July, planned", "2026-07-03", "2026-07-03"),
    ("2 July 2026", "2026-07-02", "2026-07-02"),
    ("August 2027", "2027-08-01", "2027-08-31"),
    ("due 12/7", "2026-07-12", "2026-07-12"),
    ("planned after Christmas", "2026-12-24", "2026-12-31"),
    ("due to have it out in July", "2026-07-01", "2026-07-31"),
])
def test_a_day_to_come_has_its_days(text, first, last):
    read = read_date(text, ON)

    assert (read.earliest.isoformat(), read.latest.isoformat()) == (first, last)
