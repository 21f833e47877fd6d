"""The signed-in session: opening it, and closing it on the server as well as in the browser."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import redirect, session
from flask_security import login_user
from werkzeug.wrappers import Response

from intake.services import sign_in
from intake.web import clock

if TYPE_CHECKING:
    from intake.records.staff import Staff


def open_for(staff: "Staff", path: str) -> Response:
    """Sign `staff` in with a fresh session and go to `path`."""
    start(staff)
    return redirect(local_path(path), 303)


def start(staff: "Staff") -> None:
    """Sign `staff` in. Nothing of an earlier session stays, but the form token of the same person.

    Whoever signs in again after a pause may have a form open in another tab, whose words should not be lost.
    """
    same_person = session.get("_user_id") == staff.fs_uniquifier
    token = session.get("csrf_token") if same_person else None
    at = clock.now()
    key = sign_in.sign_in(staff, at=at)
    session.clear()
    if token:
        session["csrf_token"] = token
    session["key"] = key
    session["seen"] = int(at.timestamp())
    login_user(staff, remember=False)


def local_path(given: str | None) -> str:
    """`given` when it is a path on this server, else the start page: nobody is led elsewhere."""
    path = given or ""
    parts = urlsplit(path)
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    if plain and "\\" not in path and path.isprintable() and not path.startswith("/sign-"):
        return path
    return "/"
