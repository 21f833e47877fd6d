"""Codes from outside, read into the codes that rules know, by the table codes.toml."""
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "codes.toml"
Pattern = tuple[tuple[str, ...], ...]
# Several complaints may stand in one code ("calf_pain_and_swelling"): each is read.
_TOGETHER = frozenset({"leg_pain", "leg_swelling", "leg_warmth", "leg_redness", "leg_tenderness", "leg_pitting"})


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code and the beginnings of words that mean it; an empty code is known and has no bearing."""

    code: str
    patterns: tuple[Pattern, ...]
    without: tuple[str, ...]

    def fits(self, tokens: tuple[str, ...]) -> bool:
        """Whether any pattern is there in full."""
        if any(token.startswith(self.without) for token in tokens):
            return False
        return any(all(any(_begins(token, stem) for token in tokens for stem in stems) for stems in pattern)
                   for pattern in self.patterns)


def _begins(token: str, stem: str) -> bool:
    """Whether `token` begins with `stem`; stems of three letters and fewer are whole words."""
    return token.startswith(stem) if len(stem) > 3 else token in (stem, stem + "s")


@cache
def code_rows() -> Mapping[str, tuple[CodeRow, ...]]:
    """The table, by kind. Read when the first case is: the program itself needs none of it."""
    with _FILE.open("rb") as file:
        table = tomllib.load(file)
    return {kind: tuple(
        CodeRow(row["code"], tuple(tuple(tuple(stem.split("|")) for stem in p.split()) for p in row["patterns"]),
            tuple(row.get("not", ("\0",)))) for row in rows) for kind, rows in table.items()}


@cache
def known_codes() -> Mapping[str, frozenset[str]]:
    """The codes of each kind."""
    return {kind: frozenset(row.code for row in rows) for kind, rows in code_rows().items()}


def _tokens(text: str) -> tuple[str, ...]:
    return tuple("".join(c if c.isalnum() else " " for c in text.lower()).split())


@lru_cache(maxsize=4096)
def read_code(kind: str, text: str, place: str = "") -> tuple[str, ...] | None:
    """The codes that `text` means among `kind` (symptoms, conditions …); () = no bearing, None = nobody can read it.

    `place` helps where the code alone says nothing of where ("swelling", site "calf").
    """
    plain = "_".join(_tokens(text))
    if plain in known_codes()[kind]:
        return (plain,)
    first = _fitting(kind, _tokens(text))
    if (first is None or first == ()) and place:
        first = _fitting(kind, (*_tokens(text), *_tokens(place))) or first
    return first


def _fitting(kind: str, tokens: tuple[str, ...]) -> tuple[str, ...] | None:
    if not tokens:
        return None
    found = [row.code for row in code_rows()[kind] if row.fits(tokens)]
    if not found:
        return None
    if found[0] in _TOGETHER:
        return tuple(code for code in found if code in _TOGETHER)
    return (found[0],) if found[0] else ()
