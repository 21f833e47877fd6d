"""Set-up: the first visit makes the clinic and its administrator, and then the page is gone."""

import threading

import pytest
from flask import Flask
from sqlalchemy import func, select

from intake.records.clinic import Clinic
from intake.records.database import db
from intake.records.staff import Staff
from tests.builders import PASSWORD

GOOD = {
    "clinic_name": "Harbour Street",
    "country": "GB",
    "emergency_number": "999",
    "staff_name": "Ann Lee",
    "email": "Ann@Example.org",
    "password": PASSWORD,
}


@pytest.mark.parametrize("path", ["/", "/settings/clinic", "/sign-in", "/no-such-page"])
def test_before_set_up_every_address_leads_to_it(new_app: Flask, path: str) -> None:
    answer = new_app.test_client().get(path)

    assert answer.status_code == 303
    assert answer.location == "/set-up"


def test_before_set_up_a_strange_host_is_refused_too(new_app: Flask) -> None:
    assert new_app.test_client().get("/", headers={"Host": "evil.example"}).status_code == 400


def test_set_up_makes_a_clinic_of_one_that_can_work(new_app: Flask) -> None:
    browser = new_app.test_client()

    answer = browser.post("/set-up", data=GOOD)

    assert answer.status_code == 303
    assert browser.get("/").status_code == 200
    with new_app.app_context():
        staff = db.session.scalars(select(Staff)).one()
        assert (staff.name, staff.email) == ("Ann Lee", "ann@example.org")
        assert [str(role) for role in staff.roles] == ["therapist", "reviewer", "administrator"]
        assert staff.password.startswith("$argon2id$")
        clinic = db.session.get_one(Clinic, 1)
        assert (clinic.name, clinic.country, clinic.emergency_number) == ("Harbour Street", "GB", "999")


def test_afterwards_set_up_is_gone_for_good(new_app: Flask) -> None:
    new_app.test_client().post("/set-up", data=GOOD)

    assert new_app.test_client().get("/set-up").status_code == 404
    assert new_app.test_client().post("/set-up", data=GOOD).status_code == 404


def test_two_first_visits_at_once_make_one_administrator(new_app: Flask) -> None:
    start = threading.Barrier(4)
    seen: list[int] = []

    def visit(number: int) -> None:
        start.wait()
        answer = new_app.test_client().post("/set-up", data={**GOOD, "email": f"ann{number}@example.org"})
        seen.append(answer.status_code)

    visits = [threading.Thread(target=visit, args=(number,)) for number in range(4)]
    for one in visits:
        one.start()
    for one in visits:
        one.join()

    assert sorted(seen) == [303, 404, 404, 404]
    with new_app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Staff)) == 1


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("clinic_name", "\u200b\u200d", "Enter the clinic&#39;s name."),
        ("clinic_name", "x" * 201, "201 characters; 200 fit"),
        ("clinic_name", "a\x00b", "control character"),
        ("country", "XX", "Choose one of those given here"),
        ("email", "ann", "not an e-mail address"),
        ("password", "short", "at least 12"),
        ("password", "password1234", "Choose another"),
        ("password", "Ann Lee Ann Lee", "Choose another"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_the_rest_stays(
    new_app: Flask, field: str, value: str, message: str
) -> None:
    answer = new_app.test_client().post("/set-up", data={**GOOD, field: value})

    assert answer.status_code == 422
    assert message in answer.text
    assert 'value="999"' in answer.text
    assert PASSWORD not in answer.text
