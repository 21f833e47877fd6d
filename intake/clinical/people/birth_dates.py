"""Birth dates as people type them to find somebody: every day that the figures can mean, none preferred."""

import re
from dataclasses import dataclass
from datetime import date

from intake.clinical.dates.spoken import MONTH_NUMBERS

_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_ALONE = r"(?<![\w+]){}(?!\w|[-./ ]\d)"
_YEAR_FIRST = re.compile(_ALONE.format(r"(\d{4})([-./ ])(\d{1,2})\2(\d{1,2})"))
_YEAR_LAST = re.compile(_ALONE.format(r"(\d{1,2})(?:([-./])(\d{1,2})\2(\d{4}|\d{2})| (\d{1,2}) (\d{4}))"))
# With more figures before it, it is the end of a telephone number.
_SPACED = re.compile(r"(?<!\d[-./ ])" + _ALONE.format(r"(\d{1,2}) (\d{1,2}) (\d{2})"))
_RUN = re.compile(_ALONE.format(r"\d{8}"))
_NAMED = re.compile(_ALONE.format(
    rf"(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<month>{_MONTH})\b\.?"
    rf"(?: (?P<after>\d{{1,2}})(?:st|nd|rd|th)?)?,? (?P<year>\d{{4}})"), re.IGNORECASE)
_YEAR_AND_MONTH = re.compile(_ALONE.format(r"(\d{4})-(\d{2})"))


@dataclass(frozen=True, slots=True)
class BirthDate:
    """The beginnings of ISO dates that were meant ("1980-05", "1980-05-17"), and the rest of the text around them."""

    beginnings: tuple[str, ...]
    rest: str
    was_digits: str = ""
    """The figures, where they may be a telephone number as well."""


def find_birth_date(text: str, on: date) -> BirthDate:
    """The birth date in `text`, said on `on`: 17/05/1980, 17.5.80, 17 5 80, 17 May 1980, May 1980, 1980-05-17,
    17051980.

    Where day and month may be swapped both are meant. Nobody is born after `on`: such days are left out, and a year
    of two figures is of the last hundred years.
    """
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            found = read(match, on)
            if found:
                digits = match[0] if match[0].isdigit() else ""
                return BirthDate(found, f"{text[:match.start()]} {text[match.end():]}", digits)
    return BirthDate((), text)


def _year_first(match: re.Match[str], on: date) -> tuple[str, ...]:
    return _days(on, (match[1], match[3], match[4]))


def _year_last(match: re.Match[str], on: date) -> tuple[str, ...]:
    one, two, year = match[1], match[3] or match[5], match[4] or match[6]
    return _days(on, (year, two, one), (year, one, two)) if len(year) == 4 else _short_year(one, two, year, on)


def _spaced(match: re.Match[str], on: date) -> tuple[str, ...]:
    return _short_year(match[1], match[2], match[3], on)


def _short_year(one: str, two: str, year: str, on: date) -> tuple[str, ...]:
    this_century = int(year) + on.year - on.year % 100
    latest_first = ((born, *day) for day in ((two, one), (one, two)) for born in (this_century, this_century - 100))
    found = _days(on, *latest_first)
    return tuple(day for day in found if f"{int(day[:4]) + 100}{day[4:]}" not in found)


def _run(match: re.Match[str], on: date) -> tuple[str, ...]:
    run = match[0]
    return _days(on, (run[:4], run[4:6], run[6:]), (run[4:], run[2:4], run[:2]), (run[4:], run[:2], run[2:4]))


def _named(match: re.Match[str], on: date) -> tuple[str, ...]:
    month, day = MONTH_NUMBERS[match["month"].casefold()], match["before"] or match["after"]
    return _days(on, (match["year"], month, day)) if day else (f"{match['year']}-{month:02}",)


def _year_and_month(match: re.Match[str], on: date) -> tuple[str, ...]:
    return (match[0],) if 1 <= int(match[2]) <= 12 else ()


def _days(on: date, *readings: tuple[str | int, str | int, str | int]) -> tuple[str, ...]:
    days = []
    for year, month, day in readings:
        try:
            read = date(int(year), int(month), int(day))
        except ValueError:
            continue
        if date(on.year - 130, 1, 1) <= read <= on:
            days.append(read.isoformat())
    return tuple(dict.fromkeys(days))


_READERS = (
    (_YEAR_FIRST, _year_first), (_YEAR_LAST, _year_last), (_SPACED, _spaced), (_RUN, _run), (_NAMED, _named),
    (_YEAR_AND_MONTH, _year_and_month),
)
