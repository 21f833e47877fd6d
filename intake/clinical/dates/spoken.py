"""Dates as people write them, the same on screen and on paper, independent of the server's language."""

import re
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)
MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {name[:3]: number for name, number in MONTH_NUMBERS.items()} | {"sept": 9}
"""Months by their names and by the short forms that people write."""
ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def in_words(day: date) -> str:
    """A date in words: 5 March 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def spoken(text: str) -> str:
    """`text` with its ISO dates in words: evidence is kept with plain dates, and shown as people say them."""
    return ISO_DAY.sub(_spoken_day, text)


def _spoken_day(found: re.Match[str]) -> str:
    try:
        return in_words(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]  # digits that somebody typed, and no day
