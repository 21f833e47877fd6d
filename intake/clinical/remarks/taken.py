"""Medicines named in passing: those that rules rate, taken by the writer, and no ordinary words."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from intake.clinical.medicines import PRESENT, MedicationStatement, read_line
from intake.clinical.medicines.drug_classes import CLOT_POINT_CLASSES, canonical_classes
from intake.clinical.medicines.folding import fold
from intake.clinical.medicines.vocabulary import vocabulary
from intake.clinical.remarks.clauses import Word
from intake.clinical.remarks.meanings import as_spelt

_SURE = frozenset({"exact", "brand", "alias", "phrase", "imported"})
_LEAST_FOR_A_GUESS, _LEAST_FOR_A_MILD_GUESS = 0.65, 0.8
_LEAST_LETTERS = 6
_LONGEST_PIECE = 200
_WIDEST = 20
MOST_UNKNOWN = 60
_LOCAL = frozenset("topical inhaled topical_nsaid steroid_topical heparinoid_topical line_flush food".split())


class Named(NamedTuple):
    """A medicine that is taken: its first word in the text, and whether it thins the blood."""

    at: int
    weight: int
    thins_blood: bool


def medicines_in(text: str, words: Sequence[Word], country: str | None, allergies: bool,
                 groups: Sequence[Collection[str]]) -> Iterator[Named]:
    """Rated medicines that a text says are taken; `groups`: for each word, what it means (meanings.py)."""
    for start, end in _worth_reading(words, groups):
        for statement in _read(text, words[start:end], country):
            at = _place(statement, words, start, end)
            if at is None:
                continue
            taking = is_taken(at, words, groups)
            if statement.status == "unsure" and _is_hers(at, groups):
                continue
            if _counts(_as_said(statement, text, words, at, groups, country), taking) and (taking or not allergies):
                yield Named(at, _weight(statement), _thins(statement))


def _as_said(statement: MedicationStatement, text: str, words: Sequence[Word], at: int,
             groups: Sequence[Collection[str]], country: str | None) -> MedicationStatement:
    """A statement as its own clause has it, where another clause takes it away: "I take warfarin, never had this pain".

    "No medicines but warfarin" is taken too.
    """
    if statement.status in PRESENT:
        return statement
    if at and "but_for" in groups[at - 1]:
        return replace(statement, status="taken")
    clause = [index for index in range(max(0, at - _WIDEST), min(len(words), at + _WIDEST))
              if words[index].clause == words[at].clause]
    if not any(index != at and not {"taking", "own"}.isdisjoint(groups[index]) for index in clause):
        return statement
    alone = _read(text, [words[index] for index in clause], country)
    return next((each for each in alone if each.ingredients == statement.ingredients), statement)


def _spelt(text: str, words: Sequence[Word]) -> Iterator[str]:
    """The text of these words, with the slips in ordinary words put right ("blood thiners")."""
    at = words[0].start
    for word in words:
        meant = as_spelt(word.text)
        yield text[at:word.start] + (text[word.start:word.end] if meant == word.text else meant)
        at = word.end


def _worth_reading(words: Sequence[Word], groups: Sequence[Collection[str]]) -> Iterator[tuple[int, int]]:
    """Every piece of known words that may name a medicine; of those with words that nobody knows, so many.

    Each unknown word may be a slip in a name, and takes time to compare.
    """
    left = MOST_UNKNOWN
    for start, end in _pieces(words, groups):
        if not any(_may_name(words[index].text) or "medicine_word" in groups[index] for index in range(start, end)):
            continue
        if all(_is_known(words[index].text) for index in range(start, end)):
            yield start, end
        elif left:
            left -= 1
            yield start, end


@lru_cache(maxsize=8192)
def _may_name(word: str) -> bool:
    """Whether a word may be a medicine's name: a medicine that raises bleeding, or no ordinary word."""
    return not vocabulary().is_common(word) or any(entry.key for entry in vocabulary().entries.get(word, ()))


def _is_known(word: str) -> bool:
    return word in vocabulary().entries or vocabulary().is_common(word)


