"""Clinic: set it up once, read its settings, change them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, update
from sqlalchemy.exc import IntegrityError

from intake.records.clients import Client
from intake.records.clinic import Clinic
from intake.records.database import db
from intake.records.intakes import Intake
from intake.records.staff import Role, Staff
from intake.services import audit
from intake.services.errors import AlreadySetUp, RecordNotFound, refuse_if_stale
from intake.services.staff import new_staff
from intake.services.transactions import stale_if_changed

FIELDS = ("name", "address", "phone", "country", "time_zone", "emergency_number", "urgent_care_words",
          "journey_threshold_hours", "agree_alone_age")

READ_BY_RULES = frozenset({"country", "time_zone", "journey_threshold_hours"})
"""Settings that change what rules find: where one changes, every client is due for screening."""


def is_set_up() -> bool:
    """Whether the first administrator and the clinic exist."""
    return db.session.get(Clinic, 1) is not None


def the_clinic() -> Clinic:
    """The clinic's settings. RecordNotFound before set-up."""
    clinic = db.session.get(Clinic, 1)
    if clinic is None:
        raise RecordNotFound("clinic")
    return clinic


def set_up(
    name: str, *, country: str, time_zone: str, emergency_number: str, staff_name: str, email: str, password_hash: str,
    at: datetime,
) -> Staff:
    """Make the clinic and its first administrator, who may also treat and review: a clinic of one can work.

    `time_zone` is an IANA name.
    AlreadySetUp when that has been done, also when two people do it at the same moment.
    """
    if is_set_up():
        raise AlreadySetUp
    clinic = Clinic(id=1, name=name, country=country, time_zone=time_zone)
    if emergency_number:
        clinic.emergency_number = emergency_number
    staff = new_staff(name=staff_name, email=email, password_hash=password_hash, roles=list(Role), at=at)
    db.session.add_all([clinic, staff])
    try:
        db.session.flush()
        audit.note("clinic.set_up", by=staff, at=at)
        db.session.commit()
    except IntegrityError as clash:
        db.session.rollback()
        raise AlreadySetUp from clash
    return staff


def amend_clinic(version: int, *, values: dict[str, Any], by: Staff, at: datetime) -> Clinic:
    """Change the settings, begun from `version`. StaleRecord when somebody else saved in between.

    Where rules read what changed, every client with an intake becomes due: the next `rescreen --due` sees to them.
    """
    clinic = the_clinic()
    refuse_if_stale(clinic, version)
    changed = [field for field in FIELDS if getattr(clinic, field) != values[field]]
    for field in changed:
        setattr(clinic, field, values[field])
    if changed:
        audit.note("clinic.amend", by=by, at=at, subject_type="clinic", subject_id=1, detail=",".join(changed))
    with stale_if_changed(the_clinic):
        db.session.flush()
        if READ_BY_RULES.intersection(changed):
            _make_everybody_due(clinic.day(at))
        db.session.commit()
    return clinic


def _make_everybody_due(on: date) -> None:
    told = exists().where(Intake.client_id == Client.id)
    db.session.execute(update(Client).where(told).values(next_screening_on=on),
                       execution_options={"synchronize_session": False})
