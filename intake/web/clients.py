"""Clients: the list, finding, registering, amending, and the chart."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from intake.clinical.techniques import PRESSURE_WORDS
from intake.services import audit, care_team, charts, clearances, clients, staff
from intake.services.departures import DEPARTURE_WORDS
from intake.services.errors import InvalidInput, LikelyDoubles, RecordNotFound, StaleRecord
from intake.web import access, clock
from intake.web.forms.base import BaseForm
from intake.web.forms.client import (
    MAY_BE_ASKED,
    SEXES,
    ArchiveForm,
    ClientForm,
    DepartureForm,
    TakeOverForm,
    UndoDepartureForm,
)
from intake.web.forms.languages import LANGUAGES
from intake.web.ids import record_id
from intake.web.medicines import settles
from intake.web.sent_twice import shown_by

if TYPE_CHECKING:
    from intake.records.clients import Client

bp = Blueprint("clients", __name__)
shown_by("client", "clients.show", "client_id")

LABELS = {"given_name": "Given name", "family_name": "Family name", "birth_date": "Born", "sex": "Sex",
          "phone": "Telephone", "email": "E-mail", "address": "Address", "preferred_language": "Language",
          "emergency_name": "Emergency contact", "emergency_phone": "Emergency telephone",
          "emergency_relation": "Relation", "doctor_name": "Doctor", "doctor_contact": "Doctor’s contact",
          "doctor_may_be_asked": "Doctor may be asked", "notes": "Notes"}


@bp.get("/clients")
@access.needs_staff
def index() -> str:
    """The clients one may open, by name, and the field to find one."""
    archived = "archived" in request.args
    after = request.args.get("after", type=record_id)
    page = clients.client_page(by=access.current_staff(), archived=archived, after_id=after)
    return render_template("clients/index.html", page=page, archived=archived, query="", is_later=bool(after))


@bp.post("/clients/search")
@access.needs_staff
def search() -> str:
    """Clients found by what was typed. A POST, so that no name stands in an address."""
    query, longest = request.form.get("query", ""), clients.LONGEST_QUERY
    fits = len(query) <= longest
    found = clients.find_clients(query, by=access.current_staff(), on=clock.today()) if fits else []
    template = "clients/_found.html" if request.form.get("part") else "clients/found.html"
    return render_template(template, found=found, query=query, longest=longest)


@bp.route("/clients/new", methods=["GET", "POST"])
@access.needs("therapist", "reviewer", "administrator")
def new() -> ResponseReturnValue:
    """Register a client; somebody alike is shown first."""
    form = ClientForm()
    therapist_id = _therapist(form)
    if not form.validate_on_submit() or not therapist_id:
        if form.is_submitted() and not therapist_id:
            form.refuse("therapist_id", "Choose who will care for this client.")
        return _form_page(form), 422 if form.is_submitted() else 200
    by, at, key = access.current_staff(), clock.now(), form.form_key.data or ""
    double = request.form.get("take_over", type=record_id) if by.is_therapist else None
    try:
        if double:
            client = clients.take_over_double(double, form.details(), reason=form.reason.data or "", key=key, by=by,
                                              at=at)
        else:
            client = clients.register_client(form.details(), therapist_id=therapist_id, key=key, by=by, at=at,
                                             is_new=_has_seen_doubles(form))
            flash("Registered.")
    except LikelyDoubles as doubles:
        return _form_page(form, doubles=doubles.clients), 409
    except InvalidInput as refused:
        form.refuse("reason", refused.problems["reason"])
        return _form_page(form, doubles=clients.likely_doubles(form.details())), 422
    return redirect(url_for("clients.show", client_id=client.id), 303)


@bp.get("/clients/<int:client_id>")
@access.needs_staff
def show(client_id: int) -> str:
    """The chart: what stands against massage today, what is known, what was done."""
    by, at = access.current_staff(), clock.now()
    chart = charts.chart_of(client_id, by=by, at=at)
    audit.record_read("client.read", by=by, at=at, subject_type="client", subject_id=client_id, client_id=client_id)
    return chart_page(chart)


@bp.route("/clients/<int:client_id>/amend", methods=["GET", "POST"])
@access.needs("therapist", "reviewer", "administrator")
def amend(client_id: int) -> ResponseReturnValue:
    """Change a client's details. The second of two writers gets both texts."""
    client = clients.open_client(client_id, by=access.current_staff(), at=clock.now())
    form = ClientForm(obj=client)
    form.form_key.validators = []
    if not form.is_submitted():
        audit.record_read("client.read", by=access.current_staff(), at=clock.now(), subject_type="client",
                          subject_id=client_id, client_id=client_id)
    if not form.validate_on_submit():
        return _form_page(form, client=client), 422 if form.is_submitted() else 200
    try:
        clients.amend_client(client_id, form.details(), version=form.begun_from(), by=access.current_staff(),
                             at=clock.now(), on=clock.today())
    except StaleRecord as stale:
        return _form_page(form, client=client, stale=stale.current), 409
    flash("Saved.")
    return redirect(url_for("clients.show", client_id=client_id), 303)


