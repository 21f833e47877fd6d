"""Dates as people give them: kept as written, with the span of days they allow. Rules use the cautious end.

scale.md#dates: unknown day = the latest possible date; unknown month or "recently" = no date at all, counted as
today by the rule, with a question. Nothing here reads a clock: `on` is the day the words were said.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from intake.clinical.dates.context import in_context
from intake.clinical.dates.durations import Reader
from intake.clinical.dates.piece import moved
from intake.clinical.dates.pieces import Pieces
from intake.clinical.dates.relations import Relations
from intake.clinical.dates.tokens import tokens_of

_KEPT = 200
"""Characters of the words that are kept with what they mean."""


@dataclass(frozen=True, slots=True)
class VagueDate:
    """A date as written, and the first and last day it can mean (None = no telling). `in_future`: a form error.

    `is_refused`: a day was read, and the client says that it is not so; which day it is, nobody knows.
    """

    as_written: str = ""
    earliest: date | None = None
    latest: date | None = None
    in_future: bool = False
    is_refused: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the words allow any span at all."""
        return self.latest is not None

    @property
    def is_told(self) -> bool:
        """Whether a day was told that stands for something, even if nobody knows now which."""
        return self.latest is not None or self.is_refused

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


def refused(text: str) -> VagueDate:
    """The words of a date of which the client says that it was not read as it was meant."""
    return VagueDate(text[:_KEPT], is_refused=True)


@lru_cache(4096)
def read_date(text: str, on: date, country: str | None = None) -> VagueDate:
    """What `text` can mean when said on `on`, feasts as `country` ("US", "UK") keeps them.

    The span never reaches past `on`, unless it lies wholly after it: then `in_future` is set. Of several dates the
    last counts. Words nobody can place come back without a span. A start that nobody told is `date.min`.
    """
    written = text[:_KEPT]
    reader = Reader(in_context(tokens_of(text)))
    when, days = Relations(reader, Pieces(reader, on, country).all(), on).read()
    if when == "ahead":
        return VagueDate(written, days[0] if days else moved(on, 1), days[1] if days else None, in_future=True)
    return VagueDate(written, *days) if days else VagueDate(written)
