"""Which day and time it is at the clinic, where the clocks change and at both ends of the date line."""

from datetime import UTC, date, datetime, timedelta

import pytest

from intake.records.clinic import Clinic


def clinic_in(zone: str) -> Clinic:
    return Clinic(id=1, name="Quay", time_zone=zone)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("zone, at, there", [
    ("Europe/London", "2026-03-29 00:59", "2026-03-29 00:59"),  # one o'clock becomes two
    ("Europe/London", "2026-03-29 01:00", "2026-03-29 02:00"),
    ("Europe/London", "2026-03-28 23:59", "2026-03-28 23:59"),
    ("Europe/London", "2026-03-29 00:00", "2026-03-29 00:00"),
    ("Europe/London", "2026-03-29 22:59", "2026-03-29 23:59"),
    ("Europe/London", "2026-03-29 23:00", "2026-03-30 00:00"),
    ("Europe/London", "2026-10-24 22:59", "2026-10-24 23:59"),
    ("Europe/London", "2026-10-24 23:00", "2026-10-25 00:00"),
    ("Europe/London", "2026-10-25 00:59", "2026-10-25 01:59"),  # two o'clock becomes one
    ("Europe/London", "2026-10-25 01:00", "2026-10-25 01:00"),
    ("Europe/London", "2026-10-25 23:59", "2026-10-25 23:59"),
    ("Europe/London", "2026-10-26 00:00", "2026-10-26 00:00"),
    ("America/New_York", "2026-03-08 04:59", "2026-03-07 23:59"),
    ("America/New_York", "2026-03-08 05:00", "2026-03-08 00:00"),
    ("America/New_York", "2026-03-08 06:59", "2026-03-08 01:59"),
    ("America/New_York", "2026-03-08 07:00", "2026-03-08 03:00"),
    ("America/New_York", "2026-03-09 04:00", "2026-03-09 00:00"),
    ("America/New_York", "2026-11-01 05:59", "2026-11-01 01:59"),
    ("America/New_York", "2026-11-01 06:00", "2026-11-01 01:00"),
    ("America/New_York", "2026-11-02 04:59", "2026-11-01 23:59"),
    ("America/New_York", "2026-11-02 05:00", "2026-11-02 00:00"),
    ("Australia/Lord_Howe", "2026-04-04 14:59", "2026-04-05 01:59"),  # half an hour, both ways
    ("Australia/Lord_Howe", "2026-04-04 15:00", "2026-04-05 01:30"),
    ("Australia/Lord_Howe", "2026-04-05 13:29", "2026-04-05 23:59"),
    ("Australia/Lord_Howe", "2026-04-05 13:30", "2026-04-06 00:00"),
    ("Australia/Lord_Howe", "2026-10-03 15:29", "2026-10-04 01:59"),
    ("Australia/Lord_Howe", "2026-10-03 15:30", "2026-10-04 02:30"),
    ("Australia/Lord_Howe", "2026-10-04 12:59", "2026-10-04 23:59"),
    ("Australia/Lord_Howe", "2026-10-04 13:00", "2026-10-05 00:00"),
    ("Pacific/Pago_Pago", "2026-11-28 10:59", "2026-11-27 23:59"),
    ("Pacific/Pago_Pago", "2026-11-28 11:00", "2026-11-28 00:00"),
    ("Pacific/Kiritimati", "2026-11-27 09:59", "2026-11-27 23:59"),
    ("Pacific/Kiritimati", "2026-11-27 10:00", "2026-11-28 00:00"),
])
def test_a_moment_is_shown_by_the_clocks_there_and_has_the_day_of_there(zone, at, there, server_in):
    for server in ("UTC", "America/Los_Angeles", "Pacific/Auckland"):
        server_in(server)

        assert f"{clinic_in(zone).local(utc(at)):%Y-%m-%d %H:%M}" == there
        assert clinic_in(zone).day(utc(at)).isoformat() == there[:10]


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Pago_Pago",
                                  "Pacific/Kiritimati", "UTC"])
def test_the_end_of_a_day_is_its_last_moment_on_every_day_of_a_year(zone):
    here, first = clinic_in(zone), date(2026, 1, 1)

    for day in (first + timedelta(days=number) for number in range(365)):
        last = here.end_of(day).astimezone(UTC)
        assert here.day(last) == day
        assert here.day(last + timedelta(microseconds=1)) == day + timedelta(days=1)
