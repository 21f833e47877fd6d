"""Feasts and school holidays by name, year and country: the first and the last day of each.

Days that move are looked up in the library `holidays`, which is loaded when somebody names the first feast.
"""

from datetime import date, timedelta
from functools import lru_cache

Days = tuple[date, date]
_FIXED = {
    "christmas": (12, 24, 8), "christmas holidays": (12, 19, 18), "boxing day": (12, 26, 1), "new year": (12, 31, 2),
    "new year's eve": (12, 31, 1), "new year's day": (1, 1, 1),
    "epiphany": (1, 5, 2), "may day": (5, 1, 1), "valentine": (2, 14, 1), "st patrick": (3, 17, 1),
    "halloween": (10, 31, 1), "bonfire night": (11, 5, 1), "all saints": (11, 1, 2), "remembrance day": (11, 8, 7),
    "juneteenth": (6, 19, 1), "canada day": (7, 1, 1), "australia day": (1, 26, 1),
    "anzac day": (4, 25, 1), "waitangi day": (2, 6, 1), "king s day": (4, 27, 1), "republic day it": (6, 2, 1),
    "burns night": (1, 25, 1), "st andrew": (11, 30, 1), "st george": (4, 23, 1), "national day fr": (7, 14, 1),
    "unity day": (10, 3, 1), "assumption": (8, 15, 1), "midsummer": (6, 20, 7), "advent": (11, 27, 28),
    "summer holidays": (7, 1, 67), "spring break": (3, 1, 49),
}
"""Month, day, and how many days long."""
_FROM_EASTER = {
    "easter": (-2, 1), "easter sunday": (0, 0), "easter monday": (1, 1), "good friday": (-2, -2),
    "palm sunday": (-7, -7), "holy week": (-7, 0), "easter holidays": (-14, 14), "shrove tuesday": (-47, -47),
    "carnival": (-52, -47), "ash wednesday": (-46, -46), "lent": (-46, 0), "ascension": (39, 39),
    "whitsun": (48, 50), "mothering sunday": (-21, -21), "corpus christi": (60, 60),
}
_NTH = {
    "fathers day": ((6, 6, 3),), "mothers day": ((5, 6, 2), (5, 6, -1)), "memorial day": ((5, 0, -1),),
    "labor day": ((9, 0, 1),), "mlk": ((1, 0, 3),), "presidents day": ((2, 0, 3),),
    "columbus day": ((10, 0, 2),), "canadian thanksgiving": ((10, 0, 2),),
    "early may bank holiday": ((5, 0, 1),), "may bank holiday": ((5, 0, -1),), "august bank holiday": ((8, 0, -1),),
}
"""Month, weekday, and the how-manieth of it; -1 is the last. Of several the last counts."""
_SCHOOL = {"half term": (10, -1), "spring half term": (2, 3), "summer half term": (5, -1)}
"""The week of a Monday of this month, with the weekends on both sides: English schools."""
_BY_LIBRARY = {
    "diwali": (("IN",), "Diwali"), "holi": (("IN",), "Holi"), "dussehra": (("IN",), "Dussehra"),
    "eid al-fitr": (("IN",), "Eid al-Fitr"), "eid al-adha": (("IN",), "Eid al-Adha"),
    "lunar new year": (("SG",), "Chinese New Year"), "passover": (("IL",), "Pesach"),
    "yom kippur": (("IL",), "Yom Kippur"), "rosh hashanah": (("IL",), "Rosh Hashanah"),
    "hanukkah": (("IL",), "Hanukkah"),
}
_AROUND = {"eid al-fitr": (-1, 3), "eid al-adha": (-1, 4), "diwali": (-2, 3), "lunar new year": (-1, 2),
           "passover": (-7, 1), "hanukkah": (-8, 0), "rosh hashanah": (-1, 0), "holi": (-1, 1), "dussehra": (0, 1)}
"""Days before and after that people mean as well: the moon is seen a day apart, and some feasts last."""
_CODES = {"UK": "GB", "EN": "GB"}
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_KNOWN_YEARS = {"IN": (2001, 2035)}
"""The years for which the library has the days of a country whose feasts follow the moon."""
_BANK_HOLIDAYS = ("GB", "IE", "AU", "NZ", "IN")


