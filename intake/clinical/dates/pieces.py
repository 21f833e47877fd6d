"""The dates in a text, one after the other, with the tokens that they take up."""

from dataclasses import replace
from datetime import date

from intake.clinical.dates.calendar_days import calendar_piece, part_of
from intake.clinical.dates.duration_pieces import DurationPieces, Skipped
from intake.clinical.dates.durations import Reader
from intake.clinical.dates.feasts import nth_weekday
from intake.clinical.dates.piece import Days, Piece, day_of, moved, unknown
from intake.clinical.dates.relative_days import RelativeDays

_COUNTS = ("NUM", "DECIMAL", "FRACTION", "ART", "FEW", "COUPLE", "HALF", "QUARTER", "UNIT")
_PARTS = ("EARLY", "MID", "LATE")
_CUT = ("month", "year", "season", "week", "recent", "feast")
_HOURS = ("am", "pm", "o", "oclock", "uhr", "h")
_AGES = range(3, 100)


class Pieces:
    """Reads the dates of a text as said on `on` by somebody of `country`."""

    def __init__(self, reader: Reader, on: date, country: str | None) -> None:
        self.reader, self.on = reader, on
        self.relative = RelativeDays(reader, on, country)
        self.durations = DurationPieces(reader, self.relative, on)

    def all(self) -> list[Piece]:
        """Every date, in order."""
        found: list[Piece] = []
        place = 0
        while place < len(self.reader.tokens):
            piece = self._at(place, found[-1] if found else None)
            if isinstance(piece, Piece):
                found.append(piece)
            place = piece.end if piece is not None else place + 1
        return found

    def _at(self, place: int, newest: Piece | None) -> Piece | Skipped | None:
        kind = self.reader.kind(place)
        if kind in ("WORD", "SEP", "AND", "TO"):
            return None
        if kind in _PARTS:
            return self._part(place)
        if kind == "RECENT":
            return replace(unknown(place, place + 1), sort="vague")
        if kind in _COUNTS and (piece := self.durations.piece(place, newest)):
            return piece
        return self._weekdays_ago(place) or self._nth(place) or self._age(place, newest) or self._dated(place)

    def _dated(self, place: int) -> Piece | None:
        return self.relative.piece(place) or calendar_piece(self.reader, place, self.on)

    def _part(self, place: int) -> Piece | None:
        """"Early May", "end of last year", "Mitte Juli", "the beginning of the year"."""
        here = self.reader.skip(place + 1, "OF", "THE", "TO", "IN", "INTIME", "ART", *_PARTS)
        inner = self._dated(here)
        if inner is not None:
            days = part_of(self.reader.kind(place), inner.days) if inner.sort in _CUT else inner.days
            return replace(inner, first=days[0], last=days[1], start=place)
        unit = self.reader.at(here)
        if unit.kind == "UNIT" and unit.value in ("week", "month", "year"):
            return self._part_of_now(place, here, str(unit.value))
        return None

    def _part_of_now(self, place: int, here: int, unit: str) -> Piece:
        first = {"week": moved(self.on, -self.on.weekday()), "month": self.on.replace(day=1),
                 "year": self.on.replace(month=1, day=1)}[unit]
        length = {"week": 6, "month": 30, "year": 364}[unit]
        days = part_of(self.reader.kind(place), (first, moved(first, length)))
        return Piece(*days, place, here + 1, "week") if days[1] <= self.on else unknown(place, here + 1)

    def _weekdays_ago(self, place: int) -> Piece | None:
        """"Three Mondays ago", "two weekends ago"."""
        token, noun = self.reader.at(place), self.reader.at(place + 1)
        if token.kind != "NUM" or noun.kind not in ("WEEKDAY", "WEEKEND") or self.reader.kind(place + 2) != "AGO":
            return None
        newest = self.relative.piece(place + 1)
        back = -7 * (token.whole - 1)
        return newest and Piece(moved(newest.first, back), moved(newest.last, back), place, place + 3, "day")

    def _nth(self, place: int) -> Piece | None:
        """"The first week of May", "second half of 2025", "third Monday in October"."""
        token, noun = self.reader.at(place), self.reader.at(place + 1)
        if token.kind == "ORD" and noun.kind in ("OF", "LAST", "THIS") and (day := self._day_of_unit(place)):
            return day
        is_named = noun.kind in ("WEEKDAY", "HALF", "WEEKEND") or noun.value in ("week", "day")
        here = self.reader.skip(place + 2, "OF", "IN", "INTIME", "THE")
        if token.kind != "ORD" or not is_named or (here == place + 2 and self.reader.kind(here) != "MONTH"):
            return None
        whole = self._dated(here)
        if whole is None or whole.is_unknown or whole.sort not in _CUT:
            return whole
        days = self._nth_days(token.whole, place + 1, whole)
        return replace(whole, first=days[0], last=days[1], start=place, coming=None)

    def _day_of_unit(self, place: int) -> Piece | None:
        """"The 5th of last month"."""
        here = self.reader.skip(place + 1, "OF", "THE")
        is_month = self.reader.at(here + 1).value == "month" or self.reader.at(here).value == "month"
        month = self.relative.piece(here) if is_month else None
        if month is None or month.is_unknown:
            return None
        day = day_of(month.first.year, month.first.month, self.reader.at(place).whole)
        return Piece(day, day, place, month.end, "day") if day else unknown(place, month.end)

    def _nth_days(self, nth: int, place: int, whole: Piece) -> Days:
        noun = self.reader.at(place)
        if noun.kind == "HALF":
            half = date.fromordinal((whole.first.toordinal() + whole.last.toordinal()) // 2)
            return (whole.first, half) if nth == 1 else (half, whole.last)
        if whole.sort != "month" or not 1 <= nth <= 5:
            return whole.days
        if noun.kind == "WEEKDAY":
            day = nth_weekday(whole.first.year, whole.first.month, noun.whole, nth)
            return day, day
        if noun.value == "day":
            return moved(whole.first, nth - 1), moved(whole.first, nth - 1)
        return moved(whole.first, 7 * nth - 7), min(whole.last, moved(whole.first, 7 * nth - 1 + nth))

    def _age(self, place: int, newest: Piece | None) -> Piece | None:
        """"At 35", "aged 12", "when I was 20": an age is a date that nobody here can place."""
        number = self.reader.at(place + 1)
        is_led = self.reader.kind(place) == "AT" or (
            self.reader.at(place).word == "was" and self.reader.at(place - 1).word == "i")
        if not is_led or number.kind != "NUM" or number.value not in _AGES:
            return None
        is_time = self.reader.at(place + 2).word in _HOURS or (newest is not None and number.whole <= 12)
        is_age = not is_time and self.reader.kind(place + 2) in ("END", "SEP", "AND", "BUT", "WORD", "AT", "PAST")
        return unknown(place, place + 2) if is_age else None
