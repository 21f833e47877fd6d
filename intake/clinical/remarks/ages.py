"""How long ago the words of a clause say that something was: the newest of the dates in them."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from intake.clinical.dates.vague import read_date

_NUMBER = (r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
           r"a|an|a few|several|a couple of|many)")
_UNIT = r"(?:day|week|wk|fortnight|month|mth|year|yr)s?"
_MONTH = (r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
          r"jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)")
_DATES = re.compile(
    rf"\b(?:{_NUMBER} {_UNIT} (?:ago|back|before)|(?:years|decades) ago|(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})? "
    rf"(?:19|20)\d\d|(?:19|20)\d\d|last (?:year|month|week|{_MONTH})|yesterday|today)\b")
_YOUNG = re.compile(r"\b(?:when i was|when i were|aged|at age|at the age of|age) (?:about )?(?:\d{1,2}|[a-z]{2,5}teen|"
                    r"four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|a child|little|young)\b|"
                    r"\bat (?:[3-9]|1\d|2[0-5])$")
_AGED = re.compile(rf"\b{_NUMBER} {_UNIT} old\b")
_AGO = re.compile(r" (?:old|back|before)$")


def is_of_youth(words: Sequence[str]) -> bool:
    """Whether the words tell at what age it was: "when I was eight"."""
    return bool(_YOUNG.search(" ".join(words)))


def days_since(words: Sequence[str], on: date | None, *, of_child: bool = False) -> int | None:
    """Days from the newest date that the words name to `on`, at its cautious end; None where they name none.

    `of_child`: a child's age ("my baby is five weeks old") is a date too.
    """
    if on is None:
        return None
    text = " ".join(words)
    found_in = [*_DATES.finditer(text), *(_AGED.finditer(text) if of_child else ())]
    days = [_days_since(_AGO.sub(" ago", found[0]), on) for found in found_in]
    known = [each for each in days if each is not None]
    return min(known) if known and len(known) == len(days) else None


@lru_cache(maxsize=1024)
def _days_since(date_words: str, on: date) -> int | None:
    latest = read_date(date_words, on).latest
    return None if latest is None else (on - latest).days


_COUNTS = {word: float(number) for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split())}
_COUNTS |= {"a": 1.0, "an": 1.0, "half": 0.5, "couple": 2.0, "eine": 1.0, "zwei": 2.0, "drei": 3.0, "une": 1.0,
            "deux": 2.0, "trois": 3.0, "una": 1.0, "dos": 2.0, "tres": 3.0, "due": 2.0, "tre": 3.0, "uma": 1.0,
            "duas": 2.0}
_HOURS = frozenset("hour hours hr hrs h stunde stunden heure heures hora horas ora ore uur".split())
_MINUTES = frozenset("minute minutes min mins minuten minutos minuti".split())


def longest_hours(words: Sequence[str]) -> float | None:
    """The most hours that the words name; None where none is named, or the hours stand without a number."""
    found = []
    for index, word in enumerate(words):
        if word in _HOURS | _MINUTES:
            number = _number_before(words, index)
            if number is None:
                return None
            found.append(number / 60 if word in _MINUTES else number)
    return max(found, default=None)


def _number_before(words: Sequence[str], index: int) -> float | None:
    for word in reversed(words[max(0, index - 3):index]):
        if word[0].isdigit():
            return float(word.replace(",", ".")) if word.replace(",", ".").count(".") <= 1 else None
        if word in _COUNTS:
            return _COUNTS[word]
    return None
