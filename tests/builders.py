"""Builders: staff and a clinic, with only what a test cares about spelled out. Other nouns have builders_<noun>.py."""

from datetime import UTC, datetime
from itertools import count

from flask_security import hash_password

from intake.records.clinic import Clinic
from intake.records.database import db
from intake.records.staff import Staff
from intake.services.staff import new_staff

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""When nothing else is said."""
PASSWORD = "violet anchor mends teapots"

_numbers = count(1)


def a_clinic(**values: object) -> Clinic:
    """The clinic, set up. One a database."""
    clinic = db.session.get(Clinic, 1) or Clinic(id=1, name="Harbour Street Massage", time_zone="Europe/London")
    for name, value in values.items():
        setattr(clinic, name, value)
    db.session.add(clinic)
    db.session.commit()
    return clinic


def a_staff(*roles: str, name: str = "", email: str = "", password: str = "", active: bool = True) -> Staff:
    """A stored member of staff, a therapist when no role is given. `password` makes them able to sign in by form."""
    number = next(_numbers)
    staff = new_staff(
        name=name or f"Staff {number}",
        email=email or f"staff{number}@example.org",
        password_hash=hash_password(password) if password else "!",
        roles=roles or ("therapist",),
        at=NOW,
    )
    staff.active = active
    db.session.add(staff)
    db.session.commit()
    return staff
