"""The timing core: ours and the yardstick in turn, so that a busy machine slows both alike."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 9
BATCH_SECONDS = 0.04  # long enough for the clock, short enough that a round sees one mood of the machine
UNITS = {"s": 1.0, "ms": 1e3, "µs": 1e6}


@dataclass(frozen=True)
class Row:
    """One line of the report: medians of `ours` and `yardstick` in `unit`, and the ratio that is the goal.

    `goal` is the highest ratio that is good enough; None where the row is only for information.
    """

    name: str
    ours: float
    yardstick: float
    unit: str
    goal: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the yardstick ours takes."""
        return self.ours / self.yardstick if self.yardstick else float("inf")


def interleave(
    name: str,
    ours: Callable[[], object],
    yardstick: Callable[[], object],
    *,
    goal: float | None = None,
    unit: str = "ms",
    rounds: int = ROUNDS,
    clock: Callable[[], float] = time.process_time,
) -> Row:
    """Time both in alternating rounds and keep the medians.

    The clock is processor time by default; give `time.perf_counter` where waiting (a disk, a server) counts.
    """
    counts = {call: _batch_size(call, clock) for call in (ours, yardstick)}
    times: dict[Callable[[], object], list[float]] = {ours: [], yardstick: []}
    for turn in range(rounds):
        order = (ours, yardstick) if turn % 2 else (yardstick, ours)
        for call in order:
            times[call].append(_once(call, counts[call], clock))
    medians = [statistics.median(times[call]) * UNITS[unit] for call in (ours, yardstick)]
    return Row(name, *medians, unit, goal)


def _once(call: Callable[[], object], count: int, clock: Callable[[], float]) -> float:
    gc.collect()
    start = clock()
    for _ in range(count):
        call()
    return (clock() - start) / count


def _batch_size(call: Callable[[], object], clock: Callable[[], float]) -> int:
    call()  # first calls fill caches and compile templates
    count = 1
    while _once(call, count, clock) * count < BATCH_SECONDS / 2 and count < 1_000_000:
        count *= 2
    return count
