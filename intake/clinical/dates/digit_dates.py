"""Dates in digits: 2026-10-15, 15/10/26, 10/2026, 3.10., "15 10 2026", 2019-2021, "the 3rd"."""

from dataclasses import replace
from datetime import date

from intake.clinical.dates.durations import Reader, duration_at
from intake.clinical.dates.month_days import piece_of_days
from intake.clinical.dates.piece import Days, Piece, day_of, full_year, month_of, newest, unknown

_SLIP = 13
_LEADS = ("THE", "OF", "END", "TO", "AND", "SEP", "UNTIL", "WEEKDAY")
_ENDS = ("END", "SEP", "AND", "TO", "BUT")


def date_in_digits(reader: Reader, start: int, on: date) -> Piece:
    """A date of three numbers: 2026-10-15, 15.10.26; 03/04/2026 may be either day."""
    token = reader.at(start)
    one, two, three = token.parts
    if token.word == "ymd":
        days = [day_of(one, two, three)]
    else:
        year = three if token.word == "dmy" else full_year(three, on)
        # Day first or month first cannot be told apart.
        days = [day_of(year, two, one), day_of(year, one, two)] if year is not None else []
    return _any_of([day for day in days if day is not None], start, start + 1, on)


def _any_of(days: list[date], start: int, end: int, on: date) -> Piece:
    """Several readings of one date: those that are not still to come, and the later is the cautious end."""
    kept = [day for day in days if day <= on] or days
    return Piece(min(kept), max(kept), start, end, "day") if kept else unknown(start, end)


def year_and_month(reader: Reader, start: int) -> Piece:
    """A month in digits, 10/2026 or 2026-10, or a span of years, 2019-2021."""
    token = reader.at(start)
    one, two = token.parts
    if token.kind == "MY":
        one, two = two, one
    days = _years(one, two) if token.kind == "YEARS" else month_of(one, two)
    is_span = token.kind == "YM" and two > one % 100
    if is_span and (days is None or 2000 < one < 2012):
        # 2019-21 is a span of years, and so may 2009-10 be.
        days = _years(one, one - one % 100 + two)
    return Piece(*days, start, start + 1, "month") if days else unknown(start, start + 1)


def _years(one: int, two: int) -> Days | None:
    return (date(one, 1, 1), date(two, 12, 31)) if 1 <= one <= two <= 9999 else None


def loose_date(reader: Reader, start: int, on: date) -> Piece | None:
    """Dates without a month's name: 3/10, 3.10., "15 10 2026", "the 3rd"."""
    token = reader.at(start)
    if token.kind in ("FRACTION", "DECIMAL") and "," not in token.word:
        return _of_two(token.parts, start, on)
    if token.kind == "NUM" and token.word.isdigit() and reader.at(start + 1).word.isdigit():
        return _in_three(reader, start, on)
    is_named = reader.kind(start - 1) in _LEADS and reader.kind(start + 1) in _ENDS
    if token.kind == "ORD" and is_named and token.word[0].isdigit():
        return _day_alone(token.whole, start, on)
    return None


def _of_two(parts: tuple[int, ...], start: int, on: date) -> Piece | None:
    one, two = parts
    if not (1 <= one <= 31 and 1 <= two <= 31):
        return None
    pieces = [piece_of_days([day], month, (start, start + 1), None, on) for day, month in {(one, two), (two, one)}
              if month < _SLIP]
    days = [piece.last for piece in pieces if not piece.is_unknown]
    coming = min((piece.coming for piece in pieces if piece.coming), default=None)
    return replace(_any_of(days, start, start + 1, on), coming=coming)


def _in_three(reader: Reader, start: int, on: date) -> Piece | None:
    one, two, third = (reader.at(start + step) for step in range(3))
    if two.kind != "NUM" or third.kind not in ("YEAR", "NUM") or len(third.word) not in (2, 4):
        return None
    if duration_at(reader, start + 2) or not third.word.isdigit():
        return None
    year = int(third.word) if third.kind == "YEAR" else full_year(int(third.word), on)
    days = [day_of(year, int(two.word), int(one.word)), day_of(year, int(one.word), int(two.word))] if year else []
    return _any_of([day for day in days if day is not None], start, start + 3, on)


def _day_alone(day: int, start: int, on: date) -> Piece:
    """"The 3rd": of this month or the newest before that has such a day."""
    spans = []
    for month in range(on.year * 12 + on.month - 4, on.year * 12 + on.month + 2):
        if found := day_of(month // 12, month % 12 + 1, day) if month >= 12 else None:
            spans.append((found, found))
    near = newest(spans, on)
    return Piece(*near[0], start, start + 1, "day", near[1]) if near else unknown(start, start + 1)
