"""Measures of a set: how many rows came out right, what is demanded, and which rows went wrong."""
import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Row = dict[str, str]
Demand = Callable[[int, int], bool]


@dataclass
class Measure:
    """One line of the table: `got` of `of`, the demand, and the rows that went wrong."""

    name: str
    demand: str
    met: Demand
    got: int = 0
    of: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, good: bool, miss: str) -> None:
        """Count one row."""
        self.of += 1
        self.got += good
        if not good:
            self.misses.append(miss)

    @property
    def verdict(self) -> str:
        """"yes" or "NO"; "-" where nothing is demanded."""
        if self.demand == "-":
            return "-"
        return "yes" if self.met(self.got, self.of) else "NO"


def at_least(share: float) -> Demand:
    """Met when that share of the rows is right."""
    return lambda got, of: of == 0 or got >= share * of - 1e-9


def at_most_wrong(per_thousand: float) -> Demand:
    """Met when no more than so many in 1,000 rows are wrong."""
    return lambda got, of: (of - got) * 1000 <= per_thousand * of + 1e-9


def share(name: str, percent: float) -> Measure:
    """A measure that demands that share; 100 is "all", 0 demands nothing."""
    demand = "all" if percent == 100 else f"{percent:g} %" if percent else "-"
    return Measure(name, demand, at_least(percent / 100))


def few_wrong(name: str, per_thousand: int) -> Measure:
    """A measure that allows so many wrong rows in 1,000."""
    return Measure(name, f"{per_thousand} in 1,000 wrong", at_most_wrong(per_thousand))


def table(folder: Path, name: str) -> list[Row]:
    """The rows of one file."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
