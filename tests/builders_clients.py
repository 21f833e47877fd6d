"""Builders of clients, with only what a test cares about spelled out."""

from datetime import date
from itertools import count
from typing import Any

from intake.records.clients import Client
from intake.records.staff import Staff
from intake.services.clients import ClientDetails, register_client
from tests.builders import NOW, a_staff

_numbers = count(1)


def some_details(**given: Any) -> ClientDetails:
    """The details of a client whose name no other has."""
    number = next(_numbers)
    return ClientDetails(**{
        "given_name": f"Given{number}", "family_name": f"Family{number}", "birth_date": date(1980, 5, 17), **given
    })


def a_client(*, therapist: Staff | None = None, **given: Any) -> Client:
    """A registered client of `therapist`, of a new one when none is named."""
    therapist = therapist or a_staff()
    return register_client(
        some_details(**given), therapist_id=therapist.id, key=f"client-key-{next(_numbers):06}", by=therapist, at=NOW,
        is_new=True,
    )
