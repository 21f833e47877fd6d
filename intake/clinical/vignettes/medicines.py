"""Medicines written as plain data: the class that is given and the name that is read, the more cautious of both."""
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from intake.clinical.dates.vague import UNKNOWN, VagueDate
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.medicines import MedicationStatement, read_line
from intake.clinical.medicines.drug_classes import classes_of_words

STATUSES = {"stopped": "recently_stopped", "past": "past", "current": "taken", "active": "taken"}


def read_medicines(rows: list[Mapping[str, Any]] | None, day: Callable[[object], VagueDate],
                   on: date) -> tuple[MedicineFact, ...] | None:
    """Every medicine of `rows`; None where nobody asked. A name nobody can read is known where its class is given."""
    if rows is None:
        return None
    return tuple(fact for row in rows for fact in _facts(row, day))


def _facts(row: Mapping[str, Any], day: Callable[[object], VagueDate]) -> list[MedicineFact]:
    name = str(row.get("name") or row.get("code") or row.get("text") or "")
    given = str(row.get("class") or "")
    classes = (given,) if classes_of_words(given) else ()
    read = read_line(name) if name else []
    known = [s for s in read if s.how != "unrecognised"]
    if not known:
        # The class speaks for a name that is not in the vocabulary; without either it stays unrecognised (R69).
        how = "exact" if given else "unrecognised"
        known = [read[0] if read and not given else MedicationStatement(as_written=name or given, line=name, how=how)]
    stopped = day(row.get("stop", row.get("stopped", row.get("end"))))
    facts = []
    for statement in known:
        fact = MedicineFact.of(
            statement, started=day(row.get("start")), stopped=stopped, reason=str(row.get("reason") or ""),
            frequency=str(row.get("frequency") or row.get("how_often") or ""), more_classes=classes, words=name)
        if classes and fact.how == "misspelling" and (not statement.level or fact.classes == classes_of_words(given)):
            # The class that was given says what it is; the near match of the name adds nothing to ask about.
            fact = replace(fact, how="exact")
        facts.append(_with_status(fact, str(row.get("status") or ""), stopped))
    return facts


def _with_status(fact: MedicineFact, said: str, stopped: VagueDate) -> MedicineFact:
    status = STATUSES.get(said, said)
    if not status and stopped != UNKNOWN and fact.status == "taken":
        status = "recently_stopped"
    return replace(fact, status=status) if status else fact
