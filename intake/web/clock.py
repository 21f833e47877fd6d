"""Clock: the one place that reads the time. Below the web it is always passed in."""

from datetime import UTC, date, datetime

from flask import current_app

from intake.web.this_clinic import this_clinic


def now() -> datetime:
    """This moment, aware and in UTC. `app.config["CLOCK"]`, a function, replaces it in tests."""
    clock = current_app.config["CLOCK"]
    return clock() if clock else datetime.now(UTC)


def today() -> date:
    """Which day it is at the clinic."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """A moment by the clinic's clocks; by the server's before set-up, and where the records do not answer."""
    clinic = this_clinic()
    return clinic.local(moment) if clinic else moment.astimezone()
