"""The page on which a visit begins: the questions of every visit, what is not known of the client, what may be over."""

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from flask import render_template, request
from markupsafe import Markup

from intake.clinical.facts import Immobilisation
from intake.clinical.facts.silence import NEVER_SKIPPED, Matter
from intake.clinical.history.opening import COURSE
from intake.clinical.history.remarks import AskedRemark, remark_key
from intake.clinical.history.silence import Asking
from intake.clinical.questionnaire import Group, Question, Repeat, any_question, repeats, single_questions
from intake.clinical.questionnaire.answers import AnswerRow, FormReading, field_name
from intake.clinical.questionnaire.visit import ENDED_FROM, NO_TO_OPEN, is_row_of
from intake.clinical.questionnaire.visit_questions import (
    DIAGNOSES,
    DIAGNOSIS,
    NEWS,
    RESULTS,
    VisitQuestion,
)
from intake.services.visit_openings import VisitOpening
from intake.web.forms.visit import BeginForm
from intake.web.intakes.page import IntakePage, draw
from intake.web.intakes.panel import dates_beside
from intake.web.opening_remarks import own_fields, place_at_start

STAYS = next(repeat for repeat in repeats() if repeat.key == "immobilisations")
_END = next(question for question in STAYS.questions if question.key == "end")
_LABELS = {"health_notes": "What is it, in the client’s words", "neck_work_pain": "Which?"}
"""Shorter than in the intake: the question above has said the rest."""
_COURSE = next(question for question in single_questions() if question.key == COURSE)


@dataclass(frozen=True, slots=True)
class NewDiagnoses:
    """One group of diagnoses to choose from, and what is asked about them besides."""

    label: str
    diagnoses: tuple[Question, ...]
    about: tuple[Question, ...]

    @classmethod
    def of(cls, group: Group, asked: Collection[Question]) -> "NewDiagnoses":
        """A group of the intake without what is asked elsewhere on the page."""
        here = [each for each in group.questions if each in asked]
        return cls(group.label, tuple(each for each in here if each.key.startswith(DIAGNOSIS)),
                   tuple(each for each in here if not each.key.startswith(DIAGNOSIS)))


