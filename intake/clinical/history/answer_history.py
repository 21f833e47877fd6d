"""What a client said over time, asked for by question key. Each answer has a name, by which it can be withdrawn.

An entry is one signed form or the questions of one visit. A correction takes the place and the name of the form that it
corrects: what visits said since stands, and an answer that it leaves as it was keeps its name.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, VagueDate
from intake.clinical.questionnaire.unclear import date_of

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DatedAnswers:
    """Answers and the day they were given: vague dates are read as of that day.

    `name` tells the entry from the client's others ("intake-12"); `is_list`: whether its lists are meant to be whole,
    as in an intake, and not what is new since the last time, as at a visit.
    """

    answers: Answers
    on: date
    name: str = ""
    is_list: bool = True


@dataclass(frozen=True, slots=True)
class DatedRow:
    """One row of a repeated part, the day it was told, the name of the answer, and the number of its entry."""

    values: Answers
    on: date
    name: str
    entry: int

    def text(self, key: str) -> str:
        """The words of one answer, "" where none was given."""
        return str(self.values.get(key) or "").strip()

    def answer(self, key: str) -> Answer:
        """Yes, no, or not asked."""
        return Answer.read(self.text(key))

    def dated(self, key: str) -> VagueDate:
        """The date as given, read as of the day it was told; unknown where none was given, or where it is not so."""
        return date_of(self.values, key, self.on)

    @property
    def side(self) -> str:
        """The side of the body that was chosen, "" where none was or the client was not sure."""
        return known_side(self.text("side"))

    def number(self, key: str) -> float | None:
        """The number given, None where none was."""
        return _number(self.text(key))


@dataclass(frozen=True, slots=True)
class Telling:
    """One answer to a question asked once: its words, the day, its name, and the number of its entry."""

    words: str
    on: date
    name: str
    entry: int

    @property
    def key(self) -> str:
        """The key of its question."""
        return self.name.partition("=")[0].rpartition(" ")[2]


class AnswerHistory:
    """Answers in the order they were given, oldest first; those of the names `withdrawn` left out."""

    def __init__(self, entries: Sequence[DatedAnswers], withdrawn: Collection[str] = ()) -> None:
        self.entries = tuple(_without(each, withdrawn) for each in entries) if withdrawn else tuple(entries)

    def text(self, key: str) -> str:
        """The newest words given to a question, "" where it was never asked."""
        newest = self.newest(key)
        return newest.words if newest else ""

    def answer(self, key: str) -> Answer:
        """The newest yes or no to a question."""
        return Answer.read(self.text(key))

    def dated(self, key: str) -> VagueDate:
        """The newest date given, read as of the day it was told."""
        newest = self.newest(key)
        return self.date_in(newest) if newest else UNKNOWN

    def date_in(self, telling: Telling) -> VagueDate:
        """The date that one answer gives, read as of the day it was told."""
        return date_of(self.entries[telling.entry].answers, telling.key, telling.on)

    def told_on(self, key: str) -> date:
        """The day of the newest answer to a question."""
        newest = self.newest(key)
        return newest.on if newest else self.entries[-1].on

    def number(self, key: str) -> float | None:
        """The newest number given."""
        return _number(self.text(key))

    def choices(self, key: str) -> list[str]:
        """The newest choice of several."""
        return next((list(map(str, each.answers[key])) for each in reversed(self.entries) if each.answers.get(key)), [])

    def chosen_ever(self, key: str) -> dict[str, tuple[str, ...]]:
        """Every choice ever made of several, each with the names of the answers that made it."""
        made: dict[str, tuple[str, ...]] = {}
        for each in self.entries:
            for code in each.answers.get(key) or ():
                made[str(code)] = (*made.get(str(code), ()), f"{each.name} {key}")
        return made

    def tellings(self, key: str) -> list[Telling]:
        """Every answer to a question, oldest first."""
        return [
            Telling(words, each.on, f"{each.name} {key}={words}", number)
            for number, each in enumerate(self.entries) if (words := str(each.answers.get(key) or "").strip())
        ]

    def newest(self, key: str) -> Telling | None:
        """The newest answer to a question, None where it was never asked."""
        for number in range(len(self.entries) - 1, -1, -1):
            each = self.entries[number]
            if words := str(each.answers.get(key) or "").strip():
                return Telling(words, each.on, f"{each.name} {key}={words}", number)
        return None

    def rows(self, key: str) -> list[DatedRow]:
        """Every row told of a repeated part, oldest first."""
        return [
            DatedRow(row, each.on, _row_name(each, key, row), number)
            for number, each in enumerate(self.entries) for row in each.answers.get(key) or () if row
        ]

    def listed(self, key: str, any_key: str) -> list[DatedRow] | None:
        """Every row told; None where nobody asked, [] where the answer was that there are none."""
        rows = self.rows(key)
        return rows if rows or self.answer(any_key) is not Answer.NOT_ASKED else None

    def keys(self, prefix: str) -> list[str]:
        """The keys of every answered question that begin with `prefix`, in the order they first came up."""
        return list(dict.fromkeys(
            key for each in self.entries for key, value in each.answers.items() if value and key.startswith(prefix)))


def last_run(tellings: Sequence[Telling]) -> list[Telling]:
    """The newest tellings that say the same, oldest first: how long a state has stood."""
    run: list[Telling] = []
    for each in reversed(tellings):
        if run and each.words != run[0].words:
            break
        run.insert(0, each)
    return run


def known_side(chosen: str) -> str:
    """An answer to "which side?", "" where the client was not sure."""
    return "" if chosen == "unsure" else chosen


def plain_words(text: str) -> str:
    """Words by which what was typed twice is known to be the same, whatever its capitals and spaces."""
    return " ".join(text.lower().split())


def _without(entry: DatedAnswers, withdrawn: Collection[str]) -> DatedAnswers:
    """The entry with what was withdrawn left open, as if it had not been asked."""
    answers: dict[str, Any] = {}
    for key, value in entry.answers.items():
        if isinstance(value, list):
            gone = f"{entry.name} {key}" in withdrawn
            answers[key] = [] if gone else [each for each in value if not _is_withdrawn(entry, key, each, withdrawn)]
        else:
            answers[key] = "" if f"{entry.name} {key}={str(value or '').strip()}" in withdrawn else value
    return DatedAnswers(answers, entry.on, entry.name, entry.is_list)


def _is_withdrawn(entry: DatedAnswers, key: str, row: object, withdrawn: Collection[str]) -> bool:
    return isinstance(row, Mapping) and _row_name(entry, key, row) in withdrawn


def _row_name(entry: DatedAnswers, key: str, row: Answers) -> str:
    """By what the row says, not by its place: a row that a correction moves is the same, one that it changes is not."""
    said = "\x1f".join(f"{name}={value}" for name, value in sorted(row.items()) if value)
    digest = hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return f"{entry.name} {key}#{digest}"


def _number(words: str) -> float | None:
    try:
        return float(words.replace(",", ".")) if words else None
    except ValueError:
        return None
