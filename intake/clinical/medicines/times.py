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
_MONTHS = frozenset("january february march april may june july august september october november december jan feb mar "
                    "apr jun jul aug sep sept oct nov dec".split())
# Behind "until": the end has come.
_CAME = frozenset("was were had got found changed started stopped came went did told said became moved gave took fell "
                  "began switched lost could bled".split())
_TO = frozenset({"-", "to", "until", "till", "bis", "a", "and", "al", "tot", "til", "do"})
_FROM = frozenset("( [ from between in : - von de del dal van fra od approx".split())
_GOES_ON = frozenset({"now", "present", "current", "currently", "again", "since", "restarted", "ongoing", "still"})
# Years and "ago" in other languages, in words that mean nothing else.
_YEAR_WORDS = frozenset("ans annees annee ano anos anno anni jahren jahre jahr jaar ar lat saal sal varsh".split())
_AGO = frozenset("hace vor fa atras pehle geleden sedan siden temu ago".split())
_LONG_WORDS = frozenset("passado pasado scorso letztes letzten dernier derniere voriges vorig fjor".split())


def when_stopped(status: str, words: Sequence[str]) -> str:
    """The status of what is "stopped", "past", "had" or "left_out" (not taken for a while), by the words around it.

    Not said when: stopped is lately, past is past, left out is not taken. "Came off it last week" is lately all the
    same, and so is "not taken since Monday" (the effect lasts for days, bleeding.md#washout-after-stopping).
    """
    if status in ("had", "took") and not {"since", "still", "now"}.isdisjoint(words):
        return "taken"
    if status == "past":
        return "recently_stopped" if is_lately(words) else "past"
    if is_long_ago(words):
        return "past"
    if status == "stopped":
        return "recently_stopped"
    if status in ("had", "took"):
        return "unsure" if status == "had" else "taken"
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
        if word in _AGO_PAST and ("ago" in words[index:index + 3] or "back" in words[index:index + 2]):
            number = words[index - 1] if index else ""
            return not (word.startswith("m") and number in ("1", "a", "one"))
        if is_year(word):
            return int(word) < _KNOWN_YEAR
        if word in ("year", "years") and index and words[index - 1] == "last":
            return True
        if word in _YEAR_WORDS and _is_year_behind(words, index):
            return True
    return "long ago" in " ".join(words)


def _is_year_behind(words: Sequence[str], index: int) -> bool:
    """"hace 3 anos", "il y a deux ans", "2 saal pehle", "ano passado", "letztes Jahr"."""
    around = words[max(0, index - 4):index + 2]
    return not _AGO.isdisjoint(around) or {"il", "y", "a"} <= set(around) or not _LONG_WORDS.isdisjoint(around)


def is_year(word: str) -> bool:
    """Is it a year of our time?"""
    return bool(re.fullmatch(r"(?:19|20)\d\d", word))


def until_when(words: Sequence[str]) -> str:
    """The status of what is taken until something, by the words behind "until": an end ahead leaves it taken."""
    if is_long_ago(words):
        return "past"
    if is_lately(words[:3]) and words[:1] == ["last"]:
        return "recently_stopped"
    named = any(word in _MONTHS or is_year(word) for word in words[:3])
    return "recently_stopped" if named or not _CAME.isdisjoint(words[:5]) else "taken"


def are_years_past(words: Sequence[str]) -> bool:
    """Do these words, right behind a name, give years that have an end: "2006-2010", "from 2006 to 2010"?"""
    index = 0
    while index < len(words) and words[index] in _FROM:
        index += 1
    if not _GOES_ON.isdisjoint(words):
        return False
    years = words[index:index + 3]
    return len(years) == 3 and years[1] in _TO and is_year(years[0]) and is_year(years[2]) and (
        int(years[0]) <= int(years[2]) < _KNOWN_YEAR)
