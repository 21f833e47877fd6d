"""What keeps the code from serving a database, in words: every case, on both databases."""

import pytest
from flask import Flask
from sqlalchemy import text

from intake.records.database import append_only_statements, db, reading_only
from intake.records.schema import database_step, newest_step, schema_difference


def change(*statements: str) -> None:
    with db.engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_nothing_keeps_it_from_serving_a_database_of_the_newest_step(each_database: Flask) -> None:
    assert database_step() == newest_step()
    assert schema_difference() == ""


def test_an_empty_database(each_database: Flask) -> None:
    db.session.remove()
    db.drop_all()
    change("DROP TABLE alembic_version")

    assert database_step() is None
    assert schema_difference() == "The database is empty. Run: flask --app wsgi db upgrade"


def test_tables_of_no_step(each_database: Flask) -> None:
    db.session.remove()
    change("DROP TABLE alembic_version")

    assert database_step() is None
    assert "does not say at which step" in schema_difference()


def test_an_older_step(each_database: Flask) -> None:
    change("UPDATE alembic_version SET version_num = '0001'")

    assert database_step() == "0001"
    assert schema_difference() == (
        f"The database is at step 0001; this version of Intake needs step {newest_step()}. "
        "Run: flask --app wsgi db upgrade")


def test_a_newer_step_than_the_code_knows(each_database: Flask) -> None:
    change("UPDATE alembic_version SET version_num = '9876'")

    assert schema_difference() == (
        "The database is at step 9876, which this version of Intake does not know: a newer one made it. "
        "Install that version.")


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DROP TABLE ready_facts",
         "ready_facts.client_id, ready_facts.facts, ready_facts.last_digest, ready_facts.read_by, ready_facts.sources"),
        ("ALTER TABLE visits DROP COLUMN aftercare", "visits.aftercare"),
        ("ALTER TABLE visits RENAME COLUMN aftercare TO after_care", "visits.after_care, visits.aftercare"),
        ("DROP INDEX ix_flags_waiting", "ix_flags_waiting"),
    ],
)
def test_what_is_missing_is_named(each_database: Flask, statement: str, named: str) -> None:
    change(statement)

    assert schema_difference() == (
        f"The database is at step {newest_step()}, but not as that step makes it: {named}. "
        "Put a backup in place and upgrade it.")


def test_an_index_over_other_columns(each_database: Flask) -> None:
    change("DROP INDEX ix_flags_waiting", "CREATE INDEX ix_flags_waiting ON flags (client_id)")

    assert ": ix_flags_waiting." in schema_difference()


def test_a_column_of_another_type(each_database: Flask) -> None:
    change("ALTER TABLE clinic DROP COLUMN phone", "ALTER TABLE clinic ADD COLUMN phone VARCHAR(9) DEFAULT '' NOT NULL")

    assert ": clinic.phone." in schema_difference()


def test_a_column_that_the_code_does_not_fill(each_database: Flask) -> None:
    change("CREATE TABLE other (x INTEGER NOT NULL)", "ALTER TABLE clinic ADD COLUMN more VARCHAR(9)")
    assert schema_difference() == ""

    change("DROP TABLE form_keys", "CREATE TABLE form_keys (more INTEGER NOT NULL)")

    assert "form_keys.more" in schema_difference()


@pytest.mark.parametrize("table", ["audit_entries", "flag_events"])
def test_a_log_that_is_no_longer_append_only(each_database: Flask, table: str) -> None:
    if db.engine.dialect.name == "sqlite":
        change(f"DROP TRIGGER {table}_no_update")
    else:
        change(f"ALTER TABLE {table} DISABLE TRIGGER {table}_append_only")

    assert f": the triggers of {table}." in schema_difference()


def test_many_differences_are_counted(each_database: Flask) -> None:
    change("DROP TABLE form_keys", "DROP TABLE ready_facts")

    assert " and " in schema_difference() and " more. " in schema_difference()


def test_asking_takes_no_lock(each_database: Flask) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE clinic SET name = 'Being changed'"))

        assert schema_difference() == ""
        assert reading_only.get() is False


def test_append_only_statements_make_what_is_looked_for(each_database: Flask) -> None:
    if db.engine.dialect.name == "sqlite":
        change("DROP TRIGGER audit_entries_no_update", "DROP TRIGGER audit_entries_no_delete")
    else:
        change("DROP TRIGGER audit_entries_append_only ON audit_entries")
    assert "the triggers of audit_entries" in schema_difference()

    change(*append_only_statements("audit_entries", db.engine.dialect.name))

    assert schema_difference() == ""
