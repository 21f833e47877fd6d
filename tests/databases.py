"""Applications that tests share, and a fresh copy of a database for each test.

Making an application takes longer than most tests, and so does filling a clinic. So one application a session lives on
one kind of database; what differs between tests is what lies there: each begins from a copy that nobody has touched.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from flask import Flask
from flask_migrate import stamp
from jinja2 import FileSystemBytecodeCache

from intake import create_app
from intake.records.database import db, reading_only
from tests.builders import a_clinic

EMPTY, SET_UP = "empty", "set_up"
"""Every table and no row; and the same with the clinic set up."""


class Place(Protocol):
    """Where one database lies, and the copies that it can begin from."""

    url: str

    def begin(self, like: str) -> None:
        """Be a copy of `like`; of nothing when that is empty. Nobody may be connected."""

    def keep(self, name: str) -> None:
        """Let what is there now be copied under `name`. Nobody may be connected."""


class SQLitePlace:
    """A file in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "intake.db"
        self.url = f"sqlite:///{self.file}"

    def begin(self, like: str) -> None:
        for path in self.folder.glob(f"{self.file.name}*"):  # -wal and -shm too
            path.unlink()
        if like:
            self.copy(like, self.file)

    def keep(self, name: str) -> None:
        shutil.copyfile(self.file, self.folder / f"{name}.copy")

    def copy(self, name: str, to: Path) -> None:
        shutil.copyfile(self.folder / f"{name}.copy", to)


class PostgreSQLPlace:
    """A database named "one" on a server. `run` sends one statement to the server."""

    def __init__(self, url: str, run: Callable[[str], None]) -> None:
        self.url, self.run = url, run

    def begin(self, like: str) -> None:
        self.run("DROP DATABASE IF EXISTS one WITH (FORCE)")
        self.run(f"CREATE DATABASE one TEMPLATE {like or 'template1'}")

    def keep(self, name: str) -> None:
        self.run(f"DROP DATABASE IF EXISTS {name}")
        self.run(f"CREATE DATABASE {name} TEMPLATE one")


class SharedApplication:
    """One application on one place, lent to one test after the other."""

    def __init__(self, place: Place, settings: dict[str, object], templates: FileSystemBytecodeCache) -> None:
        self.place = place
        self.app = create_app(settings)
        self.app.jinja_env.bytecode_cache = templates
        self.app.extensions["tests.shared"] = self
        self.built: dict[str, str] = {}
        self._config, self._extensions = dict(self.app.config), dict(self.app.extensions)
        self._wiring = _wiring(self.app)
        self._keep_what_tests_begin_from()

    def _keep_what_tests_begin_from(self) -> None:
        self.place.begin("")
        with self.app.app_context():
            db.create_all()
            stamp()
            self._keep(EMPTY)
            a_clinic()
            self._keep(SET_UP)

    def _keep(self, name: str) -> None:
        self._let_go()
        self.place.keep(name)

    def _let_go(self) -> None:
        db.session.remove()
        in_use = db.engine.pool.checkedout()  # type: ignore[attr-defined]
        db.engine.dispose()
        assert not in_use, "a test left a connection open"

    @contextmanager
    def lent(self, like: str) -> Iterator[Flask]:
        """The application on a copy of `like`. Settings go back to what they were; other changes are refused."""
        self.place.begin(like)
        yield self.app
        with self.app.app_context():
            self._let_go()
        self.app.config.clear()
        self.app.config.update(self._config)
        self.app.extensions.clear()
        self.app.extensions.update(self._extensions)
        assert not reading_only.get(), "a test left this thread reading only"
        before, self._wiring = self._wiring, _wiring(self.app)
        assert self._wiring == before, "a test that adds to the application asks for own_app"

    def begin_built(self, build: Callable[[], object]) -> None:
        """Have what `build` makes, inside a context: built the first time, copied from then on."""
        name = f"{build.__module__}.{build.__qualname__}"
        if name in self.built:
            self._let_go()
            self.place.begin(self.built[name])
        else:
            build()
            self.built[name] = f"built_{len(self.built)}"
            self._keep(self.built[name])


def _wiring(app: Flask) -> tuple[Any, ...]:
    """What a test could add to an application for those after it."""
    hooks = (app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs)
    return (
        [rule.rule for rule in app.url_map.iter_rules()], dict(app.view_functions), dict(app.jinja_env.globals),
        [{name: list(functions) for name, functions in each.items()} for each in hooks], dict(app.cli.commands),
        app.static_folder,
    )


def built_once(app: Flask, build: Callable[[], object]) -> None:
    """On the database of the shared `app` as a test begins: what `build` makes, made once a session.

    `build` belongs to no test: it takes nothing, and nothing of it is remembered but the rows.
    """
    shared: SharedApplication = app.extensions["tests.shared"]
    shared.begin_built(build)
