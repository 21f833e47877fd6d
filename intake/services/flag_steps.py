"""Taking a step in the life of a flag: the one place where its row moves and its log grows."""

from datetime import datetime

from intake.clinical.flags import Standing, State, Step, standing_after
from intake.clinical.screening.findings import Finding, Tier
from intake.records.actors import Actor
from intake.records.database import db
from intake.records.flags import Flag, FlagEvent
from intake.services.queue_places import has_places


def take(
    flag: Flag, step: Step, *, by: Actor, at: datetime, finding: Finding | None = None, decision: str = "",
    reason: str = "",
) -> None:
    """Take `step` with `flag`: its row stands as the log comes to, and the log has one line more, with the evidence.

    `finding` is what the flag stands on from now on, None where that stays. The step that raises a flag is its first.
    """
    before = _standing(flag)
    if finding is not None:
        _stand_on(flag, finding)
    waits = finding is not None and finding.needs_review
    standing = standing_after(before, step, at=at, waits=waits, decision=decision)
    flag.state, flag.decision = standing.state.value, standing.decision
    flag.waiting_since, flag.closed_at = standing.waiting_since, standing.closed_at
    if flag.waiting_since is not None and not has_places(flag.client_id):
        flag.waiting_since = None
    db.session.add(FlagEvent(
        flag=flag, step=step.value, decision=decision, reason=reason, rule_version=flag.rule_version, tier=flag.tier,
        evidence_key=flag.evidence_key, evidence=flag.stored_finding["evidence"], by=by, at=at,
    ))


def confirm(flag: Flag, finding: Finding) -> None:
    """Let the same evidence speak in newer words (a date counted again, a better sentence). No step of its life."""
    if flag.evidence_key == finding.evidence_key and flag.stored_finding != finding.to_dict():
        _stand_on(flag, finding)


def _standing(flag: Flag) -> Standing | None:
    if not flag.state:
        return None
    return Standing(State(flag.state), flag.decision, flag.waiting_since, flag.closed_at)


def _stand_on(flag: Flag, finding: Finding) -> None:
    flag.finding = finding
    flag.rule_version = finding.version
    flag.tier, flag.rank = int(finding.tier), int(Tier.STOP) - int(finding.tier)
    flag.evidence_key, flag.until = finding.evidence_key, finding.until
