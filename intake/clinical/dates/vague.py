"""Dates as people give them: kept as written, with the span of days they allow. Rules use the cautious end.

scale.md#dates: unknown day = the latest possible date; unknown month or "recently" = no date at all, counted as
today by the rule, with a question. Nothing here reads a clock: `on` is the day the words were said.
"""
import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from intake.clinical.dates.spoken import MONTH_NUMBERS


@dataclass(frozen=True, slots=True)
class VagueDate:
    """A date as written, and the first and last day it can mean (None = no telling). `in_future`: a form error."""

    as_written: str = ""
    earliest: date | None = None
    latest: date | None = None
    in_future: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the words allow any span at all."""
        return self.latest is not None

    @property
    def is_exact(self) -> bool:
        """Whether they mean one single day."""
        return self.latest is not None and self.earliest == self.latest

    def days_before(self, on: date) -> int:
        """Days from the cautious end to `on`; 0 where it is unknown or not before `on`."""
        return max(0, (on - self.latest).days) if self.latest is not None else 0

    def is_after(self, on: date) -> bool:
        """Whether it certainly lies after `on` (a planned operation, a journey not yet made)."""
        return self.earliest is not None and self.earliest > on


UNKNOWN = VagueDate()


def on_day(day: date) -> VagueDate:
    """The vague date that is exactly `day`."""
    return VagueDate(day.isoformat(), day, day)


_WEEKDAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
_WEEKDAYS |= {name.lower(): i for i, name in enumerate(calendar.day_abbr)} | {"tues": 1, "thurs": 3, "weds": 2}
_NUMBERS: dict[str, float] = {word: i for i, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split())}
_NUMBERS |= {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 3, "half": 0.5, "fifteen": 15, "twenty": 20}
_UNITS = {"day": 1, "night": 1, "week": 7, "wk": 7, "fortnight": 14, "month": 30, "mth": 30, "year": 365, "yr": 365}
# Northern-hemisphere season, first month; the span covers its three months.
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NOISE = frozenset("about around approximately approx roughly maybe perhaps circa ca c some since in on at the of "
                   "it was i think early late mid beginning end start during back only over almost nearly the".split())
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$")
_NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})$")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.\-](\d{4})$")
_WORD = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+")


def read_date(text: str, on: date) -> VagueDate:
    """What `text` can mean when said on `on`. The span never reaches past `on`, unless it lies wholly after it.

    A date wholly after `on` comes back with `in_future` set; words nobody can read come back without a span.
    """
    written = text[:200]
    plain = written.strip().lower().rstrip(".,")
    words = _WORD.findall(plain)
    if _looks_ahead(words):
        return VagueDate(written, on + timedelta(1), None, in_future=True)
    span = _numeric(plain, on) or _phrase(words, on)
    if span is None:
        return VagueDate(written)
    first, last = span
    if first > on:
        return VagueDate(written, first, last, in_future=True)
    return VagueDate(written, first, min(last, on))


def _looks_ahead(words: list[str]) -> bool:
    """Whether the words speak of a day to come: "next week", "tomorrow", "in two months"."""
    if not words or words[-1] in ("ago", "before", "earlier"):
        return False
    counted = len(words) > 2 and (words[1].isdigit() or words[1] in _NUMBERS) and _unit(words[2]) is not None
    return words[0] in ("next", "tomorrow") or (words[0] == "in" and counted)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_span(year: int, month: int) -> tuple[date, date] | None:
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _numeric(plain: str, on: date) -> tuple[date, date] | None:
    if match := _ISO.match(plain[:10] if plain[10:11] in ("t", " ") else plain):
        year, month, day = match.groups()
        if day is None:
            return _month_span(int(year), int(month))
        exact = _day(int(year), int(month), int(day))
        return (exact, exact) if exact else None
    if match := _NUMERIC.match(plain):
        one, two, year = (int(part) for part in match.groups())
        year += 2000 if year < 100 else 0
        # Day first or month first cannot be told apart: both readings that are not still to come are kept, and the
        # later one is the cautious end.
        read = sorted(d for d in {_day(year, two, one), _day(year, one, two)} if d is not None)
        read = [d for d in read if d <= on] or read
        return (read[0], read[-1]) if read else None
    if match := _MONTH_YEAR.match(plain):
        return _month_span(int(match[2]), int(match[1]))
    return None


def _phrase(words: list[str], on: date) -> tuple[date, date] | None:
    words = [word for word in words if word not in _NOISE]
    if not words:
        return None
    return _relative(words, on) or _calendar(words, on)


def _relative(words: list[str], on: date) -> tuple[date, date] | None:
    joined = " ".join(words)
    if joined in ("today", "this morning", "now", "just now", "tonight", "this afternoon", "still"):
        return on, on
    if joined in ("yesterday", "last night", "yesterday evening", "yesterday morning"):
        return on - timedelta(1), on - timedelta(1)
    if joined == "day before yesterday":
        return on - timedelta(2), on - timedelta(2)
    if joined in ("years ago", "many years ago", "long ago", "long time ago", "decades ago"):
        # At least two years, taken as one to stay on the cautious side; never inside a window.
        return date.min, on - timedelta(365)
    if words[0] in ("last", "past", "this") and len(words) > 1:
        return _last(words, on)
    if words[-1] in ("ago", "before", "earlier") or words[0] == "for":
        return _ago([word for word in words if word not in ("for", "ago")], on)
    return _ago(words, on) if len(words) > 1 and _unit(words[-1]) else _weekday(words, on)


def _unit(word: str) -> int | None:
    return _UNITS.get(word) or _UNITS.get(word.rstrip("s"))


def _ago(words: list[str], on: date) -> tuple[date, date] | None:
    unit = next((u for word in words if (u := _unit(word))), None)
    counts = [_NUMBERS.get(word, float(word) if word[0].isdigit() else None) for word in words]
    known = [count for count in counts if count is not None]
    if unit is None:
        return None
    if not known and words[0] not in ("couple", "few", "several"):
        return None
    # "a couple", "a few": the article is not the number.
    count = known[-1] if known[0] == 1 and len(known) > 1 and words[0] in ("a", "an") else known[0]
    low, high = count, known[-1] if len(known) > 1 and words[0] not in ("a", "an") else count
    if max(low, high) * unit > 365 * 120:
        return None
    # People round: a tenth either way, a third for "a few", by whole days; days up to six are taken as said.
    vague = not {"couple", "few", "several"}.isdisjoint(words)
    slack = 0 if unit == 1 and count < 7 and not vague else max(1, round(low * unit / (3 if vague else 10)))
    first = on - timedelta(round(max(low, high) * unit) + slack)
    last = on - timedelta(max(0, round(min(low, high) * unit) - slack))
    return first, last


def _last(words: list[str], on: date) -> tuple[date, date] | None:
    word = words[1]
    if word == "week":
        return (on - timedelta(13), on - timedelta(1)) if words[0] == "last" else (on - timedelta(6), on)
    if word == "weekend":
        saturday = on - timedelta((on.weekday() - 5) % 7 or 7)
        return saturday, min(on, saturday + timedelta(1))
    if word == "month":
        if words[0] != "last":
            return on.replace(day=1), on
        return on.replace(day=1) - timedelta(31), on - timedelta(1)
    if word == "year":
        year = on.year - (words[0] == "last")
        return date(year, 1, 1), date(year, 12, 31)
    if word in _WEEKDAYS:
        # "Last Monday" may be the one of this week or the one before: both are kept.
        latest = on - timedelta((on.weekday() - _WEEKDAYS[word]) % 7 or 7)
        return (latest - timedelta(7), latest) if words[0] == "last" else (latest, latest)
    if word in MONTH_NUMBERS or word in _SEASONS:
        return _calendar([word], on)
    return _ago(words[1:], on)


def _weekday(words: list[str], on: date) -> tuple[date, date] | None:
    if len(words) == 1 and words[0] in _WEEKDAYS and words[0] not in MONTH_NUMBERS:
        day = on - timedelta((on.weekday() - _WEEKDAYS[words[0]]) % 7)
        return day, day
    return None


def _calendar(words: list[str], on: date) -> tuple[date, date] | None:
    year = next((int(word) for word in words if len(word) == 4 and word.isdigit() and word != "0000"), None)
    month = next((MONTH_NUMBERS[word] for word in words if word in MONTH_NUMBERS), None)
    season = next((_SEASONS[word] for word in words if word in _SEASONS), None)
    if {"christmas", "xmas"} & set(words):
        year = year or (on.year if (on.month, on.day) >= (12, 24) else on.year - 1)
        return date(year, 12, 24), date(year, 12, 31)
    if month is not None:
        return _in_month(words, year, month, on)
    if season is not None:
        return _in_season(year, season, on)
    if len(words) == 2 and words[1] == "s" and len(words[0]) == 2 and words[0].isdigit():
        decade = 1900 + int(words[0]) if int(words[0]) > on.year % 100 else 2000 + int(words[0])
        return date(decade, 1, 1), date(decade + 9, 12, 31)
    if year is not None and 1880 <= year <= 9000 and set(words) <= {str(year), "year", "s"}:
        return date(year, 1, 1), date(year + 9 if "s" in words else year, 12, 31)
    return None


def _in_month(words: list[str], year: int | None, month: int, on: date) -> tuple[date, date] | None:
    days = [int(word) for word in words if word.isdigit() and len(word) <= 2]
    if year is None:
        year = on.year if (month, days[0] if days else 1) <= (on.month, on.day) else on.year - 1
    if days:
        exact = _day(year, month, days[0])
        return (exact, exact) if exact else None
    return _month_span(year, month)


def _in_season(year: int | None, month: int, on: date) -> tuple[date, date] | None:
    if year is None:
        year = on.year if month <= on.month else on.year - 1
    first = _month_span(year, month)
    last = _month_span(year + (month == 12), (month + 1) % 12 + 1)
    return (first[0], last[1]) if first and last else None
