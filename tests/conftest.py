"""Fixtures that every test folder shares. Those about PostgreSQL and the browser live in tests/support."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck
from hypothesis import settings as examples
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from intake import create_app
from intake.records.database import db
from intake.records.staff import Staff
from intake.services import sign_in
from tests.builders import NOW, a_clinic, a_staff
from tests.databases import EMPTY, SET_UP, PostgreSQLPlace, SharedApplication, SQLitePlace

pytest_plugins = [
    f"tests.support.{name}" for name in ("postgresql", "chromium", "webkit", "program", "proxy", "server_zone")
]

MORE_THAN_PYTHON = {"chromium", "pg_url", "nginx", "caddy", "webkit"}
"""Fixtures that need something beside Python. A test that asks for one, by name or as a parameter, needs more."""
TESTS = Path(__file__).parent
NEED_MORE = {TESTS / "web", TESTS / "journeys", TESTS / "house/test_package.py"}
"""Left out by --python-only as well: pages need nothing more, but there are thousands of tests of them; making the
package fetches what it is made with."""
NOT_QUICK = NEED_MORE | {TESTS / "cli", TESTS / "documents", TESTS / "upgrades", TESTS / "endurance"}
"""Left out by --quick: beside pages also whatever starts programs, draws PDFs or upgrades databases of every age. Tests
elsewhere that take seconds each are marked `long`.
"""
IN_MEMORY = Path("/dev/shm")
"""Where it is there, a folder in which waiting for the disk costs nothing. SQLite itself is set as everywhere."""
CHEAP = {"argon2__time_cost": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1}

# A test that a busy machine could fail says nothing: Hypothesis keeps no time.
BUSY = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
examples.register_profile("whole", **BUSY)
examples.register_profile("quick", max_examples=25, **BUSY)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--quick` and `--python-only`, see the Makefile."""
    parser.addoption("--quick", action="store_true", help="clinical rules; services and records on SQLite; the house")
    parser.addoption("--python-only", action="store_true", help="leave out pages, browsers, PostgreSQL and proxies")


def pytest_configure(config: pytest.Config) -> None:
    """How many examples Hypothesis tries: a quarter of them with --quick."""
    examples.load_profile("quick" if config.getoption("--quick") else "whole")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What is left out whole is not even read."""
    left_out = NOT_QUICK if config.getoption("--quick") else NEED_MORE if config.getoption("--python-only") else set()
    return True if collection_path in left_out else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long runs only when asked for by their marker; nothing that needs more than Python where that is said."""
    if "endurance" not in (config.option.markexpr or ""):
        _leave_out(config, items, [item for item in items if item.get_closest_marker("endurance")])
    if config.getoption("--quick") or config.getoption("--python-only"):
        _leave_out(config, items, [item for item in items if _needs_more(item)])
    if config.getoption("--quick"):
        _leave_out(config, items, [item for item in items if item.get_closest_marker("long")])


def _needs_more(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    parameters = {value for value in getattr(getattr(item, "callspec", None), "params", {}).values()
                  if isinstance(value, str)}
    return bool(item.get_closest_marker("browser") or MORE_THAN_PYTHON & fixtures
                or {"postgresql", *MORE_THAN_PYTHON} & parameters)


def _leave_out(config: pytest.Config, items: list[pytest.Item], some: list[pytest.Item]) -> None:
    config.hook.pytest_deselected(items=some)
    left_out = set(some)
    items[:] = [item for item in items if item not in left_out]


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
def fast_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for small databases that is gone after the session; in memory where the machine has such."""
    folder = tempfile.mkdtemp(prefix="intake-", dir=IN_MEMORY if IN_MEMORY.is_dir() else tmp_path_factory.mktemp("db"))
    yield Path(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates once compiled, for every application of the session: each has its own environment of them."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def sqlite_application(fast_folder: Path, compiled_templates: FileSystemBytecodeCache) -> SharedApplication:
    """The one application that tests on SQLite share."""
    place = SQLitePlace(fast_folder)
    return SharedApplication(place, settings(place.url), compiled_templates)


@pytest.fixture(scope="session")
def postgresql_application(pg_url: str, compiled_templates: FileSystemBytecodeCache) -> SharedApplication:
    """The one application that tests on PostgreSQL share."""
    place = PostgreSQLPlace(_named(pg_url, "one"), partial(_postgresql, pg_url))
    return SharedApplication(place, settings(place.url), compiled_templates)


@pytest.fixture
def sqlite_url(sqlite_application: SharedApplication, tmp_path: Path) -> str:
    """A SQLite database of one's own, set up by nobody, for an application of one's own."""
    sqlite_application.place.copy(EMPTY, tmp_path / "intake.db")
    return f"sqlite:///{tmp_path / 'intake.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def each_database(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """Runs the test on both databases, inside an application context, with the clinic set up. For services."""
    shared: SharedApplication = request.getfixturevalue(f"{request.param}_application")
    with shared.lent(SET_UP) as app, app.app_context():
        yield app


@pytest.fixture
def database(sqlite_application: SharedApplication) -> Iterator[Flask]:
    """As each_database, on SQLite alone: for what cannot differ."""
    with sqlite_application.lent(SET_UP) as app, app.app_context():
        yield app


@pytest.fixture
def app(sqlite_application: SharedApplication) -> Iterator[Flask]:
    """An application on SQLite with the clinic set up, and no context open: for requests.

    Build rows inside `with app.app_context():`; what the builders return can be read afterwards. The application is
    shared: its settings may be changed by a test, and are put back. For more than that there is `own_app`.
    """
    with sqlite_application.lent(SET_UP) as app:
        yield app


@pytest.fixture
def own_app(sqlite_url: str) -> Iterator[Flask]:
    """As `app`, made for this test alone: views and hooks may be added."""
    app = create_app(settings(sqlite_url))
    with app.app_context():
        a_clinic()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def new_app(sqlite_application: SharedApplication) -> Iterator[Flask]:
    """An application that nobody has set up."""
    with sqlite_application.lent(EMPTY) as app:
        yield app


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
