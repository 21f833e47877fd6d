"""The step that gives an existing clinic its time zone: its server's, or what comes nearest where that has no name."""

import logging
from zoneinfo import ZoneInfoNotFoundError

import pytest
import tzlocal
from flask_migrate import downgrade, upgrade
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from intake import create_app
from intake.records.database import db
from intake.services import clinic
from tests.conftest import _named, _postgresql, settings

OLD_CLINIC = text(
    "INSERT INTO clinic (id, name, address, phone, country, emergency_number, urgent_care_words,"
    " journey_threshold_hours, version) VALUES (1, 'Quay', 'one', '2', 'NZ', '111', 'a doctor', 3, 7)"
)
WITHOUT_ZONE = text(
    "INSERT INTO clinic (id, name, address, phone, country, emergency_number, urgent_care_words,"
    " journey_threshold_hours, version) VALUES (1, 'Quay', '', '', '', '', '', 3, 1)"
)
WITH_ZONE = (
    "INSERT INTO clinic (id, name, address, phone, country, time_zone, emergency_number, urgent_care_words,"
    " journey_threshold_hours, version) VALUES ({}, 'Two', '', '', '', 'UTC', '', '', {}, 1)"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def before(request, tmp_path):
    """A database as it was before the step, without a clinic."""
    url = f"sqlite:///{tmp_path / 'before.db'}"
    if request.param == "postgresql":
        server = request.getfixturevalue("pg_url")
        _postgresql(server, "CREATE DATABASE before_zones")
        url = _named(server, "before_zones")
    app = create_app(settings(url))
    with app.app_context():
        upgrade(revision="0002")
        yield app
        db.session.remove()
        db.engine.dispose()
    if request.param == "postgresql":
        _postgresql(server, "DROP DATABASE before_zones WITH (FORCE)")


@pytest.fixture
def server(monkeypatch, server_in):
    """`server("Pacific/Auckland", named="Pacific/Auckland")`: the process goes by a zone, and tzlocal names one."""

    def stand(zone, *, named):
        def name():
            if isinstance(named, Exception):
                raise named
            return named

        server_in(zone)
        monkeypatch.setattr(tzlocal, "get_localzone_name", name)

    return stand


def refused(statement):
    with pytest.raises(DatabaseError):
        db.session.execute(statement)
    db.session.rollback()


def test_an_existing_clinic_keeps_its_servers_zone_and_everything_else(before, server, caplog):
    server("Pacific/Auckland", named="Pacific/Auckland")
    db.session.execute(OLD_CLINIC)
    db.session.commit()

    with caplog.at_level(logging.WARNING):
        upgrade()

    now = clinic.the_clinic()
    assert now.time_zone == "Pacific/Auckland"
    assert (now.name, now.address, now.country, now.journey_threshold_hours, now.version) == ("Quay", "one", "NZ", 3, 7)
    assert "Pacific/Auckland, that of this machine" in caplog.text


def test_afterwards_no_clinic_is_without_a_zone_and_what_was_refused_before_still_is(before, server):
    server("UTC", named="UTC")
    upgrade()

    refused(WITHOUT_ZONE)
    refused(text(WITH_ZONE.format(2, 4)))
    refused(text(WITH_ZONE.format(1, 5)))
    db.session.execute(text(WITH_ZONE.format(1, 4)))


def test_where_nobody_set_up_nothing_is_said(before, server, caplog):
    server("UTC", named="UTC")

    with caplog.at_level(logging.WARNING):
        upgrade()

    assert "time zone" not in caplog.text
    assert not clinic.is_set_up()


@pytest.mark.parametrize("zone, named, kept", [
    ("XYZ-12", None, "Etc/GMT-12"),
    ("XYZ5", ZoneInfoNotFoundError("two that disagree"), "Etc/GMT+5"),
    ("Pacific/Auckland", "Europe/London", "Etc/GMT-12"),  # a name that the clock does not go by
    ("XYZ-5:30", "XYZ-5:30", "UTC"),
    ("UTC0", "", "UTC"),
])
def test_a_zone_that_cannot_be_told_becomes_the_nearest_without_summer_time_and_that_is_said(
    before, server, caplog, zone, named, kept
):
    server(zone, named=named)
    db.session.execute(OLD_CLINIC)
    db.session.commit()

    with caplog.at_level(logging.WARNING):
        upgrade()

    assert clinic.the_clinic().time_zone == kept
    assert f"{kept}, by the machine's clock: the zone's name could not be told" in caplog.text


def test_the_way_back_is_the_copy_and_that_is_said(before, server, caplog):
    server("UTC", named="UTC")
    upgrade()

    with pytest.raises(SystemExit):
        downgrade(revision="0002")

    assert "put the copy in place" in caplog.text
