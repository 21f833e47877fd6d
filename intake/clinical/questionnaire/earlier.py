"""Questions as they were asked before: a stored answer is shown beside the words that it answered."""

from collections.abc import Mapping
from typing import Any

from intake.clinical.questionnaire.shape import NOW_PAST_NEVER, Kind, Question

TOGETHER: Mapping[str, tuple[str, str]] = {
    "condition_arterial_disease": (
        "walking_pain", "Narrowed leg arteries, or leg pain on walking that eases with rest"),
    "condition_chronic_lung_disease": ("condition_asthma", "Asthma, COPD or other lung disease"),
    "condition_acute_infection": ("condition_covid", "Cold, flu, COVID or other infection"),
    "condition_fragile_skin": ("gloves", "Skin that tears or bruises easily"),
}
"""Questions that asked several things at once until 28 November 2026: a question that came with the change, and the
words of then. A form without that question is one of before.
"""
RETIRED: Mapping[str, tuple[str, Question]] = {
    "condition_hepatitis_hiv": (
        "Breathing and infection",
        Question("condition_hepatitis_hiv", "Hepatitis or HIV", Kind.PAST, NOW_PAST_NEVER)),
}
"""Questions that are asked no more: the group in which a stored answer is shown, and the question as it was."""
RETIRED_QUESTIONS: Mapping[str, Question] = {key: question for key, (_, question) in RETIRED.items()}


def retired_in(group: str, answers: Mapping[str, Any]) -> tuple[Question, ...]:
    """The questions of a group, by its label, that are asked no more and have an answer here."""
    return tuple(question for key, (place, question) in RETIRED.items() if place == group and answers.get(key))


def asked_together(key: str, answers: Mapping[str, Any]) -> bool:
    """Whether this form asked the question together with another one."""
    return key in TOGETHER and TOGETHER[key][0] not in answers


def asked_as(question: Question, answers: Mapping[str, Any]) -> str:
    """The words in which this form asked the question."""
    return TOGETHER[question.key][1] if asked_together(question.key, answers) else question.label
