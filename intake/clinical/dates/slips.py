"""Slips of the pen in words of dates: the word that was meant, where only one is near."""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

UNITS = ("days", "weeks", "months", "years")
LONG_NAMES = (
    "january", "february", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "yesterday",
)
_LONGEST = 12


@lru_cache(1024)
def nearest(word: str, words: Sequence[str], slips: int) -> str | None:
    """The one of `words` that differs from `word` by the fewest slips, at most `slips`; None where two are as near."""
    if len(word) > _LONGEST:
        return None
    near = sorted((OSA.distance(word, each, score_cutoff=slips), each) for each in words)
    is_clear = near[0][0] <= slips and near[0][0] < near[1][0]
    return near[0][1] if is_clear else None
