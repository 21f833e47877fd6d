"""One thing that makes a clot likelier, and how a dated one counts by the window it stands in."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from intake.clinical.dates.vague import VagueDate
from intake.clinical.screening.findings import Evidence
from intake.clinical.screening.windows import strongest_phase


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that makes a clot likelier, and the facts behind it. `weakens_on`: the day it counts less or not."""

    name: str
    points: int
    transient: bool
    evidence: tuple[Evidence, ...]
    weakens_on: date | None = None


def phased(name: str, dated: Iterable[tuple[object, VagueDate | None]], on: date, windows: dict[str, int],
           describe: Callable[..., Evidence]) -> list[Factor]:
    """The passing factor of these facts, at the points of the strongest of `windows` that any stands in; [] if none."""
    phase = strongest_phase(dated, on, *windows)
    if phase is None:
        return []
    points = list(windows.values())[phase.number]
    return [Factor(name, points, True, tuple(map(describe, phase.facts)), phase.until)]
