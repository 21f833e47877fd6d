"""Which files are tried, under the names by which people speak of them, and which tests are to notice."""
from pathlib import Path

from tools.mutants.changes import TOP

_CLINICAL = TOP / "intake" / "clinical"
_SCREENING = _CLINICAL / "screening"
AREAS: dict[str, list[Path]] = {
    "rules": [
        *sorted((_SCREENING / "rules").glob("*.py")), *sorted((_SCREENING / "clots").glob("*.py")),
        *sorted((_SCREENING / "bleeding").glob("*.py")),
        *(_SCREENING / f"{name}.py" for name in ("clearances", "operation_kinds", "rule", "treated", "windows")),
        _SCREENING / "knowledge" / "thresholds.toml",
    ],
    "flags": [_CLINICAL / "flags.py"],
    "record": sorted((_CLINICAL / "history").glob("*.py")),
    "plan": [_CLINICAL / "visit_plan.py"],
    "next-change": [_SCREENING / "next_change.py"],
    "medicine-status": [_CLINICAL / "medicines" / f"{name}.py" for name in ("status", "said_before", "said_behind")],
}
TESTS = ["tests/clinical", "tests/house/test_rules.py"]
"""A part of the quick tests, those of the clinical floor: what they notice, the quick tests notice."""


def chosen(words: list[str]) -> dict[str, list[Path]]:
    """The areas or files that the words name, all where there are none. ValueError for a word that names neither."""
    if not words:
        return AREAS
    found: dict[str, list[Path]] = {}
    for word in words:
        named = AREAS.get(word) or [path for paths in AREAS.values() for path in paths
                                    if str(path.relative_to(TOP)).startswith(word.removesuffix("/"))]
        if not named:
            raise ValueError(f"{word} is neither an area ({', '.join(AREAS)}) nor a file of one")
        for area, paths in AREAS.items():
            if some := [path for path in paths if path in named and path not in found.get(area, [])]:
                found.setdefault(area, []).extend(some)
    return found
