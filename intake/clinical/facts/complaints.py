"""Complaints and warning signs, as facts."""
from dataclasses import dataclass, field
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, VagueDate
from intake.clinical.facts.codes import NotKnown, SymptomCode
from intake.clinical.facts.fact import key_of


@dataclass(frozen=True, slots=True)
class Symptom:
    """A complaint or warning sign. `cause`: unexplained, exercise, injury, known_condition or "" (not asked).

    `site` is a body code; `side` left, right, both or ""; `assessed`: has a health professional seen it;
    `difference_cm`: measured difference of the calves; `intensity`: of a pain, 0–10, now or at its worst, the higher,
    None = not asked; `at_rest`: is it there at rest or at night too; `after_fall`: did it come after a fall; `ended`:
    the last day on which it was there or counts, None = not over; `course`: easing, same, worse or "" (not asked);
    `unlike_before`: is it unlike any pain before; `told_on`: the day it was last told of, where that is known;
    `settled_for`: the rules for which a health professional assessed it after it was last told, and did not leave it
    open.
    """

    code: SymptomCode | NotKnown
    side: str = ""
    site: str = ""
    onset: VagueDate = UNKNOWN
    cause: str = ""
    assessed: Answer = Answer.NOT_ASKED
    difference_cm: float | None = None
    intensity: float | None = None
    at_rest: Answer = Answer.NOT_ASKED
    after_fall: Answer = Answer.NOT_ASKED
    ended: VagueDate | None = None
    course: str = ""
    unlike_before: Answer = Answer.NOT_ASKED
    words: str = ""
    told_on: date | None = field(default=None, compare=False)
    settled_for: frozenset[str] = frozenset()
    answers: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What makes it this one and no other: see `Fact`."""
        return key_of("symptom", self.code, self.side, self.site, self.onset)
