"""JSON columns in their own type: stored to the letter as before, read late, and one that is bad spoils no other."""

import json

import pytest
from sqlalchemy import text

from intake.clinical.screening.findings import Finding
from intake.clinical.visit_plan import VisitPlan, plan_visit
from intake.records import flag_queue
from intake.records.database import db
from intake.records.flags import Flag
from intake.services import flags, visits
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

APIXABAN = {"medicines_any": "yes", "medicines": [{"text": "apixaban"}]}


@pytest.fixture
def flag(each_database) -> Flag:
    client = a_client()
    an_intake(client, by=a_staff(), at=NOW, **APIXABAN)
    return flags.flags_of_client(client.id)[0]


def column(name: str, table: str) -> str:
    """The only value of a column, as its text stands in the database."""
    return db.session.scalar(text(f"SELECT CAST({name} AS TEXT) FROM {table} LIMIT 1"))


def test_a_finding_is_stored_to_the_letter_and_read_as_what_it_was(flag):
    kept = flag.finding
    flag.finding = kept
    db.session.commit()
    db.session.expire_all()

    assert isinstance(flag.finding, Finding) and flag.finding == kept
    assert column("finding", "flags") == json.dumps(kept.to_dict())


def test_a_plan_is_stored_to_the_letter_and_none_before_the_visit_began(flag):
    visit = visits.book_visit(flag.client_id, visit_on=NOW.date(), therapist_id=a_staff().id, key="a-key-for-booking",
                              by=a_staff(), at=NOW, on=NOW.date())
    assert visit.plan is None

    visit.plan = plan = plan_visit([flag.finding])
    db.session.commit()
    db.session.expire_all()

    assert isinstance(visit.plan, VisitPlan) and visit.plan == plan
    assert column("plan", "visits") == json.dumps(plan.to_dict())


def test_what_is_read_follows_what_is_stored(flag):
    assert flag.finding is flag.finding
    flag.stored_finding = flag.stored_finding | {"sentence": "Other words."}

    assert flag.finding.sentence == "Other words."


def test_the_same_finding_again_is_no_change(flag):
    flag.finding = Finding.from_dict(flag.stored_finding)

    assert not db.session.is_modified(flag)


def test_one_finding_that_cannot_be_read_hides_no_other_in_the_queue(flag):
    other = a_client()
    an_intake(other, by=a_staff(), at=NOW, **APIXABAN)
    flag.stored_finding = {"name": "Of a shape that nobody knows"}
    db.session.commit()
    db.session.expire_all()

    names = [each.stored_finding["name"] for each in flag_queue.page(flag_queue.Filter())]

    assert "Of a shape that nobody knows" in names and len(names) > 1
    with pytest.raises(KeyError):
        _ = flag.finding
