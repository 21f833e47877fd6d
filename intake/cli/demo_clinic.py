"""What the stories of the demonstration share: who works there, up to which moment they are told, and one telling."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from intake.records.clients import Client
from intake.records.staff import Staff

Story = dict[str, Any]


@dataclass(frozen=True)
class DemoClinic:
    """Who works in the demonstration, and the moment up to which it is told."""

    therapists: tuple[Staff, Staff]
    reviewer: Staff
    now: datetime

    @staticmethod
    def moment(now: datetime, ago: int, hour: int) -> datetime:
        """So many days before `now`, at that hour, and never after it."""
        return min(datetime.combine(now.date() - timedelta(days=ago), time(hour), UTC), now)


@dataclass(frozen=True)
class Telling:
    """One client's story on the way."""

    story: Story
    place: DemoClinic
    therapist: Staff
    client: Client

    def at(self, ago: int, hour: int) -> datetime:
        """The moment so many days ago."""
        return DemoClinic.moment(self.place.now, ago, hour)

    def key(self, *what: object) -> str:
        """A form key of its own for each act."""
        return "-".join(map(str, ("demo", self.client.id, *what)))
