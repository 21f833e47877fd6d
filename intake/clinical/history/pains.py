"""Rows of pain, read into symptoms: of legs, arms, back, side and belly. Other pain stays with the pain chart.

A pain is a state: it stands until it is asked about again (scale.md#facts-over-time).
"""

from collections.abc import Mapping
from dataclasses import replace

from intake.clinical.answer import Answer
from intake.clinical.body import is_leg, split_side
from intake.clinical.dates.vague import UNKNOWN
from intake.clinical.facts import Symptom
from intake.clinical.facts.codes import SymptomCode
from intake.clinical.history.answer_history import AnswerHistory, DatedAnswers, DatedRow

SIDES = frozenset({"left", "right", "both"})
ARM = frozenset({"shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand", "arm"})
INNER: Mapping[str, SymptomCode] = {
    "lower_back": "back_pain", "mid_back": "back_pain", "upper_back": "back_pain", "abdomen": "belly_pain",
    "flank": "flank_pain",
}
"""Places at which a pain can be a bleed inside: the rules ask about them on a blood thinner (R74)."""


def read_pains(history: AnswerHistory) -> list[Symptom]:
    """The pains that stand. The same pain told twice is one, told of on the later day."""
    found: dict[Symptom, Symptom] = {}
    for row in standing_pains(history):
        if (pain := _pain(row, _is_named_since(history, row))) is not None:
            known = found.get(pain)
            found[pain] = replace(pain, answers=(*known.answers, *pain.answers)) if known else pain
    return list(found.values())


def _is_named_since(history: AnswerHistory, row: DatedRow) -> bool:
    named = history.newest("named_condition")
    return named is not None and named.entry >= row.entry


def standing_pains(history: AnswerHistory) -> list[DatedRow]:
    """The pains told since they were last asked about as a whole: in an intake, or denied at a visit.

    A visit can deny pain of a limb and tell of the groin in one breath: that was told to the question for inner pain.
    """
    first = max((number for number, entry in enumerate(history.entries) if _asks_for_all(entry)), default=0)
    limb, inner = _denied(history, "asked_limb"), _denied(history, "asked_inner_pain")
    return [row for row in history.rows("pains") if row.entry >= first and not (
        (row.entry <= limb - _is_inner(row) and _is_of_a_limb(row)) or (row.entry <= inner and _is_inner(row)))]


def _denied(history: AnswerHistory, key: str) -> int:
    """The last entry in which a question of the visit was answered with no."""
    return max((told.entry for told in history.tellings(key) if told.words == "no"), default=-1)


def _asks_for_all(entry: DatedAnswers) -> bool:
    return entry.is_list and bool(entry.answers.get("pains") or entry.answers.get("pains_any"))


def _is_of_a_limb(row: DatedRow) -> bool:
    site = split_side(row.text("site"))[1]
    return is_leg(site) or site in ARM


def _is_inner(row: DatedRow) -> bool:
    return split_side(row.text("site"))[1] in (*INNER, "groin")


def _pain(row: DatedRow, named: bool) -> Symptom | None:
    """One pain, as the rules ask for it."""
    side, site = split_side(row.text("site"))
    code = _code(site)
    if code is None or _is_over(row):
        return None
    side, since = side or row.text("side"), row.dated("since")
    return Symptom(
        code, side=side if side in SIDES else "", site="whole_leg" if site == "leg" else site,
        onset=since if since.is_told else UNKNOWN, cause=_cause(row, named), assessed=row.answer("assessed"),
        intensity=_intensity(row), at_rest=row.answer("at_rest"), after_fall=row.answer("after_fall"),
        words=row.text("words") or f"{side} {site.replace('_', ' ')} pain".strip(), told_on=row.on, answers=(row.name,),
    )


def _code(site: str) -> SymptomCode | None:
    if is_leg(site):
        return "leg_pain"
    return "arm_pain" if site in ARM else INNER.get(site)


def _intensity(row: DatedRow) -> float | None:
    """How strong it is, now or at its worst: the higher."""
    told = [number for key in ("now", "worst") if (number := row.number(key)) is not None]
    return max(told, default=None)


def _cause(row: DatedRow, named: bool) -> str:
    """What brought it on. "A condition a doctor has named" explains nothing until it is named.

    A form of before the name was asked for keeps its meaning; the next visit asks (`silence`).
    """
    cause = row.text("cause")
    is_unnamed = cause == "known_condition" and "cause_name" in row.values and not row.text("cause_name")
    return "" if is_unnamed and not named else cause


def _is_over(row: DatedRow) -> bool:
    """No pain now and none in the last week: nothing for the rules to read."""
    return row.number("now") == 0 and row.number("worst") == 0 and row.answer("assessed") is not Answer.NO
