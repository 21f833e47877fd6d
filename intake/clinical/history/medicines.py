"""One list of medicines over time: what is taken, changed, stopped or left out of the newest list.

A medicine that a newer list leaves out counts as recently stopped (R73) until somebody says that it was stopped, and
when (scale.md#facts-over-time). What was not asked again stands as it was told.
"""

from collections.abc import Mapping
from dataclasses import replace

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.history.answer_history import AnswerHistory, DatedAnswers, DatedRow, plain_words
from intake.clinical.medicines import ImportedNames, MedicationStatement, read_line, says_none
from intake.clinical.medicines.folding import fold

OWN = frozenset({"taken", "as_needed", "on_hold", "unsure", "recently_stopped", "past", "not_taken"})
"""What is said of the client's own use: allergies, plans and other people's medicines are another matter."""
TAKEN = frozenset({"taken", "as_needed", "on_hold", "unsure"})
_NO_MORE = frozenset({"past", "not_taken"})


def read_medicines(
    history: AnswerHistory, *, country: str = "", answers: Mapping[str, str] | None = None,
    imported: ImportedNames | None = None, disputes: Mapping[str, str] | None = None,
) -> tuple[MedicineFact, ...] | None:
    """Every medicine told of, in order. None where nobody asked; () where the answer was that there are none.

    `answers` are what people said a folded text is; `disputes` why they say so, where that waits for a review.
    """
    rows = history.rows("medicines")
    if not rows and history.answer("medicines_any") is Answer.NOT_ASKED:
        return None
    standing: list[MedicineFact] = []
    for number, entry in enumerate(history.entries):
        told = [
            _disputed(_fact(row, statement), row, disputes or {})
            for row in rows if row.entry == number and not says_none(row.text("text"))
            for statement in read_line(row.text("text"), country=country or None, answers=answers, imported=imported)
        ]
        standing = _joined(standing, told, is_list=is_whole_list(entry))
    return tuple(standing)


def is_whole_list(entry: DatedAnswers) -> bool:
    """Whether a form says all that is taken: an intake that was asked, or a visit that asked "any at all?"."""
    answers = entry.answers
    return bool(answers.get("medicines_any")) or (entry.is_list and bool(answers.get("medicines")))


def _joined(before: list[MedicineFact], told: list[MedicineFact], *, is_list: bool) -> list[MedicineFact]:
    """What stood before, with what was told now."""
    left = list(told)
    joined = []
    for known in before:
        again = next((each for each in left if _is_same(known, each)), None)
        if again is not None:
            left.remove(again)
            joined.append(_updated(known, again))
        elif is_list and known.status in TAKEN:
            joined.append(_left_out(known))
        else:
            joined.append(known)
    return joined + left


def _is_same(known: MedicineFact, again: MedicineFact) -> bool:
    if (known.status in OWN) is not (again.status in OWN) or _acts_locally(known) is not _acts_locally(again):
        return False
    if known.ingredients or again.ingredients:
        return _substances(known) == _substances(again) or _names(known, again)
    return _words(known) == _words(again)


def _acts_locally(medicine: MedicineFact) -> bool:
    """A gel is another thing than tablets of the same substance."""
    return medicine.route == "topical"


def _names(known: MedicineFact, again: MedicineFact) -> bool:
    """Whether `again` names what was told by its kind alone ("a blood thinner")."""
    return bool(known.classes) and not known.ingredients and known.classes <= again.classes


def _substances(medicine: MedicineFact) -> frozenset[str]:
    return frozenset(name.lower() for name in medicine.ingredients)


def _words(medicine: MedicineFact) -> str:
    return plain_words(medicine.as_written)


def _updated(known: MedicineFact, again: MedicineFact) -> MedicineFact:
    """As told now; what was not asked again as it was told. One that is taken no more was stopped some day."""
    status = again.status
    if status in _NO_MORE and known.status in TAKEN | {"recently_stopped"}:
        status = "recently_stopped"
    is_taken = status in TAKEN
    return replace(
        again, status=status,
        started=again.started if again.started.as_written else known.started,
        stopped=again.stopped if again.stopped.as_written or is_taken else known.stopped,
        reason=again.reason or known.reason,
        frequency=again.frequency or known.frequency,
        answers=tuple(dict.fromkeys((*known.answers, *again.answers))),
    )


def _left_out(medicine: MedicineFact) -> MedicineFact:
    return replace(medicine, status="recently_stopped", stopped=UNKNOWN, is_left_out=True)


def _fact(row: DatedRow, statement: MedicationStatement) -> MedicineFact:
    how_often = row.text("how_often")
    fact = MedicineFact.of(
        statement, started=row.dated("since"), stopped=row.dated("stopped_on"), reason=row.text("reason"),
        frequency=how_often if how_often != "stopped" else statement.frequency, answers=(row.name,),
    )
    return replace(fact, status=_status(how_often, statement.status))


def _disputed(medicine: MedicineFact, row: DatedRow, disputes: Mapping[str, str]) -> MedicineFact:
    """The medicine with what is said against it, under its own words or under those of the whole line."""
    reasons = (disputes.get(fold(words)) for words in (medicine.as_written, row.text("text")))
    return replace(medicine, disputed=next(filter(None, reasons), ""))


def _status(how_often: str, read: str) -> str:
    """The row's own answer stands beside the words: it can only say more about a medicine that is the client's own."""
    if read not in ("taken", "as_needed", "unsure"):
        return read
    if how_often == "stopped":
        # Stopped is "recently stopped" until a date says otherwise: R73 works out the washout from the stop date.
        return "recently_stopped"
    return "as_needed" if how_often == "as_needed" else read
