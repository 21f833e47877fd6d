"""Some jobs at a time, each in a process of its own that begins as a copy of this one."""
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

K = TypeVar("K")
ENDLESS = -1
"""What a job comes to that used up its time."""


def run(jobs: Iterable[tuple[K, Callable[[], int]]], workers: int, seconds: float) -> Iterator[tuple[K, int]]:
    """What each job comes to, 0 to 255, as they end; ENDLESS for one that took `seconds` of processor time.

    Processor time: a busy machine makes no job endless.
    """
    waiting: dict[int, K] = {}
    for key, job in jobs:
        if len(waiting) >= workers:
            yield _ended(waiting)
        waiting[_begun(job, seconds)] = key
    while waiting:
        yield _ended(waiting)


def be_silent() -> None:
    """Nothing that this process says is shown, and it hears nothing."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)


def _begun(job: Callable[[], int], seconds: float) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 255
    try:
        be_silent()
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        code = job()
    finally:
        os._exit(code)


def _ended(waiting: dict[int, K]) -> tuple[K, int]:
    pid, status = os.wait()
    return waiting.pop(pid), ENDLESS if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
