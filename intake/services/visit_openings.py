"""Openings of visits: what the start of a visit asks of this client, and what its answers would leave unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from intake.clinical.facts import Facts, Immobilisation
from intake.clinical.facts.silence import Matter
from intake.clinical.history import DatedAnswers
from intake.clinical.history.adverse_events import is_after_neck_work
from intake.clinical.history.opening import SeenSign, may_be_over, open_matters, seen_signs, stays_that_go_on
from intake.clinical.history.remarks import AskedRemark
from intake.clinical.history.silence import Asking
from intake.clinical.questionnaire import Question
from intake.clinical.questionnaire.visit import signs_of
from intake.clinical.questionnaire.visit_questions import (
    INNER_PAIN,
    NECK,
    NEWS,
    PREGNANCY_SIGNS,
    VISIT_QUESTIONS,
    VisitQuestion,
)
from intake.clinical.screening.findings import Tier
from intake.clinical.screening.visit_concerns import is_pregnant_or_just_was, may_bleed_within
from intake.records.clients import Client
from intake.records.flags import Flag
from intake.records.visits import RECORDED, Visit
from intake.services import clinic
from intake.services.flags import flags_of_client
from intake.services.record import DRAFT, Record, RecordRows, record_of, rows_of
from intake.services.remarks import remarks_at_start


@dataclass(frozen=True, slots=True)
class VisitOpening:
    """What the start of a visit asks.

    `questions` are those of the visit: of everybody, and those that concern this client. `matters` are not known, each
    with its questions; `over` may have ended, and so may `stays`; `seen` are signs that a doctor has seen; `stops`
    stand until somebody says what was found; `remarks` were written where something else is asked (R75).
    """

    client: Client
    on: date
    questions: tuple[VisitQuestion, ...]
    matters: Mapping[Matter, Asking]
    over: tuple[Question, ...]
    stays: tuple[Immobilisation, ...]
    seen: tuple[SeenSign, ...]
    stops: tuple[Flag, ...]
    remarks: tuple[AskedRemark, ...]
    _rows: RecordRows = field(repr=False)
    _record: Record = field(repr=False)
    _facts: Facts = field(repr=False)

    def after(self, answers: Mapping[str, Any]) -> tuple["VisitOpening", tuple[Matter, ...]]:
        """The opening once these answers of a visit are kept, and what would still not be known.

        What is told today may concern the client: a new blood thinner, a birth. What was asked goes on being asked.
        """
        told = DatedAnswers(answers, self.on, DRAFT, is_list=False)
        facts = _facts(self._record, self.client, self.on, told)
        left_open = tuple(map(Matter, facts.not_known))
        asked = replace(self, remarks=remarks_at_start(self._record, self._rows, facts, told=told))
        also = [each for each in _concerning(facts, self.on) if each not in self.questions]
        return (asked._asking(also) if also else asked), left_open

    def _asking(self, also: Sequence[VisitQuestion]) -> "VisitOpening":
        questions = (*self.questions[:-1], *also, NEWS)
        matters = open_matters(self._record.history, self._facts, self.on, signs_asked=signs_of(questions))
        return replace(self, questions=questions, matters=matters)


def opening_of(client: Client, *, on: date) -> VisitOpening:
    """What the start of a visit on `on` asks of a client with a signed intake."""
    rows = rows_of(client.id)
    record = record_of(client.id, rows)
    facts = _facts(record, client, on)
    history = record.history
    flags = flags_of_client(client.id)
    neck = (NECK,) if _neck_was_worked_on(rows.visits) else ()
    questions = (*VISIT_QUESTIONS, *neck, *_concerning(facts, on), NEWS)
    return VisitOpening(
        client=client, on=on, questions=questions,
        matters=open_matters(history, facts, on, signs_asked=signs_of(questions)),
        over=may_be_over({flag.rule for flag in flags}, facts), stays=stays_that_go_on(facts),
        seen=seen_signs(history, facts, record.assessments),
        stops=tuple(flag for flag in flags if flag.tier == Tier.STOP),
        remarks=remarks_at_start(record, rows, facts), _rows=rows, _record=record, _facts=facts,
    )


def _concerning(facts: Facts, on: date) -> tuple[VisitQuestion, ...]:
    """The questions that these facts make the client's own, in the order in which they are asked."""
    concerns = {PREGNANCY_SIGNS: is_pregnant_or_just_was, INNER_PAIN: may_bleed_within}
    return tuple(question for question, concern in concerns.items() if concern(facts, on))


def _neck_was_worked_on(visits: Sequence[Visit]) -> bool:
    """Whether the last recorded visit worked on the neck, or may have, however long ago it was (R08)."""
    recorded = [visit for visit in visits if visit.state == RECORDED]
    last = max(recorded, key=lambda visit: (visit.visit_on, visit.id), default=None)
    return last is not None and is_after_neck_work(last.areas)


def _facts(record: Record, client: Client, on: date, draft: DatedAnswers | None = None) -> Facts:
    return record.facts(client, on=on, country=clinic.the_clinic().country, draft=draft)
