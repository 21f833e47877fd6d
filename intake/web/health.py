"""Health: what a supervisor or a proxy asks. Answered beside the pages: before set-up, under any host name.

/healthz says that the process answers, /readyz that it can serve: the database is reachable and has the right schema.
"""

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.wrappers import Response

from intake.services import readiness

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def in_front_of(rest: "WSGIApplication", app: Flask) -> DispatcherMiddleware:
    """Answer both addresses in front of everything else: no sign-in, no line in the log, no host name checked.

    All the rest goes on to `rest`.
    """

    def unready() -> str:
        with app.app_context():
            return readiness.unready()

    return DispatcherMiddleware(rest, {
        "/healthz": _answering(lambda: ""),
        "/readyz": _answering(unready),
    })


def _answering(fault: Callable[[], str]) -> "WSGIApplication":
    """200 while `fault()` is "", else 503 with its words."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        why = fault()
        body = json.dumps({"status": "fault", "fault": why} if why else {"status": "ok"})
        response = Response(f"{body}\n", 503 if why else 200, mimetype="application/json",
                            headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"})
        return response(environ, start_response)

    return answer
