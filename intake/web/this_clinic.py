"""This clinic: the settings of the place, read once for a request and held for all that asks."""

from typing import TYPE_CHECKING

from flask import g

from intake.services import clinic
from intake.services.errors import RecordNotFound

if TYPE_CHECKING:
    from intake.records.clinic import Clinic


def this_clinic() -> "Clinic | None":
    """The clinic; None before set-up, and on a page about the database not answering, which must not ask it."""
    if g.get("without_records"):
        return None
    if "clinic" not in g:
        try:
            g.clinic = clinic.the_clinic()
        except RecordNotFound:
            g.clinic = None
    found: Clinic | None = g.clinic
    return found
