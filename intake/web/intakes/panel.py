"""What an intake's pages show beside the answers: how dates and medicines were read, and what it means today."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from intake.clinical.facts.silence import Matter
from intake.clinical.history.silence import ASKING, ONLY_ON_A_BLOOD_THINNER
from intake.clinical.operations import OperationReading, read_operation
from intake.clinical.questionnaire.answers import FormReading, date_as_counted, dates_read
from intake.clinical.questionnaire.unclear import date_of
from intake.clinical.screening.findings import Finding, Tier
from intake.services import medicines, remarks, screening
from intake.web.intakes.page import KINDS_OF_OPERATION, PAGE, PageSection
from intake.web.intakes.remarks import beside_fields, said_of_words

if TYPE_CHECKING:
    from intake.clinical.history.remarks import AskedRemark
    from intake.records.clients import Client
    from intake.records.intakes import Intake

SHOWN = 6
"""Findings named one by one while the form is being filled; the rest are counted."""
UNKNOWN = "UNKNOWN"
SAFETY_GROUPS = ("health-0",)


@dataclass(frozen=True)
class Panel:
    """What a screening of these answers says: of a draft with all that is on record, of a signed intake by itself.

    `open`: where questions wait, and how many; `places`: by what is not known, the address where it is asked.
    """

    findings: tuple[Finding, ...]
    tier: Tier
    open: tuple[tuple[str, str], ...]
    quieter: int
    is_blank: bool
    is_signed: bool
    not_known: tuple[Matter, ...] = ()
    places: Mapping[Matter, str] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """The tier as a word; UNKNOWN where nothing was found and not enough is known to say so."""
        return UNKNOWN if self.not_known and not self.findings else self.tier.name


def panel_values(
    client: "Client", reading: FormReading, *, on: date, said_on: date | None = None, corrects: "Intake | None" = None,
) -> dict[str, Any]:
    """Template values: `lines` by medicine text, `operations` by row, `dates` and `remarks` by field, `panel` …

    `said_on` names a signed intake, `corrects` the one in whose place a draft is to stand.
    """
    told = said_on or on
    lines = [str(row.values["text"]) for row in reading.rows["medicines"] if row.values["text"]]
    own = medicines.own_answers(client.id) if lines else medicines.NOTHING_ANSWERED
    asked = () if said_on else remarks.remarks_of_draft(client, answers=reading.answers, own=own if lines else None,
                                                        said_on=on, on=on, corrects=corrects)
    return {
        "reading": reading,
        "lines": medicines.read_lines(client.id, lines, own=own),
        "operations": operations_read(reading, on=told),
        "operation_kinds": KINDS_OF_OPERATION,
        "dates": dates_beside(reading, on=told),
        "remarks": said_of_words(reading) if said_on else beside_fields(asked, reading),
        "panel": _panel(client, reading, own=own, on=on, signed_on=said_on, corrects=corrects,
                        open_words=_open_words(asked)),
    }


def dates_beside(reading: FormReading, *, on: date) -> dict[str, str]:
    """What stands beside each date that was written: how it was read as said on `on`, by the name of its field."""
    return {name: date_as_counted(read) for name, _, read in dates_read(reading, on=on)}


def operations_read(reading: FormReading, *, on: date) -> dict[int, OperationReading]:
    """How operations were read that somebody wrote without naming the kind, by the number of their row."""
    said = {row.number: {key: str(value) for key, value in row.values.items()} for row in reading.rows["operations"]}
    return {number: _operation_read(row, on) for number, row in said.items() if row["what"] and not row["kind"]}


def _operation_read(row: Mapping[str, str], on: date) -> OperationReading:
    when = date_of(row, "date", on)
    return read_operation(row["what"], setting=row["setting"], is_past=when.is_known and not when.in_future)


def _panel(
    client: "Client", reading: FormReading, *, own: medicines.OwnAnswers, on: date, signed_on: date | None,
    corrects: "Intake | None", open_words: Sequence[tuple[str, str]] = (),
) -> Panel:
    is_signed = signed_on is not None
    if reading.is_blank and not is_signed:
        return Panel((), Tier.NONE, (), 0, True, False)
    preview = screening.preview(client, answers=reading.answers, own=own, said_on=signed_on or on, on=on,
                                corrects=corrects, alone=is_signed)
    findings = preview.findings if is_signed else preview.findings[:SHOWN]
    not_known = tuple(map(Matter, preview.not_known))
    return Panel(
        findings, preview.tier, (*open_words, *_open(reading, client)), len(preview.findings) - len(findings), False,
        is_signed, not_known, {} if is_signed else {matter: f"#{_place(matter, reading)}" for matter in not_known},
    )


def _open_words(asked: Iterable["AskedRemark"]) -> list[tuple[str, str]]:
    """What is written in passing and unanswered: where on the page, and which words."""
    to_do = {"yes": "write it in its own field", "": "yes or no?"}
    return [(f"remark-{each.key}", f"“{each.part}”: {to_do[each.answer]}") for each in asked if each.is_open]


def _place(matter: Matter, reading: FormReading) -> str:
    """Where the form asks: the first question of a matter that has no answer, or that could have one more."""
    keys = [key for key in ASKING[matter].keys if key not in reading.rows]
    return next((key for key in keys if not reading.single[key]), keys[0])


def _open(reading: FormReading, client: "Client") -> Iterator[tuple[str, str]]:
    """Where questions that screening needs have no answer yet: the place on the page and words for it."""
    groups = [part for section in PAGE for part in section.parts if part.key in SAFETY_GROUPS]
    signs = next(section for section in PAGE if section.key == "signs")
    asked = [q for part in signs.parts for q in part.questions
             if q.key.startswith("sign_") and q.key not in ONLY_ON_A_BLOOD_THINNER]
    waiting = sum(not reading.single[q.key] for q in asked)
    if waiting:
        yield "signs", f"{signs.title}: {waiting} of {len(asked)} not asked"
    for part in groups:
        put = [q for q in part.questions if q.is_put(reading.single)]
        waiting = sum(not reading.single[q.key] for q in put)
        if waiting:
            yield f"{part.key}-title", f"{part.label}: {waiting} of {len(put)} not asked"
    for section in PAGE:
        yield from _open_rows(section, reading, client)


def _open_rows(section: PageSection, reading: FormReading, client: "Client") -> Iterator[tuple[str, str]]:
    for part in section.parts:
        if part.any is None or not all(row.is_blank for row in reading.rows[part.key]):
            continue
        told = reading.single[part.any.key]
        if told == "yes":
            yield part.any.key, f"{part.label}: yes, but nothing written"
        elif not told and not (part.key == "births" and client.sex == "M"):
            yield part.any.key, f"{part.label}: not asked"
