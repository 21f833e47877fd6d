"""What a length of time says of a day: how long ago, within it, more than it, after or before another day."""

from dataclasses import dataclass
from datetime import date

from intake.clinical.dates.calendar_days import calendar_piece
from intake.clinical.dates.durations import DAYS, Duration, Reader, duration_at
from intake.clinical.dates.piece import Piece, months_back, moved, unknown, years_back
from intake.clinical.dates.relative_days import RelativeDays

_LONGEST = 365.25 * 120
_BEFORE = ("THE", "APPROX", "FILLER", "OF", "ART")
_OPEN_WORDS = ("WORD", "THE", "ART", "FILLER", "OF", "IN", "INTIME", "AT", "PAST", "APPROX", "EARLY", "MID", "LATE",
               "OFF", "CHECK")
_TURNS = ("today", "tomorrow", "yesterday", "heute", "morgen", "gestern", "hoy", "ayer", "hier", "ieri", "oggi",
          "hoje", "ontem", "aujourd hui", "demain", "domani", "amanha")
_REACH = 7
_CALENDAR = ("MONTH", "YEAR", "SEASON", "FEAST", "DATE", "MY", "YM", "YEARS")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A length of time that says nothing of the day beside it: "three weeks in March". `end` is behind it."""

    end: int


class DurationPieces:
    """Reads lengths of time in `reader` as said on `on`."""

    def __init__(self, reader: Reader, relative: RelativeDays, on: date) -> None:
        self.reader, self.relative, self.on = reader, relative, on

    def piece(self, start: int, newest: Piece | None) -> Piece | Skipped | None:
        """The date that the length of time at `start` stands for; `newest` is the date before it, if any."""
        length = duration_at(self.reader, start)
        if length is None:
            return self._uncounted(start)
        if length.most > _LONGEST:
            return unknown(start, length.end)
        led_by = self.reader.at(self.reader.back(start - 1, *_BEFORE))
        lead = "SOON" if led_by.word in ("tra", "fra") else led_by.kind
        end = self.reader.skip(length.end, "ISH", "PLUS")
        after = self.reader.kind(end)
        if after in ("AFTER", "BEFORE") or self.reader.at(end).word == "from":
            return self._beside(length, end, "BEFORE" if after == "BEFORE" else "AFTER")
        if after == "LATER":
            return self._later(length, newest, end + 1)
        if after in ("BEFORELAST", "LASTBUT"):
            by = DAYS[length.unit]
            return Piece(moved(self.on, -length.most - 2 * by), moved(self.on, -int(length.least + by / 2)), start,
                         end + 1, "ago")
        if length.is_recent or lead in ("LAST", "PERIOD"):
            return self._in_the_last(length, end)
        return self._led(length, lead, end) or self._followed(length, lead, end)

    def _uncounted(self, start: int) -> Piece | None:
        """"Years ago" is more than one; "weeks ago", "some months", "for years" nobody can place."""
        kind, after = self.reader.kind(start), self.reader.kind(start + 1)
        if kind != "UNIT":
            return None
        word = self.reader.at(start).word
        if after == "AGO":
            is_long = word in ("years", "decades") and self.reader.at(start + 1).word == "ago"
            return Piece(date.min, moved(self.on, -365), start, start + 2, "ago") if is_long else \
                unknown(start, start + 2)
        lead = self.reader.at(start - 1)
        is_vague = lead.kind == "FOR" or lead.word in ("some", "many", "unos", "unas")
        return unknown(start, start + 1) if is_vague else None

    def _in_the_last(self, length: Duration, end: int) -> Piece | Skipped:
        """"The last two months" reach to today; "the last two weeks of May" are in May."""
        here = self.reader.skip(end, "OF", "IN", "INTIME", "THE")
        if here > end and self.reader.kind(here) in _CALENDAR:
            return Skipped(end)
        return Piece(moved(self.on, -length.most), self.on, length.start, end, "recent")

    def _led(self, length: Duration, lead: str, end: int) -> Piece | None:
        """With a word before it that says more than "so long ago"."""
        is_ago = self.reader.kind(end) == "AGO"
        behind = end + is_ago
        match lead:
            case "LESS":
                return Piece(moved(self.on, -length.most), self.on, length.start, behind, "recent")
            case "ANOTHER":
                return Piece(self.on, self.on, length.start, end, "rel")
            case "NEXT":
                first = moved(self.on, 1)
                return Piece(first, moved(first, length.most), length.start, end, "week")
            case "EVERY":
                return unknown(length.start, end)
            case "UNTIL" if not is_ago or self.reader.at(length.start - 1).word in ("up to", "upto"):
                return Piece(moved(self.on, -length.most), self.on, length.start, behind, "recent")
            case "INTIME" | "SOON" if not is_ago and self.reader.kind(end) not in ("POST", "OLD", "SINCE"):
                first = moved(self.on, max(1, length.least - length.slack))
                return Piece(first, moved(self.on, length.most + length.slack), length.start, end, "week")
        if self.reader.kind(end) == "LEFT" and self.reader.kind(end + 1) in ("END", "SEP", "AND", "BUT"):
            return Piece(self.on, self.on, length.start, end + 1, "rel")
        if lead == "MORE" or length.is_more or self.reader.kind(length.end) == "PLUS":
            return Piece(date.min, self._exactly(length), length.start, behind, "ago")
        return None

    def _exactly(self, length: Duration) -> date:
        """So long ago to the day, as a calendar counts months and years."""
        if length.unit == "year" and length.low == int(length.low) and not length.rest:
            return years_back(self.on, int(length.low))
        if length.unit == "month" and length.low == int(length.low) and not length.rest:
            return months_back(self.on, int(length.low))
        return moved(self.on, -int(length.least))

    def _followed(self, length: Duration, lead: str, end: int) -> Piece | Skipped:
        """With "ago", a weekday, "tomorrow" or nothing behind it."""
        is_ago = self.reader.kind(end) == "AGO"
        behind = end + is_ago
        if (base := self._base(behind)) is not None:
            return Piece(moved(base.first, -length.most), moved(base.last, -length.least), length.start, base.end,
                         "day")
        here = self.reader.skip(behind, "OF", "IN", "INTIME", "THE", "EARLY", "MID", "LATE")
        if not is_ago and here > behind and self.reader.kind(here) in _CALENDAR and lead != "VOR":
            return self._years_in(length, here) or Skipped(end)
        if not is_ago and self._is_of_a_noun(length, end):
            return Skipped(end)
        return self._ago(length, behind, is_ago or lead in ("VOR", "FOR", "SINCE"))

    def _is_of_a_noun(self, length: Duration, end: int) -> bool:
        """"A 2 week cruise", "a flight of 9 hours": so long it took, and nothing of when."""
        word, before, after = self.reader.at(length.end - 1).word, self.reader.at(length.start - 1), self.reader.at(end)
        if length.unit in ("hour", "minute"):
            return after.kind == "WORD" or before.kind in ("WORD", "OF", "FOR")
        return length.low > 1 and word in ("day", "week", "month", "year") and after.kind == "WORD"

    def _years_in(self, length: Duration, here: int) -> Piece | None:
        """"Two years in January": two years before the January to come."""
        month = calendar_piece(self.reader, here, self.on)
        if length.unit != "year" or month is None or month.coming is None or month.sort != "month":
            return None
        return Piece(moved(month.coming[0], -length.most), moved(month.coming[1], -length.least), length.start,
                     month.end, "month")

    def _ago(self, length: Duration, end: int, is_said: bool) -> Piece:
        is_said = is_said or self.reader.kind(end) in ("POST", "OLD", "AFTER")
        first = moved(self.on, -round(length.most + length.slack))
        last = moved(self.on, -max(0, int(length.least - length.slack)))
        date_too = None if is_said or not length.could_be_date else calendar_piece(self.reader, length.start, self.on)
        if date_too is not None and not date_too.is_unknown:
            return Piece(min(first, date_too.first), max(last, date_too.last), length.start, end, "ago",
                         date_too.coming)
        return Piece(first, last, length.start, end, "ago")

    def _base(self, place: int) -> Piece | None:
        """The day from which "three weeks on Tuesday", "a week last Friday", "6 months tomorrow" count back."""
        here = place + (self.reader.at(place).word in ("on", "am"))
        token = self.reader.at(here)
        if token.kind == "REL" and token.word in _TURNS:
            return self.relative.piece(here)
        if token.kind == "NEXT" and self.reader.kind(here + 1) in ("UNIT", "WEEKDAY"):
            return self.relative.piece(here)
        if token.kind in ("LAST", "THIS", "PERIOD") and self.reader.kind(here + 1) == "WEEKDAY":
            latest = self._weekday_before(here + 1)
            return Piece(moved(latest, -7 if token.kind == "LAST" else 0), latest, here, here + 2, "day")
        if token.kind == "WEEKDAY":
            latest = self._weekday_before(here)
            is_ago = self.reader.kind(place - 1) == "AGO"
            return Piece(latest, latest if is_ago else moved(latest, 7), here, here + 1, "day")
        return None

    def _weekday_before(self, place: int) -> date:
        weekday = self.reader.at(place).whole
        return moved(self.on, -((self.on.weekday() - weekday) % 7))

    def _beside(self, length: Duration, place: int, side: str) -> Piece:
        """"Three weeks after Christmas", "2 weeks before my op in May"; without a date there, nobody knows."""
        other = self._next_date(place + 1)
        if other is None:
            is_last = side == "BEFORE" and self.reader.kind(place + 1) in ("END", "SEP")
            return self._ago(length, place + 1, True) if is_last else unknown(length.start, place + 1)
        if other.is_unknown or other.first > self.on:
            return unknown(length.start, other.end)
        way = 1 if side == "AFTER" else -1
        near, far = length.least - length.slack, length.most + length.slack
        low, high = sorted((way * near, way * far))
        first = date.min if other.first == date.min else moved(other.first, low)
        return Piece(first, min(moved(other.last, high), self.on) if way > 0 else moved(other.last, high),
                     length.start, other.end, "ago")

    def _next_date(self, place: int) -> Piece | None:
        """The date that stands in the next few words, of the same clause."""
        for here in range(place, place + _REACH):
            found = calendar_piece(self.reader, here, self.on) or self.relative.piece(here)
            if found is not None:
                return found
            if (length := duration_at(self.reader, here)) and self.reader.kind(length.end) == "AGO":
                return self._ago(length, length.end + 1, True)
            if self.reader.kind(here) not in _OPEN_WORDS:
                return None
        return None

    def _later(self, length: Duration, newest: Piece | None, end: int) -> Piece:
        """"March 2026, three weeks later": counted from the date before it."""
        if newest is None or newest.is_unknown or newest.last > self.on:
            return unknown(length.start, end)
        return Piece(newest.first, min(self.on, moved(newest.last, length.most + length.slack)), length.start, end,
                     "ago")


