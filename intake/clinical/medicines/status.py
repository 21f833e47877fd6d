"""What a line says about a medicine besides its name: taken, stopped, somebody else's. Trigger words with a scope.

The idea is that of NegEx and ConText (reading-medicines.md#who-takes-it-and-when): a trigger reaches forward or back
until its scope ends. What takes a medicine's tier away needs more: nothing may stand between but words that belong
to it. When in doubt the medicine stays present and the line gets a question.
"""
from collections.abc import Iterator, Sequence

from intake.clinical.medicines import reach_words as words
from intake.clinical.medicines.folding import Token
from intake.clinical.medicines.line_map import LineMap
from intake.clinical.medicines.replies import Replies
from intake.clinical.medicines.resumption import is_resumed
from intake.clinical.medicines.said_before import WordsBefore
from intake.clinical.medicines.said_behind import WordsBehind
from intake.clinical.medicines.times import are_years_past, when_stopped
from intake.clinical.medicines.triggers import Said, Trigger, find_triggers

# The strongest statement about a medicine wins.
_ORDER = ("allergy", "other_person", "not_taken", "on_hold", "past", "recently_stopped", "planned", "unsure",
          "as_needed", "taken")
_ENDED = frozenset({"past", "not_taken", "planned"})
_IN_DOUBT = _ENDED | {"recently_stopped"}


class Scopes:
    """The statuses of the medicines in one line."""

    def __init__(self, tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> None:
        self.places = LineMap(tokens, spans)
        # An answer behind a name says nothing about its neighbours.
        self.replies = Replies(self.places)
        taken = [False] * len(tokens)
        for start, end in (*spans, *self.replies.covered):
            taken[start:end] = [True] * (end - start)
        self.triggers = find_triggers(tokens, taken)
        self._before = WordsBefore(self.places, self.triggers)
        self._behind = WordsBehind(self.places, self.triggers)
        self._first = next((index for index, token in enumerate(tokens) if token.is_word), len(tokens))
        self._in_front = self._joined_in_front()

    def status(self, number: int, has_dose: bool) -> str:
        """The status of the medicine at `spans[number]`."""
        own = has_dose or self._is_plainly_taken(number)
        heard = (*self._before.said_of(number, own), *self._behind.said_of(number))
        said = {self._dated(each, number) for each in heard} | set(self._answered(number))
        said.discard("")
        if "still" in said:
            return "taken"
        if said & _ENDED and is_resumed(self.places, number):
            return "unsure"
        if "unsure" in said and said & _IN_DOUBT:
            return "unsure"
        strongest = min(said, key=_ORDER.index) if said else "taken"
        return "unsure" if strongest == "taken" and self._after_no(number, own) else strongest

    def status_of_line(self) -> str:
        """The status of a line in which no name was found: what its first trigger says."""
        for trigger in self.triggers:
            if trigger.status in words.DATED:
                return when_stopped(trigger.status, self.places.texts)
            if trigger.status in _ORDER:
                return trigger.status
        return "taken"

    def _answered(self, number: int) -> Iterator[str]:
        """What a form's answer, a tick or years behind the name say."""
        if number in self.replies.denied:
            yield "not_taken"
        elif number in self.replies.open:
            yield "unsure"
        if are_years_past(self.places.own_part(number)):
            yield "past"

    def _is_plainly_taken(self, number: int) -> bool:
        """"..., coumadin resumed Friday", "..., clexane twice a day": its own part says that it is taken."""
        own = self.places.own_part(number)
        return not words.TAKEN.isdisjoint(own) and "not" not in own

    def _dated(self, said: Said, number: int) -> str:
        """What is said, with the time that stands beside it."""
        if said.status not in words.DATED:
            return said.status
        start, end = self.places.spans[number]
        return when_stopped(said.status, self._when(min(start, said.trigger.start), max(end, said.trigger.end)))

    def _when(self, start: int, end: int) -> list[str]:
        """The words that can date what is said between two places: of its part, and of parts that are but a time."""
        low, high = self.places.part_start(start), self.places.part_end(end)
        if self.places.other_words(low, start, words.AGENTS):
            low = start
        elif self.places.at(low - 1) == ",":
            earlier = self.places.part_start(low - 1)
            low = low if self.places.other_words(earlier, low, words.AGENTS) else earlier
        if self.places.at(high) == ",":
            later = self.places.part_end(high + 1)
            high = high if self.places.other_words(high, later, words.AGENTS) else later
        return self.places.texts[low:high]

    def _joined_in_front(self) -> int:
        """How many medicines at the head of the line are joined by nothing but "and", "or", "/" and doses."""
        number = 0
        while number + 1 < len(self.places.spans):
            end, start = self.places.spans[number][1], self.places.spans[number + 1][0]
            if self.places.break_between(end, start) or self.places.other_words(end, start, words.JOINED):
                break
            number += 1
        return number

    def _after_no(self, number: int, own: bool) -> bool:
        """Does the line begin with no or stopped, and nothing since then clearly ends that? Then it is in doubt."""
        if number > self._in_front or self.places.at(self._first) not in words.DENIES:
            return False
        start = self.places.spans[0][0]
        parted = self.places.break_between(0, start)
        if parted == "hard" or (parted and own):
            return False
        return not any(self._clears(trigger, own) for trigger in self._before.before(start))

    def _clears(self, trigger: Trigger, own: bool) -> bool:
        """"No blood thinners except ...", "no problems with ...", "no allergies, ..."; not "no only ..."."""
        if trigger.status == "except":
            return trigger.start > self._first + 1
        if own and trigger.first in words.TURNS:
            return True
        if trigger.status == "self":
            return bool(self.places.break_between(self._first, trigger.start))
        return trigger.start == self._first and trigger.status in ("taken", "end")
