"""Clearances: recording what the doctor answered, and showing it."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from intake.clinical.screening.findings import Tier
from intake.clinical.screening.rule import RULES
from intake.clinical.techniques import PRESSURE_WORDS
from intake.services import audit, clearances, clients, flags, staff
from intake.services.clearances import Reply
from intake.services.errors import InvalidInput, RecordNotFound
from intake.web import access, clock
from intake.web.forms.base import as_choices, day_in
from intake.web.forms.review import CAPS, LEFT_OUT, PLACES, ClearanceForm, EndClearanceForm
from intake.web.sent_twice import shown_by

if TYPE_CHECKING:
    from intake.clinical.screening.findings import Finding
    from intake.records.clients import Client

bp = Blueprint("clearances", __name__)
shown_by("clearance", "clearances.show", "clearance_id")

EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@bp.route("/clients/<int:client_id>/clearances/new", methods=["GET", "POST"])
@access.needs("reviewer", "administrator")
def new(client_id: int) -> ResponseReturnValue:
    """Record what came back from the doctor."""
    client = clients.open_client(client_id, by=access.current_staff(), at=clock.now())
    asked = request.form.get("rule", request.args.get("rule", ""))
    rule = asked if asked in clearances.clearable_rules() else ""
    cleared = clearances.finding_to_clear(client_id, rule, on=clock.today()) if rule else None
    form = ClearanceForm(data=_begin(rule, cleared))
    form.rule.choices = as_choices(_clearable())
    is_sound = form.validate_on_submit()
    if cleared is not None and cleared.tier is Tier.STOP:
        # Each answer to a STOP is an assessment: it says what was found.
        form.refuse("rule", "This is a STOP today. Record what the doctor found at its flag.")
        is_sound = False
    if not is_sound:
        return _page(client, form, cleared), 422 if form.is_submitted() else 200
    try:
        clearances.record_clearance(client_id, _reply(form, cleared), key=form.form_key.data or "",
                                    by=access.current_staff(), at=clock.now(), on=clock.today())
    except InvalidInput as invalid:
        for name, message in invalid.problems.items():
            form.refuse(name, message)
        return _page(client, form, cleared), 422
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
        may_end=by.may_review, pressure_words=PRESSURE_WORDS,
        covers=clearances.what_they_cover([clearance])[clearance.id],
    )


def _begin(rule: str, cleared: "Finding | None") -> dict[str, Any]:
    """What the form begins with. An end is offered only where the window of what is cleared says it."""
    today = clock.today()
    window = clearances.end_of_window(cleared)
    end = clearances.default_end(rule, today, window) if rule else None
    return {"rule": rule, "given_on": today, "valid_until": end if end == window else None, "pressure_cap": ""}


def _reply(form: ClearanceForm, cleared: "Finding | None") -> Reply:
    given_on = day_in(form.given_on)
    end = clearances.default_end(form.rule.data, given_on, clearances.end_of_window(cleared))
    return Reply(
        rule=form.rule.data, given_by=form.given_by.data or "", given_on=given_on,
        valid_until=form.valid_until.data or end, scope=form.scope.data or "", limits=form.limits.data or "",
        pressure_cap=int(form.pressure_cap.data) if form.pressure_cap.data else None,
        regions=tuple(form.regions.data or ()), techniques=tuple(form.techniques.data or ()),
        document=form.document.data.read() if form.document.data else b"",
    )


def _page(client: "Client", form: ClearanceForm, cleared: "Finding | None") -> str:
    chosen = form.rule.data if form.rule.data in clearances.clearable_rules() and not form.problem("rule") else ""
    held = [flag for flag in flags.flags_of_client(client.id)
            if flag.rule in clearances.clearable_rules() and flag.tier != Tier.STOP]
    return render_template(
        "clearances/new.html", client=client, form=form, rules=[("", "Choose"), *_clearable()],
        rule=RULES.get(chosen), cleared=cleared, held=held,
        covers=[each for each in cleared.evidence if each.fact] if cleared else [],
        window=clearances.end_of_window(cleared), caps=CAPS, places=PLACES, left_out=LEFT_OUT,
    )


def _clearable() -> list[tuple[str, str]]:
    return [(code, f"{code} {RULES[code].name}") for code in clearances.clearable_rules()]
