"""Clots that were found, read from the answers, from what a blood thinner is taken for, and from assessments.

Clinical source: clots.md#clots-that-were-found. A clot is not ended by a later "no" (scale.md#facts-over-time).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import on_day
from intake.clinical.facts import Clot
from intake.clinical.facts.codes import ClotType, NotKnown, clot_type
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.history.answer_history import AnswerHistory, DatedRow, Telling, plain_words
from intake.clinical.history.assessments import Assessment
from intake.clinical.history.events import each_once
from intake.clinical.history.thinner_reasons import Purpose, purpose_of, reason_in_line

CLOT_CONDITIONS: tuple[ClotType, ...] = ("dvt", "pe", "svt")
FRESH = timedelta(90)
"""A "now" beside a clot older than this speaks of another one, until somebody says that it is the same."""
THE_SAME = "same"
_LUNG, _DEEP = re.compile(r"\bp\.?e\b|\bpes\b|embol|lung"), re.compile(r"d\.?v\.?t")
_OF_TICK: dict[str, ClotType | NotKnown] = {"dvt": "dvt", "pe": "pe", "svt": "svt", "leg_pain_clot": ""}


def read_clots(
    history: AnswerHistory, medicines: Sequence[MedicineFact], assessments: Sequence[Assessment],
    labels: Mapping[str, str],
) -> tuple[Clot, ...] | None:
    """Every clot told of; None where nobody asked. `labels`: the words of the form for a tick."""
    clots = _clots(history, labels)
    for medicine in medicines:
        if _is_for_a_clot(history, medicine) and not _is_known(medicine, clots):
            clots.append(_being_treated(history, medicine))
    clots = [clot for each in clots if (clot := _as_assessed(each, assessments))]
    clots += [each.clot for each in assessments if each.clot is not None]
    asked = clots or any(history.text(f"condition_{code}") for code in CLOT_CONDITIONS)
    return tuple(clots) if asked else None


def asks_which_clot(history: AnswerHistory) -> bool:
    """Whether a clot was ticked as "now" beside an older one, and nobody has said yet if it is the same."""
    rows = _of_rows(history)
    return any(
        told.words == "now" and _are_older(_alike(rows, code), told.on) and not _is_said_to_be_the_same(history, told)
        for tick, code in _OF_TICK.items() for told in history.tellings(f"condition_{tick}")
    )


def asks_if_there_was_a_clot(history: AnswerHistory, medicines: Sequence[MedicineFact]) -> bool:
    """Whether a blood thinner is taken "for clots", or to prevent them, and nobody has said yet if there was one.

    The answer is `thinner_for_clot`: yes, no (to prevent one) or unsure. Until then, and unsure, it counts as a clot
    unless a rhythm or a valve is named beside it.
    """
    told = _clots(history, {})
    return any(purpose_of(each, _reason(history, each)) in (Purpose.UNCLEAR, Purpose.PREVENTION)
               and not _answers_about(history, each) and not _is_known(each, told) for each in medicines)


def _clots(history: AnswerHistory, labels: Mapping[str, str]) -> list[Clot]:
    """The clots of the rows and of the ticks."""
    rows = [_as_past(clot, history) for clot in _of_rows(history)]
    return rows + _ticked(history, rows, labels)


def _of_rows(history: AnswerHistory) -> list[Clot]:
    return list(each_once(map(_clot, history.rows("clots")), _as_treated))


def _as_treated(first: Clot, again: Clot) -> Clot:
    return first if again.on_treatment is Answer.NOT_ASKED else replace(first, on_treatment=again.on_treatment)


def _clot(row: DatedRow) -> Clot:
    kind = row.text("type")
    return Clot(
        clot_type(kind), on=row.dated("date"), side=row.side, on_treatment=row.answer("on_treatment"),
        answers=(row.name,),
        words=row.text("words") or f"{kind or 'clot'} {row.text('date')}".strip(),
    )


def _ticked(history: AnswerHistory, rows: list[Clot], labels: Mapping[str, str]) -> list[Clot]:
    """What the ticks say beyond the rows: a clot without a row of its kind, and one that is there now."""
    found: list[Clot] = []
    for tick, code in _OF_TICK.items():
        label = labels.get(tick, "clot")
        for told in history.tellings(f"condition_{tick}"):
            known = _alike([*rows, *found], code)
            if told.words not in ("now", "past") or (known and told.words == "past"):
                continue
            if not known:
                found.append(Clot(code, words=label, past=_is_past(history, tick), answers=(told.name,)))
            elif _are_older(known, told.on) and not _is_said_to_be_the_same(history, told):
                found.append(Clot(code, on=on_day(told.on), words=f"{label}: now", answers=(told.name,)))
    return found


def _is_past(history: AnswerHistory, tick: str) -> bool:
    """Whether a clot was ticked as being in the past, and never as being there now."""
    told = {each.words for each in history.tellings(f"condition_{tick}")}
    return "past" in told and "now" not in told


def _as_past(clot: Clot, history: AnswerHistory) -> Clot:
    """A row without a date is as old as its tick says."""
    ticks = [tick for tick, code in _OF_TICK.items() if code == clot.type and clot.type]
    return clot if clot.on.is_told or not any(_is_past(history, tick) for tick in ticks) else replace(clot, past=True)


def _alike(clots: list[Clot], code: ClotType | NotKnown) -> list[Clot]:
    """Clots of a kind, with those whose kind nobody knows; of an unknown kind, all."""
    return [clot for clot in clots if not code or clot.type in (code, "")]


def _are_older(clots: list[Clot], day: date) -> bool:
    """Whether there are clots, and each certainly lies more than 90 days before `day`."""
    return bool(clots) and all(clot.on.latest is not None and clot.on.latest < day - FRESH for clot in clots)


def _is_said_to_be_the_same(history: AnswerHistory, told: Telling) -> bool:
    answer = history.newest("clot_now")
    return answer is not None and answer.entry >= told.entry and answer.words == THE_SAME


def _is_for_a_clot(history: AnswerHistory, medicine: MedicineFact) -> bool:
    """Whether a blood thinner is taken for a clot that was there, by its reason and what was answered about it."""
    purpose = purpose_of(medicine, _reason(history, medicine))
    if purpose in (Purpose.CLOT, Purpose.NONE):
        return purpose is Purpose.CLOT
    said = [each.words for each in _answers_about(history, medicine)]
    if "yes" in said:
        return True
    return purpose is Purpose.UNCLEAR and said[-1:] != ["no"]


def _reason(history: AnswerHistory, medicine: MedicineFact) -> str:
    """What it is taken for, as told last, in its own field or in its line."""
    return medicine.reason or next(filter(None, map(_reason_in, reversed(_rows_of(history, medicine)))), "")


def _rows_of(history: AnswerHistory, medicine: MedicineFact) -> list[DatedRow]:
    return [row for row in history.rows("medicines") if row.name in medicine.answers]


def _reason_in(row: DatedRow) -> str:
    return row.text("reason") or reason_in_line(row.text("text"))


def _answers_about(history: AnswerHistory, medicine: MedicineFact) -> list[Telling]:
    """What was answered to "was there a clot?" since this reason was first given, oldest first."""
    reason = plain_words(_reason(history, medicine))
    first = min((row.entry for row in _rows_of(history, medicine) if plain_words(_reason_in(row)) == reason), default=0)
    return [each for each in history.tellings("thinner_for_clot") if each.entry >= first]


def _is_known(medicine: MedicineFact, clots: list[Clot]) -> bool:
    """Whether the clot that it is taken for has been told of: one of about the day since when it is taken."""
    began = medicine.started.latest
    return any(began is None or clot.on.latest is None or clot.on.latest >= began - FRESH for clot in clots)


def _being_treated(history: AnswerHistory, medicine: MedicineFact) -> Clot:
    reason = _reason(history, medicine)
    folded = reason.lower()
    kind: ClotType | NotKnown = "pe" if _LUNG.search(folded) else "dvt" if _DEEP.search(folded) else ""
    taken = Answer.YES if medicine.status in ("taken", "as_needed") else Answer.NOT_ASKED
    said = [each.name for each in _answers_about(history, medicine) if each.words == "yes"]
    return Clot(kind, on=medicine.started, on_treatment=taken, words=f"{medicine.words}: {reason}",
                answers=(*medicine.answers, *said))


def _as_assessed(clot: Clot, assessments: Sequence[Assessment]) -> Clot | None:
    """The clot as an assessment left it: treated from then on, or withdrawn where it was none."""
    for each in assessments:
        if not each.is_settled or not each.answers.issuperset(clot.answers):
            continue
        if each.outcome in ("ruled_out", "other_cause"):
            return None
        clot = replace(clot, on_treatment=Answer.YES)
    return clot
