"""`screen`: every rule over one client's facts on one day. Pure; the caller brings the day and the settings."""
import hashlib
from dataclasses import dataclass
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.facts import Facts
from intake.clinical.fingerprint import fingerprint
from intake.clinical.screening.clots.factor import Factor
from intake.clinical.screening.clots.points import ClotPoints, clot_points
from intake.clinical.screening.findings import Finding, Tier
from intake.clinical.screening.next_change import next_change
from intake.clinical.screening.rule import Rule, Verdict
from intake.clinical.screening.rules import RULES
from intake.clinical.screening.settings import DEFAULT, ScreeningSettings
from intake.clinical.screening.thresholds import limit
from intake.clinical.screening.treated import treated

# The facts by which rules are chosen: a rule runs only where one of the facts it reads is there at all.
FAMILIES = tuple(sorted({name for rule in RULES.values() for name in rule.reads}))
LISTS = ("symptoms", "operations", "immobilisations", "injuries", "journeys", "clots", "thrombophilia",
         "medicines", "conditions", "devices", "cancer", "pregnancy", "births", "blood_pressure")
# Of these two the codes count as well: a rule about sciatica has nothing to say where only diabetes is told of.
CODED = ("symptoms", "conditions")
# Of a plain yes or no only a yes sets a rule off; an answer has no truth value, and not asked is not "no".
ANSWERS = ("bruises_easily",)
_BITS = {name: 1 << bit for bit, name in enumerate(FAMILIES)}
_PLAIN = tuple((bit, name) for name, bit in _BITS.items() if name not in (*CODED, *ANSWERS))
_YES_NO = tuple((_BITS[name], name) for name in ANSWERS)
_ASKING = tuple(rule for rule in RULES.values() if rule.asks)
_AFTER = tuple(rule for rule in RULES.values() if rule.after)
YES = Answer.YES
_NO_CODES: frozenset[str] = frozenset()
_chosen: dict[tuple[int, frozenset[str], frozenset[str]], tuple[Rule, ...]] = {}
_MOST_CHOSEN = 10_000


def _version() -> str:
    """Newest rule version and a short hash over all clinical code and knowledge: changes whenever either does."""
    return f"{max(rule.version for rule in RULES.values())}+{fingerprint()[:8]}"


KNOWLEDGE_VERSION = _version()


@dataclass(frozen=True, slots=True)
class Screening:
    """What all rules said on one day. `findings` strongest first; `unanswered`: facts nobody was asked about.

    `next_change_on`: the first later day on which the outcome can change without any new fact; None = never.
    `asks`: what rules that only ask would know (R66, R75, R76); they are no findings; `not_known` as in the facts.
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
    asks: tuple[Finding, ...] = ()
    not_known: tuple[str, ...] = ()


def _choose(mask: int, symptoms: frozenset[str], conditions: frozenset[str]) -> tuple[Rule, ...]:
    present = {name for bit, name in (*_PLAIN, *_YES_NO) if mask & bit}
    coded = tuple((name, codes) for name, codes in zip(CODED, (symptoms, conditions), strict=True) if codes)

    def can_fire(rule: Rule) -> bool:
        if not rule.reads or not present.isdisjoint(rule.reads):
            return True
        return any(name in rule.reads and (not rule.codes or not codes.isdisjoint(rule.codes))
                   for name, codes in coded)

    rules = tuple(rule for rule in RULES.values() if not rule.after and not rule.asks and can_fire(rule))
    if len(_chosen) >= _MOST_CHOSEN:
        _chosen.clear()
    _chosen[mask, symptoms, conditions] = rules
    return rules


def rules_for(facts: Facts) -> tuple[Rule, ...]:
    """The rules that can fire at all for these facts; the choice is kept by which kinds of facts there are."""
    mask = 0
    own = facts.__dict__
    for bit, name in _PLAIN:
        if own[name]:
            mask |= bit
    for bit, name in _YES_NO:
        if own[name] is YES:
            mask |= bit
    symptoms = frozenset([each.code for each in facts.symptoms]) if facts.symptoms else _NO_CODES
    conditions = frozenset([each.code for each in facts.conditions]) if facts.conditions else _NO_CODES
    return _chosen.get((mask, symptoms, conditions)) or _choose(mask, symptoms, conditions)


def _judge(facts: Facts, on: date, settings: ScreeningSettings) -> tuple[dict[str, Verdict], ClotPoints]:
    """What each rule that has something to say says, by its code, and the clot points."""
    verdicts: dict[str, Verdict] = {}
    for rule in rules_for(facts):
        verdict = rule.run(facts, on, settings)
        if verdict is not None:
            verdicts[rule.code] = rule.with_clearance(verdict, facts, on)
    for code, verdict in treated(facts).items() if facts.treated else ():
        held = RULES[code].with_clearance(verdict, facts, on)
        if code not in verdicts or verdicts[code].tier < held.tier:
            verdicts[code] = held
    tally = clot_points(facts, on, settings)
    if tally.total >= limit("points_caution", on):
        for rule in _AFTER:
            verdict = rule.run(facts, on, settings, verdicts)
            if verdict is not None:
                verdicts[rule.code] = rule.with_clearance(verdict, facts, on)
    return verdicts, tally


def screen(facts: Facts, *, on: date, settings: ScreeningSettings = DEFAULT) -> Screening:
    """Work every rule out for `on`. The same facts, day and settings always give the same screening."""
    verdicts, tally = _judge(facts, on, settings)
    findings = tuple(sorted((RULES[code].finding(verdict) for code, verdict in verdicts.items()), key=_order))
    own = facts.__dict__
    return Screening(
        on=on, findings=findings, tier=findings[0].tier if findings else Tier.NONE, clot_points=tally.total,
        point_factors=tally.factors, knowledge_version=KNOWLEDGE_VERSION,
        next_change_on=next_change(facts, on, settings),
        unanswered=tuple([name for name in LISTS if own[name] is None]),
        asks=tuple([each.finding(verdict) for each in _ASKING if (verdict := each.run(facts, on, settings))]),
        not_known=facts.not_known,
    )


def digest(facts: Facts, *, on: date, settings: ScreeningSettings = DEFAULT) -> tuple[str, date | None]:
    """A digest of what `screen` would find, "" for nothing, and the next day on which that can change.

    Equal digests: every finding the same to the letter. The rules are worked out as for a screening; only the findings
    are not put into words that nobody reads.
    """
    verdicts, _ = _judge(facts, on, settings)
    next_on = next_change(facts, on, settings)
    if not verdicts:
        return "", next_on
    wording = "\x1d".join([RULES[code].wording(verdict) for code, verdict in verdicts.items()])
    return hashlib.blake2b(wording.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(), next_on


def _order(finding: Finding) -> tuple[int, str]:
    return -finding.tier, finding.rule
