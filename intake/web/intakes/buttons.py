"""The buttons of the intake form that work without JavaScript: what was pressed, and what it does to the answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from intake.clinical.questionnaire.answers import AnswerRow, FormReading
from intake.web.intakes.page import KINDS_OF_OPERATION, PARTS, FormPart

BUTTONS = ("add", "rest", "unrest", "medicine_answer", "medicine_stopped", "operation_kind", "do")
REASON = "medicine_reason-"
"""With row and place, the field in which somebody writes why a medicine is not what it was read as."""
Filled = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Press:
    """One press: the button's name and value; `details` are those of a medicine's answer."""

    name: str
    value: str
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def reason_from(self) -> str:
        """The field with the reason for a medicine's answer, "" where none is asked for."""
        field = str(self.details.get("reason_from", ""))
        return field if field.startswith(REASON) else ""

    @property
    def is_signing(self) -> bool:
        """Whether the form was sent to be signed."""
        return (self.name, self.value) == ("do", "sign")

    @property
    def is_checking(self) -> bool:
        """Whether somebody wants to know what the answers mean so far."""
        return (self.name, self.value) == ("do", "check")

    @property
    def query(self) -> dict[str, Any]:
        """What the page shown next is asked for. Never anything of the client's."""
        if self.name == "add" and self.value in PARTS:
            return {"more": self.value}
        return {"checked": ""} if self.is_checking else {}

    @property
    def anchor(self) -> str | None:
        """Where on the page to go on."""
        if self.name == "add" and self.value in PARTS:
            return f"{self.value}-title"
        if self.name == "medicine_stopped" and self.value.isascii() and self.value.isdigit():
            return f"medicines-{int(self.value)}-stopped_on"
        if self.name == "operation_kind" and (row := self.value.partition(" ")[0]).isascii() and row.isdigit():
            return f"operations-{int(row)}-kind"
        if self.name == "medicine_answer" or self.value == "paste":
            return "medicines"
        return "panel-title" if self.is_checking else None


def button_pressed(form: Mapping[str, str]) -> Press:
    """The button that sent the form; saving where none is named."""
    for name in BUTTONS:
        if name in form:
            return Press(name, form[name], _details(form[name]) if name == "medicine_answer" else {})
    return Press("do", "save")


def reasons_typed(form: Mapping[str, str]) -> dict[str, str]:
    """The reasons against a reading of medicines that were typed, by field."""
    return {name: value for name, value in form.items() if name.startswith(REASON) and value.strip()}


def after_press(press: Press, reading: FormReading, form: Mapping[str, str]) -> tuple[FormReading, Filled]:
    """The answers after the press, and the questions that it answered by itself, by part."""
    part = PARTS.get(press.value)
    if press.name == "rest" and part and part.negative:
        open_keys = tuple(q.key for q in part.first_asked if not reading.single[q.key])
        return _with(reading, dict.fromkeys(open_keys, part.negative)), {part.key: open_keys} if open_keys else {}
    if press.name == "unrest" and part and part.negative:
        return _with(reading, dict.fromkeys(_taken_back(part, reading, form), "")), {}
    if press.name == "medicine_stopped":
        return _in_row(reading, "medicines", press.value, "how_often", "stopped"), {}
    if press.name == "operation_kind":
        number, _, kind = press.value.partition(" ")
        return (_in_row(reading, "operations", number, "kind", kind) if kind in KINDS_OF_OPERATION else reading), {}
    return reading, {}


def _with(reading: FormReading, values: Mapping[str, str]) -> FormReading:
    return replace(reading, single={**reading.single, **values})


def _taken_back(part: FormPart, reading: FormReading, form: Mapping[str, str]) -> list[str]:
    filled = form.get(f"filled-{part.key}", "").split(",")
    return [q.key for q in part.first_asked if q.key in filled and reading.single[q.key] == part.negative]


def _in_row(reading: FormReading, repeat: str, number: str, question: str, code: str) -> FormReading:
    rows = [
        AnswerRow(row.number, row.values | {question: code}) if str(row.number) == number else row
        for row in reading.rows[repeat]
    ]
    return replace(reading, rows=reading.rows | {repeat: rows})


def _details(value: str) -> Mapping[str, Any]:
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
