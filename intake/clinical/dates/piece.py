"""One date in a text: the days it can mean, where it stands, and when it would come next."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Piece:
    """The first and last day that a date can mean, and its tokens from `start` up to `end`.

    `coming` are the days of its next time where it names no year: "March", "Tuesday", "Easter". `sort`: "day",
    "month", "year", "season", "feast", "week", "ago", "rel", or "unknown", a date that nobody can place.
    """

    first: date
    last: date
    start: int
    end: int
    sort: str
    coming: Days | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether the words speak of a date, and nobody can say which."""
        return self.sort == "unknown"

    @property
    def days(self) -> Days:
        """The first and the last day."""
        return self.first, self.last


def unknown(start: int, end: int) -> Piece:
    """A date that nobody can place."""
    return Piece(date.min, date.max, start, end, "unknown")


def moved(day: date, by: float) -> date:
    """`by` days later, within what a calendar holds."""
    try:
        return day + timedelta(by)
    except OverflowError:
        return date.max if by > 0 else date.min


def day_of(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(year: int, month: int) -> Days | None:
    """The first and last day of a month."""
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def full_year(two: int, on: date) -> int | None:
    """The year of two digits, at most two years ahead of `on`; None for one that is a slip, or a lifetime ago."""
    year = on.year - on.year % 100 + two
    if year <= on.year + 2:
        return year or None
    return None if year <= on.year + 20 or year <= 100 else year - 100


def years_back(day: date, years: int) -> date:
    """The same day some years earlier; 28 February for the 29th."""
    year = day.year - years
    return date.min if year < 1 else day_of(year, day.month, day.day) or date(year, day.month, 28)


def months_back(day: date, months: int) -> date:
    """The same day of the month some months earlier, or the last of that month."""
    count = day.year * 12 + day.month - 1 - months
    span = month_of(count // 12, count % 12 + 1)
    return date.min if span is None else span[0].replace(day=min(day.day, span[1].day))


def newest(spans: Iterable[Days], on: date) -> tuple[Days, Days | None] | None:
    """Of the days in several years, the newest that have begun on `on`, and the next to come."""
    known = sorted(spans)
    begun = [days for days in known if days[0] <= on]
    ahead = [days for days in known if days[0] > on]
    return (begun[-1], ahead[0] if ahead else None) if begun else None


def span_piece(days: Days | None, start: int, end: int, sort: str = "month") -> Piece:
    """These days as a date, unknown where there are none."""
    return Piece(*days, start, end, sort) if days else unknown(start, end)
