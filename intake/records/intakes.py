"""Intakes: signed answers as written, drafts on the way there, and each screening of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.records.actors import Acted
from intake.records.clients import Client
from intake.records.database import Model, UtcDateTime


class Intake(Acted, Model):
    """One dated, signed form exactly as answered. Never changed: a correction is a new intake that names this one."""

    __tablename__ = "intakes"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Keyed as in `clinical.questionnaire`."""
    signed_name: Mapped[str] = mapped_column(String(200))
    signer_relation: Mapped[str] = mapped_column(String(20), default="")
    """self, parent, guardian, carer or other; "" for an intake of before it was asked."""
    signing_note: Mapped[str] = mapped_column(String(300), default="")
    """Why the name is unlike the client's, or the day more than a week back."""
    signature: Mapped[list[Any] | None] = mapped_column(JSON)
    """Drawn strokes as lists of [x, y] in 0–1000, or None when the name was typed."""
    signed_on: Mapped[date] = mapped_column(Date)
    consent_version: Mapped[str] = mapped_column(String(20))
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("intakes.id"))
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)

    client: Mapped[Client] = relationship()

    __table_args__ = (Index("ix_intakes_client", "client_id", "id"),)


class IntakeDraft(Acted, Model):
    """Answers on the way to an intake. One a client; never screened as complete."""

    __tablename__ = "intake_drafts"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), unique=True)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("intakes.id"))
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)

    __mapper_args__ = {"version_id_col": version}


class ScreeningRun(Acted, Model):
    """One screening of one intake on one date. Kept also when nothing was found: silence differs from never looked."""

    __tablename__ = "screening_runs"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"))
    intake_id: Mapped[int] = mapped_column(ForeignKey("intakes.id"))
    screened_on: Mapped[date] = mapped_column(Date)
    tier: Mapped[int] = mapped_column(Integer)
    """0 none, 1 NOTE, 2 CAUTION, 3 HOLD, 4 STOP."""
    knowledge_version: Mapped[str] = mapped_column(String(80))
    occasion: Mapped[str] = mapped_column(String(20))
    """Why it ran: intake, visit, clearance, answer, rescreen, assessment, adverse_event."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_screening_runs_client", "client_id", "id"),)
