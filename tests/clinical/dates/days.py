"""The day on which the words of these tests are said, and the days that they can mean."""

from datetime import date

from intake.clinical.dates.vague import read_date

ON = date(2026, 6, 18)  # a Thursday


def days_of(text, country=None):
    """The first and last day as ISO dates, or the word that stands for none."""
    read = read_date(text, ON, country)
    if read.in_future:
        return "ahead"
    return (read.earliest.isoformat(), read.latest.isoformat()) if read.latest else "no date"
