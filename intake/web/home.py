"""Home: what today holds. The rooms that have something for today hand it in as a part of this page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Blueprint, current_app, render_template, url_for

from intake.web import access, clock

if TYPE_CHECKING:
    from intake.records.staff import Staff

bp = Blueprint("home", __name__)


@dataclass(frozen=True)
class HomePart:
    """A part of the page: a template, the name under which it finds its data, and what reads the data."""

    template: str
    name: str
    read: Callable[["Staff", date], Any]
    roles: frozenset[str]


PARTS: list[HomePart] = []
STARTS = (
    ("Find a client", "clients.index", ("therapist", "reviewer")),
    ("Register a client", "clients.new", ("therapist", "reviewer")),
)
"""What a day begins with, shown at the top once the rooms have it."""


def today_shows(template: str, name: str, read: Callable[["Staff", date], Any], *roles: str) -> None:
    """Have `template` on today's page for `roles`, with `read(staff, today)` in it as `name`."""
    PARTS.append(HomePart(template, name, read, frozenset(roles)))


@bp.get("/")
@access.needs_staff
def today() -> str:
    """Today: the visits, and the flags that cannot wait."""
    staff = access.current_staff()
    on = clock.today()
    parts = [part for part in PARTS if part.roles & set(staff.roles)]
    found = {part.name: part.read(staff, on) for part in parts}
    start = [
        {"words": words, "href": url_for(endpoint)}
        for words, endpoint, roles in STARTS
        if endpoint in current_app.view_functions and set(roles) & set(staff.roles)
    ]
    return render_template("home/today.html", today=on, parts=parts, start=start, **found)
