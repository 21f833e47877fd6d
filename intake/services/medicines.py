"""Medicines: what a written line is, with what people answered about it for this client and for others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from intake.clinical.medicines import Explanation, MedicationStatement, Suggestion, explain, read_line, suggest
from intake.clinical.medicines.folding import fold
from intake.clinical.medicines.lowering import lowers
from intake.records.actors import Actor
from intake.records.clients import MedicineAnswer
from intake.records.database import db
from intake.records.imported_names import imported_names
from intake.services import audit, clinic
from intake.services.errors import InvalidInput

IRRELEVANT = "irrelevant"
"""The answer that a written word is none of the medicines that matter here."""
LONGEST = 300
LONGEST_REASON = 1000
STANDS, WAITING, REFUSED = "stands", "waiting", "refused"
"""The states of an answer. One that waits, or was refused, leaves the reading as it was."""
ANSWERS_FOR = (
    select(MedicineAnswer)
    .where(MedicineAnswer.client_id == bindparam("client_id"), MedicineAnswer.superseded.is_(False),
           MedicineAnswer.state != REFUSED)
    .order_by(MedicineAnswer.id)
)
ANSWERS_ELSEWHERE = (
    select(MedicineAnswer.folded_text, MedicineAnswer.answer)
    .where(MedicineAnswer.folded_text.in_(bindparam("texts", expanding=True)),
           MedicineAnswer.client_id != bindparam("client_id"), MedicineAnswer.superseded.is_(False),
           MedicineAnswer.state == STANDS)
    .group_by(MedicineAnswer.folded_text, MedicineAnswer.answer).order_by(func.count(), MedicineAnswer.answer)
)
NO_REASON = "Write why it is not this. A reviewer looks at it; until then it counts as read."


@dataclass(frozen=True, slots=True)
class MedicineLine:
    """A written line with what it was understood to be, and what people said about it.

    `answers` are this client's, by folded text; `elsewhere` what was answered for the same text at other clients;
    `waiting` what was said and waits for a review. `exact`: the words for which another meaning needs a reason.
    """

    written: str
    statements: tuple[MedicationStatement, ...]
    answers: Mapping[str, str]
    elsewhere: Mapping[str, str]
    waiting: Mapping[str, MedicineAnswer]
    exact: frozenset[str]

    def is_waiting(self, text: str) -> bool:
        """Whether something said against these words of the line waits for a review."""
        return bool({folded(text), folded(self.written)} & self.waiting.keys())


@dataclass(frozen=True, slots=True)
class OwnAnswers:
    """What people said of one client's written medicines, by folded text: what counts, and what waits for a review."""

    standing: Mapping[str, str]
    waiting: Mapping[str, MedicineAnswer]

    @property
    def disputes(self) -> dict[str, str]:
        """Why something known exactly is said to be something else, by folded text."""
        return {text: each.reason for text, each in self.waiting.items()}


NOTHING_ANSWERED = OwnAnswers({}, {})
"""Nobody has said anything."""


def folded(text: str) -> str:
    """The form of a text in which answers about it are kept."""
    return fold(text)[:LONGEST]


def own_answers(client_id: int) -> OwnAnswers:
    """What people said about this client's written medicines.

    An answer of before reviews were asked for does not count where it would need one.
    """
    rows = db.session.scalars(ANSWERS_FOR, {"client_id": client_id}).all()
    country = clinic.the_clinic().country if rows else ""
    standing = {row.folded_text: row.answer for row in rows
                if row.state == STANDS and (row.reason or not needs_reason(row.folded_text, row.answer, country))}
    return OwnAnswers(standing, {row.folded_text: row for row in rows if row.state == WAITING})


def needs_reason(text: str, answer: str, country: str) -> bool:
    """Whether `text` is known exactly, and `answer` would take away something that rules read of it.

    `country` is the clinic's ISO code, "" where it has none.
    """
    return lowers(text, answer, country=country or None, imported=imported_names())


