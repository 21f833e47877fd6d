"""Form keys: the one-time key of each form that was acted on, so that a form sent twice is stored once."""

from datetime import datetime

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from intake.records.actors import Acted
from intake.records.database import Model, UtcDateTime


class FormKey(Acted, Model):
    """A key that has been used, and what came of it."""

    __tablename__ = "form_keys"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    used_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    subject_type: Mapped[str | None] = mapped_column(String(30))
    subject_id: Mapped[int | None] = mapped_column(Integer)

    def leads_to(self, subject_type: str, subject_id: int) -> None:
        """Say what the act made, so that the second sending of the form is led there."""
        self.subject_type = subject_type
        self.subject_id = subject_id
