"""Frame: what every page shows around its content, and the words that templates share."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Flask, current_app, g, request, url_for

from intake.clinical import body
from intake.clinical.dates import spoken
from intake.clinical.screening.bleeding import levels
from intake.clinical.screening.rule_book import sign_off
from intake.clinical.techniques import TECHNIQUES
from intake.web import access, clock
from intake.web.forms.base import FORM_KEY
from intake.web.language import page_language
from intake.web.this_clinic import this_clinic
from intake.web.words import tier_name, words


def register(app: Flask) -> None:
    """Give templates the frame's data, and dates in words."""
    app.jinja_env.globals.update(new_form_key=new_form_key, nav_items=nav_items, sign_off=sign_off,
                                 page_language=page_language)
    app.jinja_env.filters.update(day=day, moment=moment, place_words=body.label, technique_words=technique_words,
                                 places_in_words=body.in_words, spoken=spoken.spoken, words=words, tier_name=tier_name,
                                 rule_of=levels.rule_of, tier_of=levels.tier_of, rule_of_level=levels.rule_of_level)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.context_processor(_frame)


@dataclass(frozen=True)
class NavItem:
    """One link of the main navigation. `count` is shown beside it, such as "99+"."""

    words: str
    href: str
    room: str
    count: str = ""


NAV = (
    ("Clients", "clients.index", "clients.", ("therapist", "reviewer")),
    ("Flags", "flags.queue", "flags.", ("therapist", "reviewer")),
    ("Rule book", "rules.book", "rules.", ("therapist", "reviewer", "administrator")),
    ("Medicines", "medicines.look_up", "medicines.", ("therapist", "reviewer", "administrator")),
    ("Settings", "settings.clinic", "settings.", ("administrator",)),
)
COUNTS: dict[str, Callable[..., int]] = {}
"""For an endpoint of the navigation, what counts the work waiting there: called with `by`."""
MOST_COUNTED = 99


def counted_by(endpoint: str, count: Callable[..., int]) -> None:
    """Show beside the link to `endpoint` what `count(by=staff)` says, capped in words at 99+."""
    COUNTS[endpoint] = count


def nav_items() -> list[NavItem]:
    """The links that the one signed in may follow."""
    staff = access.current_staff()
    return [
        NavItem(words, url_for(endpoint), room, _capped(endpoint))
        for words, endpoint, room, roles in NAV
        if endpoint in current_app.view_functions and set(roles) & set(staff.roles)
    ]


def _capped(endpoint: str) -> str:
    if endpoint not in COUNTS:
        return ""
    found = COUNTS[endpoint](by=access.current_staff())
    return "99+" if found > MOST_COUNTED else str(found) if found else ""


def new_form_key() -> str:
    """The key of a form being drawn: the one it was sent with when it is drawn again, else a fresh one."""
    sent = request.form.get("form_key", "")
    return sent if FORM_KEY.fullmatch(sent) else secrets.token_urlsafe(16)


def day(value: date | None) -> str:
    """A date as people write it: 3 March 2026."""
    return spoken.in_words(value) if value else ""


def moment(value: datetime | None) -> str:
    """A moment by the clinic's clocks: 3 March 2026, 14:05."""
    if value is None:
        return ""
    local = clock.local(value)
    return f"{day(local.date())}, {local:%H:%M}"


def _frame() -> dict[str, Any]:
    return {"signed_in": _signed_in(), "the_clinic": this_clinic(), "today_is": clock.today}


def _signed_in() -> Any:
    if g.get("without_records"):  # a page about the database not answering must not ask it
        return None
    return access.current_staff() if access.is_signed_in() else None


def technique_words(code: str) -> str:
    """A technique in words."""
    return TECHNIQUES.get(code, code)
