"""Dates of the calendar as they stand in a text: days, months, years, seasons, decades, in words and digits."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from intake.clinical.dates.durations import Reader, duration_at
from intake.clinical.dates.piece import Days, Piece, day_of, full_year, month_of, unknown

_JOINS = ("TO", "AND", "SEP", "UNTIL", "ART")
_THIRDS = {"EARLY": (0.0, 0.4), "MID": (0.33, 0.67), "LATE": (0.6, 1.0)}
"""Where early, middle and late lie in a month, a season or a year."""
_SLIP = 13


def calendar_piece(reader: Reader, start: int, on: date) -> Piece | None:
    """The date of the calendar that begins at a place, None where none does."""
    token = reader.at(start)
    match token.kind:
        case "DATE":
            return _digits(reader, start, on)
        case "YEARS" | "YM" | "MY":
            return _year_and_month(reader, start)
        case "MONTH":
            return _month(reader, start, on)
        case "SEASON":
            return _season(reader, start, on)
        case "YEAR":
            return _year(reader, start, on)
        case "YY":
            return _two_digits(start, int(str(token.value)), on)
        case "DECADE" | "NUM" | "ORD" | "FRACTION" | "DECIMAL":
            return _decade(reader, start, on) or _days_of_month(reader, start, on) or _loose(reader, start, on)
    return None


def part_of(kind: str, days: Days) -> Days:
    """The early, middle or late part of some days."""
    low, high = _THIRDS[kind]
    length = (days[1] - days[0]).days
    return (date.fromordinal(days[0].toordinal() + round(length * low)),
            date.fromordinal(days[0].toordinal() + round(length * high)))


def newest(spans: Iterator[Days] | list[Days], on: date) -> tuple[Days, Days | None] | None:
    """Of the days in several years, the newest that have begun on `on`, and the next to come."""
    known = sorted(spans)
    begun = [days for days in known if days[0] <= on]
    ahead = [days for days in known if days[0] > on]
    return (begun[-1], ahead[0] if ahead else None) if begun else None


def year_after(reader: Reader, place: int, on: date, *, may_be_listed: bool = False) -> tuple[int, int] | None:
    """The year that is named behind a date, and the place behind it: "2019", "'19", "of last year", "98".

    Behind a comma it belongs to a day ("3 July, 2019"); "July, 2019" may be two dates.
    """
    here = reader.skip(place, "OF", "THE", "IN", "INTIME")
    if reader.at(here).word == "," and may_be_listed and reader.kind(here + 1) == "YEAR":
        here += 1
    token = reader.at(here)
    if token.kind == "YEAR" and reader.at(here + 1).word != "s" and reader.kind(here + 1) != "ISH":
        return int(str(token.value)), here + 1
    if token.kind == "YY" or (token.kind == "NUM" and token.word.isdigit() and 31 < float(str(token.value)) < 100
                              and duration_at(reader, here) is None):
        year = full_year(int(float(str(token.value))), on)
        return (year, here + 1) if year is not None else None
    return _year_by_name(reader, here, on)


def _year_by_name(reader: Reader, here: int, on: date) -> tuple[int, int] | None:
    """"Last year", "this year", "letztes Jahr", "l'an dernier", "the year before last"."""
    pair = (reader.kind(here), reader.kind(here + 1))
    units = [reader.at(place).value for place in (here, here + 1) if reader.kind(place) == "UNIT"]
    if units[:1] != ["year"]:
        return None
    back = {("LAST", "UNIT"): 1, ("THIS", "UNIT"): 0, ("UNIT", "POSTLAST"): 1, ("LASTBUT", "UNIT"): 2,
            ("UNIT", "BEFORELAST"): 2, ("UNIT", "LASTBUT"): 2}.get(pair)
    return None if back is None else (on.year - back, here + 2)


def _digits(reader: Reader, start: int, on: date) -> Piece:
    token = reader.at(start)
    assert isinstance(token.value, tuple)
    one, two, three = token.value
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


def _year_and_month(reader: Reader, start: int) -> Piece:
    token = reader.at(start)
    assert isinstance(token.value, tuple)
    one, two = token.value
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


def _year(reader: Reader, start: int, on: date) -> Piece:
    year = int(str(reader.at(start).value))
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
    is_short = token.kind == "NUM" and reader.at(start + 1).word == "s" and float(str(token.value)) % 10 == 0
    if token.kind != "DECADE" and not (is_short and len(token.word) == 2):
        return None
    end = start + 1 + is_short
    before = reader.back(start - 1, "EARLY", "MID", "LATE")
    if reader.at(before).word in ("my", "his", "her", "their", "your"):
        return unknown(start, end)
    two = int(float(str(token.value)))
    first = (1900 if two > on.year % 100 else 2000) + two
    return Piece(date(first, 1, 1), date(first + 9, 12, 31), start, end, "year")


def _month(reader: Reader, start: int, on: date) -> Piece:
    month = int(float(str(reader.at(start).value)))
    if year := year_after(reader, start + 1, on):
        return _span_piece(month_of(year[0], month), start, year[1])
    if reader.at(start + 1).word in ("-", "/") and (hyphened := _hyphened(reader, start, month, on)):
        return hyphened
    named, end = _days_behind(reader, reader.skip(start + 1, "THE"))
    if named:
        year = year_after(reader, end, on, may_be_listed=True)
        return _of_days(named, month, (start, year[1] if year else end), year[0] if year else None, on)
    if reader.at(start + 1).word == "," and reader.kind(start + 2) == "YEAR":
        return unknown(start, start + 3)  # "July, 2019": one date or two
    found = newest([days for year in _near(on) if (days := month_of(year, month))], on)
    return Piece(*found[0], start, start + 1, "month", found[1]) if found else unknown(start, start + 1)


def _near(on: date) -> range:
    return range(max(1, on.year - 1), min(9999, on.year + 1) + 1)


def _span_piece(days: Days | None, start: int, end: int, sort: str = "month") -> Piece:
    return Piece(*days, start, end, sort) if days else unknown(start, end)


def _hyphened(reader: Reader, start: int, month: int, on: date) -> Piece | None:
    """"Oct-26": a day of October or an October, whichever there is; both where both are."""
    token = reader.at(start + 2)
    if token.kind != "NUM" or len(token.word) != 2 or duration_at(reader, start + 2) or \
            reader.kind(start + 3) in ("MONTH", "TO"):
        return None
    two = int(token.word)
    year = full_year(two, on)
    spans = [days for days in (month_of(year, month) if year is not None else None,) if days and days[0] <= on]
    day = _of_days([two], month, (start, start + 3), None, on) if two <= 31 else unknown(start, start + 3)
    if not day.is_unknown:
        spans.append(day.days)
    elif two <= 31:
        return unknown(start, start + 3)
    return Piece(min(s[0] for s in spans), max(s[1] for s in spans), start, start + 3, "month") if spans else day


def _days_behind(reader: Reader, place: int) -> tuple[list[int], int]:
    """The days named behind a month, "3", "3rd to 9th", and the place behind them."""
    days: list[int] = []
    end = place
    while (day := _day_number(reader, place)) is not None and duration_at(reader, place) is None:
        if days and reader.kind(reader.skip(place + 1, "OF")) == "MONTH":
            break
        days.append(day)
        end = place + 1
        if reader.kind(end) not in _JOINS or len(days) > 5:
            break
        place = end + 1
    return days, end


def _day_number(reader: Reader, place: int) -> int | None:
    token = reader.at(place)
    if token.kind not in ("NUM", "ORD") or not isinstance(token.value, int | float):
        return None
    if token.kind == "ORD" and token.value == 20 and reader.kind(place + 1) == "ORD":
        return None
    return int(token.value) if 1 <= token.value <= 31 and token.value == int(token.value) else None


def _days_of_month(reader: Reader, start: int, on: date) -> Piece | None:
    """"3 October", "the 3rd and 4th of May", "1 to 20 November 2026", "3/4 May"."""
    days: list[int] = []
    place = start
    while len(days) < 6:
        token = reader.at(place)
        if token.kind == "FRACTION" and isinstance(token.value, tuple):
            days += token.value
            place += 1
        elif (composed := _composed_day(reader, place)) is not None:
            days.append(composed[0])
            place = composed[1]
        else:
            return None
        month = reader.skip(place, "OF", "ISH") if reader.kind(place) != "AND" else place
        if reader.at(place).word == "-" and reader.kind(place + 1) == "MONTH":
            month = place + 1
        if reader.kind(month) == "MONTH":
            return _closed(reader, days, (start, month), on)
        if reader.kind(place) not in _JOINS:
            return None
        place = reader.skip(place + 1, "THE", "OF", "TO", "ART")
    return None


def _composed_day(reader: Reader, place: int) -> tuple[int, int] | None:
    """A day in digits or words: 3, 3rd, "twenty first", "thirty-first"."""
    token, after = reader.at(place), reader.skip(place + 1, "TO")
    if token.kind == "NUM" and token.value in (20, 30) and not token.word.isdigit() and reader.kind(after) == "ORD":
        return int(float(str(token.value)) + float(str(reader.at(after).value))), after + 1
    if token.kind not in ("NUM", "ORD") or not isinstance(token.value, int | float) or not 1 <= token.value <= 31:
        return None
    return int(token.value), place + 1


def _closed(reader: Reader, days: list[int], place: tuple[int, int], on: date) -> Piece:
    start, month = place
    end = month + 1
    if reader.at(end).word == "-" and reader.kind(end + 1) in ("YEAR", "NUM"):  # 26-Oct-2025
        two = reader.at(end + 1)
        year = (int(str(two.value)) if two.kind == "YEAR" else full_year(int(float(str(two.value))), on)), end + 2
        if year[0] is not None and len(two.word) in (2, 4) and duration_at(reader, end + 1) is None:
            return _of_days(days, int(str(reader.at(month).value)), (start, year[1]), year[0], on)
    named = year_after(reader, end, on, may_be_listed=True)
    return _of_days(days, int(float(str(reader.at(month).value))), (start, named[1] if named else end),
                    named[0] if named else None, on)


def _of_days(days: list[int], month: int, place: tuple[int, int], year: int | None, on: date) -> Piece:
    """The days of a month, in a year or in the newest where they have begun; a day that there is not is unknown."""
    low, high = min(days), max(days)

    def within(year: int) -> Days | None:
        first, last = day_of(year, month, low), day_of(year, month, high)
        return (first, last) if first and last else None

    if year is not None:
        return _span_piece(within(year), *place, "day")
    near = [days for each in range(max(1, on.year - 8), min(9999, on.year + 1) + 1) if (days := within(each))]
    found = newest(near, on)
    return replace(_span_piece(found[0], *place, "day"), coming=found[1]) if found else unknown(*place)


def _season(reader: Reader, start: int, on: date) -> Piece:
    month = int(float(str(reader.at(start).value)))
    token = reader.at(start + 1)
    if token.kind == "YM" and isinstance(token.value, tuple):  # winter 2025/26
        return _span_piece(season_of(token.value[0], month), start, start + 2, "season")
    if year := year_after(reader, start + 1, on):
        days = season_of(year[0], month)
        if days and days[0] > on and month == 12:
            days = season_of(year[0] - 1, month)
        return _span_piece(days, start, year[1], "season")
    found = newest([days for year in range(max(1, on.year - 1), on.year + 2) if (days := season_of(year, month))], on)
    return Piece(*found[0], start, start + 1, "season", found[1]) if found else unknown(start, start + 1)


def season_of(year: int, month: int) -> Days | None:
    """The three months of a season, which begins with `month`, on the northern half of the earth."""
    first, last = month_of(year, month), month_of(year + (month == 12), (month + 1) % 12 + 1)
    return (first[0], last[1]) if first and last else None


def _loose(reader: Reader, start: int, on: date) -> Piece | None:
    """Dates without a month's name: 3/10, 3.10., "15 10 2026", "the 3rd"."""
    token = reader.at(start)
    if token.kind in ("FRACTION", "DECIMAL") and isinstance(token.value, tuple) and "," not in token.word:
        return _of_two(token.value, start, on)
    if token.kind == "NUM" and token.word.isdigit() and reader.at(start + 1).word.isdigit():
        return _in_three(reader, start, on)
    is_named = reader.kind(start - 1) in ("THE", "OF") and reader.kind(start + 1) in ("END", "SEP", "AND", "TO", "BUT")
    if token.kind == "ORD" and is_named and token.word[0].isdigit():
        return _day_alone(int(float(str(token.value))), start, on)
    return None


def _of_two(parts: tuple[int, ...], start: int, on: date) -> Piece | None:
    one, two = parts
    if not (1 <= one <= 31 and 1 <= two <= 31):
        return None
    pieces = [_of_days([day], month, (start, start + 1), None, on) for day, month in {(one, two), (two, one)}
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
