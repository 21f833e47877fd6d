"""What is on record beside the rules: it changes no tier, and the hands that work should know it all the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.clinical.facts.limits import Saying


@dataclass(frozen=True, slots=True)
class BackgroundLine:
    """One matter: `words` as told, `ask` what to ask of it today ("" for nothing), `on` the day it was told last.

    `code` is the code of a condition, or "gloves".
    """

    code: str
    words: str
    ask: str
    on: date


@dataclass(frozen=True, slots=True)
class PainLine:
    """A pain that stands, in words: `where` it is, what was told of it, and `on` which day. `place` is a body code."""

    place: str
    where: str
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Background:
    """All of it. `lines`: gloves first, then what asks most; `wanted`: codes of areas asked for.

    `notes`: anything else about the client's health, word for word.
    """

    lines: tuple[BackgroundLine, ...] = ()
    pains: tuple[PainLine, ...] = ()
    wanted: tuple[str, ...] = ()
    notes: Saying | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON, to be kept with a plan."""
        return {
            "lines": [[each.code, each.words, each.ask, each.on.isoformat()] for each in self.lines],
            "pains": [[each.place, each.where, each.words, each.on.isoformat()] for each in self.pains],
            "wanted": list(self.wanted),
            "notes": [self.notes.words, self.notes.on.isoformat()] if self.notes else None,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Background":
        """The background that `to_dict` wrote."""
        notes = data["notes"]
        return cls(
            tuple(BackgroundLine(code, words, ask, date.fromisoformat(on)) for code, words, ask, on in data["lines"]),
            tuple(PainLine(place, where, words, date.fromisoformat(on)) for place, where, words, on in data["pains"]),
            tuple(data["wanted"]), Saying(notes[0], date.fromisoformat(notes[1])) if notes else None,
        )
