"""The tests, run once without a fault: which of them pass which line, and how long each takes."""
import gc
import inspect
import json
import os
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import coverage
import pytest
from hypothesis import HealthCheck, Phase, settings

from tools.mutants import pool
from tools.mutants.changes import TOP, Mutant

OPTIONS = ["--noconftest", "-m", "not long", "-p", "no:cacheprovider", "-p", "no:xdist"]
"""As with --quick; what tests/conftest.py brings for databases and pages is not wanted here, and takes its time."""
# The same examples in each run, and none kept: whether a fault is noticed must not depend on chance.
settings.register_profile(
    "mutants", max_examples=25, derandomize=True, database=None, deadline=None, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck))


class SameExamples:
    """Every run takes the same examples."""

    def pytest_configure(self) -> None:
        """Before any test is read."""
        settings.load_profile("mutants")


@dataclass
class Survey:
    """Which tests pass which lines (`tests[path][line]`, the quickest first), and what runs at import.

    `seconds`: how long each test takes; `at_import`: lines that run before any test; `modules`: what was imported.
    """

    tests: dict[str, dict[int, list[str]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    at_import: dict[str, list[int]] = field(default_factory=dict)
    modules: list[str] = field(default_factory=list)

    @property
    def patience(self) -> float:
        """Seconds of processor time after which a test is taken to run for ever."""
        return 10 + 3 * sum(self.seconds.values())

    def noticing(self, mutant: Mutant) -> list[str]:
        """The tests that can notice a fault, the quickest first: those that pass its statement. What works at import is
        passed by no test, and any may read what it made: all.
        """
        passed = self.tests.get(mutant.path, {})
        names = {name for line in mutant.lines for name in passed.get(line, ())} if mutant.in_body else self.seconds
        return sorted(names, key=self.seconds.__getitem__)

    def runs_at_import(self, mutant: Mutant) -> bool:
        """Whether it may have done its work before the first test."""
        return not mutant.in_body or not set(mutant.lines).isdisjoint(self.at_import.get(mutant.path, ()))


def keepers(paths: Collection[str]) -> list[Any]:
    """Every `lru_cache` of a function in these files."""
    return [each for each in gc.get_objects() if type(each).__name__ == "_lru_cache_wrapper"
            and inspect.unwrap(each).__code__.co_filename in paths]


class _Surveyor(SameExamples):
    def __init__(self, measured: coverage.Coverage, paths: Collection[str]) -> None:
        self.measured, self.paths, self.seconds = measured, paths, dict[str, float]()
        self.failed: list[str] = []
        self.keepers: list[Any] = []

    def pytest_runtestloop(self) -> None:
        """Which functions keep what they gave: a test that is given what is kept passes no line of them."""
        self.keepers = keepers(self.paths)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        for each in self.keepers:
            each.cache_clear()
        self.measured.switch_context(item.nodeid)
        began = time.process_time()
        outcome = yield
        self.seconds[item.nodeid] = time.process_time() - began
        self.measured.switch_context("")
        return outcome

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)


def survey(paths: Sequence[Path], tests: Sequence[str]) -> Survey:
    """Run the tests once, in a process of its own. RuntimeError where one fails without any fault put in."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        try:
            pool.be_silent()
            with os.fdopen(writing, "w") as out:
                json.dump(_surveyed(paths, tests), out)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as heard:
        said = json.load(heard)
    os.waitpid(pid, 0)
    if said["failed"]:
        raise RuntimeError(f"these fail without any fault: {', '.join(said['failed'][:5])}")
    return Survey({path: {int(line): names for line, names in rows.items()} for path, rows in said["tests"].items()},
                  said["seconds"], said["at_import"], said["modules"])


def _surveyed(paths: Sequence[Path], tests: Sequence[str]) -> dict[str, Any]:
    measured = coverage.Coverage(data_file=None, include=[str(path) for path in paths], messages=False)
    surveyor = _Surveyor(measured, set(map(str, paths)))
    measured.start()
    code = pytest.main([*OPTIONS, *tests], plugins=[surveyor])
    measured.stop()
    by_path, at_import = {}, {}
    for path in paths:
        rows = measured.get_data().contexts_by_lineno(str(path))
        if rows:
            name = str(path.relative_to(TOP))
            by_path[name] = {line: [each for each in names if each] for line, names in rows.items()}
            at_import[name] = [line for line, names in rows.items() if "" in names]
    failed = surveyor.failed or ([] if code == pytest.ExitCode.OK else [f"pytest, {code}"])
    ours = ("intake", "tests", "tools", "conftest")
    modules = [name for name in sys.modules if name.split(".")[0] not in ours and not name.startswith("_")]
    return {"tests": by_path, "seconds": surveyor.seconds, "at_import": at_import, "failed": failed, "modules": modules}
