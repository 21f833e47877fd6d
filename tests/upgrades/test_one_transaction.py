"""An upgrade happens as a whole or not at all, and keeps what the database itself sees to."""

from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade, revision, upgrade
from sqlalchemy import Column, Integer, Table, text
from sqlalchemy.exc import DatabaseError

from intake.records.database import db
from intake.records.schema import database_step, newest_step
from tests.upgrades.databases import SHAPES, contents, fill, kept_of, make_shape, step_after, structure

REBUILD = 'anew = "always" if op.get_bind().dialect.name == "sqlite" else "never"\n' \
          'with op.batch_alter_table("{table}", recreate=anew) as batch:\n' \
          '    batch.add_column(sa.Column("more", sa.String(5), nullable=True))\n'
"""Only on SQLite: PostgreSQL changes a table where it stands."""
REWRITE = 'op.execute("UPDATE audit_entries SET detail = \'rewritten\' WHERE id = 2")\n'


def test_a_failed_step_leaves_everything_as_it_was(
    blank: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    make_shape(SHAPES[2])
    fill()
    rows, tables = contents(), structure()
    steps = step_after(tmp_path, upgrade=(
        'op.create_table("more", sa.Column("id", sa.Integer()))\n' + REBUILD.format(table="clients")
        + 'op.execute("UPDATE clients SET phone = \'\'")\n'
        'op.execute("DELETE FROM flags")\nop.execute("DELETE FROM nothing")'))

    with pytest.raises(SystemExit):
        upgrade(directory=steps)

    assert (contents(), structure(), database_step()) == (rows, tables, "0001")
    assert "9999_change_more.py, line " in caplog.text
    assert "Nothing was changed" in caplog.text
    assert list(tmp_path.glob("*.before-*")) == []
    with db.engine.begin() as connection:
        connection.execute(text("INSERT INTO audit_entries (at, action) VALUES ('2026-11-23 09:00', 'still.served')"))
    upgrade()
    assert database_step() == newest_step()


def test_an_error_of_a_step_is_told_without_values(
    blank: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    upgrade()
    steps = step_after(tmp_path, upgrade='op.execute("SELECT 1")\nraise ValueError("Zoë takes warfarin")')

    with pytest.raises(SystemExit):
        upgrade(directory=steps)

    assert "9999_change_more.py, line 14, failed (ValueError)." in caplog.text
    assert "warfarin" not in caplog.text


def test_a_table_that_is_built_anew_loses_no_row_that_points_at_it(blank: Flask, tmp_path: Path) -> None:
    upgrade()
    fill()
    before = contents()
    steps = step_after(tmp_path, upgrade=REBUILD.format(table="clients") + REBUILD.format(table="staff"))

    upgrade(directory=steps)

    assert kept_of(before) == before
    assert database_step() == "9999"
    with pytest.raises(DatabaseError, match="(?i)foreign key"), db.engine.begin() as connection:
        connection.execute(text("DELETE FROM staff"))


def test_a_step_that_leaves_rows_pointing_at_nothing_is_refused(
    blank_sqlite: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    upgrade()
    fill()
    before = contents()
    steps = step_after(tmp_path, upgrade='op.execute("DELETE FROM screening_runs")\nop.execute("DELETE FROM flags")')

    with pytest.raises(SystemExit):
        upgrade(directory=steps)

    assert "There would be rows that point at nothing in assessments, flag_events, withdrawals." in caplog.text
    assert (contents(), database_step()) == (before, newest_step())


@pytest.mark.parametrize("act", ["UPDATE audit_entries SET action = 'x'", "DELETE FROM audit_entries"])
def test_the_trail_is_guarded_again_after_a_step_that_rewrites_a_row(blank: Flask, tmp_path: Path, act: str) -> None:
    upgrade()
    fill()
    inside = (REBUILD.format(table="audit_entries") + REWRITE).replace("\n", "\n    ").rstrip()
    steps = step_after(
        tmp_path, upgrade=f'with append_only_lifted(op.get_bind(), "audit_entries"):\n    {inside}')

    upgrade(directory=steps)

    rewritten = contents()["audit_entries"]
    assert [row["detail"] == "rewritten" for row in rewritten] == [False, True, False]
    with pytest.raises(DatabaseError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text(act))
    assert contents()["audit_entries"] == rewritten


def test_a_step_cannot_rewrite_the_trail_in_passing(blank: Flask, tmp_path: Path) -> None:
    upgrade()
    fill()
    before = contents()

    with pytest.raises(SystemExit):
        upgrade(directory=step_after(tmp_path, upgrade=REWRITE))

    assert contents() == before


def test_a_step_that_loses_the_guard_of_the_trail_is_refused(
    blank_sqlite: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    upgrade()
    fill()

    with pytest.raises(SystemExit):
        upgrade(directory=step_after(tmp_path, upgrade=REBUILD.format(table="audit_entries")))

    assert "audit_entries would no longer be append-only." in caplog.text
    assert database_step() == newest_step()


def test_an_upgrade_waits_for_nobody_for_ever(blank_sqlite: Flask, caplog: pytest.LogCaptureFixture) -> None:
    make_shape(SHAPES[2])
    with db.engine.connect() as connection, db.engine.connect() as busy:
        for each in (connection, busy):
            each.connection.driver_connection.execute("PRAGMA busy_timeout=50")
    with db.engine.begin():
        with pytest.raises(SystemExit):
            upgrade()

    assert "The database is in use: stop Intake, and try again." in caplog.text
    assert database_step() == "0001"


def test_there_is_no_way_back(blank: Flask, caplog: pytest.LogCaptureFixture) -> None:
    upgrade(revision="0002")
    before = structure()

    with pytest.raises(SystemExit):
        downgrade(revision="base")

    assert "There is no way back from step 0002: put the copy in place that the upgrade made." in caplog.text
    assert (structure(), database_step()) == (before, "0002")


def test_steps_are_not_written_down_as_sql(blank: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(SystemExit):
        upgrade(sql=True)

    assert "they cannot be written down as SQL" in caplog.text


def test_a_new_step_begins_plain_and_without_a_way_back(blank_sqlite: Flask, tmp_path: Path) -> None:
    upgrade()
    steps = step_after(tmp_path, upgrade="pass")
    (steps / "versions" / "9999_change_more.py").unlink()
    (steps / "alembic.ini").write_text("[alembic]\nfile_template = %%(rev)s_%%(slug)s\n")
    table = Table("more", db.metadata, Column("id", Integer, primary_key=True))
    try:
        revision(directory=str(steps), message="Keep more", autogenerate=True, rev_id="9998")
    finally:
        db.metadata.remove(table)

    written = (steps / "versions" / "9998_keep_more.py").read_text()
    assert "auto generated" not in written and "# ###" not in written
    upgrade(directory=steps)
    assert "more" in contents()
    with pytest.raises(SystemExit):
        downgrade(directory=steps)
    assert database_step() == "9998"