def _pieces(words: Sequence[Word], groups: Sequence[Collection[str]]) -> Iterator[tuple[int, int]]:
    """The sentences; a long one in pieces, parted at a comma where it has one, and never behind a "no".

    "None, on warfarin": the answer to what the field asks is a piece of its own.
    """
    start = 0
    while start < len(words):
        end = start + 1
        is_answer = "answer" in groups[start] and end < len(words) and words[end].clause != words[start].clause
        while not is_answer and end < len(words) and words[end].sentence == words[start].sentence and (
                words[end].end - words[start].start <= _LONGEST_PIECE):
            end += 1
        if not is_answer and end < len(words) and words[end].sentence == words[start].sentence:
            end = _cut(words, groups, start, end)
        yield start, end
        start = end


def _cut(words: Sequence[Word], groups: Sequence[Collection[str]], start: int, end: int) -> int:
    for index in range(end, start + 1, -1):
        if words[index].clause != words[index - 1].clause:
            return index
    for index in range(end - 1, max(start, end - 4), -1):
        if "deny" in groups[index] or "other_person" in groups[index] or "relative" in groups[index]:
            return index
    return end


def _read(text: str, words: Sequence[Word], country: str | None) -> list[MedicationStatement]:
    return read_line(" ".join("".join(_spelt(text, words)).split()), country=country)


def _place(statement: MedicationStatement, words: Sequence[Word], start: int, end: int) -> int | None:
    first = fold(statement.as_written).split(" ")[0]
    return next((index for index in range(start, end) if as_spelt(words[index].text).startswith(first)), None)


def _counts(statement: MedicationStatement, taking: bool) -> bool:
    """Whether a statement is of a rated medicine that is taken; `taking`: words of taking stand beside its name."""
    if statement.status not in PRESENT or _LOCAL.intersection(statement.classes) or not _is_rated(statement):
        return False
    if statement.how == "misspelling":
        if not taking and (not statement.level or len(statement.as_written) < _LEAST_LETTERS):
            return False
        is_likely = taking and statement.level == "moderate" or statement.level == "high"
        return statement.confidence >= (_LEAST_FOR_A_GUESS if is_likely else _LEAST_FOR_A_MILD_GUESS)
    if statement.how == "brand" and not statement.level and not statement.dose and not taking:
        # Brands of the pill are given names: Yasmin, Minerva.
        return False
    return statement.how in _SURE and not _is_ordinary(statement)


def _is_rated(statement: MedicationStatement) -> bool:
    if statement.level in ("high", "moderate"):
        return True
    if "supplement" in statement.classes:
        return False
    classes = canonical_classes(statement.classes, statement.atc, statement.ingredients, statement.as_written)
    return statement.level == "low" or not CLOT_POINT_CLASSES.isdisjoint(classes)


def _is_ordinary(statement: MedicationStatement) -> bool:
    """A brand that is a word of everyday speech counts only with a dose."""
    word = fold(statement.as_written)
    return statement.how == "brand" and not statement.dose and vocabulary().is_common(word)


def is_taken(at: int, words: Sequence[Word], groups: Sequence[Collection[str]]) -> bool:
    """Whether words of taking stand beside the name."""
    before, behind = range(max(0, at - 3), at), range(at + 1, min(len(words), at + 4))
    return any(group in groups[index] and words[index].sentence == words[at].sentence
               for group, near in (("taking", before), ("taken_behind", behind)) for index in near)


def _is_hers(at: int, groups: Sequence[Collection[str]]) -> bool:
    """"my sister through her chemo": his or hers right before the name, and somebody else before that."""
    before = groups[max(0, at - 6):at]
    return any("hers" in each for each in before[-2:]) and any(
        {"relative", "other_person"} & set(each) for each in before)


def _weight(statement: MedicationStatement) -> int:
    return ("", "low", "moderate", "high").index(statement.level)


def _thins(statement: MedicationStatement) -> bool:
    return not {"anticoagulant", "antiplatelet", "thrombolytic"}.isdisjoint(statement.classes)
