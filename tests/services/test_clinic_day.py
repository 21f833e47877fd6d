"""Below the web, a moment becomes a day by the clinic's time zone: signing, assessing, re-screening, old visits."""

from datetime import UTC, date, datetime
from itertools import count

import pytest
from sqlalchemy import select, update

from intake.clinical.questionnaire import empty_answers
from intake.clinical.questionnaire.visit import VISIT_QUESTIONS
from intake.records.clients import Client
from intake.records.database import db
from intake.records.intakes import ScreeningRun
from intake.records.visits import Visit
from intake.services import assessments, clinic, flags, record
from intake.services.errors import InvalidInput
from tests.builders import a_clinic, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

_keys = count(1)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def staff(database, server_in):
    """Somebody who may do everything; the server in UTC."""
    server_in("UTC")
    return a_staff("therapist", "reviewer", "administrator")


@pytest.mark.parametrize("zone, at, day", [
    ("Pacific/Auckland", "2026-11-27 20:00", date(2026, 11, 28)),
    ("Pacific/Pago_Pago", "2026-11-28 10:59", date(2026, 11, 27)),
    ("Pacific/Kiritimati", "2026-11-27 10:00", date(2026, 11, 28)),
    ("Europe/London", "2026-03-29 23:00", date(2026, 3, 30)),
    ("UTC", "2026-11-27 23:59", date(2026, 11, 27)),
])
def test_what_is_signed_is_screened_for_the_clinics_day(staff, zone, at, day):
    a_clinic(time_zone=zone)

    an_intake(a_client(therapist=staff), by=staff, at=utc(at), reason="knee")

    assert db.session.scalars(select(ScreeningRun.screened_on)).all() == [day]


@pytest.mark.parametrize("zone, told_at, day", [
    ("Pacific/Auckland", "2026-11-27 20:00", 28),
    ("Pacific/Pago_Pago", "2026-11-28 10:59", 27),
    ("Europe/London", "2026-11-27 20:00", 27),
])
def test_an_assessment_closes_a_stop_from_the_day_there_on_which_it_was_told(staff, zone, told_at, day):
    a_clinic(time_zone=zone)
    client = a_client(therapist=staff)
    an_intake(client, by=staff, at=utc(told_at), sign_chest_pain="yes")
    (stop,) = [flag for flag in flags.flags_of_client(client.id) if flag.tier == 4]

    def assess(on):
        return assessments.record_assessment(
            stop.id, assessed_by="Dr Reid", assessed_on=on, outcome="ruled_out", result="No clot.",
            version=stop.version,
            key=f"assessment-key-{next(_keys):08}", by=staff, at=utc("2026-11-29 12:00"), on=date(2026, 11, 29))

    with pytest.raises(InvalidInput) as refused:
        assess(date(2026, 11, day - 1))
    db.session.rollback()

    assert "after the client told" in refused.value.problems["assessed_on"]
    assert assess(date(2026, 11, day)).closed_at


@pytest.mark.parametrize("zone, comes_last", [
    ("Pacific/Auckland", "intake"), ("UTC", "visit"), ("Pacific/Pago_Pago", "visit"),
])
def test_a_visit_without_a_time_was_asked_by_the_end_of_its_day_there(staff, zone, comes_last):
    a_clinic(time_zone=zone)
    day = date(2026, 11, 28)
    client = a_client(therapist=staff)
    an_intake(client, by=staff, at=utc("2026-11-28 15:00"), reason="knee")
    asked = {question.name: "no" for question in VISIT_QUESTIONS}
    db.session.add(Visit(client_id=client.id, therapist_id=staff.id, visit_on=day, state="recorded",
                         questions=empty_answers() | asked, areas=[], techniques=[], pains=[]))
    db.session.commit()

    entries = record.record_of(client.id).entries

    assert [entry.name.partition("-")[0] for entry in entries][-1] == comes_last


@pytest.mark.parametrize("zone, screened", [("Pacific/Auckland", "1 screened"), ("Europe/London", "0 screened"),
                                            ("Pacific/Pago_Pago", "0 screened")])
def test_the_nightly_run_looks_at_whom_the_clinics_day_makes_due(database, staff, zone, screened):
    a_clinic(time_zone=zone)
    client = a_client(therapist=staff)
    an_intake(client, by=staff, at=utc("2026-11-20 00:00"), reason="knee")
    db.session.execute(update(Client).values(next_screening_on=date(2026, 11, 28)))
    db.session.commit()
    database.config["CLOCK"] = lambda: utc("2026-11-27 23:30")

    result = database.test_cli_runner().invoke(args=["rescreen", "--due"])

    assert result.exit_code == 0 and screened in result.stdout
    if screened == "1 screened":
        assert db.session.scalars(select(ScreeningRun.screened_on).order_by(ScreeningRun.id.desc())).first() == date(
            2026, 11, 28)


@pytest.mark.parametrize("before, after, day", [
    ("Europe/London", "Pacific/Auckland", 28), ("Pacific/Auckland", "Pacific/Pago_Pago", 27),
])
def test_a_changed_zone_makes_everybody_due_on_the_day_it_is_there(staff, before, after, day):
    here = a_clinic(time_zone=before)
    client = a_client(therapist=staff)
    an_intake(client, by=staff, at=utc("2026-11-20 00:00"), reason="knee")
    values = {field: getattr(here, field) for field in clinic.FIELDS} | {"time_zone": after}

    clinic.amend_clinic(here.version, values=values, by=staff, at=utc("2026-11-27 20:00"))

    assert db.session.scalar(select(Client.next_screening_on)) == date(2026, 11, day)
