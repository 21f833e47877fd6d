"""Questions as they were asked before: a stored answer is shown beside the words that it answered."""

from collections.abc import Mapping
from typing import Any

from intake.clinical.questionnaire.shape import Question

TOGETHER: Mapping[str, tuple[str, str]] = {
    "condition_arterial_disease": (
        "walking_pain", "Narrowed leg arteries, or leg pain on walking that eases with rest"),
    "condition_chronic_lung_disease": ("condition_asthma", "Asthma, COPD or other lung disease"),
}
"""Questions that asked two things at once until 28 November 2026: the question that now asks the other, and the words
of then. A form without the other question is one of before.
"""


def asked_together(key: str, answers: Mapping[str, Any]) -> bool:
    """Whether this form asked the question together with another one."""
    return key in TOGETHER and TOGETHER[key][0] not in answers


def asked_as(question: Question, answers: Mapping[str, Any]) -> str:
    """The words in which this form asked the question."""
    return TOGETHER[question.key][1] if asked_together(question.key, answers) else question.label
