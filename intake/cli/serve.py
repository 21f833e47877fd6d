"""flask --app wsgi serve: serve Intake until it is stopped."""

import logging
import signal
import sys
from types import FrameType
from typing import Any

import click
from flask import Flask
from flask.cli import ScriptInfo, with_appcontext
from waitress.server import create_server

from intake.services import readiness
from intake.web.log import write_log

log = logging.getLogger("intake.server")

THREADS = 4
"""Requests worked on at once. More do not save more: SQLite has one writer at a time, and the longer its queue inside
this process, the longer the last one waits (docs/performance.md)."""
CONNECTIONS = 600
"""Connections held at once. A slow or idle one costs its memory and no thread, but each is an open file, and many
systems give a process 1,024 of those."""
IDLE_SECONDS = 60
"""After so long without a byte a connection is closed."""
BUFFER = 4 * 1024 * 1024
"""Bytes of a request or an answer kept in memory: more than any that is accepted, so that none rests in a file."""
LARGEST = 64 * 1024 * 1024
"""The largest body that is read to its end, so that the page which refuses it (MAX_CONTENT_LENGTH) can be seen."""


@click.command("serve")
@with_appcontext
def command() -> None:
    """Serve Intake on INTAKE_BIND (127.0.0.1:8000). Refuses a database whose schema is not this version's."""
    app = click.get_current_context().ensure_object(ScriptInfo).load_app()
    if fault := readiness.unready():
        raise click.ClickException(fault)
    write_log(app.config["LOG_LEVEL"])
    signal.signal(signal.SIGTERM, _end)
    server = create_server(app, **options(app))
    log.info("start", extra={"version": app.config["VERSION"]})
    try:
        for host, port in _listening(server):
            click.echo(f"Intake is on http://{host}:{port}  (Ctrl-C ends it)")
        server.run()
    finally:
        log.info("end")


def options(app: Flask) -> dict[str, object]:
    """How the server is set up.

    Waitress reads a request whole before a thread works on it, so slow and idle connections keep nobody waiting.
    """
    return {
        "listen": app.config["BIND"],
        "threads": THREADS,
        "connection_limit": CONNECTIONS,
        "channel_timeout": IDLE_SECONDS,
        "asyncore_use_poll": True,
        "inbuf_overflow": BUFFER,
        "outbuf_overflow": BUFFER,
        "max_request_body_size": LARGEST,
        "ident": None,
        # Who stands in front is said by INTAKE_PROXIES alone, and believed in one place (web.register).
        "clear_untrusted_proxy_headers": not app.config["PROXIES"],
    }


def _listening(server: Any) -> list[tuple[str, int]]:
    # A name such as localhost can stand for several addresses, and then there are several servers in one.
    return getattr(server, "effective_listen", None) or [(server.effective_host, server.effective_port)]


def _end(_signal: int, _frame: FrameType | None) -> None:
    # The server ends its loop on SystemExit, and lets requests that are under way finish first.
    sys.exit(0)
