"""A clinic's whole history, upgraded: nothing is lost, and nothing that grows with it stops the upgrade."""

from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select, text

from intake.records.audit import AuditEntry
from intake.records.clients import Client
from intake.records.database import db
from intake.records.schema import schema_difference
from tests.upgrades.databases import SHAPES, fill, make_shape

pytestmark = pytest.mark.endurance

CLIENTS = 100_000
LINES = 1_000_000


def _many(table: str, number: int, changes: dict[str, str]) -> None:
    """Copy the first row of `table` until there are `number` of them, `changes` worked out from the copy's number n."""
    with db.engine.begin() as connection:
        columns = [row.keys() for row in connection.execute(text(f"SELECT * FROM {table} LIMIT 1")).mappings()][0]
        values = ", ".join({"id": "n.n + 100", **changes}.get(column, f"one.{column}") for column in columns)
        connection.execute(text(
            f"INSERT INTO {table} ({', '.join(columns)}) WITH RECURSIVE n(n) AS "
            f"(SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {number}) "
            f"SELECT {values} FROM n, (SELECT * FROM {table} LIMIT 1) AS one"))


@pytest.mark.parametrize("shape", [SHAPES[0], SHAPES[-1]], ids=lambda path: path.stem)
def test_a_large_database_of_an_early_shape_comes_to_the_newest_step(blank: Flask, shape: Path) -> None:
    make_shape(shape)
    fill()
    _many("clients", CLIENTS, {})
    _many("audit_entries", LINES, {})
    counts = {table: _count(table) for table in (Client, AuditEntry)}

    upgrade()

    assert schema_difference() == ""
    assert {table: _count(table) for table in counts} == counts
    assert counts[Client] > CLIENTS and counts[AuditEntry] > LINES


def _count(table: type[Client] | type[AuditEntry]) -> int:
    with db.engine.connect() as connection:
        return int(connection.scalar(select(func.count()).select_from(table)) or 0)