@bp.post("/clients/<int:client_id>/archive")
@access.needs("therapist", "reviewer", "administrator")
def archive(client_id: int) -> ResponseReturnValue:
    """Take a client out of the list, with a reason."""
    form = ArchiveForm()
    if not form.validate_on_submit():
        chart = charts.chart_of(client_id, by=access.current_staff(), at=clock.now())
        return chart_page(chart, archive=form), 422
    clients.archive_client(client_id, reason=form.reason.data or "", version=form.begun_from(),
                           by=access.current_staff(), at=clock.now())
    flash("Archived. The record is kept and can be brought back.")
    return redirect(url_for("clients.show", client_id=client_id), 303)


@bp.post("/clients/<int:client_id>/restore")
@access.needs("therapist", "reviewer", "administrator")
def restore(client_id: int) -> ResponseReturnValue:
    """Bring an archived client back."""
    form = ArchiveForm()
    clients.restore_client(client_id, version=form.begun_from(), by=access.current_staff(), at=clock.now())
    flash("Brought back.")
    return redirect(url_for("clients.show", client_id=client_id), 303)


@bp.route("/clients/take-over", methods=["GET", "POST"])
@access.needs("therapist")
def take_over() -> ResponseReturnValue:
    """Join the care team of a colleague's client, named exactly, for a written reason."""
    form = TakeOverForm()
    if form.validate_on_submit() and form.birth_date.data:
        try:
            client = care_team.take_over(
                given_name=form.given_name.data or "", family_name=form.family_name.data or "",
                birth_date=form.birth_date.data, reason=form.reason.data or "", by=access.current_staff(),
                key=form.form_key.data or "", at=clock.now(),
            )
        except RecordNotFound:
            form.refuse("family_name", "Nobody of this name was born on this day. Check both.")
        else:
            return redirect(url_for("clients.show", client_id=client.id), 303)
    return render_template("clients/take_over.html", form=form), 422 if form.is_submitted() else 200


def chart_page(chart: charts.Chart, **refused: BaseForm) -> str:
    """The chart with its small forms: those of `refused` (archive, departing, undoing) as they were sent."""
    forms = {"archive": ArchiveForm, "departing": DepartureForm, "undoing": UndoDepartureForm}
    blank = {name: form(formdata=None) for name, form in forms.items()}
    may_ask = access.current_staff().is_therapist and not chart.client.archived_at
    begin = url_for("visits.begin", client_id=chart.client.id)
    return render_template(
        "clients/show.html", chart=chart, client=chart.client, today=clock.today(),
        settles=settles(access.current_staff()),
        departures=list(DEPARTURE_WORDS.items()), covers=clearances.what_they_cover(chart.clearances),
        pressure_words=PRESSURE_WORDS, **(blank | refused),
        ask_at={matter: f"{begin}#known-{matter}" for matter in chart.not_known} if may_ask else {})


def _therapist(form: ClientForm) -> int | None:
    """Who will care for the client: whom the form names, or else the therapist who registers. None: nobody yet."""
    named = form.therapist_id.data or ""
    allowed = {str(each.id): each.id for each in staff.therapists()}
    by = access.current_staff()
    return allowed.get(named) if named else by.id if by.is_therapist else None


def _has_seen_doubles(form: ClientForm) -> bool:
    # A name that was changed since may be like somebody else's.
    seen = set((form.is_new.data or "").split())
    return bool(seen) and {str(each.id) for each in clients.likely_doubles(form.details())} <= seen


def _form_page(
    form: BaseForm, *, client: "Client | None" = None, stale: Any = None,
    doubles: Sequence["Client"] = (),
) -> str:
    mine = clients.open_to(access.current_staff(), among=doubles)
    differences = [(words, getattr(stale, name), form[name].data) for name, words in LABELS.items()] if stale else []
    return render_template(
        "clients/form.html", form=form, client=client, stale=stale, differences=differences,
        doubles=[(each, each.id in mine) for each in doubles], sexes=SEXES,
        may_be_asked=MAY_BE_ASKED, languages=LANGUAGES, me=access.current_staff(),
        therapists=[(each.id, each.name) for each in staff.therapists()],
    )
