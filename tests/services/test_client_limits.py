"""The client's own limits out of all that they signed: corrections take the place of what they correct."""

from datetime import timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.facts.limits import ClientLimits
from intake.services import charts
from intake.services.client_limits import limits_of
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake


@pytest.fixture
def ann(each_database):
    """A therapist."""
    return a_staff()


@pytest.fixture
def client(ann):
    """A client of hers."""
    return a_client(therapist=ann)


def allergies(client):
    return [each.words for each in limits_of(client.id).allergies.sayings]


def test_of_a_client_who_signed_nothing_nothing_was_asked(client):
    assert limits_of(client.id) == ClientLimits()


def test_an_allergy_of_an_old_intake_stands_on_the_page_and_in_the_plan(client, ann):
    an_intake(client, by=ann, allergies="latex")
    for days in (1, 2):
        an_intake(client, by=ann, at=NOW + timedelta(days=days), allergies_any="no", areas_avoid=["face"])

    assert allergies(client) == ["latex"]
    assert charts.chart_of(client.id, by=ann, at=NOW).limits == limits_of(client.id)
    assert limits_of(client.id).areas.on == NOW.date() + timedelta(days=2)


def test_a_correction_takes_the_place_of_what_it_corrects(client, ann):
    wrong = an_intake(client, by=ann, allergies="latex")
    an_intake(client, by=ann, oils="almond")
    better = an_intake(client, by=ann, corrects=wrong, allergies="nickel", oils="coconut")
    assert allergies(client) == ["nickel"]

    an_intake(client, by=ann, corrects=better, allergies_any="no", oils="coconut")

    assert (allergies(client), limits_of(client.id).allergies.answer) == ([], Answer.NO)
    assert [each.words for each in limits_of(client.id).oils.sayings] == ["almond", "coconut"]


def test_nobody_elses_limits_are_read(client, ann):
    an_intake(a_client(therapist=ann), by=ann, allergies="latex")

    assert limits_of(client.id) == ClientLimits()
