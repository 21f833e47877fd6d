"""Visits: booking one, beginning it with today's questions and plan, recording it, and adding to a record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from intake.clinical.facts.background import Background
from intake.clinical.facts.limits import ClientLimits
from intake.clinical.facts.silence import NEVER_SKIPPED
from intake.clinical.history.background import read_background
from intake.clinical.history.client_limits import read_limits
from intake.clinical.questionnaire.answers import REMARKS
from intake.clinical.screening.findings import Finding
from intake.clinical.visit_plan import Exclusion, VisitPlan, plan_visit
from intake.records.clients import Client
from intake.records.database import db
from intake.records.flags import Flag
from intake.records.staff import Staff
from intake.records.visits import BEGUN, BOOKED, CALLED_OFF, RECORDED, Visit, VisitAmendment
from intake.services import audit, beyond_plan, form_keys, note_remarks
from intake.services.clients import refuse_if_archived, sees_all
from intake.services.errors import AlreadyDone, InvalidInput, RecordNotFound, StaleRecord, VisitBlocked, refuse_if_stale
from intake.services.flags import blocks
from intake.services.screening import ScreenedClient, screen_client, standing_intake
from intake.services.transactions import stale_if_changed

FURTHEST = timedelta(days=731)
"""Nobody books further ahead: such a day is a slip in the year."""
MOST_SHOWN = 12
NOT_ENOUGH_ASKED = "R76"
STATE_WORDS = {BOOKED: "booked", BEGUN: "under way", RECORDED: "recorded", CALLED_OFF: "called off"}
FIELDS = ("subjective", "objective", "assessment", "treatment_plan", "areas", "techniques", "pressure", "minutes",
          "pains", "beyond_plan_reason", "aftercare", "next_visit_on")


@dataclass(frozen=True, slots=True)
class SoapNote:
    """The record of a visit. `pressure` is on the Walton scale 0–5; `pains` hold site, side, before and after."""

    subjective: str = ""
    objective: str = ""
    assessment: str = ""
    treatment_plan: str = ""
    areas: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    pressure: int | None = None
    minutes: int | None = None
    pains: tuple[dict[str, Any], ...] = ()
    beyond_plan_reason: str = ""
    aftercare: str = ""
    next_visit_on: date | None = None


def visit_of(visit_id: int) -> Visit:
    """One visit. RecordNotFound when there is none; whether its client may be opened is asked apart."""
    visit = db.session.get(Visit, visit_id)
    if visit is None:
        raise RecordNotFound("visit")
    return visit


def todays_visits(*, by: Staff, on: date, limit: int = 60) -> list[tuple[Visit, int]]:
    """The visits of `on` with the strongest flag's tier (0 none), a therapist's own or everybody's for reviewers.

    Clients whose record is archived are left out.
    """
    wanted = (
        select(Visit).join(Visit.client).options(contains_eager(Visit.client))
        .where(Visit.visit_on == on, Visit.state != CALLED_OFF, Client.archived_at.is_(None))
        .order_by(Visit.id).limit(limit)
    )
    visits = db.session.scalars(wanted if sees_all(by) else wanted.where(Visit.therapist_id == by.id)).all()
    standing = db.session.execute(
        select(Flag.client_id, Flag.tier)
        .where(Flag.client_id.in_([visit.client_id for visit in visits]), Flag.closed_at.is_(None))
    )
    strongest: dict[int, int] = {}
    for client_id, tier in standing:
        strongest[client_id] = max(tier, strongest.get(client_id, 0))
    return [(visit, strongest.get(visit.client_id, 0)) for visit in visits]


def amendments_of(visit_id: int) -> list[tuple[VisitAmendment, str]]:
    """What was added to a recorded visit, oldest first, with who added it."""
    return list(db.session.execute(
        select(VisitAmendment, Staff.name).join(Staff, Staff.id == VisitAmendment.by_id)
        .where(VisitAmendment.visit_id == visit_id).order_by(VisitAmendment.id)
    ))


def book_visit(
    client_id: int, *, visit_on: date, therapist_id: int, key: str, by: Staff, at: datetime, on: date
) -> Visit:
    """Put a visit into the day's list. InvalidInput for a day that has passed or is years ahead; RecordArchived."""
    refuse_if_archived(client_id)
    once = form_keys.claim(key, by=by, at=at)
    if slip := _slip(visit_on, on):
        raise InvalidInput({"visit_on": slip})
    visit = _new(client_id, visit_on=visit_on, therapist_id=therapist_id)
    audit.note("visit.book", by=by, at=at, subject_type="visit", subject_id=visit.id, client_id=client_id)
    once.leads_to("visit", visit.id)
    db.session.commit()
    return visit


