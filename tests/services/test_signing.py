"""Who signs an intake: relation, age, name and day, on both databases; a refusal keeps nothing."""

from datetime import date, timedelta
from itertools import count

import pytest
from sqlalchemy import func, select

from intake.clinical.questionnaire import CONSENT_VERSION
from intake.records.clinic import Clinic
from intake.records.database import db
from intake.records.form_keys import FormKey
from intake.records.intakes import Intake
from intake.services import intakes
from intake.services.errors import InvalidInput
from tests.builders import NOW, a_clinic, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import some_answers

TODAY = NOW.date()
YOUNG = date(2011, 5, 17)
STROKES = [[[0, 0], [10, 1000]]]
_keys = count(1)


@pytest.fixture
def client(each_database):
    """A client of age."""
    return a_client(given_name="Hanna", family_name="Hannasen")


@pytest.fixture
def minor(each_database):
    """A client of fifteen, in a country where sixteen is usual."""
    a_clinic(country="GB")
    return a_client(given_name="Hanna", family_name="Hannasen", birth_date=YOUNG)


def sign(client, name="Hanna Hannasen", *, relation="self", note="", drawn=None, on=TODAY):
    return intakes.sign_intake(
        client.id, answers=some_answers(reason="knee"), signed_name=name, signer_relation=relation, signing_note=note,
        signature=drawn, signed_on=on, consent_version=CONSENT_VERSION, corrects_id=None,
        key=f"signing-key-{next(_keys):06}", by=a_staff(), at=NOW,
    )


def refused(client, *given, **others):
    """The problems by field; nothing of the attempt is kept, the form's key included."""
    before = db.session.scalar(select(func.count()).select_from(FormKey))
    with pytest.raises(InvalidInput) as refusal:
        sign(client, *given, **others)
    db.session.commit()
    assert db.session.scalar(select(func.count()).select_from(Intake)) == 0
    assert db.session.scalar(select(func.count()).select_from(FormKey)) == before
    return refusal.value.problems


def test_who_signed_and_why_is_kept(client):
    intake = sign(client, "Anna Berg", relation="carer", note="  Her sister, who reads for her. ")
    db.session.expire_all()

    assert (intake.signed_name, intake.signer_relation, intake.signing_note) == (
        "Anna Berg", "carer", "Her sister, who reads for her.")


@pytest.mark.parametrize("relation", ["", "selfish", "Parent"])
def test_nobody_is_taken_for_the_client_unsaid(client, relation):
    assert refused(client, relation=relation) == {"signer_relation": "Say who signs."}


@pytest.mark.parametrize("relation", ["self", "", "carer", "other"])
def test_for_a_minor_a_parent_or_guardian_signs(minor, relation):
    problems = refused(minor, "Anna Berg", relation=relation, note="She is nearly sixteen.")

    assert problems == {"signer_relation": "The client is under 16: a parent or guardian signs, with their own name."}


@pytest.mark.parametrize("relation", ["parent", "guardian"])
def test_a_parent_or_guardian_is_named_and_not_by_the_name_of_the_client(minor, relation):
    assert list(refused(minor, "Hannasen, HANNA", relation=relation)) == ["signed_name"]
    assert list(refused(minor, "", relation=relation, drawn=STROKES, note="her father")) == ["signed_name"]
    assert sign(minor, "Anna Hannasen", relation=relation).signer_relation == relation


def test_a_father_of_the_same_name_says_so(minor):
    assert sign(minor, relation="parent", note="Her mother has the same name.").signed_name == "Hanna Hannasen"


@pytest.mark.parametrize(("setting", "country", "may"), [
    (None, "GB", False), (15, "GB", True), (None, "DK", True), (18, "DK", False), (None, "", False),
    (None, "US", False),
])
def test_the_age_is_the_clinics_or_else_usual_in_its_country(minor, setting, country, may):
    a_clinic(country=country, agree_alone_age=setting)

    if may:
        assert sign(minor).signer_relation == "self"
    else:
        assert list(refused(minor)) == ["signer_relation"]


def test_the_age_is_that_on_the_day_of_signing(each_database):
    a_clinic(country="GB")
    client = a_client(given_name="Ana", family_name="Lie", birth_date=date(2010, 11, 20))

    assert list(refused(client, "Ana Lie", on=date(2026, 11, 19))) == ["signer_relation"]
    assert sign(client, "Ana Lie", on=date(2026, 11, 20)).signed_on == date(2026, 11, 20)


def test_a_name_unlike_the_clients_is_asked_about(client):
    assert refused(client, "Hanna Berg") == {
        "signed_name": "The name signed is unlike the client’s. Whose name is it? Say so below."}
    assert sign(client, "Hanna Berg", note="Married since May.").signing_note == "Married since May."


def test_a_drawing_has_no_name_to_ask_about(client):
    assert sign(client, "", drawn=STROKES).signed_name == ""


@pytest.mark.parametrize(("days", "is_asked"), [(7, False), (8, True)])
def test_a_day_more_than_a_week_back_is_asked_about(client, days, is_asked):
    on = TODAY - timedelta(days=days)

    if is_asked:
        assert refused(client, on=on) == {
            "signed_on": "Signed more than a week ago: is the day right? Say why below."}
        assert sign(client, note="Brought from home.", on=on).signed_on == on
    else:
        assert sign(client, on=on).signed_on == on


def test_the_week_is_counted_from_the_day_it_is_where_the_clinic_is(client):
    a_clinic(time_zone="Pacific/Auckland")
    at_night = NOW.replace(hour=13)
    assert db.session.get_one(Clinic, 1).day(at_night) == TODAY + timedelta(days=1)

    with pytest.raises(InvalidInput) as refusal:
        intakes.sign_intake(
            client.id, answers=some_answers(), signed_name="", signer_relation="self", signing_note="",
            signature=STROKES, signed_on=TODAY - timedelta(days=7), consent_version=CONSENT_VERSION, corrects_id=None,
            key="signing-in-auckland", by=a_staff(), at=at_night,
        )

    assert list(refusal.value.problems) == ["signed_on"]
