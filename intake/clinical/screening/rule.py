"""The header of a rule, the registry of all rules, and the way from what a rule says to a finding.

A rule is one short pure function `(facts, on, settings) -> Verdict | None`; its docstring says in plain words what sets
it off. Rules marked `after=True` judge the outcome of the others: `(facts, on, settings, so_far)`.
"""
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from intake.clinical.dates.vague import VagueDate
from intake.clinical.facts import Clearance, Facts
from intake.clinical.facts.codes import FactCode
from intake.clinical.screening.clearances import clearances_for, ends_on
from intake.clinical.screening.evidence import is_disputed, of_clearance
from intake.clinical.screening.findings import (
    UNCHANGED,
    DoctorsLimits,
    Evidence,
    Finding,
    Modifications,
    Scope,
    Tier,
    Urgency,
)
from intake.clinical.techniques import MODERATE

CHECKED_ON = date(2026, 11, 23)
REVIEW_BY = date(2027, 11, 23)
VERSION = "2026-11-23"
DECIDED = date(2026, 11, 27)
"""The day of the decisions that were made after sixty more case reports: the version of the rules they changed."""
_ADVICE = Path(__file__).parent / "knowledge" / "advice.toml"


CLEARED = Modifications(pressure_cap=3, techniques=MODERATE)


