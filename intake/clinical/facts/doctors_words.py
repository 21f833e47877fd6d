"""What health professionals said, as facts: clearances, and what they confirmed and treat."""
from dataclasses import dataclass, field
from datetime import date

from intake.clinical.dates.vague import UNKNOWN, VagueDate
from intake.clinical.facts.fact import key_of


@dataclass(frozen=True, slots=True)
class Clearance:
    """A health professional's word on one rule. `valid_until` None = the default term (scale.md#clearances).

    `covers`: the keys of the facts it names, None where it was given for its rule alone. `window_ends_on`: the first
    day after the window of what it covers, None where that has none. `limits` are the doctor's words; what they come
    to: `pressure_cap` on the Walton scale 0–5 (None = not named), `regions` to be left alone, `techniques` to be left
    out.
    """

    rule: str
    by: str = ""
    given: VagueDate = UNKNOWN
    valid_until: date | None = None
    side: str = ""
    limits: str = ""
    words: str = ""
    covers: frozenset[str] | None = None
    window_ends_on: date | None = None
    pressure_cap: int | None = None
    regions: frozenset[str] = frozenset()
    techniques: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TreatedCondition:
    """What a health professional confirmed and treats, and no rule knows: `rule` is the one that suspected it."""

    rule: str
    on: date
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return key_of("treated", self.rule, self.on.isoformat())
