"""Answers as posted by a form, read against the questionnaire: what can be kept, what must be put right, what was read.

Names of fields: the question's key, or `medicines-0-text` for a row of a repeated part. Nothing is ever cut or
corrected: a value that cannot stand comes back as typed, with a message for the person. A measure in another unit
("5'6", "12 st 4") is kept in that of the question.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from intake.clinical.dates import spoken
from intake.clinical.dates.vague import VagueDate, read_date, refused
from intake.clinical.questionnaire import Kind, Question, Repeat, empty_answers, repeats, single_questions
from intake.clinical.questionnaire.earlier import RETIRED_QUESTIONS
from intake.clinical.questionnaire.numbers import SCALE_OF_PAIN, in_unit, number_problem, with_both_pressures
from intake.clinical.questionnaire.text import BAD_CHARACTER, UNSTORABLE, too_long, trimmed
from intake.clinical.questionnaire.unclear import YES, is_marked, mark_of

Posted = Mapping[str, Sequence[str]]
Value = str | list[str]
ROW_FIELD = re.compile(r"([a-z_]+)-([0-9]{1,5})-([a-z_]+)")
_SINGLE = tuple(single_questions())
_REPEATS = {repeat.key: repeat for repeat in repeats()}
_ONE_OF = frozenset({Kind.CHOICE, Kind.YES_NO, Kind.PAST})
REMARKS = "remarks"
"""The key under which answers to remarks are kept: rows of field, kind, part and answer."""
REMARK_FIELD = "remark-"
"""How the fields begin that answer a remark; each value is a row as it is kept, in JSON."""
_IN_REMARK = {"field": 60, "kind": 20, "part": 4000, "answer": 3}
"""What such a row holds, and the longest of each."""
_MOST_REMARKS = 200
LISTED_IN_WORDS = ", "
NOT_ASKED = "Not asked"
NOT_SO = "not known. It counts as recent."
"""Beside a date whose reading was refused."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One row of a repeated part: its number on the page, and its answers."""

    number: int
    values: dict[str, Value]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was answered in it."""
        return not any(self.values.values())


@dataclass(frozen=True, slots=True)
class FormReading:
    """What a form held. `problems` maps a field's name to what is wrong with it; `answers` has all values as typed.

    `remarks`: what was answered about words that tell something in passing, as it is kept.
    """

    single: dict[str, Value]
    rows: dict[str, list[AnswerRow]]
    problems: dict[str, str] = field(default_factory=dict)
    remarks: list[dict[str, str]] = field(default_factory=list)

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as they are stored: blank rows left out."""
        return self.single | {
            key: [dict(row.values) for row in rows if not row.is_blank] for key, rows in self.rows.items()
        } | ({REMARKS: self.remarks} if self.remarks else {})

    @property
    def refused(self) -> frozenset[str]:
        """The names of the fields whose date was not read as it was meant."""
        rows = {field_name(key, row.number, q.key) for key, repeat in _REPEATS.items() for row in self.rows[key]
                for q in repeat.questions if is_marked(row.values, q.key)}
        return frozenset({*rows, *(key for key in self.single if is_marked(self.single, key))})

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was answered."""
        return not any(self.single.values()) and all(row.is_blank for rows in self.rows.values() for row in rows)


def field_name(repeat: str, number: int, key: str) -> str:
    """The name of a field in a repeated part."""
    return f"{repeat}-{number}-{key}"


def read_posted(posted: Posted, *, on: date) -> FormReading:
    """Everything that a form sent, checked for shape and range only. `on` is the day the words were said.

    An answer to a question that is asked no more is kept where one is there: a correction loses nothing.
    """
    problems: dict[str, str] = {}
    posted = with_both_pressures(posted)
    asked = (*_SINGLE, *(q for key, q in RETIRED_QUESTIONS.items() if any(posted.get(key, ()))))
    single = _take_all({q.key: q for q in asked}, posted, on, problems)
    numbers: dict[str, set[int]] = {key: set() for key in _REPEATS}
    for name in posted:
        if (found := ROW_FIELD.fullmatch(name)) and found[1] in numbers:
            numbers[found[1]].add(int(found[2]))
    rows = {key: _take_rows(repeat, sorted(numbers[key]), posted, on, problems) for key, repeat in _REPEATS.items()}
    return FormReading(single, rows, problems, remarks_posted(posted))


def remarks_posted(posted: Posted) -> list[dict[str, str]]:
    """The answers to remarks that a form sent, as they are kept; what is none of them is passed over."""
    sent = [values[0] for name, values in posted.items() if name.startswith(REMARK_FIELD) and values]
    return [row for row in map(_remark_row, sent[:_MOST_REMARKS]) if row]


def read_stored(answers: Mapping[str, Any], *, on: date) -> FormReading:
    """Stored answers as `read_posted` gives them; an answer that a draft should not hold comes with its problem."""
    whole: dict[str, Any] = empty_answers() | dict(answers)
    posted: dict[str, Sequence[str]] = {q.key: _as_posted(whole[q.key]) for q in _SINGLE}
    posted |= {key: _as_posted(whole[key]) for key in RETIRED_QUESTIONS if whole.get(key)}
    posted |= {mark_of(key): [YES] for key in whole if is_marked(whole, key)}
    for key, repeat in _REPEATS.items():
        for number, row in enumerate(whole[key]):
            for q in repeat.questions:
                name = field_name(key, number, q.key)
                posted |= {name: _as_posted(row.get(q.key, "")), mark_of(name): [str(row.get(mark_of(q.key), ""))]}
    return replace(read_posted(posted, on=on), remarks=[dict(row) for row in answers.get(REMARKS) or ()])


def is_answered(value: object) -> bool:
    """Whether anybody answered: "" and [] are "not asked"."""
    return value not in ("", [], None)


def in_words(question: Question, value: object) -> str:
    """An answer in the words of the form. What was written is given back exactly as written."""
    if not is_answered(value):
        return NOT_ASKED
    labels = {option.code: option.label for option in question.options}
    if isinstance(value, list):
        return LISTED_IN_WORDS.join(labels.get(str(code), str(code)) for code in value)
    words = labels.get(str(value), str(value))
    unit = "" if question.unit in ("", SCALE_OF_PAIN) else f" {question.unit}"
    return words + unit


def date_in_words(read: VagueDate) -> str:
    """How a written date was read: a day, a span, or that it could not be."""
    if read.latest is None or read.earliest is None:
        return "a day to come" if read.in_future else "No date could be read in this. It counts as recent."
    last = spoken.in_words(read.latest)
    if read.is_exact:
        return last
    if read.earliest.year < 1000:
        return f"{last} or earlier"
    first = spoken.in_words(read.earliest).split()
    is_one_month = read.earliest.replace(day=1) == read.latest.replace(day=1)
    told = 1 if is_one_month else 2 if read.earliest.year == read.latest.year else 3
    return f"between {' '.join(first[:told])} and {last}"


def date_as_counted(read: VagueDate) -> str:
    """How a written date was read, and of a span the day that rules count from, for the place beside the field."""
    if read.is_refused:
        return NOT_SO
    if read.latest is None or read.is_exact:
        return date_in_words(read)
    if read.in_future:
        return f"{date_in_words(read)}; lies ahead"
    return f"{date_in_words(read)}; counted as {spoken.in_words(read.latest)}"


def dates_read(reading: FormReading, *, on: date) -> Iterator[tuple[str, str, VagueDate]]:
    """Each date given: its field's name, the words, and how they were read as said on `on`."""
    marked = reading.refused
    for name, question, value in fields_of(reading):
        if question.kind is Kind.DATE and isinstance(value, str) and value and name not in reading.problems:
            yield name, value, refused(value) if name in marked else read_date(value, on)


