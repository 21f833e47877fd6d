"""Finding clients: by the beginnings of words, and page by page by name. Constant cost at any number of clients."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, delete, exists, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from intake.records.clients import CareTeamMember, Client, ClientWord
from intake.records.database import db

MOST_FOUND = 20
PAGE = 50
LONGEST_WORD = 80


@dataclass(frozen=True, slots=True)
class NamePlace:
    """Where the list of names continues."""

    family_name: str
    given_name: str
    id: int


def found_by(terms: Sequence[Sequence[str]], *, care_team_of: int | None) -> Sequence[Client]:
    """Clients who have, for every term, a word that begins as one of its beginnings; by name, archived ones too.

    Walks the index of words from the longest beginning on, nearest words first, and stops at MOST_FOUND clients.
    """
    first, *others = sorted(terms, key=lambda term: -min(map(len, term)))
    statement = select(ClientWord.client_id).where(_begins(ClientWord, first))
    for term in others:
        word = aliased(ClientWord)
        statement = statement.where(exists().where(word.client_id == ClientWord.client_id, _begins(word, term)))
    if care_team_of is not None:
        statement = statement.where(exists().where(
            CareTeamMember.client_id == ClientWord.client_id, CareTeamMember.staff_id == care_team_of
        ))
    # One client may have several such words (ends of a telephone number), hence more rows than clients.
    rows = db.session.scalars(statement.order_by(ClientWord.word, ClientWord.client_id).limit(MOST_FOUND * 6))
    ids = list(dict.fromkeys(rows))[:MOST_FOUND]
    if not ids:
        return []
    return db.session.scalars(
        select(Client).where(Client.id.in_(ids)).order_by(Client.family_name, Client.given_name, Client.id)
    ).all()


def page(*, care_team_of: int | None, archived: bool, after: NamePlace | None) -> Sequence[Client]:
    """A page of the list by name, and one client more where it continues."""
    archived_or_not = Client.archived_at.is_not(None) if archived else Client.archived_at.is_(None)
    statement = _visible(select(Client), care_team_of).where(archived_or_not)
    if after is not None:
        statement = statement.where(
            tuple_(Client.family_name, Client.given_name, Client.id)
            > tuple_(literal(after.family_name), literal(after.given_name), literal(after.id))
        )
    return db.session.scalars(
        statement.order_by(Client.family_name, Client.given_name, Client.id).limit(PAGE + 1)
    ).all()


def born_on(day: date) -> Sequence[Client]:
    """Everybody born on `day`."""
    return db.session.scalars(select(Client).where(Client.birth_date == day).order_by(Client.id)).all()


def index_words(client_id: int, words: Iterable[str]) -> None:
    """Make these the words by which a client is found."""
    db.session.execute(delete(ClientWord).where(ClientWord.client_id == client_id))
    db.session.add_all(ClientWord(word=word, client_id=client_id) for word in {word[:LONGEST_WORD] for word in words})


def _visible(statement: Select[Client], care_team_of: int | None) -> Select[Client]:
    if care_team_of is None:
        return statement
    return statement.join(
        CareTeamMember, and_(CareTeamMember.client_id == Client.id, CareTeamMember.staff_id == care_team_of)
    )


def _begins(word: type[ClientWord], beginnings: Iterable[str]) -> ColumnElement[bool]:
    cut = (each[:LONGEST_WORD] for each in beginnings)
    return or_(*(and_(word.word >= each, word.word < _after(each)) for each in cut))


def _after(prefix: str) -> str:
    """The first string that no longer begins with `prefix`."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)
