"""Words in passing of clients whom nobody can ask, those of a file and invented ones: each is answered "no, not so"."""

from collections.abc import Callable
from datetime import date
from typing import Any

from intake.clinical.history.remarks import NO, AskedRemark, with_answers
from intake.clinical.questionnaire.answers import REMARKS
from intake.records.clients import Client
from intake.records.intakes import Intake
from intake.services.remarks import remarks_of_draft
from intake.services.visit_openings import opening_of

Answers = dict[str, Any]
_MOST_TIMES = 10
"""Behind an answered remark another may come to light."""


def answered_form(client: Client, answers: Answers, *, on: date, corrects: Intake | None = None) -> Answers:
    """The answers of a form with every remark in its words answered, as the page would ask before it is signed."""
    return _answered(answers, lambda told: remarks_of_draft(client, answers=told, said_on=on, on=on, corrects=corrects))


def answered_start(client: Client, answers: Answers, *, on: date) -> Answers:
    """What a visit is told at its start, with every remark that it asks about answered."""
    opening = opening_of(client, on=on)
    return _answered(answers, lambda told: opening.after(told)[0].remarks)


def _answered(answers: Answers, ask: Callable[[Answers], tuple[AskedRemark, ...]]) -> Answers:
    for _ in range(_MOST_TIMES):
        left = [each.answered(NO) for each in ask(answers) if each.is_open]
        if not left:
            break
        answers = answers | {REMARKS: with_answers(answers, left)}
    return answers
