"""Days of a named month: "3 October", "Oct 3-9", "the 3rd and 4th of May", "1 to 20 November 2026", "Oct-26"."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from intake.clinical.dates.durations import Reader, duration_at
from intake.clinical.dates.named_years import year_after
from intake.clinical.dates.piece import Days, Piece, day_of, full_year, month_of, newest, span_piece, unknown

_JOINS = ("TO", "AND", "SEP", "UNTIL", "ART")


def hyphened_month(reader: Reader, start: int, month: int, on: date) -> Piece | None:
    """"Oct-26": a day of October or an October, whichever there is; both where both are."""
    token = reader.at(start + 2)
    if token.kind != "NUM" or len(token.word) != 2 or reader.kind(start + 3) == "UNIT" or \
            reader.kind(start + 3) in ("MONTH", "TO"):
        return None
    two = int(token.word)
    year = full_year(two, on)
    spans = [days for days in (month_of(year, month) if year is not None else None,) if days and days[0] <= on]
    day = piece_of_days([two], month, (start, start + 3), None, on) if two <= 31 else unknown(start, start + 3)
    if not day.is_unknown:
        spans.append(day.days)
    elif two <= 31:
        return unknown(start, start + 3)
    return Piece(min(s[0] for s in spans), max(s[1] for s in spans), start, start + 3, "month") if spans else day


def days_behind(reader: Reader, place: int) -> tuple[list[int], int]:
    """The days named behind a month, "3", "3rd to 9th", and the place behind them."""
    days: list[int] = []
    end = place
    if reader.kind(place) == "FRACTION" and _is_pair(reader.at(place).parts):  # Nov 17/18
        return list(reader.at(place).parts), place + 1
    while (day := _day_number(reader, place)) is not None:
        is_listed = bool(days) and reader.kind(place + 1) in ("SEP", "AND")
        if not is_listed and duration_at(reader, place):
            break
        if days and reader.kind(reader.skip(place + 1, "OF")) == "MONTH":
            break
        days.append(day)
        end = place + 1
        if reader.kind(end) not in _JOINS or len(days) > 5:
            break
        place = end + 1
    return days, end


def _is_pair(parts: tuple[int, ...]) -> bool:
    return 1 <= parts[0] < parts[1] <= 31


def _day_number(reader: Reader, place: int) -> int | None:
    token = reader.at(place)
    if token.kind not in ("NUM", "ORD") or not isinstance(token.value, int | float):
        return None
    if token.kind == "ORD" and token.value == 20 and reader.kind(place + 1) == "ORD":
        return None
    return int(token.value) if 1 <= token.value <= 31 and token.value == int(token.value) else None


def days_of_month(reader: Reader, start: int, on: date) -> Piece | None:
    """"3 October", "the 3rd and 4th of May", "1 to 20 November 2026", "3/4 May"."""
    days: list[int] = []
    place = start
    while len(days) < 6 and reader.has_near(place, "MONTH"):
        token = reader.at(place)
        if token.kind == "FRACTION" and not days and reader.kind(place + 1) in ("MONTH", "OF"):
            days += token.parts
            place += 1
        elif (composed := _composed_day(reader, place)) is not None:
            days.append(composed[0])
            place = composed[1]
        else:
            return None
        month = reader.skip(place, "OF", "ISH") if reader.kind(place) != "AND" else place
        if reader.at(place).word == "-" and reader.kind(place + 1) == "MONTH":
            month = place + 1
        if reader.kind(month) == "MONTH" and (days == sorted(days) or len(days) == 1):
            return _closed(reader, days, (start, month), on)
        # "The 30th and 4th of July" are two dates: days of one month are told in order.
        if reader.kind(place) not in _JOINS or reader.at(place).word == ";" or days != sorted(days):
            return None
        place = reader.skip(place + 1, "THE", "OF", "TO", "ART")
    return None


def _composed_day(reader: Reader, place: int) -> tuple[int, int] | None:
    """A day in digits or words: 3, 3rd, "twenty first", "thirty-first"."""
    token, after = reader.at(place), reader.skip(place + 1, "TO")
    if token.kind == "NUM" and token.value in (20, 30) and not token.word.isdigit() and reader.kind(after) == "ORD":
        return token.whole + reader.at(after).whole, after + 1
    if token.kind not in ("NUM", "ORD") or not isinstance(token.value, int | float) or not 1 <= token.value <= 31:
        return None
    return int(token.value), place + 1


def _closed(reader: Reader, days: list[int], place: tuple[int, int], on: date) -> Piece:
    start, month = place
    end = month + 1
    if reader.at(end).word == "-" and reader.kind(end + 1) in ("YEAR", "NUM"):  # 26-Oct-2025
        two = reader.at(end + 1)
        year = (two.whole if two.kind == "YEAR" else full_year(two.whole, on)), end + 2
        if year[0] is not None and len(two.word) in (2, 4) and duration_at(reader, end + 1) is None:
            return piece_of_days(days, reader.at(month).whole, (start, year[1]), year[0], on)
    named = year_after(reader, end, on, may_be_listed=True)
    return piece_of_days(days, reader.at(month).whole, (start, named[1] if named else end),
                    named[0] if named else None, on)


def piece_of_days(days: list[int], month: int, place: tuple[int, int], year: int | None, on: date) -> Piece:
    """The days of a month, in a year or in the newest where they have begun; a day that there is not is unknown."""
    low, high = min(days), max(days)
    if year is not None:
        return span_piece(_within(year, month, low, high), *place, "day")
    found = _newest_days(month, low, high, on)
    return replace(span_piece(found[0], *place, "day"), coming=found[1]) if found else unknown(*place)


def _within(year: int, month: int, low: int, high: int) -> Days | None:
    first, last = day_of(year, month, low), day_of(year, month, high)
    return (first, last) if first and last else None


@lru_cache(256)
def _newest_days(month: int, low: int, high: int, on: date) -> tuple[Days, Days | None] | None:
    """Eight years back, because of 29 February."""
    years = range(max(1, on.year - 8), min(9999, on.year + 1) + 1)
    return newest([days for year in years if (days := _within(year, month, low, high))], on)
