"""What differs between two sets of answers, question by question, in the words of the form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from intake.clinical.questionnaire import SECTIONS, Question, Repeat, Section, any_question
from intake.clinical.questionnaire.answers import in_words, is_answered
from intake.clinical.questionnaire.earlier import asked_as, retired_in
from intake.clinical.questionnaire.unclear import is_marked

Answers = Mapping[str, Any]
NOTHING = "Nothing"
NOT_SO = " (not as it was read)"
"""After a date whose reading was refused."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One question answered differently: its section, its words, and both answers in words."""

    section: str
    question: str
    before: str
    after: str


def differences(before: Answers, after: Answers) -> list[Difference]:
    """Every question whose answer differs, in the order of the page."""
    return [each for section in SECTIONS for each in _in_section(section, before, after)]


def row_in_words(repeat: Repeat, row: Answers) -> str:
    """A row as one line: each answer given, the first plain, the others with their question."""
    first, *others = repeat.questions
    told = [_words(first, row)] if is_answered(row.get(first.key)) else []
    told += [f"{q.label}: {_words(q, row)}" for q in others if is_answered(row.get(q.key))]
    return "; ".join(told)


def _in_section(section: Section, before: Answers, after: Answers) -> Iterator[Difference]:
    for part in section.parts:
        if isinstance(part, Repeat):
            if part.none_key:
                yield from _one(section, any_question(part), before, after)
            yield from _rows(section, part, before.get(part.key) or [], after.get(part.key) or [])
        else:
            retired = {q.key: q for answers in (before, after) for q in retired_in(part.label, answers)}
            for question in (*part.questions, *retired.values()):
                yield from _one(section, question, before, after)


def _one(section: Section, question: Question, before: Answers, after: Answers) -> Iterator[Difference]:
    old, new = _words(question, before), _words(question, after)
    if old != new:
        yield Difference(section.title, asked_as(question, after), old, new)


def _words(question: Question, answers: Answers) -> str:
    words = in_words(question, answers.get(question.key))
    return words + NOT_SO if is_marked(answers, question.key) else words


def _rows(
    section: Section, repeat: Repeat, before: Sequence[Answers], after: Sequence[Answers]
) -> Iterator[Difference]:
    # Rows in common are matched first, so that one row added at the top does not make all others differ.
    old = [row_in_words(repeat, row) for row in before]
    new = [row_in_words(repeat, row) for row in after]
    label = repeat.one.capitalize()
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for place in range(max(b - a, d - c)):
            was = old[a + place] if a + place < b else NOTHING
            now = new[c + place] if c + place < d else NOTHING
            yield Difference(section.title, label, was, now)
