"""How well typed words are read: names of medicines in a DATA folder, lines, dates and others in a CASES folder.

Prints one table (set, right, of, share, demand, met), the sets that are missing, and the misses; ends with 1 when a
demand is not met or a set is missing. Without folders: ../shared/data beside this project, and ../shared/cases. One
folder may hold both; of one alone the other is looked for beside it, as "data" or "cases".
"""
import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.accuracy import lines, names, spoken
from tools.accuracy.measures import Measure

TOP = Path(__file__).resolve().parents[2]
NAMES = names.SETS
CASES = {**lines.SETS, **spoken.SETS}


def folders(data: Path, cases: Path | None) -> tuple[Path, Path]:
    """The folder of names and the folder of cases."""
    if cases is None:
        cases = data if _holds_any(data, CASES) else data.parent / "cases"
    if not _holds_any(data, NAMES) and _holds_any(data, CASES):
        data = data.parent / "data"
    return data, cases


def _holds_any(folder: Path, sets: Iterable[str]) -> bool:
    return any((folder / name).exists() for name in sets)


def measures_of(data: Path, cases: Path) -> Iterator[Measure | str]:
    """Each measure in turn; the path as text where a set is missing."""
    for folder, sets in ((data, NAMES), (cases, CASES)):
        for name, measure in sets.items():
            if (folder / name).exists():
                yield from measure(folder)
            else:
                yield str(folder / name)


def main() -> int:
    """Measure, print, and give 1 when a demand is not met or a set is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    usual = Path(os.environ.get("INTAKE_DATA", TOP.parent / "shared" / "data"))
    parser.add_argument("data", type=Path, nargs="?", default=usual)
    parser.add_argument("--cases", type=Path, help="folder of lines.tsv, dates.tsv and the other cases")
    parser.add_argument("--misses", type=int, default=30, help="how many misses of each set to list")
    args = parser.parse_args()
    found = list(measures_of(*folders(args.data, args.cases)))
    measures = [each for each in found if isinstance(each, Measure)]
    missing = [each for each in found if isinstance(each, str)]
    _print(measures, missing, args.misses)
    return 1 if missing or any(measure.verdict == "NO" for measure in measures) else 0


def _print(measures: list[Measure], missing: list[str], most: int) -> None:
    print("| set | right | of | share | demand | met |\n|---|---|---|---|---|---|")
    for each in measures:
        part = f"{each.got / each.of:.1%}" if each.of else "-"
        print(f"| {each.name} | {each.got} | {each.of} | {part} | {each.demand} | {each.verdict} |")
    for path in missing:
        print(f"\nNot measured, for the file is missing: {path}")
    for each in measures:
        if each.misses and most:
            print(f"\n{each.name}: {len(each.misses)} missed")
            for miss in each.misses[:most]:
                print(f"  {miss}")


if __name__ == "__main__":
    sys.exit(main())
