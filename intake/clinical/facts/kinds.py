"""The facts that rules read: frozen, plain, without a clock. What the client said stays beside each as `words`.

Lists hold three values: None = nobody asked, () = asked and there are none, otherwise what there is.
The codes are those of scale.md#facts-and-their-codes and bleeding.md#conditions, as types in codes.py.
"""
from dataclasses import dataclass, field
from datetime import date

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


@dataclass(frozen=True, slots=True)
class Symptom:
    """A complaint or warning sign. `cause`: unexplained, exercise, injury, known_condition or "" (not asked).

    `site` is a body code; `side` left, right, both or ""; `assessed`: has a health professional seen it;
    `difference_cm`: measured difference of the calves; `ended`: the last day on which it was there or counts, None =
    not over; `course`: easing, same, worse or "" (not asked); `unlike_before`: is it unlike any pain before;
    `told_on`: the day it was last told of, where that is known.
    """

    code: SymptomCode | NotKnown
    side: str = ""
    site: str = ""
    onset: VagueDate = UNKNOWN
    cause: str = ""
    assessed: Answer = NOT_ASKED
    difference_cm: float | None = None
    ended: VagueDate | None = None
    course: str = ""
    unlike_before: Answer = NOT_ASKED
    words: str = ""
    told_on: date | None = field(default=None, compare=False)


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


@dataclass(frozen=True, slots=True)
class Injury:
    """An injury; `region` is leg, arm, back, neck, head, trunk or a body code; `type` e.g. sprain, muscle_tear."""

    region: str
    type: str = ""
    on: VagueDate = UNKNOWN
    side: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Journey:
    """Seated travel; `seated_hours` is the longest stretch (None = not known), `end` the day it ended."""

    mode: str = ""
    seated_hours: float | None = None
    end: VagueDate = UNKNOWN
    words: str = ""


@dataclass(frozen=True, slots=True)
class Clot:
    """A clot that was found: dvt, pe, svt, or "" (which kind is not known: counted as dvt)."""

    type: ClotType | NotKnown
    on: VagueDate = UNKNOWN
    side: str = ""
    on_treatment: Answer = NOT_ASKED
    words: str = ""


@dataclass(frozen=True, slots=True)
class Cancer:
    """`status` is active, palliative, remission or "" (not known: counted as active)."""

    status: CancerStatus | NotKnown = ""
    last_treatment: VagueDate = UNKNOWN
    words: str = ""


@dataclass(frozen=True, slots=True)
class Pregnancy:
    """`status` is pregnant, might_be, postpartum or none; `mode` vaginal, caesarean or ""."""

    status: PregnancyStatus
    weeks: int | None = None
    delivered: VagueDate = UNKNOWN
    mode: BirthMode | NotKnown = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A diagnosis by code; `past` when the client says it is over; `severity` mild, treated, severe or ""."""

    code: ConditionCode | NotKnown
    on: VagueDate = UNKNOWN
    side: str = ""
    site: str = ""
    assessed: Answer = NOT_ASKED
    severity: str = ""
    past: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class ClottingTendency:
    """A thrombophilia: `name` as it was told, in small letters joined by "_" (factor_v_leiden)."""

    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Device:
    """port, central_line, pacemaker, icd, pump, fistula …"""

    code: DeviceCode | NotKnown
    site: str = ""
    side: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class BloodPressure:
    """A reading in mmHg."""

    systolic: int | None = None
    diastolic: int | None = None
    on: VagueDate = UNKNOWN
    words: str = ""


@dataclass(frozen=True, slots=True)
class Platelets:
    """`value` in 10^9/L (thousand per µL); `low_number_unknown` when only "low" was said."""

    value: float | None = None
    low_number_unknown: bool = False
    on: VagueDate = UNKNOWN
    words: str = ""


@dataclass(frozen=True, slots=True)
class Inr:
    """`state` is in_range, above, correcting or ""; the target is the client's own.

    Clinical source: bleeding.md#bleeding-that-stops-a-session.
    """

    value: float | None = None
    target_high: float | None = None
    state: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Clearance:
    """A health professional's word on one rule. `valid_until` None = the default term (scale.md#clearances)."""

    rule: str
    by: str = ""
    given: VagueDate = UNKNOWN
    valid_until: date | None = None
    side: str = ""
    limits: str = ""
    words: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything known about one client at one moment. `Facts()` is valid: nothing was asked.

    `age` in whole years; where `born` is given it wins, worked out at the day of screening.
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

    def age_on(self, on: date) -> int | None:
        """Whole years at `on`, or the recorded age where no birth date is known."""
        if self.born is None:
            return self.age
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))