# Not frozen, which would triple what making one costs: it lives only until it is a finding.
@dataclass(slots=True)
class Verdict:
    """What a rule says of one set of facts; the registry adds what stands in the header.

    `family`: the dates of the facts a clearance is about; `when_cleared`: what a HOLD asks for once it is cleared;
    `about`: which of several advices at one tier belongs to it (see `advice_for`).
    """

    tier: Tier
    sentence: str
    evidence: tuple[Evidence, ...] = ()
    urgency: Urgency | None = None
    scope: Scope = Scope.WHOLE_SESSION
    side: str = ""
    regions: tuple[str, ...] = ()
    modifications: Modifications = UNCHANGED
    questions: tuple[str, ...] = ()
    until: date | None = None
    until_reason: str = ""
    family: tuple[VagueDate, ...] = ()
    when_cleared: Modifications = CLEARED
    about: str = ""
    doctors_limits: tuple[DoctorsLimits, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """The header of a rule and its function. `reads`: the facts without which it cannot fire.

    `codes`: where of these only symptoms and conditions are told of, the codes without which it cannot; empty = any.
    """

    code: str
    name: str
    trigger: str
    tiers: tuple[Tier, ...]
    reads: tuple[str, ...]
    codes: frozenset[FactCode]
    windows: tuple[str, ...]
    sources: tuple[str, ...]
    clearance: bool
    recomputed: bool
    always_reviewed: bool
    after: bool
    asks: bool
    version: str
    checked_on: date
    review_by: date
    clinician: str
    run: Callable[..., Verdict | None]

    def with_clearance(self, verdict: Verdict, facts: Facts, on: date) -> Verdict:
        """The verdict with clearances counted in.

        A HOLD with a valid clearance becomes a CAUTION here, for every rule alike (scale.md#clearances).
        """
        if facts.clearances and verdict.tier is Tier.HOLD:
            return _as_cleared(verdict, self.code, facts, on)
        return verdict

    def wording(self, verdict: Verdict) -> str:
        """All that the finding of this verdict would say, as one text, for comparing."""
        advice, m = advice_for(self.code, verdict.tier, verdict.about), verdict.modifications
        evidence = [text for e in verdict.evidence for text in (e.words, e.matched, e.detail)]
        values = (int(verdict.tier), verdict.until, m.pressure_cap, verdict.urgency and verdict.urgency._value_,
                  verdict.scope._value_, self.always_reviewed, self.clearance, len(evidence), len(verdict.regions))
        return "\x1f".join((
            self.code, self.name, self.version, advice.therapist, advice.client, verdict.sentence, verdict.side,
            verdict.until_reason, m.position, " ".join(map(str, values)), *evidence, *verdict.regions,
            *verdict.questions, *self.sources, *sorted(m.techniques), "", *sorted(m.regions), "", *sorted(m.only_on),
        ))

    def needs_review(self, tier: Tier) -> bool:
        """Whether a person has to look at a finding of this rule at `tier`: at a note only where the header says so."""
        return self.always_reviewed or tier >= Tier.CAUTION

    def finding(self, verdict: Verdict) -> Finding:
        """The finished finding: the verdict with this header's name, version, sources and advice."""
        advice = advice_for(self.code, verdict.tier, verdict.about)
        return Finding(
            rule=self.code, name=self.name, version=self.version, tier=verdict.tier, sentence=verdict.sentence,
            evidence=verdict.evidence, urgency=verdict.urgency, scope=verdict.scope, side=verdict.side,
            regions=verdict.regions,
            modifications=verdict.modifications, advice_therapist=advice.therapist, advice_client=advice.client,
            questions=verdict.questions, until=verdict.until, until_reason=verdict.until_reason, sources=self.sources,
            needs_review=self.needs_review(verdict.tier) or any(map(is_disputed, verdict.evidence)),
            asks_clearance=self.clearance and verdict.tier >= Tier.CAUTION, doctors_limits=verdict.doctors_limits,
        )


@dataclass(frozen=True, slots=True)
class Advice:
    """What to say and do: to the therapist, to the client."""

    therapist: str
    client: str
    since: date
    sources: tuple[str, ...]


RULES: dict[str, Rule] = {}


def rule(
    code: str, *, name: str, tiers: tuple[Tier, ...], reads: tuple[str, ...], sources: tuple[str, ...],
    codes: frozenset[FactCode] = frozenset(), windows: tuple[str, ...] = (), clearance: bool = False,
    recomputed: bool = False, always_reviewed: bool = False, after: bool = False, asks: bool = False,
    version: str = VERSION, checked_on: date = CHECKED_ON, review_by: date = REVIEW_BY, clinician: str = "",
) -> Callable[[Callable[..., Verdict | None]], Callable[..., Verdict | None]]:
    """Register a rule. `windows` are keys of thresholds.toml; `clinician` stays empty until one signs the rule off.

    `clearance`: a health professional's word is asked for. `recomputed`: its end follows from other facts' windows.
    `always_reviewed`: a person has to look at it even as a note. `asks`: it only asks, and is no finding.
    """
    def register(function: Callable[..., Verdict | None]) -> Callable[..., Verdict | None]:
        if code in RULES:
            raise ValueError(f"rule {code} is registered twice")
        trigger = " ".join((function.__doc__ or "").split())
        RULES[code] = Rule(code, name, trigger, tiers, reads, codes, windows, sources, clearance, recomputed,
                           always_reviewed, after, asks,
                           version, checked_on, review_by, clinician, function)
        return function
    return register


def _load_advice() -> dict[str, Advice]:
    with _ADVICE.open("rb") as file:
        rows: list[dict[str, Any]] = tomllib.load(file)["advice"]
    return {key: Advice(row["therapist"], row["client"], row["since"], tuple(row["sources"]))
            for row in rows for key in row["rules"]}


ADVICE = _load_advice()
_NO_ADVICE = Advice("", "", CHECKED_ON, ())


def _as_cleared(verdict: Verdict, code: str, facts: Facts, on: date) -> Verdict:
    clearances = clearances_for(facts, code, on, verdict.evidence, verdict.family)
    if not clearances:
        return verdict
    end = first_end(clearances, on)
    first = min(day for day in (end, verdict.until) if day is not None)
    return replace(
        verdict, tier=Tier.CAUTION,
        sentence=f"Cleared by {clearances[0].by or 'a health professional'}: massage within their limits, and gently.",
        evidence=(*verdict.evidence, *map(of_clearance, clearances)), modifications=verdict.when_cleared, until=first,
        until_reason="until the clearance ends" if first == end else verdict.until_reason,
        doctors_limits=limits_of(clearances),
    )


def first_end(clearances: Iterable[Clearance], on: date) -> date | None:
    """The day on which the first of them ends."""
    return min((end for each in clearances if (end := ends_on(each, on)) is not None), default=None)


def limits_of(clearances: Iterable[Clearance]) -> tuple[DoctorsLimits, ...]:
    """What the doctors allow no more than, in their words and in the plan's."""
    found = (DoctorsLimits(each.limits, each.pressure_cap, each.regions, each.techniques) for each in clearances)
    return tuple(each for each in found if each != DoctorsLimits(""))


@lru_cache(maxsize=512)
def advice_for(code: str, tier: Tier, about: str = "") -> Advice:
    """The advice of a rule at a tier: `R28.CAUTION` before `R28`; a note without its own has the common words.

    Where a rule means several things at one tier, `about` says which: `R08.STOP.AFTER_NECK_WORK`.
    """
    own = ADVICE.get(f"{code}.{tier.name}.{about}") if about else None
    own = own or ADVICE.get(f"{code}.{tier.name}")
    if own is not None:
        return own
    return ADVICE["NOTE"] if tier is Tier.NOTE else ADVICE.get(code, _NO_ADVICE)
