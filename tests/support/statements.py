"""How many SQL statements something sends: pages are held to a number, not to a time."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import event

from intake.records.database import db


def statements_of(app: Flask, act: Callable[[], object]) -> int:
    """How many statements `act` sends to the database of `app`."""
    sent: list[str] = []

    def note(*call: object) -> None:
        sent.append(str(call[2]))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(sent)
