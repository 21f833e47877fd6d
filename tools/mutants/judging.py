"""The tests, run with one fault after the other: does one of them fail?

A fault in the body of a function is put into a process that has imported and collected everything, by changing the code
of the function in place; a copy of that process runs the tests. What works at import is put in before anything is
imported, which takes longer.
"""
import gc
import importlib
import importlib.machinery
import inspect
import io
import os
import pathlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from tools.mutants import pool
from tools.mutants.changes import TOP, Mutant
from tools.mutants.survey import OPTIONS, SameExamples, Survey, keepers

SURVIVED, KILLED, NOT_PUT_IN = 0, 1, 3
Functions = dict[tuple[str, str, int], list[FunctionType]]
_JUDGING = {str(path) for folder in ("screening", "history")
            for path in (TOP / "intake" / "clinical" / folder).rglob("*.py")}
Said = Callable[[int, int], None]
FIRST = ("tests/clinical/screening/test_rule_cases.py", "tests/clinical/screening/test_rule_headers.py",
         "tests/clinical/screening/test_each_code.py", "tests/house/test_rules.py")
"""What notices most of what rules do at import: tried before all tests are read."""


class _Judge(SameExamples):
    """Takes the place of pytest's loop: everything is imported and collected, and each fault gets a copy of that."""

    def __init__(self, mutants: Sequence[Mutant], known: Survey, workers: int, said: Said) -> None:
        self.mutants, self.known, self.workers, self.said = mutants, known, workers, said

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        paths = {str(TOP / mutant.path) for mutant in self.mutants}
        functions = _functions(paths)
        for path in paths:
            _as_it_stands(path)
        for each in keepers(_JUDGING | paths):  # what they keep was worked out without a fault
            each.cache_clear()
        gc.collect()
        gc.freeze()
        jobs = ((number, _job(session, items, functions, mutant, self.known.noticing(mutant)))
                for number, mutant in enumerate(self.mutants))
        for number, code in pool.run(jobs, self.workers, self.known.patience):
            self.said(number, code)
        return True


def _job(session: pytest.Session, items: dict[str, pytest.Item], functions: Functions,
         mutant: Mutant, names: Sequence[str]) -> Callable[[], int]:
    def job() -> int:
        if not put_in(mutant, functions):
            return NOT_PUT_IN
        chosen = [items[name] for name in names if name in items]
        for item, following in zip(chosen, [*chosen[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return KILLED
        return SURVIVED
    return job


def _functions(paths: set[str]) -> Functions:
    found = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename in paths:
            code = each.__code__
            found[code.co_filename, code.co_qualname, code.co_firstlineno].append(each)
    return found


def put_in(mutant: Mutant, functions: Functions) -> bool:
    """Give the functions that are alive the code with the fault, in place: whoever imported them has it too."""
    path = str(TOP / mutant.path)
    before = _as_it_stands(path)
    after = list(_outermost(compile(mutant.code, path, "exec")))
    done = False
    for old, new in zip(before, after, strict=True):
        if old.replace(co_linetable=b"", co_exceptiontable=b"") != new.replace(co_linetable=b"", co_exceptiontable=b""):
            for function in functions.get((path, old.co_qualname, old.co_firstlineno), ()):
                if len(old.co_freevars) != len(new.co_freevars):
                    return False
                function.__code__ = new
                done = True
    return done


@lru_cache
def _as_it_stands(path: str) -> list[CodeType]:
    return list(_outermost(compile(Path(path).read_text("utf-8"), path, "exec")))


def _outermost(code: CodeType) -> Iterator[CodeType]:
    """The code of functions and methods, not of what is made inside them."""
    for each in code.co_consts:
        if isinstance(each, CodeType):
            is_function = each.co_flags & inspect.CO_OPTIMIZED
            yield from [each] if is_function else _outermost(each)




def in_bodies(
    mutants: Sequence[Mutant], known: Survey, tests: Sequence[str], workers: int,
) -> Iterator[tuple[int, int]]:
    """What faults in bodies of functions come to, by their numbers, as it is known."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        try:
            pool.be_silent()
            with os.fdopen(writing, "w", buffering=1) as out:
                judge = _Judge(mutants, known, workers, lambda number, code: print(number, code, file=out))
                pytest.main([*OPTIONS, *tests], plugins=[judge])
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as heard:
        for line in heard:
            number, code = map(int, line.split())
            yield number, code
    os.waitpid(pid, 0)


class _Only(SameExamples):
    """The tests that can notice, in their order."""

    def __init__(self, names: Iterable[str]) -> None:
        self.place = {name: place for place, name in enumerate(names)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((item for item in items if item.nodeid in self.place),
                          key=lambda item: self.place[item.nodeid])


def at_import(mutants: Sequence[Mutant], known: Survey, workers: int) -> Iterator[tuple[int, int]]:
    """What faults that work at import come to, by their numbers, as it is known."""
    for name in known.modules:
        try:
            importlib.import_module(name)
        except Exception:  # noqa: S112 — it was imported in another order there; it will be when it is wanted
            continue
    jobs = ((number, _afresh(mutant, known.noticing(mutant))) for number, mutant in enumerate(mutants))
    yield from pool.run(jobs, workers, known.patience)


def _afresh(mutant: Mutant, names: Sequence[str]) -> Callable[[], int]:
    def job() -> int:
        _in_place_of_the_file(TOP / mutant.path, mutant.code)
        first = [name for name in names if name.startswith(FIRST)]
        for some in (first, names):
            files = list(dict.fromkeys(name.partition("::")[0] for name in some))
            if some and pytest.main([*OPTIONS, "-x", *files], plugins=[_Only(some)]) != pytest.ExitCode.OK:
                return KILLED
        return SURVIVED
    return job


def _in_place_of_the_file(path: Path, code: str) -> None:
    """Let this process read `code` where it would read the file."""
    load, open_ = importlib.machinery.SourceFileLoader.get_code, pathlib.Path.open

    def get_code(self: importlib.machinery.SourceFileLoader, name: str) -> CodeType:
        return compile(code, str(path), "exec") if self.path == str(path) else load(self, name)

    def open_it(self: Path, mode: str = "r", *others: object, **named: object) -> io.IOBase:
        if self == path:
            return io.BytesIO(code.encode()) if "b" in mode else io.StringIO(code)
        return open_(self, mode, *others, **named)

    importlib.machinery.SourceFileLoader.get_code = get_code
    pathlib.Path.open = open_it
