"""The facts that rules read: frozen, plain, without a clock. What the client said stays beside each as `words`.

Lists hold three values: None = nobody asked, () = asked and there are none, otherwise what there is.
The codes are those of scale.md#facts-and-their-codes and bleeding.md#conditions, as types in codes.py.
"""
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, VagueDate
from intake.clinical.facts.codes import (
    BirthMode,
    CancerStatus,
    ClotType,
    ConditionCode,
    DeviceCode,
    ImmobilisationType,
    NotKnown,
    PregnancyStatus,
    SymptomCode,
)
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.operations import OperationCategory

NOT_ASKED = Answer.NOT_ASKED


class Fact(Protocol):
    """Any of the facts below, seen as one thing that was told.

    `key` is the same however often and in whatever words it was told: it is what a clearance names. `answers` are the
    names of the answers that say it, as `history.AnswerHistory` gives them: what can be withdrawn or assessed.
    """

    @property
    def key(self) -> str:
        """What makes it this one and no other."""

    @property
    def answers(self) -> tuple[str, ...]:
        """The names of the answers that say it."""


def _key(kind: str, *parts: str | VagueDate) -> str:
    return ":".join((kind, *(_span(part) if isinstance(part, VagueDate) else part for part in parts)))


def _span(day: VagueDate) -> str:
    return f"{day.earliest or ''}/{day.latest or ''}"


@dataclass(frozen=True, slots=True)
class Symptom:
    """A complaint or warning sign. `cause`: unexplained, exercise, injury, known_condition or "" (not asked).

    `site` is a body code; `side` left, right, both or ""; `assessed`: has a health professional seen it;
    `difference_cm`: measured difference of the calves; `ended`: when it was over (fever), unknown = not over;
    `told_on`: the day it was last told of, where that is known; `settled_for`: the rules for which a health
    professional assessed it after it was last told, and did not leave it open.
    """

    code: SymptomCode | NotKnown
    side: str = ""
    site: str = ""
    onset: VagueDate = UNKNOWN
    cause: str = ""
    assessed: Answer = NOT_ASKED
    difference_cm: float | None = None
    ended: VagueDate | None = None
    words: str = ""
    told_on: date | None = field(default=None, compare=False)
    settled_for: frozenset[str] = frozenset()
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return _key("symptom", self.code, self.side, self.site, self.onset)


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation; `category` as in clots.md#categories-of-operations ("" = not known: counted as major).

    `site` is a body code.
    """

    category: OperationCategory | NotKnown
    on: VagueDate = UNKNOWN
    healed: Answer = NOT_ASKED
    site: str = ""
    side: str = ""
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return _key("operation", self.category, self.side, self.on)


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
        return _key("stay", self.type, self.side, self.start)


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
        return _key("injury", self.region, self.side, self.type, self.on)


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
        return _key("journey", self.mode, "" if self.seated_hours is None else f"{self.seated_hours:g}", self.end)


@dataclass(frozen=True, slots=True)
class Clot:
    """A clot that was found: dvt, pe, svt, or "" (which kind is not known: counted as dvt)."""

    type: ClotType | NotKnown
    on: VagueDate = UNKNOWN
    side: str = ""
    on_treatment: Answer = NOT_ASKED
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return _key("clot", self.type, self.side, self.on)


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
class Birth:
    """A birth; `mode` vaginal, caesarean or ""."""

    delivered: VagueDate = UNKNOWN
    mode: BirthMode | NotKnown = ""
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return _key("birth", self.delivered)


@dataclass(frozen=True, slots=True)
class Condition:
    """A diagnosis by code; `past` when the client says it is over; `severity` mild, treated, severe or "".

    `ended`: since when an infection is over, None where nobody said so.
    """

    code: ConditionCode | NotKnown
    on: VagueDate = UNKNOWN
    side: str = ""
    site: str = ""
    assessed: Answer = NOT_ASKED
    severity: str = ""
    past: bool = False
    words: str = ""
    ended: VagueDate | None = None
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return _key("condition", self.code, self.side)


@dataclass(frozen=True, slots=True)
class ClottingTendency:
    """A thrombophilia: `name` as it was told, in small letters joined by "_" (factor_v_leiden)."""

    name: str
    words: str = ""
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return _key("tendency", self.name)


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
        return _key("device", self.code, self.side)


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
        return _key("blood_pressure", f"{self.systolic}/{self.diastolic}")


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
        return _key("platelets", "" if self.value is None else f"{self.value:g}")


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
        return _key("inr", self.state, "" if self.value is None else f"{self.value:g}")


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
        return _key("treated", self.rule, self.on.isoformat())


@dataclass(frozen=True)
class Facts:
    """Everything known about one client at one moment. `Facts()` is valid: nothing was asked.

    `age` in whole years; where `born` is given it wins, worked out at the day of screening. `not_known`: what is to be
    asked before a visit begins (R76), by the codes of `history.silence`. `single_answers`: for facts that are a plain
    yes or no, such as `family_clot`, the name of the answer that says it.
    """

    age: int | None = None
    sex: str = ""
    bmi: float | None = None
    born: date | None = None
    symptoms: tuple[Symptom, ...] | None = None
    operations: tuple[Operation, ...] | None = None
    immobilisations: tuple[Immobilisation, ...] | None = None
    injuries: tuple[Injury, ...] | None = None
    journeys: tuple[Journey, ...] | None = None
    clots: tuple[Clot, ...] | None = None
    thrombophilia: tuple[ClottingTendency, ...] | None = None
    family_clot: Answer = NOT_ASKED
    cancer: Cancer | None = None
    pregnancy: Pregnancy | None = None
    births: tuple[Birth, ...] | None = None
    medicines: tuple[MedicineFact, ...] | None = None
    conditions: tuple[Condition, ...] | None = None
    devices: tuple[Device, ...] | None = None
    blood_pressure: BloodPressure | None = None
    clearances: tuple[Clearance, ...] = ()
    bruises_easily: Answer = NOT_ASKED
    platelets: Platelets | None = None
    inr: Inr | None = None
    head_knock_since_last_visit: Answer = NOT_ASKED
    temperature: float | None = None
    visit_questions_answered_on: date | None = None
    treated: tuple[TreatedCondition, ...] = ()
    not_known: tuple[str, ...] = field(default=(), compare=False)
    single_answers: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    def age_on(self, on: date) -> int | None:
        """Whole years at `on`, or the recorded age where no birth date is known."""
        if self.born is None:
            return self.age
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))

    def answers_behind(self, name: str) -> tuple[str, ...]:
        """The names of the answers behind a fact that is a plain yes or no."""
        return tuple(answer for fact, answer in self.single_answers if fact == name)
