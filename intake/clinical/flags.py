"""The life of a flag: raised, reviewed, reopened, stepped down, lapsed, entered in error.

`reconcile` says which steps a screening asks for, `standing_after` where a flag stands once a step is taken, a
screening's or a person's.

Same evidence keeps its review, changed evidence reopens it, a closed window lapses with its reason. A STOP never goes
by itself: only a new dated assessment, or a reviewer who says it was entered in error, closes it (scale.md#tiers).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from intake.clinical.screening.evidence import is_clearance
from intake.clinical.screening.findings import Finding, Tier


class State(StrEnum):
    """Where a flag stands. The last two are closed for good."""

    RAISED = "raised"
    REVIEWED = "reviewed"
    REOPENED = "reopened"
    LAPSED = "lapsed"
    ENTERED_IN_ERROR = "entered_in_error"


class Step(StrEnum):
    """What happened to a flag: the kinds of its log."""

    RAISED = "raised"
    REVIEWED = "reviewed"
    REOPENED = "reopened"
    STEPPED_DOWN = "stepped_down"
    LAPSED = "lapsed"
    ENTERED_IN_ERROR = "entered_in_error"
    NOT_USEFUL = "not_useful"
    USEFUL_AFTER_ALL = "useful_after_all"


class Decision(StrEnum):
    """What a reviewer decided."""

    AGREED = "agreed"
    ADAPTED = "adapted"
    CLEARANCE_NEEDED = "clearance_needed"
    OVERRIDDEN = "overridden"


STEP_WORDS: Mapping[str, str] = {
    Step.RAISED: "Raised", Step.REVIEWED: "Reviewed", Step.REOPENED: "Reopened", Step.STEPPED_DOWN: "Became milder",
    Step.LAPSED: "Closed", Step.ENTERED_IN_ERROR: "Marked as entered in error",
    Step.NOT_USEFUL: "Called not useful", Step.USEFUL_AFTER_ALL: "Called useful after all",
}
STATE_WORDS: Mapping[str, str] = {
    State.RAISED: "Raised", State.REVIEWED: "Reviewed", State.REOPENED: "Reopened", State.LAPSED: "Closed",
    State.ENTERED_IN_ERROR: "Entered in error",
}
DECISION_WORDS: Mapping[str, str] = {
    Decision.AGREED: "agreed", Decision.ADAPTED: "adapted", Decision.CLEARANCE_NEEDED: "ask the doctor first",
    Decision.OVERRIDDEN: "overridden",
}
OPINIONS = frozenset({Step.NOT_USEFUL, Step.USEFUL_AFTER_ALL})
"""What somebody thinks of a flag: counted for its rule, and nothing moves."""
CLOSED = frozenset({State.LAPSED, State.ENTERED_IN_ERROR})
LIFTS_A_HOLD = frozenset({Decision.ADAPTED, Decision.OVERRIDDEN})
"""With a written reason these let a visit go ahead under a HOLD; nothing lets it go ahead under a STOP."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a flag stands: what its log comes to. `decision` is "" where no review stands; moments in UTC.

    `waiting_since`: since when a person must look at it, None when nobody has to; `closed_at`: None while it stands.
    """

    state: State
    decision: str
    waiting_since: datetime | None
    closed_at: datetime | None


def standing_after(
    before: Standing | None, step: Step, *, at: datetime, waits: bool = False, decision: str = "",
) -> Standing:
    """Where a flag stands after `step` at the moment `at`; `before` is None for the step that raises it.

    `waits`: whether somebody has to look at what it was raised or reopened with; `decision`: what a review came to.
    ValueError for any other first step, and for a step after the flag was closed.
    """
    if step is Step.RAISED and before is None:
        return Standing(State.RAISED, "", at if waits else None, None)
    if step is Step.RAISED or before is None or before.state in CLOSED:
        raise ValueError(f"{step.name} cannot follow {before.state.name if before else 'nothing'}")
    if step is Step.REOPENED:
        return Standing(State.REOPENED, "", at if waits else None, None)
    if step is Step.REVIEWED:
        return Standing(State.REVIEWED, decision, None, None)
    if step is Step.LAPSED:
        return Standing(State.LAPSED, before.decision, None, at)
    if step is Step.ENTERED_IN_ERROR:
        return Standing(State.ENTERED_IN_ERROR, "", None, at)
    return before  # an opinion moves nothing; stepped down: what was decided about more holds for less


@dataclass(frozen=True, slots=True)
class Change:
    """One step of the flag of `rule`. `finding` is what it stands on from now on; None where it closes."""

    rule: str
    step: Step
    finding: Finding | None
    reason: str

    @property
    def waits(self) -> bool:
        """Whether a person has to look at the flag after this step."""
        return self.step in (Step.RAISED, Step.REOPENED) and self.finding is not None and self.finding.needs_review


def reconcile(
    standing: Mapping[str, Finding], findings: Iterable[Finding], *, on: date,
    closed_evidence: Collection[str] = (),
) -> list[Change]:
    """What has to happen to the flags of one client so that they say what was found on `on`.

    `standing` holds what the flags not closed stand on, by rule; `closed_evidence` the evidence keys that an assessment
    or a correction of the record has closed: the same evidence does not raise them again.
    """
    found = {finding.rule: finding for finding in findings if finding.evidence_key not in closed_evidence}
    changes = [
        change for rule, finding in found.items()
        if (change := _change_to(standing.get(rule), finding))
    ]
    changes += [
        Change(rule, Step.LAPSED, None, _why_gone(old, found, on))
        for rule, old in standing.items() if rule not in found and old.tier is not Tier.STOP
    ]
    return changes


def _change_to(old: Finding | None, finding: Finding) -> Change | None:
    if old is None:
        return Change(finding.rule, Step.RAISED, finding, "")
    if old.tier is Tier.STOP and finding.tier is not Tier.STOP:
        # What is milder today does not undo the STOP; it is raised when an assessment has closed it.
        return None
    if old.evidence_key == finding.evidence_key:
        if old.modifications == finding.modifications:
            return None
        return Change(finding.rule, Step.REOPENED, finding, "The rule has changed.")
    if finding.tier < old.tier and _same_facts(old, finding):
        return Change(finding.rule, Step.STEPPED_DOWN, finding, f"From {old.tier.name} to {finding.tier.name}.")
    if _same_facts(old, finding):
        return Change(finding.rule, Step.REOPENED, finding, _why_asked_again(old, finding))
    return Change(finding.rule, Step.REOPENED, finding, "What it rests on has changed.")


def _same_facts(old: Finding, new: Finding) -> bool:
    """Whether both rest on the same facts; a clearance beside them is not a fact of the client's."""
    return {e for e in old.evidence if not is_clearance(e)} == {e for e in new.evidence if not is_clearance(e)}


def _why_asked_again(old: Finding, new: Finding) -> str:
    if old.tier is not new.tier:
        return f"From {old.tier.name} to {new.tier.name}."
    if {*filter(is_clearance, old.evidence)} != {*filter(is_clearance, new.evidence)}:
        return "Another clearance is on record."
    return "What it asks for has changed."


def _why_gone(old: Finding, found: Mapping[str, Finding], on: date) -> str:
    if old.rule == "R21" and "R45" in found:
        return "Cleared: see R45."
    if old.until is not None and on >= old.until:
        return f"Its time has passed: it held until {old.until.isoformat()}."
    if stronger := sorted(rule for rule in found if found[rule].tier > old.tier):
        return f"No longer found; {', '.join(stronger)} stands."
    return "The answers no longer say so."


def lifts_block(tier: Tier, decision: str, reason: str) -> bool:
    """Whether a review lets a visit go ahead: never for STOP, for HOLD only with a written reason."""
    return tier is not Tier.STOP and decision in LIFTS_A_HOLD and bool(reason.strip())
