"""Adverse events: what came up after a visit, told by the client at the next one or on the telephone."""

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from intake.services import adverse_events, clients
from intake.services.errors import InvalidInput
from intake.web import access, clock
from intake.web.forms.adverse_event import COURSES, KINDS, SIDES, YES_NO, AdverseEventForm
from intake.web.forms.visit import SITE_CHOICES
from intake.web.ids import record_id

if TYPE_CHECKING:
    from intake.records.clients import Client

bp = Blueprint("adverse_events", __name__)


@bp.route("/clients/<int:client_id>/after-massage", methods=["GET", "POST"])
@access.needs("therapist")
def new(client_id: int) -> ResponseReturnValue:
    """Record what came up after a visit. `visit` in the query is the id of the one that is meant."""
    by, at = access.current_staff(), clock.now()
    client = clients.open_client(client_id, by=by, at=at)
    chosen = request.args.get("visit", type=record_id)
    form = AdverseEventForm(adverse_events.visits_before_now(client_id, among_them=chosen), chosen=chosen)
    if not form.validate_on_submit():
        return _page(client, form), 422 if form.is_submitted() else 200
    try:
        event = adverse_events.record_adverse_event(
            client_id, visit_id=int(form.visit_id.data), report=form.report(), key=form.form_key.data or "", by=by,
            at=at, on=clock.today())
    except InvalidInput as invalid:
        form.refuse_all(invalid.problems)
        return _page(client, form), 422
    flash("Recorded, and the flags follow it." if adverse_events.is_read_by_rules(event) else
          "Recorded. No work on the neck was noted at that visit, so no rule reads it.")
    return redirect(url_for("clients.show", client_id=client_id), 303)


def _page(client: "Client", form: AdverseEventForm) -> str:
    return render_template("adverse_events/new.html", client=client, form=form, kinds=KINDS, sites=SITE_CHOICES,
                           sides=SIDES, courses=COURSES, yes_no=YES_NO)
