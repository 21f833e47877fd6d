"""Charts: everything about one client on one page, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from intake.clinical.body import label
from intake.clinical.facts.limits import ClientLimits
from intake.clinical.facts.silence import Matter
from intake.records.clients import Client
from intake.records.database import db
from intake.records.flags import Clearance, Flag
from intake.records.intakes import Intake, IntakeDraft
from intake.records.staff import Staff
from intake.records.visits import Visit
from intake.services import clinic
from intake.services.adverse_events import EventLine, adverse_events_of
from intake.services.clients import open_client
from intake.services.drafts import draft_of
from intake.services.flags import flags_of_client
from intake.services.record import rows_of
from intake.services.record_lines import RecordView, view_of
from intake.services.visits import MOST_SHOWN

MOST_LISTED = 50
"""Signed intakes that the page lists, the newest."""
# Compiled once: building a statement costs more than executing it.
THERAPIST = select(Staff.name).where(Staff.id == bindparam("staff_id"))


@dataclass(frozen=True, slots=True)
class PainPoint:
    """Pain at one place as told on one occasion, 0–10; None where it was not asked."""

    where: str
    now: int | None
    average: int | None
    worst: int | None


@dataclass(frozen=True, slots=True)
class Chart:
    """A client's record at a glance. `intakes`, `visits` and `events` newest first; `intake` is the one that stands.

    `record` is what stands, in lines.
    """

    client: Client
    therapist: str
    flags: Sequence[Flag]
    draft: IntakeDraft | None
    intakes: Sequence[Intake]
    visits: Sequence[Visit]
    clearances: Sequence[Clearance]
    events: Sequence[EventLine]
    record: RecordView
    pains: tuple[PainPoint, ...]

    @property
    def limits(self) -> ClientLimits:
        """The client's own limits, out of all that they said."""
        return self.record.limits

    @property
    def not_known(self) -> tuple[Matter, ...]:
        """What has to be known before a massage and is not, on the clinic's day of the look."""
        return self.record.not_known

    @property
    def intake(self) -> Intake | None:
        """The intake that stands."""
        return self.intakes[0] if self.intakes else None


def chart_of(client_id: int, *, by: Staff, at: datetime) -> Chart:
    """The chart of a client whom `by` may open. RecordNotFound otherwise."""
    client = open_client(client_id, by=by, at=at)
    rows = rows_of(client_id)
    signed = rows.intakes[::-1]
    answers = signed[0].answers if signed else {}
    return Chart(
        client=client,
        therapist=db.session.scalar(THERAPIST, {"staff_id": client.therapist_id}) or "",
        flags=flags_of_client(client_id), draft=draft_of(client_id), intakes=signed[:MOST_LISTED],
        visits=rows.visits[::-1][:MOST_SHOWN], clearances=rows.clearances[::-1], events=adverse_events_of(client_id),
        record=view_of(client, rows, on=clinic.the_clinic().day(at)),
        pains=tuple(_pain(row) for row in answers.get("pains", []) if row.get("site")),
    )


def _pain(row: dict[str, str]) -> PainPoint:
    side = row.get("side", "")
    where = label(f"{side}_{row['site']}" if side in ("left", "right") else row["site"])
    return PainPoint(where, *(_intensity(row.get(key, "")) for key in ("now", "average", "worst")))


def _intensity(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() else None
