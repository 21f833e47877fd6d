"""A text as words, with the sentence and the clause that each stands in. Of marks only ">" is a word."""

from collections.abc import Iterator
from typing import NamedTuple

from intake.clinical.medicines.folding import Token, tokens

_ENDS = frozenset(".!?;|•…\u3002\uff01\uff1f")
_PARTS = frozenset(",:()[]{}/")
_LONGEST_SENTENCE = 80


class Word(NamedTuple):
    """A folded word or number, its place in the text as typed, and the numbers of its sentence and its clause."""

    text: str
    start: int
    end: int
    sentence: int
    clause: int


def words_of(text: str) -> list[Word]:
    """The words of a text, in order. A sentence without an end is cut after so many words."""
    return list(_words(text, tokens(text)))


def _words(text: str, found: list[Token]) -> Iterator[Word]:
    sentence = clause = length = before = 0
    for number, token in enumerate(found):
        if "\n" in text[before:token.start] or length >= _LONGEST_SENTENCE:
            sentence, clause, length = sentence + 1, clause + 1, 0
        before = token.end
        if token.text[0].isalnum() or token.text == ">":
            length += 1
            yield Word(token.text, token.start, token.end, sentence, clause)
        elif _is_end(found, number):
            sentence, clause, length = sentence + 1, clause + 1, 0
        elif token.text in _PARTS or (token.text == "-" and _stands_apart(text, token)):
            clause += 1


def _is_end(found: list[Token], number: int) -> bool:
    """Whether a mark ends a sentence; a dot between two numbers does not."""
    if found[number].text != ".":
        return found[number].text in _ENDS
    return not (0 < number < len(found) - 1 and found[number - 1].text[0].isdigit()
                and found[number + 1].text[0].isdigit())


def _stands_apart(text: str, dash: Token) -> bool:
    return text[dash.start - 1:dash.start].isspace() or text[dash.end:dash.end + 1].isspace()
