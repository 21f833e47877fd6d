"""Where the words, breaks and medicines of a line stand: looking between two places costs the same in any line."""
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate

from intake.clinical.medicines.folding import Token

HARD = frozenset(";|\u2022")
# No word reaches further than this many tokens: what stands further away is about something else.
FARTHEST = 60
_ABBREVIATIONS = frozenset("approx dr mr mrs ms ca circa inj tab tabs cap caps st vs jan feb mar apr jun jul aug sep "
                           "sept oct nov dec hosp dept prof resp yrs mths wks".split())


class LineMap:
    """The tokens of one line and the places of its medicines, each a start and an end."""

    def __init__(self, tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> None:
        self.texts = [token.text for token in tokens]
        self.spans = spans
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._hard = _running(_is_hard(tokens, index) for index in range(len(tokens)))
        self._closed = _running(token.text in ")]" for token in tokens)
        self._opened = _open_brackets(self.texts)
        self._commas = _running(token.text == "," for token in tokens)

    def break_between(self, start: int, end: int) -> str:
        """"hard", "soft" or "" for what parts two places of the line."""
        if self._hard[end] > self._hard[start]:
            return "hard"
        return "soft" if self._commas[end] > self._commas[start] else ""

    def medicines_between(self, start: int, end: int) -> int:
        """How many medicines lie wholly between two places."""
        return max(0, bisect_left(self._ends, end + 1) - bisect_left(self._starts, start))

    def number_at(self, index: int) -> int | None:
        """The number of the medicine on a token."""
        number = bisect_left(self._ends, index + 1)
        return number if number < len(self.spans) and self._starts[number] <= index else None

    def number_before(self, index: int) -> int | None:
        """The number of the last medicine that ends before a place."""
        number = bisect_left(self._ends, index + 1) - 1
        return number if number >= 0 else None

    def bracket_around(self, index: int) -> int | None:
        """The place of the bracket that is open at a token."""
        return self._opened[index]

    def closes_between(self, start: int, end: int) -> bool:
        """Does a bracket close between two places?"""
        return self._closed[end] > self._closed[start]

    def at(self, index: int) -> str:
        """The text of a token, "" outside the line."""
        return self.texts[index] if 0 <= index < len(self.texts) else ""

    def between(self, start: int, end: int) -> list[str]:
        """The tokens between two places; the nearest ones to `end` where there are too many."""
        return self.texts[max(start, end - FARTHEST):end]

    def other_words(self, start: int, end: int, besides: Collection[str]) -> list[str]:
        """The words between two places that are neither in `besides` nor in the name of a medicine."""
        return [text for text in self._outside(max(start, end - FARTHEST), end)
                if text[0].isalpha() and text not in besides]

    def _outside(self, start: int, end: int) -> Iterator[str]:
        number = bisect_left(self._ends, start + 1)
        index = start
        while index < end:
            if number < len(self.spans) and index >= self._starts[number]:
                index = max(index + 1, self._ends[number])
                number += 1
            else:
                yield self.texts[index]
                index += 1

    def following(self, number: int) -> int:
        """Where the next medicine begins, or the line ends."""
        return self._starts[number + 1] if number + 1 < len(self.spans) else len(self.texts)

    def part_start(self, index: int) -> int:
        """Where the part of the line begins in which a token stands: behind a comma or a hard break."""
        low = max(0, index)
        while low and index - low < FARTHEST and not self.break_between(low - 1, low):
            low -= 1
        return low

    def part_end(self, index: int) -> int:
        """Where that part ends: before a comma, a hard break or the next medicine."""
        following = bisect_left(self._starts, index)
        most = min(self._starts[following] if following < len(self.spans) else len(self.texts), index + FARTHEST)
        high = min(index, most)
        while high < most and not self.break_between(high, high + 1):
            high += 1
        return high

    def own_part(self, number: int) -> list[str]:
        """The words behind a medicine that are still of its part."""
        end = self.spans[number][1]
        return self.texts[end:self.part_end(end)]


def _open_brackets(texts: Sequence[str]) -> list[int | None]:
    found: list[int | None] = []
    opened: int | None = None
    for index, text in enumerate(texts):
        if text in "()":
            opened = index if text == "(" else None
        found.append(opened)
    return found


def _running(marks: Iterable[bool]) -> list[int]:
    return list(accumulate(marks, initial=0))


def _is_hard(tokens: Sequence[Token], index: int) -> bool:
    """A semicolon and the like, or a mark with a space behind it that ends a sentence."""
    text = tokens[index].text
    if text in HARD:
        return True
    if text not in (".", "!") or index + 1 == len(tokens) or tokens[index + 1].start == tokens[index].end:
        return False
    return text == "!" or index == 0 or tokens[index - 1].text not in _ABBREVIATIONS
