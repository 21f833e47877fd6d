"""Written words as tokens: numbers, dates in digits, and the words of the lexicon, the longest phrase first."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from intake.clinical.dates.feast_names import FEAST_NAMES
from intake.clinical.dates.lexicon import LEXICON, LONGEST_PHRASE, Meaning

Value = float | str | tuple[int, ...]


class Token(NamedTuple):
    """One word, number or sign: what kind it is, what it stands for, as written."""

    kind: str
    value: Value = 0
    word: str = ""

    @property
    def whole(self) -> int:
        """What it stands for, as a whole number; 0 where it is none."""
        return int(self.value) if isinstance(self.value, int | float) else 0

    @property
    def parts(self) -> tuple[int, ...]:
        """The numbers of a date in digits."""
        return self.value if isinstance(self.value, tuple) else ()


END = Token("END")
_SCAN = re.compile(r"""
    (?P<ymd>(?:18|19|20|21)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d|[-/.]\d))
  | (?P<dmy>\d{1,2}(?:[-/]|\.\s?)\d{1,2}(?:[-/]|\.\s?)(?:\d{4}|\d{2})(?!\d|[-/.]\d))
  | (?P<years>(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d(?!\d))
  | (?P<ym>\d{4}[-/.]\d{1,2}(?!\d))
  | (?P<my>\d{1,2}[-/.]\d{4}(?!\d))
  | (?P<time>\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?)
  | (?P<yy>'\d\d(?!\d))
  | (?P<fraction>\d{1,3}/\d{1,2}(?!\d))
  | (?P<daymonth>\d{1,2}\.\d{1,2}\.(?!\d))
  | (?P<decimal>\d{1,3}[.,]\d{1,2}(?!\d))
  | (?P<ordinal>\d{1,2}(?:st|nd|rd|th|er|eme|(?:\.(?=\s?[^\W\d_][^\W\d_])))(?!\w))
  | (?P<number>\d+)
  | (?P<word>[^\W\d_]+)
  | (?P<sign>[-<>+~/&(),;.!?\n])
""", re.VERBOSE)
_SIGNS: dict[str, Meaning] = {
    "<": ("LESS", 0), ">": ("MORE", 0), "+": ("PLUS", 0), "~": ("APPROX", 0), "/": ("AND", 0), "&": ("AND", 0),
    "-": ("TO", 0),
}
_PLAIN = str.maketrans({"½": " 1/2", "¼": " 1/4", "’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-",
                        "‑": "-", "−": "-", "≤": "<", "≥": ">", "º": "th", "ª": "th", "\t": " ", "\r": "\n"})
_DIGITS = re.compile(r"[0-9]+")
_LONGEST_NUMBER = 4


@lru_cache(1)
def _phrases() -> dict[str, Meaning]:
    return {**LEXICON, **{phrase: ("FEAST", name) for phrase, name in FEAST_NAMES.items()}}


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, in order. Accents, case and width are left out; the time of day is."""
    raw = [(str(found.lastgroup), found[0]) for found in _SCAN.finditer(_plain(text))]
    tokens: list[Token] = []
    at = 0
    while at < len(raw):
        token, at = _token(raw, at)
        if token.kind != "TIME":
            tokens.append(token)
    return tokens


def _plain(text: str) -> str:
    signs = text.translate(_PLAIN)
    if signs.isascii():
        return signs.lower()
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in signs)
    bare = unicodedata.normalize("NFKD", digits)
    return "".join(sign for sign in bare if not unicodedata.combining(sign)).casefold()


def _token(raw: list[tuple[str, str]], at: int) -> tuple[Token, int]:
    group, text = raw[at]
    if group == "word":
        return _longest(raw, at)
    if group == "sign":
        kind, value = _SIGNS.get(text, ("SEP", 0))
        return Token(kind, value, text), at + 1
    return _in_digits(group, text), at + 1


def _longest(raw: list[tuple[str, str]], at: int) -> tuple[Token, int]:
    """The longest phrase of the lexicon from here on; a hyphen inside a phrase is no sign of its own."""
    words, ends = [raw[at][1]], [at + 1]
    here = at + 1
    while len(words) < LONGEST_PHRASE and here < len(raw):
        step = 1 if raw[here][1] == "-" else 0
        if here + step >= len(raw) or raw[here + step][0] != "word":
            break
        here += step + 1
        words.append(raw[here - 1][1])
        ends.append(here)
    for length in range(len(words), 0, -1):
        phrase = " ".join(words[:length])
        if (meaning := _phrases().get(phrase)) is not None:
            return Token(*meaning, phrase), ends[length - 1]
    return Token("ART" if words[0] == "a" else "WORD", 1, words[0]), at + 1


def _in_digits(group: str, text: str) -> Token:
    parts = tuple(int(part[:5]) for part in _DIGITS.findall(text))
    match group:
        case "ymd":
            return Token("DATE", (parts[0], parts[1], parts[2]), "ymd")
        case "dmy":
            return Token("DATE", parts, "dmy" if len(_DIGITS.findall(text)[2]) == 4 else "dmyy")
        case "years" | "ym" | "my" | "fraction":
            return Token(group.upper(), parts, text)
        case "daymonth":
            return Token("FRACTION", parts, text)
        case "decimal":
            return Token("DECIMAL", parts, text.replace(",", "."))
        case "yy":
            return Token("YY", parts[0], text)
        case "time":
            return Token("TIME")
        case "ordinal":
            return Token("ORD", parts[0], text)
    return _number(text, parts[0])


def _number(text: str, value: int) -> Token:
    if len(text) > _LONGEST_NUMBER:
        return Token("WORD", 0, text)
    if len(text) == _LONGEST_NUMBER and 1880 <= value <= 9000:
        return Token("YEAR", value, text)
    return Token("NUM", value, text)
