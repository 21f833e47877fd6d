"""Conditions that raise bleeding or bruising (bleeding.md#conditions), and how strongly.

Read by R34, R52 and combination C6.
"""
from datetime import date

from intake.clinical.answer import Answer
from intake.clinical.facts import Condition, Facts
from intake.clinical.facts.codes import ConditionCode, SymptomCode
from intake.clinical.screening.thresholds import limit
from intake.clinical.screening.windows import has_ended

# Held until a doctor agrees, whatever else is known.
HELD: frozenset[ConditionCode] = frozenset({"haemophilia", "ehlers_danlos_vascular"})
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
# … of bone, skin and connective tissue (R52).
FRAGILE: frozenset[ConditionCode] = frozenset({
    "osteoporosis", "ehlers_danlos", "cushings", "marfan", "osteogenesis_imperfecta",
})
FRAGILE_BLEEDING: frozenset[ConditionCode] = FRAGILE - {"osteoporosis"}
# All of R34: whoever has none of these has no condition that raises bleeding.
BLEEDING: frozenset[ConditionCode] = HELD | HELD_UNLESS_MILD | BLOOD_CANCERS | CIRRHOSIS | CARE | {"low_platelets"}
_RAISING: frozenset[ConditionCode] = HELD | HELD_UNLESS_MILD | BLOOD_CANCERS | CIRRHOSIS | CARE | FRAGILE_BLEEDING
BRUISED: frozenset[SymptomCode] = frozenset({"new_bruising", "minor_bleeding", "easy_bruising"})


def lasting(facts: Facts, codes: frozenset[ConditionCode]) -> list[Condition]:
    """Conditions among `codes`; a bleeding disorder or cirrhosis does not become past by being called so."""
    return [c for c in facts.conditions if c.code in codes] if facts.conditions else []


def platelet_count(facts: Facts) -> float | None:
    """The last known count, thousand per µL."""
    return facts.platelets.value if facts.platelets is not None else None


def has_low_platelets(facts: Facts) -> bool:
    """"Low, number unknown", said of the count or as a condition that is not over."""
    if platelet_count(facts) is not None:
        return False
    return (facts.platelets is not None and facts.platelets.low_number_unknown) or any(
        c.code == "low_platelets" and not c.past for c in facts.conditions or ())


def bruises(facts: Facts, on: date) -> bool:
    """Whether the client says that they bruise easily, or shows new bruising or bleeding."""
    return facts.bruises_easily is Answer.YES or any(
        s.code in BRUISED and not has_ended(s, on) for s in facts.symptoms or ())


def raises_bleeding(facts: Facts, on: date) -> bool:
    """Any condition of bleeding.md#conditions at high or moderate (combination C6)."""
    count = platelet_count(facts)
    return bool(
        (count is not None and count < limit("platelets_caution", on)) or has_low_platelets(facts)
        or lasting(facts, _RAISING))
