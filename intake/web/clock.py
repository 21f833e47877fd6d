"""Clock: the one place that reads the time. Below the web it is always passed in."""

from datetime import UTC, date, datetime

from flask import current_app


def now() -> datetime:
    """This moment, aware and in UTC. `app.config["CLOCK"]`, a function, replaces it in tests."""
    clock = current_app.config["CLOCK"]
    return clock() if clock else datetime.now(UTC)


def today() -> date:
    """The date where the server stands, which is the clinic's."""
    return now().astimezone().date()
