"""The client's own limits: what they cannot have, and what they asked for. Their word, never a rule's or a doctor's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.clinical.answer import Answer

PRESSURE_LIKED = {"light": 2, "medium": 3, "firm": 4, "deep": 5}
"""The strongest pressure (Walton 0–5) that goes with each answer; "unsure" sets no limit."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Words of a client and the day they were told."""

    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Intolerance:
    """Allergies, or oils and scents: every different text told, newest first. Where there is none, `answer` speaks.

    NO: none known, YES: some, but not which, both told `on` that day; NOT_ASKED: nobody asked.
    """

    sayings: tuple[Saying, ...] = ()
    answer: Answer = Answer.NOT_ASKED
    on: date | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return {"sayings": [[each.words, each.on.isoformat()] for each in self.sayings], "answer": self.answer.value,
                "on": _iso(self.on)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Intolerance":
        """What `to_dict` wrote."""
        sayings = tuple(Saying(words, date.fromisoformat(on)) for words, on in data["sayings"])
        return cls(sayings, Answer.read(data["answer"]), _day(data["on"]))


@dataclass(frozen=True, slots=True)
class Wish:
    """The newest choice of a client, as codes of the question, and the day it was told; () and None: not asked."""

    codes: tuple[str, ...] = ()
    on: date | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return {"codes": list(self.codes), "on": _iso(self.on)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Wish":
        """What `to_dict` wrote."""
        return cls(tuple(data["codes"]), _day(data["on"]))


@dataclass(frozen=True, slots=True)
class ClientLimits:
    """All of them. `areas` are to be left alone, `positions` cannot be lain in, `pressure` is the one liked."""

    allergies: Intolerance = Intolerance()
    oils: Intolerance = Intolerance()
    areas: Wish = Wish()
    positions: Wish = Wish()
    pressure: Wish = Wish()

    @property
    def pressure_cap(self) -> int | None:
        """The strongest pressure that the client wishes (Walton 0–5), None where they set no limit."""
        return min((PRESSURE_LIKED[code] for code in self.pressure.codes if code in PRESSURE_LIKED), default=None)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON, to be kept with a plan."""
        return {"allergies": self.allergies.to_dict(), "oils": self.oils.to_dict(), "areas": self.areas.to_dict(),
                "positions": self.positions.to_dict(), "pressure": self.pressure.to_dict()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "ClientLimits":
        """The limits that `to_dict` wrote."""
        return cls(
            Intolerance.from_dict(data["allergies"]), Intolerance.from_dict(data["oils"]),
            Wish.from_dict(data["areas"]), Wish.from_dict(data["positions"]), Wish.from_dict(data["pressure"]),
        )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
