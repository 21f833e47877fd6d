"""Saving: the whole POST that signs an intake beside one that only parses and checks the same form."""

import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

from flask import Flask

from bench import requests
from bench.interleave import Row, interleave
from bench.population import AT, clinic_app
from intake.cli.demo_answers import stories, whole
from intake.web.forms.intake import IntakeForm

CLIENTS = 1_000
GOAL = 2.5
BORN = date(1957, 11, 2)
Fields = list[tuple[str, str]]


def measure() -> list[Row]:
    """One row: signing an intake with a few medicines and a pain, flags and all."""
    with tempfile.TemporaryDirectory() as folder:
        app, staff = clinic_app(Path(folder), CLIENTS)
        cookie = requests.cookie_of(app, staff)
        fields = _a_form()
        clients = cycle(range(1, CLIENTS + 1))

        def sign() -> str:
            once = [("form_key", uuid.uuid4().hex), ("version", "0")]
            return requests.post(app, f"/clients/{next(clients)}/intake", fields + once, cookie)

        return [interleave("save an intake: parse, check, screen, keep", sign, _only_parsing(fields), goal=GOAL)]


def _only_parsing(fields: Fields) -> Callable[[], str]:
    app = Flask("bare")
    app.config.update(SECRET_KEY="bench", WTF_CSRF_ENABLED=False, CLOCK=lambda: AT)

    @app.post("/form")
    def form() -> str:
        IntakeForm().may_be_signed(BORN)
        return ""

    once = [("form_key", uuid.uuid4().hex), ("version", "0")]
    return lambda: requests.post(app, "/form", fields + once, expect="200")


def _a_form() -> Fields:
    # The story with a blood thinner and a pain: what many intakes hold, and enough to raise flags.
    told = next(story for story in stories(AT.date()) if story["given"] == "Jürgen")
    answers = whole(told["intakes"][0], sex=told["sex"])
    sending = [("do", "sign"), ("signed_name", "signed"), ("signed_on", AT.date().isoformat())]
    return [*_posted(answers), *sending]


def _posted(answers: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in answers.items():
        if isinstance(value, str):
            yield key, value
        elif value and isinstance(value[0], dict):
            for number, row in enumerate(value):
                for name, given in row.items():
                    yield from ((f"{key}-{number}-{name}", each) for each in _each(given))
        else:
            yield from ((key, each) for each in value)


def _each(given: str | list[str]) -> list[str]:
    return [given] if isinstance(given, str) else given
