"""Pains as they were told, one plain sentence each, for the hands that work and for the doctor who is asked.

Nothing is judged here: the rules read the same rows as symptoms (`history.complaints`).
"""

from collections.abc import Iterator

from intake.clinical.answer import Answer
from intake.clinical.body import split_side
from intake.clinical.facts.background import PainLine
from intake.clinical.history.answer_history import AnswerHistory, DatedRow
from intake.clinical.history.pains import standing_pains
from intake.clinical.history.record_lines import day_words
from intake.clinical.questionnaire import repeats
from intake.clinical.questionnaire.answers import in_words

_QUESTIONS = {question.key: question for repeat in repeats() if repeat.key == "pains" for question in repeat.questions}
_SITES = {option.code: option.label for option in _QUESTIONS["site"].options}
_SEEN = {Answer.YES: "seen by a doctor", Answer.NO: "not seen by a doctor", Answer.NOT_ASKED: ""}
_AT_REST = {Answer.YES: "at rest or at night too", Answer.NO: "not at rest", Answer.NOT_ASKED: ""}
_FALL = {Answer.YES: "after a fall", Answer.NO: "not after a fall", Answer.NOT_ASKED: ""}
_CAUSES = {"unexplained": "nothing known brought it on", "exercise": "put down to exercise",
           "injury": "put down to an injury"}
_NAMED = "known_condition"


def pain_lines(history: AnswerHistory) -> tuple[PainLine, ...]:
    """The pains that stand, a line each. Of a place told of again on a later day, what was told last."""
    rows = standing_pains(history)
    newest = {_place(row): row.entry for row in rows}
    named = history.newest("named_condition")
    return tuple(
        PainLine(_place(row), where_in_words(row),
                 pain_in_words(row, named.words if named and named.entry >= row.entry else ""), row.on)
        for row in rows if row.entry == newest[_place(row)])


def where_in_words(row: DatedRow) -> str:
    """Where a pain is, in the words of the form: "Left calf", "Lower back, middle"."""
    side, site = _sided(row)
    if not site:
        return "Place not told"
    words = _SITES.get(site, site.replace("_", " ").capitalize())
    if side in ("left", "right"):
        return f"{side.capitalize()} {words.lower()}"
    return words + {"both": ", both sides", "middle": ", middle"}.get(side, "")


def pain_in_words(row: DatedRow, named: str = "") -> str:
    """All that a row tells of a pain but its place, as one plain sentence; `named`: its cause, where told elsewhere.

    "6 now, 8 at worst, every day, aching; eases with: rest; worse with: stairs".
    """
    said = (", ".join(_told_first(row)), _FALL[row.answer("after_fall")], _cause(row, named),
            _labelled("eases with", row.text("eases")), _labelled("worse with", row.text("worsens")),
            _SEEN[row.answer("assessed")], f"“{row.text('words')}”" if row.text("words") else "")
    return "; ".join(part for part in said if part)


def _told_first(row: DatedRow) -> Iterator[str]:
    """How strong, how often, what it is like, whether at rest, since when."""
    yield from (f"{row.text(key)} {words}" for key, words in
                (("now", "now"), ("average", "on average"), ("worst", "at worst")) if row.text(key))
    yield from (in_words(_QUESTIONS[key], row.values[key]).lower() for key in ("frequency", "quality")
                if row.values.get(key))
    if at_rest := _AT_REST[row.answer("at_rest")]:
        yield at_rest
    if since := day_words(row.dated("since")):
        yield f"since {since}"


def _cause(row: DatedRow, named: str) -> str:
    cause = row.text("cause")
    named = row.text("cause_name") or (named if cause == _NAMED else "")
    if named:
        return f"put down by a doctor to: {named}"
    return "put down to a condition that a doctor has named" if cause == _NAMED else _CAUSES.get(cause, "")


def _labelled(label: str, words: str) -> str:
    return f"{label}: {words}" if words else ""


def _sided(row: DatedRow) -> tuple[str, str]:
    side, site = split_side(row.text("site"))
    return side or row.text("side"), site


def _place(row: DatedRow) -> str:
    side, site = _sided(row)
    return f"{side}_{site}" if side in ("left", "right") else site
