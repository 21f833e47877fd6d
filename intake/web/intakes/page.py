"""The intake page as plain data: sections, parts and rows ready to be drawn, with what each field holds.

What can be known beforehand is worked out once. A field that is empty or holds one of its answers looks the same for
everybody, so its markup is kept; what a client wrote is drawn each time and never kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import groupby

from flask import current_app
from markupsafe import Markup

from intake.clinical.questionnaire import (
    SECTIONS,
    Group,
    Kind,
    Opener,
    Question,
    Repeat,
    Section,
    any_question,
    single_questions,
)
from intake.clinical.questionnaire.answers import AnswerRow, FormReading, Value, field_name
from intake.clinical.questionnaire.earlier import RETIRED_QUESTIONS, retired_in
from intake.clinical.questionnaire.measures import SAID_WITH_SIGNS
from intake.web import language

FEW = 5
"""A question with more answers than this is drawn as a list to choose from, not as buttons side by side."""
KEPT_ROWS = 8
"""Rows whose empty fields are kept: more are rare, and what is kept must stay small."""
HALF_A_LINE = 22
"""Characters of answers that fit beside each other in half the width of the form."""
NEW = "NEW"
"""Stands for the number of a row that a script will add."""
SCALE = tuple(str(number) for number in range(11))
_ONE_OF = frozenset({Kind.CHOICE, Kind.YES_NO, Kind.PAST})
_NEGATIVE = ("never", "no")


@dataclass(frozen=True, slots=True)
class Line:
    """One question as it stands on the page, and what stands under it until its answer opens that."""

    question: Question
    opened: tuple["Opened", ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """What these answers open: questions, or a repeated part. `answers` have spaces between."""

    answers: str
    lines: tuple[Line, ...] = ()
    part: "FormPart | None" = None


@dataclass(frozen=True, slots=True)
class FormPart:
    """One part of a section. `negative` is the answer that "the rest of these" can be given at one press, or "".

    `questions` are all of them; `lines` the same as they stand on the page, each with what it opens.
    """

    key: str
    kind: str
    label: str
    hint: str
    questions: tuple[Question, ...]
    lines: tuple[Line, ...]
    negative: str = ""
    repeat: Repeat | None = None
    any: Question | None = None

    @property
    def first_asked(self) -> tuple[Question, ...]:
        """The questions that no other opens."""
        return tuple(question for question in self.questions if question.opened_by is None)

    @property
    def is_opened(self) -> bool:
        """Whether it is a repeated part that stands under the question that opens it."""
        return self.repeat is not None and self.repeat.opened_by is not None

    def is_shown(self, reading: FormReading) -> bool:
        """Whether a signed form shows it: it was asked, or is answered all the same."""
        return self.repeat is None or self.repeat.is_put(reading.single) or bool(reading.rows[self.repeat.key])


@dataclass(frozen=True, slots=True)
class PageSection:
    """One section of the page."""

    key: str
    title: str
    lead: str
    parts: tuple[FormPart, ...]


@dataclass(frozen=True)
class IntakePage:
    """What one showing of the form holds."""

    reading: FormReading
    notes: Mapping[str, str] = field(default_factory=dict)
    filled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Questions that "the rest of these" has just answered, by part: they can be taken back."""
    more: str = ""
    """The repeated part that shows one row more than usual."""

    def one(self, question: Question) -> Markup:
        """A question asked once, with its answer."""
        return self._draw(question, question.key, self.reading.single[question.key])

    def lines(self, part: FormPart) -> tuple[Line, ...]:
        """The questions of a group, and those answered there that are asked no more."""
        return (*part.lines, *map(Line, retired_in(part.label, self.reading.single)))

    def of_row(self, repeat: Repeat, row: AnswerRow) -> Callable[[Question], Markup]:
        """What draws the questions of one row."""
        return partial(self.in_row, repeat, row)

    def of_new_row(self, repeat: Repeat) -> Callable[[Question], Markup]:
        """What draws the questions of the row that a script may add."""
        return partial(self.in_new_row, repeat)

    def in_row(self, repeat: Repeat, row: AnswerRow, question: Question) -> Markup:
        """A question of a row, with its answer."""
        return self._draw(question, field_name(repeat.key, row.number, question.key), row.values[question.key])

    def in_new_row(self, repeat: Repeat, question: Question) -> Markup:
        """A question of the row that a script may add."""
        return draw(question, f"{repeat.key}-{NEW}-{question.key}", blank(question))

    def rows(self, repeat: Repeat) -> list[AnswerRow]:
        """The rows to show: those with something in them, and empty ones to write in."""
        rows = [row for row in self.reading.rows[repeat.key] if not row.is_blank]
        wanted = 1 if rows else repeat.blank_rows
        wanted = min(wanted + (self.more == repeat.key), repeat.limit - len(rows))
        first = rows[-1].number + 1 if rows else 0
        rows += [AnswerRow(first + step, {q.key: blank(q) for q in repeat.questions}) for step in range(max(wanted, 0))]
        return rows

    def _draw(self, question: Question, name: str, value: Value) -> Markup:
        return draw(question, name, value, self.reading.problems.get(name, ""), self.notes.get(name, ""),
                    is_refused=name in self.refused)

    @cached_property
    def refused(self) -> frozenset[str]:
        """The fields of dates that were not read as they were meant."""
        return self.reading.refused


def blank(question: Question) -> Value:
    """The answer nobody gave."""
    return [] if question.kind is Kind.CHOICES else ""


