"""Reads plain values of facts from outside: dates, numbers, rows, codes, places; keeps what nobody can read."""
import math
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from intake.clinical.answer import Answer
from intake.clinical.body import read_region
from intake.clinical.dates.vague import UNKNOWN, VagueDate, read_date
from intake.clinical.vignettes.codes import WordsRead, read_words
from intake.clinical.vignettes.scope import tokens_of

_NO_TELLING = ("unknown", "unsure", "recent", "lately", "while", "sometime", "rememb", "idea", "know", "ages", "sure")
"""Words of a date that say that nobody knows it: no entry that cannot be read, but a question."""
_NEITHER = frozenset({"", "unknown", "unsure", "not sure", "not asked", "maybe", "not known"})
_SIDES = {"left": "left", "right": "right", "both": "both", "l": "left", "r": "right", "bilateral": "both",
          "unsure": "", "unknown": "", "": ""}
_SITES = {"knee_back", "back_of_knee", "back_of_the_knee", "hollow_of_the_knee", "hollow_of_knee", "popliteal_fossa"}
# A plan reaches so far; what is said to lie farther ahead is a slip of the pen.
_FAR_AHEAD = timedelta(730)
_LONGEST = 80


class FactsReader:
    """Reads one person's facts as said on `on`, and keeps what could not be read in `unread` ("symptoms: zzz")."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.unread: list[str] = []
        self.family_clot = False

    def say(self, what: str, value: object) -> None:
        """Keep an entry that nobody can read."""
        text = str(value)
        self.unread.append(f"{what}: {text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}")

    def day(self, value: object, what: str, *, may_be_far: bool = False) -> VagueDate:
        """A date as given; words that say that nobody knows it count as unknown, others are unread."""
        if value is None or value == "":
            return UNKNOWN
        if not isinstance(value, (str, date)):
            self.say(what, value)
            return UNKNOWN
        text = value.isoformat() if isinstance(value, date) else value
        day = read_date(text, self.on)
        is_vague = any(word.startswith(_NO_TELLING) for word in tokens_of(text))
        if not (day.is_known or day.in_future or is_vague) or (self._is_far(day) and not may_be_far):
            self.say(what, value)
        return day

    def _is_far(self, day: VagueDate) -> bool:
        return day.earliest is not None and day.earliest - self.on > _FAR_AHEAD

    def number(self, value: object, what: str, least: float = 0, most: float = math.inf) -> float | None:
        """A number from `least` to `most`, or None; anything else is unread."""
        if value is None or value == "":
            return None
        try:
            number = math.nan if isinstance(value, bool) else float(str(value))
        except ValueError:
            number = math.nan
        if not least <= number <= most or math.isinf(number):
            self.say(what, value)
            return None
        return number

    def whole(self, value: object, what: str, least: float = 0, most: float = math.inf) -> int | None:
        """A whole number, or None."""
        number = self.number(value, what, least, most)
        return None if number is None else int(number)

    def text(self, value: object, what: str) -> str:
        """Words, "" where none are given; anything but words is unread."""
        if value is None or isinstance(value, str):
            return (value or "").strip()
        self.say(what, value)
        return ""

    def word(self, value: object, allowed: Collection[str], what: str) -> str:
        """One of the words allowed, or what it stands for; "" where none was given; another is unread."""
        text = self.text(value, what)
        given = "_".join(tokens_of(text))
        if not given:
            return ""
        if given not in allowed:
            self.say(what, text)
            return ""
        return str(allowed[given]) if isinstance(allowed, Mapping) else given

    def answer(self, value: object, what: str) -> Answer:
        """Yes, no, or not asked; anything that is none of these is unread."""
        if isinstance(value, (bool, str)) or value in (None, 0, 1):
            answer = Answer.read(value)
            if answer is Answer.NOT_ASKED and " ".join(tokens_of(str(value or ""))) not in _NEITHER:
                self.say(what, value)
            return answer
        self.say(what, value)
        return Answer.NOT_ASKED

    def rows(self, data: Mapping[str, Any], key: str) -> "list[Row] | None":
        """The rows of a list (a bare word is a name); None where the key is missing. "none" is an empty list."""
        value = data.get(key)
        if value is None:
            return None
        if isinstance(value, str) and value.strip().lower() in ("none", "nil", "no"):
            return []
        if isinstance(value, (str, Mapping)):
            value = [value]
        if not isinstance(value, list | tuple):
            self.say(key, value)
            return None
        return [row for each in value if (row := self.row(each, key)) is not None]

    def row(self, value: object, kind: str) -> "Row | None":
        """A mapping or a bare word as a row; None, and unread, where it is neither."""
        if isinstance(value, Mapping):
            return Row(self, kind, value)
        if isinstance(value, str):
            return Row(self, kind, {"": value})
        self.say(kind, value)
        return None

    def words(self, kind: str, text: str, what: str = "", place: str = "") -> WordsRead:
        """What `text` means among the codes of `kind`; unread where it means none. A relative's clot is kept."""
        read = read_words(kind, text, place)
        self.family_clot = self.family_clot or read.family_clot
        if not read.is_read:
            self.say(what or kind, text)
        return read


