"""The record of a client in lines for people: one list of medicines and every fact that stands, each with its source.

Rules, the client's page, the form of a new intake and the papers all read the same record; here it gets its words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from sqlalchemy import bindparam, select

from intake.clinical.dates.spoken import in_words
from intake.clinical.facts.background import Background
from intake.clinical.facts.limits import ClientLimits
from intake.clinical.facts.silence import Matter
from intake.clinical.history.background import read_background
from intake.clinical.history.client_limits import read_limits
from intake.clinical.history.medicine_list import CURRENT, STOPPED, ListedMedicine, list_medicines
from intake.clinical.history.record_lines import RecordLine, day_words, record_lines
from intake.clinical.medicines.drug_classes import CLASS_WORDS
from intake.records.clients import Client
from intake.records.database import db
from intake.records.imported_names import imported_names
from intake.records.staff import Staff
from intake.services import clinic, medicines
from intake.services.medicines import MedicineLine, folded
from intake.services.record import Record, RecordRows, intake_name, newest_of, record_of, rows_of, visit_name

# Compiled once: building a statement costs more than executing it.
NAMES = select(Staff.id, Staff.name).where(Staff.id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class Source:
    """The entry that tells something: an intake, a visit or an assessment, its day, and who asked.

    `id` is that of the intake or visit, None for an assessment.
    """

    kind: str
    id: int | None
    on: date
    by: str = ""

    @property
    def words(self) -> str:
        """As a line names it: "visit of 12 June 2026 (Mora Kade)"."""
        by = f" ({self.by})" if self.by and self.kind == "visit" else ""
        return f"{self.kind} of {in_words(self.on)}{by}"


@dataclass(frozen=True, slots=True)
class MedicineEntry:
    """One medicine of the list, with what its words were read as and where it was told first and last."""

    listed: ListedMedicine
    line: MedicineLine
    first: Source
    last: Source
    changed_from: str = ""
    left_out_by: str = ""

    @property
    def is_current(self) -> bool:
        """Whether it may act on the body today: still taken, changed, missing from the newest list, or stopped lately.
        """
        return self.listed.state in CURRENT or (
            self.listed.state == STOPPED and self.listed.fact.status == "recently_stopped")

    @property
    def read_as(self) -> str:
        """What it was read as: substances, or the kind of medicine; "" where nobody knows."""
        fact = self.listed.fact
        if fact.ingredients:
            return " + ".join(fact.ingredients)
        return ", ".join(sorted(CLASS_WORDS.get(code, code) for code in fact.classes))

    @property
    def since(self) -> str:
        """Since when, in words: the day that was told, or that of the first telling, "" where its source says it."""
        if started := day_words(self.listed.fact.started):
            return f"since {started}"
        return "" if self.first == self.last else f"first told on {in_words(self.first.on)}"

    @property
    def until(self) -> str:
        """Until when, in words, "" while it is taken."""
        if self.listed.state != STOPPED:
            return ""
        stopped = day_words(self.listed.fact.stopped)
        return f"until {stopped}" if stopped else "day of stopping not told"

    @property
    def in_brief(self) -> str:
        """The line as a paper prints it, without the words of the client."""
        reason = self.listed.fact.reason
        taken = self.listed.taken_as if self.listed.state in CURRENT else ""
        parts = (self.listed.state_words, taken, self.changed_from, self.since, self.until,
                 f"for {reason}" if reason else "", f"told at the {self.last.words}")
        return ", ".join(part for part in parts if part)

    @property
    def name(self) -> str:
        """The words of the client, and what they were read as where that says more; a guess says that it is one."""
        written, how = self.listed.last.written, self.listed.fact.how
        if how == "unrecognised":
            return f"{written} (not recognised)"
        if not self.read_as or self.read_as.lower() in written.lower():
            return written
        return f"{written} ({'perhaps ' if how == 'misspelling' else ''}{self.read_as})"


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines of one matter, each with the source that told it last."""

    title: str
    lines: tuple[tuple[RecordLine, Source], ...]

    @property
    def newest(self) -> date:
        """The day of the newest telling."""
        return max(line.last_on for line, _ in self.lines)


