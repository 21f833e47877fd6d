"""The record of a client: every form, visit, withdrawal and assessment that is on file, put in order for the rules.

Nothing is copied: it is read each time. A correction takes the place of the form that it corrects, so that what visits
said since stands after it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, select

from intake.clinical.dates.vague import on_day
from intake.clinical.facts import Clearance as ClearanceFact
from intake.clinical.facts import Facts
from intake.clinical.history import AnswerHistory, DatedAnswers, take_history
from intake.clinical.history import Assessment as AssessmentFact
from intake.clinical.history.adverse_events import EventAfterVisit
from intake.clinical.history.answer_words import answer_in_words
from intake.clinical.questionnaire.visit import all_asked
from intake.records.adverse_events import events_after_visits
from intake.records.clients import Client
from intake.records.database import db
from intake.records.flags import Assessment, Clearance, Flag, Withdrawal
from intake.records.imported_names import imported_names
from intake.records.intakes import Intake
from intake.records.visits import Visit
from intake.services import clinic, medicines
from intake.services.medicines import OwnAnswers

# Compiled once: building a statement costs more than executing it, and these run at each screening.
OF_CLIENT: BindParameter[int] = bindparam("client_id")
INTAKES = select(Intake).where(Intake.client_id == OF_CLIENT).order_by(Intake.id)
VISITS = select(Visit).where(Visit.client_id == OF_CLIENT).order_by(Visit.id)
CLEARANCES = select(Clearance).where(Clearance.client_id == OF_CLIENT).order_by(Clearance.id)
ASSESSMENTS = (
    select(Assessment, Flag.rule).join(Flag, Flag.id == Assessment.flag_id)
    .where(Assessment.client_id == OF_CLIENT).order_by(Assessment.id)
)
WITHDRAWN = select(Withdrawal.answers).where(Withdrawal.client_id == OF_CLIENT)
DRAFT = "draft"
"""The name of a form that is not signed yet."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is on file about a client: entries oldest first, the names of answers withdrawn, and what doctors said.

    `asked_on`: the days of visits whose questions were all answered (R66); `events`: what came up after visits.
    """

    entries: tuple[DatedAnswers, ...]
    withdrawn: frozenset[str]
    assessments: tuple[AssessmentFact, ...]
    clearances: tuple[ClearanceFact, ...]
    asked_on: frozenset[date]
    events: tuple[EventAfterVisit, ...] = ()

    @property
    def history(self) -> AnswerHistory:
        """What was answered, withdrawn answers left out."""
        return AnswerHistory(self.entries, self.withdrawn)

    def history_with(self, draft: DatedAnswers | None) -> AnswerHistory:
        """The same with the answers of a draft, as if it had been signed."""
        return self.history if draft is None else AnswerHistory(_with_draft(self.entries, draft), self.withdrawn)

    def facts(
        self, client: Client, *, on: date, country: str, own: OwnAnswers | None = None,
        draft: DatedAnswers | None = None,
    ) -> Facts:
        """The facts on a day; with the answers of a draft, as if it had been signed.

        `own`: what people said of this client's written medicines, read where it is not given.
        """
        own = medicines.own_answers(client.id) if own is None else own
        return take_history(
            self.entries if draft is None else _with_draft(self.entries, draft), born=client.birth_date, sex=client.sex,
            on=on, withdrawn=self.withdrawn, clearances=self.clearances, country=country,
            assessments=[each for each in self.assessments if each.name not in self.withdrawn],
            medicine_answers=own.standing, medicine_disputes=own.disputes, imported=imported_names(),
            asked_today=on in self.asked_on, adverse_events=self.events,
        )

    def answer_in_words(self, name: str) -> str:
        """What the answer of this name says, and where it was said, withdrawn or not."""
        return answer_in_words(name, self.entries, self.assessments, self.events)


EMPTY = Record((), frozenset(), (), (), frozenset())
"""Nothing is on file."""


@dataclass(frozen=True, slots=True)
class RecordRows:
    """The rows of a client that a record is made of and that a chart shows as well, oldest first; ended ones too."""

    intakes: Sequence[Intake]
    visits: Sequence[Visit]
    clearances: Sequence[Clearance]


def rows_of(client_id: int) -> RecordRows:
    """What is on file about a client as rows, in three queries."""
    key = {"client_id": client_id}
    return RecordRows(*(db.session.scalars(each, key).all() for each in (INTAKES, VISITS, CLEARANCES)))


def record_of(client_id: int, rows: RecordRows | None = None) -> Record:
    """The record of a client, in a fixed number of queries; `rows` where they have been loaded already."""
    key = {"client_id": client_id}
    rows = rows_of(client_id) if rows is None else rows
    visits = [visit for visit in rows.visits if visit.questions]
    return Record(
        entries=_in_order(rows.intakes, visits),
        withdrawn=frozenset(name for names in db.session.scalars(WITHDRAWN, key) for name in names),
        assessments=tuple(_assessment_fact(row, rule) for row, rule in db.session.execute(ASSESSMENTS, key)),
        clearances=tuple(clearance_fact(each) for each in rows.clearances if each.ended_at is None),
        asked_on=frozenset(visit.visit_on for visit in visits if all_asked(visit.questions)),
        events=events_after_visits(client_id, clinic.the_clinic()),
    )


def intake_name(intake_id: int) -> str:
    """The name of an intake's entry."""
    return f"intake-{intake_id}"


