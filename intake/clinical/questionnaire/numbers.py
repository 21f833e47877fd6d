"""Numbers of a form: read in any script's digits, brought into the unit of the question, refused with words."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from intake.clinical.questionnaire.measures import in_figures, read_measure, read_pressure
from intake.clinical.questionnaire.shape import Question
from intake.clinical.questionnaire.text import trimmed

Posted = Mapping[str, Sequence[str]]
SCALE_OF_PAIN = "0–10"
_PRESSURES = ("systolic", "diastolic")
_NUMBER = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,6})?")


def read_number(words: str) -> float | None:
    """The number in "7", "7.5" or "7,5", in any script's digits; None when it is not one."""
    plain = unicodedata.normalize("NFKC", words).strip()
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None


def number_problem(question: Question, typed: str) -> str:
    """What is wrong with a number, "" where it can stand."""
    number = read_number(typed)
    span = f"{question.lowest:g} to {question.highest:g}"
    if question.key in _PRESSURES and read_pressure(typed):
        return "Upper and lower stand here, and the other field says something else. Change one."
    if number is None:
        return f"This must be a number from {span}."
    if not question.lowest <= number <= question.highest:
        return f"{typed} is outside {span}. Give a number from {span}."
    if question.whole and number != int(number):
        return f"This must be a whole number from {span}."
    return ""


def in_unit(question: Question, typed: str) -> str:
    """What was typed, in figures of the question's unit where it is a measure that can stand; else as it is."""
    if not typed or not number_problem(question, typed):
        return typed
    measured = read_measure(SCALE_OF_PAIN if question.unit == SCALE_OF_PAIN else question.key, typed)
    figures = "" if measured is None else in_figures(measured)
    return figures if figures and not number_problem(question, figures) else typed


def with_both_pressures(posted: Posted) -> Posted:
    """ "120/80" in one of the two fields of blood pressure fills both, unless the other says something else."""
    upper, lower = (trimmed((posted.get(key) or ("",))[0]) for key in _PRESSURES)
    both = read_pressure(upper) or read_pressure(lower)
    if both is None:
        return posted
    figures = dict(zip(_PRESSURES, map(in_figures, both), strict=True))
    typed = {"systolic": upper, "diastolic": lower}
    agree = all(not typed[key] or typed[key] == figures[key] or read_pressure(typed[key]) == both for key in _PRESSURES)
    return {**posted, **{key: [value] for key, value in figures.items()}} if agree else posted
