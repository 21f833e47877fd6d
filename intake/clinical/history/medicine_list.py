"""The one list of medicines: of each, how it stands, since when, until when, why, and where it was told.

A view of the medicines that rules read, beside the answers that they came from; nothing is judged here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.history.answer_history import AnswerHistory, DatedRow
from intake.clinical.history.medicines import TAKEN, is_whole_list
from intake.clinical.medicines import ImportedNames, MedicationStatement, read_line
from intake.clinical.medicines.statement import STATUS_WORDS

TAKEN_STILL, CHANGED, STOPPED, LEFT_OUT, OTHER = "taken", "changed", "stopped", "left_out", "other"
CURRENT = frozenset({TAKEN_STILL, CHANGED, LEFT_OUT})
"""The states in which it may act on the body today."""
_ORDER = (CHANGED, TAKEN_STILL, LEFT_OUT, STOPPED, OTHER)
_HOW_OFTEN = {"daily": "every day", "weekly": "some days", "as_needed": "when needed"}


@dataclass(frozen=True, slots=True)
class Telling:
    """One time that a medicine was told: the name of its entry, the day, the words of the line, and what they say.

    `dose` and `how_often` are "" where nothing was said.
    """

    entry: str
    on: date
    written: str
    dose: str
    how_often: str

    @property
    def words(self) -> str:
        """Dose and how often, as told."""
        return ", ".join(part for part in (self.dose, _HOW_OFTEN.get(self.how_often, self.how_often)) if part)


@dataclass(frozen=True, slots=True)
class ListedMedicine:
    """One line of the list. `state` is TAKEN_STILL, CHANGED, STOPPED, LEFT_OUT or OTHER; `tellings` oldest first.

    `before`: the telling from which the newest differs, None where it does not; `left_out_by`: the name and the day of
    the newest list, which does not name it.
    """

    fact: MedicineFact
    state: str
    tellings: tuple[Telling, ...]
    before: Telling | None
    left_out_by: tuple[str, date] | None

    @property
    def last(self) -> Telling:
        """The newest telling."""
        return self.tellings[-1]

    @property
    def first(self) -> Telling:
        """The oldest telling."""
        return self.tellings[0]

    @property
    def taken_as(self) -> str:
        """Dose and how often, as said last; what the words of the line say anyway is left out."""
        said = replace(self.last, dose=said_last(self.tellings, "dose"),
                       how_often=said_last(self.tellings, "how_often"))
        return (replace(said, dose="") if _squeezed(said.dose) in _squeezed(said.written) else said).words

    @property
    def state_words(self) -> str:
        """How it stands, in plain words."""
        if self.state == LEFT_OUT:
            return "not on the newest list: ask"
        if self.state == CHANGED:
            return "changed"
        if self.state == STOPPED:
            return "stopped"
        status = self.fact.status
        return "still taken" if status == "taken" else STATUS_WORDS.get(status, status)


def list_medicines(
    history: AnswerHistory, medicines: Sequence[MedicineFact], *, country: str = "",
    answers: Mapping[str, str] | None = None, imported: ImportedNames | None = None,
) -> tuple[ListedMedicine, ...]:
    """A line for each medicine of `read_medicines`, what is taken first; the rest as there."""
    rows = {row.name: row for row in history.rows("medicines")}
    found = [
        _listed(history, medicine, [_telling(history, rows[name], medicine, country, answers, imported)
                                    for name in medicine.answers if name in rows])
        for medicine in medicines
    ]
    return tuple(sorted(found, key=lambda each: _ORDER.index(each.state)))


def _listed(history: AnswerHistory, medicine: MedicineFact, tellings: list[Telling]) -> ListedMedicine:
    before = _different(tellings)
    lists = [each for each in history.entries if is_whole_list(each)]
    left_out_by = (lists[-1].name, lists[-1].on) if medicine.is_left_out and lists else None
    return ListedMedicine(medicine, _state(medicine, before), tuple(tellings), before, left_out_by)


def _state(medicine: MedicineFact, before: Telling | None) -> str:
    if medicine.is_left_out:
        return LEFT_OUT
    if medicine.status in TAKEN:
        return CHANGED if before else TAKEN_STILL
    return STOPPED if medicine.status in ("recently_stopped", "past") else OTHER


def _different(tellings: Sequence[Telling]) -> Telling | None:
    """The newest earlier telling that says another dose, or another "how often", than was said last."""
    dose, how_often = said_last(tellings, "dose"), said_last(tellings, "how_often")
    return next((each for each in reversed(tellings[:-1]) if _differ(each.dose, dose)
                 or _differ(each.how_often, how_often)), None)


def said_last(tellings: Sequence[Telling], part: str) -> str:
    """What was said last of "dose" or "how_often"; a telling that leaves it out does not undo it."""
    return next((said for each in reversed(tellings) if (said := str(getattr(each, part)))), "")


def _differ(before: str, now: str) -> bool:
    """Whether both say something, and not the same; "5mg" and "5 mg" are."""
    return bool(before and now) and _squeezed(before) != _squeezed(now)


def _squeezed(words: str) -> str:
    return "".join(words.lower().split())


def _telling(
    history: AnswerHistory, row: DatedRow, medicine: MedicineFact, country: str, answers: Mapping[str, str] | None,
    imported: ImportedNames | None,
) -> Telling:
    read = read_line(row.text("text"), country=country or None, answers=answers, imported=imported)
    said = next((each for each in read if _is_of(each, medicine)), None)
    how_often = row.text("how_often") or (said.frequency if said else "")
    return Telling(
        history.entries[row.entry].name, row.on, row.text("text"), row.text("dose") or (said.dose if said else ""),
        "" if how_often == "stopped" else how_often)


def _is_of(statement: MedicationStatement, medicine: MedicineFact) -> bool:
    if not medicine.ingredients:
        return statement.as_written.lower() == medicine.as_written.lower()
    return set(map(str.lower, statement.ingredients)) == set(map(str.lower, medicine.ingredients))