def call_off(visit_id: int, *, version: int, by: Staff, at: datetime) -> Visit:
    """Take a booked visit off the list. StaleRecord once it has begun."""
    visit = visit_of(visit_id)
    refuse_if_stale(visit, version)
    if visit.state != BOOKED:
        raise StaleRecord(visit)
    visit.state = CALLED_OFF
    audit.note("visit.call_off", by=by, at=at, subject_type="visit", subject_id=visit.id, client_id=visit.client_id)
    _commit(visit_id)
    return visit


def begin_visit(
    client_id: int, *, questions: dict[str, Any], key: str, by: Staff, at: datetime, on: date, unasked_reason: str = "",
) -> Visit:
    """Begin today's visit: keep the answers, work every rule out for `on`, and open with the plan.

    VisitBlocked while a STOP, or a whole-session HOLD that nobody lifted, stands, while something is not known that has
    to be (R66, R76), or while something written elsewhere is unanswered (R75): the answers, the screening and the flags
    are kept all the same, and the visit stays booked.
    `unasked_reason`: why it begins without what may be left open. RecordNotFound where there is no signed intake.
    AlreadyDone where the same answers began a visit today that is still under way. RecordArchived: the client has gone.
    """
    refuse_if_archived(client_id)
    once = form_keys.claim(key, by=by, at=at)
    if standing_intake(client_id) is None:
        raise RecordNotFound("intake")
    under_way = visit_under_way(client_id)
    if under_way and under_way.visit_on == on and _without_remarks(under_way.questions) == _without_remarks(questions):
        raise AlreadyDone("visit", under_way.id)
    visit = _to_begin(client_id, on, by)
    visit.questions, visit.asked_at, visit.therapist_id = questions, at, by.id
    visit.unasked_reason = unasked_reason.strip()
    db.session.flush()
    screened = screen_client(client_id, on=on, by=by, at=at, occasion="visit")
    once.leads_to("visit", visit.id)
    blocking = [flag for flag in screened.flags if blocks(flag)]
    asks = asks_that_block(screened, visit.unasked_reason)
    is_refused = bool(blocking or asks)
    audit.note("visit.refused" if is_refused else "visit.begin", by=by, at=at, subject_type="visit",
               subject_id=visit.id, client_id=client_id)
    if not is_refused:
        visit.state, visit.begun_at = BEGUN, at
        # From here on everything written before counts as asked about, also where there was nothing.
        visit.questions = {REMARKS: [], **questions}
        history, facts = screened.record.history, screened.facts
        visit.plan = plan_of(screened.findings, read_limits(history), not_known=facts.not_known,
                             background=read_background(history, facts, on))
    db.session.flush()
    note_remarks.settle(client_id, on=on, by=by, at=at)
    db.session.commit()
    if is_refused:
        raise VisitBlocked(blocking, asks)
    return visit


def asks_that_block(screened: ScreenedClient, unasked_reason: str) -> tuple[Finding, ...]:
    """What only asks and keeps the visit from beginning; with a reason, no more than what may never be left open."""
    may_be_left = bool(unasked_reason) and NEVER_SKIPPED.isdisjoint(screened.facts.not_known)
    return tuple(each for each in screened.screening.asks if each.rule != NOT_ENOUGH_ASKED or not may_be_left)


def plan_of(
    findings: Sequence[Finding], limits: ClientLimits, *, not_known: Sequence[str] = (),
    background: Background | None = None,
) -> VisitPlan:
    """The plan that follows from what stands; what a reviewer lifted keeps its changes but blocks nothing.

    `not_known`: what has to be known and is not, although the visit begins: it is light then.
    """
    return replace(plan_visit(findings, limits, not_known=not_known, background=background), blocked_by=())


def plan_as_begun(visit: Visit) -> VisitPlan:
    """The plan as it stood when the visit began."""
    return visit.plan or plan_visit(())


def save_note(
    visit_id: int, note: SoapNote, *, version: int, by: Staff, at: datetime, answered: Sequence[Mapping[str, str]] = (),
) -> Visit:
    """Keep what has been written so far, begun from `version`, and what was answered about its remarks (R75).

    StaleRecord when somebody saved in between.
    """
    visit = _open_visit(visit_id, version)
    _write(visit, note)
    note_remarks.keep_answers(visit, answered)
    audit.note("visit.save", by=by, at=at, subject_type="visit", subject_id=visit.id, client_id=visit.client_id)
    _commit(visit_id)
    return visit


