"""What is on file about a client, newest first, for tests to look at."""

from collections.abc import Sequence

from intake.records.flags import Clearance
from intake.records.intakes import Intake
from intake.records.visits import Visit
from intake.services.record import rows_of


def intakes_of(client_id: int) -> Sequence[Intake]:
    """The client's signed intakes."""
    return rows_of(client_id).intakes[::-1]


def visits_of(client_id: int) -> Sequence[Visit]:
    """The client's visits."""
    return rows_of(client_id).visits[::-1]


def clearances_of(client_id: int) -> Sequence[Clearance]:
    """The client's clearances, ended ones too."""
    return rows_of(client_id).clearances[::-1]
