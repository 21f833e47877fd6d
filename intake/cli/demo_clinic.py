"""What the stories of the demonstration share: who works there, up to which moment they are told, and one telling."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from intake.records.clients import Client
from intake.records.staff import Staff

Story = dict[str, Any]


@dataclass(frozen=True)
class DemoClinic:
    """Who works in the demonstration, the moment up to which it is told, and the time zone it is told in."""

    therapists: tuple[Staff, Staff]
    reviewer: Staff
    now: datetime
    zone: ZoneInfo

    def moment(self, ago: int, hour: int) -> datetime:
        """So many days before now, at that hour of the clinic's day, and never after now."""
        return moment(self.now, ago, hour, self.zone)

    def day(self, at: datetime) -> date:
        """Which day it is there at a moment."""
        return at.astimezone(self.zone).date()


def moment(now: datetime, ago: int, hour: int, zone: ZoneInfo) -> datetime:
    """So many days before `now`, at that hour of the day in `zone`, and never after it. In UTC."""
    there = datetime.combine(now.astimezone(zone).date() - timedelta(days=ago), time(hour), zone)
    return min(there.astimezone(UTC), now)


@dataclass(frozen=True)
class Telling:
    """One client's story on the way."""

    story: Story
    place: DemoClinic
    therapist: Staff
    client: Client

    def at(self, ago: int, hour: int) -> datetime:
        """The moment so many days ago."""
        return self.place.moment(ago, hour)

    def key(self, *what: object) -> str:
        """A form key of its own for each act."""
        return "-".join(map(str, ("demo", self.client.id, *what)))
