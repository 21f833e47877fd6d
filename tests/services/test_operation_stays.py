"""An intake is not signed before it is known whether a fresh operation meant a stay, where its category hangs on it."""

from datetime import timedelta

import pytest

from intake.services.errors import InvalidInput
from intake.services.operation_stays import stays_to_ask
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

TODAY = NOW.date()


def asked(*rows):
    return list(stays_to_ask({"operations": list(rows)}, signed_on=TODAY))


def days_ago(days):
    return (TODAY - timedelta(days)).isoformat()


@pytest.mark.parametrize(("row", "is_asked"), [
    ({"what": "gallbladder out", "date": days_ago(84)}, True),
    ({"what": "gallbladder out", "date": days_ago(85)}, False),
    ({"what": "gallbladder out", "date": ""}, True),
    ({"what": "gallbladder out", "date": "no idea"}, True),
    ({"what": "gallbladder out", "date": (TODAY + timedelta(9)).isoformat()}, False),
    ({"what": "gallbladder out", "date": days_ago(3), "setting": "day_case"}, False),
    ({"what": "hip replacement", "date": days_ago(3)}, False),
    ({"what": "hernia repair booked", "date": ""}, False),
    ({"what": "hernia repair booked", "date": days_ago(3)}, True),
    ({"what": "", "kind": "arthroscopy_leg", "date": days_ago(3)}, True),
    ({"what": "", "kind": "", "date": days_ago(3)}, False),
])
def test_the_stay_is_asked_of_what_is_fresh_and_open(row, is_asked):
    assert bool(asked(row)) is is_asked


def test_each_row_is_asked_at_its_own_place():
    assert asked({"what": "tonsils"}, {"what": "new hip"}, {"what": "appendix out"}) == [
        "operations-0-setting", "operations-2-setting"]
    assert stays_to_ask({}, signed_on=TODAY) == {}


def test_nothing_is_signed_before_the_answer(each_database):
    client, staff = a_client(), a_staff("therapist")
    row = {"what": "gallbladder out", "date": days_ago(10)}

    with pytest.raises(InvalidInput) as refused:
        an_intake(client, by=staff, operations_any="yes", operations=[row])

    assert "same day" in refused.value.problems["operations-0-setting"]
    assert an_intake(client, by=staff, operations_any="yes", operations=[row | {"setting": "inpatient"}]).id
