"""What happened to one invented client, told in the order of time: registered, asked, reviewed, treated."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from intake.cli.demo_answers import whole
from intake.cli.demo_clinic import DemoClinic, Story, Telling
from intake.cli.demo_visits import come_today, give_visit, tell_after_visit
from intake.cli.remarks import answered_form
from intake.clinical.flags import Decision
from intake.clinical.people import agreeing
from intake.clinical.questionnaire import CONSENT_VERSION, empty_answers
from intake.records.clients import Client
from intake.records.staff import Staff
from intake.services import clearances, clients, drafts, flags, intakes
from intake.services.clearances import Reply
from intake.services.clients import ClientDetails
from intake.services.drafts import NO_DRAFT

REASON = "Seen together with the therapist. Light work only, and we look at the skin before and after."
Event = tuple[int, int, Callable[[Telling, Any], None], Any]
"""Days ago, the order within a day, what happens, and with what."""


def tell(story: Story, number: int, place: DemoClinic) -> None:
    """Register the client and let everything happen that the story holds."""
    therapist = place.therapists[number % 2]
    telling = Telling(story, place, therapist, _register(story, number, therapist, place))
    events: list[Event] = [(told["ago"], 0, _take_intake, told) for told in story.get("intakes", [])]
    events += [(ago, 2, give_visit, turn) for turn, ago in enumerate(story.get("visits", []))]
    if "after_visit" in story:
        events.append((story["after_visit"]["ago"], 3, tell_after_visit, story["after_visit"]))
    if "clearance" in story:
        events.append((story["clearance"]["days_ago"], 1, _record_clearance, story["clearance"]))
    if "today" in story:
        events.append((0, 3, come_today, story["today"]))
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
        at=place.moment(first, 8),
    )


def _take_intake(telling: Telling, told: Story) -> None:
    at = telling.at(told["ago"], 9)
    answers = answered_form(telling.client, whole(told, sex=telling.story["sex"]), on=telling.place.day(at))
    intakes.sign_intake(
        telling.client.id, answers=answers, signed_name=telling.client.name,
        signer_relation=agreeing.SELF, signing_note="", signature=None, signed_on=telling.place.day(at),
        consent_version=CONSENT_VERSION, corrects_id=None, key=telling.key("intake", told["ago"]),
        by=telling.therapist, at=at,
    )
    _review(telling, telling.at(told["ago"], 11))


def _review(telling: Telling, at: datetime) -> None:
    reviews = telling.story.get("reviews", {})
    for flag in flags.flags_of_client(telling.client.id):
        if flag.waiting_since is None or flag.rule not in reviews:
            continue
        decision = Decision(reviews[flag.rule])
        flags.review_flag(
            flag.id, decision=decision, reason=REASON if decision is Decision.ADAPTED else "", version=flag.version,
            key=telling.key("review", flag.id, flag.version), by=telling.place.reviewer, at=at,
        )


def _record_clearance(telling: Telling, told: Story) -> None:
    at = telling.at(told["days_ago"], 12)
    on = telling.place.day(at)
    reply = Reply(
        told["rule"], told["given_by"], on, clearances.default_end(told["rule"], on),
        limits=told["limits"],
    )
    clearances.record_clearance(
        telling.client.id, reply, key=telling.key("clearance"), by=telling.place.reviewer, at=at, on=on
    )
    _review(telling, at)


def _begin_draft(telling: Telling) -> None:
    drafts.save_draft(
        telling.client.id, answers=empty_answers() | telling.story["draft"], version=NO_DRAFT, by=telling.therapist,
        at=telling.place.now,
    )

