"""What a rule says about one set of facts. A finding is not stored here and decides nothing by itself."""
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, IntEnum
from typing import Any

from intake.clinical.facts import Fact


class Tier(IntEnum):
    """How strongly a finding speaks (scale.md#tiers); a higher number is stronger."""

    NONE = 0
    NOTE = 1
    CAUTION = 2
    HOLD = 3
    STOP = 4


class Urgency(Enum):
    """What a STOP asks for: the emergency number now, or a medical assessment the same day."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"


class Scope(Enum):
    """What a finding takes away or changes."""

    WHOLE_SESSION = "whole_session"
    LOWER_LIMBS = "lower_limbs"
    LIMB = "limb"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Modifications:
    """Changes to the massage. `pressure_cap` is on the Walton scale 0–5, None = no cap.

    `regions` (body codes) are to be left out. Cap and techniques hold for the whole body, or `only_on` the places
    named there: a long journey asks for lighter legs, not for a lighter back.
    """

    pressure_cap: int | None = None
    techniques: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    position: str = ""
    only_on: frozenset[str] = frozenset()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return {"pressure_cap": self.pressure_cap, "techniques": sorted(self.techniques),
                "regions": sorted(self.regions), "position": self.position, "only_on": sorted(self.only_on)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Modifications":
        """The modifications that `to_dict` wrote."""
        return cls(data["pressure_cap"], frozenset(data["techniques"]), frozenset(data["regions"]), data["position"],
                   frozenset(data["only_on"]))


UNCHANGED = Modifications()


@dataclass(frozen=True, slots=True)
class StoredFact:
    """What a stored finding knows of a fact behind it: its key, and the names of the answers that say it."""

    key: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact behind a finding: the client's own words, what was understood, and detail free of the reference date.

    `fact` is the fact itself: by its key a clearance names it, by its answers it can be withdrawn. None where the
    evidence was worked out (an age, a body mass index) and nobody said it.
    """

    words: str
    matched: str
    detail: str = ""
    fact: Fact | None = field(default=None, compare=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        plain = {"words": self.words, "matched": self.matched, "detail": self.detail}
        return plain if self.fact is None else plain | {"fact": self.fact.key, "answers": list(self.fact.answers)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Evidence":
        """The evidence that `to_dict` wrote; that of earlier findings names no fact."""
        fact = StoredFact(data["fact"], tuple(data["answers"])) if "fact" in data else None
        return cls(data["words"], data["matched"], data["detail"], fact)


@dataclass(frozen=True, slots=True)
class DoctorsLimits:
    """What a clearance allows no more than: the doctor's own words, and what they come to in the plan."""

    words: str
    pressure_cap: int | None = None
    regions: frozenset[str] = frozenset()
    techniques: frozenset[str] = frozenset()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return {"words": self.words, "pressure_cap": self.pressure_cap, "regions": sorted(self.regions),
                "techniques": sorted(self.techniques)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "DoctorsLimits":
        """The limits that `to_dict` wrote."""
        return cls(data["words"], data["pressure_cap"], frozenset(data["regions"]), frozenset(data["techniques"]))


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that fired, complete enough to be shown and stored without the rule."""

    rule: str
    name: str
    version: str
    tier: Tier
    sentence: str
    evidence: tuple[Evidence, ...] = ()
    urgency: Urgency | None = None
    scope: Scope = Scope.WHOLE_SESSION
    side: str = ""
    regions: tuple[str, ...] = ()
    modifications: Modifications = UNCHANGED
    advice_therapist: str = ""
    advice_client: str = ""
    questions: tuple[str, ...] = ()
    until: date | None = None
    until_reason: str = ""
    sources: tuple[str, ...] = ()
    needs_review: bool = False
    asks_clearance: bool = False
    doctors_limits: tuple[DoctorsLimits, ...] = ()

    @property
    def answers(self) -> tuple[str, ...]:
        """The names of all answers that it rests on."""
        return tuple(dict.fromkeys(name for each in self.evidence if each.fact for name in each.fact.answers))

    @property
    def facts(self) -> frozenset[str]:
        """The keys of the facts that it rests on."""
        return frozenset(each.fact.key for each in self.evidence if each.fact)

    @property
    def evidence_key(self) -> str:
        """A stable hash of the rule, its phase and the facts behind it; never of the reference date or rule version.

        The same evidence on a later day keeps its key (and its review); a changed fact, tier, scope or pressure cap
        changes it.
        """
        facts = sorted(f"{e.words}\x1f{e.matched}\x1f{e.detail}" for e in self.evidence)
        phase = (self.rule, str(int(self.tier)), self.scope.value, self.side, ",".join(sorted(self.regions)),
                 str(self.modifications.pressure_cap), self.urgency.value if self.urgency else "")
        return hashlib.sha256("\x1e".join((*phase, *facts)).encode("utf-8", "surrogatepass")).hexdigest()[:32]

    @property
    def blocks_visit(self) -> bool:
        """Whether no massage may be given at all while this stands."""
        return self.tier is Tier.STOP or (self.tier is Tier.HOLD and self.scope is Scope.WHOLE_SESSION)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON: strings, numbers, lists; the tier by name, dates as ISO text."""
        return {
            "rule": self.rule, "name": self.name, "version": self.version, "tier": self.tier.name,
            "sentence": self.sentence,
            "evidence": [each.to_dict() for each in self.evidence],
            "urgency": self.urgency.value if self.urgency else "", "scope": self.scope.value, "side": self.side,
            "regions": list(self.regions), "modifications": self.modifications.to_dict(),
            "advice_therapist": self.advice_therapist, "advice_client": self.advice_client,
            "questions": list(self.questions), "until": self.until.isoformat() if self.until else "",
            "until_reason": self.until_reason, "sources": list(self.sources), "needs_review": self.needs_review,
            "asks_clearance": self.asks_clearance, "evidence_key": self.evidence_key,
            "doctors_limits": [each.to_dict() for each in self.doctors_limits],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Finding":
        """The finding that `to_dict` wrote; `evidence_key` is worked out again, not read."""
        return cls(
            rule=data["rule"], name=data["name"], version=data["version"], tier=Tier[data["tier"]],
            sentence=data["sentence"], evidence=tuple(map(Evidence.from_dict, data["evidence"])),
            urgency=Urgency(data["urgency"]) if data["urgency"] else None, scope=Scope(data["scope"]),
            side=data["side"], regions=tuple(data["regions"]),
            modifications=Modifications.from_dict(data["modifications"]),
            advice_therapist=data["advice_therapist"], advice_client=data["advice_client"],
            questions=tuple(data["questions"]), until=date.fromisoformat(data["until"]) if data["until"] else None,
            until_reason=data["until_reason"], sources=tuple(data["sources"]), needs_review=data["needs_review"],
            asks_clearance=data["asks_clearance"],
            doctors_limits=tuple(map(DoctorsLimits.from_dict, data.get("doctors_limits", ()))),
        )
