"""What came up after a client's visits, as the rules read it: the event, and from its visit what was done there."""

from sqlalchemy import bindparam, select

from intake.clinical.answer import Answer
from intake.clinical.history.adverse_events import EventAfterVisit
from intake.records.clinic import Clinic
from intake.records.database import db
from intake.records.visits import AdverseEvent, Visit

# Compiled once: this runs at each screening.
OF_CLIENT = (
    select(AdverseEvent, Visit.visit_on, Visit.areas).join(Visit, Visit.id == AdverseEvent.visit_id)
    .where(AdverseEvent.client_id == bindparam("client_id")).order_by(AdverseEvent.id)
)


def events_after_visits(client_id: int, clinic: Clinic) -> tuple[EventAfterVisit, ...]:
    """Every adverse event of a client, in the order in which they were recorded; its days are the clinic's."""
    return tuple(
        EventAfterVisit(
            kind=row.kind, visit_id=row.visit_id, visit_on=visit_on, noticed_on=row.noticed_on,
            told_on=max(row.noticed_on, clinic.day(row.at)), areas=tuple(areas), region=row.region,
            large=Answer.read(row.large), unlike_before=Answer.read(row.unlike_before),
            one_sided=Answer.read(row.one_sided), course=row.course, words=row.words, name=f"adverse_event-{row.id}",
        )
        for row, visit_on, areas in db.session.execute(OF_CLIENT, {"client_id": client_id})
    )
