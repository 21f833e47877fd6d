"""Windows and thresholds: dated numbers with their sources, from knowledge/thresholds.toml."""
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_FILE = Path(__file__).parent / "knowledge" / "thresholds.toml"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number: what it is worth from `since` on, and who says so."""

    key: str
    value: float
    unit: str
    since: date
    sources: tuple[str, ...]


def _load() -> dict[str, tuple[Threshold, ...]]:
    with _FILE.open("rb") as file:
        table = tomllib.load(file)
    return {key: tuple(sorted(
        (Threshold(key, row["value"], row["unit"], row["since"], tuple(row["sources"])) for row in rows),
        key=lambda row: row.since, reverse=True)) for key, rows in table.items()}


THRESHOLDS = _load()
# Most keys have one row; then the date makes no difference and the look-up is one dict access.
_ONLY = {key: rows[0].value for key, rows in THRESHOLDS.items() if len(rows) == 1}


def limit(key: str, on: date) -> float:
    """The value of `key` that holds on `on`: the latest not after it, or the earliest there is."""
    only = _ONLY.get(key)
    if only is not None:
        return only
    rows = THRESHOLDS[key]
    return next((row.value for row in rows if row.since <= on), rows[-1].value)
