"""The request log: one line for each answer. Which page and how long, never which client, what was asked or sent."""

import logging
import secrets
import time

from flask import Flask, Response, g, request

log = logging.getLogger("intake.requests")


def register(app: Flask) -> None:
    """Give each request an id, and write a line when it is answered. Call before anything else may answer."""
    app.before_request(_begin)
    app.after_request(_write)


def request_id() -> str:
    """The id of this request: the reference on its error page, and `request_id` in the log."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(4)
    return str(g.request_id)


def _begin() -> None:
    g.began = time.perf_counter()
    request_id()


def _write(response: Response) -> Response:
    is_file = request.endpoint == "static" and response.status_code < 400
    log.log(logging.DEBUG if is_file else logging.INFO, "request", extra={
        "request_id": request_id(),
        "method": request.method,
        # The rule with its placeholders, not the address: ids in an address name a record.
        "route": request.url_rule.rule if request.url_rule else "",
        "status": response.status_code,
        "milliseconds": round((time.perf_counter() - g.began) * 1000, 1),
        "staff_id": g.get("staff_id"),
    })
    return response
