"""Medicine lines, read by `clinical.medicines`, with what the row beside them says of frequency, stop and reason."""

from collections.abc import Mapping
from dataclasses import replace

from intake.clinical.answer import Answer
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.history.answer_history import AnswerHistory, DatedRow
from intake.clinical.medicines import ImportedNames, MedicationStatement, read_line, says_none


def read_medicines(
    history: AnswerHistory, *, country: str = "", answers: Mapping[str, str] | None = None,
    imported: ImportedNames | None = None,
) -> tuple[MedicineFact, ...] | None:
    """Every medicine told of, in order. None where nobody asked; () where the answer was that there are none."""
    rows = history.rows("medicines")
    asked = rows or history.answer("medicines_any") is not Answer.NOT_ASKED
    if not asked:
        return None
    return tuple(
        _fact(row, statement)
        for row in rows if not says_none(row.text("text"))
        for statement in read_line(row.text("text"), country=country or None, answers=answers, imported=imported)
    )


def _fact(row: DatedRow, statement: MedicationStatement) -> MedicineFact:
    how_often = row.text("how_often")
    fact = MedicineFact.of(
        statement, started=row.dated("since"), stopped=row.dated("stopped_on"), reason=row.text("reason"),
        frequency=how_often if how_often != "stopped" else statement.frequency,
    )
    status = _status(how_often, statement.status)
    return fact if status == fact.status else replace(fact, status=status)


def _status(how_often: str, read: str) -> str:
    """The row's own answer stands beside the words: it can only say more about a medicine that is the client's own."""
    if read not in ("taken", "as_needed", "unsure"):
        return read
    if how_often == "stopped":
        # Stopped is "recently stopped" until a date says otherwise: R73 works out the washout from the stop date.
        return "recently_stopped"
    return "as_needed" if how_often == "as_needed" else read
