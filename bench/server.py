"""The server that `serve` starts: an ordinary page while hundreds of connections are slow or idle, and without them."""

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.interleave import Row, interleave

TOP = Path(__file__).parents[1]
SLOW = 300
HALF_SENT = {
    "idle": b"",
    "half-sent headers": b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "half-sent bodies": b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\nemail=",
}


def measure() -> list[Row]:
    """Each kind of slow connection, on one of two servers; by the clock on the wall, because waiting is what counts."""
    with _served() as among_slow, _served() as alone:
        return [_row(among_slow, alone, kind, start) for kind, start in HALF_SENT.items()]


def _row(among_slow: int, alone: int, kind: str, start: bytes) -> Row:
    with ExitStack() as held:
        for _ in range(SLOW):
            connection = held.enter_context(socket.create_connection(("127.0.0.1", among_slow)))
            connection.sendall(start)
        return interleave(f"a page among {SLOW} connections, {kind}", lambda: _get(among_slow), lambda: _get(alone),
                          goal=2, clock=time.perf_counter)


def _get(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/set-up")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"the page answered {answer.status}")


@contextmanager
def _served() -> Iterator[int]:
    """A served, empty database on a port of the loopback."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/bench.db", "INTAKE_INSTANCE": folder,
                       "INTAKE_BIND": "127.0.0.1:0", "INTAKE_LOG_LEVEL": "WARNING"}
        flask = [sys.executable, "-m", "flask", "--app", "wsgi"]
        subprocess.run([*flask, "db", "upgrade"], cwd=TOP, env=environment, check=True, capture_output=True)
        process = subprocess.Popen([*flask, "serve"], cwd=TOP, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            line = process.stdout.readline() if process.stdout else ""
            yield int(re.findall(r":(\d+)", line)[-1])
        finally:
            process.terminate()
            process.wait()
