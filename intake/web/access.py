"""Access: who may open what, decided here and nowhere else. What nobody marked is refused."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from flask import Flask, abort, current_app, g, jsonify, redirect, render_template, request, session, url_for
from flask_security import current_user
from werkzeug.exceptions import SecurityError
from werkzeug.wrappers import Response

from intake.services import clinic, readiness, sign_in, transactions
from intake.web import clock
from intake.web.held_forms import hold

if TYPE_CHECKING:
    from intake.records.staff import Staff

View = TypeVar("View", bound=Callable[..., object])

PUBLIC = frozenset({"public"})
FILES = frozenset({"static"})
"""Endpoints that serve only files of the program itself."""
READING = frozenset({"GET", "HEAD", "OPTIONS"})
SEEN_EVERY = 60
"""Seconds between two notes of the last request in the cookie."""


_open_to: dict[object, frozenset[str]] = {}
"""Who may open each view that was marked."""


def may_open(view: object) -> frozenset[str]:
    """The roles that a view is open to, or PUBLIC; none where nobody marked it."""
    return _open_to.get(view, frozenset())


def public(view: View) -> View:
    """Mark a view that anybody may open."""
    _open_to[view] = PUBLIC
    return view


def needs(*roles: str) -> Callable[[View], View]:
    """Mark a view that needs any one of `roles` (therapist, reviewer, administrator)."""

    def mark(view: View) -> View:
        _open_to[view] = frozenset(roles)
        return view

    return mark


needs_staff = needs("therapist", "reviewer", "administrator")
"""Mark a view for everybody who works here."""


def current_staff() -> "Staff":
    """Who is signed in, on a view that needs a role."""
    staff: Staff = current_user._get_current_object()
    return staff


def is_signed_in() -> bool:
    """Whether this request comes from an open session."""
    return bool(current_user and current_user.is_authenticated)


def register(app: Flask) -> None:
    """Put the guard before every view. Call after Flask-Security and the CSRF check are in place."""
    app.extensions["intake.records_fit"] = False
    app.extensions["intake.set_up"] = False
    app.extensions["security"].login_manager.user_loader(_load_staff)
    app.before_request(_guard)
    app.teardown_request(lambda _: transactions.end_request())


def read_first() -> None:
    """Before anything else in a request: whatever looks at the database only reads, until a view may write.

    A host that is not ours is refused here already, because no address can be built for it.
    """
    if isinstance(request.routing_exception, SecurityError):
        raise request.routing_exception
    transactions.begin_reading()


def _load_staff(uniquifier: str) -> "Staff | None":
    # The key in the cookie must name an open session on the server: a cookie copied before signing out is dead.
    if g.get("without_records") or request.endpoint in FILES:
        return None  # a page about the database not answering, or a file that is everybody's
    key, seen = session.get("key"), session.get("seen")
    if not isinstance(key, str) or not isinstance(seen, int):
        return None
    at = clock.now()
    idle = at.timestamp() - seen
    if idle > current_app.config["IDLE_MINUTES"] * 60:
        return None
    staff = sign_in.who_is(key, at=at)
    if staff is None or staff.fs_uniquifier != uniquifier:
        return None
    g.staff_id = staff.id
    if idle > SEEN_EVERY:
        session["seen"] = int(at.timestamp())
    return staff


def _guard() -> Response | tuple[str, int] | None:
    if request.endpoint in FILES:
        return None
    _look_at_records_once()
    if not _is_set_up() and request.endpoint != "setup.set_up":
        return redirect(url_for("setup.set_up"), 303)
    if request.endpoint is None:
        return None  # no such page, which the routing says in a moment
    access = may_open(current_app.view_functions[request.endpoint])
    if access != PUBLIC:
        if not is_signed_in():
            return _ask_to_sign_in()
        if not access & set(current_staff().roles):
            abort(403)
    if request.method not in READING:
        transactions.begin_writing()
    return None


def _look_at_records_once() -> None:
    # A schema that is not this version's is never served, whichever server runs the application.
    if not current_app.extensions["intake.records_fit"]:
        readiness.refuse_if_unready()
        current_app.extensions["intake.records_fit"] = True


def _is_set_up() -> bool:
    # Once true it stays true, so that only a clinic without an administrator is asked again.
    if not current_app.extensions["intake.set_up"]:
        current_app.extensions["intake.set_up"] = clinic.is_set_up()
    return bool(current_app.extensions["intake.set_up"])


def _ask_to_sign_in() -> Response | tuple[str, int]:
    if wants_json():
        answer = jsonify(error="signed_out", message="You have been signed out. Sign in again in another tab.")
        answer.status_code = 401
        return answer
    if request.method in READING:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)
    # What was typed is not lost: it waits in the sign-in form, and is offered for sending afterwards.
    return render_template("security/login_user.html", next="", held=hold(request), email="", problem="",
                           expired=True), 401


def wants_json() -> bool:
    """Whether a script of ours asks, rather than a person's page."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], default="text/html")
    return best == "application/json"
