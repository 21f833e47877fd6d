"""Remarks: what was written where something else is asked (R75), before signing, at a visit's start and in its note.

Words are read as long as nobody was asked about them: a visit that began under this rule has settled all before it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from intake.clinical.facts import Facts, OpenRemark
from intake.clinical.history import DatedAnswers
from intake.clinical.history.remarks import AskedRemark, WrittenWords, asked_remarks, found_in, words_of_form
from intake.clinical.questionnaire.answers import REMARKS
from intake.records.clients import Client
from intake.records.database import db
from intake.records.intakes import Intake
from intake.records.visits import Visit, VisitAmendment
from intake.services import clinic
from intake.services.medicines import OwnAnswers
from intake.services.record import Record, RecordRows, draft_entry, newest_of, record_of, rows_of, visit_name

LOOKED_BACK = timedelta(days=365)
"""Notes of before this rule are read so far back, and all since the newest form: a choice of this project."""
NOTE_LABELS = {
    "subjective": "What the client says", "objective": "What you find", "assessment": "What you make of it",
    "treatment_plan": "What was done", "beyond_plan_reason": "Why beyond the plan",
}
"""The fields of a note that are read. Aftercare is what the client is told, and not what was told."""
ADDITION = "addition"
ADDITIONS = (
    select(VisitAmendment).join(Visit, Visit.id == VisitAmendment.visit_id)
    .where(Visit.client_id == bindparam("client_id")).order_by(VisitAmendment.id)
)


@dataclass(frozen=True, slots=True)
class RemarksOfNote:
    """What the note of one visit says in passing, answered or not."""

    visit: Visit
    remarks: tuple[AskedRemark, ...]

    @property
    def open(self) -> tuple[AskedRemark, ...]:
        """Those that have to be answered still."""
        return tuple(each for each in self.remarks if each.is_open)


def remarks_of_draft(
    client: Client, *, answers: dict[str, Any], said_on: date, on: date, own: OwnAnswers | None = None,
    corrects: Intake | None = None,
) -> tuple[AskedRemark, ...]:
    """What a form that is not signed yet has to be asked about, said on `said_on`, with all that is on record."""
    country = clinic.the_clinic().country
    found = found_in(words_of_form(answers, on=said_on), country=country)
    if not found:
        return ()
    record, draft = record_of(client.id), draft_entry(answers, said_on, corrects)
    facts = record.facts(client, on=on, country=country, own=own, draft=draft)
    return asked_remarks(found, record.history_with(draft), facts, country=country, entries=(draft,))


def remarks_at_start(
    record: Record, rows: RecordRows, facts: Facts, *, told: DatedAnswers | None = None,
) -> tuple[AskedRemark, ...]:
    """What the start of a visit has to ask of words on record, and of those told at it (`told`), answered or not."""
    country = clinic.the_clinic().country
    today = words_of_form(told.answers, on=told.on, source=told.name) if told else ()
    found = found_in((*_stored_words(rows, record), *today), country=country)
    return asked_remarks(found, record.history_with(told), facts, country=country)


def as_facts(remarks: Iterable[AskedRemark]) -> tuple[OpenRemark, ...]:
    """What is open of them, as R75 reads it."""
    return tuple(OpenRemark(each.part, each.kind, each.question) for each in remarks if each.is_open)


def remarks_of_note(visit: Visit, *, on: date, added: Sequence[VisitAmendment] | None = None) -> RemarksOfNote:
    """What the note of a visit, and what was `added` to it (None: looked up), says in passing."""
    return RemarksOfNote(visit, _asked_of_notes(visit.client_id, [visit], on, added))


def notes_to_answer(client_id: int, *, on: date) -> list[RemarksOfNote]:
    """The recorded notes of a client of which something is open, oldest first."""
    found = (RemarksOfNote(visit, _asked_of_notes(client_id, [visit], on)) for visit in _recorded(client_id))
    return [each for each in found if each.open]


def urgent_in_notes(client_id: int, *, on: date) -> tuple[AskedRemark, ...]:
    """The warning signs and clots that recorded notes leave open."""
    found = _asked_of_notes(client_id, _recorded(client_id), on)
    return tuple(each for each in found if each.is_open and each.is_urgent)


def _asked_of_notes(
    client_id: int, visits: Sequence[Visit], on: date, added: Sequence[VisitAmendment] | None = None,
) -> tuple[AskedRemark, ...]:
    country = clinic.the_clinic().country
    recorded = {visit.id for visit in visits if visit.is_recorded}
    written = [words for visit in visits for words in _words_of_note(visit)]
    if recorded:
        written += _words_added(_additions(client_id, recorded) if added is None else added)
    found = found_in(written, country=country)
    if not found:
        return ()
    record = record_of(client_id)
    facts = record.facts(db.session.get_one(Client, client_id), on=on, country=country)
    return asked_remarks(found, record.history, facts, country=country)


def _stored_words(rows: RecordRows, record: Record) -> Iterator[WrittenWords]:
    """What was written since the last visit that asked about it: the form, what visits told, notes, doctors' words."""
    settled, form = _settled_at(rows.visits), _newest_form(rows.intakes)
    if form and (settled is None or form.taken_at > settled):
        entry = next(each for each in reversed(record.entries) if each.is_list)
        yield from words_of_form(entry.answers, on=entry.on, source=entry.name)
    for visit in _since(rows, settled):
        yield from words_of_form(visit.questions, on=visit.visit_on, source=visit_name(visit.id))
        yield from _words_of_note(visit)
    if recorded := {visit.id for visit in rows.visits if visit.is_recorded}:
        yield from _words_added(_additions(rows.visits[0].client_id, recorded, after=settled))
    yield from _doctors_words(record, None if settled is None else clinic.the_clinic().day(settled))


