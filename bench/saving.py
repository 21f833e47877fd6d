"""Saving: the whole POST that signs an intake beside one that only parses and checks the same form.

The yardstick with the goal is a plain WTForms form with a field of its kind for each that was sent, which is what
parsing an intake costs where nothing special is done. Our own reading is quicker; the second row shows it.
"""

import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

from flask import Flask, g
from flask_wtf import FlaskForm
from wtforms import FloatField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import UnboundField
from wtforms.validators import Length, NumberRange, Optional

from bench import requests
from bench.interleave import Row, interleave
from bench.population import AT, clinic_app
from intake.cli.demo_answers import stories, whole
from intake.clinical.questionnaire import Kind, Question, repeats, single_questions
from intake.web.forms.intake import IntakeForm

CLIENTS = 1_000
GOAL = 2.5
BORN = date(1957, 11, 2)
Fields = list[tuple[str, str]]


def measure() -> list[Row]:
    """Signing an intake with a few medicines and a pain, flags and all, beside both ways of parsing it."""
    with tempfile.TemporaryDirectory() as folder:
        app, staff = clinic_app(Path(folder), CLIENTS)
        cookie = requests.cookie_of(app, staff)
        fields = _a_form()
        clients = cycle(range(1, CLIENTS + 1))

        def sign() -> str:
            once = [("form_key", uuid.uuid4().hex), ("version", "0")]
            return requests.post(app, f"/clients/{next(clients)}/intake", fields + once, cookie)

        return [
            interleave("save an intake / parse a plain form of its fields", sign, _parsing_plainly(fields), goal=GOAL),
            interleave("save an intake / parse it our way", sign, _parsing(fields, _ours_stands)),
        ]


def _parsing(fields: Fields, stands: Callable[[], bool]) -> Callable[[], str]:
    app = Flask("bare")
    app.config.update(SECRET_KEY="bench", WTF_CSRF_ENABLED=False, CLOCK=lambda: AT)

    @app.post("/form")
    def form() -> str:
        g.without_records = True  # a bare application has no clinic to ask for the day
        if not stands():
            raise ValueError("the form that is measured must be a right one")
        return ""

    once = [("form_key", uuid.uuid4().hex), ("version", "0")]
    return lambda: requests.post(app, "/form", fields + once, expect="200")


def _parsing_plainly(fields: Fields) -> Callable[[], str]:
    names = {name for name, _ in fields}
    controls = {name: _plain_field(question) for name, question in _questions() if name in names}
    others = {name: StringField(name, [Optional(), Length(max=200)]) for name in names - controls.keys()}
    plain = type("PlainForm", (FlaskForm,), controls | others)
    return _parsing(fields, lambda: bool(plain().validate()))


def _plain_field(question: Question) -> UnboundField:
    choices = [SelectChoice(option.code, option.label) for option in question.options]
    if question.kind is Kind.CHOICES:
        return SelectMultipleField(question.label, [Optional()], choices=choices)
    if choices:
        return SelectField(question.label, [Optional()], choices=[SelectChoice("", ""), *choices])
    if question.kind is Kind.NUMBER:
        limits = NumberRange(question.lowest, question.highest)
        return FloatField(question.label, [Optional(), limits])
    return StringField(question.label, [Optional(), Length(max=question.limit)])


def _questions() -> Iterator[tuple[str, Question]]:
    """Each field that there can be, by its name in a post."""
    yield from ((question.key, question) for question in single_questions())
    for repeat in repeats():
        for number in range(repeat.limit):
            yield from ((f"{repeat.key}-{number}-{question.key}", question) for question in repeat.questions)


def _ours_stands() -> bool:
    return IntakeForm().may_be_signed(BORN)


def _a_form() -> Fields:
    # The story with a blood thinner and a pain: what many intakes hold, and enough to raise flags.
    told = next(story for story in stories(AT.date()) if story["given"] == "Jürgen")
    answers = whole(told["intakes"][0], sex=told["sex"])
    # The clients have a name each, and the form is one: a note says why it is signed by another.
    signing = [("signer_relation", "self"), ("signed_name", "signed"), ("signing_note", "known to us"),
               ("signed_on", AT.date().isoformat())]
    return [*_posted(answers), ("do", "sign"), *signing]


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
