"""`screen`: every rule over one client's facts on one day. Pure; the caller brings the day and the settings."""
import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from intake.clinical.facts import Facts
from intake.clinical.findings import Finding, Tier
from intake.clinical.next_change import next_change
from intake.clinical.points import Factor, clot_points
from intake.clinical.rule import Rule
from intake.clinical.rules import RULES
from intake.clinical.settings import DEFAULT, ScreeningSettings
from intake.clinical.thresholds import limit

FLOOR = Path(__file__).parent
# The facts by which rules are chosen: a rule runs only where one of the facts it reads is there at all.
FAMILIES = tuple(sorted({name for found in RULES.values() for name in found.reads}))
LISTS = ("symptoms", "surgeries", "immobilisations", "injuries", "travel", "vte_history", "thrombophilia",
         "medications", "conditions", "devices", "cancer", "pregnancy", "blood_pressure")
_ALWAYS = tuple(found for found in RULES.values() if not found.reads and not found.after)
_AFTER = tuple(found for found in RULES.values() if found.after)
_chosen: dict[int, tuple[Rule, ...]] = {}


def _version() -> str:
    """Newest rule version and a short hash over all clinical code and knowledge: changes whenever either does."""
    content = hashlib.sha256()
    for path in sorted(path for path in FLOOR.rglob("*") if path.suffix in (".py", ".toml", ".csv", ".txt")):
        content.update(path.read_bytes())
    return f"{max(found.version for found in RULES.values())}+{content.hexdigest()[:8]}"


KNOWLEDGE_VERSION = _version()


@dataclass(frozen=True, slots=True)
class Screening:
    """What all rules said on one day. `findings` strongest first; `unanswered`: facts nobody was asked about.

    `next_change_on`: the first later day on which the outcome can change without any new fact; None = never.
    `clot_points` and `point_factors` are for the reasons shown, never to be displayed as a score.
    """

    on: date
    findings: tuple[Finding, ...]
    tier: Tier
    clot_points: int
    point_factors: tuple[Factor, ...]
    knowledge_version: str
    next_change_on: date | None
    unanswered: tuple[str, ...]


def _choose(mask: int) -> tuple[Rule, ...]:
    present = {name for bit, name in enumerate(FAMILIES) if mask >> bit & 1}
    rules = tuple(found for found in RULES.values()
                  if found in _ALWAYS or (not found.after and not present.isdisjoint(found.reads)))
    _chosen[mask] = rules
    return rules


def rules_for(facts: Facts) -> tuple[Rule, ...]:
    """The rules that can fire at all for these facts; the choice is kept by which kinds of facts there are."""
    mask = 0
    own = facts.__dict__
    for bit, name in enumerate(FAMILIES):
        value = own[name]
        if value is not None and value != ():
            mask |= 1 << bit
    return _chosen.get(mask) or _choose(mask)


def screen(facts: Facts, *, on: date, settings: ScreeningSettings = DEFAULT) -> Screening:
    """Work every rule out for `on`. The same facts, day and settings always give the same screening."""
    so_far: dict[str, Finding] = {}
    for found in rules_for(facts):
        draft = found.run(facts, on, settings)
        if draft is not None:
            so_far[found.code] = found.finding(draft, facts, on)
    tally = clot_points(facts, on, settings)
    if tally.total >= limit("points_caution", on):
        for found in _AFTER:
            draft = found.run(facts, on, settings, so_far)
            if draft is not None:
                so_far[found.code] = found.finding(draft, facts, on)
    findings = tuple(sorted(so_far.values(), key=_order)) if so_far else ()
    own = facts.__dict__
    return Screening(
        on=on, findings=findings, tier=findings[0].tier if findings else Tier.NONE, clot_points=tally.total,
        point_factors=tally.factors, knowledge_version=KNOWLEDGE_VERSION,
        next_change_on=next_change(facts, on, settings),
        unanswered=tuple([name for name in LISTS if own[name] is None]),
    )


def _order(finding: Finding) -> tuple[int, str]:
    return -finding.tier, finding.rule
