"""Results: the page that shows what a form made, for a form that was sent twice."""

from typing import Any

from flask import url_for

from intake.services.errors import AlreadyDone

_PAGES: dict[str, tuple[str, str]] = {}


def shown_by(subject_type: str, endpoint: str, argument: str) -> None:
    """Have records of this type shown by `endpoint`, whose id argument is `argument`."""
    _PAGES[subject_type] = (endpoint, argument)


def page_of(done: AlreadyDone) -> str:
    """Where to lead somebody whose form had been acted on already."""
    if done.subject_type in _PAGES and done.subject_id is not None:
        endpoint, argument = _PAGES[done.subject_type]
        which: dict[str, Any] = {argument: done.subject_id}
        return url_for(endpoint, **which)
    return url_for("home.today")