def draw(
    question: Question, name: str, value: Value, problem: str = "", note: str = "", *, is_refused: bool = False,
) -> Markup:
    """A field as markup, from what is kept of the page's language where it holds nothing of a person's own."""
    kept: dict[tuple[str, str, str, str], Markup] = current_app.extensions.setdefault("intake.fields", {})
    if problem or note or not _may_be_kept(question, name, value):
        return _drawn(question, name, value, problem, note, is_refused)
    # Another page may ask the same question in other words.
    key = (language.page_language(), name, question.label, str(value))
    if key not in kept or current_app.debug:
        kept[key] = _drawn(question, name, value, "", "", is_refused=False)
    return kept[key]


def classes_of(question: Question) -> str:
    """The style of a question as classes; one whose answers need the room of a whole line is wide."""
    style = style_of(question)
    wide = style == "chips" and sum(len(option.label) for option in question.options) > HALF_A_LINE
    return f"q--{style} q--wide" if wide else f"q--{style}"


def label_of(name: str) -> str:
    """The words for a field of the form, with what it belongs to: "Pain: Now"."""
    if name in LABELS:
        return LABELS[name]
    repeat, _, rest = name.partition("-")
    number, _, key = rest.partition("-")
    part = PARTS.get(repeat)
    if part is None or part.repeat is None or not number.isdigit():
        return ""
    words = next((question.label for question in part.questions if question.key == key), "")
    return f"{part.repeat.one.capitalize()}: {words}"


def style_of(question: Question) -> str:
    """How a question is drawn: chips, scale, list, boxes, line, date, number, measure or area."""
    if question.kind in _ONE_OF:
        return "chips" if len(question.options) <= FEW else "list"
    if question.kind is Kind.CHOICES:
        return "boxes"
    if question.kind is Kind.NUMBER:
        if question.unit == "0–10":
            return "scale"
        return "measure" if question.key in SAID_WITH_SIGNS else "number"
    return {Kind.AREA: "area", Kind.DATE: "date"}.get(question.kind, "line")


def _may_be_kept(question: Question, name: str, value: Value) -> bool:
    row = name.split("-")[1] if "-" in name else "0"
    if row != NEW and int(row) >= KEPT_ROWS:
        return False
    if not value:
        return True
    return question.kind in _ONE_OF and any(option.code == value for option in question.options)


def _drawn(question: Question, name: str, value: Value, problem: str, note: str, is_refused: bool) -> Markup:
    macros = vars(current_app.jinja_env.get_template("intakes/_question.html").module)
    drawn: Markup = macros["question"](question, style_of(question), classes_of(question), name, value, problem, note,
                                      SCALE, is_refused)
    return drawn


def _part(section: Section, place: int, part: Group | Repeat) -> FormPart:
    lines = _lines(part.questions, section)
    if isinstance(part, Repeat):
        asked = any_question(part) if part.none_key else None
        return FormPart(part.key, "repeat", part.label, part.hint, part.questions, lines, repeat=part, any=asked)
    first = [line.question for line in lines]
    rows = all(style_of(question) == "chips" for question in first)
    negatives = {_negative(question) for question in first}
    several = rows and len(first) > 1 and len(negatives) == 1 and section.key != "consent"
    return FormPart(f"{section.key}-{place}", "rows" if rows else "fields", part.label, part.hint, part.questions,
                    lines, negatives.pop() if several else "")


def _lines(questions: Sequence[Question], section: Section, opener: str = "") -> tuple[Line, ...]:
    """The questions opened by the one of this key (by none: ""), each with what it opens in turn."""
    own = [q for q in questions if (q.opened_by.key if q.opened_by else "") == opener]
    return tuple(Line(q, _opened(q, questions, section)) for q in own)


def _opened(question: Question, questions: Sequence[Question], section: Section) -> tuple[Opened, ...]:
    under = [q.opened_by for q in questions if q.opened_by is not None and q.opened_by.key == question.key]
    found = [Opened(" ".join(opener.answers),
                    tuple(line for line in _lines(questions, section, question.key)
                          if line.question.opened_by == opener)) for opener, _ in groupby(under)]
    parts = [(place, part) for place, part in enumerate(section.parts) if isinstance(part, Repeat)
             and part.opened_by is not None and part.opened_by.key == question.key]
    found += [Opened(" ".join(_answers(part.opened_by)), part=_part(section, place, part)) for place, part in parts]
    return tuple(found)


def _answers(opener: Opener | None) -> tuple[str, ...]:
    return opener.answers if opener else ()


def _negative(question: Question) -> str:
    codes = [option.code for option in question.options]
    return next((code for code in _NEGATIVE if code in codes), "")


PAGE = tuple(
    PageSection(section.key, section.title, section.lead,
                tuple(_part(section, place, part) for place, part in enumerate(section.parts)))
    for section in SECTIONS
)
PARTS = {part.key: part for section in PAGE for part in section.parts}
KINDS_OF_OPERATION = frozenset(
    option.code for question in PARTS["operations"].questions if question.key == "kind" for option in question.options
) - {"other"}
LABELS = {question.key: question.label for question in (*single_questions(), *RETIRED_QUESTIONS.values())} | {
    "signer_relation": "Who signs", "signed_name": "Name", "signing_note": "Note on the signature",
    "signed_on": "Date of signing", "signature": "Drawing", "medicines_pasted": "Pasted list",
}