def fields_of(reading: FormReading) -> Iterator[tuple[str, Question, Value]]:
    """Every field there was, with its question and value."""
    for question in (*_SINGLE, *RETIRED_QUESTIONS.values()):
        if question.key in reading.single:
            yield question.key, question, reading.single[question.key]
    for key, repeat in _REPEATS.items():
        for row in reading.rows[key]:
            for question in repeat.questions:
                yield field_name(key, row.number, question.key), question, row.values[question.key]


def with_lines(posted: Posted, repeat: str, key: str, lines: Iterable[str]) -> dict[str, Sequence[str]]:
    """What was posted, with a further row of `repeat` for each line, word for word."""
    numbers = [int(found[2]) for name in posted if (found := ROW_FIELD.fullmatch(name)) and found[1] == repeat]
    first = max(numbers, default=-1) + 1
    added = {field_name(repeat, number, key): [line] for number, line in enumerate(lines, first)}
    return {**posted, **added}


def lines_of(pasted: str) -> list[str]:
    """A pasted list, a line each, word for word; empty lines and the bullets of lists are left out."""
    lines = (re.sub(r"^[\s•·▪◦*–—-]+(?=\s)", "", line).strip(" \t") for line in trimmed(pasted).split("\n"))
    return [line for line in lines if line]


