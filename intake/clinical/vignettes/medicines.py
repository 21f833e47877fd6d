"""Medicines written as plain data: the class that is given and the name that is read, the more cautious of both."""
from collections.abc import Iterable
from dataclasses import replace

from intake.clinical.dates.vague import UNKNOWN, VagueDate
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.medicines import MedicationStatement, read_line
from intake.clinical.medicines.drug_classes import classes_of_words
from intake.clinical.medicines.statement import STATUS_WORDS
from intake.clinical.vignettes.reader import Row

STATUSES = {
    **{code: code for code in STATUS_WORDS}, "stopped": "recently_stopped", "paused": "on_hold", "unknown": "unsure",
    **dict.fromkeys(("current", "active", "taking", "now"), "taken"),
}
FREQUENCIES = {
    **dict.fromkeys(("daily", "every_day", "once_daily", "twice_daily", "once_a_day", "twice_a_day", "regular",
                     "regularly", "od", "bd", "tds", "qd", "bid", "tid"), "daily"),
    **dict.fromkeys(("weekly", "some_days", "once_a_week", "monthly", "sometimes"), "weekly"),
    **dict.fromkeys(("as_needed", "when_needed", "prn", "occasional", "occasionally"), "as_needed"),
    "stopped": "stopped", "unknown": "", "unsure": "",
}


def read_medicines(rows: Iterable[Row]) -> tuple[MedicineFact, ...]:
    """Every medicine of `rows`. A name nobody can read is known where its class is given and read."""
    return tuple(fact for row in rows for fact in _facts(row))


def _facts(row: Row) -> list[MedicineFact]:
    name = row.name("name", "code", "text")
    given = row.text("class")
    classes = (given,) if classes_of_words(given) else ()
    read = read_line(name) if name else []
    known = [s for s in read if s.how != "unrecognised"]
    if not known:
        # The class speaks for a name that is not in the vocabulary; without either it stays unrecognised (R69).
        how = "exact" if classes else "unrecognised"
        known = [MedicationStatement(as_written=name or given, line=name, how=how) if classes or not read else read[0]]
        if given and not classes:
            row.reader.say("medications.class", given)
    stopped, status = row.day("stop", "stopped", "end"), row.word("status", STATUSES)
    started, reason = row.day("start"), row.text("reason")
    frequency, words = row.word("frequency", FREQUENCIES), row.text("words") or name
    if not (name or given):
        row.reader.say("medications", "without a name")
    facts = []
    for statement in known:
        fact = MedicineFact.of(statement, started=started, stopped=stopped, reason=reason, frequency=frequency,
                               more_classes=classes, words=words)
        if classes and fact.how == "misspelling" and (not statement.level or fact.classes == classes_of_words(given)):
            # The class that was given says what it is; the near match of the name adds nothing to ask about.
            fact = replace(fact, how="exact")
        facts.append(_with_status(fact, status, stopped))
    return facts


def _with_status(fact: MedicineFact, status: str, stopped: VagueDate) -> MedicineFact:
    if not status and stopped != UNKNOWN and fact.status == "taken":
        status = "recently_stopped"
    return replace(fact, status=status) if status else fact