def visit_name(visit_id: int) -> str:
    """The name of a visit's entry."""
    return f"visit-{visit_id}"


def root_of(intake: Intake, intakes: Mapping[int, Intake]) -> Intake:
    """The intake that a correction corrects in the end; an intake that corrects nothing is its own."""
    while intake.corrects_id is not None and intake.corrects_id in intakes:
        intake = intakes[intake.corrects_id]
    return intake


def newest_of(intakes: Sequence[Intake]) -> dict[int, Intake]:
    """Each intake that corrects nothing, by id, as its newest correction has it. `intakes` by id."""
    by_id = {intake.id: intake for intake in intakes}
    return {root_of(intake, by_id).id: intake for intake in intakes}


def clearance_fact(row: Clearance) -> ClearanceFact:
    """A clearance on record as the rules read it."""
    return ClearanceFact(
        row.rule, by=row.given_by, given=on_day(row.given_on), valid_until=row.valid_until, limits=row.limits,
        words=row.scope, covers=None if row.covers is None else frozenset(row.covers),
        window_ends_on=row.window_ends_on, pressure_cap=row.pressure_cap, regions=frozenset(row.regions),
        techniques=frozenset(row.techniques),
    )


def _in_order(intakes: Sequence[Intake], visits: Sequence[Visit]) -> tuple[DatedAnswers, ...]:
    by_id = {intake.id: intake for intake in intakes}
    newest = newest_of(intakes)
    dated: list[tuple[datetime, DatedAnswers]] = [
        (by_id[root].taken_at, DatedAnswers(intake.answers, intake.signed_on, intake_name(root)))
        for root, intake in newest.items()
    ]
    dated += [
        (_asked_at(visit), DatedAnswers(visit.questions, visit.visit_on, visit_name(visit.id), is_list=False))
        for visit in visits
    ]
    return tuple(entry for _, entry in sorted(dated, key=lambda each: each[0]))


def _asked_at(visit: Visit) -> datetime:
    return visit.asked_at or clinic.the_clinic().end_of(visit.visit_on)


def _with_draft(entries: tuple[DatedAnswers, ...], draft: DatedAnswers) -> tuple[DatedAnswers, ...]:
    """The entries with the draft last, or in place of the form that it corrects."""
    if all(entry.name != draft.name for entry in entries):
        return (*entries, draft)
    return tuple(draft if entry.name == draft.name else entry for entry in entries)


def _assessment_fact(row: Assessment, rule: str) -> AssessmentFact:
    return AssessmentFact(
        rule, row.outcome, row.assessed_on, condition=row.condition, words=row.result, answers=frozenset(row.answers),
        side=_side_of(row.answers), name=f"assessment-{row.id}",
    )


def _side_of(answers: Sequence[str]) -> str:
    """The side that the answers name, "" where they name none or both."""
    sides = {name.rpartition("=")[2] for name in answers} & {"left", "right", "both"}
    return sides.pop() if len(sides) == 1 and "both" not in sides else ""


def draft_entry(answers: dict[str, Any], on: date, corrects: Intake | None = None) -> DatedAnswers:
    """A draft as an entry: a new one, or one in the place of what it corrects."""
    if corrects is None:
        return DatedAnswers(answers, on, DRAFT)
    key = {"client_id": corrects.client_id}
    root = root_of(corrects, {intake.id: intake for intake in db.session.scalars(INTAKES, key)})
    return DatedAnswers(answers, on, intake_name(root.id))
