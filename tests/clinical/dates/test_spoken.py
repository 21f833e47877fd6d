"""Dates in words."""

from datetime import date

import pytest

from intake.clinical.dates.spoken import in_words, spoken


def test_a_date_is_written_as_people_write_it():
    assert in_words(date(2026, 3, 5)) == "5 March 2026"


@pytest.mark.parametrize("text, shown", [
    ("ended 2026-11-22, 9 h", "ended 22 November 2026, 9 h"),
    ("2019 (2019-01-01 to 2019-12-31)", "2019 (1 January 2019 to 31 December 2019)"),
    ("batch 2026-13-45", "batch 2026-13-45"), ("12026-11-22", "12026-11-22"), ("", ""),
])
def test_only_whole_dates_are_put_into_words(text, shown):
    assert spoken(text) == shown
