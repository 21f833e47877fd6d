"""Departures: recording on the client's page that somebody died or moved away, and undoing it."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from intake.services import charts, departures
from intake.services.errors import InvalidInput
from intake.web import access, clock
from intake.web.clients import chart_page
from intake.web.forms.base import BaseForm
from intake.web.forms.client import DepartureForm, UndoDepartureForm

bp = Blueprint("departures", __name__)


@bp.post("/clients/<int:client_id>/departure")
@access.needs("therapist", "reviewer", "administrator")
def record(client_id: int) -> ResponseReturnValue:
    """Record that the client died or moved away."""
    form = DepartureForm()
    if not form.validate_on_submit():
        return _again(client_id, departing=form)
    try:
        departures.record_departure(
            client_id, departure=form.departure.data or "", departed_on=form.departed_on.data,
            reason=form.reason.data or "", version=form.begun_from(), by=access.current_staff(), at=clock.now(),
            on=clock.today(),
        )
    except InvalidInput as refused:
        return _again(client_id, refused.problems, departing=form)
    flash("Recorded. The record is kept and can be read.")
    return redirect(url_for("clients.show", client_id=client_id), 303)


@bp.post("/clients/<int:client_id>/departure/undo")
@access.needs("administrator")
def undo(client_id: int) -> ResponseReturnValue:
    """Take back a departure recorded by mistake."""
    form = UndoDepartureForm()
    if not form.validate_on_submit():
        return _again(client_id, undoing=form)
    try:
        departures.undo_departure(client_id, reason=form.reason.data or "", version=form.begun_from(),
                                  by=access.current_staff(), at=clock.now())
    except InvalidInput as refused:
        return _again(client_id, refused.problems, undoing=form)
    flash("Undone. The client is back, and what nobody reviewed waits again.")
    return redirect(url_for("clients.show", client_id=client_id), 303)


def _again(client_id: int, problems: dict[str, str] | None = None, **forms: BaseForm) -> ResponseReturnValue:
    for form in forms.values():
        for name, message in (problems or {}).items():
            form.refuse(name, message)
    return chart_page(charts.chart_of(client_id, by=access.current_staff(), at=clock.now()), **forms), 422
