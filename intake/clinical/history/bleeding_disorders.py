"""Bleeding disorders: by the kind that was chosen, else by the name that was typed, each with how severe it is.

Clinical source: bleeding.md#conditions. Every one that was ever told stands (scale.md#facts-over-time).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from intake.clinical.facts import Condition
from intake.clinical.facts.codes import ConditionCode
from intake.clinical.history.answer_history import AnswerHistory, Telling, plain_words

TICK, KIND, NAME = "condition_bleeding_disorder", "bleeding_disorder_kind", "bleeding_disorder_name"
SEVERITY, LEVEL = "bleeding_disorder_severity", "carrier_level"
CARRIER: ConditionCode = "haemophilia_carrier"
UNNAMED: ConditionCode = "bleeding_disorder"
OF_KIND: Mapping[str, ConditionCode] = {
    "haemophilia": "haemophilia", "haemophilia_carrier": CARRIER, "von_willebrand": "von_willebrand",
    "platelet_function": "platelet_function_disorder",
}
_TOLD = ("now", "past")
_LEVELS = ("low", "normal")
_HAEMOPHILIA = re.compile(r"\bha?emoph\w*|\bfactor (viii|ix|8|9)\b", re.IGNORECASE)
_CARRIER = re.compile(r"\bcarr(y|ier|iers|ies)\b", re.IGNORECASE)
_VON_WILLEBRAND = re.compile(r"\bwill[ei]\w*brand\w*|\bvwd\b", re.IGNORECASE)
_PLATELETS = re.compile(r"\bglan[tz]+man\w*|\bbernard\b.*\bsoul\w*|\bplatelet function\b", re.IGNORECASE)
_MILD = re.compile(r"\bmild\b|\blow\b", re.IGNORECASE)


def code_of_name(name: str) -> ConditionCode:
    """The disorder that a name means; "bleeding_disorder" where nobody knows it."""
    if _HAEMOPHILIA.search(name):
        return CARRIER if _CARRIER.search(name) else "haemophilia"
    if _VON_WILLEBRAND.search(name):
        return "von_willebrand"
    return "platelet_function_disorder" if _PLATELETS.search(name) else UNNAMED


@dataclass
class _Disorder:
    """One disorder: its code, the words it was told in first, and the entries and answers that tell of it."""

    code: ConditionCode
    words: str
    entries: list[int] = field(default_factory=list)
    told: list[Telling] = field(default_factory=list)


def read_bleeding_disorders(history: AnswerHistory, label: str) -> tuple[Condition, ...]:
    """Each disorder told of, with the severity told for it last; one without a name in the words `label`."""
    ticks = [each for each in history.tellings(TICK) if each.words in _TOLD]
    if not ticks:
        return ()
    named = _named(history)
    if not named:
        everywhere = list(range(len(history.entries)))
        named = [_Disorder(UNNAMED, label, everywhere)]
    return tuple(_condition(history, ticks, each) for each in named)


def _named(history: AnswerHistory) -> list[_Disorder]:
    """Those told by kind or name: each kind once, and each name that nobody knows."""
    kinds = {each.entry: each for each in history.tellings(KIND)}
    names = {each.entry: each for each in history.tellings(NAME)}
    found: dict[str, _Disorder] = {}
    for entry in sorted({*kinds, *names}):
        kind, name = kinds.get(entry), names.get(entry)
        code = OF_KIND.get(kind.words if kind else "") or code_of_name(name.words if name else "")
        if code == UNNAMED and name is None:
            continue  # "another, or not sure" without a name says no more than the tick
        words = name.words if name else code.replace("_", " ")
        one = found.setdefault(plain_words(words) if code == UNNAMED else code, _Disorder(code, words))
        one.entries.append(entry)
        one.told += [each for each in (kind, name) if each is not None]
    return list(found.values())


def _condition(history: AnswerHistory, ticks: Sequence[Telling], one: _Disorder) -> Condition:
    severity = _level(history, one) if one.code == CARRIER else _last(history, SEVERITY, one)
    return Condition(
        one.code, past=all(each.words == "past" for each in ticks), severity=severity, words=one.words,
        answers=tuple(each.name for each in (*ticks, *one.told)))


def _last(history: AnswerHistory, key: str, one: _Disorder) -> str:
    """What was told last in the entries that speak of this one: a severity counts where the same form names it."""
    told = [each.words for each in history.tellings(key) if each.entry in one.entries]
    return told[-1] if told else ""


def _level(history: AnswerHistory, carrier: _Disorder) -> str:
    """A carrier's level: as told, else low where the carrier has a severity or is called mild."""
    level = _last(history, LEVEL, carrier)
    if level in _LEVELS:
        return level
    called_mild = any(each.name.partition(" ")[2].startswith(NAME) and _MILD.search(each.words)
                      for each in carrier.told)
    return "low" if called_mild or _last(history, SEVERITY, carrier) else ""
