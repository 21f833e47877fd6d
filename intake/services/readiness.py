"""Readiness: whether this process can serve its database, and if not, what to do."""

from sqlalchemy.exc import SQLAlchemyError

from intake.records import schema
from intake.services.errors import RecordsNotReady

NO_ANSWER = "The database does not answer."


def unready() -> str:
    """Why records cannot be served just now, in a sentence with what to do; "" when they can."""
    try:
        return schema.schema_difference()
    except SQLAlchemyError:
        return NO_ANSWER


def refuse_if_unready() -> None:
    """RecordsNotReady, with the words of `unready`, where records cannot be served just now."""
    if fault := unready():
        raise RecordsNotReady(fault)
