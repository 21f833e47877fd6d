"""Dates of the calendar as they stand in a text: days, months, years, seasons, decades, in words and digits."""

from datetime import date
from functools import lru_cache

from intake.clinical.dates.digit_dates import date_in_digits, loose_date, year_and_month
from intake.clinical.dates.durations import Reader
from intake.clinical.dates.month_days import days_behind, days_of_month, hyphened_month, piece_of_days
from intake.clinical.dates.named_years import year_after
from intake.clinical.dates.piece import Days, Piece, day_of, full_year, month_of, newest, span_piece, unknown

_THIRDS = {"EARLY": (0.0, 0.4), "MID": (0.33, 0.67), "LATE": (0.6, 1.0)}
"""Where early, middle and late lie in a month, a season or a year."""


def calendar_piece(reader: Reader, start: int, on: date) -> Piece | None:
    """The date of the calendar that begins at a place, None where none does."""
    token = reader.at(start)
    match token.kind:
        case "DATE":
            return date_in_digits(reader, start, on)
        case "YEARS" | "YM" | "MY":
            return year_and_month(reader, start)
        case "MONTH":
            return _month(reader, start, on)
        case "SEASON":
            return _season(reader, start, on)
        case "YEAR":
            return _year(reader, start, on)
        case "YY":
            return _two_digits(start, token.whole, on)
        case "NUM" if _is_short_year(reader, start):
            return _two_digits(start, token.whole, on)
        case "DECADE" | "NUM" | "ORD" | "FRACTION" | "DECIMAL":
            return _decade(reader, start, on) or days_of_month(reader, start, on) or loose_date(reader, start, on)
    return None


def _is_short_year(reader: Reader, start: int) -> bool:
    """"In 98", "since 87"; smaller numbers may be an age."""
    token, before = reader.at(start), reader.at(start - 1)
    is_led = before.kind in ("INTIME", "IN", "SINCE", "UNTIL") or before.word == "back in"
    return is_led and len(token.word) == 2 and 70 <= token.whole and reader.kind(start + 1) in ("END", "SEP", "AND")


def part_of(kind: str, days: Days) -> Days:
    """The early, middle or late part of some days."""
    low, high = _THIRDS[kind]
    length = (days[1] - days[0]).days
    return (date.fromordinal(days[0].toordinal() + round(length * low)),
            date.fromordinal(days[0].toordinal() + round(length * high)))


def _year(reader: Reader, start: int, on: date) -> Piece:
    year = reader.at(start).whole
    if reader.at(start + 1).word == "s":
        return Piece(date(year, 1, 1), date(min(year + 9, 9999), 12, 31), start, start + 2, "year")
    after = calendar_piece(reader, start + 1, on) if reader.kind(start + 1) == "MONTH" else None
    if after is not None and after.coming is not None:  # "2019 Oct 3"
        days = _in_year(after, year)
        return Piece(*days, start, after.end, after.sort) if days else unknown(start, after.end)
    return Piece(date(year, 1, 1), date(year, 12, 31), start, start + 1, "year")


def _in_year(piece: Piece, year: int) -> Days | None:
    """The same days in another year."""
    if piece.sort == "month":
        return month_of(year, piece.first.month)
    first, last = (day_of(year, day.month, day.day) for day in piece.days)
    return (first, last) if first and last else None


def _two_digits(start: int, two: int, on: date) -> Piece:
    year = full_year(two, on)
    return unknown(start, start + 1) if year is None else \
        Piece(date(year, 1, 1), date(year, 12, 31), start, start + 1, "year")


def _decade(reader: Reader, start: int, on: date) -> Piece | None:
    token = reader.at(start)
    is_short = token.kind == "NUM" and reader.at(start + 1).word == "s" and token.whole % 10 == 0
    if token.kind != "DECADE" and not (is_short and len(token.word) == 2):
        return None
    end = start + 1 + is_short
    before = reader.back(start - 1, "EARLY", "MID", "LATE")
    if reader.at(before).word in ("my", "his", "her", "their", "your"):
        return unknown(start, end)
    two = token.whole
    first = (1900 if two > on.year % 100 else 2000) + two
    return Piece(date(first, 1, 1), date(first + 9, 12, 31), start, end, "year")


def _month(reader: Reader, start: int, on: date) -> Piece:
    month = reader.at(start).whole
    if year := year_after(reader, start + 1, on):
        return span_piece(month_of(year[0], month), start, year[1])
    if reader.at(start + 1).word in ("-", "/") and (hyphened := hyphened_month(reader, start, month, on)):
        return hyphened
    numbers, end = days_behind(reader, reader.skip(start + 1, "THE"))
    if numbers:
        year = year_after(reader, end, on, may_be_listed=True)
        return piece_of_days(numbers, month, (start, year[1] if year else end), year[0] if year else None, on)
    if reader.at(start + 1).word == "," and reader.kind(start + 2) == "YEAR":
        return unknown(start, start + 3)  # "July, 2019": one date or two
    found = _newest_month(month, on)
    return Piece(*found[0], start, start + 1, "month", found[1]) if found else unknown(start, start + 1)


@lru_cache(64)
def _newest_month(month: int, on: date) -> tuple[Days, Days | None] | None:
    return newest([days for year in _near(on) if (days := month_of(year, month))], on)


def _near(on: date) -> range:
    return range(max(1, on.year - 1), min(9999, on.year + 1) + 1)


def _season(reader: Reader, start: int, on: date) -> Piece:
    month = reader.at(start).whole
    token = reader.at(start + 1)
    if token.kind == "YM":  # winter 2025/26
        return span_piece(season_of(token.parts[0], month), start, start + 2, "season")
    if year := year_after(reader, start + 1, on):
        days = season_of(year[0], month)
        if days and days[0] > on and month == 12:
            days = season_of(year[0] - 1, month)
        return span_piece(days, start, year[1], "season")
    found = newest([days for year in range(max(1, on.year - 1), on.year + 2) if (days := season_of(year, month))], on)
    return Piece(*found[0], start, start + 1, "season", found[1]) if found else unknown(start, start + 1)


def season_of(year: int, month: int) -> Days | None:
    """The three months of a season, which begins with `month`, on the northern half of the earth."""
    first, last = month_of(year, month), month_of(year + (month == 12), (month + 1) % 12 + 1)
    return (first[0], last[1]) if first and last else None
