"""Folding: the one way in which names and typed lines are compared. Case, accents and spacing never matter."""
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from intake.clinical.medicines.characters import fold_character, one_script
from intake.clinical.medicines.other_scripts import names_within

# A dotted abbreviation (A.S.A., e.c.) is one word; three letters may have spaces after their dots.
_WORD = re.compile(r"(?<![a-z0-9])[a-z](?:\.[a-z])+(?![a-z0-9])\.?"
                   r"|(?<![a-z0-9])[a-z]\. [a-z]\. [a-z](?![a-z0-9])\.?"
                   r"|(?<![a-z0-9])[ld]'(?=[a-z]{4})|[a-z]+(?:'[a-z]+)*|[0-9]+(?:[.,][0-9]+)*"
                   # A run of other letters. Kana, Chinese characters and Thai have no spaces between words.
                   r"|(?P<run>[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]+|[\u0e00-\u0eff]+"
                   r"|[\u1100-\u11ff][\u1100-\u11ff ]*"
                   r"|[\u0590-\u05ff][\u0590-\u05ff ]*|[\u0620-\u065f\u066e-\u06ff][\u0620-\u065f\u066e-\u06ff ]*"
                   r"|[\u0900-\u0dff][\u0900-\u0dff ]*|[^\W\d_a-z]+)"
                   r"|[^\sa-z0-9]")
# Names come again and again, whole lines seldom.
_NAME = 40
_NOT_LETTERS = str.maketrans("", "", "'. ")


class Token(NamedTuple):
    """A folded word, number or punctuation mark, and where it stands in the typed line."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Is it made of letters?"""
        return "a" <= self.text[0] <= "z" or self.is_foreign

    @property
    def is_foreign(self) -> bool:
        """Is it made of letters that no name here is written in?"""
        return self.text[0] > "\x7f" and self.text[0].isalpha()


def tokens(line: str) -> list[Token]:
    """The folded tokens of a line, each with its place in the line as typed.

    A known name in other letters is the words that it stands for, all at the place of the name.
    """
    if line.isascii():
        return [Token(_clean(m.group()), m.start(), m.end()) for m in _WORD.finditer(line.lower())]
    pieces: list[str] = []
    places: list[int] = []
    for index, character in enumerate(one_script(line)):
        piece = fold_character(character)
        pieces.append(piece)
        places.extend([index] * len(piece))
    places.append(len(line))
    found: list[Token] = []
    for match in _WORD.finditer("".join(pieces)):
        said = names_within(match.group()) if match.lastgroup else [(_clean(match.group()), 0, len(match.group()))]
        found += [Token(text, places[match.start() + start], _end(line, places, match.start() + end))
                  for text, start, end in said]
    return found


def _end(line: str, places: list[int], end: int) -> int:
    """Where a word ends in the line as typed, with the accents that folding took from its last letter."""
    after = places[end - 1] + 1
    while after < places[end] and unicodedata.combining(line[after]):
        after += 1
    return after


def _clean(text: str) -> str:
    return text.translate(_NOT_LETTERS) or text if len(text) > 1 and not text[0].isdigit() else text


def fold(text: str) -> str:
    """`text` as it is compared: lower case, no accents, words and numbers with one space between."""
    return _fold_name(text) if len(text) <= _NAME else _fold(text)


@lru_cache(maxsize=4096)
def _fold_name(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    return " ".join(token.text for token in tokens(text) if token.text[0].isalnum())


# French, Spanish, Italian, Portuguese, German and Latin forms of one international name differ in these.
_SOUNDS = (("ph", "f"), ("th", "t"), ("ch", "c"), ("qu", "c"), ("ck", "c"), ("k", "c"), ("y", "i"), ("z", "s"),
           ("x", "cs"), ("oe", "e"), ("ae", "e"), ("cs", "x"))


@lru_cache(maxsize=8192)
def name_key(word: str) -> str:
    """The same for every national form of an international name: warfarine, warfarina and warfarin share one."""
    key = word
    for written, plain in _SOUNDS:
        key = key.replace(written, plain)
    kept = [c for i, c in enumerate(key) if i == 0 or c != key[i - 1]]
    key = "".join(kept)
    while key and key[-1] in "aeou" and len(key) > 4:
        key = key[:-1]
    return key.removesuffix("um")
