"""Set-up: the first visit makes the clinic and its first administrator. Afterwards this page is gone for good."""

from flask import Blueprint, abort, render_template
from flask_security import hash_password
from werkzeug.wrappers import Response

from intake.services import clinic
from intake.services.errors import AlreadySetUp
from intake.web import access, clock, signed_in
from intake.web.forms.clinic import COUNTRY_CHOICES, SetUpForm
from intake.web.forms.time_zones import zone_groups

bp = Blueprint("setup", __name__)


@bp.route("/set-up", methods=["GET", "POST"])
@access.public
def set_up() -> str | tuple[str, int] | Response:
    """Ask for the clinic and the first administrator, once."""
    if clinic.is_set_up():
        abort(404)
    form = SetUpForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        page = render_template("setup/set_up.html", form=form, countries=COUNTRY_CHOICES,
                               time_zones=zone_groups(clock.now()))
        return page, status
    try:
        staff = clinic.set_up(
            form.clinic_name.data or "",
            country=form.country.data,
            time_zone=form.time_zone.data or "",
            emergency_number=form.emergency_number.data or "",
            staff_name=form.staff_name.data or "",
            email=form.email.data,
            password_hash=hash_password(form.password.data or ""),
            at=clock.now(),
        )
    except AlreadySetUp:
        abort(404)
    return signed_in.open_for(staff, "/")
