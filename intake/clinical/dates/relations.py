"""What the words between and around dates make of them: the last of several, since, until, before, after, ahead."""

from dataclasses import replace
from datetime import date

from intake.clinical.dates.clauses import SMALL, Clauses
from intake.clinical.dates.durations import Reader
from intake.clinical.dates.piece import Days, Piece, day_of, moved

_ALONE = frozenset("planned booked scheduled arranged geplant vorgesehen prevu prevue previsto prevista programado "
                   "programada programmato programmata agendado agendada marcado marcada fissato fissata".split())
_CALENDAR = ("day", "month", "year", "season", "feast", "week", "weekday")
_AFTERWARDS = {"season": 61, "year": 365}
_MONTH = 31
_LATELY = 92
_AGO_WORDS = ("ago", "agoo", "fa", "atras")


class Relations(Clauses):
    """The dates of one text, with what its other words say of them. `on` is the day it was said."""

    def __init__(self, reader: Reader, pieces: list[Piece], on: date) -> None:
        super().__init__(reader, pieces)
        self.on = on
        self.dated: set[int] | None = None
        self.explained: set[int] | None = None
        self.ahead: set[int] = set()
        self.doubtful: set[int] = set()
        self.reaches_today = False
        self.is_unknown = False

    def read(self) -> tuple[str, Days | None]:
        """"past" with the first and last day, "ahead" with those to come, or "unknown"."""
        self._follow_words()
        self._follow_ranges()
        self._miss_nothing()
        past, coming = self._sorted()
        if self.is_unknown:
            return "unknown", None
        if self.reaches_today:
            past.append((self.on, self.on))
        if past:
            return "past", (min(days[0] for days in past), min(self.on, max(days[1] for days in past)))
        return self._only_ahead(coming)

    def _follow_words(self) -> None:
        for place in self.loose_at("AHEAD", "NEXT", "AHEADISH", "NOT", "EVERY", "UNTIL", "WORSE", "ORLATER", "BEFORE",
                                 "AFTER"):
            kind = self.reader.kind(place)
            match kind:
                case "AHEAD" | "NEXT" | "AHEADISH":
                    self._mark_ahead(place, is_sure=kind != "AHEADISH")
                case "NOT" | "EVERY":
                    self._deny(place)
                case "UNTIL":
                    self._end_at(place)
                case "WORSE":
                    self._go_on(place)
                case "ORLATER":
                    self.reaches_today = True
                case "BEFORE":
                    self._turn_before(place)
                case "AFTER":
                    self._turn_after(place)

    # ---- days to come

    def _mark_ahead(self, place: int, *, is_sure: bool) -> None:
        if self.reader.kind(place - 1) == "NOT":
            return
        index, is_far = self.beside(place), False
        if index is None:
            index, is_far = next(iter(self.of_clause.get(self.clauses[place] + 1, [])), None), True
        if index is None or not self._may_be_ahead(place, self.pieces[index]):
            return
        is_told = self.reader.kind(place) == "NEXT" and self.reader.kind(place - 1) == "THE"
        is_doubtful = is_far or is_told or not is_sure or self._is_loosely_ahead(place, self.pieces[index])
        if is_doubtful or self.has_before(place, "PAST"):
            self.doubtful.add(index)
        else:
            self._mark_run(index)

    def _may_be_ahead(self, place: int, piece: Piece) -> bool:
        """Whether a word of plans can belong to a date: not with a year, nor "since" it, nor "planned, done in May"."""
        lead = self.lead(piece)
        if piece.coming is None or lead in ("SINCE", "VOR") or (lead == "AFTER" and self.reader.kind(place) != "AHEAD"):
            return False
        return not (place < piece.start and any(self.reader.kind(at) == "PAST" for at in range(place, piece.start)))

    def _is_loosely_ahead(self, place: int, piece: Piece) -> bool:
        """"Planned caesarean in May": the noun between may be what was planned, and the day is past.

        Without a noun it may be past where that is far nearer: "booked for October", said in November.
        """
        if piece.coming is None:
            return False
        has_noun = any(self.reader.kind(at) == "WORD" for at in range(place + 1, piece.start))
        return piece.coming[0] - self.on > (self.on - piece.last) * (1 if has_noun else 3)

    def _mark_run(self, index: int) -> None:
        """This date and those joined to it: "booked for 3 Dec or 10 Dec"."""
        self.ahead.add(index)
        here = index
        while here + 1 < len(self.pieces) and self.pieces[here + 1].coming is not None:
            between = range(self.pieces[here].end, self.pieces[here + 1].start)
            if len(between) > 2 or any(self.reader.kind(at) not in ("AND", "TO", "THE", "OF") for at in between):
                return
            if not self._goes_on_from(self.pieces[here], self.pieces[here + 1]):
                return
            here += 1
            self.ahead.add(here)

    def _goes_on_from(self, one: Piece, two: Piece) -> bool:
        """Whether a date is the next of the same sort, and nearer as a day to come than as a past one."""
        if one.coming is None or two.coming is None or one.sort != two.sort:
            return False
        return one.coming[0] < two.coming[0] and two.coming[0] - self.on < self.on - two.last

    def _only_ahead(self, coming: list[Days]) -> tuple[str, Days | None]:
        """Nothing but days to come: ahead, unless something was had or done, of which nobody knows the day."""
        if self.loose_at("PAST") or self.loose_at("POST"):
            return "unknown", None
        if coming:
            return "ahead", (min(days[0] for days in coming), max(days[1] for days in coming))
        words = {self.reader.at(place).word for place in self.loose_at("AHEAD")}
        is_planned = not self.pieces and words & _ALONE and not self.loose_at("NOT")
        return ("ahead", None) if is_planned else ("unknown", None)

    # ---- other words

    def _deny(self, place: int) -> None:
        """"Not in 2019", "every May", "monthly": no day is known."""
        behind = self.behind(place)
        is_near = behind is not None and self.pieces[behind].start <= self.reader.skip(place + 1, *SMALL) + 1
        if is_near or (self.reader.kind(place) == "EVERY" and self.pieces):
            self.is_unknown = True

    def _end_at(self, place: int) -> None:
        """"Until …" reaches to today, unless the day is certainly past: "until last week", "from May until July"."""
        behind = self.behind(place)
        if behind is None or self.pieces[behind].start > self.reader.skip(place + 1, *SMALL, "UNTIL"):
            self.reaches_today = True
            return
        piece = self.pieces[behind]
        is_range = behind > 0 and self.pieces[behind - 1].end == place
        is_over = piece.coming is None or is_range or self.stands_by(piece, "PAST")
        if piece.first > self.on or not is_over:
            self.reaches_today = True
        elif not is_range and not piece.is_unknown:
            self.pieces[behind] = replace(piece, first=date.min)

    def _go_on(self, place: int) -> None:
        """"Worse", "again" reach to today, unless a date beside them says when."""
        if self.pieces and not self.reaches_today and self.clauses[place] not in self._dated_clauses():
            self.reaches_today = True

    def _dated_clauses(self) -> set[int]:
        """The clauses with a date that is no "since"."""
        if self.dated is None:
            self.dated = {self.clauses[piece.start] for piece in self.pieces if self.lead(piece) != "SINCE"}
        return self.dated

    def _turn_before(self, place: int) -> None:
        behind = self.behind(place)
        if behind is None or self.pieces[behind].is_unknown or self.pieces[behind].sort == "vague":
            return
        piece = self.pieces[behind]
        is_beside = piece.start <= self.reader.skip(place + 1, "THE", "OF", "ART", "FILLER")
        last = piece.first if is_beside else piece.last
        if piece.first == date.min or piece.first > self.on or (piece.sort == "ago" and is_beside):
            return
        self.pieces[behind] = replace(piece, first=date.min, last=last, coming=None)

    def _turn_after(self, place: int) -> None:
        """After something of that day: a month later at most, a year where only the year is known."""
        behind = self.behind(place)
        if behind is None or behind in self.ahead or self.pieces[behind].sort in ("unknown", "vague"):
            return
        piece = self.pieces[behind]
        is_beside = piece.start <= self.reader.skip(place + 1, "THE", "OF", "ART", "FILLER")
        by = _AFTERWARDS.get(piece.sort, _MONTH)
        last = self.on if piece.sort == "year" and is_beside else moved(piece.last, by)
        if piece.first <= self.on:
            self.pieces[behind] = replace(piece, last=max(piece.last, min(last, self.on)), coming=None)

    def _follow_ranges(self) -> None:
        """"October to January" said in November has not ended."""
        for index in range(len(self.pieces) - 1):
            one, two = self.pieces[index:index + 2]
            between = range(one.end, two.start)
            if len(between) > 2 or not any(self._is_range(at, one) for at in between):
                continue
            if two.coming is not None and two.last < one.first <= self.on:
                self.reaches_today = True
            elif one.coming is not None and two.coming is None:
                self._share_year(index, one, two)

    def _is_range(self, place: int, one: Piece) -> bool:
        """Whether a word between two dates makes one of them: to, until, an oblique, and after "between" and."""
        kind, word = self.reader.kind(place), self.reader.at(place).word
        return kind in ("TO", "UNTIL") or word == "/" or (
            kind == "AND" and self.reader.kind(self.reader.back(one.start - 1, "THE")) == "BETWEEN")

    def _share_year(self, index: int, one: Piece, two: Piece) -> None:
        """"June/July 2025", "March to May 2025": the year belongs to both where they are in order."""
        first = day_of(two.first.year, one.first.month, one.first.day)
        last = day_of(two.last.year, one.last.month, min(one.last.day, 28))
        is_dated = one.sort in ("day", "month", "season") and two.sort in ("day", "month", "season")
        if is_dated and first and last and first <= two.first and last <= two.last:
            self.pieces[index] = replace(one, first=first, last=last, coming=None)

    def _miss_nothing(self) -> None:
        """"Ago" behind what nobody can read, "last" without a date: there is a date, and it may be the newest."""
        if any(self.reader.at(place).word in _AGO_WORDS for place in self.loose_at("AGO")):
            self.is_unknown = True
        if any(not self.dates_of_clause(place) for place in self.loose_at("LAST")):
            self.is_unknown = True

    def _sorted(self) -> tuple[list[Days], list[Days]]:
        """The days that are past, and those to come; sets what is unknown."""
        past: list[Days] = []
        coming: list[Days] = []
        doubtful: list[Days] = []
        for index, piece in enumerate(self.pieces):
            if self._repeats(index):
                continue
            if piece.is_unknown or (piece.sort == "vague" and not self._is_explained(index)):
                self.is_unknown = True
            elif piece.sort == "vague":
                continue
            elif index in self.ahead and piece.coming is not None:
                coming.append(piece.coming)
            elif piece.first > self.on:
                coming.append(piece.days)
            elif self._comes_off(piece):
                self.reaches_today = True
            elif index in self.doubtful or self._is_of_a_check(piece):
                doubtful.append(piece.days)
            else:
                past.append(self._about(index))
        self.reaches_today |= bool(coming) and bool(self.loose_at("OFF"))
        if doubtful and not past and not self.reaches_today:
            self.is_unknown = True
        return (past + doubtful if past else past), coming

    def _repeats(self, index: int) -> bool:
        """"17 Nov (Tue)": a weekday behind its date says nothing more."""
        one, two = self.pieces[index - 1], self.pieces[index]
        if not index or one.sort != "day" or two.sort != "weekday" or one.last.weekday() != two.last.weekday():
            return False
        return all(self.reader.at(at).word == "(" for at in range(one.end, two.start))

    def _is_explained(self, index: int) -> bool:
        """Whether a date beside it says when "recently" was, or the next one, of these three months, behind a comma."""
        after = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        if after is not None and (self.on - after.last).days in range(_LATELY):
            between = range(self.pieces[index].end, after.start)
            return not any(self.reader.kind(at) in ("AND", "BUT", "WORSE") for at in between)
        if self.explained is None:
            self.explained = {self.clauses[piece.start] for piece in self.pieces
                              if piece.sort not in ("vague", "unknown")}
        return self.clauses[self.pieces[index].start] in self.explained

    def _is_of_a_check(self, piece: Piece) -> bool:
        """Whether the date may be a check-up's, which lies ahead."""
        return piece.coming is not None and self.stands_by(piece, "CHECK")

    def _comes_off(self, piece: Piece) -> bool:
        """"Off on 10 December": the day to come is nearer, and nothing says that it has come."""
        if piece.coming is None or piece.coming[0] - self.on > self.on - piece.last:
            return False
        if self.lead(piece) in ("SINCE", "AFTER"):
            return False
        return self.stands_by(piece, "OFF") and not self.stands_by(piece, "PAST")

    def _is_about(self, index: int) -> bool:
        """Whether "about" stands before a date or before the one to which it is joined, or "-ish" behind it."""
        piece = self.pieces[index]
        near = self.reader.back(piece.start - 1, "THE", "OF", "IN", "INTIME", "FILLER")
        near -= self.reader.at(near).word == "."  # "c. 2017"
        end = piece.end + (self.reader.at(piece.end).word == "-")  # "2017-ish"
        if self.reader.kind(near) == "APPROX" or self.reader.kind(end) == "ISH":
            return True
        before = self.pieces[index - 1] if index else None
        is_joined = before is not None and before.end == near and self.reader.kind(near) in ("AND", "TO")
        return is_joined and before is not None and self.reader.kind(before.start - 1) == "APPROX"

    def _about(self, index: int) -> Days:
        """"About May", "2019ish": a tenth of its age more; a year either way."""
        piece = self.pieces[index]
        if piece.sort not in _CALENDAR or not self._is_about(index):
            return piece.days
        if piece.sort == "year":
            return moved(piece.first, -365), min(self.on, moved(piece.last, 365))
        by = max(3 if piece.first == piece.last else 7, (self.on - piece.last).days // 10)
        return moved(piece.first, -by), min(self.on, moved(piece.last, by))
