"""Intake as a program of its own: the server that `make run` starts, on the loopback, ended by its own id."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask_migrate import upgrade

from intake import create_app
from intake.records.database import db
from tests.builders import a_clinic
from tests.conftest import settings

TOP = Path(__file__).parents[2]
PATIENCE = 120
"""Seconds a busy machine may take to start or end a program."""


@dataclass
class Program:
    """A running server: its process, the port it listens on, and the file its log goes to."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    def end(self) -> int:
        """Ask it to end as a supervisor does, and wait. Its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


Serve = Callable[..., Program]


@pytest.fixture
def new_database(tmp_path: Path) -> str:
    """The URL of a SQLite database that every step was taken on and nobody has set up."""
    url = f"sqlite:///{tmp_path / 'served.db'}"
    app = create_app(settings(url))
    with app.app_context():
        upgrade()
        db.engine.dispose()
    return url


@pytest.fixture
def clinic_database(new_database: str) -> str:
    """The same with the clinic set up."""
    app = create_app(settings(new_database))
    with app.app_context():
        a_clinic()
        db.engine.dispose()
    return new_database


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """`serve(url, **environment)` starts `flask --app wsgi serve` and waits until it listens."""
    running: list[Program] = []

    def start(url: str, **environment: str) -> Program:
        log = tmp_path / f"log-{len(running)}"
        process = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "serve"], cwd=TOP, text=True,
            stdout=subprocess.PIPE, stderr=log.open("w"),
            env={**os.environ, "DATABASE_URL": url, "INTAKE_INSTANCE": str(tmp_path / "instance"),
                 "INTAKE_BIND": "127.0.0.1:0", **environment},
        )
        first_line = process.stdout.readline()  # type: ignore[union-attr]
        address = re.search(r"http://127\.0\.0\.1:(\d+)", first_line)
        assert address, f"it did not start: {first_line} {log.read_text()}"
        running.append(Program(process, int(address[1]), log))
        return running[-1]

    yield start
    for program in running:
        if program.process.poll() is None:
            program.process.kill()
            program.process.wait(PATIENCE)
        program.process.stdout.close()  # type: ignore[union-attr]
