"""Medicine lines, read by `clinical.medicines`, with what the row beside them says of frequency, stop and reason."""

from collections.abc import Mapping
from dataclasses import replace

from intake.clinical.answer import Answer
from intake.clinical.facts.medicine import MedicationFact
from intake.clinical.history.said import Row, Said
from intake.clinical.medicines import ImportedNames, MedicationStatement, read_line, says_none


def read_medicines(
    said: Said, *, country: str = "", answers: Mapping[str, str] | None = None, imported: ImportedNames | None = None,
) -> tuple[MedicationFact, ...] | None:
    """Every medicine told of, in order. None where nobody asked; () where the answer was that there are none."""
    rows = said.rows("medicines")
    asked = rows or said.answer("medicines_any") is not Answer.NOT_ASKED
    if not asked:
        return None
    return tuple(
        _fact(row, statement)
        for row in rows if not says_none(row.text("text"))
        for statement in read_line(row.text("text"), country=country or None, answers=answers, imported=imported)
    )


def _fact(row: Row, statement: MedicationStatement) -> MedicationFact:
    how_often = row.text("how_often")
    fact = MedicationFact.of(
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
