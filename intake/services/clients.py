"""Clients: registering, amending, archiving, finding, and who may open whom."""

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select

from intake.clinical.people import names
from intake.clinical.people.birth_dates import find_birth_date
from intake.records import client_search
from intake.records.client_search import PAGE, NamePlace
from intake.records.clients import CareTeamMember, Client
from intake.records.database import db
from intake.records.staff import Staff
from intake.services import audit, care_team, form_keys, queue_places
from intake.services.errors import LikelyDoubles, NotPermitted, RecordArchived, RecordNotFound, refuse_if_stale
from intake.services.screening import screen_client, standing_intake
from intake.services.transactions import stale_if_changed

READ_BY_RULES = frozenset({"birth_date", "sex"})
SHORTEST_PHONE_PART = 5
LONGEST_QUERY = 200
MOST_WORDS = 8
DIGITS = re.compile(r"\+?\(?[0-9](?:[0-9 ()./-]*[0-9])?")


@dataclass(frozen=True, slots=True)
class ClientDetails:
    """What is kept about a client besides health. "" = not given; `sex` and `doctor_may_be_asked` "" = not asked."""

    given_name: str
    family_name: str
    birth_date: date
    sex: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    preferred_language: str = "en"
    emergency_name: str = ""
    emergency_phone: str = ""
    emergency_relation: str = ""
    doctor_name: str = ""
    doctor_contact: str = ""
    doctor_may_be_asked: str = ""
    notes: str = ""


def open_client(client_id: int, *, by: Staff, at: datetime | None = None) -> Client:
    """The client, for somebody who may open the record: the care team, reviewers and administrators.

    RecordNotFound both when there is none and when `by` may not know of one.
    """
    client = db.session.get(Client, client_id)
    if client is None or not (sees_all(by) or care_team.is_member(client_id, by)):
        raise RecordNotFound("client")
    return client


def open_for_care(client_id: int, *, by: Staff, at: datetime | None = None) -> Client:
    """As open_client, to begin something new with the client. RecordArchived where the record is archived."""
    client = open_client(client_id, by=by, at=at)
    refuse_if_archived(client_id)
    return client


def refuse_if_archived(client_id: int) -> None:
    """Raise RecordArchived where the client has died, moved away or was archived: nothing new is begun."""
    client = db.session.get(Client, client_id)
    if client is not None and client.archived_at is not None:
        raise RecordArchived


def open_to(by: Staff, *, among: Sequence[Client]) -> set[int]:
    """The ids of those of `among` whose record `by` may open, found by one question however many they are."""
    ids = {client.id for client in among}
    return ids if sees_all(by) or not ids else care_team.clients_of(by, among=ids)


def sees_all(by: Staff) -> bool:
    """Whether `by` may open every client of the clinic."""
    return by.may_review


def register_client(
    details: ClientDetails, *, therapist_id: int, key: str, by: Staff, at: datetime, is_new: bool = False
) -> Client:
    """Make a client, who is cared for by `therapist_id` (and by whoever registers, when a therapist).

    LikelyDoubles, before anything is made, when somebody of a similar name was born on the same day; `is_new` says
    that a person has looked at them. AlreadyDone when the form was sent before.
    """
    once = form_keys.claim(key, by=by, at=at)
    if not is_new and (doubles := likely_doubles(details)):
        raise LikelyDoubles(doubles)
    client = Client(**asdict(details), therapist_id=therapist_id, created_at=at, created_by_id=by.id)
    db.session.add(client)
    db.session.flush()
    client_search.index_words(client.id, _search_words(details))
    care_team.join(client.id, therapist_id, reason="registered", at=at, own=True)
    if by.is_therapist and by.id != therapist_id:
        care_team.join(client.id, by.id, reason="registered", at=at)
    audit.note("client.register", by=by, at=at, subject_type="client", subject_id=client.id, client_id=client.id)
    once.leads_to("client", client.id)
    db.session.commit()
    return client


def likely_doubles(details: ClientDetails) -> list[Client]:
    """Clients born on the same day whose name may be the same person's."""
    name = f"{details.given_name} {details.family_name}"
    return [client for client in client_search.born_on(details.birth_date) if names.are_similar(client.name, name)]


def take_over_double(
    client_id: int, details: ClientDetails, *, reason: str, key: str, by: Staff, at: datetime
) -> Client:
    """Join the care team of a colleague's client, instead of registering the same person again as `details`.

    RecordNotFound where the client is no likely double of `details`; InvalidInput without a reason.
    """
    doubles = {client.id: client for client in likely_doubles(details)}
    if client_id not in doubles:
        raise RecordNotFound("client")
    return care_team.enter(doubles[client_id], reason=reason, key=key, by=by, at=at)


