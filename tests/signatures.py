"""Signatures of clinicians, for tests: no row of the real file, and none that stays."""

import json
from pathlib import Path

import pytest

from intake.clinical.screening import signatures
from intake.clinical.screening.rule_text import digest_of
from intake.clinical.screening.rules import RULES


def a_row(code: str, **changes: str) -> str:
    """The row by which Dr Osei signs a rule as it stands."""
    values = {"rule": code, "version": RULES[code].version, "digest": digest_of(RULES[code]), "name": "Dr Osei",
              "registration": "GMC 1234567", **changes}
    return "\n".join(["[[signature]]", *(f"{key} = {json.dumps(value)}" for key, value in values.items()),
                      "on = 2026-12-01"])


def sign(monkeypatch: pytest.MonkeyPatch, folder: Path, *rows: str) -> None:
    """Let these rows be all signatures there are, for one test."""
    path = folder / "signatures.toml"
    path.write_text("\n".join(rows), encoding="utf-8")
    monkeypatch.setattr(signatures, "FILE", path)
