"""Words written where something else is asked, and what has to be asked about them (R75).

Each remark is asked once, whatever the number of fields that hold it. An answer belongs to the words: changed words ask
anew. Clinical source: scale.md#words-in-the-wrong-field.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from intake.clinical.facts import Facts
from intake.clinical.history.answer_history import AnswerHistory, Answers, DatedAnswers, plain_words
from intake.clinical.history.own_fields import is_told
from intake.clinical.questionnaire import Kind, Question, repeats, single_questions
from intake.clinical.questionnaire.answers import REMARKS, field_name
from intake.clinical.remarks import Remark, RemarkKind, remarks_in

YES, NO = "yes", "no"
URGENT: frozenset[RemarkKind] = frozenset({"sign", "clot"})
"""What goes to the review queue the same day where a recorded note leaves it open."""
_MOST_READ_AGAIN = 8
_WORDS = frozenset({Kind.TEXT, Kind.AREA})
_HAVE_THEIR_READER = frozenset({
    "medicines.text", "medicines.dose", "signs_assessed_by", "thrombophilia_name", "bleeding_disorder_name"})
"""Read as what they ask for, or the name of a person."""
_ASKED_FOR: Mapping[str, frozenset[RemarkKind]] = {
    "operations.what": frozenset({"operation", "birth", "injury"}),
    "immobilisations.words": frozenset({"rest", "operation", "injury"}),
    "injuries.words": frozenset({"injury"}),
    "clots.words": frozenset({"clot"}),
    "vena_cava_filter_reason": frozenset({"clot"}),
}
"""What a field of words asks for itself, or what its own row says already."""
_SINGLE = tuple(q for q in single_questions() if q.kind in _WORDS and q.key not in _HAVE_THEIR_READER)
_IN_ROWS = tuple(
    (repeat, q) for repeat in repeats() for q in repeat.questions
    if q.kind in _WORDS and f"{repeat.key}.{q.key}" not in _HAVE_THEIR_READER
)


@dataclass(frozen=True, slots=True)
class WrittenWords:
    """Words as they stand in one field, written on the day `on`.

    `field` is its code ("reason", "pains.words", "subjective"), `row` the place of its row among those that are filled,
    `label` what it asks, `source` the name of the entry ("intake-12", "visit-9").
    """

    text: str
    field: str
    on: date
    label: str = ""
    row: int | None = None
    source: str = ""
    is_noted: bool = False
    """Whether staff wrote them: in the note of a visit, an assessment or a clearance."""

    @property
    def place(self) -> str:
        """The name of the field on a form: "reason", "pains-0-words"."""
        part, _, key = self.field.rpartition(".")
        return key if self.row is None else field_name(part, self.row, key)


@dataclass(frozen=True, slots=True)
class AskedRemark:
    """A remark and the words in which it was found. `answer` is yes, no or "" for nobody answered.

    `stands`: its own field says so already, and nothing is asked.
    """

    words: WrittenWords
    kind: RemarkKind
    part: str
    question: str
    answer: str = ""
    stands: bool = False

    @property
    def key(self) -> str:
        """What tells it from others on a page."""
        return remark_key(self.kind, self.part)

    @property
    def is_open(self) -> bool:
        """Whether it has to be answered still: a yes has to be written in its own field as well."""
        return not self.stands and self.answer != NO

    @property
    def is_urgent(self) -> bool:
        """Whether a recorded note that leaves it open is looked at the same day."""
        return self.kind in URGENT

    def answered(self, answer: str) -> dict[str, str]:
        """The row that keeps this answer."""
        return {"field": self.words.field, "kind": self.kind, "part": self.part, "answer": answer}


def remark_key(kind: str, part: str) -> str:
    """What tells one remark from another: its kind, and its words without their capitals and spaces."""
    said = f"{kind}\x1f{plain_words(part)}"
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def words_of_form(answers: Answers, *, on: date, source: str = "") -> Iterator[WrittenWords]:
    """The words in every field of a form, or of what a visit told at its start, that asks for something else."""
    for question in _SINGLE:
        if text := _text(answers, question):
            yield WrittenWords(text, question.key, on, question.label, source=source)
    for repeat, question in _IN_ROWS:
        for place, row in enumerate(answers.get(repeat.key) or ()):
            if text := _text(row, question):
                label = f"{repeat.one.capitalize()}: {question.label}"
                yield WrittenWords(text, f"{repeat.key}.{question.key}", on, label, place, source)


def kept_answers(entries: Iterable[DatedAnswers], words: WrittenWords) -> dict[str, str]:
    """What was answered about these words, by the keys of remarks: since they were written, the newest last.

    A note begins with words of the newest form, so what was answered there holds for it too.
    """
    of_form: dict[str, str] = {}
    since: dict[str, str] = {}
    for entry in entries:
        if entry.is_list:
            of_form = answers_by_key(entry.answers)
        if entry.on >= words.on:
            since |= answers_by_key(entry.answers)
    return of_form | since if words.is_noted else since


def answers_by_key(answers: Answers) -> dict[str, str]:
    """The answers to remarks that a form or a visit keeps, by their keys."""
    return {remark_key(row["kind"], row["part"]): row["answer"] for row in answers.get(REMARKS) or ()}


def with_answers(kept: Answers, given: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """The rows that a form or a visit keeps once these answers are given: one for each remark, the newest."""
    rows = {remark_key(row["kind"], row["part"]): dict(row) for row in (*(kept.get(REMARKS) or ()), *given)}
    return list(rows.values())


def found_in(written: Iterable[WrittenWords], *, country: str = "") -> list[tuple[WrittenWords, Remark]]:
    """Each remark in these words, whether or not it has to be asked about; the dearer part of the work."""
    return [(words, remark) for words in written
            for remark in remarks_in(words.text, field=words.field, on=words.on, country=country or None)]


def asked_remarks(
    found: Iterable[tuple[WrittenWords, Remark]], history: AnswerHistory, facts: Facts, *, country: str = "",
    entries: Sequence[DatedAnswers] | None = None,
) -> tuple[AskedRemark, ...]:
    """What has to be asked about what was found, in its order, each once; what was answered stands beside it.

    `history` and `facts` say what the own fields hold; `entries` keep the answers, by default those of the history.
    """
    entries = history.entries if entries is None else entries
    asked: dict[str, AskedRemark] = {}
    waiting, read_again = list(found), _MOST_READ_AGAIN
    while waiting:
        words, remark = waiting.pop(0)
        key = remark_key(remark.kind, remark.part)
        if key in asked or _is_asked_for(words, remark, facts):
            continue
        answer = kept_answers(entries, words).get(key, "")
        stands = is_told(remark, words.on, history, facts, country=country, is_confirmed=answer == YES)
        asked[key] = AskedRemark(words, remark.kind, remark.part, remark.question, answer, stands)
        if not asked[key].is_open and read_again:
            # The reader gives one of a kind: what is settled may stand before another.
            read_again -= 1
            waiting += found_in([_without(words, remark.part)], country=country)
    return tuple(asked.values())


def _is_asked_for(words: WrittenWords, remark: Remark, facts: Facts) -> bool:
    """Whether the field asks for it itself; what a blood thinner is taken for has its own question about clots."""
    if words.field == "medicines.reason" and remark.kind == "clot":
        return any("anticoagulant" in each.classes and each.reason == words.text for each in facts.medicines or ())
    return remark.kind in _ASKED_FOR.get(words.field, ())


def _without(words: WrittenWords, part: str) -> WrittenWords:
    rest = words.text.replace(part, " ", 1)
    return replace(words, text="" if rest == words.text else rest)


def _text(answers: Answers, question: Question) -> str:
    return str(answers.get(question.key) or "").strip()
