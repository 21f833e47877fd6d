"""The clauses of a text with its dates, and which date a word between them belongs to."""

from bisect import bisect_right

from intake.clinical.dates.durations import Reader
from intake.clinical.dates.piece import Piece

SMALL = ("THE", "OF", "ART", "FILLER", "IN", "INTIME", "APPROX", "AT", "EARLY", "MID", "LATE")
"""Kinds of small words that stand between a date and the word it belongs to."""
_BREAKS = ("SEP", "AND", "BUT")


class Clauses:
    """Words and dates of one text by clause; a clause ends at a comma, "and", "but". Dates go by their index."""

    def __init__(self, reader: Reader, pieces: list[Piece]) -> None:
        self.reader, self.pieces = reader, pieces
        self.inside = {place for piece in pieces for place in range(piece.start, piece.end)}
        self.clauses = self._numbered_clauses()
        self.starts = [piece.start for piece in pieces]
        self.of_clause: dict[int, list[int]] = {}
        for index, piece in enumerate(pieces):
            self.of_clause.setdefault(self.clauses[piece.start], []).append(index)
        self.loose: dict[str, list[int]] = {}
        for place, kind in enumerate(reader.kinds):
            if place not in self.inside:
                self.loose.setdefault(kind, []).append(place)
        self.words_of = {kind: {self.clauses[place] for place in places} for kind, places in self.loose.items()}

    def _numbered_clauses(self) -> list[int]:
        numbers, number = [], 0
        for place, token in enumerate(self.reader.tokens):
            is_break = token.kind in _BREAKS or token.word.startswith("or ")
            number += is_break and place not in self.inside
            numbers.append(number)
        return numbers

    def loose_at(self, *kinds: str) -> list[int]:
        """The places of tokens of these kinds that belong to no date."""
        return [place for kind in kinds for place in self.loose.get(kind, ())]

    def stands_by(self, piece: Piece, kind: str) -> bool:
        """Whether a token of a kind stands in the clause of a date."""
        return self.clauses[piece.start] in self.words_of.get(kind, ())

    def dates_of_clause(self, place: int) -> list[int]:
        return self.of_clause.get(self.clauses[place], [])

    def behind(self, place: int) -> int | None:
        """The first date behind a place in its clause."""
        index = bisect_right(self.starts, place)
        is_in_clause = index < len(self.pieces) and self.clauses[self.starts[index]] == self.clauses[place]
        return index if is_in_clause else None

    def beside(self, place: int) -> int | None:
        """The date that a word of its clause belongs to: the next behind it, else the last before it."""
        behind = self.behind(place)
        if behind is not None:
            return behind
        before = bisect_right(self.starts, place) - 1
        is_in_clause = before >= 0 and self.clauses[self.starts[before]] == self.clauses[place]
        return before if is_in_clause else self._of_other_clause(place)

    def _of_other_clause(self, place: int) -> int | None:
        """Where the word stands alone in its clause: the date before it ("3 Dec, planned"), else the one behind."""
        clause = self.clauses[place]
        near = [at for at in range(max(0, place - 6), min(len(self.clauses), place + 7)) if self.clauses[at] == clause]
        if any(self.reader.kind(at) in ("WORD", "CHECK", "PAST") for at in near):
            return None
        before, behind = self.of_clause.get(clause - 1, []), self.of_clause.get(clause + 1, [])
        return before[-1] if before else behind[0] if behind else None

    def lead(self, piece: Piece) -> str:
        """The kind of the word before a date, small words left out; "seit" and "depuis" are "since"."""
        token = self.reader.at(self.reader.back(piece.start - 1, *SMALL))
        return "SINCE" if token.kind == "FOR" and token.word != "for" else token.kind

    def has_before(self, place: int, kind: str) -> bool:
        """Whether a loose token of a kind stands between the last break or date before a place and the place."""
        for at in range(place - 1, max(-1, place - 12), -1):
            if at in self.inside or self.reader.kind(at) in _BREAKS:
                return False
            if self.reader.kind(at) == kind:
                return True
        return False