def record_visit(
    visit_id: int, note: SoapNote, *, version: int, key: str, by: Staff, at: datetime,
    answered: Sequence[Mapping[str, str]] = (),
) -> Visit:
    """Record the visit for good; from here on there are only additions. A remark that is left open stops nothing: a
    warning sign or a clot goes to the review queue (R75).

    InvalidInput when something was done that the plan excludes and no reason is written (the problem names what, and
    whose word it was), or the next visit lies behind.
    """
    once = form_keys.claim(key, by=by, at=at)
    visit = _open_visit(visit_id, version)
    beyond = what_goes_beyond(visit, note)
    problems = {}
    if beyond and not note.beyond_plan_reason.strip():
        what = " ".join(beyond_plan.sentences(beyond, pressure=note.pressure))
        problems["beyond_plan_reason"] = f"{what} Write why, or change it."
    if note.next_visit_on and (slip := _slip(note.next_visit_on, visit.visit_on)):
        problems["next_visit_on"] = slip
    if problems:
        raise InvalidInput(problems)
    _write(visit, note)
    note_remarks.keep_answers(visit, answered)
    visit.state, visit.recorded_at, visit.recorded_by_id = RECORDED, at, by.id
    audit.note("visit.record", by=by, at=at, subject_type="visit", subject_id=visit.id, client_id=visit.client_id,
               detail="beyond_plan" if beyond else None)
    once.leads_to("visit", visit.id)
    _commit(visit_id, lambda: note_remarks.flag_note(visit, by=by, at=at))
    return visit


def what_goes_beyond(visit: Visit, note: SoapNote | Visit) -> tuple[Exclusion, ...]:
    """What of a record, or of the visit as it was recorded, the plan excludes, and whose word it is."""
    return plan_as_begun(visit).excludes(places=note.areas, techniques=note.techniques, pressure=note.pressure)


def add_to_visit(visit_id: int, *, text: str, key: str, by: Staff, at: datetime) -> Visit:
    """Add to a recorded visit. What was recorded stays as it is."""
    once = form_keys.claim(key, by=by, at=at)
    visit = visit_of(visit_id)
    if visit.state != RECORDED:
        raise StaleRecord(visit)
    if not text.strip():
        raise InvalidInput({"text": "Write what is to be added."})
    db.session.add(VisitAmendment(visit_id=visit.id, text=text.strip(), by_id=by.id, at=at))
    audit.note("visit.add", by=by, at=at, subject_type="visit", subject_id=visit.id, client_id=visit.client_id)
    once.leads_to("visit", visit.id)
    db.session.flush()
    note_remarks.flag_note(visit, by=by, at=at)
    db.session.commit()
    return visit


def _without_remarks(questions: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in questions.items() if key != REMARKS}


def _slip(day: date, on: date) -> str:
    if day < on:
        return "This day has passed."
    return "This day is more than two years ahead. Look at the year." if day > on + FURTHEST else ""


def _new(client_id: int, *, visit_on: date, therapist_id: int) -> Visit:
    visit = Visit(client_id=client_id, therapist_id=therapist_id, visit_on=visit_on, state=BOOKED, questions={},
                  areas=[], techniques=[], pains=[])
    db.session.add(visit)
    db.session.flush()
    return visit


def _to_begin(client_id: int, on: date, by: Staff) -> Visit:
    """The visit to begin. One whose start was refused today keeps the answers of then, and another one is begun."""
    booked = _of_today(client_id, on)
    if booked is not None and booked.asked_at is not None:
        booked.state, booked = CALLED_OFF, None
    return booked or _new(client_id, visit_on=on, therapist_id=by.id)


def _of_today(client_id: int, on: date) -> Visit | None:
    return db.session.scalar(
        select(Visit).where(Visit.client_id == client_id, Visit.visit_on == on, Visit.state == BOOKED)
        .order_by(Visit.id).limit(1)
    )


def visit_under_way(client_id: int) -> Visit | None:
    """The visit that is under way, if any."""
    return db.session.scalar(
        select(Visit).where(Visit.client_id == client_id, Visit.state == BEGUN).order_by(Visit.id.desc()).limit(1)
    )


def client_of(visit: Visit) -> Client:
    """The client of a visit."""
    return db.session.get_one(Client, visit.client_id)


def _open_visit(visit_id: int, version: int) -> Visit:
    visit = visit_of(visit_id)
    refuse_if_stale(visit, version)
    if visit.state != BEGUN:
        raise StaleRecord(visit)
    return visit


def _write(visit: Visit, note: SoapNote) -> None:
    for field in FIELDS:
        value = getattr(note, field)
        setattr(visit, field, list(value) if isinstance(value, tuple) else value)


def _commit(visit_id: int, then: Callable[[], object] = lambda: None) -> None:
    """Keep the visit, and what follows from it in the same act."""
    with stale_if_changed(lambda: db.session.get(Visit, visit_id, populate_existing=True)):
        db.session.flush()
        then()
        db.session.commit()
