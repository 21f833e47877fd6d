"""The pages of visits as a browser without JavaScript sends them."""

import re
from itertools import count

from intake.clinical.questionnaire.visit_questions import ALL_VISIT_QUESTIONS
from intake.services import visits

_keys = count(1)


def asked(**given):
    """Today's questions, all answered no but those given."""
    key = f"visit-form-key-{next(_keys):06}"
    return {"form_key": key} | {question.name: "no" for question in ALL_VISIT_QUESTIONS} | given


def a_note(visit, do="record", **given):
    """The note of a visit as it is sent."""
    return {"version": str(visit.version), "form_key": f"note-form-key-{next(_keys):06}", "do": do,
            "pressure": "", **given}


def begun(app, browser, client, **given):
    """A visit that has begun."""
    answer = browser.post(f"/clients/{client.id}/visits/begin", data=asked(**given))
    assert answer.status_code == 303 and re.search(r"/visits/\d+$", answer.location), answer.location
    return as_kept(app, int(answer.location.rsplit("/", 1)[1]))


def as_kept(app, visit_id):
    """The visit as it stands."""
    with app.app_context():
        return visits.visit_of(visit_id)
