"""The invented clients of demo_clients.toml, with every question of their intakes answered."""

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from intake.clinical.questionnaire import Kind, Question, repeats, single_questions

STORIES = Path(__file__).with_name("demo_clients.toml")
AGO = re.compile(r"ago (\d+)")
NEGATIVE = ("never", "no")
CONSENT = ("consent_massage", "consent_records", "consent_contact_doctor")


def stories(today: date) -> list[dict[str, Any]]:
    """Every client with what happened to them, dates worked out from `today`."""
    return [_dated(story, today) for story in tomllib.loads(STORIES.read_text("utf-8"))["client"]]


def whole(told: dict[str, Any], *, sex: str) -> dict[str, Any]:
    """Answers to every question that is put: as `told`, and otherwise no, never or nothing."""
    answers: dict[str, Any] = {}
    for question in single_questions():
        usual = _usual(question, sex) if question.is_put(answers) else ""
        answers[question.key] = told.get(question.key, usual)
    for repeat in repeats():
        answers[repeat.key] = [_row(repeat.questions, row) for row in told.get(repeat.key, [])]
        if repeat.none_key and answers[repeat.key]:
            answers[repeat.none_key] = "yes"
    return answers


def _usual(question: Question, sex: str) -> str | list[str]:
    if question.kind is Kind.CHOICES:
        return []
    if question.key in CONSENT:
        return "yes"
    if question.key == "pregnant" and sex == "M":
        return "not_applicable"
    codes = [option.code for option in question.options]
    return next((code for code in NEGATIVE if code in codes), "")


def _row(questions: tuple[Question, ...], told: dict[str, Any]) -> dict[str, Any]:
    answers = {question.key: [] if question.kind is Kind.CHOICES else "" for question in questions}
    return answers | {key: value if isinstance(value, list) else str(value) for key, value in told.items()}


def _dated(value: Any, today: date) -> Any:
    if isinstance(value, dict):
        return {key: _dated(inner, today) for key, inner in value.items()}
    if isinstance(value, list):
        return [_dated(inner, today) for inner in value]
    if isinstance(value, str) and (found := AGO.fullmatch(value)):
        return (today - timedelta(days=int(found[1]))).isoformat()
    return value
