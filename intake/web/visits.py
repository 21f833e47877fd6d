"""Visits: today's questions, the plan, the record, and what the client takes home."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from intake.clinical.questionnaire.answers import remarks_posted
from intake.clinical.screening.findings import Urgency
from intake.clinical.techniques import PRESSURE_WORDS
from intake.services import (
    adverse_events,
    audit,
    clients,
    clinic,
    screening,
    staff,
    visit_openings,
    visit_summaries,
    visits,
)
from intake.services.beyond_plan import sentences
from intake.services.client_limits import limits_of
from intake.services.errors import InvalidInput, StaleRecord, VisitBlocked
from intake.services.flags import blocking_flags
from intake.web import access, clock, note_remarks
from intake.web.flags import as_pdf
from intake.web.forms.visit import (
    AREA_CHOICES,
    PAIN_ROWS,
    PRESSURES,
    SIDES,
    SITE_CHOICES,
    TECHNIQUE_CHOICES,
    AdditionForm,
    BeginForm,
    BookForm,
    NoteForm,
)
from intake.web.home import today_shows
from intake.web.opening_page import opening_page
from intake.web.sent_twice import shown_by

if TYPE_CHECKING:
    from intake.records.clients import Client
    from intake.records.flags import Flag
    from intake.records.visits import Visit

bp = Blueprint("visits", __name__)
shown_by("visit", "visits.show", "visit_id")

therapist = access.needs("therapist")
NEXT_VISIT = timedelta(days=14)
"""A reminder that can be changed, not a claim: no study read supports an interval (evidence.md#how-often-to-come)."""
LABELS = {"subjective": "What the client says", "objective": "What you find", "assessment": "What you make of it",
          "treatment_plan": "What was done", "minutes": "Minutes", "aftercare": "Aftercare",
          "next_visit_on": "Next visit", "beyond_plan_reason": "Why beyond the plan"}


@bp.post("/clients/<int:client_id>/visits")
@therapist
def book(client_id: int) -> ResponseReturnValue:
    """Book a visit."""
    _client(client_id)
    form = BookForm()
    if form.validate_on_submit() and form.visit_on.data:
        try:
            visits.book_visit(client_id, visit_on=form.visit_on.data, therapist_id=access.current_staff().id,
                              key=form.form_key.data or "", by=access.current_staff(), at=clock.now(), on=clock.today())
        except InvalidInput as invalid:
            flash(f"{invalid.problems['visit_on']} Nothing was booked.")
        else:
            flash("Booked.")
    else:
        flash("No day was given. Nothing was booked.")
    return redirect(url_for("clients.show", client_id=client_id), 303)


@bp.route("/clients/<int:client_id>/visits/begin", methods=["GET", "POST"])
@therapist
def begin(client_id: int) -> ResponseReturnValue:
    """Ask today's questions and open the visit with its plan, or say why not."""
    client = clients.open_for_care(client_id, by=access.current_staff(), at=clock.now())
    if screening.standing_intake(client_id) is None:
        return render_template("visits/no_intake.html", client=client)
    under_way = visits.visit_under_way(client_id)
    if under_way and request.method == "GET":
        return redirect(url_for("visits.show", visit_id=under_way.id), 303)
    opening = visit_openings.opening_of(client, on=clock.today())
    form = BeginForm.asking(opening.questions)
    if not form.is_submitted():
        return opening_page(opening, form)
    opening, form.left_open = opening.after(form.questions.data)
    form.remarks = tuple(each for each in opening.remarks if each.is_open)
    form.questions.put(opening.questions)
    if "more" in request.form:
        return opening_page(opening, form, more=request.form["more"])
    may_be_kept = form.validate() and not form.questions.read.problems
    if not may_be_kept or not (form.is_complete or form.has_news):
        return opening_page(opening, form, left_open=form.left_open, checked=True), 422
    try:
        visit = visits.begin_visit(
            client_id, questions=form.questions.data, unasked_reason=form.unasked_reason.data or "",
            key=form.form_key.data or "", by=access.current_staff(), at=clock.now(), on=clock.today())
    except VisitBlocked as refused:
        if not refused.flags:
            return opening_page(opening, form, left_open=form.left_open, checked=True, kept=True), 422
        return redirect(url_for("visits.blocked", client_id=client_id), 303)
    return redirect(url_for("visits.show", visit_id=visit.id), 303)


@bp.get("/clients/<int:client_id>/visits/blocked")
@access.needs_staff
def blocked(client_id: int) -> ResponseReturnValue:
    """Why there is no massage today: the words to say, the number to call."""
    client = _client(client_id)
    flags = blocking_flags(client_id)
    if not flags:
        return redirect(url_for("clients.show", client_id=client_id), 303)
    audit.record_read("visit.blocked", by=access.current_staff(), at=clock.now(), subject_type="client",
                      subject_id=client_id, client_id=client_id)
    return _blocked_page(client, flags)


@bp.get("/visits/<int:visit_id>")
@access.needs_staff
def show(visit_id: int) -> ResponseReturnValue:
    """The visit: its plan and the note while it is under way, the record afterwards."""
    visit, client = _opened(visit_id)
    audit.record_read("visit.read", by=access.current_staff(), at=clock.now(), subject_type="visit",
                      subject_id=visit.id, client_id=client.id)
    if visit.is_begun:
        return _note_page(visit, client, NoteForm(formdata=None, data=_so_far(visit)))
    return _record_page(visit, client, AdditionForm(formdata=None))


@bp.post("/visits/<int:visit_id>/note")
@therapist
def note(visit_id: int) -> ResponseReturnValue:
    """Save the note so far, or record the visit."""
    visit, client = _opened(visit_id)
    form = NoteForm()
    if not form.validate_on_submit():
        return _note_page(visit, client, form), 422
    by, at, version = access.current_staff(), clock.now(), form.begun_from()
    answered = remarks_posted(dict(request.form.lists()))
    try:
        if request.form.get("do") == "record":
            visits.record_visit(visit_id, form.note(), version=version, key=form.form_key.data or "", by=by, at=at,
                                answered=answered)
        else:
            visits.save_note(visit_id, form.note(), version=version, by=by, at=at, answered=answered)
    except InvalidInput as invalid:
        for name, message in invalid.problems.items():
            form.refuse(name, message)
        return _note_page(visit, client, form), 422
    except StaleRecord as stale:
        if not stale.current.is_begun:
            flash("This visit was recorded meanwhile. What you typed stands below, to be added.")
            return _record_page(stale.current, client, AdditionForm(formdata=None, data={"text": _typed(form)})), 409
        return _note_page(stale.current, client, form, stale=stale.current), 409
    flash("The visit is recorded." if request.form.get("do") == "record" else "Saved.")
    return redirect(url_for("visits.show", visit_id=visit_id), 303)


@bp.post("/visits/<int:visit_id>/additions")
@therapist
def add(visit_id: int) -> ResponseReturnValue:
    """Add to a recorded visit."""
    visit, client = _opened(visit_id)
    form = AdditionForm()
    if not form.validate_on_submit():
        return _record_page(visit, client, form), 422
    visits.add_to_visit(visit_id, text=form.text.data or "", key=form.form_key.data or "", by=access.current_staff(),
                        at=clock.now())
    flash("Added.")
    return redirect(url_for("visits.show", visit_id=visit_id), 303)


@bp.post("/visits/<int:visit_id>/call-off")
@therapist
def call_off(visit_id: int) -> ResponseReturnValue:
    """Take a booked visit off the list."""
    visit, client = _opened(visit_id)
    visits.call_off(visit_id, version=visit.version, by=access.current_staff(), at=clock.now())
    flash("Called off.")
    return redirect(url_for("clients.show", client_id=client.id), 303)


@bp.get("/visits/<int:visit_id>/summary")
@access.needs_staff
def summary(visit_id: int) -> str:
    """The client's summary as a page: the copy that a screen reader can read."""
    visit, client = _opened(visit_id)
    audit.record_read("visit.summary", by=access.current_staff(), at=clock.now(), subject_type="visit",
                      subject_id=visit.id, client_id=client.id)
    return render_template("visits/summary.html", visit=visit, client=client,
                           summary=visit_summaries.summary_of(visit), pressures=PRESSURE_WORDS)


@bp.post("/visits/<int:visit_id>/summary.pdf")
@access.needs_staff
def summary_pdf(visit_id: int) -> Response:
    """The client's summary on paper."""
    visit, _ = _opened(visit_id)
    printed = visit_summaries.print_visit_summary(visit_id, by=access.current_staff(), at=clock.now())
    return as_pdf(printed, f"visit-summary-{visit.visit_on.isoformat()}.pdf")


def _client(client_id: int) -> "Client":
    return clients.open_client(client_id, by=access.current_staff(), at=clock.now())


def _opened(visit_id: int) -> tuple["Visit", "Client"]:
    visit = visits.visit_of(visit_id)
    return visit, _client(visit.client_id)


def _blocked_page(client: "Client", flags: list["Flag"]) -> str:
    findings = [flag.finding for flag in flags]
    return render_template(
        "visits/blocked.html", client=client, pairs=list(zip(flags, findings, strict=True)),
        emergency=any(finding.urgency is Urgency.EMERGENCY for finding in findings),
        is_stop=any(finding.tier.name == "STOP" for finding in findings), clinic_words=clinic.the_clinic(),
        limits=limits_of(client.id), words=list(dict.fromkeys(f.advice_client for f in findings if f.advice_client)),
    )


def _so_far(visit: "Visit") -> dict[str, Any]:
    """What the note shows when it is opened: what was saved, or a start from the intake."""
    kept = {name: getattr(visit, name) for name in visits.FIELDS}
    kept |= {"version": visit.version, "pressure": "" if visit.pressure is None else str(visit.pressure)}
    if visit.subjective or visit.areas or visit.minutes:
        return kept
    intake = screening.standing_intake(visit.client_id)
    answers = intake.answers if intake else {}
    pains = [{"site": row.get("site", ""), "side": row.get("side", ""), "before": row.get("now", ""), "after": ""}
             for row in answers.get("pains", [])[:PAIN_ROWS] if row.get("site")]
    return kept | {
        "subjective": "\n".join(text for text in (answers.get("reason"), answers.get("goals")) if text),
        "aftercare": visit_summaries.GENERAL_AFTERCARE, "next_visit_on": visit.visit_on + NEXT_VISIT, "pains": pains,
    }


def _typed(form: NoteForm) -> str:
    """The words of a note that could no longer be kept, to go on with as an addition."""
    return "\n".join(f"{words}: {form[name].data}" for name, words in LABELS.items() if form[name].data)


def _note_page(visit: "Visit", client: "Client", form: NoteForm, *, stale: Any = None) -> str:
    rows = [*form.pains.rows, *({"site": "", "side": "", "before": "", "after": ""} for _ in range(PAIN_ROWS))]
    used = sum(bool(row.get("site") or row.get("before") or row.get("after")) for row in form.pains.rows)
    differences = [(words, getattr(stale, name), form[name].data) for name, words in LABELS.items()] if stale else []
    return render_template(
        "visits/note.html", visit=visit, client=client, form=form, stale=stale, differences=differences,
        plan=visits.plan_as_begun(visit), pressure_words=PRESSURE_WORDS,
        area_choices=AREA_CHOICES, technique_choices=TECHNIQUE_CHOICES, pressures=PRESSURES, sites=SITE_CHOICES,
        sides=SIDES, pain_rows=rows[:min(PAIN_ROWS, max(3, used + 1))],
        is_blocked=bool(blocking_flags(visit.client_id)), **note_remarks.beside_note(visit),
    )


def _record_page(visit: "Visit", client: "Client", form: AdditionForm) -> str:
    additions = visits.amendments_of(visit.id)
    return render_template(
        "visits/record.html", visit=visit, client=client, form=form, pressures=PRESSURE_WORDS,
        techniques=visit_summaries.TECHNIQUES_DONE, pain_place=visit_summaries.pain_place,
        additions=additions, plan=visits.plan_as_begun(visit),
        therapist=staff.get_staff(visit.therapist_id).name,
        events=adverse_events.adverse_events_after(visit.id) if visit.is_recorded else [],
        **note_remarks.in_record(visit, [addition for addition, _ in additions]),
        beyond=sentences(visits.what_goes_beyond(visit, visit), pressure=visit.pressure),
    )


def _todays(by: Any, on: date) -> object:
    return visits.todays_visits(by=by, on=on)


today_shows("visits/_today.html", "visits_today", _todays, "therapist", "reviewer", "administrator")
