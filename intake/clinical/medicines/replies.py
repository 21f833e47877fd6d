"""Answers in the manner of a form: "blood thinners: no", "[x] aspirin [ ] warfarin", "thinners [ ] yes [x] no"."""
from collections.abc import Iterator
from typing import NamedTuple

from intake.clinical.medicines.line_map import LineMap

_NO = frozenset("no none nil n nope never negative nein non nee nej nei nie nao ninguno ninguna ningun nessuno nessuna "
                "nenhum nenhuma kein keine keinen geen aucun aucune inga inget ingen ingenting brak zadne nahi nahin "
                "nahi ei denies denied declines declined".split())
_YES = frozenset("y yes yep yeah ja oui si sim tak haan".split())
# Denials of two words: "blood thinners: not any".
_NO_WORDS = frozenset({("not", "any"), ("not", "applicable"), ("not", "taking"), ("not", "on"), ("not", "taken"),
                       ("not", "currently"), ("none", "taken"), ("no", "thanks"), ("no", "never")})
_BEFORE_ANSWER = frozenset({":", "?", "-", "="})
_JOINED = frozenset({"or", "and", "/", "&", "nor", "o", "y", "e", "et", "ou", "und", "oder", "of", "en", "och", "eller",
                     "i", "eg", "such", "as", "like", "including", "lub", "ya", "aur", "other",
                     "any", "etc", ".", "(", ")"})
_TICKS = frozenset("x v \u2713 \u2714 * \u00d7 \u2717 \u2718".split())
_FULL = frozenset("\u2611 \u2612 \u2705 \u2713 \u2714".split())
_EMPTY = frozenset("\u2610 \u25a1 \u25a2 \u2b1c \u25fb".split())
_CROSS = frozenset("\u274c \u2717 \u2718 \u2716 \u274e".split())
_OPEN, _CLOSE = {"[": "]", "(": ")"}, frozenset("])")


class Reply(NamedTuple):
    """An answer that stands behind a name ("blood thinners: no", "aspirin? yes") and where it ends; 0 without one."""

    end: int
    denies: bool


class Box(NamedTuple):
    """A box of a form: where it stands, and what is in it: full, empty or cross."""

    start: int
    end: int
    holds: str


class Replies:
    """What a line answers of its medicines: numbers of the denied ones and of those left open, and the tokens used."""

    def __init__(self, places: LineMap) -> None:
        self.places = places
        self.denied: set[int] = set()
        self.open: set[int] = set()
        self.covered: list[tuple[int, int]] = []
        if boxes := list(_boxes(places)):
            self._tick(boxes)
        for number, (_, end) in enumerate(places.spans):
            self._answer(number, end)

    def _answer(self, number: int, end: int) -> None:
        closed = self._list_end(number, end)
        answer = reply_behind(self.places, closed)
        if not answer.end:
            return
        self.covered.append((closed, answer.end))
        if answer.denies:
            self.denied.update(self._list_before(number, closed))

    def _list_end(self, number: int, end: int) -> int:
        """Behind the bracket in which a name ends the examples: "anticoagulants (eliquis, xarelto etc): none"."""
        index = end
        while self.places.at(index) in ("etc", ".") or (self.places.at(index) == ")" and number):
            index += 1
        return index if self.places.at(index - 1) == ")" and self.places.at(index) in _BEFORE_ANSWER else end

    def _list_before(self, number: int, end: int) -> Iterator[int]:
        """The medicine before an answer and those joined with it: "warfarin or aspirin? no"."""
        yield number
        many = self.places.at(end) == "?" or self.places.at(end - 1) == ")"
        while number and all(text in _JOINED or (many and text == ",") for text in self.places.between(
                self.places.spans[number - 1][1], self.places.spans[number][0])):
            number -= 1
            yield number

    def _tick(self, boxes: list[Box]) -> None:
        options = [index for index, text in enumerate(self.places.texts) if text in ("yes", "no", "y", "n")]
        spans = self.places.spans
        first = min([*(options[:1] or [start for start, _ in spans[:1]])], default=0)
        lead = boxes[0].start < first
        ticked = any(box.holds == "full" for box in boxes)
        said: dict[int, dict[str, str]] = {}
        for box in boxes:
            self.covered.append((box.start, box.end))
            self._of_box(box, lead, ticked, said)
        for number, answers in said.items():
            self._yes_or_no(number, answers)

    def _of_box(self, box: Box, lead: bool, ticked: bool, said: dict[int, dict[str, str]]) -> None:
        place = box.end if lead else box.start - 1
        word = self.places.at(place)
        number = self.places.number_at(place)
        if number is not None:
            if box.holds == "cross" or (box.holds == "empty" and ticked):
                self.denied.add(number)
            elif box.holds == "empty":
                self.open.add(number)
        elif word in ("none", "other"):
            self.covered.append((place, place + 1))
        elif word in ("yes", "no", "y", "n"):
            if (before := self.places.number_before(place)) is not None:
                self.covered.append((place, place + 1))
                said.setdefault(before, {})[word[0]] = box.holds

    def _yes_or_no(self, number: int, answers: dict[str, str]) -> None:
        yes, no = answers.get("y") == "full", answers.get("n") in ("full", "cross")
        if no and not yes:
            self.denied.add(number)
        elif no == yes:
            self.open.add(number)


def reply_behind(places: LineMap, end: int) -> Reply:
    """The answer right behind a name that ends at `end`; "aspirin, no" and "aspirin no problem" are none."""
    index = end
    while places.at(index) in _BEFORE_ANSWER and index < end + 3:
        index += 1
    index = _behind_the_choice(places, index)
    word = places.at(index)
    if index > end and (word, places.at(index + 1)) in _NO_WORDS and not places.at(index + 2)[:1].isalnum():
        return Reply(index + 2, True)
    if word not in _NO and word not in _YES:
        return Reply(0, False)
    if word == "n" and places.at(index + 1) == "/":
        index += 2
    after = places.at(index + 1)
    return Reply(index + 1, word in _NO) if not after or not after[0].isalnum() else Reply(0, False)


def _behind_the_choice(places: LineMap, index: int) -> int:
    """Behind "Y/N:", where the answer itself stands."""
    choice = (places.at(index), places.at(index + 1), places.at(index + 2))
    is_choice = choice in (("y", "/", "n"), ("yes", "/", "no")) and places.at(index + 3) in _BEFORE_ANSWER
    return index + 4 if is_choice else index


def _boxes(places: LineMap) -> Iterator[Box]:
    texts = places.texts
    for index, text in enumerate(texts):
        if text in _OPEN:
            yield from _bracket(texts, index)
        elif text in _FULL or text in _EMPTY or text in _CROSS:
            if texts[max(0, index - 1)] not in _OPEN:
                yield Box(index, index + 1, "full" if text in _FULL else "empty" if text in _EMPTY else "cross")


def _bracket(texts: list[str], index: int) -> Iterator[Box]:
    close = _OPEN[texts[index]]
    if texts[index + 1:index + 2] == [close]:
        yield Box(index, index + 2, "empty")
    elif texts[index + 2:index + 3] == [close] and texts[index + 1] in _TICKS:
        yield Box(index, index + 3, "full")
