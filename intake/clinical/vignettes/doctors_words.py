"""What health professionals said, in facts from outside: clearances, and assessments with what they settle.

Clinical source: scale.md#assessments. What cannot be read clears and settles nothing.
"""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.facts import Clearance, Facts, Symptom
from intake.clinical.history.assessments import OUTCOME_WORDS, Assessment
from intake.clinical.screening.rules import RULES
from intake.clinical.screening.settings import DEFAULT
from intake.clinical.vignettes.reader import Row


@dataclass(frozen=True, slots=True)
class AssessmentRead:
    """An assessment, and the last day of which it settles what was told: the earlier end of a vague date."""

    assessment: Assessment
    settles_to: date


def read_clearance(row: Row) -> Clearance | None:
    """A health professional's word; None where its rule or its dates cannot be read: it then clears nothing."""
    rule, given, until = _rule(row), row.day("date"), row.day("valid_until", may_be_far=True)
    side, by = row.side(), row.text("by")
    limits, words, has_end = row.text("limits"), row.text("words"), row.has("valid_until")
    if not rule or (row.has("date") and given.earliest is None) or (has_end and until.earliest is None):
        return None
    return Clearance(rule, by, given, until.earliest if has_end else None, side, limits, words)


def _rule(row: Row) -> str:
    """The code of a rule, "" and unread where there is none of that code."""
    given = row.name("rule")
    code = given.upper()
    if code not in RULES:
        row.reader.say(f"{row.kind}.rule", given)
    return code if code in RULES else ""


def read_assessment(row: Row) -> AssessmentRead | None:
    """An assessment; None where rule, outcome or day cannot be read: it then settles nothing."""
    rule, outcome = _rule(row), row.word("outcome", OUTCOME_WORDS.keys())
    day, side = row.day("date"), row.side()
    condition, words = row.text("condition", "cause"), row.text("words")
    row.pass_over("by")
    if not row.has("outcome") or not row.has("date"):
        row.reader.say(row.kind, "without outcome or date")
    if day.in_future:
        row.reader.say(f"{row.kind}.date", day.as_written)
    if not (rule and outcome and day.latest and day.earliest) or day.in_future:
        return None
    return AssessmentRead(Assessment(rule, outcome, day.latest, condition, words, side=side), day.earliest)


def with_assessments(facts: Facts, read: Iterable[AssessmentRead], on: date) -> Facts:
    """The facts with what was found: settled signs, and what was confirmed and is treated."""
    for each in read:
        if each.assessment.is_settled:
            facts = _with_finding(_with_settled(facts, each, on), each.assessment)
    return facts


def _with_settled(facts: Facts, read: AssessmentRead, on: date) -> Facts:
    """The signs on which the rule rests, as far as they were told by the day of the assessment, as seen by then."""
    signs = _signs_of(facts, read.assessment, on)
    return replace(facts, symptoms=facts.symptoms and tuple(
        _settled(each, read.assessment) if each in signs and (each.onset.latest or on) <= read.settles_to
        and {each.side, read.assessment.side} != {"left", "right"} else each for each in facts.symptoms))


def _signs_of(facts: Facts, assessment: Assessment, on: date) -> Sequence[Symptom]:
    rule = RULES[assessment.rule]
    verdict = None if rule.after or rule.asks else rule.run(facts, on, DEFAULT)
    return [each.fact for each in verdict.evidence if isinstance(each.fact, Symptom)] if verdict else ()


def _settled(symptom: Symptom, assessment: Assessment) -> Symptom:
    found = assessment.condition if assessment.outcome == "other_cause" else ""
    return replace(symptom, assessed=Answer.YES, settled_for=symptom.settled_for | {assessment.rule},
                   cause="known_condition" if found else symptom.cause,
                   words=f"{symptom.words}: {found}" if found else symptom.words)


def _with_finding(facts: Facts, assessment: Assessment) -> Facts:
    if assessment.clot is not None:
        return replace(facts, clots=(*(facts.clots or ()), assessment.clot))
    if assessment.injury is not None:
        return replace(facts, injuries=(*(facts.injuries or ()), assessment.injury))
    return facts if assessment.treated is None else replace(facts, treated=(*facts.treated, assessment.treated))
