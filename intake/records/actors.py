"""Actors: who can act here, and the columns in which a row names who made it."""

from enum import StrEnum
from typing import Any, TypedDict

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from intake.records.staff import Staff


class Job(StrEnum):
    """What Intake does by itself, as the tables name it."""

    RESCREEN = "rescreen"
    SIGN_IN = "sign_in"


JOB_WORDS = {
    Job.RESCREEN: "Re-screening",
    Job.SIGN_IN: "Sign-in page",
    "not_recorded": "Not recorded",
}
"""Jobs as people read them. "not_recorded" is in no new row: an earlier version left it out (step 0005)."""

Actor = Staff | Job
"""Whoever can act. One more kind is one more class here, one column of `Acted`, and one case of `columns_of`."""


class ActorColumns(TypedDict):
    """The columns that name an actor; exactly one of them is filled."""

    by_id: int | None
    by_job: str | None


def columns_of(actor: Actor) -> ActorColumns:
    """The columns that name `actor`. TypeError where nobody acts, or somebody who is not on record."""
    if isinstance(actor, Job):
        return {"by_id": None, "by_job": actor.value}
    if isinstance(actor, Staff) and actor.id is not None:
        return {"by_id": actor.id, "by_job": None}
    raise TypeError(f"an act needs a member of staff on record or a job, not {type(actor).__name__}")


EXACTLY_ONE = " + ".join(
    f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in ActorColumns.__annotations__) + " = 1"


class Acted:
    """A row that says who made it, which the database itself asks for. For acts that a job may do as well as a person.

    What only a person can answer for keeps a column of its own that points at staff.
    """

    by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    by_job: Mapped[str | None] = mapped_column(String(20), CheckConstraint(EXACTLY_ONE, name="one_actor"))

    def __init__(self, *, by: Actor, **values: Any) -> None:
        super().__init__(**values)
        self.set_actor(by)

    def set_actor(self, by: Actor) -> None:
        """Name who made the row as it now stands."""
        for column, value in columns_of(by).items():
            setattr(self, column, value)

    def is_by(self, actor: Actor) -> bool:
        """Whether this actor made the row."""
        return all(getattr(self, column) == value for column, value in columns_of(actor).items())

    def actor_words(self, staff_name: str | None) -> str:
        """Who made it, as people read it. `staff_name`: of the member of staff `by_id`, None where it was a job."""
        job = self.by_job or ""
        return staff_name or JOB_WORDS.get(job, job)
