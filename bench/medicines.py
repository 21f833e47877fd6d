"""Reading medicines: a slip of one letter and a whole line, beside one normalised look-up and rapidfuzz extractOne."""
import random
import re
import statistics
import string
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bench.interleave import Row, interleave
from intake.clinical.medicines import ImportedName, read_line
from intake.clinical.medicines.spelling import speller
from intake.clinical.medicines.vocabulary import vocabulary
from intake.records.imported_names import NamesFile, Writer

MANY = 250_000
WORDS = 300
LINES = (
    "metformin 500mg twice daily, lisinopril 10, baby asprin", "xeralto 20", "stopped eliquis monday",
    "no blood thinners except baby aspirin", "takes warfarin, allergic to penicillin", "mum takes warfarin",
    "blood thinner jab in my tummy", "A.S.A. 81 mg ec tab", "vitamin d, fish oil, turmeric capsules",
    "levothyroxine 75 mcg every morning", "told not to take ibuprofen because of warfarin",
    "sertraline 50 mg and propranolol when needed", "something for my heart, not sure of the name",
)
_LOAD = """
import time
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 1e6
before, start = resident(), time.process_time()
from intake.clinical.medicines import read_line
read_line("warfrin 5 mg")
print(time.process_time() - start, resident() - before)
"""


def normalised(names: list[str]) -> Callable[[str], str | None]:
    """The yardstick: fold the word and look it up in a dict."""
    known = {_norm(name): name for name in names}
    return lambda word: known.get(_norm(word))


def _norm(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def _slips(names: list[str], chance: random.Random) -> list[str]:
    return [name[:at] + chance.choice(string.ascii_lowercase) + name[at + 1:]
            for name in names if (at := chance.randrange(1, len(name)))]


def _each(call: Callable[[str], object], words: list[str]) -> Callable[[], object]:
    turn = cycle(words)
    return lambda: call(next(turn))


def _made_up(count: int, chance: random.Random) -> Iterator[str]:
    starts = "ab al am ar ba be bi bro cal car cef clo da di do du en es fe flu ga gi ha in ka la le lo ma me".split()
    middles = "ba ca ce co da di do fa fi ga la le li lo lu ma mi mo na ne ni no pa pi ra re ri ro sa si so ta".split()
    ends = "pril olol statin sartan azole parin grel profen cycline mycin oxetine pram zepam dipine formin mab".split()
    seen: set[str] = set()
    while len(seen) < count:
        name = chance.choice(starts) + "".join(chance.choice(middles) for _ in range(chance.randint(1, 4)))
        name += chance.choice(ends)
        if name not in seen:
            seen.add(name)
            yield name


def measure() -> list[Row]:
    """Ratios: a slip at most 30 look-ups built in and 200 with 250,000 names; a line under 1 ms."""
    chance = random.Random(7)
    words = vocabulary()
    names = [name for name in words.entries if " " not in name and 6 <= len(name) <= 12]
    known = chance.sample(names, WORDS)
    slips = [word for word in _slips(known, chance) if word not in words.entries]
    near = speller(words).near
    for word in slips:  # the deletes of a first letter are made when it is first wanted, some 20 ms each
        near(word)
    rows = [
        interleave("a slip of one letter, built-in names", _each(near, slips), _each(normalised(names), known),
                   goal=30, unit="µs"),
        interleave("the same by rapidfuzz extractOne", _each(_extract_one(names), slips),
                   _each(normalised(names), known), unit="µs", rounds=3),
        *_with_imported(chance),
        interleave("a whole line (yardstick: 1 ms)", _each(read_line, list(LINES)), _a_millisecond, goal=1, unit="ms"),
        *_long_lines(),
        *_start(),
    ]
    return rows


def _long_lines() -> list[Row]:
    """Lines of 2,000 and 20,000 characters that are nothing but words about taking: 50 ms, and in proportion."""
    return [
        interleave(f"{size:,} characters of denials (yardstick: {size // 40} ms)", partial(read_line, _denials(size)),
                   partial(_milliseconds, size // 40), goal=1, unit="ms", rounds=5)
        for size in (2_000, 20_000)]


def _denials(size: int) -> str:
    return ("no warfarin " * (size // 12 + 1))[:size]


def _extract_one(names: list[str]) -> Callable[[str], object]:
    return lambda word: process.extractOne(word, names, scorer=OSA.distance, score_cutoff=2)


def _with_imported(chance: random.Random) -> list[Row]:
    names = list(_made_up(MANY, chance))
    with tempfile.TemporaryDirectory() as folder:
        with Writer(Path(folder)) as writer:
            writer.add("made up", "names.csv", datetime.now(UTC),
                       (ImportedName(name, ("warfarin",), (), "", "made up") for name in names))
        before = _resident()
        file = NamesFile(next(Path(folder).glob("*.sqlite")))
        some = chance.sample(names, WORDS)
        slips = _slips(some, chance)
        row = interleave(f"a slip of one letter among {MANY:,} imported names", _each(lambda w: file.near(w, 1), slips),
                         _each(normalised(names), some), goal=200, unit="µs", rounds=5)
        line = interleave(f"a whole line with {MANY:,} imported names (yardstick: 1 ms)",
                          _each(lambda text: read_line(text, imported=file), list(LINES)), _a_millisecond, goal=1,
                          unit="ms")
        grown = _resident() - before
    return [row, line, Row("memory that imported names add, MB (yardstick: 50 MB)", max(0.0, grown), 50, "MB", 1)]


def _resident() -> float:
    """Megabytes of this process that are its own, without the file that workers share."""
    with Path("/proc/self/statm").open() as file:
        pages = file.read().split()
    return (int(pages[1]) - int(pages[2])) * 4096 / 1e6


def _a_millisecond() -> None:
    _milliseconds(1)


def _milliseconds(count: int) -> None:
    until = time.process_time() + count / 1000
    while time.process_time() < until:
        pass


def _start() -> list[Row]:
    told = [subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True).stdout.split()
            for _ in range(5)]
    seconds = statistics.median(float(each[0]) for each in told)
    megabytes = statistics.median(float(each[1]) for each in told)
    return [Row("first line read after start, CPU (yardstick: 0.3 s)", seconds, 0.3, "s", 1),
            Row("memory of the built-in names (yardstick: 50 MB)", megabytes, 50, "MB", 1)]
