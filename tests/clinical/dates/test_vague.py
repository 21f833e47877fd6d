"""Dates as people say them: the span they allow, and the cautious end."""
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.clinical.dates.vague import UNKNOWN, on_day, read_date

ON = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(("text", "first", "last"), [
    ("2026-03-05", "2026-03-05", "2026-03-05"),
    ("2026-03", "2026-03-01", "2026-03-31"),
    ("2026-11", "2026-11-01", "2026-11-23"),
    ("05/03/2026", "2026-03-05", "2026-05-03"),
    ("05/12/2026", "2026-05-12", "2026-05-12"),
    ("25/03/2026", "2026-03-25", "2026-03-25"),
    ("12/2025", "2025-12-01", "2025-12-31"),
    ("3rd March 2025", "2025-03-03", "2025-03-03"),
    ("March", "2026-03-01", "2026-03-31"),
    ("December", "2025-12-01", "2025-12-31"),
    ("March 2025", "2025-03-01", "2025-03-31"),
    ("2024", "2024-01-01", "2024-12-31"),
    ("the 90s", "1990-01-01", "1999-12-31"),
    ("summer 2024", "2024-06-01", "2024-08-31"),
    ("winter 2025", "2025-12-01", "2026-02-28"),
    ("Christmas", "2025-12-24", "2025-12-31"),
    ("today", "2026-11-23", "2026-11-23"),
    ("yesterday", "2026-11-22", "2026-11-22"),
    ("last Monday", "2026-11-09", "2026-11-16"),
    ("Friday", "2026-11-20", "2026-11-20"),
    ("last weekend", "2026-11-21", "2026-11-22"),
    ("last week", "2026-11-16", "2026-11-22"),
    ("last month", "2026-10-01", "2026-10-31"),
    ("last year", "2025-01-01", "2025-12-31"),
    ("about three weeks ago", "2026-10-31", "2026-11-04"),
    ("6 wks", "2026-10-08", "2026-10-16"),
    ("two or three days ago", "2026-11-20", "2026-11-21"),
    ("a few weeks ago", "2026-10-26", "2026-11-09"),
    ("years ago", "0001-01-01", "2025-11-23"),
])
def test_span_of_a_date_as_said(text, first, last):
    read = read_date(text, ON)

    assert (read.earliest.isoformat(), read.latest.isoformat()) == (first, last)
    assert read.as_written == text
    assert not read.in_future


@pytest.mark.parametrize("text", ["", "recently", "a while", "2025-13-45", "ago", "no idea", "💥", "500 years ago"])
def test_words_without_a_date_allow_no_span(text):
    read = read_date(text, ON)

    assert (read.earliest, read.latest, read.in_future) == (None, None, False)
    assert read.days_before(ON) == 0


@pytest.mark.parametrize("text", ["tomorrow", "next week", "in two months", "2026-11-24", "March 2027"])
def test_a_day_to_come_is_marked_for_the_form(text):
    assert read_date(text, ON).in_future


def test_days_are_counted_from_the_cautious_end():
    assert read_date("March 2026", ON).days_before(ON) == (ON - date(2026, 3, 31)).days
    assert on_day(ON).days_before(ON) == 0
    assert UNKNOWN.days_before(ON) == 0


def test_a_span_is_exact_only_when_it_is_one_day():
    assert read_date("2026-03-05", ON).is_exact
    assert not read_date("March", ON).is_exact
    assert not UNKNOWN.is_exact
    assert not UNKNOWN.is_known


@given(st.text(max_size=300), st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_any_text_gives_a_span_that_ends_by_that_day_or_lies_wholly_after_it(text, on):
    read = read_date(text, on)

    if read.in_future:
        assert read.earliest > on
    elif read.latest is not None:
        assert read.earliest <= read.latest <= on
