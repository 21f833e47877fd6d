"""Visits: one massage session each, from the plan it began with to the SOAP note, and what came after it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.clinical.visit_plan import VisitPlan
from intake.records.clients import Client
from intake.records.database import Model, UtcDateTime
from intake.records.json_columns import Stored

BOOKED, BEGUN, RECORDED, CALLED_OFF = "booked", "begun", "recorded", "called_off"
"""The states of a visit."""


class Visit(Model):
    """One visit: booked, begun, recorded, or called off. The plan is kept as it stood when the visit began."""

    __tablename__ = "visits"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    therapist_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    visit_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(12))
    """One of the states above."""
    questions: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """The seven questions of each visit (scale.md#questions-of-every-visit), keyed as in `clinical.questionnaire`."""
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When they were asked; None before that."""
    unasked_reason: Mapped[str] = mapped_column(String(1000), default="")
    """Why the visit began without what was not known (R76); "" where nothing was left open."""
    stored_plan: Mapped[dict[str, Any] | None] = mapped_column("plan", JSON)
    """`plan` as JSON."""
    plan: Stored[VisitPlan | None] = Stored(
        "stored_plan", lambda stored: VisitPlan.from_dict(stored) if stored else None,
        lambda plan: plan.to_dict() if plan else None)
    """As it stood when the visit began; None before that."""
    subjective: Mapped[str] = mapped_column(Text, default="")
    objective: Mapped[str] = mapped_column(Text, default="")
    assessment: Mapped[str] = mapped_column(Text, default="")
    treatment_plan: Mapped[str] = mapped_column(Text, default="")
    areas: Mapped[list[str]] = mapped_column(JSON, default=list)
    techniques: Mapped[list[str]] = mapped_column(JSON, default=list)
    pressure: Mapped[int | None] = mapped_column(SmallInteger)
    """Walton scale, 0 resting hand to 5 deep."""
    minutes: Mapped[int | None] = mapped_column(SmallInteger)
    pains: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """[{"site", "side", "before", "after"}], intensity 0–10."""
    beyond_plan_reason: Mapped[str] = mapped_column(String(1000), default="")
    """Why something the plan excludes was done; required when it was."""
    aftercare: Mapped[str] = mapped_column(Text, default="")
    next_visit_on: Mapped[date | None] = mapped_column(Date)
    begun_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recorded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    """Staff alone, here and in additions: a record of treatment is signed by whoever answers for it."""
    version: Mapped[int] = mapped_column(Integer, default=1)

    client: Mapped[Client] = relationship()

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index("ix_visits_client", "client_id", "id"),
        Index("ix_visits_asked", "client_id", "asked_at"),
        Index("ix_visits_day", "visit_on", "therapist_id"),
    )

    @property
    def is_begun(self) -> bool:
        """Whether the massage is under way."""
        return self.state == BEGUN

    @property
    def is_recorded(self) -> bool:
        """Whether its note stands for good."""
        return self.state == RECORDED


class VisitAmendment(Model):
    """An addition to a recorded visit: the record itself is never changed."""

    __tablename__ = "visit_amendments"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class AdverseEvent(Model):
    """A bruise, swelling or new neck pain within seven days after a visit, with what was done there."""

    __tablename__ = "adverse_events"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    """The visit before it: its techniques and pressure stand there."""
    kind: Mapped[str] = mapped_column(String(20))
    """bruise, swelling, neck_pain or headache."""
    region: Mapped[str] = mapped_column(String(40), default="")
    """A sided place by the codes of `clinical.body`."""
    noticed_on: Mapped[date] = mapped_column(Date)
    large: Mapped[str] = mapped_column(String(3), default="")
    """Of a bruise: large or spreading; of a swelling: hard and painful. "yes", "no" or "" for not asked."""
    unlike_before: Mapped[str] = mapped_column(String(3), default="")
    one_sided: Mapped[str] = mapped_column(String(3), default="")
    course: Mapped[str] = mapped_column(String(10), default="")
    """easing, same, worse, or "" for not asked."""
    words: Mapped[str] = mapped_column(String(1000), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