@dataclass(frozen=True)
class OpeningPage:
    """What one showing of the page holds. `left_open` is not known with what was answered so far."""

    opening: VisitOpening
    form: BeginForm
    page: IntakePage
    left_open: tuple[Matter, ...] = ()

    @property
    def moved(self) -> Mapping[str, Matter]:
        """Details of the questions of every visit that are asked further down, with the matter that asks them."""
        return {key: matter for matter, asking in self.opening.matters.items() for key in asking.keys}

    @property
    def offered(self) -> tuple[str, ...]:
        """The keys of all that is asked here beside the questions of every visit."""
        over = [question.key for question in self.opening.over]
        own = self.own_fields.keys
        return tuple(dict.fromkeys((*self.moved, *over, *([COURSE] if self.opening.seen else []), *own)))

    @property
    def remarks(self) -> tuple[AskedRemark, ...]:
        """What was written elsewhere and is open, and what was answered on this page, so that it can be changed."""
        here = {remark_key(row["kind"], row["part"]) for row in self.form.questions.reading.remarks}
        return tuple(each for each in self.opening.remarks if each.is_open or (each.key in here and not each.stands))

    @property
    def own_fields(self) -> Asking:
        """The questions in which these remarks can be written, where the page does not ask them already."""
        return own_fields(self.remarks, self.opening.questions, self.moved)

    def own_place(self, remark: AskedRemark) -> tuple[str, str]:
        """Where on the page it is asked for: the address, and words for it."""
        return place_at_start(remark, self.moved)

    @property
    def may_be_left(self) -> bool:
        """Whether something is open that may be left open for a reason in writing."""
        return any(matter not in NEVER_SKIPPED for matter in self.opening.matters)

    @property
    def _elsewhere(self) -> frozenset[str]:
        """Details that are asked further down, where they stand already."""
        return frozenset({*self.moved, *(each.key for each in self.opening.over)})

    def own(self, question: VisitQuestion) -> tuple[tuple[Question, ...], tuple[Repeat, ...]]:
        """The single questions and parts that a "yes" opens right there."""
        return (tuple(each for each in question.questions if each.key not in self._elsewhere),
                tuple(each for each in question.repeats if each.key not in self._elsewhere))

    def news(self) -> tuple[tuple[Question, ...], tuple["NewDiagnoses", ...]]:
        """What a new diagnosis or a test result opens: its words and the results, and the diagnoses by group."""
        own, _ = self.own(NEWS)
        words = tuple(each for each in own if each.key == "health_notes")
        results = tuple(each for each in own if each.key in RESULTS)
        groups = (NewDiagnoses.of(group, set(own)) for group in DIAGNOSES)
        return (*words, *results), tuple(group for group in groups if group.diagnoses)

    def is_new(self, diagnosis: Question) -> bool:
        """Whether this diagnosis was told."""
        return self.form.questions.reading.single[diagnosis.key] == "now"

    def has_any(self, group: NewDiagnoses) -> bool:
        """Whether anything was told in this group."""
        return any(map(self.form.questions.reading.single.get, (each.key for each in (*group.diagnoses, *group.about))))

    def below(self, question: VisitQuestion) -> tuple[Matter, ...]:
        """The matters under which the rest of its details are asked."""
        return tuple(dict.fromkeys(self.moved[key] for key in (*question.rows, *question.fields) if key in self.moved))

    def singles(self, asking: Asking) -> tuple[Question, ...]:
        """The questions of a matter that are asked once, where no earlier one has asked them."""
        first = {each.key: asked for asked in reversed(list(self.opening.matters.values())) for each in asked.singles}
        return tuple(each for each in asking.singles if first[each.key] is asking)

    def one(self, question: Question) -> Markup:
        """A question asked once, with its answer."""
        return self.page.one(replace(question, label=_LABELS.get(question.key, question.label)))

    def any_of(self, part: Repeat) -> Markup:
        """Whether there is any of a part at all, in words that say of which."""
        asked = any_question(part)
        return self.page.one(replace(asked, label=f"{part.label}: {asked.label[0].lower()}{asked.label[1:]}"))

    def rows(
        self, part: Repeat, question: VisitQuestion | None = None,
    ) -> Iterator[tuple[AnswerRow, list[Markup]]]:
        """The rows of a part, each with its fields; those under `question` where two questions open the same part."""
        page = self.page if question is None else self._under(question, part)
        shift = question.first_row if question and not page.reading.rows[part.key] else 0
        for row in page.rows(part):
            placed = replace(row, number=row.number + shift)
            yield placed, [page.in_row(part, placed, each) for each in part.questions]

    def _under(self, question: VisitQuestion, part: Repeat) -> IntakePage:
        """The page with no other rows of a part than those of a question."""
        own = [row for row in self.page.reading.rows[part.key] if is_row_of(question, row.number) and not row.is_blank]
        reading = replace(self.page.reading, rows=self.page.reading.rows | {part.key: own})
        return replace(self.page, reading=reading, more=part.key if self.page.more == place_of(part, question) else "")

    def stays(self) -> Iterator[tuple[Immobilisation, Iterable[tuple[str, str]], Markup]]:
        """Each stay that goes on: what it is, the hidden fields that say so, and the field for its end."""
        written = {row.number: row.values for row in self.form.questions.reading.rows[STAYS.key]}
        problems = self.form.questions.reading.problems
        for number, stay in enumerate(self.opening.stays, ENDED_FROM):
            name = field_name(STAYS.key, number, _END.key)
            hidden = [(field_name(STAYS.key, number, "type"), str(stay.type)),
                      (field_name(STAYS.key, number, "side"), stay.side)]
            end = replace(_END, label="Off, or over, since when?", hint="")
            yield stay, hidden, draw(end, name, written.get(number, {}).get("end", ""), problems.get(name, ""),
                                     self.page.notes.get(name, ""),
                                     is_refused=name in self.form.questions.reading.refused)

    def course(self) -> Markup:
        """Whether a sign that was seen is as it was then."""
        return self.page.one(replace(_COURSE, label="If it is told again today: as it was then, or new or worse?"))


def place_of(part: Repeat, question: VisitQuestion | None = None) -> str:
    """What tells a part on the page from the same part under another question."""
    return question.key if question is not None and question.first_row else part.key


def opening_page(
    opening: VisitOpening, form: BeginForm, *, left_open: tuple[Matter, ...] = (), checked: bool = False,
    kept: bool = False, more: str = "",
) -> str:
    """The page, checked or not. `kept`: the answers stand with a visit already, and it asks for the rest."""
    faults = form.questions.read.problems
    reading = _readable(form.questions.reading, faults if checked else {})
    page = IntakePage(reading, notes=dates_beside(form.questions.reading, on=opening.on), more=more)
    return render_template(
        "visits/begin.html", client=opening.client, form=form, questions=opening.questions, given=form.questions.given,
        begin=OpeningPage(opening, form, page, left_open if checked else ()), faults=faults if checked else {},
        problems=form.problems() if checked else [], kept=kept, key=secrets.token_urlsafe(16),
        unasked={question.name for question in form.questions.read.open} if checked else set(),
        checked=checked, none_of=request.form.get("none_of", ""),
        never_skipped=NEVER_SKIPPED, place_of=place_of, news=NEWS,
        no_to_open=NO_TO_OPEN,
    )


def _readable(reading: FormReading, faults: Mapping[str, str]) -> FormReading:
    """What was typed, without the ends of stays, which have fields of their own, and with all that is wrong with it."""
    told = [row for row in reading.rows[STAYS.key] if row.number < ENDED_FROM]
    return replace(reading, rows=reading.rows | {STAYS.key: told}, problems=dict(faults))
