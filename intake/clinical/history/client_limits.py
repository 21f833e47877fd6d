"""The client's own limits out of what they said over time: what they cannot have adds up, what they wish is the newest.

An allergy does not end by silence, nor by a later "none known": every different text told stands.
"""

from intake.clinical.answer import Answer
from intake.clinical.facts.limits import ClientLimits, Intolerance, Saying, Wish
from intake.clinical.history.answer_history import AnswerHistory

NONE_WORDS = frozenset({
    "0", "-", "n/a", "na", "nil", "nil known", "nka", "nkda", "nkfa", "no", "no allergies", "no known allergies",
    "no known drug allergies", "none", "none known", "none that i know of", "not that i know of", "nothing",
})
"""Whole texts that say that there is none. Anything beside them ("none, but latex itches") is a text that stands."""


def read_limits(history: AnswerHistory) -> ClientLimits:
    """The limits that stand after everything that was said. A history without entries has none: nobody asked."""
    return ClientLimits(
        allergies=_intolerance(history, "allergies", "allergies_any"), oils=_intolerance(history, "oils"),
        areas=_wish(history, "areas_avoid"), positions=_wish(history, "positions_not_tolerated"),
        pressure=_pressure(history),
    )


def _intolerance(history: AnswerHistory, key: str, any_key: str = "") -> Intolerance:
    sayings: dict[str, Saying] = {}
    none_on = None
    for each in history.tellings(key):
        folded = _folded(each.words)
        if folded in NONE_WORDS:
            none_on = each.on
        else:
            # Told again is told newer: it goes to the end, with the newer day.
            sayings.pop(folded, None)
            sayings[folded] = Saying(each.words, each.on)
    if sayings:
        return Intolerance(tuple(reversed(sayings.values())), Answer.YES, max(each.on for each in sayings.values()))
    asked = history.answer(any_key)
    if asked is not Answer.NOT_ASKED:
        return Intolerance((), asked, history.told_on(any_key))
    return Intolerance((), Answer.NO, none_on) if none_on else Intolerance()


def _wish(history: AnswerHistory, key: str) -> Wish:
    codes = history.choices(key)
    return Wish(tuple(codes), history.told_on(key)) if codes else Wish()


def _pressure(history: AnswerHistory) -> Wish:
    code = history.text("pressure")
    return Wish((code,), history.told_on("pressure")) if code else Wish()


def _folded(words: str) -> str:
    return " ".join(words.casefold().split()).strip(" .!;,")