def _remark_row(sent: str) -> dict[str, str]:
    """One row, {} where it is not one."""
    try:
        row = json.loads(sent)
    except (ValueError, RecursionError):
        return {}
    is_row = isinstance(row, dict) and row.keys() == _IN_REMARK.keys() and all(
        isinstance(said, str) and len(said) <= _IN_REMARK[key] and not UNSTORABLE.search(said)
        for key, said in row.items())
    return row if is_row and row["answer"] in ("yes", "no") else {}


def _as_posted(value: Any) -> list[str]:
    return [str(code) for code in value] if isinstance(value, list) else [str(value)]


def _take_rows(
    repeat: Repeat, numbers: list[int], posted: Posted, on: date, problems: dict[str, str]
) -> list[AnswerRow]:
    rows = []
    for number in numbers:
        asked = {field_name(repeat.key, number, q.key): q for q in repeat.questions}
        rows.append(AnswerRow(number, _take_all(asked, posted, on, problems)))
    filled = [row for row in rows if not row.is_blank]
    if len(filled) > repeat.limit:
        first = repeat.questions[0].key
        problems.setdefault(
            field_name(repeat.key, filled[repeat.limit].number, first),
            f"{repeat.limit} of these fit, and there are {len(filled)}. Write the others together in one line.",
        )
    return rows


def _take_all(
    asked: Mapping[str, Question], posted: Posted, on: date, problems: dict[str, str],
) -> dict[str, Value]:
    """The answers to questions, by the name of each field, and the mark beside a date that was not read as meant."""
    taken: dict[str, Value] = {}
    for name, question in asked.items():
        is_refused = question.kind is Kind.DATE and YES in posted.get(mark_of(name), ())
        taken[question.key] = _take(question, name, posted.get(name, ()), on, problems, is_refused)
        if is_refused and taken[question.key]:
            taken[mark_of(question.key)] = YES
    return taken


def _take(
    question: Question, name: str, values: Sequence[str], on: date, problems: dict[str, str], is_refused: bool,
) -> Value:
    if question.kind is Kind.CHOICES:
        codes = [option.code for option in question.options]
        if any(value and value not in codes for value in values):
            problems[name] = "Choose from the answers given here."
        return [code for code in codes if code in values]
    typed = trimmed(values[0]) if values else ""
    if question.kind is Kind.NUMBER:
        typed = in_unit(question, typed)
    if typed and (problem := _problem(question, typed, on, is_refused)):
        problems[name] = problem
    return typed


def _problem(question: Question, typed: str, on: date, is_refused: bool) -> str:
    if question.kind in _ONE_OF:
        if any(option.code == typed for option in question.options):
            return ""
        return "Choose from the answers given here."
    if UNSTORABLE.search(typed):
        return BAD_CHARACTER
    if problem := too_long(len(typed), question.limit):
        return problem
    if "\n" in typed and question.kind is not Kind.AREA:
        return "This must be one line."
    if question.kind is Kind.NUMBER:
        return number_problem(question, typed)
    if question.kind is Kind.DATE and question.past_only and not is_refused:
        return _date_problem(typed, on)
    return ""


def _date_problem(typed: str, on: date) -> str:
    read = read_date(typed, on)
    if read.in_future:
        return f"This is in the future ({date_in_words(read)}). Give a date up to today."
    return ""
