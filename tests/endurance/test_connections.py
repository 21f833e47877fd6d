"""Connections held for longer than the server allows: they are closed, and everybody else is served meanwhile."""

import time

import pytest

from intake.cli.serve import IDLE_SECONDS
from tests.cli.test_serve import HALF_SENT, PATIENCE, half_sent, status_of
from tests.support.program import Serve

pytestmark = pytest.mark.endurance

SWEEP_SECONDS = 30
"""How often the server looks for silent connections."""


@pytest.mark.parametrize("kind", HALF_SENT)
def test_silent_connections_are_closed_while_others_are_served(
    serve: Serve, clinic_database: str, kind: str
) -> None:
    program = serve(clinic_database)
    until = time.monotonic() + IDLE_SECONDS + 2 * SWEEP_SECONDS + PATIENCE
    answers = set()

    with half_sent(program.port, kind, 500) as connections:
        for connection in connections:
            connection.setblocking(False)
        silent = set(connections)
        while silent and time.monotonic() < until:
            answers.add(status_of(program.port, "/sign-in"))
            silent = {connection for connection in silent if not _is_closed(connection)}
            time.sleep(0.5)

    assert not silent
    assert answers == {200}


def _is_closed(connection) -> bool:
    try:
        return connection.recv(4096) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True