def feast_days(name: str, year: int, country: str | None = None) -> Days | None:
    """The days of a feast that begins in `year`, as people of `country` ("US", "UK") keep it; None where unknown."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if name in _FIXED:
        month, day, length = _FIXED[name]
        return date(year, month, day), date(year, month, day) + timedelta(length - 1)
    return _moving(name, year, _CODES.get((country or "").upper(), (country or "").upper()))


@lru_cache(512)
def _moving(name: str, year: int, country: str) -> Days | None:
    if name in _FROM_EASTER:
        return _around(_easter(year, country), *_FROM_EASTER[name])
    if name in _NTH:
        return _nth_of(name, year, country)
    if name in _SCHOOL:
        month, nth = _SCHOOL[name]
        return _around(nth_weekday(year, month, 0, nth), -2, 6)
    return _looked_up(name, year, country)


def _looked_up(name: str, year: int, country: str) -> Days | None:
    match name:
        case "thanksgiving":
            return _thanksgiving(year, country)
        case "black friday":
            return _around(nth_weekday(year, 11, 3, 4), 1, 1)
        case "independence day":
            day = _named(country, year, "Independence Day") if country else None
            return _around(day or date(year, 7, 4), 0, 0)
        case "ramadan":
            return _around(_named("IN", year, "Eid al-Fitr"), -30, 0)
        case "navratri":
            return _around(_named("IN", year, "Dussehra"), -9, 0)
        case "victoria day":
            return _around(nth_weekday(year, 5, 0, -1), -7, 0)
    countries, words = _BY_LIBRARY.get(name, ((), ""))
    days = _named(countries[0], year, words) if countries else None
    return _around(days, *_AROUND.get(name, (0, 0)))


def _thanksgiving(year: int, country: str) -> Days | None:
    canadian = nth_weekday(year, 10, 0, 2)
    return _around(canadian if country == "CA" else nth_weekday(year, 11, 3, 4), 0, 0)


def _nth_of(name: str, year: int, country: str) -> Days | None:
    if name == "mothers day" and country in ("GB", "IE"):
        return _around(_easter(year, country), -21, -21)
    days = [day for rule in _NTH[name] if (day := nth_weekday(year, *rule))]
    return min(days), max(days)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The `nth` Monday (0) … Sunday (6) of a month, -1 the last of it."""
    if nth < 0:
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        return end - timedelta((end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _around(day: date | None, before: int, after: int) -> Days | None:
    return None if day is None else (day + timedelta(before), day + timedelta(after))


def _easter(year: int, country: str) -> date | None:
    """Easter Sunday, of the eastern churches in Greece, Cyprus, Romania, Ukraine, Serbia and Bulgaria."""
    if country in ("GR", "CY", "RO", "UA", "RS", "BG"):
        monday = _named("GR", year, "Easter Monday")
        return None if monday is None else monday - timedelta(1)
    friday = _named("GB", year, "Good Friday")
    return None if friday is None else friday + timedelta(2)


def _named(country: str, year: int, words: str) -> date | None:
    """The last day of a year that bears this name there."""
    return max((day for day, name in holidays_of(country, year) if words in name), default=None)


@lru_cache(64)
def holidays_of(country: str, year: int) -> tuple[tuple[date, str], ...]:
    """The public holidays of a country in a year, by day, under their English names; none where nothing is known."""
    first, last = _KNOWN_YEARS.get(country, (_FIRST_YEAR, _LAST_YEAR))
    if not first <= year <= last:
        return ()
    from holidays import country_holidays, list_supported_countries

    if country not in list_supported_countries():
        return ()
    optional = ("public", "optional", "school") if country == "IL" else ("public",)
    days = country_holidays(country, "ENG" if country == "GB" else None, year, language="en_US", categories=optional)
    return tuple(sorted((day, name) for day, name in days.items()))


def last_bank_holiday(on: date, country: str | None) -> date | None:
    """The last day off by law, up to and with `on`: of the country where it is called so, else of England."""
    code = _CODES.get((country or "").upper(), (country or "").upper())
    if not _FIRST_YEAR < on.year <= _LAST_YEAR:
        return None
    kept = code if code in _BANK_HOLIDAYS else "GB"
    days = [day for year in (on.year - 1, on.year) for day, _ in holidays_of(kept, year)]
    return max((day for day in days if day <= on), default=None)
