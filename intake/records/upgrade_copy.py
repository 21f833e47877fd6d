"""The copy of a SQLite database that an upgrade makes before it changes anything."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path


class CopyFailed(Exception):
    """There is no whole copy; what there was of it is gone. Its text says why."""


def copy_before(step: str, path: Path, at: str) -> Path | None:
    """Copy the database file `path` before it goes to `step`: checked, beside it, for its owner alone.

    None where there is no table yet. `at`: the moment in UTC, such as 20260301T093000Z. Whoever calls holds the write
    lock, so that nothing is written between the copy and the first change. CopyFailed when there is no room, or the
    copy is not what it should be.
    """
    copy = path.with_name(f"{path.name}.before-{step}-{at}")
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as source:
            rows = _rows(source)
            if not rows:
                return None
            _fill(copy, source)
        _verify(copy, rows)
    except (sqlite3.Error, OSError) as error:
        copy.unlink(missing_ok=True)
        raise CopyFailed(str(error)) from error
    return copy


def _fill(copy: Path, source: sqlite3.Connection) -> None:
    # Made by ourselves first: SQLite would give it the mode of the umask, and it holds health records.
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    # Not a copy of the file: the newest records may still be in the -wal beside it.
    source.execute("VACUUM INTO ?", (str(copy),))
    for path in (copy, copy.parent):
        _to_disk(path)


def _verify(copy: Path, rows: dict[str, int]) -> None:
    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        found = [line for (line,) in connection.execute("PRAGMA integrity_check")]
        if found != ["ok"]:
            raise sqlite3.DatabaseError("the copy is damaged")
        if _rows(connection) != rows:
            raise sqlite3.DatabaseError("the copy lacks rows")


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables.fetchall()}


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
