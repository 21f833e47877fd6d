"""Names in Arabic, Hebrew, Indian, Chinese, Japanese, Korean and Thai letters.

A name of knowledge/other_scripts.csv stands for words in Latin letters ("warfarin", "blood thinner"), wherever in a run
of letters it lies: Chinese, Japanese and Thai have no spaces, Arabic and Korean hang small words on names. What is not
in the list may still sound like a name: by_sound.py.
"""
import csv
import re
from functools import lru_cache
from pathlib import Path

from intake.clinical.medicines.characters import fold_characters

_FILE = Path(__file__).parent / "knowledge" / "other_scripts.csv"
# A name shorter than this stands only at the beginning of a word, where that has spaces; one of two letters says enough
# in Chinese characters alone.
_SHORT = 6
_SHORTEST = 4
_BEFORE = 3
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WITHOUT_SPACES = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff]")
_WORD = re.compile(r"[\u30a1-\u30ff]+|[\u3041-\u309f]+|[\u3400-\u9fff\uf900-\ufaff]+"
                   r"|[^ \u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


@lru_cache(maxsize=1)
def _names() -> dict[str, list[tuple[str, str]]]:
    """The names by their first two letters, longest first: (folded name, words it stands for)."""
    table: dict[str, dict[str, str]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = fold_characters(row["name"])
            table.setdefault(name[:2], {}).setdefault(name, row["words"])
    return {start: sorted(names.items(), key=lambda each: -len(each[0])) for start, names in table.items()}


def names_within(run: str) -> list[tuple[str, int, int]]:
    """A folded run of letters as words with their places in it: names as what they stand for, the rest as it is."""
    found: list[tuple[str, int, int]] = []
    table = _names()
    at = rest = 0
    while at < len(run):
        words, end = _name_at(table, run, at)
        if words:
            found += _words(run, rest, at)
            found += [(word, at, end) for word in words.split()]
            at = rest = end
        else:
            at += 1
    return found + _words(run, rest, len(run))


def _words(run: str, start: int, end: int) -> list[tuple[str, int, int]]:
    return [(match.group(), match.start(), match.end()) for match in _WORD.finditer(run, start, end)]


def _name_at(table: dict[str, list[tuple[str, str]]], run: str, at: int) -> tuple[str, int]:
    for name, words in table.get(run[at:at + 2], ()):
        if run.startswith(name, at) and _may_stand(name, run, at):
            return words, at + len(name)
    return "", at


def _may_stand(name: str, run: str, at: int) -> bool:
    """Is this a word, or so long a name that it is no chance? Arabic, Hebrew and Korean hang small words on names."""
    if len(name) >= _SHORT or _CHINESE.match(name):
        return True
    if _WITHOUT_SPACES.match(name):
        return len(name) >= _SHORTEST or len(name) == len(run)
    before = at - (run.rfind(" ", 0, at) + 1)
    after = run[at + len(name):at + len(name) + 1]
    return not before and after in ("", " ") if len(name) < _SHORTEST else before <= _BEFORE
