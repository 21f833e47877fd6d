"""What stands before a medicine and speaks of it: "stopped warfarin", "my husband is on warfarin"."""
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from intake.clinical.medicines import reach_words as words
from intake.clinical.medicines.enumeration import enumeration_behind
from intake.clinical.medicines.line_map import FARTHEST, LineMap
from intake.clinical.medicines.persons import is_of_person
from intake.clinical.medicines.triggers import Said, Trigger, is_adverb

_TO = frozenset({"to", "onto", "for"})
_MILD = frozenset({"as_needed", "unsure", "taken", "took", "except"})
_SILENT = frozenset({"end", "self", "still"})


class WordsBefore:
    """The triggers of a line as they reach forward."""

    def __init__(self, places: LineMap, triggers: Sequence[Trigger]) -> None:
        self.places = places
        self.triggers = triggers
        self._starts = [trigger.start for trigger in triggers]

    def said_of(self, number: int, own: bool) -> Iterator[Said]:
        """What is said before the medicine `number`; `own`: its own part says plainly that it is taken."""
        start = self.places.spans[number][0]
        heard: set[str] = set()
        forward: set[str] = set()
        for trigger in self.before(start):
            if self._speaks(trigger, forward) and not self._ended(trigger, start, heard, forward):
                yield Said(self._forward(trigger, start, own), trigger)
            heard.add("turn" if self.places.at(trigger.start) in words.TURNS else trigger.status)
            if trigger.reach != "backward" and trigger.status != "took":
                forward.add(trigger.status)

    def before(self, start: int) -> Iterator[Trigger]:
        """The triggers before a place, the nearest first, as far as any word reaches."""
        for index in range(bisect_left(self._starts, start) - 1, -1, -1):
            trigger = self.triggers[index]
            if trigger.end < start - FARTHEST or self.places.break_between(trigger.end, start) == "hard":
                return
            yield trigger

    def _speaks(self, trigger: Trigger, forward: set[str]) -> bool:
        """Of two that say the same the nearer one speaks."""
        return trigger.reach != "backward" and trigger.status not in _SILENT | forward

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
        return self.places.at(trigger.end - 1) in words.EXCHANGED and not _TO.isdisjoint(
            self.places.between(trigger.end, start))

    def _taken_up(self, trigger: Trigger, start: int) -> bool:
        """Another medicine lies before, and "on", "with", "taking" begin again; not after "or"."""
        at = self._word_before(start)
        if self.places.at(at) not in words.TAKES_UP or self.places.at(at - 1) in words.NOR:
            return False
        return self.places.medicines_between(trigger.end, start) > 0 or (
            trigger.reach == "both" and self.places.number_at(trigger.start - 1) is not None)

    def _word_before(self, start: int) -> int:
        """The place of the word before another, without "my" and the like."""
        index = start - 1
        while index > 0 and self.places.at(index) in words.OWN:
            index -= 1
        return index

    def _forward(self, trigger: Trigger, start: int, own: bool) -> str:
        if self._in_brackets(trigger, start):
            return ""
        if trigger.reach == "close" and self.places.other_words(trigger.end, start, words.CLOSE):
            return ""
        if trigger.status == "exchange":
            return "past" if self.places.at(self._word_before(start)) == "from" else ""
        if self.places.break_between(trigger.end, start):
            return self._over_a_comma(trigger, start, own)
        if trigger.reach == "both" and self._is_behind_another(trigger, start):
            return ""
        return self._in_its_part(trigger, start, own)

    def _in_brackets(self, trigger: Trigger, start: int) -> bool:
        """"digoxin (stopped), warfarin": words in brackets behind a medicine speak of that one."""
        opened = self.places.bracket_around(trigger.start)
        return opened is not None and self.places.number_before(opened) is not None and self.places.closes_between(
            trigger.end, start)

    def _is_behind_another(self, trigger: Trigger, start: int) -> bool:
        """"warfarin stopped / aspirin": a word that ends its part of the list speaks of the medicine before it."""
        before = self.places.number_before(trigger.start)
        if before is None or self.places.medicines_between(trigger.end, start):
            return False
        return not self.places.break_between(self.places.spans[before][1], trigger.start) and not (
            words.SOFT.isdisjoint(self.places.between(trigger.end, start)))

    def _over_a_comma(self, trigger: Trigger, start: int, own: bool) -> str:
        """Over a comma only a list goes on that a word holds together; else it is in doubt, or something else."""
        if own or trigger.status in _MILD or (trigger.status != "other_person" and self._begins_anew(start)):
            return ""
        if trigger.status not in ("not_taken", "allergy"):
            return "unsure"
        listed = enumeration_behind(self.places, trigger.end)
        return trigger.status if listed.holds(start, trigger.status == "allergy") else "unsure"

    def _begins_anew(self, start: int) -> bool:
        """"..., on Eliquis"."""
        return self.places.at(start - 1) in words.TAKES_UP and self.places.at(start - 2) == ","

    def _in_its_part(self, trigger: Trigger, start: int, own: bool) -> str:
        if trigger.status == "other_person":
            said = is_of_person(self.places, trigger, start, self._word_before(start))
            return "" if own and said == "unsure" else said
        if trigger.status in words.AWAY:
            is_in_doubt = self._is_in_doubt(trigger, start) or self._is_put_beside(trigger, start, own)
            said = "unsure" if is_in_doubt else self._of_mine(trigger, start)
            return "" if said == "unsure" and trigger.status == "took" else said
        at = self._word_before(start)
        if self.places.at(at) in words.SETTING and self.places.other_words(trigger.end, at, words.CARRIES):
            return "unsure"
        return "taken" if trigger.status == "except" else trigger.status

    def _of_mine(self, trigger: Trigger, start: int) -> str:
        """"haven't had my Eliquis" is a dose left out, "will take my Eliquis" no beginning."""
        if self.places.at(start - 1) != "my" or trigger.end == start:
            return trigger.status
        if trigger.status in ("not_taken", "left_out"):
            return "stopped"
        return "unsure" if trigger.status == "planned" else trigger.status

    def _is_in_doubt(self, trigger: Trigger, start: int) -> bool:
        """"never had a bleed on warfarin": what is denied stands between, and the medicine is only its setting."""
        belongs = words.TIMED if trigger.status in words.PASSED else words.CARRIES
        if self.places.at(trigger.start) in words.OLD:
            belongs = words.MEDICINES
        return (bool(self.places.other_words(trigger.end, start, belongs)) or self._is_doubled(trigger)
                or self._is_said_of_what_is_before(trigger))

    def _is_put_beside(self, trigger: Trigger, start: int, own: bool) -> bool:
        """"no diabetes warfarin", "ceased HRT 2020 eliquis bd": behind another, and nothing joins the two."""
        before = self.places.number_before(start)
        if before is None or self.places.spans[before][0] < trigger.end or not (
                own or trigger.status in ("not_taken", "allergy")):
            return False
        between = self.places.between(self.places.spans[before][1], start)
        return words.AND.isdisjoint(between) and words.NOR.isdisjoint(between)

    def _is_doubled(self, trigger: Trigger) -> bool:
        """"nunca salgo sin mi Sintrom": without, behind another denial of the same part, denies nothing."""
        index = bisect_left(self._starts, trigger.start)
        if not index or self.places.at(trigger.start) not in words.WITHOUT:
            return False
        before = self.triggers[index - 1]
        return before.status == "not_taken" and not self.places.break_between(before.end, trigger.start)

    def _is_said_of_what_is_before(self, trigger: Trigger) -> bool:
        """"DVT in the past on warfarin", "chemo finished warfarin", "nut allergy warfarin": it ends its own part."""
        if trigger.reach not in ("both", "close") or trigger.status in ("not_taken", "left_out"):
            return False
        if is_adverb(trigger):
            return bool(self.places.other_words(self.places.part_start(trigger.start), trigger.start, words.CARRIES))
        if trigger.status == "past" and self.places.number_at(trigger.start - 1) is not None:
            return True
        return bool(self.places.other_words(max(0, trigger.start - 1), trigger.start, words.AGENTS))
