"""Names imported from national registers, in one prepared read-only SQLite file that all workers share.

The page cache holds it once for every worker. Names are found exactly, by their beginning, and by deletes: two
spellings one edit apart share a spelling with one letter left out (of the name, of the word, or of both).
"""
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from intake.clinical.medicines.imported_names import ImportedName, edits

FILE = "imported_names.sqlite"
_TABLES = """
CREATE TABLE list(id INTEGER PRIMARY KEY, source TEXT NOT NULL, file TEXT NOT NULL, at TEXT NOT NULL,
  rows INT NOT NULL);
CREATE TABLE name(id INTEGER PRIMARY KEY, list INT NOT NULL REFERENCES list(id), folded TEXT NOT NULL,
  ingredients TEXT NOT NULL, atc TEXT NOT NULL, country TEXT NOT NULL, source TEXT NOT NULL);
CREATE INDEX name_folded ON name(folded);
CREATE UNIQUE INDEX name_once ON name(folded, ingredients, source);
CREATE TABLE word(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE one_less(cut INT NOT NULL, word INT NOT NULL, PRIMARY KEY(cut, word)) WITHOUT ROWID;
"""
_SHORTEST = 5
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class ImportedList:
    """One import: what was read, when, and how many names it added."""

    id: int
    source: str
    file: str
    at: str
    names: int


def _spelling(text: str) -> int:
    """A number for a spelling: 64-bit FNV, the same in every process."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value - (1 << 63)


def _cuts(text: str) -> set[int]:
    return {_spelling(text), *(_spelling(text[:i] + text[i + 1:]) for i in range(len(text)))}


class NamesFile:
    """The prepared file, open for reading. Meets `intake.clinical.medicines.ImportedNames`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stamp = path.stat().st_mtime_ns
        self._local = threading.local()

    def _rows(self, sql: str, values: Iterable[object]) -> list[tuple[Any, ...]]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(f"file:{self.path}?mode=ro&immutable=1", uri=True)
            connection.execute("PRAGMA cache_size=-2000")
            connection.execute("PRAGMA mmap_size=268435456")
            self._local.connection = connection
        return connection.execute(sql, tuple(values)).fetchall()

    def exact(self, folded: str) -> ImportedName | None:
        """The entry with this folded name; names of several registers agree or the first imported stands."""
        found = self._rows("SELECT folded, ingredients, atc, country, source FROM name WHERE folded=?"
                           " ORDER BY id LIMIT 1", (folded,))
        return _name(found[0]) if found else None

    def near(self, folded: str, distance: int) -> list[tuple[int, ImportedName]]:
        """Entries at most `distance` (1 or 2) edits away, nearest first."""
        if not _SHORTEST <= len(folded) <= _LONGEST:
            return []
        cuts = list(_cuts(folded))
        marks = ",".join("?" * len(cuts))
        words = {text for (text,) in self._rows(
            f"SELECT text FROM word WHERE id IN (SELECT word FROM one_less WHERE cut IN ({marks}))", cuts)}
        close = sorted((far, text) for text in words if (far := edits(folded, text, distance)) <= distance)
        return [(far, name) for far, text in close[:6] if (name := self.exact(text))]

    def starting(self, folded: str, limit: int) -> list[ImportedName]:
        """Entries whose folded name starts so, in order."""
        return [_name(row) for row in self._rows(
            "SELECT folded, min(ingredients), atc, country, source FROM name WHERE folded >= ? AND folded < ?"
            " GROUP BY folded ORDER BY folded LIMIT ?", (folded, folded + "\U0010ffff", limit))]


def _name(row: tuple[Any, ...]) -> ImportedName:
    return ImportedName(row[0], tuple(filter(None, row[1].split("|"))), tuple(filter(None, row[2].split("|"))), row[3],
                        row[4])


_open: dict[Path, NamesFile] = {}
_folder: list[Path] = []


def use(instance: Path) -> None:
    """Where this process finds its imported names; create_app says it."""
    _folder[:] = [instance]


def imported_names() -> NamesFile | None:
    """The names imported here, None when there are none."""
    return open_imported(_folder[0]) if _folder else None


def open_imported(instance: Path) -> NamesFile | None:
    """The imported names in `instance`, None when nothing is imported. Notices a new import by itself."""
    path = instance / FILE
    try:
        stamp = path.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    known = _open.get(path)
    if known is None or known.stamp != stamp:
        known = _open[path] = NamesFile(path)
    return known


class Writer:
    """Changes the file: works on a copy beside it and puts it in place at the end, so that readers never wait."""

    def __init__(self, instance: Path) -> None:
        self.path = instance / FILE
        self.draft = instance / f"{FILE}.draft"

    def __enter__(self) -> "Writer":
        self.draft.unlink(missing_ok=True)
        self.connection = sqlite3.connect(self.draft)
        self.connection.execute("PRAGMA journal_mode=OFF")
        self.connection.execute("PRAGMA synchronous=OFF")
        if self.path.exists():
            old = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
            old.backup(self.connection)
            old.close()
        else:
            self.connection.executescript(_TABLES)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._index()
            self.connection.commit()
            self.connection.execute("VACUUM")
        self.connection.close()
        if kind is None:
            self.draft.replace(self.path)
        else:
            self.draft.unlink(missing_ok=True)

    def add(self, source: str, file: str, at: datetime, names: Iterable[ImportedName]) -> tuple[int, int]:
        """Add a list; gives (names added, names that were there already). Repeating an import adds nothing."""
        cursor = self.connection.execute("INSERT INTO list(source, file, at, rows) VALUES(?,?,?,0)",
                                         (source, file, at.isoformat(timespec="seconds")))
        number = cursor.lastrowid
        seen = added = 0
        for name in names:
            seen += 1
            added += self.connection.execute(
                "INSERT OR IGNORE INTO name(list, folded, ingredients, atc, country, source) VALUES(?,?,?,?,?,?)",
                (number, name.name, "|".join(name.ingredients), "|".join(name.atc), name.country, name.source)).rowcount
        if added:
            self.connection.execute("UPDATE list SET rows=? WHERE id=?", (added, number))
        else:
            self.connection.execute("DELETE FROM list WHERE id=?", (number,))
        return added, seen - added

    def undo(self, number: int) -> int:
        """Take one import back; gives the names removed."""
        removed = self.connection.execute("DELETE FROM name WHERE list=?", (number,)).rowcount
        self.connection.execute("DELETE FROM list WHERE id=?", (number,))
        return removed

    def _index(self) -> None:
        wanted = {text for (text,) in self.connection.execute("SELECT DISTINCT folded FROM name")
                  if " " not in text and _SHORTEST <= len(text) <= _LONGEST}
        self.connection.execute("DELETE FROM one_less")
        self.connection.execute("DELETE FROM word")
        numbered = list(enumerate(sorted(wanted), 1))
        self.connection.executemany("INSERT INTO word VALUES(?,?)", numbered)
        self.connection.executemany("INSERT OR IGNORE INTO one_less VALUES(?,?)", sorted(_pairs(numbered)))


def _pairs(numbered: list[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    for number, text in numbered:
        for cut in _cuts(text):
            yield cut, number


def imported_lists(instance: Path) -> list[ImportedList]:
    """Every import that stands, oldest first."""
    path = instance / FILE
    if not path.exists():
        return []
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return [ImportedList(*row) for row in connection.execute(
            "SELECT id, source, file, at, rows FROM list ORDER BY id")]
    finally:
        connection.close()
