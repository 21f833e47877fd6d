"""Settings: the clinic, the staff, and the audit trail. For administrators."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import hash_password

from intake.clinical.people.agreeing import usual_age
from intake.services import audit
from intake.services import clinic as clinic_acts
from intake.services import staff as staff_acts
from intake.services.errors import EmailTaken, LastAdministrator, StaleRecord
from intake.web import access, clock
from intake.web.forms.base import BaseForm
from intake.web.forms.clinic import COUNTRY_CHOICES, HOURS, ClinicForm
from intake.web.forms.staff import ROLE_WORDS, NewStaffForm, ResetPasswordForm, RolesForm
from intake.web.forms.time_zones import zone_groups
from intake.web.ids import record_id

bp = Blueprint("settings", __name__, url_prefix="/settings")

ALONE = "This is the only administrator. Make somebody else one first."


@bp.route("/clinic", methods=["GET", "POST"])
@access.needs("administrator")
def clinic() -> ResponseReturnValue:
    """The clinic's name, address and local words."""
    now = clinic_acts.the_clinic()
    form = ClinicForm(obj=now)
    if not form.validate_on_submit():
        return _clinic_page(form), 422 if form.is_submitted() else 200
    values = {name: form[name].data for name in clinic_acts.FIELDS}
    values["journey_threshold_hours"] = int(form.journey_threshold_hours.data)
    try:
        clinic_acts.amend_clinic(form.begun_from(), values=values, by=access.current_staff(), at=clock.now())
    except StaleRecord as stale:
        return _clinic_page(form, stale=stale.current), 409
    flash("The clinic's settings are saved.")
    return redirect(url_for("settings.clinic"), 303)


def _clinic_page(form: ClinicForm, stale: object = None) -> str:
    time_zones = zone_groups(clock.now(), kept=form.time_zone.object_data)
    return render_template("settings/clinic.html", form=form, countries=COUNTRY_CHOICES, time_zones=time_zones,
                           hours=HOURS, stale=stale, usual_age=usual_age(form.country.data or ""))


@bp.route("/staff", methods=["GET", "POST"])
@access.needs("administrator")
def staff() -> ResponseReturnValue:
    """Who works here, and adding somebody."""
    form = NewStaffForm()
    if form.validate_on_submit():
        try:
            added = staff_acts.add_staff(
                form.name.data or "",
                email=form.email.data,
                password_hash=hash_password(form.password.data or ""),
                roles=form.roles.data or [],
                by=access.current_staff(),
                at=clock.now(),
            )
        except EmailTaken:
            form.refuse("email", "Somebody here signs in with this address already.")
        else:
            flash("Added. Give them the password yourself, and ask them to change it.")
            return redirect(url_for("settings.one_staff", staff_id=added.id), 303)
    page = render_template("settings/staff.html", form=form, everybody=staff_acts.all_staff(), roles=ROLE_WORDS)
    return page, 422 if form.is_submitted() else 200


@bp.route("/staff/<int:staff_id>", methods=["GET", "POST"])
@access.needs("administrator")
def one_staff(staff_id: int) -> ResponseReturnValue:
    """One member of staff, and their roles."""
    person = staff_acts.get_staff(staff_id)
    form = RolesForm(data={"roles": [str(role) for role in person.roles], "version": person.version})
    stale = None
    if form.validate_on_submit():
        try:
            staff_acts.change_roles(
                staff_id, roles=form.roles.data or [], version=form.begun_from(), by=access.current_staff(),
                at=clock.now(),
            )
        except LastAdministrator:
            form.refuse("roles", ALONE)
        except StaleRecord as error:
            stale = error.current
        else:
            flash("The roles are changed from now on.")
            return redirect(url_for("settings.one_staff", staff_id=staff_id), 303)
    return _staff_page(person, form, stale=stale), 409 if stale else 422 if form.is_submitted() else 200


def _staff_page(person: object, form: BaseForm | None = None, reset: BaseForm | None = None,
                stale: object = None, problem: str = "") -> str:
    return render_template("settings/one_staff.html", person=person, form=form, reset=reset, stale=stale,
                           problem=problem, roles=ROLE_WORDS)


@bp.post("/staff/<int:staff_id>/deactivate")
@access.needs("administrator")
def deactivate(staff_id: int) -> ResponseReturnValue:
    """Close an account at once."""
    try:
        staff_acts.deactivate(staff_id, by=access.current_staff(), at=clock.now())
    except LastAdministrator:
        return _staff_page(staff_acts.get_staff(staff_id), problem=ALONE), 409
    flash("The account is closed and signed out everywhere.")
    return redirect(url_for("settings.one_staff", staff_id=staff_id), 303)


@bp.post("/staff/<int:staff_id>/reactivate")
@access.needs("administrator")
def reactivate(staff_id: int) -> ResponseReturnValue:
    """Open a closed account again."""
    staff_acts.reactivate(staff_id, by=access.current_staff(), at=clock.now())
    flash("The account is open again.")
    return redirect(url_for("settings.one_staff", staff_id=staff_id), 303)


@bp.post("/staff/<int:staff_id>/password")
@access.needs("administrator")
def reset_password(staff_id: int) -> ResponseReturnValue:
    """Give somebody a new password, which ends their sessions."""
    person = staff_acts.get_staff(staff_id)
    form = ResetPasswordForm()
    if not form.validate_on_submit():
        return _staff_page(person, reset=form), 422
    staff_acts.change_password(
        staff_id,
        password_hash=hash_password(form.password.data or ""),
        keep_session=None,
        by=access.current_staff(),
        at=clock.now(),
    )
    flash("The password is changed and the account signed out everywhere.")
    return redirect(url_for("settings.one_staff", staff_id=staff_id), 303)


@bp.get("/audit")
@access.needs("administrator")
def audit_trail() -> str:
    """Who did what, newest first."""
    before, client, staff = (request.args.get(name, type=record_id) for name in ("before", "client", "staff"))
    page = audit.page(before=before, client_id=client, staff_id=staff)
    filters = {name: value for name, value in (("client", client), ("staff", staff)) if value is not None}
    return render_template("settings/audit.html", page=page, filters=filters)
