"""A medicine as the rules see it: what was recognised (a MedicationStatement), and since when, until when, what for."""
from dataclasses import dataclass
from typing import Protocol

from intake.clinical.dates import UNKNOWN, VagueDate
from intake.clinical.drug_classes import canonical_classes


class Statement(Protocol):
    """What `intake.clinical.medicines.statement.MedicationStatement` offers and the rules use."""

    as_written: str
    ingredients: tuple[str, ...]
    atc: tuple[str, ...]
    classes: tuple[str, ...]
    rule: str
    level: str
    status: str
    how: str


@dataclass(frozen=True, slots=True)
class MedicationFact:
    """One medicine of the client.

    `classes` are the words of drug_classes.toml; `rule` is R46, R64, R67 or "" as the reader judged it alone;
    `status` and `how` as in MedicationStatement; `frequency` daily, weekly, as_needed, stopped or "".
    """

    as_written: str
    ingredients: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()
    rule: str = ""
    level: str = ""
    status: str = "taken"
    how: str = "exact"
    frequency: str = ""
    route: str = ""
    candidates: tuple[str, ...] = ()
    question: str = ""
    reveals: str = ""
    started: VagueDate = UNKNOWN
    stopped: VagueDate = UNKNOWN
    reason: str = ""
    words: str = ""

    @classmethod
    def of(cls, statement: Statement, *, started: VagueDate = UNKNOWN, stopped: VagueDate = UNKNOWN,
           reason: str = "", frequency: str = "", more_classes: tuple[str, ...] = (),
           words: str = "") -> "MedicationFact":
        """The fact for one recognised statement; what the form says about dates and reason comes beside it."""
        said = getattr(statement, "classes", ())
        return cls(
            as_written=statement.as_written, ingredients=tuple(statement.ingredients),
            classes=canonical_classes((*said, *more_classes), tuple(statement.atc), tuple(statement.ingredients),
                                      f"{getattr(statement, 'route', '')} {statement.as_written}"),
            rule=statement.rule, level=statement.level, status=statement.status, how=statement.how,
            frequency=frequency or str(getattr(statement, "frequency", "") or ""),
            route=str(getattr(statement, "route", "") or ""),
            candidates=tuple(getattr(statement, "candidates", ())),
            question=str(getattr(statement, "question", "") or ""),
            reveals=str(getattr(statement, "reveals", "") or ""),
            started=started, stopped=stopped, reason=reason, words=words or statement.as_written,
        )
