"""What a health professional found after a STOP, and what it means for the record (scale.md#assessments)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import on_day
from intake.clinical.facts import Clot, Injury, TreatedCondition
from intake.clinical.facts.codes import ClotType

OUTCOME_WORDS = {
    "treated": "Confirmed and treated", "ruled_out": "Ruled out", "other_cause": "Another cause", "open": "Still open",
}
"""The outcomes of an assessment. "" stands for one of before they were asked for."""
_SUSPECTED_CLOT: dict[str, ClotType] = {"R01": "pe", "R02": "dvt", "R03": "dvt", "R04": "dvt"}
# Their own rule says what holds while it is treated: the clot told of (R20), the pressure measured (R12).
_HAVE_THEIR_RULE = frozenset({"R12", "R20"})
_BROKEN_LEG = frozenset({"R10"})
_NAMES_A_CLOT = re.compile(r"\b(dvt|pe|clots?|thromb\w+|embol\w+)\b", re.IGNORECASE)
_NAMES_A_LUNG_CLOT = re.compile(r"\b(pe|lung|pulmonary|embol\w+)\b", re.IGNORECASE)
_NAMES_A_FRACTURE = re.compile(r"\b(fractur\w*|broken|break)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment of what the rule `rule` stopped. `outcome` as in OUTCOME_WORDS, or "".

    `condition`: what is treated, or the other cause, by name; "" for what the rule suspects. `answers`: the names of
    the answers that were assessed; `side` the side of the limb concerned; `name` its own name in the record.
    """

    rule: str
    outcome: str
    on: date
    condition: str = ""
    words: str = ""
    answers: frozenset[str] = frozenset()
    side: str = ""
    name: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether it ends the STOP: all but one that leaves the matter open."""
        return self.outcome != "open"

    @property
    def clot(self) -> Clot | None:
        """The clot that was confirmed, None where it was none, or stands in the record already (R20)."""
        if self.outcome != "treated" or self.rule in _HAVE_THEIR_RULE:
            return None
        suspected = _SUSPECTED_CLOT.get(self.rule)
        if self.condition and not _NAMES_A_CLOT.search(self.condition):
            return None
        if not self.condition and suspected is None:
            return None
        kind: ClotType = suspected or "dvt"
        if self.condition:
            kind = "pe" if _NAMES_A_LUNG_CLOT.search(self.condition) else "dvt"
        return Clot(kind, on=on_day(self.on), side=self.side, on_treatment=Answer.YES, words=self._finding_words(),
                    answers=(self.name,))

    @property
    def injury(self) -> Injury | None:
        """The broken leg that was confirmed."""
        if self.outcome != "treated" or self.rule not in _BROKEN_LEG:
            return None
        if self.condition and not _NAMES_A_FRACTURE.search(self.condition):
            return None
        return Injury("leg", type="fracture", on=on_day(self.on), side=self.side, words=self._finding_words(),
                      answers=(self.name,))

    @property
    def treated(self) -> TreatedCondition | None:
        """What was confirmed and no rule knows: held until a doctor agrees."""
        if self.outcome != "treated" or self.rule in _HAVE_THEIR_RULE or self.clot or self.injury:
            return None
        return TreatedCondition(self.rule, self.on, self._finding_words(), (self.name,))

    def _finding_words(self) -> str:
        return self.condition or self.words


def assessed_for(answers: Sequence[str], assessments: Sequence[Assessment]) -> tuple[frozenset[str], str]:
    """The rules for which all of `answers` have been assessed and not left open, and another cause that was found."""
    settled = [each for each in assessments if each.is_settled and answers and each.answers.issuperset(answers)]
    cause = next((each.condition or each.words for each in reversed(settled) if each.outcome == "other_cause"), "")
    return frozenset(each.rule for each in settled), cause
