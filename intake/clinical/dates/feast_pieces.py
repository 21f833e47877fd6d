"""Feasts as they stand in a text: "Easter 2025", "last Christmas", "the bank holiday weekend", "in the new year"."""

from datetime import date

from intake.clinical.dates.durations import Reader
from intake.clinical.dates.feasts import feast_days, last_bank_holiday
from intake.clinical.dates.named_years import year_after
from intake.clinical.dates.piece import Days, Piece, moved, newest, unknown

_SEVERAL = {"any half term": ("half term", "spring half term", "summer half term"),
            "eid": ("eid al-fitr", "eid al-adha")}
_MIDYEAR = 6


def feast_piece(reader: Reader, places: tuple[int, int], on: date, country: str | None) -> Piece:
    """The feast named at the second place, in a date that begins at the first; unknown where no list has it."""
    start, place = places
    name, end = str(reader.at(place).value), place + 1
    has_weekend = reader.kind(end) == "WEEKEND"
    end += has_weekend
    if name == "in the new year":
        return _new_year(start, end, on)
    if name.startswith("bank holiday"):
        return _bank_holiday(name, (start, end), on, country)
    year = year_after(reader, end, on)
    days = [found for each in ([year[0]] if year else _near(on)) for found in _named(name, each, country)]
    if has_weekend:
        days = [(first, moved(last, 3)) for first, last in days]
    if year and name == "new year":
        return unknown(start, year[1])  # "New Year 2025" may be either end of it
    if year:
        return Piece(*days[-1], start, year[1], "feast") if days else unknown(start, year[1])
    # Of a year that no list has, an older feast would be a guess.
    found = newest(days, on) if _named(name, on.year, country) else None
    return Piece(*found[0], start, end, "feast", found[1]) if found else unknown(start, end)


def _near(on: date) -> range:
    return range(max(1, on.year - 2), min(9999, on.year + 1) + 1)


def _named(name: str, year: int, country: str | None) -> list[Days]:
    found = (feast_days(each, year, country) for each in _SEVERAL.get(name, (name,)))
    return sorted(days for days in found if days)


def _new_year(start: int, end: int, on: date) -> Piece:
    """The weeks after New Year: those to come in the second half of a year, those gone by in the first."""
    first = date(min(9999, on.year + (on.month > _MIDYEAR)), 1, 1)
    return Piece(first, moved(first, 58), start, end, "feast")


def _bank_holiday(name: str, places: tuple[int, int], on: date, country: str | None) -> Piece:
    day = last_bank_holiday(on, country)
    if day is None:
        return unknown(*places)
    return Piece(moved(day, -2) if name.endswith("weekend") else day, day, *places, "feast")
