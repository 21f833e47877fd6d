"""The rule book as plain data, made from the code: for the staff page and the printed PDF, never kept beside it."""
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from intake.clinical.screening.findings import Tier
from intake.clinical.screening.rule import ADVICE, Advice, Rule, advice_for
from intake.clinical.screening.rules import RULES
from intake.clinical.screening.screening import KNOWLEDGE_VERSION
from intake.clinical.screening.signatures import Signature, is_signed, of_rule
from intake.clinical.screening.thresholds import THRESHOLDS

KNOWLEDGE = Path(__file__).parent / "knowledge"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from; `read` says how it was checked (V seen, S through another page, U unchecked …)."""

    key: str
    title: str
    link: str
    read: str


@dataclass(frozen=True, slots=True)
class Case:
    """One worked case of a rule. `kind`: fires, silent, or unknown, where something was not asked or is not clear.

    `expect` is the tier, "" where the rule stays silent; `facts` as `vignettes` reads them. What it takes away, as far
    as the case says, None where it does not: `scope`; `urgency` of a STOP; `cap` (a Walton number or "none") and
    `techniques` (codes, or names of sets), which hold `only_on` these places, everywhere if there are none; `regions`
    (left out wholly); `until` (a day, or "" for none that is known). Whole words such as "lower_limbs" are places too.
    """

    rule: str
    name: str
    kind: str
    expect: str
    facts: Mapping[str, Any]
    why: str = ""
    at_visit: bool = False
    cap: int | str | None = None
    regions: tuple[str, ...] | None = None
    until: str | None = None
    scope: str | None = None
    urgency: str | None = None
    techniques: tuple[str, ...] | None = None
    only_on: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule in plain words."""

    code: str
    name: str
    trigger: str
    tiers: tuple[str, ...]
    windows: tuple[str, ...]
    advice: tuple[tuple[str, Advice], ...]
    sources: tuple[Source, ...]
    cases: tuple[Case, ...]
    asks_clearance: bool
    version: str
    checked_on: date
    review_by: date
    signatures: tuple[Signature, ...]


@cache
def sources() -> dict[str, Source]:
    """Every source by its key."""
    with (KNOWLEDGE / "sources.toml").open("rb") as file:
        table = tomllib.load(file)
    return {key: Source(key, row["title"], row.get("link", ""), row["read"]) for key, row in table.items()}


@cache
def cases() -> tuple[Case, ...]:
    """Every worked case, in the order of the files under knowledge/cases."""
    found = []
    for path in sorted((KNOWLEDGE / "cases").glob("*.toml")):
        with path.open("rb") as file:
            rows: list[dict[str, Any]] = tomllib.load(file)["case"]
        found += [_case(row) for row in rows]
    return tuple(found)


def _case(row: Mapping[str, Any]) -> Case:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Case(**values)


def threshold_words(key: str) -> str:
    """A threshold in words: "operation major: 84 days (since 2026-11-23)"."""
    row = THRESHOLDS[key][0]
    return f"{key.replace('_', ' ')}: {row.value:g} {row.unit} (since {row.since.isoformat()})"


def _advice(code: str, tier: Tier) -> list[tuple[str, Advice]]:
    """The advice of a rule at a tier, and beside it what the rule says at that tier of something in particular."""
    start = f"{code}.{tier.name}."
    special = [(f"{tier.name}, {key.removeprefix(start).lower().replace('_', ' ')}", each)
               for key, each in ADVICE.items() if key.startswith(start)]
    return [(tier.name, advice_for(code, tier)), *special]


def _entry(found: Rule) -> RuleEntry:
    tiers = tuple(tier.name for tier in sorted(found.tiers, reverse=True))
    advice = tuple((words, each) for tier in sorted(found.tiers, reverse=True)
                   for words, each in _advice(found.code, tier))
    return RuleEntry(
        found.code, found.name, found.trigger, tiers, tuple(map(threshold_words, found.windows)), advice,
        tuple(sources()[key] for key in found.sources), tuple(case for case in cases() if case.rule == found.code),
        found.clearance, found.version, found.checked_on, found.review_by, of_rule(found.code),
    )


def rulebook() -> tuple[RuleEntry, ...]:
    """Every rule, in the order of the codes."""
    return tuple(_entry(RULES[code]) for code in sorted(RULES))


def sign_off(rules: Collection[Rule] = RULES.values()) -> str:
    """In one sentence, which of the rules clinicians have signed off. Said wherever a rule is shown or printed.

    Of one rule alone: who signed it when, and which signature of it has lapsed.
    """
    asked = tuple(rules)
    ever = [each for rule in asked for each in of_rule(rule.code)]
    if not ever:
        return f"No clinician has yet signed {'the rules' if len(asked) > 1 else 'this rule'} off."
    if len(asked) == 1:
        return " ".join(each.words for each in ever)
    signed = sum(is_signed(rule.code) for rule in asked)
    if not signed:
        return "No clinician has signed the rules off as they stand now."
    return f"Clinicians have signed {signed} of {len(asked)} rules off."


def due_for_review(on: date) -> tuple[RuleEntry, ...]:
    """The rules whose day of review has come; they go on working."""
    return tuple(entry for entry in rulebook() if entry.review_by <= on)


__all__ = [
    "ADVICE", "KNOWLEDGE_VERSION", "Case", "RuleEntry", "Source", "cases", "due_for_review", "rulebook", "sign_off",
    "sources",
]