@dataclass(frozen=True, slots=True)
class RecordView:
    """The record in lines. `medicines` is None where nobody asked; `none_since`: where it was told that there are none;
    `not_known`: what has to be known before a massage and is not; `limits`: the client's own;
    `background`: what is on record beside the rules.
    """

    medicines: tuple[MedicineEntry, ...] | None
    none_since: Source | None
    groups: tuple[LineGroup, ...]
    not_known: tuple[Matter, ...] = ()
    limits: ClientLimits = field(default_factory=ClientLimits)
    background: Background = field(default_factory=Background)

    @property
    def current(self) -> tuple[MedicineEntry, ...]:
        """The medicines that may act on the body today."""
        return tuple(each for each in self.medicines or () if each.is_current)


    @property
    def no_medicines(self) -> str:
        """Why nothing is on the list of what acts today: denied, or not asked; "" where something is."""
        if self.current:
            return ""
        if self.medicines is None:
            return "not asked"
        return f"none taken now, {self.none_since.words}" if self.none_since else "none taken now, as told"


def record_view(client: Client, *, on: date) -> RecordView:
    """The record of a client in lines, as it stands on `on`."""
    return view_of(client, rows_of(client.id), on=on)


def view_of(client: Client, rows: RecordRows, *, on: date) -> RecordView:
    """As `record_view`, where the rows of the client are at hand."""
    record = record_of(client.id, rows)
    own, country, history = medicines.own_answers(client.id), clinic.the_clinic().country, record.history
    if not record.entries:
        return RecordView(None, None, ())
    facts = record.facts(client, on=on, country=country, own=own)
    sources = _sources(record, rows)
    listed = list_medicines(history, facts.medicines or (), country=country, answers=own.standing,
                            imported=imported_names())
    read = medicines.read_lines(client.id, [each.last.written for each in listed], own=own)
    none = history.newest("medicines_any")
    return RecordView(
        medicines=None if facts.medicines is None else tuple(
            _entry(each, read[each.last.written], sources) for each in listed),
        none_since=sources.get(history.entries[none.entry].name) if none and none.words == "no" else None,
        groups=_grouped(record_lines(history, facts, listed, record.assessments), sources),
        not_known=tuple(map(Matter, facts.not_known)), limits=read_limits(history),
        background=read_background(history, facts, on),
    )



def _entry(listed: ListedMedicine, line: MedicineLine, sources: dict[str, Source]) -> MedicineEntry:
    before = listed.before
    return MedicineEntry(
        listed, _only(line, listed), sources[listed.first.entry], sources[listed.last.entry],
        changed_from=f"before: {before.words} ({sources[before.entry].words})" if before else "",
        left_out_by=sources[listed.left_out_by[0]].words if listed.left_out_by else "",
    )


def _only(line: MedicineLine, listed: ListedMedicine) -> MedicineLine:
    """The line with this medicine alone: "warfarin and aspirin" is two medicines of the list."""
    written = listed.fact.as_written
    keys = {folded(written), folded(line.written)}
    return replace(
        line, statements=tuple(each for each in line.statements if each.as_written == written),
        answers={key: said for key, said in line.answers.items() if key in keys},
        elsewhere={key: said for key, said in line.elsewhere.items() if key in keys},
        waiting={key: said for key, said in line.waiting.items() if key in keys})


def _grouped(lines: Sequence[RecordLine], sources: dict[str, Source]) -> tuple[LineGroup, ...]:
    order = list(dict.fromkeys(line.group for line in lines))
    together = sorted(lines, key=lambda line: order.index(line.group))
    return tuple(LineGroup(title, tuple((line, sources[line.newest]) for line in group))
                 for title, group in groupby(together, key=lambda line: line.group))


def _sources(record: Record, rows: RecordRows) -> dict[str, Source]:
    """The source of each entry, by its name."""
    names = _names({intake.by_id for intake in rows.intakes} | {visit.therapist_id for visit in rows.visits})
    found = {intake_name(root): Source("intake", intake.id, intake.signed_on, names.get(intake.by_id, ""))
             for root, intake in newest_of(rows.intakes).items()}
    found |= {visit_name(visit.id): Source("visit", visit.id, visit.visit_on, names.get(visit.therapist_id, ""))
              for visit in rows.visits}
    found |= {each.name: Source("adverse event", None, each.told_on) for each in record.events}
    return found | {each.name: Source("assessment", None, each.on) for each in record.assessments}


def _names(ids: set[int | None]) -> dict[int | None, str]:
    wanted = sorted(each for each in ids if each is not None)
    return {row.id: row.name for row in db.session.execute(NAMES, {"ids": wanted})}
