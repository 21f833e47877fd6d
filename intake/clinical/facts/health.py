"""Diagnoses, states and measurements, as facts."""
from dataclasses import dataclass, field
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, VagueDate
from intake.clinical.facts.codes import CancerStatus, ConditionCode, DeviceCode, NotKnown, PregnancyStatus
from intake.clinical.facts.fact import key_of


@dataclass(frozen=True, slots=True)
class Cancer:
    """`status` is active, palliative, remission or "" (not known: counted as active)."""

    status: CancerStatus | NotKnown = ""
    last_treatment: VagueDate = UNKNOWN
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return "cancer"


@dataclass(frozen=True, slots=True)
class Pregnancy:
    """`status` is pregnant, might_be or none; `weeks` on the day it was told."""

    status: PregnancyStatus
    weeks: int | None = None
    words: str = ""
    told_on: date | None = field(default=None, compare=False)
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return "pregnancy"


@dataclass(frozen=True, slots=True)
class Condition:
    """A diagnosis by code; `past` when the client says it is over; `severity` mild, treated, severe or "".

    Of a carrier of haemophilia `severity` is the level of the factor: low, normal or "" (also "mild" where it is called
    mild haemophilia). `on`: since when, or when it was; `site` and `side`: where. `ended`: since when an infection is
    over, None where nobody said so.
    """

    code: ConditionCode | NotKnown
    on: VagueDate = UNKNOWN
    side: str = ""
    site: str = ""
    assessed: Answer = Answer.NOT_ASKED
    severity: str = ""
    past: bool = False
    words: str = ""
    ended: VagueDate | None = None
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return key_of("condition", self.code, self.side)


@dataclass(frozen=True, slots=True)
class ClottingTendency:
    """A thrombophilia: `name` as it was told, in small letters joined by "_" (factor_v_leiden)."""

    name: str
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return key_of("tendency", self.name)


@dataclass(frozen=True, slots=True)
class Device:
    """port, central_line, pacemaker, icd, pump, fistula …"""

    code: DeviceCode | NotKnown
    site: str = ""
    side: str = ""
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return key_of("device", self.code, self.side)


@dataclass(frozen=True, slots=True)
class BloodPressure:
    """A reading in mmHg."""

    systolic: int | None = None
    diastolic: int | None = None
    on: VagueDate = UNKNOWN
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return key_of("blood_pressure", f"{self.systolic}/{self.diastolic}")


@dataclass(frozen=True, slots=True)
class Platelets:
    """`value` in 10^9/L (thousand per µL); `low_number_unknown` when only "low" was said."""

    value: float | None = None
    low_number_unknown: bool = False
    on: VagueDate = UNKNOWN
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return key_of("platelets", "" if self.value is None else f"{self.value:g}")


@dataclass(frozen=True, slots=True)
class Inr:
    """`state` is in_range, above, correcting or ""; the target is the client's own.

    Clinical source: bleeding.md#bleeding-that-stops-a-session.
    """

    value: float | None = None
    target_high: float | None = None
    state: str = ""
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return key_of("inr", self.state, "" if self.value is None else f"{self.value:g}")