def read_lines(client_id: int, lines: Iterable[str], *, own: OwnAnswers) -> dict[str, MedicineLine]:
    """What each written line was understood to be for this client, by the line as written."""
    written = list(dict.fromkeys(lines))
    if not written:
        return {}
    country = clinic.the_clinic().country
    imported = imported_names()
    read = {text: tuple(read_line(text, country=country or None, answers=own.standing, imported=imported))
            for text in written}
    asked = {folded(each.as_written) for statements in read.values() for each in statements} - own.standing.keys()
    elsewhere = _answers_elsewhere(client_id, asked)
    return {
        text: _line(text, statements, own, elsewhere, country) for text, statements in read.items()
    }


def keep_answer(
    client_id: int, *, text: str, answer: str, by: Actor, at: datetime, reason: str = "",
) -> MedicineAnswer:
    """Keep what a person said `text` is, for this client: a name, or IRRELEVANT. An older answer is kept beside.

    Within the caller's act. Where `needs_reason`, it waits for a review, and what counted before goes on counting.
    InvalidInput when text or answer is missing or too long, or the reason that is needed.
    """
    key = folded(text)
    if not key or not answer.strip() or len(answer) > 200:
        raise InvalidInput({"text": "Say which written word is meant, and what it is."})
    waits = needs_reason(text, answer.strip(), clinic.the_clinic().country)
    if waits and not reason.strip():
        raise InvalidInput({"reason": NO_REASON})
    if len(reason) > LONGEST_REASON:
        raise InvalidInput({"reason": f"At most {LONGEST_REASON} characters fit."})
    supersede(client_id, key, *([WAITING] if waits else [WAITING, STANDS]))
    kept = MedicineAnswer(client_id=client_id, folded_text=key, answer=answer.strip(), by=by, at=at,
                          reason=reason.strip() if waits else "", state=WAITING if waits else STANDS)
    db.session.add(kept)
    audit.note("medicine.dispute" if waits else "medicine.answer", by=by, at=at, subject_type="client",
               subject_id=client_id, client_id=client_id)
    return kept


def supersede(client_id: int, key: str, *states: str) -> list[MedicineAnswer]:
    """Set aside the answers in these states for a folded text; they stay on record. Within the caller's act."""
    rows = db.session.scalars(select(MedicineAnswer).where(
        MedicineAnswer.client_id == client_id, MedicineAnswer.folded_text == key,
        MedicineAnswer.superseded.is_(False), MedicineAnswer.state.in_(states),
    )).all()
    for each in rows:
        each.superseded = True
    return list(rows)


def suggestions(prefix: str) -> list[Suggestion]:
    """Names that begin as typed, for the clinic's country."""
    return suggest(prefix[:LONGEST], country=clinic.the_clinic().country or None, imported=imported_names())


def look_up(word: str) -> Explanation:
    """Everything known about a word, and why, in the clinic's country."""
    return explain(word[:LONGEST], country=clinic.the_clinic().country or None, imported=imported_names())


def _line(
    text: str, statements: tuple[MedicationStatement, ...], own: OwnAnswers, elsewhere: Mapping[str, str],
    country: str,
) -> MedicineLine:
    keys = _keys(text, statements)
    return MedicineLine(
        text, statements, {key: own.standing[key] for key in keys if key in own.standing},
        {key: elsewhere[key] for key in keys if key in elsewhere},
        {key: own.waiting[key] for key in keys if key in own.waiting},
        frozenset(each.as_written for each in statements if needs_reason(each.as_written, IRRELEVANT, country)),
    )


def _keys(text: str, statements: Iterable[MedicationStatement]) -> set[str]:
    return {folded(text), *(folded(each.as_written) for each in statements)}


def _answers_elsewhere(client_id: int, texts: set[str]) -> dict[str, str]:
    """The commonest answer for each text at other clients. Offered to a person, never used by itself."""
    if not texts:
        return {}
    rows = db.session.execute(ANSWERS_ELSEWHERE, {"texts": sorted(texts), "client_id": client_id})
    return {row.folded_text: row.answer for row in rows}
