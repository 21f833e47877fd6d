"""The log: one JSON line an event, on standard error, for whoever runs the server.

A log outlives the records' own protection: it is copied, mailed and searched. So a line holds only the fields named
here, and of a message only its text as written in the code, never what was filled into it: a path, a value that a
database refused or the words of an exception may be about a client.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO

FIELDS = ("request_id", "method", "route", "status", "milliseconds", "staff_id", "error", "places", "version")
"""What a line may hold beside time, level, logger and event."""
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
DEEPEST = 6
"""Places of the code that are named of one exception, the innermost last."""


class JsonLines(logging.Formatter):
    """A record as one line of JSON: time (UTC), level, logger, event and those of FIELDS that it carries."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its line break."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": str(record.msg),
        }
        line |= {name: record.__dict__[name] for name in FIELDS if record.__dict__.get(name) is not None}
        if record.exc_info and record.exc_info[0]:
            line |= error_fields(record.exc_info[0], record.exc_info[2])
        return json.dumps(line, ensure_ascii=True)


def error_fields(kind: type[BaseException], traceback: TracebackType | None) -> dict[str, Any]:
    """The kind of an exception and the places in the code that it came through; never its message."""
    places = []
    while traceback is not None:
        places.append(f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return {"error": kind.__name__, "places": places[-DEEPEST:]}


def write_log(level: str, stream: TextIO | None = None) -> None:
    """From here on this process logs JSON lines: its own of at least `level` (one of LEVELS), others' warnings alone.

    Raises ValueError for another level.
    """
    if level not in LEVELS:
        raise ValueError(f"INTAKE_LOG_LEVEL is one of {', '.join(LEVELS)}, not {level!r}")
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel("WARNING")
    logging.getLogger("intake").setLevel(level)
