"""Blood pressure, INR and temperature, read from the answers. One measured again is a new reading."""

from intake.clinical.dates.vague import UNKNOWN
from intake.clinical.facts import BloodPressure, Inr
from intake.clinical.history.answer_history import AnswerHistory, Telling
from intake.clinical.history.infection import Wellness
from intake.clinical.questionnaire.numbers import read_number


def read_blood_pressure(history: AnswerHistory) -> BloodPressure | None:
    """The newest reading."""
    upper, lower = history.newest("systolic"), history.newest("diastolic")
    # One number measured again is a new reading: the other belongs to an older one.
    newest = max((each.entry for each in (upper, lower) if each), default=None)
    upper, lower = (each if each is not None and each.entry == newest else None for each in (upper, lower))
    values = [None if each is None else read_number(each.words) for each in (upper, lower)]
    if values == [None, None]:
        return None
    systolic, diastolic = (None if value is None else round(value) for value in values)
    return BloodPressure(systolic, diastolic, UNKNOWN, words=f"{systolic or 0}/{diastolic or 0}",
                         answers=tuple(each.name for each in (upper, lower) if each))


def read_inr(history: AnswerHistory) -> Inr | None:
    """The INR as it was told last: in numbers, in words, or both. The top of the range is the client's, and stays."""
    states = [each for each in history.tellings("inr_state") if each.words != "unsure"]
    state, value = (states[-1] if states else None), history.newest("inr_value")
    newest = max((each.entry for each in (state, value) if each), default=None)
    state, value = (each if each is not None and each.entry == newest else None for each in (state, value))
    target = history.newest("inr_target_high")
    told = [each for each in (state, value) if each is not None]
    if not told:
        return None
    number, high = (None if each is None else read_number(each.words) for each in (value, target))
    return Inr(number, high, _state(state, number, high), words="INR",
               answers=tuple(each.name for each in (*told, *((target,) if target else ()))))


def _state(told: Telling | None, value: float | None, high: float | None) -> str:
    """How it stands, in words; beside both numbers "in your range" says less than they do."""
    both = value is not None and high is not None
    return "" if told is None or (both and told.words == "in_range") else told.words


def read_temperature(history: AnswerHistory, wellness: Wellness) -> float | None:
    """The temperature measured last, unless "no fever" was said after it, or the illness is over."""
    told = history.newest("temperature")
    said = [history.newest(key) for key in ("sign_fever", "asked_fever")]
    if told is None or wellness.is_over or any(
            each is not None and each.words == "no" and each.entry > told.entry for each in said):
        return None
    return read_number(told.words)
