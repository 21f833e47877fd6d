"""Lengths of time as people say them: "two or three weeks", "a month and a half", "2 yrs 3 mths", "6/52"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from intake.clinical.dates.tokens import END, Token

DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30.4, "year": 365.25,
        "decade": 3652.5}
_OF_DOCTORS = {52: "week", 12: "month", 7: "day"}
"""What the lower number means in the short form of doctors: 6/52 is six weeks, 2/12 two months, 3/7 three days."""
_SMALLER = {"year": ("month", "week", "day"), "month": ("week", "day"), "week": ("day",), "day": ("hour",)}
_HIGHEST = 200
_JOINS = ("TO", "AND", "SEP", "UNTIL")
_REACH = 5
_WORDS_FOR_AND = ("and", "&", "und", "et", "y", "e", "ed", "n")


@dataclass(frozen=True, slots=True)
class Duration:
    """From `low` to `high` units; `is_vague`: "a few". Its tokens run from `start` up to `end`.

    `is_recent`: "the two last weeks", a time that reaches to today. `more`: "20+ years". `could_be_date`: 2/12.
    """

    low: float
    high: float
    unit: str
    start: int
    end: int
    is_vague: bool = False
    is_recent: bool = False
    is_more: bool = False
    could_be_date: bool = False
    rest: float = 0

    @property
    def least(self) -> float:
        """The least number of days, without rounding by the speaker."""
        return self.low * DAYS[self.unit] + self.rest

    @property
    def most(self) -> float:
        """The greatest number of days, likewise."""
        return self.high * DAYS[self.unit] + self.rest

    @property
    def slack(self) -> float:
        """People round: a tenth either way, a third for "a few"; days up to six are taken as said."""
        if self.least < 7 and self.unit in ("day", "hour", "minute") and not self.is_vague:
            return 0
        return max(1, round(self.least / (3 if self.is_vague else 10)))


class Reader:
    """Tokens by their place, with an end that never fails."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.kinds = [token.kind for token in tokens]
        self.length = len(tokens)
        self.looks = 0
        """How often a kind was looked at: the work done, which grows in proportion to the length."""

    def at(self, place: int) -> Token:
        """The token at a place, END outside."""
        return self.tokens[place] if 0 <= place < self.length else END

    def kind(self, place: int) -> str:
        """The kind of the token at a place."""
        self.looks += 1
        return self.kinds[place] if 0 <= place < self.length else "END"

    def has_near(self, place: int, kind: str) -> bool:
        """Whether a token of a kind stands among the next dozen."""
        return kind in self.kinds[place:place + 12]

    def skip(self, place: int, *kinds: str) -> int:
        """The first place from `place` on whose token is of none of these kinds; no farther than a few words."""
        for _ in range(_REACH):
            if self.kind(place) not in kinds:
                break
            place += 1
        return place

    def back(self, place: int, *kinds: str) -> int:
        """The last place up to `place` whose token is of none of these kinds; no farther than a few words."""
        for _ in range(_REACH):
            if self.kind(place) not in kinds:
                break
            place -= 1
        return place


Quantity = tuple[float, float, bool, int]
"""From, to, whether it is vague, and the place behind it."""


def duration_at(reader: Reader, start: int) -> Duration | None:
    """The length of time that begins at a place."""
    if reader.kind(start) == "FRACTION" and (short := _short_form(reader, start)):
        return short
    quantity = _quantity(reader, start)
    if quantity is None:
        return _one_and_a_half(reader, start)
    low, high, is_vague, here = quantity
    is_more = reader.kind(here) == "PLUS"
    here = reader.skip(here, "PLUS", "ISH", "FILLER", "OF", "ART" if is_vague else "PLUS")
    is_recent = reader.kind(here) in ("LAST", "PERIOD", "POSTLAST")
    here += is_recent
    if reader.kind(here) != "UNIT" or max(low, high) > _HIGHEST * 10:
        return None
    first = Duration(low, high, str(reader.at(here).value), start, here + 1, is_vague, is_recent, is_more)
    return _with_rest(reader, _with_half(reader, first))


