"""What a line says about a medicine besides its name: taken, stopped, somebody else's. Trigger words with a scope.

The idea is that of NegEx and ConText (bleeding.md 5.4): a trigger reaches forward or back until its scope ends.
The words are our own: knowledge/status.csv. When in doubt the medicine stays present and the line gets a question.
"""
import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from intake.clinical.medicines.folding import Token

_FILE = Path(__file__).parent / "knowledge" / "status.csv"
_HARD = frozenset(";|\u2022")
_SOFT = frozenset(",/+&()[]{}")
# The strongest statement about a medicine wins.
_ORDER = ("allergy", "other_person", "not_taken", "on_hold", "past", "recently_stopped", "planned", "unsure",
          "as_needed", "taken")
_ENDS = frozenset({"end", "except", "taken", "exchange"})
# Behind another medicine these begin a statement of their own: "not on warfarin, on rivaroxaban".
_TAKES_UP = frozenset({"on", "with", "taking", "take", "takes", "using"})
_OWN = frozenset({"my", "the", "a", "her", "his", "daily", "old"})
# A year that has passed whenever this is read, without a clock.
_KNOWN_YEAR = 2026
_AGO_PAST = frozenset({"month", "months", "mth", "mths", "year", "years", "yr", "yrs", "decade", "decades", "ages"})
_LATELY = frozenset({"yesterday", "today", "recently", "lately", "just", "monday", "tuesday", "wednesday", "thursday",
                     "friday", "saturday", "sunday"})
_SPANS = frozenset({"week", "month", "weekend", "morning", "night", "fortnight"})
_SHORT_SPANS = frozenset({"day", "days", "week", "weeks", "wk", "wks", "fortnight", "hours"})
_WHEN_LINK = frozenset({"since", "when", "because", "after", "by", "from", "with", "like", "told", "says", "and"})


class Trigger(NamedTuple):
    """A trigger found in a line: its status, its reach, and the tokens it stands on."""

    status: str
    reach: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _triggers() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = tuple(row["words"].split())
            table.setdefault(words[0], []).append((words, row["status"], row["reach"]))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def find_triggers(tokens: Sequence[Token], taken: Sequence[bool]) -> list[Trigger]:
    """All triggers of a line, longest first at each place; `taken` marks the tokens that are part of a name."""
    table = _triggers()
    texts = [token.text for token in tokens]
    found = []
    index = 0
    while index < len(texts):
        for words, status, reach in () if taken[index] else table.get(texts[index], ()):
            end = index + len(words)
            if tuple(texts[index:end]) == words and not any(taken[index:end]):
                if words == ("no",) and texts[end:end + 1] == [","]:
                    # "No, eliquis": an answer, and then perhaps what is taken instead.
                    status, end = "unsure", end + 1
                found.append(Trigger(status, reach, index, end))
                index = end
                break
        else:
            if texts[index] == "?" and _doubts(tokens, index):
                found.append(Trigger("unsure", "backward", index, index + 1))
            index += 1
    return found


