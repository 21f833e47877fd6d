"""Fixtures that every test folder shares. Those about PostgreSQL and the browser live in tests/support."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import stamp
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from intake import create_app
from intake.records.database import db
from intake.records.staff import Staff
from intake.services import sign_in
from tests.builders import NOW, a_clinic, a_staff

pytest_plugins = [
    f"tests.support.{name}" for name in ("postgresql", "chromium", "webkit", "program", "proxy", "server_zone")
]

MORE_THAN_PYTHON = {"chromium", "pg_url", "nginx", "caddy", "webkit"}
"""Fixtures that need something beside Python. A test that asks for one, by name or as a parameter, is not quick."""
PAGES = Path(__file__).parent / "web"
"""Tests of pages need nothing more, but there are thousands of them: they are not quick either."""
CHEAP = {"argon2__time_cost": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--quick`: only the tests that need nothing but Python, pages left out."""
    parser.addoption("--quick", action="store_true", help="leave out pages, browsers, PostgreSQL and proxies")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long runs only when they are asked for by their marker; with --quick no pages, and nothing that needs more."""
    if "endurance" not in (config.option.markexpr or ""):
        _leave_out(config, items, [item for item in items if item.get_closest_marker("endurance")])
    if config.getoption("--quick"):
        _leave_out(config, items, [item for item in items if PAGES in item.path.parents or _needs_more(item)])


def _needs_more(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    parameters = {value for value in getattr(getattr(item, "callspec", None), "params", {}).values()
                  if isinstance(value, str)}
    return bool(item.get_closest_marker("browser") or MORE_THAN_PYTHON & fixtures
                or {"postgresql", *MORE_THAN_PYTHON} & parameters)


def _leave_out(config: pytest.Config, items: list[pytest.Item], some: list[pytest.Item]) -> None:
    config.hook.pytest_deselected(items=some)
    items[:] = [item for item in items if item not in set(some)]


def settings(url: str, **others: object) -> dict[str, object]:
    """An application for tests: its own database, cheap passwords, no form tokens, and no clock but NOW."""
    return {
        "TESTING": True,
        "SECRET_KEY": "for tests alone",
        "SQLALCHEMY_DATABASE_URI": url,
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": CHEAP,
        "WTF_CSRF_ENABLED": False,
        "CLOCK": lambda: NOW,
        "PROPAGATE_EXCEPTIONS": False,
        **others,
    }


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every table and no row, to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    app = create_app(settings(f"sqlite:///{path}"))
    with app.app_context():
        db.create_all()
        stamp()
        db.engine.dispose()
    return path


@pytest.fixture
def sqlite_url(empty_sqlite: Path, tmp_path: Path) -> str:
    """A SQLite database of one's own."""
    shutil.copy(empty_sqlite, tmp_path / "intake.db")
    return f"sqlite:///{tmp_path / 'intake.db'}"


@pytest.fixture(scope="session")
def empty_postgresql(pg_url: str) -> str:
    """The name of a PostgreSQL database with every table and no row, to copy."""
    _postgresql(pg_url, "CREATE DATABASE empty")
    app = create_app(settings(_named(pg_url, "empty")))
    with app.app_context():
        db.create_all()
        stamp()
        db.engine.dispose()
    return "empty"


@pytest.fixture
def postgresql_url(pg_url: str, empty_postgresql: str) -> Iterator[str]:
    """A PostgreSQL database of one's own."""
    _postgresql(pg_url, f"CREATE DATABASE one TEMPLATE {empty_postgresql}")
    yield _named(pg_url, "one")
    _postgresql(pg_url, "DROP DATABASE one WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def each_database(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """Runs the test on both databases, inside an application context, with the clinic set up. For services."""
    app = create_app(settings(request.getfixturevalue(f"{request.param}_url")))
    with app.app_context():
        a_clinic()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Flask]:
    """As each_database, on SQLite alone: for what cannot differ."""
    app = create_app(settings(sqlite_url))
    with app.app_context():
        a_clinic()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates once compiled, for every application of the session: each has its own environment of them."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(sqlite_url: str, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """An application on SQLite with the clinic set up, and no context open: for requests.

    Build rows inside `with app.app_context():`; what the builders return can be read afterwards.
    """
    app = create_app(settings(sqlite_url))
    app.jinja_env.bytecode_cache = compiled_templates
    with app.app_context():
        a_clinic()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def new_app(sqlite_url: str) -> Iterator[Flask]:
    """An application that nobody has set up."""
    app = create_app(settings(sqlite_url))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    """A browser without JavaScript that nobody has signed in on."""
    return app.test_client()


@pytest.fixture
def sign_in_as(app: Flask) -> Callable[..., FlaskClient]:
    """`sign_in_as("therapist")` or `sign_in_as(staff)`: a browser with that person signed in, as `.staff`."""

    def signed_in(*who: str | Staff) -> FlaskClient:
        browser = app.test_client()
        with app.app_context():
            staff = who[0] if who and isinstance(who[0], Staff) else a_staff(*map(str, who))
            key = sign_in.sign_in(staff, at=NOW)
        with browser.session_transaction() as session:
            session.update(_user_id=staff.fs_uniquifier, _fresh=True, key=key, seen=int(NOW.timestamp()))
        browser.staff = staff
        return browser

    return signed_in


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _postgresql(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
