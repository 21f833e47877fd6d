"""The client's own limits, read from everything that they said. What is shown with a plan is kept with it."""

from intake.clinical.facts.limits import ClientLimits
from intake.clinical.history.client_limits import read_limits
from intake.services.record import record_of


def limits_of(client_id: int) -> ClientLimits:
    """The limits of a client as they stand; all of them not asked where nothing was signed."""
    return read_limits(record_of(client_id).history)
