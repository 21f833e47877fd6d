"""The words of a text with what each means, and the ways in which their neighbours are looked at."""

from collections.abc import Iterable, Sequence

from intake.clinical.remarks.clauses import Word
from intake.clinical.remarks.matters import Matter
from intake.clinical.remarks.meanings import Sense

REACH = 14
"""How many words away a word can still say something of a matter."""


class Said:
    """A text, word by word: `groups` is what each word means, `of_matter` whether it belongs to what was found."""

    def __init__(self, words: Sequence[Word], senses: Iterable[Sense]) -> None:
        self.words = words
        self.groups: list[set[str]] = [set() for _ in words]
        for sense in senses:
            for index in range(sense.start, sense.end):
                self.groups[index].add(sense.group)
        self.of_matter = [False] * len(words)

    def mark(self, matters: Iterable[Matter]) -> None:
        """Keep the words of these matters apart from those that say something about them."""
        for matter in matters:
            for sense in matter.senses:
                self.of_matter[sense.start:sense.end] = [True] * (sense.end - sense.start)

    def means(self, index: int, *groups: str) -> bool:
        """Whether a word belongs to one of these groups."""
        return not self.groups[index].isdisjoint(groups)

    def before(self, start: int, reach: int) -> Iterable[int]:
        """The words before a place, in its sentence, the nearest first."""
        sentence = self.words[start].sentence
        for index in range(start - 1, max(-1, start - 1 - reach), -1):
            if self.words[index].sentence != sentence:
                return
            yield index

    def behind(self, start: int, reach: int) -> Iterable[int]:
        """The words from a place on, in the sentence of the word before it."""
        for index in range(start, min(len(self.words), start + reach)):
            if self.words[index].sentence != self.words[start - 1].sentence:
                return
            yield index

    def around(self, matter: Matter) -> list[int]:
        """The words near a matter, in its sentence."""
        near = range(max(0, matter.start - REACH), min(len(self.words), matter.end + REACH))
        return [index for index in near if self.words[index].sentence == self.words[matter.start].sentence]

    def clause_of(self, matter: Matter) -> list[int]:
        """The words of the clause in which a matter begins, as far as they are near."""
        clause = self.words[matter.start].clause
        return [index for index in self.around(matter) if self.words[index].clause == clause]

    def ends_clause(self, index: int) -> bool:
        """Whether a word is the last of its clause."""
        return index + 1 >= len(self.words) or self.words[index + 1].clause != self.words[index].clause
