"""Whether what words say in passing stands in its own field already (R75).

A plain "no" in its own field beside words that say it is a contradiction and settles nothing: it is asked.
Clinical source: scale.md#words-in-the-wrong-field.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import VagueDate, read_date
from intake.clinical.facts import Facts
from intake.clinical.history.answer_history import AnswerHistory
from intake.clinical.history.infection import INFECTIONS
from intake.clinical.medicines import read_line
from intake.clinical.operations import read_operation
from intake.clinical.questionnaire import single_questions
from intake.clinical.remarks import Remark, RemarkKind

NEAR = timedelta(days=31)
"""Two vague days of one event may lie so far apart: a choice of this project."""
_STEM, _SHORTEST = 5, 4
_SIGNS = {q.key: q.label for q in single_questions() if q.key.startswith("sign_")}
_DENIED = frozenset({"", "no"})
_FAMILY = re.compile(r"\b(parent|brother|sister|sibling|child|relative|family)\b", re.IGNORECASE)
_BLEEDING = ("bleeding_disorder", "haemophilia", "haemophilia_carrier", "von_willebrand", "low_platelets",
             "recent_major_bleed")
_BLEEDING_SIGNS = ("sign_large_or_unexplained_bruise", "sign_bleeding_not_stopping")


class Question(Protocol):
    """A remark, asked or not: what it is about and in which words it is asked."""

    @property
    def kind(self) -> RemarkKind:
        """What it is about."""

    @property
    def question(self) -> str:
        """What is asked."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known while one remark is looked up. `is_confirmed`: a person said that it is meant so."""

    remark: Remark
    on: date
    history: AnswerHistory
    facts: Facts
    country: str
    is_confirmed: bool


def is_told(
    remark: Remark, on: date, history: AnswerHistory, facts: Facts, *, country: str = "", is_confirmed: bool = False,
) -> bool:
    """Whether the own field of `remark`, written on `on`, says so: then nothing is asked.

    Once somebody has confirmed it (`is_confirmed`), anything in its own field that can be it is enough.
    """
    return _OWN[remark.kind](_Told(remark, on, history, facts, country, is_confirmed))


def is_of_family(remark: Question) -> bool:
    """Whether it asks about a parent, brother, sister or child: that has a question of its own."""
    return remark.kind == "clot" and bool(_FAMILY.search(remark.question))


def _medicine(told: _Told) -> bool:
    """Of the medicines in the words each is on the list; once confirmed, any of them, or one of the same words.

    Words that name none but mean that blood is thinned ("INR clinic") are told by any blood thinner.
    """
    listed = told.facts.medicines or ()
    substances = {name.lower() for each in listed for name in (*each.ingredients, *each.candidates)}
    kinds = {name for each in listed for name in each.classes}
    said = [each for each in read_line(told.remark.part, country=told.country or None) if each.how != "unrecognised"]
    known = [{name.lower() for name in each.ingredients} <= substances if each.ingredients
             else bool(set(each.classes) & kinds) for each in said]
    if told.is_confirmed:
        return any(known) or any(_alike(told.remark.part, each.words) for each in listed)
    return all(known) if known else "anticoagulant" in kinds


def _clot(told: _Told) -> bool:
    if is_of_family(told.remark):
        return told.facts.family_clot is Answer.YES
    return bool(told.facts.clots)


def _operation(told: _Told) -> bool:
    """An operation of about the same day, as far as both have one; and of the same kind, as far as both are known."""
    said, day = read_operation(told.remark.part), read_date(told.remark.part, told.on)
    of_any_kind = told.is_confirmed or not said.matched
    return any((of_any_kind or each.category in (said.category, "", "major_other")) and _may_be_one(each.on, day)
               for each in told.facts.operations or ())


def _birth(told: _Told) -> bool:
    return bool(told.facts.births)


def _pregnancy(told: _Told) -> bool:
    state = told.facts.pregnancy
    return (state is not None and state.status != "none") or bool(told.facts.ivf)


def _rest(told: _Told) -> bool:
    return _any_near(told, [each.start if each.end is None else each.end for each in told.facts.immobilisations or ()])


def _journey(told: _Told) -> bool:
    return _any_near(told, [each.end for each in told.facts.journeys or ()])


def _injury(told: _Told) -> bool:
    return _any_near(told, [each.on for each in told.facts.injuries or ()])


def _cancer(told: _Told) -> bool:
    return told.facts.cancer is not None


def _bleeding(told: _Told) -> bool:
    """Bruising where bruises are spoken of, else a bleed or a disorder; any of them once it is confirmed."""
    bruises = told.facts.bruises_easily is Answer.YES
    bleeds = any(each.code in _BLEEDING for each in told.facts.conditions or ()) or any(
        told.history.text(key) not in _DENIED for key in _BLEEDING_SIGNS)
    if told.is_confirmed:
        return bruises or bleeds
    return (bruises or bleeds) if "bruis" in told.remark.part.lower() else bleeds


def _sign(told: _Told) -> bool:
    """A sign that is answered with words of the same kind, or told after a visit, or an infection among the conditions;
    any sign once it is confirmed.
    """
    answered = [label for key, label in _SIGNS.items() if told.history.text(key) not in _DENIED]
    events = [each.words for each in told.facts.symptoms or () if not any(" sign_" in name for name in each.answers)]
    events += [each.words for each in told.facts.conditions or () if each.code in INFECTIONS]
    if told.is_confirmed and answered:
        return True
    return any(_alike(told.remark.part, words) for words in (*answered, *events))


_OWN: Mapping[RemarkKind, Callable[[_Told], bool]] = {
    "medicine": _medicine, "clot": _clot, "operation": _operation, "birth": _birth, "pregnancy": _pregnancy,
    "rest": _rest, "journey": _journey, "cancer": _cancer, "injury": _injury, "sign": _sign, "bleeding": _bleeding,
}


def _any_near(told: _Told, days: list[VagueDate]) -> bool:
    """Whether one of these days may be that of the remark; once confirmed, whatever its day."""
    if told.is_confirmed:
        return bool(days)
    said = read_date(told.remark.part, told.on)
    return any(_may_be_one(each, said) for each in days)


def _may_be_one(first: VagueDate, second: VagueDate) -> bool:
    """Whether both may be one day, give or take NEAR; of one that nobody knows it may."""
    if None in (first.latest, second.latest, first.earliest, second.earliest):
        return True
    return _reaches(first, second) and _reaches(second, first)


def _reaches(first: VagueDate, second: VagueDate) -> bool:
    begin, end = _beginning(first), second.latest
    return begin is None or end is None or begin.toordinal() - NEAR.days <= end.toordinal()


def _beginning(day: VagueDate) -> date | None:
    """Its first day; of "until last week", which begins nobody knows when, the one day that is named."""
    return day.latest if day.earliest == date.min else day.earliest


def _alike(said: str, told: str) -> bool:
    """Whether both have a telling word in common, whatever its ending."""
    return bool(_stems(said) & _stems(told))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) >= _SHORTEST}
