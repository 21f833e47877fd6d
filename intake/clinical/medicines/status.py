"""What a line says about a medicine besides its name: taken, stopped, somebody else's. Trigger words with a scope.

The idea is that of NegEx and ConText (reading-medicines.md#who-takes-it-and-when): a trigger reaches forward or back
until its scope ends. What takes a medicine's tier away needs more: nothing may stand between but words that belong
to it. When in doubt the medicine stays present and the line gets a question.
"""
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from intake.clinical.medicines import reach_words as words
from intake.clinical.medicines.enumeration import enumeration_behind
from intake.clinical.medicines.folding import Token
from intake.clinical.medicines.line_map import FARTHEST, LineMap
from intake.clinical.medicines.persons import is_of_person, is_theirs
from intake.clinical.medicines.replies import Replies
from intake.clinical.medicines.resumption import is_resumed
from intake.clinical.medicines.times import are_years_past, until_when, when_stopped
from intake.clinical.medicines.triggers import Trigger, find_triggers

# The strongest statement about a medicine wins.
_ORDER = ("allergy", "other_person", "not_taken", "on_hold", "past", "recently_stopped", "planned", "unsure",
          "as_needed", "taken")
_ENDED = frozenset({"past", "not_taken", "planned"})
_IN_DOUBT = frozenset({"past", "not_taken", "planned", "recently_stopped"})


