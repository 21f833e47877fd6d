"""Clinic: the one row of settings of this place, and which day it is there."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

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
    time_zone: Mapped[str] = mapped_column(String(64))
    """IANA name, such as Pacific/Auckland: what "today" means here, wherever the server stands."""
    emergency_number: Mapped[str] = mapped_column(String(100), default="your emergency number")
    urgent_care_words: Mapped[str] = mapped_column(String(300), default="a doctor or an urgent care service")
    journey_threshold_hours: Mapped[int] = mapped_column(SmallInteger, default=4)
    """Seated hours that make a journey long: 4, or 3 where the clinic is stricter (clots.md#long-journeys)."""
    agree_alone_age: Mapped[int | None] = mapped_column(SmallInteger)
    """Whole years from which a client may agree to massage alone; None for what is usual in the country."""
    version: Mapped[int] = mapped_column(Integer, default=1)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("journey_threshold_hours IN (3, 4)", name="journey_threshold"),
    )

    def local(self, at: datetime) -> datetime:
        """The moment `at` by the clocks of this place."""
        return at.astimezone(ZoneInfo(self.time_zone))

    def day(self, at: datetime) -> date:
        """Which day it is here at the moment `at`."""
        return self.local(at).date()

    def end_of(self, day: date) -> datetime:
        """The last moment of a day of this place."""
        return datetime.combine(day, time.max, ZoneInfo(self.time_zone))
