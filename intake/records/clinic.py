"""Clinic: the one row of settings of this place."""

from sqlalchemy import CheckConstraint, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from intake.records.database import Model


class Clinic(Model):
    """Name, address and local words. Exactly one row, whose existence means that set-up is done."""

    __tablename__ = "clinic"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(500), default="")
    phone: Mapped[str] = mapped_column(String(50), default="")
    country: Mapped[str] = mapped_column(String(2), default="")
    """ISO 3166 code; "" means unset, and the more cautious reading of names that differ by country."""
    emergency_number: Mapped[str] = mapped_column(String(100), default="your emergency number")
    urgent_care_words: Mapped[str] = mapped_column(String(300), default="a doctor or an urgent care service")
    journey_threshold_hours: Mapped[int] = mapped_column(SmallInteger, default=4)
    """Longest seated stretch that counts as a long journey: 4, or 3 where the clinic is stricter (rules.md 1)."""
    version: Mapped[int] = mapped_column(Integer, default=1)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("journey_threshold_hours IN (3, 4)", name="journey_threshold"),
    )
