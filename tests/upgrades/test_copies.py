"""Before it changes anything, an upgrade copies the database, and says where."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import current, upgrade

from intake import create_app
from intake.records import upgrade_copy
from intake.records.database import db
from intake.records.schema import database_step, newest_step
from tests.conftest import settings
from tests.upgrades.databases import SHAPES, contents, fill, make_shape

WRITER = """
import itertools, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
connection.execute("PRAGMA journal_mode=WAL")
for number in itertools.count(1):
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO failed_sign_ins VALUES (?, 1, '2026-11-23')", (f"one {number}",))
    connection.execute("INSERT INTO failed_sign_ins VALUES (?, 1, '2026-11-23')", (f"two {number}",))
    connection.execute("COMMIT")
    print(number, flush=True)
"""
UPGRADE_WITHOUT_ROOM = """
import resource, sys
from flask_migrate import upgrade
from intake import create_app
limit = int(sys.argv[2])
# No file may grow beyond this: what a full disk is to the copy, for this process alone.
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
app = create_app({"SECRET_KEY": "x", "SQLALCHEMY_DATABASE_URI": sys.argv[1]})
with app.app_context():
    upgrade()
"""


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("intake.db.before-*"))


def test_the_copy_holds_what_was_there_and_its_owner_alone_reads_it(
    blank_sqlite: Flask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_shape(SHAPES[2])
    fill()
    before = contents()

    upgrade()

    [copy] = copies(tmp_path)
    assert copy.name.startswith(f"intake.db.before-{newest_step()}-20")
    assert copy.stat().st_mode & 0o777 == 0o600
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"The database as it was is in {copy}"
    assert lines[1] == "0002 Complete databases that an earlier form of step 0001 made"
    assert lines[-1] == f"The database is at step {newest_step()}, the newest."
    assert len(lines) == 1 + (int(newest_step()) - 1) + 1
    with create_app(settings(f"sqlite:///{copy}")).app_context():
        assert (contents(), database_step()) == (before, "0001")
        db.engine.dispose()


def test_without_a_pending_step_there_is_no_copy(
    blank_sqlite: Flask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    upgrade()
    first = capsys.readouterr().out.splitlines()
    upgrade()
    second = capsys.readouterr().out.splitlines()
    current()

    assert copies(tmp_path) == []
    assert first[0] == "0001 Keep everything"
    assert second == [f"The database is at step {newest_step()}, the newest."]
    assert "The database is" not in capsys.readouterr().out


def test_a_database_in_memory_is_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with create_app(settings("sqlite://")).app_context():
        upgrade(revision="0001")
        upgrade()

        assert database_step() == newest_step()
    assert list(tmp_path.iterdir()) == []


def test_on_postgresql_it_says_how_to_take_a_dump(blank_postgresql: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    upgrade(revision="0001")
    assert "pg_dump" not in capsys.readouterr().out

    upgrade()

    assert capsys.readouterr().out.splitlines()[0] == (
        "A dump should have been taken before this: "
        f'pg_dump --format=custom --file=intake.before-{newest_step()}.dump "$DATABASE_URL"')
    assert database_step() == newest_step()


def test_the_copy_is_whole_while_somebody_writes(blank_sqlite: Flask, tmp_path: Path) -> None:
    make_shape(SHAPES[2])
    fill()

    with _writing(tmp_path / "intake.db") as written:
        before = next(written)
        upgrade()
        after = max(next(written), next(written))

    [copy] = copies(tmp_path)
    in_copy, now = _numbers(copy), _numbers(tmp_path / "intake.db")
    assert in_copy["one"] == in_copy["two"] == set(range(1, max(in_copy["one"]) + 1)) >= set(range(1, before + 1))
    assert now["one"] == now["two"] == set(range(1, max(now["one"]) + 1)) >= set(range(1, after + 1))
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]


def test_nothing_is_written_between_the_copy_and_the_first_change(
    blank_sqlite: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_shape(SHAPES[2])
    refused = []
    verify = upgrade_copy._verify

    def write_then_verify(copy: Path, rows: dict[str, int]) -> None:
        with closing(sqlite3.connect(tmp_path / "intake.db", timeout=0)) as other:
            with pytest.raises(sqlite3.OperationalError, match="locked") as error:
                other.execute("INSERT INTO failed_sign_ins VALUES ('x', 1, '2026-11-23')")
            refused.append(error)
        verify(copy, rows)

    monkeypatch.setattr(upgrade_copy, "_verify", write_then_verify)
    upgrade()

    assert len(refused) == 1


def test_without_room_for_a_copy_nothing_is_upgraded(blank_sqlite: Flask, tmp_path: Path) -> None:
    make_shape(SHAPES[2])
    fill()
    before = contents()
    db.engine.dispose()
    limit = (tmp_path / "intake.db").stat().st_size // 2

    ended = subprocess.run(
        [sys.executable, "-c", UPGRADE_WITHOUT_ROOM, f"sqlite:///{tmp_path / 'intake.db'}", str(limit)],
        capture_output=True, text=True,
    )

    assert ended.returncode == 1
    assert "No copy could be made before the upgrade" in ended.stderr
    assert "Nothing was changed" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""
    assert copies(tmp_path) == []
    assert (contents(), database_step()) == (before, "0001")


@pytest.mark.parametrize("harm", ["DELETE FROM form_keys", "DROP TABLE form_keys"])
def test_a_copy_that_lacks_something_is_no_copy(
    blank_sqlite: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, harm: str
) -> None:
    make_shape(SHAPES[2])
    fill()

    def spoil(path: Path) -> None:
        if path.is_file():
            with closing(sqlite3.connect(path)) as connection:
                connection.execute(harm)
                connection.commit()

    monkeypatch.setattr(upgrade_copy, "_to_disk", spoil)
    with pytest.raises(SystemExit):
        upgrade()

    assert "the copy lacks rows" in caplog.text
    assert copies(tmp_path) == []
    assert database_step() == "0001"


@contextmanager
def _writing(path: Path) -> Iterator[Iterator[int]]:
    """Another process that writes two rows a transaction; the numbers of those it was told are kept."""
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout
    try:
        yield map(int, writer.stdout)
    finally:
        writer.terminate()
        writer.wait()
        writer.stdout.close()


def _numbers(path: Path) -> dict[str, set[int]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = [name.split() for (name,) in connection.execute("SELECT email_hash FROM failed_sign_ins")]
    return {kind: {int(row[1]) for row in rows if row[0] == kind} for kind in ("one", "two")}
