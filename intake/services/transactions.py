"""Transactions: whether what begins next may write, and who of two writers was first. GETs only read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm.exc import StaleDataError

from intake.records.database import db, reading_only
from intake.services.errors import StaleRecord


def begin_reading() -> None:
    """From here on transactions only read: a GET that writes is refused by the database itself."""
    reading_only.set(True)


def begin_writing() -> None:
    """End what was being read and let the next transaction write."""
    db.session.commit()
    reading_only.set(False)


def abandon() -> None:
    """Undo what the current transaction did, and only read from here on: what an error page needs."""
    db.session.rollback()
    reading_only.set(True)


def end_request() -> None:
    """What runs after a request on this thread may write again."""
    reading_only.set(False)


@contextmanager
def reading() -> Iterator[None]:
    """Nothing is written inside, because the database itself refuses it. What was begun before and not yet
    committed is undone.
    """
    was_reading = reading_only.get()
    db.session.rollback()
    reading_only.set(True)
    try:
        yield
    finally:
        db.session.rollback()
        reading_only.set(was_reading)


@contextmanager
def writing() -> Iterator[None]:
    """One small write amid reading, such as the audit of a read. The caller commits inside."""
    was_reading = reading_only.get()
    if was_reading:
        begin_writing()
    try:
        yield
    finally:
        reading_only.set(was_reading)


@contextmanager
def stale_if_changed(read: Callable[[], Any]) -> Iterator[None]:
    """Turn a version conflict into StaleRecord(current row), as `read` finds it after undoing our own."""
    try:
        yield
    except StaleDataError as clash:
        db.session.rollback()
        raise StaleRecord(read()) from clash
