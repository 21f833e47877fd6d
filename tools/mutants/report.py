"""What the run came to: a table by area and file, and each fault that no test noticed, with the reason given for it."""
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.mutants.changes import Mutant

NAMED = Path(__file__).with_name("survivors.toml")
MOST = 0.05
"""The share that may survive, named ones included: in all, and in each area."""
Name = tuple[str, str, str, str]


@dataclass
class Tried:
    """What became of the faults of one file."""

    area: str
    path: str
    mutants: list[Mutant]
    survived: list[Mutant] = field(default_factory=list)


def named() -> dict[Name, str]:
    """Why a fault that survives may: by its file, function and change."""
    rows = tomllib.loads(NAMED.read_text("utf-8")).get("survivor", [])
    return {(row["file"], row["function"], row["before"], row["after"]): row["why"] for row in rows}


def share(some: int, of: int) -> float:
    """0 where there is nothing."""
    return some / of if of else 0.0


def table(files: Iterable[Tried]) -> tuple[list[str], list[str]]:
    """The table in Markdown, and the areas of which too much survives."""
    rows, sums = [], dict[str, list[int]]()
    for each in files:
        for name in (each.area, "all"):
            counts = sums.setdefault(name, [0, 0])
            counts[0] += len(each.mutants)
            counts[1] += len(each.survived)
        rows.append(_row(f"`{each.path.removeprefix('intake/clinical/')}`", len(each.mutants), len(each.survived)))
    whole = [_row(f"**{name}**", *counts) for name, counts in sums.items() if name != "all"]
    head = ["| | faults | noticed | survived | share |", "|---|---|---|---|---|"]
    over = [name for name, (of, some) in sums.items() if share(some, of) > MOST]
    return [*head, *whole, _row("**all**", *sums.get("all", [0, 0])), "", *head, *rows], over


def _row(name: str, of: int, some: int) -> str:
    return f"| {name} | {of} | {of - some} | {some} | {100 * share(some, of):.1f} % |"


def survivors(files: Sequence[Tried], names: Mapping[Name, str]) -> tuple[list[str], list[str], list[str]]:
    """Lines for the survivors that have a reason, for those without, and for reasons whose fault is noticed or gone."""
    missed = [mutant for each in files for mutant in each.survived]
    with_reason = [f"{line(mutant)}\n    {names[mutant.name]}" for mutant in missed if mutant.name in names]
    without = [line(mutant) for mutant in missed if mutant.name not in names]
    paths, seen = {each.path for each in files}, {mutant.name for mutant in missed}
    stale = [f"{name[0]} {name[1]}: {name[2]}  →  {name[3]}" for name in names if name[0] in paths and name not in seen]
    return with_reason, without, stale


def line(mutant: Mutant) -> str:
    """A fault in three lines: where, what stands there, what was put there."""
    return f"{mutant.path}:{mutant.line} {mutant.function}\n  - {mutant.before}\n  + {mutant.after}"


def report(files: Sequence[Tried]) -> bool:
    """Print what the run came to; whether all is well."""
    lines, over = table(files)
    print(*lines, sep="\n")
    with_reason, without, stale = survivors(files, named())
    for title, rows in (("Survived, for a reason", with_reason), ("Survived without a reason", without),
                        ("Reasons for what is noticed now, or is no more", stale)):
        if rows:
            print(f"\n{title}: {len(rows)}\n", *rows, sep="\n")
    if over:
        print(f"\nMore than {100 * MOST:.0f} % survived: {', '.join(over)}")
    return not (over or without or stale)
