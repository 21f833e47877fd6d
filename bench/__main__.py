"""python -m bench [name …]: run the named benchmarks, or all; the tables fit docs/performance.md."""

import argparse
import importlib
import pkgutil
from collections.abc import Callable

import bench
from bench.interleave import Row

HEADINGS = ("what", "ours", "yardstick", "unit", "ratio", "goal", "")


def found() -> dict[str, Callable[[], list[Row]]]:
    """Every module of this folder that measures something, by name."""
    modules = {
        info.name: importlib.import_module(f"bench.{info.name}")
        for info in pkgutil.iter_modules(bench.__path__)
        if info.name != "__main__"
    }
    return {name: module.measure for name, module in modules.items() if hasattr(module, "measure")}


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table, columns lined up."""
    lines = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    goal = "" if row.goal is None else f"≤ {row.goal:g}"
    verdict = "" if row.goal is None else "met" if row.ratio <= row.goal else "OVER"
    return (row.name, _short(row.ours), _short(row.yardstick), row.unit, _short(row.ratio), goal, verdict)


def _short(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def main() -> None:
    """Print one table for each benchmark, as soon as it is measured."""
    modules = found()
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", nargs="*", help=f"one of: {', '.join(sorted(modules))}")
    names = parser.parse_args().name or sorted(modules)
    if unknown := set(names) - set(modules):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    for name in names:
        print(f"\n### {name}\n", flush=True)
        print(table(modules[name]()), flush=True)


if __name__ == "__main__":
    main()
