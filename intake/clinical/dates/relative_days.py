"""Dates told from the day they are said: today, Tuesday, last week, this month, next summer, the week before last."""

from datetime import date

from intake.clinical.dates.calendar_days import calendar_piece, season_of
from intake.clinical.dates.durations import DAYS, Reader
from intake.clinical.dates.feast_pieces import feast_piece
from intake.clinical.dates.feasts import feast_days
from intake.clinical.dates.piece import Days, Piece, month_of, moved, unknown

_YOUNG = 45
"""Days for which nobody calls a season "the last one" that has begun."""
_NAMED = ("WEEKDAY", "MONTH", "SEASON", "FEAST", "WEEKEND", "UNIT")


class RelativeDays:
    """Reads relative dates in `reader` as said on `on` by somebody of `country`."""

    def __init__(self, reader: Reader, on: date, country: str | None) -> None:
        self.reader, self.on, self.country = reader, on, country

    def piece(self, start: int) -> Piece | None:
        """The relative date that begins at a place."""
        match self.reader.kind(start):
            case "REL":
                return self._from_today(start)
            case "WEEKDAY":
                return self._weekday(start)
            case "WEEKEND":
                return self._weekend(start)
            case "FEAST":
                return self._feast(start, start)
            case "LAST" | "PERIOD" | "POSTLAST" | "THIS" | "NEXT" | "LASTBUT":
                return self._named(start)
            case "UNIT":
                return self._unit(start)
            case "MONTH" | "SEASON" if self.reader.kind(start + 1) == "POSTLAST":
                return self._last(start, start, start + 2)
            case "MONTH" | "SEASON" if self._is_next_behind(start + 1):
                return self._next(start, start, start + 2)
        return None

    def _from_today(self, start: int) -> Piece:
        by = self.reader.at(start).whole
        day = moved(self.on, by)
        return Piece(day, day, start, start + 1, "rel")

    def _named(self, start: int) -> Piece | None:
        """With "last", "past", "this" or "next" before it."""
        kind = self.reader.kind(start)
        place = start + 1
        if kind != "NEXT":
            place = self.reader.skip(start, "LAST", "PERIOD", "POSTLAST", "THIS", "LASTBUT")
        kind = self.reader.kind(place - 1)
        if self.reader.kind(place) not in _NAMED:
            return None
        match kind:
            case "NEXT":
                return self._next(place, start, place + 1)
            case "THIS":
                return self._this(place, start)
            case "LASTBUT":
                return self._back_in_units(self.reader.at(place).value, 2, start, place + 1)
            case "PERIOD" | "POSTLAST":
                return self._past(place, start)
        return self._last(place, start, place + 1)

    def _last(self, place: int, start: int, end: int) -> Piece | None:
        """"Last week", "last Tuesday", "mardi dernier"."""
        if inside := self._of_month(place, start):
            return inside
        kind, value = self.reader.kind(place), self.reader.at(place).value
        match kind:
            case "UNIT":
                return self._last_unit(str(value), start, end)
            case "WEEKDAY":
                # It may be the one of this week or the one before: both are kept.
                latest = self._recent_weekday(int(str(value)), strictly=True)
                return Piece(moved(latest, -7), latest, start, end, "day")
            case "WEEKEND":
                return self._weekend(place, start, strictly=True)
            case "FEAST":
                return self._feast(place, start)
        return self._last_time(place, start, end)

    def _last_time(self, place: int, start: int, end: int) -> Piece | None:
        """"Last March" said in March is a year ago; "last autumn" said in autumn may be either."""
        found = calendar_piece(self.reader, place, self.on)
        if found is None or found.coming is None:
            return found and Piece(*found.days, start, found.end, found.sort)
        if found.sort == "day" or not found.first <= self.on <= found.last:
            return Piece(*found.days, start, max(end, found.end), found.sort)
        is_young = found.sort == "month" or (self.on - found.first).days < _YOUNG
        of_year = season_of if found.sort == "season" else month_of
        before = of_year(found.first.year - 1, found.first.month) if is_young else None
        return Piece(*before, start, end, found.sort) if before else unknown(start, end)

    def _of_month(self, place: int, start: int) -> Piece | None:
        """"The last week of October", "the last Friday in May": within that month, at its end."""
        here = self.reader.skip(place + 1, "OF", "IN", "INTIME", "THE")
        if here == place + 1 or self.reader.kind(place) not in ("UNIT", "WEEKDAY", "WEEKEND"):
            return None
        if self.reader.kind(here) not in ("MONTH", "YEAR", "SEASON") or self.reader.at(place).value == "year":
            return None
        whole = calendar_piece(self.reader, here, self.on)
        if whole is None or whole.is_unknown:
            return whole
        by = DAYS.get(str(self.reader.at(place).value), 7) if self.reader.kind(place) == "UNIT" else 7
        return Piece(max(whole.first, moved(whole.last, -by)), whole.last, start, whole.end, whole.sort, whole.coming)

    def _last_unit(self, unit: str, start: int, end: int) -> Piece | None:
        before = self.reader.kind(start - 1)
        if before in ("THE", "INTIME", "LESS", "FOR") or unit in ("day", "hour", "minute", "fortnight", "decade"):
            return Piece(moved(self.on, -DAYS[unit]), self.on, start, end, "recent")
        week = self.reader.skip(end, "OF")
        if unit == "week" and self.reader.kind(week) == "WEEKDAY":
            day = moved(self._week_before(1)[0], self.reader.at(week).whole)
            return Piece(day, day, start, week + 1, "day")
        if unit == "year" and (inside := self._in_last_year(start, end)):
            return inside
        is_but_one = self.reader.kind(end) == "BEFORELAST"
        return self._back_in_units(unit, 1 + is_but_one, start, end + is_but_one)

    def _in_last_year(self, start: int, end: int) -> Piece | None:
        """"Last year in May", "last year at Easter"."""
        here = self.reader.skip(end, "IN", "INTIME", "AT", "THE", "OF")
        kind, value = self.reader.kind(here), self.reader.at(here).value
        days: Days | None = None
        if kind == "MONTH":
            days = month_of(self.on.year - 1, int(str(value)))
        elif kind == "SEASON":
            days = season_of(self.on.year - 1, int(str(value)))
        elif kind == "FEAST":
            days = feast_days(str(value), self.on.year - 1, self.country)
        return Piece(*days, start, here + 1, "month") if days else None

    def _back_in_units(self, unit: object, back: int, start: int, end: int) -> Piece | None:
        match unit:
            case "week":
                return Piece(*self._week_before(back), start, end, "week")
            case "month":
                count = self.on.year * 12 + self.on.month - 1 - back
                days = month_of(count // 12, count % 12 + 1)
                return Piece(*days, start, end, "month") if days else None
            case "year":
                year = self.on.year - back
                return Piece(date(year, 1, 1), date(year, 12, 31), start, end, "year") if year > 0 else None
        return unknown(start, end)

    def _week_before(self, back: int) -> Days:
        """The week before this one, which ends with its Sunday; said on a Sunday, with the Saturday."""
        end = moved(self.on, -((self.on.weekday() + 1) % 7 or 1))
        first = moved(end, -(end.weekday()))
        return moved(first, 7 - 7 * back), moved(end, 7 - 7 * back)

    def _past(self, place: int, start: int) -> Piece | None:
        """"The past week" reaches to today; "this past Tuesday" is the newest."""
        kind, value = self.reader.kind(place), self.reader.at(place).value
        if kind == "UNIT":
            return Piece(moved(self.on, -DAYS[str(value)]), self.on, start, place + 1, "recent")
        if kind == "WEEKDAY":
            day = self._recent_weekday(int(str(value)), strictly=True)
            return Piece(day, day, start, place + 1, "day")
        return self._last(place, start, place + 1)

    def _this(self, place: int, start: int) -> Piece | None:
        kind, value = self.reader.kind(place), self.reader.at(place).value
        if kind == "UNIT":
            return self._this_unit(str(value), start, place + 1)
        if kind == "WEEKDAY":
            day = self._recent_weekday(int(str(value)))
            return Piece(day, day, start, place + 1, "day")
        if kind == "WEEKEND":
            day = self._recent_weekday(5)
            return self._weekend(place, start) if (self.on - day).days < 3 else unknown(start, place + 1)
        found = self._feast(place, start) if kind == "FEAST" else calendar_piece(self.reader, place, self.on)
        return None if found is None else self._of_this_year(found, start)

    def _of_this_year(self, found: Piece, start: int) -> Piece:
        """The newest of this year; what lies ahead by less than three months is ahead, or nobody knows."""
        whole = Piece(*found.days, start, found.end, found.sort, found.coming)
        if found.coming is None or (found.coming[0] - self.on).days > 92:
            return whole
        return unknown(start, found.end) if found.sort == "season" else \
            Piece(*found.coming, start, found.end, found.sort)

    def _this_unit(self, unit: str, start: int, end: int) -> Piece | None:
        first = {"week": moved(self.on, -self.on.weekday()), "month": self.on.replace(day=1),
                 "year": self.on.replace(month=1, day=1)}.get(unit)
        return None if first is None else Piece(first, self.on, start, end, "week" if unit == "week" else "recent")

    def _next(self, place: int, start: int, end: int) -> Piece | None:
        """A time to come."""
        kind, value = self.reader.kind(place), self.reader.at(place).value
        if kind == "UNIT":
            return self._coming_unit(str(value), start, end)
        if kind == "WEEKDAY":
            day = moved(self._recent_weekday(int(str(value))), 7)
            return Piece(day, moved(day, 7), start, end, "day")
        if kind == "WEEKEND":
            saturday = moved(self._recent_weekday(5), 7)
            return Piece(saturday, moved(saturday, 1), start, end, "week")
        found = self._feast(place, start) if kind == "FEAST" else calendar_piece(self.reader, place, self.on)
        if found is None or found.coming is None:
            return found
        return Piece(*found.coming, start, max(end, found.end), found.sort)

    def _coming_unit(self, unit: str, start: int, end: int) -> Piece:
        day = 1 if unit not in ("week", "month", "year") else {
            "week": 7 - self.on.weekday(), "month": 32 - self.on.day, "year": 367 - self.on.timetuple().tm_yday}[unit]
        first = moved(self.on, day)
        if unit == "month":
            first = first.replace(day=1)
        elif unit == "year":
            first = first.replace(month=1, day=1)
        return Piece(first, moved(first, DAYS[unit]), start, end, "week")

    def _is_next_behind(self, place: int) -> bool:
        """Whether "next" stands behind its noun there, as it does in Romance languages; "next" in English does not."""
        return self.reader.kind(place) == "NEXT" and self.reader.at(place).word[:2] in ("pr", "qu")

    def _unit(self, start: int) -> Piece | None:
        """"Semaine dernière", "week before last", "semana que viene", "week after next", "day 10"."""
        unit, kind, end = str(self.reader.at(start).value), self.reader.kind(start + 1), start + 2
        match kind:
            case "POSTLAST":
                return self._back_in_units(unit, 1, start, end)
            case "BEFORELAST" | "LASTBUT":
                return self._back_in_units(unit, 2, start, end)
            case "NEXT" if self._is_next_behind(start + 1):
                return self._coming_unit(unit, start, end)
            case "AFTER" if self.reader.kind(end) == "NEXT":
                return self._coming_unit(unit, start, end + 1)
            case "NUM" if unit in ("day", "week", "month"):
                return self._counted(unit, start)
        return self._week_of(start, 6) if unit == "week" else None

    def _week_of(self, start: int, more: int) -> Piece | None:
        """"The week of 2 November", "the weekend of the 7th", with so many days more."""
        here = self.reader.skip(start + 1, "OF", "EARLY", "THE")
        day = calendar_piece(self.reader, here, self.on) if here > start + 1 else None
        return Piece(day.first, moved(day.last, more), start, day.end, "week") if day and day.sort == "day" else None

    def _counted(self, unit: str, start: int) -> Piece | None:
        """"Day 10 after", "week 6": so many days ago, the running week and month not yet over."""
        count = self.reader.at(start + 1).whole
        is_counted = self.reader.kind(start - 1) not in ("NUM", "LAST", "ORD")
        if not is_counted or self.reader.kind(start + 2) in ("UNIT", "MONTH", "TO", "AND") or count > 120:
            return None
        last = count if unit == "day" else max(0, count - 1)
        first = moved(self.on, -round(count * DAYS[unit]))
        return Piece(first, moved(self.on, -int(last * DAYS[unit])), start, start + 2, "ago")

    def _weekday(self, start: int) -> Piece:
        """"Tuesday", "Tuesday gone", "Tuesday last week"; before a date of that weekday it is part of the date."""
        weekday = self.reader.at(start).whole
        here = self.reader.skip(start + 1, "SEP", "THE", "OF", "ISH")
        is_parted = any(map(self._parts, range(start + 1, here)))
        dated = None if is_parted else calendar_piece(self.reader, here, self.on)
        if dated is not None and dated.sort == "day" and dated.first.weekday() == weekday == dated.last.weekday():
            return Piece(*dated.days, start, dated.end, "day", dated.coming)
        if here == start + 1 or self.reader.kind(start + 1) == "OF":
            if (named := self._in_named_week(weekday, here, start)) is not None:
                return named
        within = self.reader.skip(start + 1, "OF", "IN", "INTIME")
        if within > start + 1 and self.reader.kind(within) == "MONTH":
            month = calendar_piece(self.reader, within, self.on)
            assert month is not None
            return Piece(*month.days, start, month.end, month.sort, month.coming)
        day = self._recent_weekday(weekday)
        coming = (moved(day, 7), moved(day, 7))
        return Piece(day, day, start, start + 1, "weekday", coming)

    def _parts(self, place: int) -> bool:
        """Whether a sign behind a weekday ends what is said of it: a semicolon, or the stop behind its whole name."""
        sign = self.reader.at(place).word
        return sign == ";" or (sign == "." and len(self.reader.at(place - 1).word) > len("thur"))

    def _in_named_week(self, weekday: int, here: int, start: int) -> Piece | None:
        pair = self.reader.kind(here), self.reader.kind(here + 1)
        is_week = "week" in (self.reader.at(here).value, self.reader.at(here + 1).value)
        if is_week and pair in (("LAST", "UNIT"), ("UNIT", "POSTLAST")):
            day = moved(self._week_before(1)[0], weekday)
            return Piece(day, day, start, here + 2, "day")
        latest = self._recent_weekday(weekday, strictly=True)
        if pair[0] == "BEFORELAST":
            return Piece(moved(latest, -14), moved(latest, -7), start, here + 1, "day")
        if pair[0] == "POSTLAST" or (pair[0] == "LAST" and pair[1] in ("END", "SEP")):
            return Piece(moved(latest, -7), latest, start, here + 1, "day")
        if self._is_next_behind(here):
            day = moved(self._recent_weekday(weekday), 7)
            return Piece(day, moved(day, 7), start, here + 1, "day")
        if self.reader.at(here).value == "week" and pair[0] == "UNIT":
            return unknown(start, here + 1)  # "Tuesday week" lies ahead in Britain
        return None

    def _recent_weekday(self, weekday: int, *, strictly: bool = False) -> date:
        """The newest such day, today included unless `strictly`."""
        back = (self.on.weekday() - weekday) % 7
        return moved(self.on, -(back or 7) if strictly else -back)

    def _feast(self, place: int, start: int) -> Piece:
        return feast_piece(self.reader, (start, place), self.on, self.country)

    def _weekend(self, place: int, start: int | None = None, *, strictly: bool = False) -> Piece:
        start = place if start is None else start
        if start == place and (dated := self._week_of(start, 1)) is not None:
            return dated
        saturday = self._recent_weekday(5, strictly=strictly)
        if self.reader.kind(place + 1) in ("BEFORELAST", "LASTBUT"):
            return Piece(moved(saturday, -7), moved(saturday, -6), start, place + 2, "week")
        coming = (moved(saturday, 7), moved(saturday, 8))
        return Piece(saturday, moved(saturday, 1), start, place + 1, "week", coming)
