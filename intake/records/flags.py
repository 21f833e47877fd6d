"""Flags: findings kept on a client, every change to them, clearances, assessments, answers withdrawn. Never deleted."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, LargeBinary, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.clinical.screening.findings import Finding
from intake.records.actors import Acted
from intake.records.clients import Client
from intake.records.database import Model, UtcDateTime, append_only
from intake.records.json_columns import Stored


class Flag(Model):
    """A finding kept on a client: what was found, why, and where its review stands."""

    __tablename__ = "flags"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    therapist_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    """The client's therapist, kept here so that the queue filters within its index (performance: no join)."""
    intake_id: Mapped[int] = mapped_column(ForeignKey("intakes.id"))
    rule: Mapped[str] = mapped_column(String(10))
    rule_version: Mapped[str] = mapped_column(String(20))
    tier: Mapped[int] = mapped_column(SmallInteger)
    rank: Mapped[int] = mapped_column(SmallInteger)
    """4 minus tier, so that the queue sorts in one direction: most urgent, then oldest, then id."""
    evidence_key: Mapped[str] = mapped_column(String(64))
    stored_finding: Mapped[dict[str, Any]] = mapped_column("finding", JSON)
    """`finding` as JSON. Lists take their words from here: one that cannot be read as a Finding hides no other."""
    finding = Stored("stored_finding", Finding.from_dict, Finding.to_dict)
    """As it was when last raised or confirmed."""
    until: Mapped[date | None] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(20))
    """raised, reviewed, reopened, lapsed, entered_in_error: what the log comes to. Only `flag_steps` moves it."""
    decision: Mapped[str] = mapped_column(String(20), default="")
    """Of the standing review: agreed, adapted, clearance_needed, overridden, or "" where none stands."""
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    waiting_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Since when a person must look at it; None when nobody has to, and while the client's record is archived."""
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it lapsed or was marked entered in error; None while it stands."""
    version: Mapped[int] = mapped_column(Integer, default=1)

    client: Mapped[Client] = relationship()
    events: Mapped[list["FlagEvent"]] = relationship(order_by="FlagEvent.id", back_populates="flag")

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index("ix_flags_client", "client_id", "id"),
        Index("ix_flags_standing", "client_id", "closed_at", "id"),
        Index("ix_flags_waiting", "client_id", "rank", "waiting_since", "id", "therapist_id",
              sqlite_where=text("waiting_since IS NOT NULL"), postgresql_where=text("waiting_since IS NOT NULL")),
        Index("ix_flags_queue", "rank", "waiting_since", "id",
              sqlite_where=text("waiting_since IS NOT NULL"), postgresql_where=text("waiting_since IS NOT NULL")),
        Index("ix_flags_queue_therapist", "therapist_id", "rank", "waiting_since", "id",
              sqlite_where=text("waiting_since IS NOT NULL"), postgresql_where=text("waiting_since IS NOT NULL")),
        Index("ix_flags_queue_rule", "rule", "rank", "waiting_since", "id",
              sqlite_where=text("waiting_since IS NOT NULL"), postgresql_where=text("waiting_since IS NOT NULL")),
        Index("ix_flags_stops", "rank", "raised_at", "id",
              sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL")),
        Index("ix_flags_queue_rule_therapist", "rule", "therapist_id", "rank", "waiting_since", "id",
              sqlite_where=text("waiting_since IS NOT NULL"), postgresql_where=text("waiting_since IS NOT NULL")),
    )


class FlagEvent(Acted, Model):
    """One change of a flag: who, when, why, on which evidence. Append-only.

    What a rule or a date did is by whoever had it worked out: somebody who signed an intake, or re-screening.
    """

    __tablename__ = "flag_events"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    flag_id: Mapped[int] = mapped_column(ForeignKey("flags.id"), index=True)
    step: Mapped[str] = mapped_column(String(20))
    """raised, reviewed, reopened, stepped_down, lapsed, entered_in_error, not_useful, useful_after_all."""
    decision: Mapped[str] = mapped_column(String(20), default="")
    reason: Mapped[str] = mapped_column(String(2000), default="")
    rule_version: Mapped[str] = mapped_column(String(20))
    tier: Mapped[int] = mapped_column(SmallInteger)
    evidence_key: Mapped[str] = mapped_column(String(64))
    evidence: Mapped[list[Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    flag: Mapped[Flag] = relationship(back_populates="events")


append_only("flag_events")


class Clearance(Model):
    """A health professional's word that massage is safe within limits. Turns HOLD into CAUTION, never touches STOP."""

    __tablename__ = "clearances"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    rule: Mapped[str] = mapped_column(String(10))
    given_by: Mapped[str] = mapped_column(String(200))
    """Name and role of the health professional."""
    given_on: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date] = mapped_column(Date, index=True)
    covers: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """The facts it names, as `Evidence.fact` has them; None where it was recorded for its rule alone."""
    window_ends_on: Mapped[date | None] = mapped_column(Date)
    """First day after the window of what it covers, where that has one: it ends then at the latest."""
    scope: Mapped[str] = mapped_column(String(500), default="")
    limits: Mapped[str] = mapped_column(String(2000), default="")
    """In the doctor's own words."""
    pressure_cap: Mapped[int | None] = mapped_column(SmallInteger)
    """Walton scale 0 to 5; None where the doctor named none."""
    regions: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Places to be left alone, by the codes of `clinical.body`."""
    techniques: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Techniques to be left out."""
    document: Mapped[bytes | None] = mapped_column(LargeBinary)
    document_type: Mapped[str] = mapped_column(String(40), default="")
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    """Staff alone, here and in assessments: only a reviewer or an administrator may vouch for what a doctor said."""
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_reason: Mapped[str] = mapped_column(String(300), default="")

    @property
    def ends_on(self) -> date:
        """The first day on which it counts no more: its date, or the end of the window of what it covers."""
        return min(self.valid_until, self.window_ends_on or self.valid_until)


class Assessment(Model):
    """A dated medical assessment after a STOP, which closes it (scale.md#tiers)."""

    __tablename__ = "assessments"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    flag_id: Mapped[int] = mapped_column(ForeignKey("flags.id"))
    assessed_by: Mapped[str] = mapped_column(String(200))
    assessed_on: Mapped[date] = mapped_column(Date)
    outcome: Mapped[str] = mapped_column(String(12), default="")
    """treated, ruled_out, other_cause or open; "" for one recorded before outcomes were asked for."""
    condition: Mapped[str] = mapped_column(String(300), default="")
    """What was treated, or the other cause, by name; "" where it is what the rule suspects."""
    answers: Mapped[list[str]] = mapped_column(JSON, default=list)
    """The answers that were assessed, as `Evidence.answers` names them."""
    result: Mapped[str] = mapped_column(String(2000))
    evidence_key: Mapped[str] = mapped_column(String(64))
    """Of the finding that was assessed: the same evidence does not raise the STOP again, new evidence does."""
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Withdrawal(Model):
    """Answers that a person said were entered in error, and why. They are told no more; the form keeps them."""

    __tablename__ = "withdrawals"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    flag_id: Mapped[int | None] = mapped_column(ForeignKey("flags.id"))
    """The flag at which it was said, None where it was said of an answer by itself."""
    answers: Mapped[list[str]] = mapped_column(JSON)
    """As `Evidence.answers` names them."""
    reason: Mapped[str] = mapped_column(String(2000))
    by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    """Staff alone: a job cannot know what a client meant."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)


append_only("withdrawals")