def _one_and_a_half(reader: Reader, start: int) -> Duration | None:
    """"Year and a half", "año y medio"."""
    if reader.kind(start) != "UNIT" or not (half := _half_after(reader, start + 1)):
        return None
    return Duration(1.5, 1.5, str(reader.at(start).value), start, half)


def _short_form(reader: Reader, start: int) -> Duration | None:
    """6/52, and a range before a unit: 5/6 weeks; 1/2 is a half unless it is of several."""
    over, under = reader.at(start).parts
    if reader.kind(start + 1) == "UNIT":
        low, high = _of_fraction(over, under, reader.at(start + 1).word.endswith("s"))
        return Duration(low, high, str(reader.at(start + 1).value), start, start + 2)
    if under in _OF_DOCTORS and over <= 99:
        could_be_date = under != 52 and 1 <= over <= 31
        is_more = reader.kind(start + 1) == "PLUS"
        return Duration(over, over, _OF_DOCTORS[under], start, start + 1 + is_more, is_more=is_more,
                        could_be_date=could_be_date)
    return None


def _of_fraction(over: int, under: int, is_plural: bool) -> tuple[float, float]:
    """"1/2 year" is a half; "5/6 weeks" is five or six; "1/2 weeks" may be either, and the less counts."""
    is_part = (over, under) in ((1, 2), (1, 4), (3, 4)) and not (is_plural and over > 1)
    if is_part:
        return over / under, float(under) if is_plural else over / under
    return float(min(over, under)), float(max(over, under))


def _quantity(reader: Reader, start: int) -> Quantity | None:
    here = start + (reader.kind(start) == "ART")
    token = reader.at(here)
    if token.kind in ("FEW", "COUPLE"):
        return (2.0 if token.kind == "COUPLE" else 3.0), (2.0 if token.kind == "COUPLE" else 3.0), True, here + 1
    if token.kind == "HALF" or (token.kind == "FRACTION" and token.value == (1, 2)):
        return 0.5, 0.5, False, reader.skip(here + 1, "OF", "ART", "FILLER")
    if token.kind == "QUARTER":
        return 0.25, 0.25, False, reader.skip(here + 1, "OF", "ART")
    number = number_at(reader, here)
    if number is None and here == start and _is_one_unit(reader, here):
        return 1.0, 1.0, False, here
    if number is None:
        return (1.0, 1.0, False, here) if here > start else None
    low, here = number
    return _range(reader, low, here)


def _is_one_unit(reader: Reader, place: int) -> bool:
    """"Month ago", "fortnight last Friday", "the week after Easter": one of them."""
    word = reader.at(place).word
    if reader.kind(place) != "UNIT" or (word.endswith("s") and word not in ("mes", "mois")):
        return False
    is_counted = reader.kind(place + 1) == "LAST" and reader.kind(place + 2) == "WEEKDAY"
    is_beside = reader.kind(place + 1) in ("AFTER", "BEFORE") and reader.kind(place + 2) not in ("NEXT", "END", "SEP")
    return reader.kind(place + 1) == "AGO" or is_counted or is_beside


def _range(reader: Reader, low: float, here: int) -> Quantity:
    """"Two or three", "3 – 4", "2 to about 3", and "two and a half"."""
    if half := _half_after(reader, here):
        return low + 0.5, low + 0.5, False, half
    join = reader.skip(here, "ISH")
    if reader.kind(join) in _JOINS and reader.kind(join + 1) not in _JOINS:
        other = number_at(reader, reader.skip(join + 1, "APPROX", "FILLER", "ART"))
        is_near = reader.kind(join) != "SEP" or (other is not None and low < other[0] <= low + 2)
        if other is not None and is_near and other[0] <= _HIGHEST and _leads_to_unit(reader, other[1]):
            return min(low, other[0]), max(low, other[0]), False, other[1]
    return low, low, False, here


def _leads_to_unit(reader: Reader, place: int) -> bool:
    return reader.kind(reader.skip(place, "PLUS", "ISH", "FILLER", "LAST", "PERIOD", "POSTLAST")) == "UNIT"


