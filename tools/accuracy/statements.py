"""What a line of medicines was read as, in the terms of the samples: names, tiers, rules, and one line to print."""
from collections.abc import Iterable

from intake.clinical.medicines import PRESENT, MedicationStatement
from intake.clinical.medicines.folding import fold
from intake.clinical.screening.bleeding.levels import STRENGTH, rule_of, tier_of
from intake.clinical.screening.findings import Tier

Statements = Iterable[MedicationStatement]


def wanted(text: str) -> set[str]:
    """The names in a cell of a sample."""
    return {fold(part) for part in text.replace(" + ", ";").split(";") if part.strip()}


def named(read: Statements) -> set[str]:
    """Every ingredient that was found."""
    return {fold(name) for statement in read for name in statement.ingredients}


def rated(read: Statements) -> list[MedicationStatement]:
    """Those that are given a tier."""
    return [statement for statement in read if tier_of(statement) is not Tier.NONE]


def strongest_rule(read: Statements) -> str:
    """R46, R64 or R67, the strongest that counts now; "none" without one."""
    counting = [rule_of(statement) for statement in read if statement.status in PRESENT]
    return max(counting, key=lambda rule: STRENGTH[rule], default="") or "none"


def has_b01a(read: Statements) -> bool:
    """Whether anything is called a blood thinner (ATC B01A), taken or not."""
    return any(code.startswith("B01A") for statement in read for code in statement.atc)


def recognised(read: Statements) -> bool:
    """Whether anything was known by its own name."""
    return any(statement.how not in ("unrecognised", "misspelling") for statement in read)


def shown(text: str, read: Statements) -> str:
    """One line for the list of misses."""
    found = "; ".join(f"{s.as_written}={'+'.join(s.ingredients) or '?'} {s.status} {s.how} {tier_of(s).name}"
                      f"{' ?' if s.question else ''}" for s in read)
    return f"{text}  ->  {found}"
