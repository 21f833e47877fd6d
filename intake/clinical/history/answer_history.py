"""What a client said over time, asked for by question key: the newest answer stands, rows add up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, VagueDate, read_date


@dataclass(frozen=True, slots=True)
class DatedRow:
    """One row of a repeated part and the day it was told."""

    values: Mapping[str, Any]
    on: date

    def text(self, key: str) -> str:
        """The words of one answer, "" where none was given."""
        return str(self.values.get(key) or "").strip()

    def answer(self, key: str) -> Answer:
        """Yes, no, or not asked."""
        return Answer.read(self.text(key))

    def dated(self, key: str) -> VagueDate:
        """The date as given, read as of the day it was told; unknown where none was given."""
        return _dated(self.text(key), self.on)

    def number(self, key: str) -> float | None:
        """The number given, None where none was."""
        return _number(self.text(key))


class AnswerHistory:
    """Answers in the order they were given, oldest first."""

    def __init__(self, told: Sequence[tuple[Mapping[str, Any], date]]) -> None:
        self._told = tuple(told)

    def text(self, key: str) -> str:
        """The newest words given to a question, "" where it was never asked."""
        return self._newest(key)[0]

    def answer(self, key: str) -> Answer:
        """The newest yes or no to a question."""
        return Answer.read(self.text(key))

    def dated(self, key: str) -> VagueDate:
        """The newest date given, read as of the day it was told."""
        words, on = self._newest(key)
        return _dated(words, on)

    def told_on(self, key: str) -> date:
        """The day of the newest answer to a question."""
        return self._newest(key)[1]

    def number(self, key: str) -> float | None:
        """The newest number given."""
        return _number(self.text(key))

    def choices(self, key: str) -> list[str]:
        """The newest choice of several."""
        for answers, _ in reversed(self._told):
            if answers.get(key):
                return [str(code) for code in answers[key]]
        return []

    def rows(self, key: str) -> list[DatedRow]:
        """Every row told of a repeated part, oldest first."""
        return [DatedRow(row, on) for answers, on in self._told for row in answers.get(key) or ()]

    def listed(self, key: str, any_key: str) -> list[DatedRow] | None:
        """Every row told; None where nobody asked, [] where the answer was that there are none."""
        rows = self.rows(key)
        return rows if rows or self.answer(any_key) is not Answer.NOT_ASKED else None

    def answered(self, prefix: str) -> Iterator[tuple[str, str]]:
        """Every answered question whose key begins with `prefix`: the rest of the key, and the newest answer."""
        keys = dict.fromkeys(key for answers, _ in self._told for key in answers if key.startswith(prefix))
        for key in keys:
            if words := self.text(key):
                yield key.removeprefix(prefix), words

    def _newest(self, key: str) -> tuple[str, date]:
        for answers, on in reversed(self._told):
            if words := str(answers.get(key) or "").strip():
                return words, on
        return "", self._told[-1][1]


def _dated(words: str, on: date) -> VagueDate:
    return read_date(words, on) if words else UNKNOWN


def _number(words: str) -> float | None:
    try:
        return float(words.replace(",", ".")) if words else None
    except ValueError:
        return None
