"""Clearances: a doctor's word that massage is safe within limits. HOLD becomes CAUTION, STOP is never touched."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import exists, or_, select

from intake.clinical.body import expand
from intake.clinical.dates.vague import on_day
from intake.clinical.facts import Clearance as ClearanceFact
from intake.clinical.screening import screen
from intake.clinical.screening.clearances import SAME_MATTER, ends_on
from intake.clinical.screening.findings import Evidence, Finding
from intake.clinical.screening.rule import RULES
from intake.records.clients import CareTeamMember, Client
from intake.records.database import db
from intake.records.flags import Clearance, Flag
from intake.records.staff import Staff
from intake.services import audit, clinic, form_keys
from intake.services.errors import InvalidInput, NotPermitted, RecordNotFound
from intake.services.screening import facts_of, screen_client, settings_of

ENDING_SOON = timedelta(days=30)
LONGEST = timedelta(days=5 * 366)
"""Nobody vouches for longer: such an end is a slip in the year."""
LARGEST = 1_500_000
"""Bytes of an attached reply."""
DOCUMENT_KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
"""What an attached reply may be, told by its first bytes and never by its name."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back from the doctor. `document` is the attached reply, b"" where none was attached.

    `limits` in the doctor's words; what they come to: `pressure_cap` on the Walton scale 0–5 (None = not named),
    `regions` to be left alone, `techniques` to be left out.
    """

    rule: str
    given_by: str
    given_on: date
    valid_until: date
    scope: str = ""
    limits: str = ""
    pressure_cap: int | None = None
    regions: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    document: bytes = b""


def clearable_rules() -> tuple[str, ...]:
    """The rules that a clearance can be given for."""
    return tuple(sorted(code for code, rule in RULES.items() if rule.clearance))


def default_end(rule: str, given_on: date, window: date | None = None) -> date:
    """When a clearance given on `given_on` ends unless the reply says otherwise: 12 months, cancer 3.

    At the latest with the `window` of what it covers (`end_of_window`). Clinical source: scale.md#clearances.
    """
    end = ends_on(ClearanceFact(rule, given=on_day(given_on), window_ends_on=window), given_on)
    return end or given_on


def what_they_cover(clearances: Iterable[Clearance]) -> dict[int, tuple[Evidence, ...]]:
    """By the id of each clearance of one client, the facts that it names, as the client's flags were given them.

    () where it was recorded for its rule alone.
    """
    naming = [each for each in clearances if each.covers]
    told = _facts_of_flags(naming[0].client_id) if naming else {}
    return {each.id: tuple(told[key] for key in each.covers or () if key in told) for each in clearances}


def _facts_of_flags(client_id: int) -> dict[str, Evidence]:
    findings = db.session.scalars(select(Flag.stored_finding).where(Flag.client_id == client_id).order_by(Flag.id))
    return {each["fact"]: Evidence.from_dict(each) for found in findings for each in found.get("evidence", ())
            if "fact" in each}


def clearance_of(clearance_id: int) -> Clearance:
    """One clearance. RecordNotFound when there is none; whether its client may be opened is asked apart."""
    clearance = db.session.get(Clearance, clearance_id)
    if clearance is None:
        raise RecordNotFound("clearance")
    return clearance


def ending_soon(*, by: Staff, on: date, limit: int = 20) -> list[tuple[Clearance, Client]]:
    """Clearances in force that end within thirty days, soonest first: time to ask the doctor again."""
    wanted = (
        select(Clearance, Client).join(Client, Client.id == Clearance.client_id)
        .where(Clearance.ended_at.is_(None), Clearance.valid_until >= on, Clearance.valid_until <= on + ENDING_SOON,
               # With the window of what it covers ends what was held: there is nothing to ask the doctor again.
               or_(Clearance.window_ends_on.is_(None), Clearance.window_ends_on > Clearance.valid_until),
               Client.archived_at.is_(None))
        .order_by(Clearance.valid_until, Clearance.id).limit(limit)
    )
    if not by.may_review:
        # Asked of each clearance that ends soon: a list of all own clients would be far longer.
        wanted = wanted.where(exists().where(
            CareTeamMember.client_id == Clearance.client_id, CareTeamMember.staff_id == by.id))
    return list(db.session.execute(wanted))


def record_clearance(
    client_id: int, reply: Reply, *, key: str, by: Staff, at: datetime, on: date
) -> Clearance:
    """Keep what the doctor answered and work the client's rules out again for `on`.

    It covers the facts that the rule rests on that day, wherever rules read them, and ends with their window at the
    latest. Reviewers and administrators only. InvalidInput where a date or the attached file will not do.
    """
    if not by.may_review:
        raise NotPermitted
    once = form_keys.claim(key, by=by, at=at)
    _check(reply, on=on)
    cleared = finding_to_clear(client_id, reply.rule, on=on)
    clearance = Clearance(
        covers=sorted(cleared.facts) if cleared else None, window_ends_on=end_of_window(cleared),
        pressure_cap=reply.pressure_cap, techniques=list(reply.techniques),
        regions=sorted(frozenset().union(*map(expand, reply.regions))),
        client_id=client_id, rule=reply.rule, given_by=reply.given_by.strip(), given_on=reply.given_on,
        valid_until=reply.valid_until, scope=reply.scope.strip(), limits=reply.limits.strip(),
        document=reply.document or None, document_type=document_type(reply.document), recorded_by_id=by.id,
        recorded_at=at,
    )
    db.session.add(clearance)
    db.session.flush()
    audit.note("clearance.record", by=by, at=at, subject_type="clearance", subject_id=clearance.id,
               client_id=client_id, detail=reply.rule)
    screen_client(client_id, on=on, by=by, at=at, occasion="clearance")
    once.leads_to("clearance", clearance.id)
    db.session.commit()
    return clearance


def finding_to_clear(client_id: int, rule: str, *, on: date) -> Finding | None:
    """What the rule says on `on` as if nobody had cleared it: the facts that a clearance for it covers.

    None where it says nothing: the clearance then counts for the rule, whatever it finds.
    """
    client = db.session.get_one(Client, client_id)
    settings = settings_of(clinic.the_clinic())
    facts = replace(facts_of(client, on=on, settings=settings), clearances=())
    code = SAME_MATTER.get(rule, rule)
    return next((each for each in screen(facts, on=on, settings=settings).findings if each.rule == code), None)


def end_of_window(cleared: Finding | None) -> date | None:
    """The first day on which what is covered holds nothing any more; None where it has no window of its own."""
    return None if cleared is None or RULES[cleared.rule].recomputed else cleared.until


def end_clearance(clearance_id: int, *, reason: str, by: Staff, at: datetime, on: date) -> Clearance:
    """End a clearance before its date, in writing, and work the client's rules out again. It stays on record."""
    if not by.may_review:
        raise NotPermitted
    clearance = clearance_of(clearance_id)
    if not reason.strip():
        raise InvalidInput({"reason": "Write why it ends."})
    if clearance.ended_at is None:
        clearance.ended_at, clearance.ended_reason = at, reason.strip()
        audit.note("clearance.end", by=by, at=at, subject_type="clearance", subject_id=clearance.id,
                   client_id=clearance.client_id, detail=clearance.rule)
        db.session.flush()
        screen_client(clearance.client_id, on=on, by=by, at=at, occasion="clearance")
    db.session.commit()
    return clearance


def document_type(content: bytes) -> str:
    """The kind of an attached reply by its content, "" where there is none or it is none of the kinds allowed."""
    return next((kind for start, kind in DOCUMENT_KINDS.items() if content.startswith(start)), "")


def _check(reply: Reply, *, on: date) -> None:
    problems = {}
    if reply.rule not in clearable_rules():
        problems["rule"] = "Choose what the reply is about."
    if not reply.given_by.strip():
        problems["given_by"] = "Who gave the clearance?"
    if reply.given_on > on:
        problems["given_on"] = "This day is still to come."
    if reply.valid_until <= reply.given_on:
        problems["valid_until"] = "It must end after the day it was given."
    elif reply.valid_until > reply.given_on + LONGEST:
        problems["valid_until"] = "That is more than five years. Check the year."
    if reply.document and (not document_type(reply.document) or len(reply.document) > LARGEST):
        problems["document"] = "Attach a PDF, JPEG or PNG of at most 1.5 MB."
    if problems:
        raise InvalidInput(problems)
