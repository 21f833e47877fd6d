"""`python -m tools.mutants [AREA or FILE …]`: put fault after fault into the code that judges; does a test fail?"""
import argparse
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from multiprocessing import Pool

from tools.mutants.areas import AREAS, TESTS, chosen
from tools.mutants.changes import TOP, Mutant, mutants_of
from tools.mutants.judging import NOT_PUT_IN, SURVIVED, at_import, in_bodies
from tools.mutants.report import Tried, line, report
from tools.mutants.survey import survey


def missed(mutants: Sequence[Mutant], workers: int) -> Iterator[tuple[Mutant, bool]]:
    """Each fault, and whether the tests missed it, as it is known."""
    paths = sorted({TOP / mutant.path for mutant in mutants if mutant.path.endswith(".py")})
    known = survey(paths, TESTS)
    bodies = [mutant for mutant in mutants if mutant.in_body]
    rest = [mutant for mutant in mutants if not mutant.in_body]
    for number, code in in_bodies(bodies, known, TESTS, workers):
        if code == NOT_PUT_IN or (code == SURVIVED and known.runs_at_import(bodies[number])):
            rest.append(bodies[number])
        else:
            yield bodies[number], code == SURVIVED
    for number, code in at_import(rest, known, workers):
        yield rest[number], code == SURVIVED


def main() -> int:
    """0 where every survivor has its reason and few survive, else 1."""
    parser = argparse.ArgumentParser(description=__doc__, epilog=f"Areas: {', '.join(AREAS)}")
    parser.add_argument("words", nargs="*", metavar="AREA or FILE", help="what to try; everything if none is named")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time (2)")
    given = parser.parse_args()
    began = time.monotonic()
    places = [(area, path) for area, paths in chosen(given.words).items() for path in paths]
    with Pool(given.jobs) as workers:
        made = workers.map(mutants_of, [path for _, path in places], chunksize=1)
    files = [Tried(area, str(path.relative_to(TOP)), mutants)
             for (area, path), mutants in zip(places, made, strict=True)]
    by_path = {each.path: each for each in files}
    mutants = [mutant for each in files for mutant in each.mutants]
    for number, (mutant, is_missed) in enumerate(missed(mutants, given.jobs), 1):
        if is_missed:
            by_path[mutant.path].survived.append(mutant)
            print(line(mutant), file=sys.stderr)
        if number % 500 == 0:
            print(f"{number} of {len(mutants)} tried, {time.monotonic() - began:.0f} s", file=sys.stderr)
    for each in files:
        each.survived.sort(key=lambda mutant: mutant.line)
    is_well = report([each for each in files if each.mutants])
    used = sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"\n{len(mutants)} faults in {(time.monotonic() - began) / 60:.0f} minutes, {given.jobs} at a time; "
          f"{used / 60:.0f} minutes of processor time.")
    return 0 if is_well else 1


if __name__ == "__main__":
    os.chdir(TOP)
    sys.exit(main())
