"""Accounts: signing in and out, and one's own password."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_security import hash_password, verify_password
from werkzeug.wrappers import Response

from intake.services import sign_in as signing_in
from intake.services import staff as staff_acts
from intake.web import access, clock, held_forms, signed_in
from intake.web.forms.staff import ChangePasswordForm, SignInForm

bp = Blueprint("accounts", __name__)

NOT_RIGHT = "That address and password do not belong together."
LOCKED = "Too many tries with this address. Wait a quarter of an hour, then try again."
# Checked when nobody has the address, so that the answer takes as long. No password matches it.
NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$" + "A" * 22 + "$" + "A" * 43


@bp.route("/sign-in", methods=["GET", "POST"])
@access.public
def sign_in() -> str | tuple[str, int] | Response:
    """Sign in, and go where one was going."""
    form = SignInForm()
    if not form.is_submitted():
        if access.is_signed_in():
            return redirect(signed_in.local_path(request.args.get("next")), 303)
        return _page(form, next=request.args.get("next", ""))
    if not form.validate():
        return _page(form, problem="Enter your e-mail address and your password."), 422
    at = clock.now()
    attempt = signing_in.attempt(form.email.data or "", at=at)
    if attempt.locked:
        return _page(form, problem=LOCKED), 429
    right = verify_password(form.password.data or "", attempt.staff.password if attempt.staff else NOBODYS)
    if attempt.staff is None or not right:
        signing_in.refuse_sign_in(form.email.data or "", staff=attempt.staff, at=at)
        return _page(form, problem=NOT_RIGHT), 401
    held = held_forms.release(form.held.data) if form.held.data else None
    if held:
        signed_in.start(attempt.staff)
        return render_template("accounts/send_again.html", held=held, path=signed_in.local_path(held.path))
    return signed_in.open_for(attempt.staff, form.next.data or "")


def _page(form: SignInForm, *, next: str = "", problem: str = "") -> str:
    return render_template(
        "security/login_user.html",
        email=form.typed("email"),
        next=form.next.data or next,
        held=form.held.data or "",
        problem=problem,
        expired=bool(form.held.data),
    )


@bp.post("/sign-out")
@access.public
def sign_out() -> Response:
    """End the session here and on the server."""
    if access.is_signed_in():
        signing_in.sign_out(session["key"], by=access.current_staff(), at=clock.now())
    session.clear()
    answer = redirect(url_for("accounts.sign_in"), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.route("/account", methods=["GET", "POST"])
@access.needs_staff
def account() -> str | tuple[str, int] | Response:
    """One's own name and roles, and a new password."""
    staff = access.current_staff()
    form = ChangePasswordForm(about=[staff.name, staff.email])
    if form.is_submitted():
        right = form.validate()
        if form.old_password.data and not verify_password(form.old_password.data, staff.password):
            form.refuse("old_password", "This is not your present password.")
            right = False
        if right:
            staff_acts.change_password(
                staff.id,
                password_hash=hash_password(form.password.data or ""),
                keep_session=session["key"],
                by=staff,
                at=clock.now(),
            )
            flash("Your password is changed. Any other sign-in of yours has been ended.")
            return redirect(url_for("accounts.account"), 303)
    page = render_template("accounts/account.html", form=form, sessions=staff_acts.sessions_of(staff))
    return page, 422 if form.is_submitted() else 200
