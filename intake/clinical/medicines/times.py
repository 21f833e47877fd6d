"""When something was stopped, as far as the words of a line tell it: no clock, so only what has surely passed."""
import re
from collections.abc import Sequence

# A year that has passed whenever this is read.
_KNOWN_YEAR = 2026
_AGO_PAST = frozenset({"month", "months", "mth", "mths", "year", "years", "yr", "yrs", "decade", "decades", "ages"})
_YEARS = frozenset({"year", "years", "yr", "yrs", "decade", "decades", "ages"})
_LATELY = frozenset({"yesterday", "today", "recently", "lately", "just", "monday", "tuesday", "wednesday", "thursday",
                     "friday", "saturday", "sunday"})
_SPANS = frozenset({"week", "month", "weekend", "morning", "night", "fortnight"})
_SHORT_SPANS = frozenset({"day", "days", "week", "weeks", "wk", "wks", "fortnight", "hours"})
_ANY_TIME = _LATELY | _SPANS | _SHORT_SPANS | {"since", "yet", "months", "tonight", "evening"}


def when_stopped(status: str, words: Sequence[str]) -> str:
    """The status of what is "stopped", "past" or "left_out" (not taken for a while), by the words around it.

    Not said when: stopped is lately, past is past, left out is not taken. "Came off it last week" is lately all the
    same, and so is "not taken since Monday" (the effect lasts for days, bleeding.md#washout-after-stopping).
    """
    if status == "past":
        return "recently_stopped" if is_lately(words) else "past"
    if is_long_ago(words):
        return "past"
    if status == "stopped":
        return "recently_stopped"
    if not _YEARS.isdisjoint(words):
        return "past"
    return "not_taken" if _ANY_TIME.isdisjoint(words) else "recently_stopped"


def is_lately(words: Sequence[str]) -> bool:
    """Do these words put a stop into the last days or few weeks?"""
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        if word in _LATELY or (before in ("last", "this") and word in _SPANS):
            return True
        if word in _SHORT_SPANS and "ago" in words[index:index + 3]:
            return True
    return False


def is_long_ago(words: Sequence[str]) -> bool:
    """Do these words put a stop beyond every washout (bleeding.md#washout-after-stopping): some months, years?"""
    for index, word in enumerate(words):
        if word in _AGO_PAST and "ago" in words[index:index + 3]:
            number = words[index - 1] if index else ""
            return not (word.startswith("m") and number in ("1", "a", "one"))
        if re.fullmatch(r"(?:19|20)\d\d", word):
            return int(word) < _KNOWN_YEAR
        if word in ("year", "years") and index and words[index - 1] == "last":
            return True
    return "long ago" in " ".join(words)