def amend_client(
    client_id: int, details: ClientDetails, *, version: int, by: Staff, at: datetime, on: date
) -> Client:
    """Change a client's details, begun from `version`. StaleRecord when somebody else saved in between.

    What stands already (the form was sent twice) is no change, whatever the version. Where rules read what changed
    (age, sex), they are worked out again for `on`.
    """
    client = open_client(client_id, by=by, at=at)
    changed = [field for field, value in asdict(details).items() if getattr(client, field) != value]
    if not changed:
        return client
    refuse_if_stale(client, version)
    for field in changed:
        setattr(client, field, getattr(details, field))
    with in_turn(client_id):
        db.session.flush()
        client_search.index_words(client.id, _search_words(details))
        audit.note("client.amend", by=by, at=at, subject_type="client", subject_id=client.id, client_id=client.id,
                   detail=",".join(changed))
        if READ_BY_RULES.intersection(changed) and standing_intake(client_id):
            screen_client(client_id, on=on, by=by, at=at, occasion="amend")
        db.session.commit()
    return client


def archive_client(client_id: int, *, reason: str, version: int, by: Staff, at: datetime) -> Client:
    """Take a client out of the list and the queue. Nothing is deleted; the client can be brought back.

    Archived twice is once.
    """
    client = open_client(client_id, by=by, at=at)
    if client.archived_at and client.archived_reason == reason:
        return client
    refuse_if_stale(client, version)
    client.archived_at, client.archived_reason = at, reason
    audit.note("client.archive", by=by, at=at, subject_type="client", subject_id=client.id, client_id=client.id)
    with in_turn(client_id):
        queue_places.give_up_places(client_id)
        db.session.commit()
    return client


def restore_client(client_id: int, *, version: int, by: Staff, at: datetime) -> Client:
    """Bring an archived client back: into the list, and what nobody reviewed into the queue.

    Why it was archived stays on the record. NotPermitted where the client died or moved: see services.departures.
    """
    client = open_client(client_id, by=by, at=at)
    if client.archived_at is None:
        return client
    if client.departure:
        raise NotPermitted
    refuse_if_stale(client, version)
    client.archived_at = None
    audit.note("client.restore", by=by, at=at, subject_type="client", subject_id=client.id, client_id=client.id)
    with in_turn(client_id):
        queue_places.take_places_again(client_id)
        db.session.commit()
    return client


def find_clients(query: str, *, by: Staff, on: date) -> Sequence[Client]:
    """Clients by the beginnings of their names in any order, digits of their telephone, and their birth date."""
    terms = _terms(query[:LONGEST_QUERY], on)
    return client_search.found_by(terms, care_team_of=None if sees_all(by) else by.id) if terms else []


@dataclass(frozen=True, slots=True)
class ClientPage:
    """One page of the list by name; `after` continues it."""

    clients: Sequence[Client]
    after: NamePlace | None


def client_page(*, by: Staff, archived: bool = False, after_id: int | None = None) -> ClientPage:
    """The clients that `by` may open, by name. `after_id` is the client after whom the page continues."""
    last = open_client(after_id, by=by) if after_id else None
    place = NamePlace(last.family_name, last.given_name, last.id) if last else None
    found = client_search.page(care_team_of=None if sees_all(by) else by.id, archived=archived, after=place)
    shown = found[:PAGE]
    end = shown[-1] if len(found) > PAGE else None
    return ClientPage(shown, NamePlace(end.family_name, end.given_name, end.id) if end else None)


def team_of(client_id: int) -> Sequence[Staff]:
    """The therapists of a client's care team, by name."""
    return db.session.scalars(
        select(Staff).join(CareTeamMember, CareTeamMember.staff_id == Staff.id)
        .where(CareTeamMember.client_id == client_id).order_by(Staff.name)
    ).all()


def in_turn(client_id: int) -> AbstractContextManager[None]:
    """Turn a version conflict over a client into StaleRecord(current row)."""
    return stale_if_changed(lambda: db.session.get(Client, client_id, populate_existing=True))


def _search_words(details: ClientDetails) -> set[str]:
    """Every word the client is found by. A telephone is found by any run of digits to its end."""
    phone = _digits(details.phone)
    tails = {phone[start:] for start in range(max(1, len(phone) - SHORTEST_PHONE_PART + 1))} - {""}
    return {*names.words_to_find_by(f"{details.given_name} {details.family_name}"), details.birth_date.isoformat(),
            *tails}


def _terms(query: str, on: date) -> list[tuple[str, ...]]:
    born = find_birth_date(" ".join(query.split()), on)
    terms = [(*born.beginnings, *_zeros_or_not(born.was_digits))] if born.beginnings else []
    terms += [_zeros_or_not(_digits(run)) for run in DIGITS.findall(born.rest)]
    terms += [(word,) for word in names.words(DIGITS.sub(" ", born.rest))]
    return terms[:MOST_WORDS]


def _digits(phone: str) -> str:
    # +44 (0)161 … is dialled without the nought.
    return re.sub(r"\D", "", phone.replace("(0)", ""))


def _zeros_or_not(digits: str) -> tuple[str, ...]:
    # 07700… is found as +44 7700… and the other way about. As typed too: a number may end in 00123.
    return tuple(dict.fromkeys((digits, digits.lstrip("0") or digits))) if digits else ()
