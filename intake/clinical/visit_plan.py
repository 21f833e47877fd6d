"""The plan of a visit: the strictest of everything that was found, lowest cap and union of what to avoid.

Clinical source: scale.md#changes-beside-a-tier.
"""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from intake.clinical.body import expand
from intake.clinical.screening.findings import Finding, Scope, Tier
from intake.clinical.techniques import HIGH, LEG_CARE


@dataclass(frozen=True, slots=True)
class LocalLimit:
    """A limit that holds on some places only: `regions` up to `pressure_cap`, without `techniques`."""

    rule: str
    regions: frozenset[str]
    pressure_cap: int | None
    techniques: frozenset[str]


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """How today's massage starts. `blocked_by` is empty where it may be given at all.

    `pressure_cap` (Walton 0–5, None = no cap) and `avoid_techniques` hold everywhere; `local_limits` on their places;
    `avoid_regions` are sided body codes to be left out; `doctors_words` the limits of clearances, word for word.
    `is_uncertain`: it began although something that has to be known is not (R76); `not_known` are the codes of it.
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
    is_uncertain: bool = False
    not_known: tuple[str, ...] = ()

    def cap_for(self, place: str) -> int | None:
        """The pressure cap on a place ("left_calf"): the lowest of the general one and the local ones."""
        places = expand(place)
        caps = [limit.pressure_cap for limit in self.local_limits if places & limit.regions]
        return min((cap for cap in (*caps, self.pressure_cap) if cap is not None), default=None)

    def excluded_techniques(self, place: str) -> frozenset[str]:
        """The techniques to avoid on a place, general and local."""
        places = expand(place)
        local = (limit.techniques for limit in self.local_limits if places & limit.regions)
        return self.avoid_techniques.union(*local)

    def excludes(self, *, places: Iterable[str], techniques: Iterable[str], pressure: int | None) -> tuple[str, ...]:
        """What of a massage the plan excludes: places, techniques, "pressure". Recording it asks for a reason."""
        covered = [(place, expand(place)) for place in places]
        used = set(techniques)
        found = [place for place, sided in covered if sided & self.avoid_regions]
        found += sorted(used & self.avoid_techniques.union(*(self.excluded_techniques(p) for p, _ in covered)))
        caps = [cap for cap in (self.pressure_cap, *(self.cap_for(p) for p, _ in covered)) if cap is not None]
        if pressure is not None and caps and pressure > min(caps):
            found.append("pressure")
        return tuple(dict.fromkeys(found))

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
                merged[each.regions] = LocalLimit(each.rule, each.regions, cap, techniques)
        return tuple(merged.values())

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON, to be kept with the visit that began with this plan."""
        return {
            "blocked_by": [finding.to_dict() for finding in self.blocked_by], "pressure_cap": self.pressure_cap,
            "avoid_techniques": sorted(self.avoid_techniques), "avoid_regions": sorted(self.avoid_regions),
            "positions": list(self.positions), "asks": list(self.asks), "words_for_client": list(self.words_for_client),
            "local_limits": [
                {"rule": each.rule, "regions": sorted(each.regions), "pressure_cap": each.pressure_cap,
                 "techniques": sorted(each.techniques)} for each in self.local_limits],
            "cautions": [finding.to_dict() for finding in self.cautions], "doctors_words": list(self.doctors_words),
            "is_uncertain": self.is_uncertain, "not_known": list(self.not_known),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "VisitPlan":
        """The plan that `to_dict` wrote."""
        return cls(
            blocked_by=tuple(map(Finding.from_dict, data["blocked_by"])), pressure_cap=data["pressure_cap"],
            avoid_techniques=frozenset(data["avoid_techniques"]), avoid_regions=frozenset(data["avoid_regions"]),
            positions=tuple(data["positions"]), asks=tuple(data["asks"]),
            words_for_client=tuple(data["words_for_client"]),
            local_limits=tuple(
                LocalLimit(each["rule"], frozenset(each["regions"]), each["pressure_cap"],
                           frozenset(each["techniques"])) for each in data["local_limits"]),
            cautions=tuple(map(Finding.from_dict, data["cautions"])),
            doctors_words=tuple(data.get("doctors_words", ())), is_uncertain=data.get("is_uncertain", False),
            not_known=tuple(data.get("not_known", ())),
        )


UNCERTAIN_CAP = 2
UNCERTAIN_TECHNIQUES = HIGH
UNCERTAIN_PLACES = (LocalLimit("R76", expand("lower_limbs"), 1, LEG_CARE),)
"""How a visit begins of whose client not enough is known (scale.md#silence): light, without R46's techniques, thrust,
forced stretch or heat, nothing deep on belly or front of the neck, legs by the light open hand.
"""


def plan_visit(findings: Iterable[Finding], *, is_uncertain: bool = False) -> VisitPlan:
    """The plan that follows from `findings`: all of them count, the strictest wins.

    `is_uncertain`: not enough is known, and the visit begins all the same (R76).
    """
    found = sorted(findings, key=lambda f: (-f.tier, f.rule))
    caps: list[int] = []
    techniques: set[str] = set()
    regions: set[str] = set()
    local: list[LocalLimit] = []
    for finding in found:
        change = finding.modifications
        regions |= change.regions | held_places(finding)
        if change.only_on:
            local.append(LocalLimit(finding.rule, change.only_on, change.pressure_cap, change.techniques))
            continue
        techniques |= change.techniques
        if change.pressure_cap is not None:
            caps.append(change.pressure_cap)
    limits = [limit for finding in found for limit in finding.doctors_limits]
    for limit in limits:
        regions |= limit.regions
        techniques |= limit.techniques
        caps += [] if limit.pressure_cap is None else [limit.pressure_cap]
    if is_uncertain:
        caps.append(UNCERTAIN_CAP)
        techniques |= UNCERTAIN_TECHNIQUES
        local += UNCERTAIN_PLACES
    return VisitPlan(
        blocked_by=tuple(f for f in found if f.blocks_visit), pressure_cap=min(caps, default=None),
        avoid_techniques=frozenset(techniques), avoid_regions=frozenset(regions),
        positions=_once(f.modifications.position for f in found), local_limits=tuple(local),
        asks=_once(question for f in found for question in f.questions),
        words_for_client=_once(f.advice_client for f in found if f.tier >= Tier.CAUTION),
        cautions=tuple(f for f in found if f.tier in (Tier.CAUTION, Tier.HOLD) and not f.blocks_visit),
        doctors_words=_once(limit.words for limit in limits), is_uncertain=is_uncertain,
    )


def held_places(finding: Finding) -> frozenset[str]:
    """The places that a HOLD takes away by its scope; none for other tiers."""
    if finding.tier is not Tier.HOLD or finding.scope is Scope.LIMB:
        # The limb of a HOLD stands in its modifications: a leg, or an arm.
        return frozenset()
    if finding.scope is Scope.LOWER_LIMBS:
        return expand("lower_limbs")
    return frozenset().union(*(expand(region) for region in finding.regions))


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
