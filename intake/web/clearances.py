"""Clearances: recording what the doctor answered, and showing it."""

from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from intake.clinical.screening.rule import RULES
from intake.services import audit, clearances, clients, staff
from intake.services.clearances import Reply
from intake.services.errors import InvalidInput, RecordNotFound
from intake.web import access, clock
from intake.web.forms.base import as_choices, day_in
from intake.web.forms.review import ClearanceForm, EndClearanceForm
from intake.web.sent_twice import shown_by

if TYPE_CHECKING:
    from intake.records.clients import Client

bp = Blueprint("clearances", __name__)
shown_by("clearance", "clearances.show", "clearance_id")

EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@bp.route("/clients/<int:client_id>/clearances/new", methods=["GET", "POST"])
@access.needs("reviewer", "administrator")
def new(client_id: int) -> ResponseReturnValue:
    """Record what came back from the doctor."""
    client = clients.open_client(client_id, by=access.current_staff(), at=clock.now())
    form = ClearanceForm(data={"rule": request.args.get("rule", ""), "given_on": clock.today()})
    form.rule.choices = as_choices(_clearable())
    if not form.validate_on_submit():
        return _page(client, form), 422 if form.is_submitted() else 200
    given_on = day_in(form.given_on)
    reply = Reply(
        rule=form.rule.data, given_by=form.given_by.data or "", given_on=given_on,
        valid_until=form.valid_until.data or clearances.default_end(form.rule.data, given_on),
        scope=form.scope.data or "", limits=form.limits.data or "",
        document=form.document.data.read() if form.document.data else b"",
    )
    try:
        clearances.record_clearance(client_id, reply, key=form.form_key.data or "", by=access.current_staff(),
                                    at=clock.now(), on=clock.today())
    except InvalidInput as invalid:
        for name, message in invalid.problems.items():
            form.refuse(name, message)
        return _page(client, form), 422
    flash("The clearance is recorded, and the flags follow it.")
    return redirect(url_for("clients.show", client_id=client_id), 303)


@bp.get("/clearances/<int:clearance_id>")
@access.needs_staff
def show(clearance_id: int) -> str:
    """One clearance: who gave it, for what, until when."""
    return _shown(clearance_id, EndClearanceForm(formdata=None))


@bp.post("/clearances/<int:clearance_id>/end")
@access.needs("reviewer", "administrator")
def end(clearance_id: int) -> ResponseReturnValue:
    """End a clearance before its date."""
    clearance = clearances.clearance_of(clearance_id)
    clients.open_client(clearance.client_id, by=access.current_staff(), at=clock.now())
    form = EndClearanceForm()
    if not form.validate_on_submit():
        return _shown(clearance_id, form), 422
    clearances.end_clearance(clearance_id, reason=form.reason.data or "", by=access.current_staff(), at=clock.now(),
                             on=clock.today())
    flash("The clearance has ended, and the flags follow it.")
    return redirect(url_for("clearances.show", clearance_id=clearance_id), 303)


@bp.post("/clearances/<int:clearance_id>/reply")
@access.needs_staff
def reply(clearance_id: int) -> Response:
    """The doctor's reply as it was attached."""
    clearance = clearances.clearance_of(clearance_id)
    clients.open_client(clearance.client_id, by=access.current_staff(), at=clock.now())
    if clearance.document is None:
        raise RecordNotFound("document")
    audit.record_read("clearance.export", by=access.current_staff(), at=clock.now(), subject_type="clearance",
                      subject_id=clearance_id, client_id=clearance.client_id)
    return send_file(BytesIO(clearance.document), mimetype=clearance.document_type, as_attachment=True,
                     download_name=f"reply-{clearance.given_on.isoformat()}.{EXTENSIONS[clearance.document_type]}")


def _shown(clearance_id: int, form: EndClearanceForm) -> str:
    clearance = clearances.clearance_of(clearance_id)
    by, at = access.current_staff(), clock.now()
    client = clients.open_client(clearance.client_id, by=by, at=at)
    if request.method == "GET":
        audit.record_read("clearance.read", by=by, at=at, subject_type="clearance", subject_id=clearance_id,
                          client_id=client.id)
    return render_template(
        "clearances/show.html", clearance=clearance, client=client, form=form, rule=RULES.get(clearance.rule),
        today=clock.today(), recorded_by=staff.get_staff(clearance.recorded_by_id).name,
        may_end=by.is_reviewer or by.is_administrator,
    )


def _page(client: "Client", form: ClearanceForm) -> str:
    return render_template("clearances/new.html", client=client, form=form,
                           rules=[("", "Choose"), *_clearable()])


def _clearable() -> list[tuple[str, str]]:
    return [(code, f"{code} {RULES[code].name}") for code in clearances.clearable_rules()]
