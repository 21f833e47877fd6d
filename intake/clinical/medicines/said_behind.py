"""What stands behind a medicine and speaks of it: "warfarin stopped 2015", "aspirin (husband)", "Eliquis allergy"."""
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from intake.clinical.medicines import reach_words as words
from intake.clinical.medicines.line_map import FARTHEST, LineMap
from intake.clinical.medicines.persons import is_theirs
from intake.clinical.medicines.times import until_when, when_stopped
from intake.clinical.medicines.triggers import Said, Trigger, is_adverb

_SILENT = frozenset({"end", "self", "except"})
_OF_ANOTHER = frozenset({"to", ":", "of"})
_NONE = frozenset({"none", "no", "nil"})


class WordsBehind:
    """The triggers of a line as they reach back."""

    def __init__(self, places: LineMap, triggers: Sequence[Trigger]) -> None:
        self.places = places
        self.triggers = triggers
        self._starts = [trigger.start for trigger in triggers]

    def said_of(self, number: int) -> Iterator[Said]:
        """What is said behind the medicine `number`."""
        for trigger in self._behind(number):
            if trigger.reach != "forward" and trigger.status not in _SILENT:
                yield Said(self._backward(trigger, number), trigger)

    def _behind(self, number: int) -> Iterator[Trigger]:
        end = self.places.spans[number][1]
        farthest = min(self.places.following(number), end + FARTHEST)
        for index in range(bisect_left(self._starts, end), len(self.triggers)):
            trigger = self.triggers[index]
            if trigger.start >= farthest or self.places.break_between(end, trigger.start) == "hard":
                return
            yield trigger

    def _backward(self, trigger: Trigger, number: int) -> str:
        end, following = self.places.spans[number][1], self.places.following(number)
        if trigger.status == "exchange":
            return self._exchanged(trigger, number)
        if trigger.status == "until":
            return until_when(self.places.texts[trigger.end:self.places.part_end(trigger.end)])
        if trigger.reach == "person":
            return is_theirs(self.places, trigger, end, following)
        if trigger.reach == "close":
            return self._close(trigger, number)
        # "warfarin, stopped aspirin": a word with a medicine after it in the same part speaks of that one.
        if following < len(self.places.texts) and trigger.reach == "both" and not self._parts(trigger.end, following):
            return ""
        if trigger.status == "allergy":
            return self._reaction(trigger, end)
        return "unsure" if self._goes_elsewhere(trigger, end) else trigger.status

    def _close(self, trigger: Trigger, number: int) -> str:
        """"eliquis 5 mg from next week"; not "going to increase eliquis next week"."""
        start, end = self.places.spans[number]
        if self.places.other_words(end, trigger.start, words.CLOSE):
            return ""
        is_changed = self.places.other_words(self.places.part_start(start), start, words.BEGINS)
        return "unsure" if trigger.status == "planned" and is_changed else trigger.status

    def _exchanged(self, trigger: Trigger, number: int) -> str:
        """"warfarin switched to apixaban in 2020": stopped when the other was begun."""
        following = self.places.following(number)
        if following == len(self.places.texts) or following - trigger.end > 2:
            return ""
        behind = self.places.spans[number + 1][1]
        return when_stopped("stopped", self.places.texts[behind:self.places.part_end(behind)])

    def _reaction(self, trigger: Trigger, end: int) -> str:
        """"aspirin - allergic"; not "Eliquis, allergic to dogs", "Eliquis allergies: none", "Eliquis, nut allergy"."""
        after = self.places.at(trigger.end)
        if self.places.other_words(end, trigger.start, words.CARRIES):
            return ""
        if self.places.at(trigger.start) == "allergies" and after and after not in ",.;)":
            return ""
        if trigger.start == end and after not in _OF_ANOTHER | _NONE:
            return "allergy"
        named = self.places.at(trigger.end + (after in _OF_ANOTHER))
        if named[:1].isalpha() and named not in words.REACTIONS:
            return ""
        return "unsure" if self.places.break_between(end, trigger.start) else "allergy"

    def _goes_elsewhere(self, trigger: Trigger, end: int) -> bool:
        """"warfarin, quit smoking last year", "warfarin for DVT in the past": said of something else."""
        if trigger.status not in words.AWAY:
            return False
        after = self.places.at(trigger.end + (self.places.at(trigger.end) in ("a", "an")))
        if after[:1].isalpha() and after not in words.GOES_ON:
            return True
        if after in words.MEANT or self.places.at(trigger.end - 1) in words.MEANT:
            return False
        if trigger.status in ("not_taken", "left_out") or is_adverb(trigger):
            return bool(self.places.other_words(end, trigger.start, words.TIMED))
        own = max(end, self.places.part_start(trigger.start))
        return own > end and bool(self.places.other_words(own, trigger.start, words.TIMED))

    def _parts(self, start: int, end: int) -> bool:
        return bool(self.places.break_between(start, end)) or not words.PARTS.isdisjoint(
            self.places.between(start, end))
