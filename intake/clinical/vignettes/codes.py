"""Codes and free words from outside, read into the codes that rules know, by the table codes.toml."""
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from intake.clinical.vignettes.scope import Clause, clauses, tokens_of

_FILE = Path(__file__).parent / "codes.toml"
Pattern = tuple[tuple[str, ...], ...]
# Several complaints may stand in one code ("calf_pain_and_swelling"): each is read.
_TOGETHER = frozenset({"leg_pain", "leg_swelling", "leg_warmth", "leg_redness", "leg_tenderness", "leg_pitting"})
_CLOTS = frozenset({"dvt", "pe", "svt"})


@dataclass(frozen=True, slots=True)
class WordsRead:
    """What words mean: `codes` that rules know, () = nothing that bears on a rule.

    `is_read` is False where nobody can say; `past` where it is told as over; `family_clot` where it is a clot of a
    parent, brother, sister or child.
    """

    codes: tuple[str, ...] = ()
    is_read: bool = True
    past: bool = False
    family_clot: bool = False


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code and the beginnings of words that mean it; an empty code is known and has no bearing."""

    code: str
    patterns: tuple[Pattern, ...]
    without: tuple[str, ...]

    def fits(self, tokens: tuple[str, ...]) -> bool:
        """Whether any pattern is there in full."""
        if any(_begins(token, stem) for token in tokens for stem in self.without):
            return False
        return any(all(any(_begins(token, stem) for token in tokens for stem in stems) for stems in pattern)
                   for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class OtherSense:
    """Words that follow each other and mean something else than each alone ("cold sore"), `unless` others are there."""

    words: Pattern
    unless: tuple[str, ...]

    def left_out(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        """The tokens without every place where these words stand."""
        if any(_begins(token, stem) for token in tokens for stem in self.unless):
            return tokens
        length = len(self.words)
        for first in range(len(tokens) - length + 1):
            if all(any(_begins(token, stem) for stem in stems)
                   for token, stems in zip(tokens[first:first + length], self.words, strict=True)):
                return self.left_out((*tokens[:first], *tokens[first + length:]))
        return tokens


def _begins(token: str, stem: str) -> bool:
    """Whether `token` begins with `stem`; stems of three letters and fewer, or with a full stop, are whole words."""
    whole = stem.rstrip(".")
    return token.startswith(stem) if len(stem) > 3 and whole == stem else token in (whole, whole + "s")


@cache
def _table() -> Mapping[str, list[dict[str, Any]]]:
    """The file. Read when the first case is: the program itself needs none of it."""
    with _FILE.open("rb") as file:
        return tomllib.load(file)


def _pattern(text: str) -> Pattern:
    return tuple(tuple(stem.split("|")) for stem in text.split())


@cache
def code_rows() -> Mapping[str, tuple[CodeRow, ...]]:
    """The rows of codes.toml, by kind."""
    return {kind: tuple(CodeRow(row["code"], tuple(map(_pattern, row["patterns"])), tuple(row.get("not", ())))
                        for row in rows) for kind, rows in _table().items() if kind != "other_senses"}


@cache
def _other_senses() -> tuple[OtherSense, ...]:
    return tuple(OtherSense(_pattern(words), tuple(row.get("unless", ())))
                 for row in _table()["other_senses"] for words in row["words"])


@cache
def known_codes() -> Mapping[str, frozenset[str]]:
    """The codes of each kind."""
    return {kind: frozenset(row.code for row in rows) for kind, rows in code_rows().items()}


def read_code(kind: str, text: str, place: str = "") -> tuple[str, ...] | None:
    """The codes that `text` means among `kind` (symptoms, conditions …); () = no bearing, None = nobody can read it.

    `place` helps where the code alone says nothing of where ("swelling", site "calf").
    """
    read = read_words(kind, text, place)
    return read.codes if read.is_read else None


@lru_cache(maxsize=4096)
def read_words(kind: str, text: str, place: str = "") -> WordsRead:
    """What `text` means among `kind`. A code that rules know is that code; of other words it counts who and whether.

    What is denied, somebody else's or said of another thing ("flu jab") has no bearing. Where several clauses are
    there, all that is understood counts.
    """
    plain = "_".join(tokens_of(text))
    if plain and (plain in known_codes()[kind] or (plain in _EXACT and kind == "conditions")):
        return WordsRead((_EXACT.get(plain, plain),))
    read = [(clause, _read_clause(kind, clause, tokens_of(place))) for clause in clauses(text)]
    codes = tuple(dict.fromkeys(code for _, each in read for code in each.codes))
    return WordsRead(codes, bool(codes) or _is_all_read(kind, read),
                     past=any(each.past for _, each in read) and all(each.past for _, each in read if each.codes),
                     family_clot=any(each.family_clot for _, each in read))


def _is_all_read(kind: str, read: list[tuple[Clause, WordsRead]]) -> bool:
    """Whether nothing is left that nobody understands: of "knee and hip stiffness" the parts may say nothing alone."""
    return bool(read) and all(each.is_read for clause, each in read
                              if not clause.is_part or (kind == "conditions" and clause.is_listed))


_EXACT = {"hit": "heparin_induced_thrombocytopenia", "hitt": "heparin_induced_thrombocytopenia"}
"""Abbreviations that are a code alone, and another word within others."""


def _read_clause(kind: str, clause: Clause, place: tuple[str, ...]) -> WordsRead:
    said, denied = _in_this_sense(clause.said), _in_this_sense(clause.denied or ())
    if clause.of_relative:
        clots = _fitting("conditions", said) or ()
        known = bool(clots) or any(_fitting(kind, words) is not None for words in (said, denied))
        return WordsRead(is_read=known or not said,
                         family_clot=clause.of_first_degree and not _CLOTS.isdisjoint(clots))
    if not said:
        return WordsRead(is_read=_is_known(kind, clause, denied, place))
    codes = _with_place(kind, said, place)
    # Where another sense explains what was named, the words around it need not be known ("cold sore on the lip").
    return WordsRead(codes or (), codes is not None or said != clause.said, past=clause.past)


def _is_known(kind: str, clause: Clause, denied: tuple[str, ...], place: tuple[str, ...]) -> bool:
    """Of a clause that says nothing of its own: whether what it denies, or the other sense of it, is understood."""
    if clause.denied and denied:
        return clause.denies_all or _with_place(kind, denied, place) is not None
    return bool(clause.said or clause.denied or clause.denies_all)


def _in_this_sense(tokens: tuple[str, ...]) -> tuple[str, ...]:
    for sense in _other_senses():
        tokens = sense.left_out(tokens)
    return tokens


def _with_place(kind: str, tokens: tuple[str, ...], place: tuple[str, ...]) -> tuple[str, ...] | None:
    first = _fitting(kind, tokens)
    if not first and place and tokens:
        first = _fitting(kind, (*tokens, *place)) or first
    return first


def _fitting(kind: str, tokens: Iterable[str]) -> tuple[str, ...] | None:
    """The code of the first row that fits; of leg complaints all."""
    words = tuple(tokens)
    found = [row.code for row in code_rows()[kind] if row.fits(words)] if words else []
    if not found:
        return None
    if found[0] in _TOGETHER:
        return tuple(code for code in found if code in _TOGETHER)
    return (found[0],) if found[0] else ()
