"""What happened to one invented client, told in the order of time: registered, asked, reviewed, treated."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from intake.cli.demo_answers import whole
from intake.clinical.flag_life import Outcome
from intake.clinical.questionnaire import CONSENT_VERSION, empty_answers
from intake.records.clients import Client
from intake.records.staff import Staff
from intake.services import clearances, clients, drafts, flags, intakes
from intake.services.clearances import Reply
from intake.services.clients import ClientDetails
from intake.services.drafts import NO_DRAFT

Story = dict[str, Any]
REASON = "Seen together with the therapist. Light work only, and we look at the skin before and after."


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


Event = tuple[int, int, Callable[[Telling, Any], None], Any]
"""Days ago, the order within a day, what happens, and with what."""


def tell(story: Story, number: int, place: DemoClinic) -> None:
    """Register the client and let everything happen that the story holds."""
    therapist = place.therapists[number % 2]
    telling = Telling(story, place, therapist, _register(story, number, therapist, place))
    events: list[Event] = [(told["ago"], 0, _take_intake, told) for told in story.get("intakes", [])]
    if "clearance" in story:
        events.append((story["clearance"]["days_ago"], 1, _record_clearance, story["clearance"]))
    for _ago, _order, happens, what in sorted(events, key=lambda event: (-event[0], event[1])):
        happens(telling, what)
    if "draft" in story:
        _begin_draft(telling)


def _register(story: Story, number: int, therapist: Staff, place: DemoClinic) -> Client:
    first = max([told["ago"] for told in story.get("intakes", [])], default=0)
    details = ClientDetails(
        story["given"], story["family"], story["born"], sex=story["sex"], phone=story["phone"],
        preferred_language=story["language"], doctor_name="Dr Priya Nair", doctor_contact="Quay Road Surgery",
        doctor_may_be_asked="yes", emergency_name="A relative", emergency_phone="0161 496 0199",
        emergency_relation="family",
    )
    return clients.register_client(
        details, therapist_id=therapist.id, key=f"demo-register-{number}", by=therapist,
        at=DemoClinic.moment(place.now, first, 8),
    )


def _take_intake(telling: Telling, told: Story) -> None:
    at = telling.at(told["ago"], 9)
    intakes.sign_intake(
        telling.client.id, answers=whole(told, sex=telling.story["sex"]), signed_name=telling.client.name,
        signature=None, signed_on=at.date(), consent_version=CONSENT_VERSION, corrects_id=None,
        key=telling.key("intake", told["ago"]), by=telling.therapist, at=at,
    )
    _review(telling, telling.at(told["ago"], 11))


def _review(telling: Telling, at: datetime) -> None:
    reviews = telling.story.get("reviews", {})
    for flag in flags.flags_of_client(telling.client.id):
        if flag.waiting_since is None or flag.rule not in reviews:
            continue
        outcome = Outcome(reviews[flag.rule])
        flags.review_flag(
            flag.id, outcome=outcome, reason=REASON if outcome is Outcome.ADAPTED else "", version=flag.version,
            key=telling.key("review", flag.id, flag.version), by=telling.place.reviewer, at=at,
        )


def _record_clearance(telling: Telling, told: Story) -> None:
    at = telling.at(told["days_ago"], 12)
    reply = Reply(
        told["rule"], told["given_by"], at.date(), clearances.default_end(told["rule"], at.date()),
        limits=told["limits"],
    )
    clearances.record_clearance(
        telling.client.id, reply, key=telling.key("clearance"), by=telling.place.reviewer, at=at, on=at.date()
    )


def _begin_draft(telling: Telling) -> None:
    drafts.save_draft(
        telling.client.id, answers=empty_answers() | telling.story["draft"], version=NO_DRAFT, by=telling.therapist,
        at=telling.place.now,
    )

