"""Reads plain values of facts from outside: dates, numbers, rows, codes, places; keeps what nobody can read."""
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from intake.clinical.body import read_region
from intake.clinical.dates.vague import UNKNOWN, VagueDate, read_date
from intake.clinical.vignettes.codes import read_code


class FactsReader:
    """Reads one person's facts as said on `on`, and keeps what could not be read in `unread`."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.unread: list[str] = []

    def day(self, value: object) -> VagueDate:
        """A date as given; words without a date are kept and count as unknown."""
        if value is None or value == "":
            return UNKNOWN
        return read_date(value.isoformat() if isinstance(value, date) else str(value), self.on)

    def number(self, value: object, what: str) -> float | None:
        """A number, or None; something else is unread."""
        if value is None or value == "":
            return None
        try:
            return float(str(value))
        except ValueError:
            self.unread.append(f"{what}: {value}")
            return None

    def whole(self, value: object, what: str) -> int | None:
        """A whole number, or None."""
        number = self.number(value, what)
        return None if number is None else int(number)

    def word(self, value: object, allowed: Collection[str], what: str) -> str:
        """One of the words allowed, or "" where none was given; another is unread."""
        given = str(value or "").strip().lower()
        if given and given not in allowed:
            self.unread.append(f"{what}: {value}")
        return given if given in allowed else ""

    def rows(self, data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]] | None:
        """The rows of a list, each as a mapping (a bare word is its code); None where the key is missing."""
        value = data.get(key)
        if value is None:
            return None
        if isinstance(value, (str, Mapping)):
            value = [value]
        return [row if isinstance(row, Mapping) else {"code": str(row), "type": str(row)} for row in value]

    def codes(self, kind: str, text: str, place: str = "") -> tuple[str, ...]:
        """The codes that `text` means; nothing, and an entry in `unread`, where it means none."""
        read = read_code(kind, text, place)
        if read is None:
            self.unread.append(f"{kind}: {text}")
            return ()
        return read

    def place(self, row: Mapping[str, Any], key: str = "site") -> tuple[str, str]:
        """Side and body code of a row; its own side stands before one in the words."""
        side, site = read_region(str(row.get(key) or ""))
        return str(row.get("side") or side or ""), site
