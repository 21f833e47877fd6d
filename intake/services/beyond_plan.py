"""What a record of a visit holds beyond the plan, in sentences that name it and whose word it was."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from intake.clinical.questionnaire.wishes import AREA_WORDS
from intake.clinical.techniques import PRESSURES, TECHNIQUES
from intake.clinical.visit_plan import Exclusion, Word

PRESSURE = "pressure"
NAMES = AREA_WORDS | {code: words[0].upper() + words[1:] for code, words in TECHNIQUES.items()}


def sentences(exclusions: Iterable[Exclusion], *, pressure: int | None) -> list[str]:
    """A sentence for each word that excludes something; `pressure` is the strongest that was recorded (Walton 0–5)."""
    said = []
    for first, group in groupby(exclusions, key=lambda each: replace(each, code="")):
        codes = [each.code for each in group]
        named = "; ".join(_name(code, pressure) for code in codes)
        said.append(f"{named}: {_refusal(first, several=len(codes) > 1)}.")
    return said


def _name(code: str, pressure: int | None) -> str:
    if code == PRESSURE and pressure is not None:
        return f"Pressure {_strength(pressure)}"
    return NAMES.get(code) or code.replace("_", " ").capitalize()


def _refusal(each: Exclusion, *, several: bool) -> str:
    if each.word is Word.LEAVE_ALONE:
        if each.cap is not None:
            return f"the client asked for at most {_strength(each.cap)}"
        what = " and ".join(_name(area, None).lower() for area in each.areas) or ("them" if several else "it")
        return f"the client asked to leave {what} alone"
    over = "not today" if each.cap is None else f"not today, at most {_strength(each.cap)}"
    return f"{over}, see {' and '.join(each.rules)}" if each.rules else over


def _strength(pressure: int) -> str:
    return f"{pressure} ({PRESSURES[pressure]})"
