"""Where the server stands: the time zone of this process, put back afterwards."""

import time
from collections.abc import Callable, Iterator

import pytest


@pytest.fixture
def server_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """`server_in("UTC")` gives the process that time zone until the end of the test."""

    def stand(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield stand
    monkeypatch.undo()
    time.tzset()
