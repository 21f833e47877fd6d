"""Client search: beginnings of words, walked along the index; flat however many clients there are."""

from datetime import date

import pytest
from sqlalchemy import event, select, text

from intake.records import client_search
from intake.records.client_search import LONGEST_WORD, MOST_FOUND, PAGE, NamePlace
from intake.records.clients import ClientWord
from intake.records.database import db
from tests.builders import a_staff
from tests.builders_clients import a_client


def indexed(client, *words):
    client_search.index_words(client.id, words)
    db.session.commit()
    return client


def test_every_term_must_begin_a_word_by_one_of_its_beginnings(each_database):
    ann = a_staff()
    both = indexed(a_client(therapist=ann), "anna", "moreau", "1980-05-17")
    indexed(a_client(therapist=ann), "anna", "kade")
    indexed(a_client(therapist=ann), "joanna", "moreau")

    def found(*terms):
        return client_search.found_by(terms, care_team_of=None)

    assert found(("an",), ("mor",)) == [both]
    assert found(("mor",), ("an",)) == [both]
    assert found(("an",), ("1980-06-05", "1980-05")) == [both]
    assert len(found(("ann",))) == 2
    assert found(("moreaux",)) == []


@pytest.mark.parametrize("word", ["é", "я", "ш", "山", "z" * 200, "\U0001f642", "~", "zz", "ZZ", "d-b", "%", "_"])
def test_words_of_any_script_are_compared_byte_by_byte_on_both_databases(each_database, word):
    client = indexed(a_client(), word, "b")
    indexed(a_client(), "a", "c")

    assert client_search.found_by([(word,)], care_team_of=None) == [client]
    assert client_search.found_by([(word[0],)], care_team_of=None) == [client]


def test_a_client_with_many_fitting_words_is_found_once_and_leaves_room_for_others(each_database):
    ann = a_staff()
    many = indexed(a_client(therapist=ann, family_name="A"), *(f"77{number:03}" for number in range(30)))
    other = indexed(a_client(therapist=ann, family_name="B"), "77999")

    assert client_search.found_by([("77",)], care_team_of=None) == [many, other]


def test_no_more_are_found_than_a_person_reads(each_database):
    ann = a_staff()
    for _ in range(MOST_FOUND + 5):
        indexed(a_client(therapist=ann), "sam")

    assert len(client_search.found_by([("sam",)], care_team_of=ann.id)) == MOST_FOUND


def test_words_are_replaced_and_kept_no_longer_than_the_column(each_database):
    client = indexed(a_client(), "old")

    indexed(client, "n" * 500, "n" * 400, "new")

    kept = db.session.scalars(select(ClientWord.word).where(ClientWord.client_id == client.id)).all()
    assert sorted(kept) == ["new", "n" * LONGEST_WORD]
    assert client_search.found_by([("n" * 450,)], care_team_of=None) == [client]


def test_everybody_born_on_a_day(each_database):
    ann = a_staff()
    born = [a_client(therapist=ann, birth_date=date(1980, 5, 17)) for _ in range(2)]
    a_client(therapist=ann, birth_date=date(1980, 5, 18))

    assert client_search.born_on(date(1980, 5, 17)) == born


@pytest.mark.parametrize("name", ["'; --", "100%", "山田", "ß", "a\u200bb", "O’Brien", "zz"])
def test_the_list_goes_on_after_any_name(each_database, name):
    ann = a_staff()
    made = {a_client(therapist=ann, family_name=name, given_name=f"N{n:03}").id for n in range(PAGE + 2)}
    first = client_search.page(care_team_of=ann.id, archived=False, after=None)[:PAGE]
    end = first[-1]

    rest = client_search.page(care_team_of=ann.id, archived=False,
                              after=NamePlace(end.family_name, end.given_name, end.id))

    assert {client.id for client in (*first, *rest)} == made
    assert len(first) + len(rest) == len(made)


def test_searching_walks_indexes_and_never_every_row(database):
    client = indexed(a_client(), "anna")
    statements = []

    def note(_connection, _cursor, statement, parameters, *_):
        statements.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    client_search.found_by([("an",), ("mor",), ("an", "1980")], care_team_of=1)
    client_search.page(care_team_of=None, archived=False, after=NamePlace("a", "b", 3))
    client_search.born_on(client.birth_date)
    event.remove(db.engine, "before_cursor_execute", note)

    plans = {statement: db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
             for statement, parameters in statements if statement.startswith("SELECT")}
    assert len(plans) == 3
    walked = {statement: row[-1] for statement, plan in plans.items() for row in plan
              if row[-1].startswith("SCAN") and "INDEX" not in row[-1]}
    assert walked == {}
    assert db.session.scalar(text("SELECT count(*) FROM client_words"))
