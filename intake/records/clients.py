"""Clients: the people on the table, and the care team that may open their record."""

from datetime import date, datetime

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.records.actors import Acted
from intake.records.database import Model, UtcDateTime

WORD = String(80).with_variant(String(80, collation="C"), "postgresql")
"""Compared byte by byte on both databases, so that words beginning alike stand together in the index."""


class Client(Model):
    """One person. Contact details may be amended (each edit carries the version it began from); nothing is deleted."""

    __tablename__ = "clients"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    given_name: Mapped[str] = mapped_column(String(120))
    family_name: Mapped[str] = mapped_column(String(120))
    birth_date: Mapped[date] = mapped_column(Date)
    sex: Mapped[str] = mapped_column(String(10), default="")
    """"F", "M", "X", or "" for not asked: read by rules that need it, never assumed."""
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    address: Mapped[str] = mapped_column(String(500), default="")
    preferred_language: Mapped[str] = mapped_column(String(35), default="en")
    """BCP 47 tag of the language the client would like documents in."""
    emergency_name: Mapped[str] = mapped_column(String(200), default="")
    emergency_phone: Mapped[str] = mapped_column(String(40), default="")
    emergency_relation: Mapped[str] = mapped_column(String(80), default="")
    doctor_name: Mapped[str] = mapped_column(String(200), default="")
    doctor_contact: Mapped[str] = mapped_column(String(300), default="")
    doctor_may_be_asked: Mapped[str] = mapped_column(String(3), default="")
    """"yes", "no" or "" for not asked."""
    notes: Mapped[str] = mapped_column(String(2000), default="")
    therapist_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    archived_reason: Mapped[str] = mapped_column(String(300), default="")
    departure: Mapped[str] = mapped_column(String(10), default="")
    """moved or died; "" while neither is known."""
    departed_on: Mapped[date | None] = mapped_column(Date)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    """Staff alone: somebody has to look whether the person is known here already."""
    version: Mapped[int] = mapped_column(Integer, default=1)
    next_screening_on: Mapped[date | None] = mapped_column(Date)
    """Next date on which a screening outcome can change by itself; None when no date can change it."""

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        Index("ix_clients_name", "family_name", "given_name", "id"),
        Index("ix_clients_birth_date", "birth_date"),
        Index("ix_clients_due", "next_screening_on", "id",
              sqlite_where=text("archived_at IS NULL AND next_screening_on IS NOT NULL"),
              postgresql_where=text("archived_at IS NULL AND next_screening_on IS NOT NULL")),
    )

    @property
    def name(self) -> str:
        """Given and family name as they are said."""
        return f"{self.given_name} {self.family_name}".strip()


class ClientWord(Model):
    """One word by which a client is found: of the name, the digits of a telephone, the birth date."""

    __tablename__ = "client_words"

    word: Mapped[str] = mapped_column(WORD, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), primary_key=True, index=True)


class CareTeamMember(Model):
    """A therapist who may open this client's record, since when, and why (taking over needs a reason)."""

    __tablename__ = "care_team"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    reason: Mapped[str] = mapped_column(String(300), default="")
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    beside: Mapped[bool] = mapped_column(Boolean, default=True)
    """Whether there is another therapist whose client this is: few are, and the queue looks for those alone."""

    __table_args__ = (
        UniqueConstraint("client_id", "staff_id"),
        Index("ix_care_team_beside", "staff_id", "client_id",
              sqlite_where=text("beside = 1"), postgresql_where=text("beside")),
    )


class MedicineAnswer(Acted, Model):
    """What a person said a written medicine is, kept for this client: a name, or "irrelevant"."""

    __tablename__ = "medicine_answers"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), index=True)
    folded_text: Mapped[str] = mapped_column(String(300), index=True)
    answer: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(String(1000), default="")
    """Why a name that was recognised exactly is said to be something else; "" where none was asked for."""
    state: Mapped[str] = mapped_column(String(10), default="stands")
    """stands, waiting (for a review, the reading stays meanwhile) or refused."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    superseded: Mapped[bool] = mapped_column(Boolean, default=False)
    """A later answer for the same text stands instead; the old one is kept."""

    client: Mapped[Client] = relationship()
