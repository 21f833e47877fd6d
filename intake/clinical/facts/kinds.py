"""The facts that rules read: frozen, plain, without a clock. What the client said stays beside each as `words`.

Lists hold three values: None = nobody asked, () = asked and there are none, otherwise what there is.
The codes are those of scale.md#facts-and-their-codes and bleeding.md#conditions, as types in codes.py.
"""
from dataclasses import dataclass, field
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.facts.complaints import Symptom
from intake.clinical.facts.doctors_words import Clearance, TreatedCondition
from intake.clinical.facts.events import Birth, Clot, Immobilisation, Injury, Ivf, Journey, Operation
from intake.clinical.facts.health import (
    BloodPressure,
    Cancer,
    ClottingTendency,
    Condition,
    Device,
    Inr,
    Platelets,
    Pregnancy,
)
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.facts.remarks import OpenRemark

NOT_ASKED = Answer.NOT_ASKED


@dataclass(frozen=True)
class Facts:
    """Everything known about one client at one moment. `Facts()` is valid: nothing was asked.

    `age` in whole years; where `born` is given it wins, worked out at the day of screening. `not_known`: what is to be
    asked before a visit begins (R76), by the codes of `history.silence`. `remarks`: what was written where something
    else is asked, while a visit is opened (R75). `single_answers`: for facts that are a plain
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
    ivf: tuple[Ivf, ...] | None = None
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
    remarks: tuple[OpenRemark, ...] = field(default=(), compare=False)
    single_answers: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    def age_on(self, on: date) -> int | None:
        """Whole years at `on`, or the recorded age where no birth date is known."""
        if self.born is None:
            return self.age
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))

    def answers_behind(self, name: str) -> tuple[str, ...]:
        """The names of the answers behind a fact that is a plain yes or no."""
        return tuple(answer for fact, answer in self.single_answers if fact == name)
