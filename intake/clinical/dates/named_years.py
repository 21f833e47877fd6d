"""The year that stands behind a date: "2019", "'19", "of last year", "letztes Jahr"."""

from datetime import date

from intake.clinical.dates.durations import Reader, duration_at
from intake.clinical.dates.piece import full_year


def year_after(reader: Reader, place: int, on: date, *, may_be_listed: bool = False) -> tuple[int, int] | None:
    """The year that is named behind a date, and the place behind it: "2019", "'19", "of last year", "98".

    Behind a comma it belongs to a day ("3 July, 2019"); "July, 2019" may be two dates.
    """
    here = reader.skip(place, "OF", "THE", "IN", "INTIME")
    if reader.at(here).word == "," and may_be_listed and reader.kind(here + 1) == "YEAR":
        here += 1
    token = reader.at(here)
    if token.kind == "YEAR" and reader.at(here + 1).word != "s" and reader.kind(here + 1) != "ISH":
        return token.whole, here + 1
    if token.kind == "YY" or (token.kind == "NUM" and token.word.isdigit() and 31 < token.whole < 100
                              and duration_at(reader, here) is None):
        year = full_year(token.whole, on)
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