def _half_after(reader: Reader, place: int) -> int | None:
    """The place behind "(and) a half", "½", "et demi", None where there is none."""
    here = reader.skip(place, "AND", "ART", "TO")
    if reader.at(here).value == (1, 2) and reader.kind(here) == "FRACTION":
        return here + 1
    is_half = reader.kind(here) == "HALF" and (here > place or reader.kind(here + 1) != "UNIT")
    return here + 1 if is_half and not (reader.kind(here + 1) in ("OF", "ART") and reader.kind(here + 2) == "UNIT") \
        else None


def number_at(reader: Reader, place: int) -> tuple[float, int] | None:
    """A number in digits or words, and the place behind it: 21, 2.5, "twenty-one", "a hundred and ten"."""
    token = reader.at(place)
    if token.kind == "DECIMAL":
        return float(token.word), place + 1
    if token.kind != "NUM" or not isinstance(token.value, float | int):
        return None
    value, here = float(token.value), place + 1
    if token.word.isdigit():
        return value, here
    if reader.kind(here) == "NUM" and reader.at(here).value == 100 and value < 10:
        value, here = value * 100, here + 1
    return _with_ones(reader, value, here)


def _with_ones(reader: Reader, value: float, here: int) -> tuple[float, int]:
    """Tens with their ones: "twenty-one", "treinta y dos", "soixante-douze", "dix-sept", "quatre-vingt"."""
    is_glued = reader.at(here).word in ("-", "et", "y", "e") or (value >= 100 and reader.kind(here) == "AND")
    place = here + is_glued
    ones = _word_number(reader, place)
    if value == 4 and reader.at(place).word in ("vingt", "vingts"):
        return _with_ones(reader, 80, place + 1)
    if value >= 100 and 0 < ones < 100:
        more, end = _with_ones(reader, ones, place + 1)
        return value + more, end
    room = 20 if value in (60, 80) else 10
    is_composed = (20 <= value < 100 and value % 10 == 0) or (value == 10 and ones in (7, 8, 9))
    return (value + ones, place + 1) if is_composed and 0 < ones < room else (value, here)


def _word_number(reader: Reader, place: int) -> float:
    token = reader.at(place)
    is_word = token.kind == "NUM" and not token.word.isdigit() and isinstance(token.value, float | int)
    return float(token.value) if is_word and isinstance(token.value, float | int) else 0


def _with_half(reader: Reader, first: Duration) -> Duration:
    """With the half behind it: "a year and a half"; and without the rest of "a week or two"."""
    if half := _half_after(reader, first.end):
        return replace(first, low=first.low + 0.5, high=first.high + 0.5, end=half)
    if reader.kind(first.end) == "AND":
        other = number_at(reader, reader.skip(first.end + 1, "ART"))
        if other is not None and first.low < other[0] <= 12 and reader.kind(other[1]) in ("AGO", "END", "SEP"):
            return replace(first, high=other[0], end=other[1])
    return first


def _may_be_joined(reader: Reader, start: int, word: str) -> bool:
    """"Il y a deux ans et trois mois" is one time; "il y a deux ans and 3 months ago", "nearly a year and" are two."""
    lead = reader.kind(reader.back(start - 1, "ART"))
    return lead not in ("FILLER", "APPROX", "MORE", "LESS") and not (lead == "VOR" and word in ("and", "&", "n"))


def _with_rest(reader: Reader, first: Duration) -> Duration:
    """With the smaller units behind it: "2 yrs 3 mths". Behind "and" only months belong to years.

    "6 weeks and 3 days ago" may be two dates, and then the newer would be lost.
    """
    here = first.end
    is_joined = reader.kind(here) == "AND" and reader.at(here).word in _WORDS_FOR_AND
    quantity = _quantity(reader, here + is_joined)
    if quantity is None or first.is_vague or quantity[0] != quantity[1] or quantity[2]:
        return first
    count, place = quantity[0], quantity[3]
    unit = str(reader.at(place).value) if reader.kind(place) == "UNIT" else ""
    is_part = unit in _SMALLER.get(first.unit, ()) and count * DAYS[unit] < DAYS[first.unit]
    is_one = first.low == int(first.low) and (first.unit, unit) == ("year", "month")
    if not is_part or (is_joined and not (is_one and _may_be_joined(reader, first.start, reader.at(here).word))):
        return first
    return replace(first, rest=first.rest + count * DAYS[unit], end=place + 1)
