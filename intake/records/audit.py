"""Audit: who did what to which record, and when. Rows are only ever added; the database refuses the rest."""

from datetime import datetime

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from intake.records.actors import Acted
from intake.records.database import Model, UtcDateTime, append_only


class AuditEntry(Acted, Model):
    """One act. Ids and codes alone, never what was written about a person."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    action: Mapped[str] = mapped_column(String(50))
    subject_type: Mapped[str | None] = mapped_column(String(30))
    subject_id: Mapped[int | None] = mapped_column(Integer)
    client_id: Mapped[int | None] = mapped_column(Integer)
    """Without a foreign key: the trail outlives the record that it speaks of."""
    detail: Mapped[str | None] = mapped_column(String(200))
    """Codes such as `stop` or `role:reviewer`."""

    __table_args__ = (
        Index("ix_audit_entries_client", "client_id", "id"),
        Index("ix_audit_entries_by", "by_id", "id"),
        Index("ix_audit_entries_action", "action", "at"),
    )


append_only("audit_entries")
