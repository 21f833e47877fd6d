"""Requests without a server or a socket: one signed-in GET or POST straight into the application."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode
from wsgiref.types import WSGIApplication

from flask import Flask
from sqlalchemy import event

from bench.population import AT
from intake.records.database import db
from intake.records.staff import Staff
from intake.services import sign_in

Statement = tuple[str, Any]


def cookie_of(app: Flask, staff: Staff) -> str:
    """The Cookie header of a browser on which `staff` has signed in."""
    with app.app_context():
        key = sign_in.sign_in(staff, at=AT)
    browser = app.test_client()
    with browser.session_transaction() as session:
        session.update(_user_id=staff.fs_uniquifier, _fresh=True, key=key, seen=int(AT.timestamp()))
    browser.get("/")  # the first page puts the form token into the cookie
    return f"intake={browser.get_cookie('intake').value}"


def get(app: WSGIApplication, path: str, cookie: str = "") -> Callable[[], str]:
    """A call that opens `path` and returns the page; any answer but 200 is an error."""
    return lambda: _send(app, "GET", path, cookie, b"", "200")


def post(app: WSGIApplication, path: str, fields: list[tuple[str, str]], cookie: str = "", expect: str = "303") -> str:
    """Send a form; any answer but `expect` is an error."""
    return _send(app, "POST", path, cookie, urlencode(fields).encode(), expect)


def _send(app: WSGIApplication, method: str, path: str, cookie: str, body: bytes, expect: str) -> str:
    address, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": address, "QUERY_STRING": query,
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1", "HTTP_COOKIE": cookie, "HTTP_ACCEPT": "text/html",
        "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }
    status = ""

    def start_response(answered: str, _headers: list[tuple[str, str]], _error: object = None) -> Any:
        nonlocal status
        status = answered
        return io.BytesIO().write

    answer = app(environ, start_response)
    page = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    if not status.startswith(expect):
        raise RuntimeError(f"{method} {path} answered {status}")
    return page.decode()


@contextmanager
def statements_of(app: Flask) -> Iterator[list[Statement]]:
    """Every statement that the application sends to its database meanwhile, commits included."""
    with app.app_context():
        engine = db.engine
    seen: list[Statement] = []

    def executed(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        seen.append((statement, parameters))

    def committed(_connection: Any) -> None:
        seen.append(("COMMIT", ()))

    def rolled_back(_connection: Any) -> None:
        seen.append(("ROLLBACK", ()))

    listeners = {"before_cursor_execute": executed, "commit": committed, "rollback": rolled_back}
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    try:
        yield seen
    finally:
        for name, listener in listeners.items():
            event.remove(engine, name, listener)
