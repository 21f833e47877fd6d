"""Signatures: which rules clinicians have signed off, from knowledge/signatures.toml.

A signature is of one rule as it stood: its version, and a digest of all that makes it (`rule_text`). It lapses by
itself when the rule, a threshold or the advice changes. Nothing is worked out while nobody has signed.
"""
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from intake.clinical.dates.spoken import in_words
from intake.clinical.screening.rule_text import KNOWLEDGE, digest_of
from intake.clinical.screening.rules import RULES

FILE = KNOWLEDGE / "signatures.toml"
TEXTS = ("rule", "version", "digest", "name", "registration")


@dataclass(frozen=True, slots=True)
class Signature:
    """One clinician's word for one rule as it stood; `registration` with the body that keeps the register."""

    rule: str
    version: str
    digest: str
    name: str
    registration: str
    on: date

    @property
    def words(self) -> str:
        """Who signed when, as a sentence; and where it no longer counts, that it does not."""
        said = f"Signed by {self.name} ({self.registration}) on {in_words(self.on)}"
        return f"{said}." if holds(self) else f"{said}, for an earlier wording; no longer counts."


def signatures() -> dict[str, tuple[Signature, ...]]:
    """Every signature ever given, by the code of its rule."""
    return _read(FILE)


def of_rule(code: str) -> tuple[Signature, ...]:
    """The signatures of one rule, those first that hold."""
    return tuple(sorted(signatures().get(code, ()), key=holds, reverse=True))


@cache
def holds(signature: Signature) -> bool:
    """Whether the rule still is what was signed, to the letter."""
    rule = RULES.get(signature.rule)
    return rule is not None and (rule.version, digest_of(rule)) == (signature.version, signature.digest)


def is_signed(code: str) -> bool:
    """Whether a signature of this rule holds."""
    return any(map(holds, of_rule(code)))


@cache
def _read(path: Path) -> dict[str, tuple[Signature, ...]]:
    with path.open("rb") as file:
        rows: list[dict[str, Any]] = tomllib.load(file).get("signature", [])
    by_rule: dict[str, tuple[Signature, ...]] = {}
    for each in map(_signature, rows):
        by_rule[each.rule] = (*by_rule.get(each.rule, ()), each)
    return by_rule


def _signature(row: dict[str, Any]) -> Signature:
    """A row as a signature. ValueError where something is missing or empty: nobody half signs."""
    rule, version, digest, name, registration = (str(row.get(key, "")).strip() for key in TEXTS)
    on = row.get("on")
    if not all((rule, version, digest, name, registration)) or not isinstance(on, date):
        raise ValueError(f"signatures.toml: a signature of {rule or 'no rule'} lacks one of {', '.join(TEXTS)}, on")
    return Signature(rule, version, digest, name, registration, on)
