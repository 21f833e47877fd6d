"""Medicines: what a written line is, with what people answered about it for this client and for others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from intake.clinical.medicines import Explanation, MedicationStatement, Suggestion, explain, read_line, suggest
from intake.clinical.medicines.folding import fold
from intake.records.actors import Actor
from intake.records.clients import MedicineAnswer
from intake.records.database import db
from intake.records.imported_names import imported_names
from intake.services import audit, clinic
from intake.services.errors import InvalidInput

IRRELEVANT = "irrelevant"
"""The answer that a written word is none of the medicines that matter here."""
LONGEST = 300
ANSWERS_FOR = (
    select(MedicineAnswer.folded_text, MedicineAnswer.answer)
    .where(MedicineAnswer.client_id == bindparam("client_id"), MedicineAnswer.superseded.is_(False))
    .order_by(MedicineAnswer.id)
)

ANSWERS_ELSEWHERE = (
    select(MedicineAnswer.folded_text, MedicineAnswer.answer)
    .where(MedicineAnswer.folded_text.in_(bindparam("texts", expanding=True)),
           MedicineAnswer.client_id != bindparam("client_id"), MedicineAnswer.superseded.is_(False))
    .group_by(MedicineAnswer.folded_text, MedicineAnswer.answer).order_by(func.count(), MedicineAnswer.answer)
)


@dataclass(frozen=True, slots=True)
class MedicineLine:
    """A written line with what it was understood to be, and what people said about it.

    `answers` are this client's, by folded text; `elsewhere` what was answered for the same text at other clients.
    """

    written: str
    statements: tuple[MedicationStatement, ...]
    answers: Mapping[str, str]
    elsewhere: Mapping[str, str]


def folded(text: str) -> str:
    """The form of a text in which answers about it are kept."""
    return fold(text)[:LONGEST]


def answers_for(client_id: int) -> dict[str, str]:
    """What people said about this client's written medicines, by folded text."""
    return {row.folded_text: row.answer for row in db.session.execute(ANSWERS_FOR, {"client_id": client_id})}


def read_lines(client_id: int, lines: Iterable[str], *, own: Mapping[str, str]) -> dict[str, MedicineLine]:
    """What each written line was understood to be for this client, by the line as written.

    `own` are this client's answers, from `answers_for`.
    """
    written = list(dict.fromkeys(lines))
    if not written:
        return {}
    country = clinic.the_clinic().country
    imported = imported_names()
    read = {text: tuple(read_line(text, country=country or None, answers=own, imported=imported)) for text in written}
    asked = {folded(each.as_written) for statements in read.values() for each in statements} - own.keys()
    elsewhere = _answers_elsewhere(client_id, asked)
    return {
        text: MedicineLine(text, statements,
                   {key: own[key] for key in _keys(text, statements) if key in own},
                   {key: elsewhere[key] for key in _keys(text, statements) if key in elsewhere})
        for text, statements in read.items()
    }


def remember(client_id: int, *, text: str, answer: str, by: Actor, at: datetime) -> None:
    """Keep what a person said `text` is, for this client: a name, or IRRELEVANT. An older answer is kept beside."""
    keep_answer(client_id, text=text, answer=answer, by=by, at=at)
    db.session.commit()


def keep_answer(client_id: int, *, text: str, answer: str, by: Actor, at: datetime) -> None:
    """As `remember`, within the caller's act. InvalidInput when either is missing or too long."""
    key = folded(text)
    if not key or not answer.strip() or len(answer) > 200:
        raise InvalidInput({"text": "Say which written word is meant, and what it is."})
    _supersede(client_id, key)
    db.session.add(MedicineAnswer(client_id=client_id, folded_text=key, answer=answer.strip(), by=by, at=at))
    audit.note("medicine.answer", by=by, at=at, subject_type="client", subject_id=client_id, client_id=client_id)


def take_back(client_id: int, *, text: str, by: Actor, at: datetime) -> None:
    """Undo the answer that stands for `text`; it stays on record as superseded."""
    _supersede(client_id, folded(text))
    audit.note("medicine.take_back", by=by, at=at, subject_type="client", subject_id=client_id, client_id=client_id)
    db.session.commit()


def suggestions(prefix: str) -> list[Suggestion]:
    """Names that begin as typed, for the clinic's country."""
    return suggest(prefix[:LONGEST], country=clinic.the_clinic().country or None, imported=imported_names())


def look_up(word: str) -> Explanation:
    """Everything known about a word, and why, in the clinic's country."""
    return explain(word[:LONGEST], country=clinic.the_clinic().country or None, imported=imported_names())


def _supersede(client_id: int, key: str) -> None:
    standing = select(MedicineAnswer).where(
        MedicineAnswer.client_id == client_id, MedicineAnswer.folded_text == key,
        MedicineAnswer.superseded.is_(False),
    )
    for each in db.session.scalars(standing):
        each.superseded = True


def _keys(text: str, statements: Iterable[MedicationStatement]) -> set[str]:
    return {folded(text), *(folded(each.as_written) for each in statements)}


def _answers_elsewhere(client_id: int, texts: set[str]) -> dict[str, str]:
    """The commonest answer for each text at other clients. Offered to a person, never used by itself."""
    if not texts:
        return {}
    rows = db.session.execute(ANSWERS_ELSEWHERE, {"texts": sorted(texts), "client_id": client_id})
    return {row.folded_text: row.answer for row in rows}
