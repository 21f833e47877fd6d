"""Whose it is and whether it is at all: no, somebody else's, still ahead, long ago. Said of one matter in a text.

A word that takes a matter away needs more evidence than one that leaves it: where words between are not known to carry a
denial on, the matter is asked. The relatives and denials of medicine lines count here too (medicines/triggers.py).
"""

from collections.abc import Iterable, Sequence
from datetime import date

from intake.clinical.remarks.ages import days_since, longest_hours
from intake.clinical.remarks.clauses import Word
from intake.clinical.remarks.matters import Matter
from intake.clinical.remarks.meanings import Sense

_REACH = 14
_LEAST_HOURS = 4
_PERSON_REACH = 9
_MAY_LIE_AHEAD = frozenset({"operation", "journey", "pregnancy", "birth"})
_FAMILY_ASKED = "clot"


class Scope:
    """The scope words of a text."""

    def __init__(self, words: Sequence[Word], senses: Iterable[Sense], matters: Sequence[Matter]) -> None:
        self.words = words
        self.groups: list[set[str]] = [set() for _ in words]
        for sense in senses:
            for index in range(sense.start, sense.end):
                self.groups[index].add(sense.group)
        self.of_matter = [False] * len(words)
        for matter in matters:
            for sense in matter.senses:
                self.of_matter[sense.start:sense.end] = [True] * (sense.end - sense.start)

    # ---- no

    def is_denied(self, matter: Matter) -> bool:
        """Whether the words say plainly that there is none of it."""
        return (self._denied_before(matter) or self._denied_inside(matter) or self._denied_behind(matter)
                or self._done_without(matter))

    def _denied_before(self, matter: Matter) -> bool:
        joined_by_or = self._is_listed_with_or(matter)
        parted = joined = False
        for index in self._back_from(matter.start, _REACH):
            after = self.words[index + 1]
            parted = parted or after.clause != self.words[index].clause
            if self._is(index, "deny") and not self.of_matter[index]:
                return not (parted or joined) or joined_by_or or self._is_bare(matter)
            joined = joined or self.words[index].text in ("and", "&", "und", "et", "y", "e")
            if not self._carries_on(index):
                return False
        return False

    def _carries_on(self, index: int) -> bool:
        """Whether a denial before this word still reaches what stands behind it."""
        if self._is(index, "still") or (self._is(index, "owned") and not self._is(index, "listed")):
            return False
        return self._is(index, "filler", "listed", "either") or self.of_matter[index]

    def _is_listed_with_or(self, matter: Matter) -> bool:
        near = range(max(0, matter.start - 3), min(len(self.words), matter.end + 6))
        sentence = self.words[matter.start].sentence
        return any(self.words[index].text in ("or", "nor", "oder", "ou", "ni") for index in near
                   if self.words[index].sentence == sentence)

    def _is_bare(self, matter: Matter) -> bool:
        """A noun alone in its clause ("no swelling, fever"): part of a list. With more words it speaks for itself."""
        if len(matter.row.groups) > 1:
            return False
        clause = self.words[matter.start].clause
        return all(self._is(index, "filler", "listed") or self.of_matter[index]
                   for index in self._clause_around(matter, clause))

    def _clause_around(self, matter: Matter, clause: int) -> list[int]:
        near = range(max(0, matter.start - _REACH), min(len(self.words), matter.end + _REACH))
        return [index for index in near if self.words[index].clause == clause]

    def _denied_inside(self, matter: Matter) -> bool:
        """"calf is not swollen": the denial stands between, and reaches the next of the words."""
        for index in range(matter.start, matter.end):
            if self._is(index, "deny") and not any(s.start <= index < s.end for s in matter.senses):
                following = min((s.start for s in matter.senses if s.start > index), default=0)
                if following and all(self._is(i, "filler", "listed") and not self._is(i, "still", "owned")
                                     for i in range(index + 1, following)):
                    return True
        return False

    def _denied_behind(self, matter: Matter) -> bool:
        """"blood clots: none", "DVT ruled out"."""
        end = matter.end
        for index in range(end, min(len(self.words), end + 4)):
            if self.words[index].sentence != self.words[matter.start].sentence and index > end:
                return False
            if self._is(index, "ruled_out"):
                return True
            if self._is(index, "behind_no") and index == end and self.words[index].clause != self.words[
                    end - 1].clause and self._ends_here(index):
                return True
            if not self._is(index, "filler"):
                return False
        return False

    def _ends_here(self, index: int) -> bool:
        """Whether the clause ends with this word: "clots: no", not "clots, no massage since"."""
        return index + 1 >= len(self.words) or self.words[index + 1].clause != self.words[index].clause

    def _done_without(self, matter: Matter) -> bool:
        """"healed without an operation". Of signs it says nothing: who cannot climb stairs without gasping, gasps."""
        if matter.kind in ("sign", "bleeding"):
            return False
        for index in self._back_from(matter.start, 4):
            if self._is(index, "without") and not self.of_matter[index]:
                return True
            if not self._is(index, "filler"):
                return False
        return False

    # ---- somebody else

    def whose(self, matter: Matter) -> str:
        """"" the writer's own, "relative" a parent's, sibling's or child's (or nobody says whose), "other" else."""
        if matter.kind == "clot" and self._has_near(matter, "in_family"):
            return "relative"
        person = self._person_before(matter) or self._person_behind(matter)
        if person == "relative" and matter.kind == "birth":
            return ""
        return person

    def _person_before(self, matter: Matter) -> str:
        for index in self._back_from(matter.start, _PERSON_REACH):
            if self._is(index, "other_person", "relative"):
                if self._is_own_setting(index, matter.start):
                    return ""
                return "relative" if self._is(index, "relative") else "other"
            if self._is(index, "own", "still") and not self._is_of_person(index):
                return ""
        return ""

    def _is_own_setting(self, index: int, until: int) -> bool:
        """"my wife says my leg swells", "gardening with dad": a person who does not have it."""
        if any(self._is(i, "says") for i in range(index + 1, min(until + 1, index + 4))):
            return True
        start = index
        while start > 0 and self._is(start - 1, "own", "filler") and self.words[start - 1].text not in ("in", "of"):
            start -= 1
        return start > 0 and self._is(start - 1, "to_person") and (
            self.words[start - 1].sentence == self.words[index].sentence)

    def _is_of_person(self, index: int) -> bool:
        """"my" of "my mother" is no word for oneself."""
        following = self.groups[index + 1] if index + 1 < len(self.words) else set()
        return bool(following & {"other_person", "relative"})

    def _person_behind(self, matter: Matter) -> str:
        """"DVT (mother)", "blood clots - dad": right behind, in a clause of its own, or "in my father"."""
        index, end = matter.end, min(len(self.words), matter.end + 4)
        sentence = self.words[matter.start].sentence
        while index < end and self.words[index].sentence == sentence:
            if self._is(index, "other_person", "relative"):
                near = self.words[index - 1].text in ("in", "my", "of", "on") or self.words[
                    index - 1].clause != self.words[index].clause
                ends = index + 1 >= len(self.words) or self.words[index + 1].clause != self.words[index].clause
                if near and ends and self.words[matter.end - 1 + 0].text != "with":
                    return "relative" if self._is(index, "relative") else "other"
                return ""
            if self.words[index].text not in ("in", "my", "of", "on", "the", "a"):
                return ""
            index += 1
        return ""

    # ---- ahead, long ago

    def is_ahead(self, matter: Matter) -> bool:
        """Whether it is planned, feared or booked, and nothing in its clause says that it has been."""
        if matter.kind not in _MAY_LIE_AHEAD:
            return False
        clause = self.words[matter.start].clause
        around = self._clause_around(matter, clause)
        if matter.kind == "pregnancy":
            return any(self._is(index, "conceiving") for index in around)
        marked = [index for index in around if self._is(index, "ahead") and not self.of_matter[index]]
        return bool(marked) and not any(self._is(index, "done") for index in around)

    def is_long_ago(self, matter: Matter, on: date | None) -> bool:
        """Whether its clause says plainly that it lies further back than it may matter."""
        if not matter.row.days:
            return False
        clause = self._clause_around(matter, self.words[matter.start].clause)
        lasting = matter.kind in ("sign", "bleeding", "rest") and any(self._is(i, "lately") for i in clause)
        if lasting or not clause:
            return False
        if any(self._is(index, "old") for index in clause) and matter.kind not in ("sign", "bleeding"):
            return not any(self._is(index, "lately") for index in clause)
        days = days_since([self.words[index].text for index in clause], on)
        return days is not None and days > matter.row.days

    def is_short(self, matter: Matter) -> bool:
        """Whether a journey is said to have taken less than the hours that count; of unknown length it counts."""
        if matter.kind != "journey":
            return False
        start, end = max(0, matter.start - _REACH), min(len(self.words), matter.end + _REACH)
        near = [self.words[i].text for i in range(start, end)
                if self.words[i].sentence == self.words[matter.start].sentence]
        hours = longest_hours(near)
        return hours is not None and hours < _LEAST_HOURS

    def is_reaction(self, matter: Matter) -> bool:
        """Whether a sign is what an allergy does ("nuts: face swells up"), and not how the client is now."""
        if matter.kind != "sign":
            return False
        near = range(max(0, matter.start - _REACH), min(len(self.words), matter.end + _REACH))
        here = [i for i in near if self.words[i].sentence == self.words[matter.start].sentence]
        return not any(self._is(i, "lately_or_here") for i in here)

    # ---- words

    def _is(self, index: int, *groups: str) -> bool:
        return not self.groups[index].isdisjoint(groups)

    def _has_near(self, matter: Matter, group: str) -> bool:
        sentence = self.words[matter.start].sentence
        return any(self._is(index, group) for index in range(
            max(0, matter.start - _REACH), min(len(self.words), matter.end + _REACH))
            if self.words[index].sentence == sentence)

    def _back_from(self, start: int, reach: int) -> Iterable[int]:
        """The words before a place, in its sentence, the nearest first."""
        sentence = self.words[start].sentence
        for index in range(start - 1, max(-1, start - 1 - reach), -1):
            if self.words[index].sentence != sentence:
                return
            yield index
