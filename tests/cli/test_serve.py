"""The server that `make run` starts: slow, idle and oversized connections keep nobody else waiting."""

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.support.program import TOP, Program, Serve

PATIENCE = 30
"""Seconds: what a busy machine may need, and less than the minute after which the server drops a silent connection."""
HALF_SENT = {
    "idle": b"",
    "headers": b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "bodies": b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
              b"Content-Length: 5000\r\n\r\nemail=",
}


@pytest.fixture
def program(serve: Serve, clinic_database: str) -> Program:
    """A served clinic."""
    return serve(clinic_database)


@contextmanager
def half_sent(port: int, kind: str, number: int) -> Iterator[list[socket.socket]]:
    """So many connections that began to send and say no more."""
    with ExitStack() as open_ones:
        connections = []
        for _ in range(number):
            connection = socket.create_connection(("127.0.0.1", port), PATIENCE)
            open_ones.callback(connection.close)
            connection.sendall(HALF_SENT[kind])
            connections.append(connection)
        yield connections


def status_of(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


@pytest.mark.parametrize("number", [8, 64, 300])
@pytest.mark.parametrize("kind", HALF_SENT)
def test_slow_and_idle_connections_keep_nobody_waiting(program: Program, kind: str, number: int) -> None:
    with half_sent(program.port, kind, number) as connections:
        answers = [status_of(program.port, path) for path in ("/sign-in", "/healthz", "/static/css/intake.css")]

        for connection in connections:  # still held, not thrown out to make room
            connection.setblocking(False)
            with pytest.raises(BlockingIOError):
                connection.recv(1)
    assert answers == [200, 200, 200]


def test_a_request_that_is_too_large_gets_its_page_and_the_connection_goes_on(program: Program) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", program.port, timeout=PATIENCE)

    connection.request("POST", "/sign-in", b"x" * 5_000_000)
    refusal = connection.getresponse()
    words = refusal.read().decode()
    connection.request("GET", "/sign-in")
    next_one = connection.getresponse()

    assert refusal.status == 413
    assert "That is too long" in words
    assert next_one.status == 200
    connection.close()


def test_a_request_beyond_all_measure_is_refused_unread_and_the_connection_closed(program: Program) -> None:
    with socket.create_connection(("127.0.0.1", program.port), PATIENCE) as connection:
        connection.sendall(b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99000000000\r\n\r\n")
        answer = b""
        while part := connection.recv(65536):
            answer += part

    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"Connection: close" in answer


def test_asked_to_end_it_ends_well(program: Program) -> None:
    assert program.end() == 0
    events = [json.loads(line)["event"] for line in program.log.read_text().splitlines()]
    assert events[0] == "start"
    assert events[-1] == "end"


def test_a_database_of_another_schema_is_refused_at_the_start_with_what_to_do(tmp_path: Path) -> None:
    refused = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "serve"], cwd=TOP, capture_output=True, text=True,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.db'}", "INTAKE_INSTANCE": str(tmp_path),
             "INTAKE_BIND": "127.0.0.1:0"},
    )

    assert refused.returncode == 1
    assert "flask --app wsgi db upgrade" in refused.stderr


@pytest.mark.parametrize(("proxies", "location"), [("0", "http"), ("1", "https")])
def test_who_stands_in_front_is_believed_only_where_the_clinic_says_so(
    serve: Serve, clinic_database: str, proxies: str, location: str
) -> None:
    program = serve(clinic_database, INTAKE_PROXIES=proxies, INTAKE_TRUSTED_HOSTS="intake.example.org,127.0.0.1")
    connection = http.client.HTTPConnection("127.0.0.1", program.port, timeout=PATIENCE)

    connection.request("GET", "/sign-in", headers={
        "X-Forwarded-Proto": "https", "X-Forwarded-Host": "intake.example.org", "X-Forwarded-For": "203.0.113.7"})
    answer = connection.getresponse()
    answer.read()
    connection.close()

    # Only over https, and only under its own name: said to be https by nobody but a proxy that was announced.
    assert (answer.headers["Strict-Transport-Security"] is not None) == (location == "https")
