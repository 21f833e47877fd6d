"""What happened on a day, as facts: each is told once, and stands until its window has passed."""
from dataclasses import dataclass, field

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, VagueDate
from intake.clinical.facts.codes import BirthMode, ClotType, ImmobilisationType, NotKnown
from intake.clinical.facts.fact import key_of
from intake.clinical.operations import OperationCategory


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation; `category` as in clots.md#categories-of-operations ("" = not known: counted as major).

    `site` is a body code.
    """

    category: OperationCategory | NotKnown
    on: VagueDate = UNKNOWN
    healed: Answer = Answer.NOT_ASKED
    site: str = ""
    side: str = ""
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return key_of("operation", self.category, self.side, self.on)


@dataclass(frozen=True, slots=True)
class Immobilisation:
    """leg_cast, leg_boot, leg_fracture, hospital_bed, home_bed or paralysed_or_immobile_leg.

    `end` None = it is still going on; `days` in bed, None = not known (counted as three or more).
    """

    type: ImmobilisationType
    start: VagueDate = UNKNOWN
    end: VagueDate | None = None
    days: int | None = None
    side: str = ""
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return key_of("stay", self.type, self.side, self.start)


@dataclass(frozen=True, slots=True)
class Injury:
    """An injury; `region` is leg, arm, back, neck, head, trunk or a body code; `type` e.g. sprain, muscle_tear."""

    region: str
    type: str = ""
    on: VagueDate = UNKNOWN
    side: str = ""
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return key_of("injury", self.region, self.side, self.type, self.on)


@dataclass(frozen=True, slots=True)
class Journey:
    """Seated travel; `seated_hours` is the longest stretch (None = not known), `end` the day it ended."""

    mode: str = ""
    seated_hours: float | None = None
    end: VagueDate = UNKNOWN
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return key_of("journey", self.mode, "" if self.seated_hours is None else f"{self.seated_hours:g}", self.end)


@dataclass(frozen=True, slots=True)
class Clot:
    """A clot that was found: dvt, pe, svt, or "" (which kind is not known: counted as dvt).

    `past`: it was told as being in the past, whether or not a date is known.
    """

    type: ClotType | NotKnown
    on: VagueDate = UNKNOWN
    side: str = ""
    on_treatment: Answer = Answer.NOT_ASKED
    words: str = ""
    past: bool = False
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return key_of("clot", self.type, self.side, self.on)


@dataclass(frozen=True, slots=True)
class Ivf:
    """Stimulation of the ovaries for IVF or egg collection; `stimulation_end` is its last day."""

    stimulation_end: VagueDate = UNKNOWN
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return key_of("ivf", self.stimulation_end)


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth; `mode` vaginal, caesarean or ""."""

    delivered: VagueDate = UNKNOWN
    mode: BirthMode | NotKnown = ""
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return key_of("birth", self.delivered)
