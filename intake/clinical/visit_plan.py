"""The plan of a visit: the strictest of everything that was found, lowest cap and union of what to avoid.

Beside it stand the client's own limits. What a rule or a doctor takes away is "not today"; what the client asked for
is "leave alone": two words that are kept apart wherever a plan is shown.

Clinical source: scale.md#changes-beside-a-tier.
"""
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from intake.clinical.body import expand
from intake.clinical.facts.background import Background
from intake.clinical.facts.limits import ClientLimits
from intake.clinical.screening.findings import Finding, Scope, Tier
from intake.clinical.techniques import HIGH, LEG_CARE


@dataclass(frozen=True, slots=True)
class LocalLimit:
    """A limit that holds on some places only: `regions` up to `pressure_cap`, without `techniques`.

    `is_note`: it comes of a note, so it is shown and interrupts nobody.
    """

    rule: str
    regions: frozenset[str]
    pressure_cap: int | None
    techniques: frozenset[str]
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What one finding takes away: `regions` wholly, and, on the whole body, `techniques` and pressure over the cap."""

    rule: str
    regions: frozenset[str]
    techniques: frozenset[str]
    pressure_cap: int | None

    @property
    def takes_something(self) -> bool:
        """Whether anything is taken away at all."""
        return bool(self.regions or self.techniques) or self.pressure_cap is not None


class Word(Enum):
    """Whose word excludes something: a rule's or a doctor's ("not today"), or the client's own ("leave alone")."""

    NOT_TODAY = "not today"
    LEAVE_ALONE = "leave alone"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One thing that the plan excludes: a place, a technique or "pressure", whose word it is, and by which rules.

    `rules` is empty for the client's word, and for a plan that was kept before plans named them; `cap` is the
    strongest pressure that the word leaves; `areas` are those that the client named, where a place only touches them.
    """

    code: str
    word: Word
    rules: tuple[str, ...] = ()
    cap: int | None = None
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """How today's massage starts. `blocked_by` is empty where it may be given at all.

    `pressure_cap` (Walton 0–5, None = no cap) and `avoid_techniques` hold everywhere; `local_limits` on their places;
    `avoid_regions` are sided body codes to be left out; `doctors_words` the limits of clearances, word for word.
    `not_known`: what has to be known and is not, although it began (R76).
    `changes` says which rule brought what. `limits` are the client's own, `background` what is on record beside the
    rules; None in a plan that was kept before plans held them.
    """

    blocked_by: tuple[Finding, ...]
    pressure_cap: int | None
    avoid_techniques: frozenset[str]
    avoid_regions: frozenset[str]
    positions: tuple[str, ...]
    local_limits: tuple[LocalLimit, ...]
    asks: tuple[str, ...]
    words_for_client: tuple[str, ...]
    cautions: tuple[Finding, ...]
    doctors_words: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()
    changes: tuple[RuleChange, ...] = ()
    limits: ClientLimits | None = None
    background: Background | None = None

    @property
    def is_uncertain(self) -> bool:
        """Whether it began although something that has to be known is not."""
        return bool(self.not_known)

    def cap_for(self, place: str) -> int | None:
        """The pressure cap on a place ("left_calf"): the lowest of the general one and the local ones."""
        places = expand(place)
        caps = [limit.pressure_cap for limit in self.local_limits if places & limit.regions]
        return min((cap for cap in (*caps, self.pressure_cap) if cap is not None), default=None)

    def excludes(
        self, *, places: Iterable[str], techniques: Iterable[str], pressure: int | None
    ) -> tuple[Exclusion, ...]:
        """What of a massage the plan excludes, and whose word it is. Recording it asks for a reason."""
        covered = {place: expand(place) for place in places}
        return (*self._not_today(covered, set(techniques), pressure), *self._left_alone(covered, pressure))

    def _not_today(
        self, covered: Mapping[str, frozenset[str]], used: set[str], pressure: int | None
    ) -> Iterator[Exclusion]:
        for place, sided in covered.items():
            if sided & self.avoid_regions:
                yield Exclusion(place, Word.NOT_TODAY, _once(c.rule for c in self.changes if c.regions & sided))
        local = [limit for limit in self.local_limits
                 if not limit.is_note and any(sided & limit.regions for sided in covered.values())]
        heeded: tuple[RuleChange | LocalLimit, ...] = (*self.changes, *local)
        for code in sorted(used & self.avoid_techniques.union(*(limit.techniques for limit in local))):
            yield Exclusion(code, Word.NOT_TODAY, _once(each.rule for each in heeded if code in each.techniques))
        caps = [(each.pressure_cap, each.rule) for each in heeded]
        passed = [(cap, rule) for cap, rule in caps if _is_over(pressure, cap)]
        lowest = min((cap for cap in (self.pressure_cap, *(cap for cap, _ in caps)) if cap is not None), default=None)
        if _is_over(pressure, lowest):
            yield Exclusion("pressure", Word.NOT_TODAY, _once(rule for _, rule in passed), lowest)

    def _left_alone(self, covered: Mapping[str, frozenset[str]], pressure: int | None) -> Iterator[Exclusion]:
        if self.limits is None:
            return
        for place, sided in covered.items():
            areas = tuple(area for area in self.limits.areas.codes if sided & expand(area))
            if areas:
                yield Exclusion(place, Word.LEAVE_ALONE, areas=() if place in areas else areas)
        if _is_over(pressure, self.limits.pressure_cap):
            yield Exclusion("pressure", Word.LEAVE_ALONE, cap=self.limits.pressure_cap)

    @property
    def is_unchanged(self) -> bool:
        """Whether no rule changes anything: what the client wishes is all that counts."""
        return self.pressure_cap is None and not (self.avoid_techniques or self.avoid_regions or self.positions
                                                  or self.local_limits or self.doctors_words or self.asks)

    @property
    def stricter_places(self) -> tuple[LocalLimit, ...]:
        """The local limits that say more than what holds everywhere, each set of places once."""
        merged: dict[frozenset[str], LocalLimit] = {}
        for each in self.local_limits:
            cap = each.pressure_cap
            if cap is not None and self.pressure_cap is not None and cap >= self.pressure_cap:
                cap = None
            techniques = each.techniques - self.avoid_techniques
            if known := merged.get(each.regions):
                cap = min((c for c in (cap, known.pressure_cap) if c is not None), default=None)
                techniques |= known.techniques
            if cap is not None or techniques:
                merged[each.regions] = LocalLimit(each.rule, each.regions, cap, techniques, each.is_note)
        return tuple(merged.values())

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON, to be kept with the visit that began with this plan."""
        return {
            "blocked_by": [finding.to_dict() for finding in self.blocked_by], "pressure_cap": self.pressure_cap,
            "avoid_techniques": sorted(self.avoid_techniques), "avoid_regions": sorted(self.avoid_regions),
            "positions": list(self.positions), "asks": list(self.asks), "words_for_client": list(self.words_for_client),
            "local_limits": [
                {"rule": each.rule, "regions": sorted(each.regions), "pressure_cap": each.pressure_cap,
                 "techniques": sorted(each.techniques), "is_note": each.is_note} for each in self.local_limits],
            "cautions": [finding.to_dict() for finding in self.cautions], "doctors_words": list(self.doctors_words),
            "not_known": list(self.not_known),
            "changes": [
                {"rule": each.rule, "regions": sorted(each.regions), "techniques": sorted(each.techniques),
                 "pressure_cap": each.pressure_cap} for each in self.changes],
            "limits": self.limits.to_dict() if self.limits else None,
            "background": self.background.to_dict() if self.background else None,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "VisitPlan":
        """The plan that `to_dict` wrote, now or before it wrote `changes`, `limits` and `background`."""
        limits, background = data.get("limits"), data.get("background")
        return cls(
            blocked_by=tuple(map(Finding.from_dict, data["blocked_by"])), pressure_cap=data["pressure_cap"],
            avoid_techniques=frozenset(data["avoid_techniques"]), avoid_regions=frozenset(data["avoid_regions"]),
            positions=tuple(data["positions"]), asks=tuple(data["asks"]),
            words_for_client=tuple(data["words_for_client"]),
            local_limits=tuple(
                LocalLimit(each["rule"], frozenset(each["regions"]), each["pressure_cap"],
                           frozenset(each["techniques"]), each.get("is_note", False)) for each in data["local_limits"]),
            cautions=tuple(map(Finding.from_dict, data["cautions"])),
            doctors_words=tuple(data.get("doctors_words", ())), not_known=tuple(data.get("not_known", ())),
            changes=tuple(
                RuleChange(each["rule"], frozenset(each["regions"]), frozenset(each["techniques"]),
                           each["pressure_cap"]) for each in data.get("changes", ())),
            limits=ClientLimits.from_dict(limits) if limits else None,
            background=Background.from_dict(background) if background else None,
        )


UNCERTAIN = RuleChange("R76", frozenset(), HIGH, 2)
UNCERTAIN_PLACES = (LocalLimit("R76", expand("lower_limbs"), 1, LEG_CARE),)
"""How a visit begins of whose client not enough is known (scale.md#silence): light, without R46's techniques, thrust,
forced stretch or heat, nothing deep on belly or front of the neck, legs by the light open hand.
"""


def plan_visit(
    findings: Iterable[Finding], limits: ClientLimits | None = None, *, not_known: Iterable[str] = (),
    background: Background | None = None,
) -> VisitPlan:
    """The plan that follows from `findings`, of which the strictest wins, with the client's own `limits` beside it.

    `not_known`: what has to be known and is not, although the visit begins (R76): it is light then.
    """
    unknown = tuple(map(str, not_known))
    found = sorted(findings, key=lambda f: (-f.tier, f.rule))
    brought = [each for finding in found for each in _changes(finding)] + [UNCERTAIN] * bool(unknown)
    changes = tuple(each for each in brought if each.takes_something)
    local = tuple(
        LocalLimit(f.rule, f.modifications.only_on, f.modifications.pressure_cap, f.modifications.techniques,
                   f.tier is Tier.NOTE)
        for f in found if f.modifications.only_on)
    return VisitPlan(
        blocked_by=tuple(f for f in found if f.blocks_visit),
        pressure_cap=min((each.pressure_cap for each in changes if each.pressure_cap is not None), default=None),
        avoid_techniques=frozenset().union(*(each.techniques for each in changes)),
        avoid_regions=frozenset().union(*(each.regions for each in changes)),
        positions=_once(f.modifications.position for f in found),
        local_limits=local + UNCERTAIN_PLACES if unknown else local,
        asks=_once(question for f in found for question in f.questions),
        words_for_client=_once(f.advice_client for f in found if f.tier >= Tier.CAUTION),
        cautions=tuple(f for f in found if f.tier in (Tier.CAUTION, Tier.HOLD) and not f.blocks_visit),
        doctors_words=_once(limit.words for f in found for limit in f.doctors_limits), not_known=unknown,
        changes=changes, limits=limits, background=background,
    )


def _changes(finding: Finding) -> Iterator[RuleChange]:
    """What a finding takes away, but for what holds on some places only, and what its doctors' limits take away."""
    change = finding.modifications
    regions = change.regions | held_places(finding)
    if change.only_on:
        yield RuleChange(finding.rule, regions, frozenset(), None)
    else:
        yield RuleChange(finding.rule, regions, change.techniques, change.pressure_cap)
    for limit in finding.doctors_limits:
        yield RuleChange(finding.rule, limit.regions, limit.techniques, limit.pressure_cap)


def held_places(finding: Finding) -> frozenset[str]:
    """The places that a HOLD takes away by its scope; none for other tiers."""
    if finding.tier is not Tier.HOLD or finding.scope is Scope.LIMB:
        # The limb of a HOLD stands in its modifications: a leg, or an arm.
        return frozenset()
    if finding.scope is Scope.LOWER_LIMBS:
        return expand("lower_limbs")
    return frozenset().union(*(expand(region) for region in finding.regions))


def places_of(finding: Finding) -> frozenset[str]:
    """Every place that a finding is about, sided; none where it is about the whole body, or where it names no place."""
    if finding.scope is Scope.WHOLE_SESSION:
        return frozenset()
    change = finding.modifications
    named = frozenset().union(*(expand(region) for region in finding.regions))
    legs = expand("lower_limbs") if finding.scope is Scope.LOWER_LIMBS else frozenset[str]()
    return named | legs | change.regions | change.only_on


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _is_over(pressure: int | None, cap: int | None) -> bool:
    return pressure is not None and cap is not None and pressure > cap