class Scopes:
    """The statuses of the medicines in one line."""

    def __init__(self, tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> None:
        self.places = LineMap(tokens, spans)
        self.spans = spans
        # An answer behind a name says nothing about its neighbours.
        self.replies = Replies(self.places)
        taken = [False] * len(tokens)
        for start, end in (*spans, *self.replies.covered):
            taken[start:end] = [True] * (end - start)
        self.triggers = find_triggers(tokens, taken)
        self._places_of_triggers = [trigger.start for trigger in self.triggers]
        self._first = next((index for index, token in enumerate(tokens) if token.is_word), 0)
        self._in_front = self._joined_in_front()

    def status(self, number: int, has_dose: bool) -> str:
        """The status of the medicine at `spans[number]`."""
        own = has_dose or self._is_plainly_taken(number)
        said = {self._dated(status, number) for status in (*self._said_before(number, own), *self._said_behind(number),
                                                           *self._answered(number))}
        if "still" in said:
            return "taken"
        if said & _ENDED and is_resumed(self.places, self.spans[number][1], self._following(number)):
            return "unsure"
        if "unsure" in said and said & _IN_DOUBT:
            return "unsure"
        strongest = min(said, key=_ORDER.index) if said else "taken"
        return "unsure" if strongest == "taken" and self._after_no(number) else strongest

    def status_of_line(self) -> str:
        """The status of a line in which no name was found: what its first trigger says."""
        for trigger in self.triggers:
            if trigger.status in _ORDER or trigger.status in words.DATED:
                return when_stopped(trigger.status, self._part(0, 0)) if trigger.status in words.DATED else (
                    trigger.status)
        return "taken"

    def _answered(self, number: int) -> Iterator[str]:
        """What a form's answer, a tick or years behind the name say."""
        if number in self.replies.denied:
            yield "not_taken"
        elif number in self.replies.open:
            yield "unsure"
        end = self.spans[number][1]
        if are_years_past(self.places.texts[end:self._until_comma(number)]):
            yield "past"

    # What was said before the name

    def _said_before(self, number: int, own: bool) -> Iterator[str]:
        start = self.spans[number][0]
        heard: set[str] = set()
        forward: set[str] = set()
        for trigger in self._before(start):
            if self._speaks_forward(trigger, forward) and not self._ended(trigger, start, heard, forward):
                if said := self._forward(trigger, number, own):
                    yield said
            heard.add(self._turn_or_status(trigger))
            if trigger.reach != "backward" and trigger.status != "took":
                forward.add(trigger.status)

    def _before(self, start: int) -> Iterator[Trigger]:
        """The triggers before a place, the nearest first, as far as any word reaches."""
        for index in range(bisect_left(self._places_of_triggers, start) - 1, -1, -1):
            trigger = self.triggers[index]
            if trigger.end < start - FARTHEST or self.places.break_between(trigger.end, start) == "hard":
                return
            yield trigger

    def _speaks_forward(self, trigger: Trigger, forward: set[str]) -> bool:
        """Of two that say the same the nearer one speaks."""
        return (trigger.reach != "backward" and trigger.status not in ("end", "self", "still")
                and trigger.status not in forward)

    def _turn_or_status(self, trigger: Trigger) -> str:
        return "turn" if self.places.at(trigger.start) in words.TURNS else trigger.status

    def _ended(self, trigger: Trigger, start: int, heard: set[str], forward: set[str]) -> bool:
        """Does something between the trigger and the medicine end it? `heard` are the statuses between."""
        if trigger.status == "other_person":
            return "self" in heard
        if "turn" in heard or heard & words.ENDS or ("self" in heard and trigger.status != "unsure"):
            return True
        if forward - {"self", "unsure", "as_needed", trigger.status}:
            return True
        return self._switched_away(trigger, start) or self._taken_up(trigger, start)

    def _switched_away(self, trigger: Trigger, start: int) -> bool:
        """"switched from warfarin to eliquis": what comes after "to" is taken."""
        return self.places.at(trigger.end - 1) in words.EXCHANGED and not {"to", "onto", "for"}.isdisjoint(
            self.places.between(trigger.end, start))

    def _taken_up(self, trigger: Trigger, start: int) -> bool:
        """Another medicine lies before, and "on", "with", "taking" begin again; not after "or"."""
        at = self._word_before(start)
        is_second = self.places.medicines_between(trigger.end, start) or (
            trigger.reach == "both" and self.places.number_at(trigger.start - 1) is not None)
        if self.places.at(at) not in words.TAKES_UP or not is_second:
            return False
        return self.places.at(at - 1) not in words.NOR

    def _word_before(self, start: int) -> int:
        """The place of the word before another, without "my" and the like."""
        index = start - 1
        while index > 0 and self.places.at(index) in words.OWN:
            index -= 1
        return index

    def _forward(self, trigger: Trigger, number: int, own: bool) -> str:
        start = self.spans[number][0]
        parted = self.places.break_between(trigger.end, start)
        if self._in_brackets(trigger, start):
            return ""
        if trigger.reach == "close" and self.places.other_words(trigger.end, start, words.CLOSE):
            return ""
        if trigger.status == "exchange":
            return "past" if self.places.at(self._word_before(start)) == "from" else ""
        if parted == "soft":
            return self._over_a_comma(trigger, number, own)
        if trigger.reach == "both" and self._is_behind_another(trigger, start):
            return ""
        said = self._in_its_part(trigger, start)
        return "" if own and said == "unsure" and trigger.status == "other_person" else said

    def _in_brackets(self, trigger: Trigger, start: int) -> bool:
        """"digoxin (stopped), warfarin": words in brackets behind a medicine speak of that one."""
        opened = self.places.bracket_around(trigger.start)
        return opened is not None and self.places.number_before(opened) is not None and self.places.closes_between(
            trigger.end, start)

    def _is_behind_another(self, trigger: Trigger, start: int) -> bool:
        """"warfarin stopped, aspirin": a word that ends its part of the list speaks of the medicine before it."""
        before = self.places.number_before(trigger.start)
        if before is None or self.places.medicines_between(trigger.end, start):
            return False
        return not self.places.break_between(self.spans[before][1], trigger.start) and not words.SOFT.isdisjoint(
            self.places.between(trigger.end, start))

    def _over_a_comma(self, trigger: Trigger, number: int, own: bool) -> str:
        """Over a comma only a list goes on that a word holds together; else it is in doubt, or about something else."""
        start = self.spans[number][0]
        if own or trigger.status in ("as_needed", "unsure", "taken", "took", "except"):
            return ""
        if trigger.status != "other_person" and self.places.at(start - 1) in words.TAKES_UP and (
                self.places.at(start - 2) == ","):
            return ""
        if trigger.status in ("not_taken", "allergy"):
            listed = enumeration_behind(self.places, trigger.end)
            return trigger.status if listed.holds(start, trigger.status == "allergy") else "unsure"
        return "unsure"

    def _in_its_part(self, trigger: Trigger, start: int) -> str:
        status = "taken" if trigger.status == "except" else trigger.status
        if status == "other_person":
            return is_of_person(self.places, trigger, start, self._word_before(start))
        if status in words.AWAY:
            said = self._away_in_its_part(trigger, start)
            return "" if said == "unsure" and status == "took" else said
        at = self._word_before(start)
        if self.places.at(at) in words.SETTING and self.places.other_words(trigger.end, at, words.CARRIES):
            return "unsure"
        return status

    def _away_in_its_part(self, trigger: Trigger, start: int) -> str:
        """"never had a bleed on warfarin": what is denied stands between, and the medicine is only its setting."""
        old = self.places.at(trigger.start) in words.OLD
        belongs = words.TIMED if trigger.status in words.PASSED else words.CARRIES
        if self.places.other_words(trigger.end, start, words.MEDICINES if old else belongs):
            return "unsure"
        if self._is_put_beside(trigger, start) or self._is_doubled(trigger):
            return "unsure"
        if self._is_said_of_what_is_before(trigger):
            return "unsure"
        is_mine = self.places.at(start - 1) == "my"
        if is_mine and trigger.status in ("not_taken", "left_out") and trigger.end <= start - 1:
            return "stopped"
        return "unsure" if is_mine and trigger.status == "planned" else trigger.status

    def _is_put_beside(self, trigger: Trigger, start: int) -> bool:
        """"no diabetes warfarin": a name right behind another that is denied, and nothing joins the two."""
        return trigger.status == "not_taken" and self.places.number_at(start - 1) is not None

    def _is_adverb(self, trigger: Trigger) -> bool:
        return trigger.status == "past" and trigger.reach != "forward" and self.places.at(trigger.start) in words.ADVERBS

    def _is_doubled(self, trigger: Trigger) -> bool:
        """"nunca salgo sin mi Sintrom": without, behind another denial of the same part, denies nothing."""
        index = bisect_left(self._places_of_triggers, trigger.start)
        before = self.triggers[index - 1] if index else None
        return self.places.at(trigger.start) in words.WITHOUT and before is not None and (
            before.status == "not_taken" and not self.places.break_between(before.end, trigger.start))

    def _is_said_of_what_is_before(self, trigger: Trigger) -> bool:
        """"DVT in the past on warfarin", "chemo finished warfarin", "nut allergy warfarin": it ends its own part."""
        if trigger.reach not in ("both", "close") or trigger.status in ("not_taken", "left_out"):
            return False
        if self._is_adverb(trigger):
            return bool(self.places.other_words(self._part_start(trigger.start), trigger.start, words.CARRIES))
        return bool(self.places.other_words(max(0, trigger.start - 1), trigger.start, words.AGENTS))

    def _part_start(self, index: int) -> int:
        low = index
        while low and index - low < FARTHEST and not self.places.break_between(low - 1, low):
            low -= 1
        return low

    # What is said behind the name

    def _said_behind(self, number: int) -> Iterator[str]:
        end = self.spans[number][1]
        heard: set[str] = set()
        for trigger in self._behind(number, end):
            if trigger.status not in heard and trigger.reach != "forward" and trigger.status not in (
                    "end", "self", "except"):
                heard.add(trigger.status)
                if said := self._backward(trigger, number):
                    yield said

    def _behind(self, number: int, end: int) -> Iterator[Trigger]:
        following = min(self._following(number), end + FARTHEST)
        for index in range(bisect_left(self._places_of_triggers, end), len(self.triggers)):
            trigger = self.triggers[index]
            if trigger.start >= following or self.places.break_between(end, trigger.start) == "hard":
                return
            yield trigger

    def _following(self, number: int) -> int:
        return self.spans[number + 1][0] if number + 1 < len(self.spans) else len(self.places.texts)

    def _until_comma(self, number: int) -> int:
        end, following = self.spans[number][1], self._following(number)
        high = end
        while high < following and high < end + FARTHEST and not self.places.break_between(end, high + 1):
            high += 1
        return high

    def _is_plainly_taken(self, number: int) -> bool:
        """"..., coumadin resumed Friday", "..., clexane twice a day": its own part says that it is taken."""
        own = self.places.texts[self.spans[number][1]:self._until_comma(number)]
        return not words.TAKEN.isdisjoint(own) and "not" not in own

    def _backward(self, trigger: Trigger, number: int) -> str:
        end, following = self.spans[number][1], self._following(number)
        if trigger.status == "exchange":
            return self._exchanged(trigger, number)
        if trigger.status == "until":
            return until_when(self.places.texts[trigger.end:self.places.part(trigger.end, trigger.end)[1]])
        if trigger.reach == "person":
            return is_theirs(self.places, trigger, end, following)
        if trigger.reach == "close" and self.places.other_words(end, trigger.start, words.CLOSE):
            return ""
        if trigger.status == "planned" and trigger.reach == "close" and self._is_changed(number):
            return "unsure"
        # "warfarin, stopped aspirin": a word with a medicine after it in the same part speaks of that one.
        if following < len(self.places.texts) and trigger.reach == "both" and not self._parts(trigger.end, following):
            return ""
        if trigger.status == "allergy":
            return self._reaction(trigger, end)
        return "unsure" if self._goes_elsewhere(trigger, end) else trigger.status

    def _is_changed(self, number: int) -> bool:
        """"going to increase warfarin next week": what comes is something else than its beginning."""
        start = self.spans[number][0]
        return bool(self.places.other_words(self._part_start(start), start, words.BEGINS))

    def _exchanged(self, trigger: Trigger, number: int) -> str:
        """"warfarin switched to apixaban in 2020": stopped when the other was begun."""
        following = self._following(number)
        if number + 1 == len(self.spans) or following - trigger.end > 2:
            return ""
        low, high = self.places.part(self.spans[number + 1][0], self.spans[number + 1][1])
        return when_stopped("stopped", self.places.texts[low:high])

    def _reaction(self, trigger: Trigger, end: int) -> str:
        """"aspirin - allergic"; not "warfarin, allergic to dogs", "warfarin (allergies: none)", "warfarin, nut allergy"."""
        after = self.places.at(trigger.end)
        if self.places.other_words(end, trigger.start, words.CARRIES):
            return ""
        if self.places.at(trigger.start) == "allergies" and after and after not in ",.;)":
            return ""
        told = self.places.texts[trigger.end + (after in ("to", ":", "of")):trigger.end + 3]
        if trigger.start == end and after not in ("to", ":", "of", "none", "no", "nil"):
            return "allergy"
        if told and told[0][0].isalnum() and told[0] not in words.REACTIONS and not told[0].isdigit():
            return ""
        return "unsure" if self.places.break_between(end, trigger.start) else "allergy"

    def _goes_elsewhere(self, trigger: Trigger, end: int) -> bool:
        """"warfarin, quit smoking last year", "warfarin for DVT in the past": said of something else."""
        if trigger.status not in words.AWAY:
            return False
        after = [text for text in self.places.texts[trigger.end:trigger.end + 2] if text not in ("a", "an")]
        if trigger.status == "past" and self._has_a_new_dose(trigger.end):
            return True
        if after and after[0][0].isalpha() and after[0] not in words.GOES_ON:
            return True
        if self.places.at(trigger.end) in words.MEANT or self.places.at(trigger.end - 1) in words.MEANT:
            return False
        is_loose = trigger.status in ("not_taken", "left_out") or self._is_adverb(trigger)
        return bool((is_loose or self.places.break_between(end, trigger.start) == "soft")
                    and self.places.other_words(end, trigger.start, words.TIMED))

    def _has_a_new_dose(self, index: int) -> bool:
        """"warfarin previously 5 mg now 4 mg": the dose was another one, not the medicine."""
        end = index
        while end < index + 6 and self.places.at(end)[:1].isalnum():
            end += 1
        return not words.NOW.isdisjoint(self.places.texts[index:end])

    def _parts(self, start: int, end: int) -> bool:
        return bool(self.places.break_between(start, end)) or not words.PARTS.isdisjoint(
            self.places.between(start, end))

    def _dated(self, status: str, number: int) -> str:
        return when_stopped(status, self._part(*self.spans[number])) if status in words.DATED else status

    def _part(self, start: int, end: int) -> list[str]:
        """The words around a medicine, up to a hard break and to the next medicine."""
        low, high = self.places.part(start, end)
        return self.places.texts[low:high]

    # A line that begins with no or stopped

    def _joined_in_front(self) -> int:
        """How many medicines at the head of the line are joined by nothing but "and", "or", "/" and doses."""
        number = 0
        while number + 1 < len(self.spans):
            end, start = self.spans[number][1], self.spans[number + 1][0]
            if self.places.break_between(end, start) or any(
                    text[0].isalpha() and text not in words.JOINED for text in self.places.texts[end:start]):
                break
            number += 1
        return number

    def _after_no(self, number: int) -> bool:
        """Does the line begin with no or stopped, and nothing since then clearly ends that? Then it is in doubt."""
        if number > self._in_front or self.places.at(self._first) not in words.DENIES:
            return False
        start = self.spans[0][0]
        if self.places.break_between(0, start) == "hard":
            return False
        return not any(self._clears(trigger) for trigger in self._before(start))

    def _clears(self, trigger: Trigger) -> bool:
        """"No blood thinners except ...", "no problems with ...", "no allergies, ..."; not "no only ..."."""
        if trigger.status == "except":
            return trigger.start > self._first + 1
        return trigger.start == self._first and trigger.status in ("taken", "end")
