"""Folding: the one way in which names and typed lines are compared. Case, accents and spacing never matter."""
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_SPECIAL = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss",
                          "µ": "u", "μ": "u", "’": "'", "‘": "'", "´": "'", "`": "'", "–": "-", "—": "-", "‐": "-",
                          "‑": "-", "™": " ", "®": " ", "©": " "})
# Names in Cyrillic and Greek letters, letter by letter as the makers write them in Latin ones.
_TRANSLITERATED = str.maketrans(dict(zip(
    "абвгдезийклмнопрстуфхцыэіґ" "αβγδεζηικλμνξοπρστυφχω",
    "abvgdeziiklmnoprstufhcieig" "avgdeziiklmnxoprstifho", strict=True)) | {
    "ж": "zh", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ь": "", "ю": "yu", "я": "ya", "є": "e", "θ": "th",
    "ψ": "ps", "ς": "s"})
# A dotted abbreviation (A.S.A., e.c.) is one word; three letters may have spaces after their dots.
_WORD = re.compile(r"(?<![a-z0-9])[a-z](?:\.[a-z])+(?![a-z0-9])\.?"
                   r"|(?<![a-z0-9])[a-z]\. [a-z]\. [a-z](?![a-z0-9])\.?"
                   r"|(?<![a-z0-9])[ld]'(?=[a-z]{4})|[a-z]+(?:'[a-z]+)*|[0-9]+(?:[.,][0-9]+)*|[^\sa-z0-9]")
_NOT_LETTERS = str.maketrans("", "", "'. ")


class Token(NamedTuple):
    """A folded word, number or punctuation mark, and where it stands in the typed line."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Is it made of letters?"""
        return "a" <= self.text[0] <= "z"


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    plain = character.casefold().translate(_SPECIAL)
    plain = unicodedata.normalize("NFKD", plain).casefold().translate(_SPECIAL)
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_TRANSLITERATED)


def tokens(line: str) -> list[Token]:
    """The folded tokens of a line, each with its place in the line as typed."""
    if line.isascii():
        return [Token(_clean(m.group()), m.start(), m.end()) for m in _WORD.finditer(line.lower())]
    pieces: list[str] = []
    places: list[int] = []
    for index, character in enumerate(line):
        piece = _fold_character(character)
        pieces.append(piece)
        places.extend([index] * len(piece))
    return [Token(_clean(m.group()), places[m.start()], places[m.end() - 1] + 1)
            for m in _WORD.finditer("".join(pieces))]


def _clean(text: str) -> str:
    return text.translate(_NOT_LETTERS) or text if len(text) > 1 and not text[0].isdigit() else text


def fold(text: str) -> str:
    """`text` as it is compared: lower case, no accents, words and numbers with one space between."""
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