def _doctors_words(record: Record, settled: date | None) -> Iterator[WrittenWords]:
    """The words of assessments and clearances, and of what came up after visits."""
    for each in record.assessments:
        yield from _noted(each.words, "assessment.result", each.on, "What the doctor found", each.name)
        yield from _noted(each.condition, "assessment.condition", each.on, "What the doctor named", each.name)
    for clearance in record.clearances:
        if clearance.given.latest is not None:
            yield from _noted(clearance.limits, "clearance.limits", clearance.given.latest, "The doctor’s limits")
            yield from _noted(clearance.words, "clearance.scope", clearance.given.latest, "What the clearance is for")
    for event in record.events:
        if settled is None or event.told_on >= settled:
            yield from _noted(event.words, "adverse_event.words", event.told_on, "After a massage", event.name)


def _words_of_note(visit: Visit) -> Iterator[WrittenWords]:
    for field, label in NOTE_LABELS.items():
        yield from _noted(getattr(visit, field), field, visit.visit_on, label, visit_name(visit.id))


def _additions(client_id: int, visits: Collection[int], after: datetime | None = None) -> list[VisitAmendment]:
    """What was added to the records of these visits, after this moment."""
    return [each for each in db.session.scalars(ADDITIONS, {"client_id": client_id})
            if each.visit_id in visits and (after is None or each.at > after)]


def _words_added(added: Iterable[VisitAmendment]) -> Iterator[WrittenWords]:
    for each in added:
        day = clinic.the_clinic().day(each.at)
        yield from _noted(each.text, ADDITION, day, "Added later", visit_name(each.visit_id))


def _noted(text: str, field: str, on: date, label: str, source: str = "") -> Iterator[WrittenWords]:
    if text.strip():
        yield WrittenWords(text.strip(), field, on, label, source=source, is_noted=True)


def _settled_at(visits: Sequence[Visit]) -> datetime | None:
    """When a visit last began for which everything written before had been asked about; None: never yet."""
    begun = [visit.begun_at for visit in visits if visit.begun_at is not None and REMARKS in visit.questions]
    return max(begun, default=None)


def _since(rows: RecordRows, settled: datetime | None) -> list[Visit]:
    """The visits whose words nobody was asked about yet; the one that asked last is among them, for its note."""
    asked = [(visit.asked_at, visit) for visit in rows.visits if visit.asked_at is not None]
    if settled is not None:
        return [visit for at, visit in asked if at >= settled or visit.begun_at == settled]
    form, newest = _newest_form(rows.intakes), max((at for at, _ in asked), default=None)
    if newest is None:
        return []
    first = newest - LOOKED_BACK if form is None else min(newest - LOOKED_BACK, form.taken_at)
    return [visit for at, visit in asked if at >= first]


def _recorded(client_id: int) -> list[Visit]:
    """The recorded visits whose notes nobody was asked about at a later start."""
    rows = rows_of(client_id)
    return [visit for visit in _since(rows, _settled_at(rows.visits)) if visit.is_recorded]


def _newest_form(intakes: Sequence[Intake]) -> Intake | None:
    """The form that stands, as its newest correction has it."""
    newest = newest_of(intakes)
    return newest[max(newest)] if newest else None