def _doubts(tokens: Sequence[Token], index: int) -> bool:
    """A question mark at the end of a word is doubt; one inside a word is a letter that got lost on the way."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return following is None or following.start > tokens[index].end or not following.text[0].isalnum()


def _break_between(tokens: Sequence[Token], start: int, end: int) -> str:
    """"hard", "soft" or "" for what parts two places of a line."""
    found = ""
    for index in range(start, end):
        text = tokens[index].text
        if text in _HARD or (text == "." and _ends_sentence(tokens, index)):
            return "hard"
        if text == ",":
            found = "soft"
    return found


def _ends_sentence(tokens: Sequence[Token], index: int) -> bool:
    return index + 1 < len(tokens) and tokens[index + 1].start > tokens[index].end


class Scopes:
    """The statuses of the medicines in one line."""

    def __init__(self, tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> None:
        self.tokens = tokens
        self.spans = spans
        taken = [False] * len(tokens)
        for start, end in spans:
            taken[start:end] = [True] * (end - start)
        self.triggers = find_triggers(tokens, taken)

    def status(self, number: int, has_dose: bool) -> str:
        """The status of the medicine at `spans[number]`."""
        start, end = self.spans[number]
        said = {self._forward(trigger, start, has_dose) for trigger in self.triggers if trigger.end <= start}
        said |= {self._backward(trigger, number) for trigger in self.triggers if trigger.start >= end}
        said.discard("")
        said = {self._when(start, end, status) if status in ("stopped", "past") else status for status in said}
        if "unsure" in said and said & {"past", "not_taken", "planned", "recently_stopped"}:
            return "unsure"
        if said:
            return min(said, key=_ORDER.index)
        return "unsure" if number == 0 and self._after_no(start) else "taken"

    def status_of_line(self) -> str:
        """The status of a line in which no name was found: what its first trigger says."""
        for trigger in self.triggers:
            if trigger.status in _ORDER:
                return trigger.status
            if trigger.status == "stopped":
                return self._when(0, 0, "stopped")
        return "taken"

    def _after_no(self, start: int) -> bool:
        first = next((token.text for token in self.tokens if token.is_word), "")
        return first in ("no", "stopped", "not", "never") and not any(
            trigger.status == "except" or (trigger.status == "taken" and trigger.start == 0)
            for trigger in self.triggers if trigger.end <= start) and (
            _break_between(self.tokens, 0, start) != "hard")

    def _forward(self, trigger: Trigger, start: int, has_dose: bool) -> str:
        if trigger.status in ("end", "self") or trigger.reach == "backward":
            return ""
        parted = _break_between(self.tokens, trigger.end, start)
        if parted == "hard" or self._ended(trigger, start):
            return ""
        if trigger.status == "exchange":
            return "past" if self._word_before(start) == "from" else ""
        status = "taken" if trigger.status == "except" else trigger.status
        if parted == "soft":
            return self._over_a_comma(trigger, status, has_dose)
        if trigger.reach == "both" and self._is_behind_another(trigger, start):
            return ""
        return status

    def _over_a_comma(self, trigger: Trigger, status: str, has_dose: bool) -> str:
        if has_dose or status in ("as_needed", "unsure", "taken"):
            return ""
        bare_not = trigger.end - trigger.start == 1 and self.tokens[trigger.start].text == "not"
        return "unsure" if bare_not or status in ("stopped", "past", "planned", "on_hold") else status

    def _word_before(self, start: int) -> str:
        """The word before a place, without "my" and the like."""
        index = start - 1
        while index > 0 and self.tokens[index].text in _OWN:
            index -= 1
        return self.tokens[index].text if index >= 0 else ""

    def _taken_up(self, trigger: Trigger, start: int) -> bool:
        """Another medicine lies between, and "on", "with", "taking" begin anew; not after "or"."""
        if trigger.status == "other_person" or self._word_before(start) not in _TAKES_UP or not any(
                trigger.end <= a and b < start for a, b in self.spans):
            return False
        at = max(i for i in range(start) if self.tokens[i].text in _TAKES_UP)
        return self.tokens[at - 1].text not in ("or", "nor")

    def _is_behind_another(self, trigger: Trigger, start: int) -> bool:
        """"warfarin stopped, aspirin": a word that ends its part of the list speaks of the medicine before it."""
        follows = any(trigger.end <= a < start for a, _ in self.spans)
        before = [b for _, b in self.spans if b <= trigger.start]
        return not follows and bool(before) and not _break_between(self.tokens, before[-1], trigger.start) and (
            self._next_words_part(trigger.end, start))

    def _next_words_part(self, end: int, start: int) -> bool:
        return any(self.tokens[i].text in _SOFT for i in range(end, start))

    def _ended(self, trigger: Trigger, start: int) -> bool:
        for other in self.triggers:
            if trigger.end <= other.start and other.end <= start:
                if trigger.status == "other_person":
                    if other.status == "self":
                        return True
                elif other.status in _ENDS or (other.status == "self" and trigger.status != "unsure") or (
                        other.status != trigger.status and other.reach != "backward"
                        and other.status not in ("self", "unsure", "as_needed")):
                    return True
        return self._switched_away(trigger, start) or self._taken_up(trigger, start)

    def _switched_away(self, trigger: Trigger, start: int) -> bool:
        """"switched from warfarin to eliquis": what comes after "to" is taken."""
        return self.tokens[trigger.end - 1].text == "from" and any(
            token.text in ("to", "onto") for token in self.tokens[trigger.end:start])

    def _backward(self, trigger: Trigger, number: int) -> str:
        if trigger.reach == "forward" or trigger.status in ("end", "self", "except"):
            return ""
        end = self.spans[number][1]
        following = self.spans[number + 1][0] if number + 1 < len(self.spans) else len(self.tokens)
        if trigger.start >= following or _break_between(self.tokens, end, trigger.start) == "hard":
            return ""
        if trigger.status == "exchange":
            return "stopped" if number + 1 < len(self.spans) and following - trigger.end <= 2 else ""
        if trigger.reach == "person":
            return trigger.status if self._belongs(trigger, end) else ""
        # "warfarin, stopped aspirin": a word with a medicine after it in the same part speaks of that one.
        if following < len(self.tokens) and trigger.reach == "both" and not self._parts(trigger.end, following):
            return ""
        if trigger.status == "taken" and trigger.reach == "both":
            return "taken"
        return trigger.status

    def _parts(self, start: int, end: int) -> bool:
        return any(self.tokens[i].text in ",;()[]|-:" or self.tokens[i].text in ("and", "but")
                   for i in range(start, end)) or bool(_break_between(self.tokens, start, end))

    def _belongs(self, trigger: Trigger, end: int) -> bool:
        between = [token.text for token in self.tokens[end:trigger.start]]
        after = self.tokens[trigger.end].text if trigger.end < len(self.tokens) else ""
        return not _WHEN_LINK.intersection(between) and len(between) <= 6 and (not after or after in ").,;]'")

    def _when(self, start: int, end: int, status: str) -> str:
        """Was it stopped long ago ("2 years ago", "in 2019") or lately? Not said: "stopped" is lately, "past" is past.

        "Came off it last week" is lately all the same (bleeding.md 4: the effect lasts for days).
        """
        low, high = start, end
        while low > 0 and self.tokens[low - 1].text not in _HARD:
            low -= 1
        while high < len(self.tokens) and self.tokens[high].text not in _HARD and not any(
                a == high for a, _ in self.spans):
            high += 1
        words = [token.text for token in self.tokens[low:high]]
        if status == "past":
            return "recently_stopped" if is_lately(words) else "past"
        return "past" if is_long_ago(words) else "recently_stopped"


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
    """Do these words put a stop beyond every washout of bleeding.md 4: some months, years, a year gone by?"""
    for index, word in enumerate(words):
        if word in _AGO_PAST and "ago" in words[index:index + 3]:
            number = words[index - 1] if index else ""
            return not (word.startswith("m") and number in ("1", "a", "one"))
        if re.fullmatch(r"(?:19|20)\d\d", word):
            return int(word) < _KNOWN_YEAR
        if word in ("year", "years") and index and words[index - 1] == "last":
            return True
    return "long ago" in " ".join(words)
