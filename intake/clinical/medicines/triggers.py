"""Trigger words about taking: which stand in a line, and what parts them from a medicine.

The words are our own: knowledge/status.csv. Reach: forward, backward, both, `person` (like both, but behind a
medicine only right at the end of its part) and `close` (behind a medicine only with its dose between).
"""
import csv
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from intake.clinical.medicines.folding import Token

_FILE = Path(__file__).parent / "knowledge" / "status.csv"
HARD = frozenset(";|\u2022")
_NO = frozenset({"no", "none", "nil", "n", "nope", "never"})
_YES = frozenset({"yes", "y", "yep", "yeah"})
_BEFORE_ANSWER = frozenset({":", "?", "-", "="})
_AFTER_ANSWER = frozenset({",", ".", ")", "/"}) | HARD


class Trigger(NamedTuple):
    """A trigger found in a line: its status, its reach, and the tokens it stands on."""

    status: str
    reach: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _triggers() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = tuple(row["words"].split())
            table.setdefault(words[0], []).append((words, row["status"], row["reach"]))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def find_triggers(tokens: Sequence[Token], taken: Sequence[bool]) -> list[Trigger]:
    """All triggers of a line, longest first at each place; `taken` marks the tokens that say something else."""
    table = _triggers()
    texts = [token.text for token in tokens]
    found = []
    index = 0
    while index < len(texts):
        for words, status, reach in () if taken[index] else table.get(texts[index], ()):
            end = index + len(words)
            if tuple(texts[index:end]) == words and not any(taken[index:end]):
                if words == ("no",) and texts[end:end + 1] == [","]:
                    # "No, eliquis": an answer, and then perhaps what is taken instead.
                    status, end = "unsure", end + 1
                found.append(Trigger(status, reach, index, end))
                index = end
                break
        else:
            if texts[index] == "?" and not taken[index] and _doubts(tokens, index):
                found.append(Trigger("unsure", "backward", index, index + 1))
            index += 1
    return found


class Reply(NamedTuple):
    """An answer that stands behind a name ("blood thinners: no", "aspirin? yes") and where it ends; 0 without one."""

    end: int
    denies: bool


def reply_behind(tokens: Sequence[Token], end: int) -> Reply:
    """The answer right behind a name that ends at `end`; "aspirin, no" and "aspirin no problem" are none."""
    index = end
    while index < len(tokens) and tokens[index].text in _BEFORE_ANSWER:
        index += 1
    if index >= len(tokens) or tokens[index].text not in _NO | _YES:
        return Reply(0, False)
    denies = tokens[index].text in _NO
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if tokens[index].text == "n" and after == "/":
        index += 2
        after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    return Reply(index + 1, denies) if not after or after in _AFTER_ANSWER else Reply(0, False)


def _doubts(tokens: Sequence[Token], index: int) -> bool:
    """A question mark at the end of a word is doubt; one inside a word is a letter that got lost on the way."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return following is None or following.start > tokens[index].end or not following.text[0].isalnum()


def break_between(tokens: Sequence[Token], start: int, end: int) -> str:
    """"hard", "soft" or "" for what parts two places of a line."""
    found = ""
    for index in range(start, end):
        text = tokens[index].text
        if text in HARD or (text == "." and _ends_sentence(tokens, index)):
            return "hard"
        if text == ",":
            found = "soft"
    return found


def _ends_sentence(tokens: Sequence[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].start > tokens[index].end
