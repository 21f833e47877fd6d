"""Adverse events: a bruise, swelling, neck pain or headache within seven days after a visit, and what follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select

from intake.clinical.body import BY_CODE, WHOLES, label, split_side
from intake.clinical.dates.spoken import in_words
from intake.clinical.history.adverse_events import (
    BRUISE,
    COURSE_WORDS,
    FOLLOWS,
    HEADACHE,
    KIND_WORDS,
    NECK_PAIN,
    PAINS,
    is_after_neck_work,
)
from intake.clinical.techniques import PRESSURE_WORDS
from intake.records.database import db
from intake.records.staff import Staff
from intake.records.visits import BEGUN, RECORDED, AdverseEvent, Visit
from intake.services import audit, form_keys
from intake.services.errors import InvalidInput
from intake.services.screening import screen_client
from intake.services.visit_summaries import TECHNIQUES_DONE

ONE_SIDE = ("left", "right")
SIDES = (*ONE_SIDE, "both", "middle")
USUAL_PLACE = {NECK_PAIN: "neck", HEADACHE: "head"}
MOST_OFFERED = 6


@dataclass(frozen=True, slots=True)
class EventReport:
    """What was told. `place` is a code of `clinical.body`, `side` left, right, both, middle or "" (not asked).

    `large`: of a bruise large or spreading, of a swelling hard and painful. `course`: easing, same, worse or "".
    """

    kind: str
    noticed_on: date
    place: str = ""
    side: str = ""
    large: str = ""
    unlike_before: str = ""
    course: str = ""
    words: str = ""

    @property
    def is_pain(self) -> bool:
        """Whether it is neck pain or headache."""
        return self.kind in PAINS


@dataclass(frozen=True, slots=True)
class EventLine:
    """One adverse event for a page, with the visit before it and who recorded it."""

    event: AdverseEvent
    visit: Visit
    by: str

    @property
    def what(self) -> str:
        """What it is and where: "Bruise, left calf"; "Neck pain, left"."""
        region = self.event.region
        place = split_side(region)[0] if self.event.kind in PAINS else label(region) if region else ""
        return f"{KIND_WORDS[self.event.kind]}{f', {place}' if place else ''}"

    @property
    def answers(self) -> tuple[str, ...]:
        """What was answered about it, in words; what was not asked is named too."""
        event = self.event
        if event.kind not in PAINS:
            words = ("large or spreading", "not large") if event.kind == BRUISE else (
                "hard and painful", "not hard and painful")
            return (_answer_words(event.large, *words, "size not asked"),)
        sides = ("on one side", "on both sides or in the middle", "side not asked")
        course = COURSE_WORDS[event.course].lower() if event.course else "how it goes was not asked"
        return (course, _answer_words(event.unlike_before, "unlike any before", "as known from before",
                              "whether unlike any before was not asked"), _answer_words(event.one_sided, *sides))

    @property
    def done(self) -> str:
        """Techniques and pressure of the visit, in words."""
        techniques = "; ".join(TECHNIQUES_DONE.get(code, code) for code in self.visit.techniques)
        pressure = self.visit.pressure
        return f"{techniques or 'techniques not noted'}; pressure " + (
            PRESSURE_WORDS[pressure] if pressure is not None else "not noted")

    @property
    def is_read_by_rules(self) -> bool:
        """Whether any rule reads it: see `is_read_by_rules`."""
        return _is_read(self.event, self.visit)


def record_adverse_event(
    client_id: int, *, visit_id: int, report: EventReport, key: str, by: Staff, at: datetime, on: date,
) -> AdverseEvent:
    """Record what came up after a visit, and work the client's rules out again for `on`.

    InvalidInput where the visit is not one of the client's that took place, the day lies before it, more than seven
    days after it or still to come, or what decides was not asked.
    """
    once = form_keys.claim(key, by=by, at=at)
    visit = db.session.get(Visit, visit_id)
    if problems := _problems(client_id, visit, report, on):
        raise InvalidInput(problems)
    event = AdverseEvent(client_id=client_id, visit_id=visit_id, by_id=by.id, at=at, **_columns(report))
    db.session.add(event)
    db.session.flush()
    audit.note("adverse_event.record", by=by, at=at, subject_type="adverse_event", subject_id=event.id,
               client_id=client_id)
    once.leads_to("client", client_id)
    screen_client(client_id, on=on, by=by, at=at, occasion="adverse_event")
    db.session.commit()
    return event


def adverse_events_of(client_id: int) -> list[EventLine]:
    """What came up after the visits of a client, newest first."""
    return _lines(_ALL.where(AdverseEvent.client_id == client_id))


def adverse_events_after(visit_id: int) -> list[EventLine]:
    """What came up after one visit, newest first."""
    return _lines(_ALL.where(AdverseEvent.visit_id == visit_id))


def is_read_by_rules(event: AdverseEvent) -> bool:
    """False for a pain after a visit without work on the neck: it is on record, and no rule reads it."""
    return _is_read(event, db.session.get_one(Visit, event.visit_id))


def visits_before_now(client_id: int, *, among_them: int | None = None) -> Sequence[Visit]:
    """The visits that an event can have followed, newest first: MOST_OFFERED of them, and the one with this id."""
    took_place = select(Visit).where(Visit.client_id == client_id, Visit.state.in_((BEGUN, RECORDED)))
    newest = db.session.scalars(
        took_place.order_by(Visit.visit_on.desc(), Visit.id.desc()).limit(MOST_OFFERED)).all()
    meant = db.session.scalars(took_place.where(Visit.id == among_them)).all() if among_them else ()
    return [*newest, *(visit for visit in meant if visit not in newest)]


_ALL: Select[AdverseEvent, Visit, str] = (
    select(AdverseEvent, Visit, Staff.name).join(Visit, Visit.id == AdverseEvent.visit_id)
    .join(Staff, Staff.id == AdverseEvent.by_id).order_by(AdverseEvent.id.desc())
)


def _lines(wanted: Select[AdverseEvent, Visit, str]) -> list[EventLine]:
    return [EventLine(*row) for row in db.session.execute(wanted)]


def _is_read(event: AdverseEvent, visit: Visit) -> bool:
    return event.kind not in PAINS or is_after_neck_work(visit.areas)


def _answer_words(answer: str, yes: str, no: str, unasked: str) -> str:
    return {"yes": yes, "no": no}.get(answer, unasked)


def _columns(report: EventReport) -> dict[str, object]:
    """The columns of a report: what does not belong to its kind is left out."""
    place = report.place or USUAL_PLACE.get(report.kind, "")
    region = f"{report.side}_{place}" if report.side in ONE_SIDE and place else place
    one_sided = "" if not report.side else "yes" if report.side in ONE_SIDE else "no"
    about = {"unlike_before": report.unlike_before, "course": report.course} if report.is_pain else {
        "large": report.large}
    return {"kind": report.kind, "region": region, "noticed_on": report.noticed_on, "one_sided": one_sided,
            "words": report.words.strip()} | about


def _problems(client_id: int, visit: Visit | None, report: EventReport, on: date) -> dict[str, str]:
    if visit is None or visit.client_id != client_id or visit.state not in (BEGUN, RECORDED):
        return {"visit_id": "Choose a visit of this client that has taken place."}
    found = {"noticed_on": _day_problem(visit.visit_on, report.noticed_on, on), **_answer_problems(report)}
    return {name: problem for name, problem in found.items() if problem}


def _day_problem(visit_on: date, noticed_on: date, on: date) -> str:
    if noticed_on > on:
        return "This day is still to come."
    if noticed_on < visit_on:
        return f"This is before the visit of {in_words(visit_on)}. Choose the visit before it."
    if noticed_on > visit_on + FOLLOWS:
        return (f"This is more than seven days after the visit of {in_words(visit_on)}. Choose a later visit, or leave "
                "it to the questions of the next one.")
    return ""


def _answer_problems(report: EventReport) -> dict[str, str]:
    if report.kind not in KIND_WORDS:
        return {"kind": "Choose what it is."}
    found = {}
    if report.place not in BY_CODE and report.place not in WHOLES and (report.place or not report.is_pain):
        found["place"] = "Say where it is."
    if report.side not in ("", *SIDES):
        found["side"] = "Choose one of those given here."
    if report.course not in ("", *COURSE_WORDS):
        found["course"] = "Choose one of those given here."
    if not report.is_pain and report.large not in ("yes", "no"):
        found["large"] = ("Say whether it is large or spreading." if report.kind == BRUISE
                          else "Say whether it is hard and painful.")
    return found
