"""Conditions that raise bleeding or bruising (bleeding.md#conditions), and how strongly.

Read by R34, R52 and combination C6.
"""
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.facts import Condition, Facts, Symptom
from intake.clinical.facts.codes import ConditionCode, SymptomCode
from intake.clinical.screening.thresholds import limit
from intake.clinical.screening.windows import has_ended

HAEMOPHILIA: frozenset[ConditionCode] = frozenset({"haemophilia"})
# Held until a doctor agrees, whatever else is known.
HELD: frozenset[ConditionCode] = HAEMOPHILIA | {"ehlers_danlos_vascular"}
# Held as haemophilia is, unless the level of the factor is normal or nobody knows it.
CARRIERS: frozenset[ConditionCode] = frozenset({"haemophilia_carrier"})
_NORMAL_OR_UNKNOWN = frozenset({"normal", ""})
# Held unless told to be mild and never treated.
HELD_UNLESS_MILD: frozenset[ConditionCode] = frozenset({
    "bleeding_disorder", "von_willebrand", "platelet_function_disorder",
})
BLOOD_CANCERS: frozenset[ConditionCode] = frozenset({"leukaemia", "lymphoma", "myeloma"})
CIRRHOSIS: frozenset[ConditionCode] = frozenset({"liver_cirrhosis"})
# Care, pressure at most 3: of blood and organs (R34) …
CARE: frozenset[ConditionCode] = frozenset({
    "kidney_disease", "recent_major_bleed", "vasculitis", "hht", "vitamin_deficiency_bleeding",
})
SERIOUS_BLEEDS: frozenset[ConditionCode] = frozenset({"recent_major_bleed"})
# … of bone, skin and connective tissue (R52).
FRAGILE: frozenset[ConditionCode] = frozenset({
    "osteoporosis", "ehlers_danlos", "cushings", "marfan", "osteogenesis_imperfecta", "fragile_skin",
})
FRAGILE_BLEEDING: frozenset[ConditionCode] = FRAGILE - {"osteoporosis", "fragile_skin"}
_OF_BLOOD: frozenset[ConditionCode] = HELD | CARRIERS | HELD_UNLESS_MILD | BLOOD_CANCERS | CIRRHOSIS | CARE
# All of R34: whoever has none of these has no condition that raises bleeding.
BLEEDING: frozenset[ConditionCode] = _OF_BLOOD | {"low_platelets"}
_RAISING: frozenset[ConditionCode] = _OF_BLOOD | FRAGILE_BLEEDING
EASY_BRUISING: frozenset[SymptomCode] = frozenset({"easy_bruising"})
BRUISED: frozenset[SymptomCode] = EASY_BRUISING | {"new_bruising", "minor_bleeding"}


def lasting(facts: Facts, codes: frozenset[ConditionCode]) -> list[Condition]:
    """Conditions among `codes`; a bleeding disorder or cirrhosis does not become past by being called so."""
    return [c for c in facts.conditions if c.code in codes] if facts.conditions else []


def has_low_level(carrier: Condition) -> bool:
    """Whether a carrier of haemophilia counts as having it: a low level, or called mild haemophilia."""
    return carrier.severity not in _NORMAL_OR_UNKNOWN


def haemophilias(facts: Facts) -> list[Condition]:
    """Haemophilia, and what counts as it."""
    return [c for c in lasting(facts, HAEMOPHILIA | CARRIERS) if c.code in HAEMOPHILIA or has_low_level(c)]


def recent_bleeds(facts: Facts, on: date) -> list[Condition]:
    """Serious bleeds of the last three months, or of a day that nobody knows."""
    return [c for c in lasting(facts, SERIOUS_BLEEDS) if c.on.days_before(on) <= limit("bleed_recent", on)]


def platelet_count(facts: Facts) -> float | None:
    """The last known count, thousand per µL."""
    return facts.platelets.value if facts.platelets is not None else None


def has_low_platelets(facts: Facts) -> bool:
    """"Low, number unknown", said of the count or as a condition that is not over."""
    if platelet_count(facts) is not None:
        return False
    return (facts.platelets is not None and facts.platelets.low_number_unknown) or bool(low_platelets(facts))


def low_platelets(facts: Facts) -> list[Condition]:
    """Low platelets told as a condition that is not over."""
    return [c for c in facts.conditions or () if c.code == "low_platelets" and not c.past]


def bruisings(facts: Facts, codes: frozenset[SymptomCode], on: date) -> list[Symptom]:
    """Bruising or bleeding among `codes` that is not over."""
    return [s for s in facts.symptoms or () if s.code in codes and not has_ended(s, on)]


def bruises(facts: Facts, on: date) -> bool:
    """Whether the client says that they bruise easily, or shows new bruising or bleeding."""
    return facts.bruises_easily is Answer.YES or bool(bruisings(facts, BRUISED, on))


def raises_bleeding(facts: Facts, on: date) -> bool:
    """Any condition of bleeding.md#conditions at high or moderate (combination C6)."""
    count = platelet_count(facts)
    return bool(
        (count is not None and count < limit("platelets_caution", on)) or has_low_platelets(facts)
        or lasting(facts, _RAISING))
