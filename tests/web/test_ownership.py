"""Whoever is not of a client's care team finds nothing of that client, on any address there is or will be."""

import re

import pytest

from intake.records.clients import MedicineAnswer
from intake.records.database import db
from intake.records.flags import Clearance, Flag
from intake.records.intakes import Intake
from intake.records.visits import Visit
from intake.services import clearances, drafts, medicine_answers, visits
from intake.services.clearances import Reply
from intake.web.access import FILES
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake, some_answers

OF_NO_CLIENT = {"staff_id", "code"}
PAST_CLOT = {"condition_dvt": "past", "clots": [{"type": "dvt", "date": "2019", "side": "left", "on_treatment": "no"}]}


@pytest.fixture
def ids(app):
    """Ids of one client's records of every kind, by the name that addresses give them."""
    with app.app_context():
        colleague, reviewer = a_staff("therapist"), a_staff("reviewer")
        client = a_client(therapist=colleague, given_name="Marta", family_name="Secret")
        an_intake(client, by=colleague, **PAST_CLOT)
        drafts.save_draft(client.id, answers=some_answers(reason="x"), version=drafts.NO_DRAFT, by=colleague, at=NOW)
        on = NOW.date()
        reply = Reply("R21", "Dr Reid", on, on.replace(year=on.year + 1), document=b"%PDF-1.4")
        clearances.record_clearance(client.id, reply, key="ownership-clearance", by=reviewer, at=NOW, on=on)
        visits.book_visit(client.id, visit_on=on, therapist_id=colleague.id, key="ownership-booking", by=colleague,
                          at=NOW, on=on)
        medicine_answers.remember(client.id, text="zzyqx", answer="warfarin", by=colleague, at=NOW)
        kinds = {"flag_id": Flag, "intake_id": Intake, "visit_id": Visit, "clearance_id": Clearance,
                 "answer_id": MedicineAnswer}
        return {"client_id": client.id} | {name: db.session.query(table.id).limit(1).scalar()
                                           for name, table in kinds.items()}


def addresses_of_records(app):
    """Every route that names a record: (method, rule)."""
    for rule in app.url_map.iter_rules():
        if rule.arguments and rule.endpoint not in FILES and not rule.arguments & OF_NO_CLIENT:
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield method, rule


def test_a_colleagues_client_is_not_found_on_any_address(app, ids, sign_in_as):
    stranger = sign_in_as("therapist")
    found = []
    for method, rule in addresses_of_records(app):
        path = re.sub(r"<int:(\w+)>", lambda argument: str(ids[argument[1]]), rule.rule)
        answer = stranger.open(path, method=method)
        if answer.status_code not in (403, 404) or "Secret" in answer.text:
            found.append(f"{method} {path} {answer.status_code}")

    assert found == []


def test_the_same_addresses_open_for_the_care_team_or_a_reviewer(app, ids, sign_in_as):
    # Else the test above would be silent about addresses that nobody can open.
    with app.app_context():
        colleague = db.session.get(Visit, ids["visit_id"]).therapist_id
        colleague = db.session.get_one(type(a_staff()), colleague)
    mine, reviewer = sign_in_as(colleague), sign_in_as("reviewer")
    closed = []
    for method, rule in addresses_of_records(app):
        if method == "GET":
            path = re.sub(r"<int:(\w+)>", lambda argument: str(ids[argument[1]]), rule.rule)
            if {mine.get(path).status_code, reviewer.get(path).status_code} <= {403, 404}:
                closed.append(path)

    assert closed == []


@pytest.mark.parametrize("number", ["0", "424242", "99999999999999999999"])
def test_an_unknown_record_is_not_found_on_any_address(app, sign_in_as, number):
    everything = sign_in_as("therapist", "reviewer", "administrator")
    wrong = []
    for method, rule in addresses_of_records(app):
        answer = everything.open(re.sub(r"<int:\w+>", number, rule.rule), method=method)
        if answer.status_code not in (404, 405):
            wrong.append(f"{method} {rule.rule} {answer.status_code}")

    assert wrong == []