class Row:
    """One row, which knows what of it was read: `close` says the rest."""

    def __init__(self, reader: FactsReader, kind: str, values: Mapping[str, Any]) -> None:
        self.reader = reader
        self.kind = kind
        self._values = {str(key): value for key, value in values.items()}
        self._left = dict(self._values)

    def close(self) -> None:
        """Say every field that nothing has read."""
        for key, value in self._left.items():
            self.reader.say(f"{self.kind}.{key}", value)

    def has(self, key: str) -> bool:
        """Whether there is anything under `key`."""
        return self._values.get(key) not in (None, "")

    def value(self, *keys: str) -> Any:
        """The first value under any of `keys`, which are then read."""
        values = [self._left.pop(key, self._values.get(key)) for key in keys]
        return next((value for value in values if value not in (None, "")), None)

    def name(self, *keys: str) -> str:
        """What the row is about: the bare word, or the text under any of `keys`."""
        return self.reader.text(self.value("", *keys), self.kind)

    def text(self, *keys: str) -> str:
        """The text under any of `keys`."""
        return self.reader.text(self.value(*keys), f"{self.kind}.{keys[0]}")

    def word(self, key: str, allowed: Collection[str]) -> str:
        """One of the words allowed under `key`."""
        return self.reader.word(self.value(key), allowed, f"{self.kind}.{key}")

    def day(self, *keys: str, may_be_far: bool = False) -> VagueDate:
        """The date under any of `keys`."""
        return self.reader.day(self.value(*keys), f"{self.kind}.{keys[0]}", may_be_far=may_be_far)

    def end(self, key: str) -> VagueDate | None:
        """The date under `key`, None where it has not ended."""
        return self.day(key) if self.has(key) else None

    def number(self, *keys: str, most: float, least: float = 0) -> float | None:
        """The number under any of `keys`."""
        return self.reader.number(self.value(*keys), f"{self.kind}.{keys[0]}", least, most)

    def whole(self, key: str, *, most: float) -> int | None:
        """The whole number under `key`."""
        return self.reader.whole(self.value(key), f"{self.kind}.{key}", 0, most)

    def answer(self, key: str) -> Answer:
        """The yes or no under `key`."""
        return self.reader.answer(self.value(key), f"{self.kind}.{key}")

    def side(self) -> str:
        """The side that the row names."""
        return self.word("side", _SIDES)

    def place(self, *keys: str) -> tuple[str, str]:
        """Side and body code of a row; its own side stands before one in the words of the site."""
        keys = keys or ("site",)
        side, text = self.side(), self.text(*keys)
        if "_".join(tokens_of(text)) in _SITES:
            return side, "calf"  # what holds for the calf holds for the hollow of the knee (R29)
        of_site, site = read_region(text)
        if text and not site:
            self.reader.say(f"{self.kind}.{keys[0]}", text)
        return side or of_site, site

    def pass_over(self, *keys: str) -> None:
        """Fields that are known and have no bearing."""
        for key in keys:
            self._left.pop(key, None)


def each_closed(rows: Iterable[Row]) -> Iterable[Row]:
    """The rows one by one; when the next is asked for, what nothing has read of the last is said."""
    for row in rows:
        yield row
        row.close()
