"""Databases to upgrade: one of one's own without a table, and what a new database looks like at the newest step."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from intake import create_app
from intake.records.database import db
from tests.conftest import _named, _postgresql, settings
from tests.upgrades.databases import structure


@pytest.fixture(params=["sqlite", "postgresql"])
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """Runs the test on both databases, inside an application context. There is no table yet."""
    yield from _blank(request.param, request, tmp_path)


@pytest.fixture
def blank_sqlite(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """As `blank`, on SQLite alone. The file is `intake.db` in `tmp_path`."""
    yield from _blank("sqlite", request, tmp_path)


@pytest.fixture
def blank_postgresql(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """As `blank`, on PostgreSQL alone."""
    yield from _blank("postgresql", request, tmp_path)


@pytest.fixture(scope="session")
def newest(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], object]:
    """`newest("sqlite")`: the structure that every step from the first to the newest makes of an empty database."""

    @cache
    def made(dialect: str) -> object:
        *_, found = [structure() for _ in _upgraded(dialect, request, tmp_path_factory.mktemp("newest"))]
        return found

    return made


def _upgraded(dialect: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Flask]:
    for app in _blank(dialect, request, folder, name="newest"):
        upgrade()
        yield app


def _blank(dialect: str, request: pytest.FixtureRequest, folder: Path, name: str = "blank") -> Iterator[Flask]:
    url = f"sqlite:///{folder / 'intake.db'}"
    if dialect == "postgresql":
        server = request.getfixturevalue("pg_url")
        _postgresql(server, f"CREATE DATABASE {name}")
        url = _named(server, name)
    app = create_app(settings(url))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    if dialect == "postgresql":
        _postgresql(server, f"DROP DATABASE {name} WITH (FORCE)")
