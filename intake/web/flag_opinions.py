"""Saying of a flag that it was not useful, and taking that back. Whoever may open the client may say so."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from intake.services import flag_opinions
from intake.services.errors import StaleRecord
from intake.web import access, clock
from intake.web.flags import opened, page
from intake.web.forms.review import OpinionForm

bp = Blueprint("flag_opinions", __name__)


@bp.post("/flags/<int:flag_id>/not-useful")
@access.needs_staff
def not_useful(flag_id: int) -> ResponseReturnValue:
    """Say that a flag did not help with this client."""
    flag, client = opened(flag_id)
    form = OpinionForm()
    if not form.validate_on_submit():
        return page(flag, client, form), 422
    try:
        is_new = flag_opinions.call_not_useful(flag_id, reason=form.why.data or "", key=form.form_key.data or "",
                                               by=access.current_staff(), at=clock.now())
    except StaleRecord as stale:
        return page(stale.current, client, form, stale=True), 409
    flash("Counted as not useful for the rule. The flag stands as before." if is_new
          else "You had called this flag not useful already. It counts once.")
    return redirect(url_for("flags.show", flag_id=flag_id), 303)


@bp.post("/flags/<int:flag_id>/useful-after-all")
@access.needs_staff
def useful_after_all(flag_id: int) -> ResponseReturnValue:
    """Take back that a flag was called not useful."""
    flag, client = opened(flag_id)
    form = OpinionForm()
    if not form.validate_on_submit():
        return page(flag, client, form), 422
    try:
        is_new = flag_opinions.take_back(flag_id, key=form.form_key.data or "", by=access.current_staff(),
                                         at=clock.now())
    except StaleRecord as stale:
        return page(stale.current, client, form, stale=True), 409
    flash("Taken back. It is no longer counted as not useful." if is_new
          else "You do not call this flag not useful, so there was nothing to take back.")
    return redirect(url_for("flags.show", flag_id=flag_id), 303)
