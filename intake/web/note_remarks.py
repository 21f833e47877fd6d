"""What the note of a visit says in passing: the questions beside its words, and answering them."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from intake.clinical.history.remarks import AskedRemark
from intake.clinical.questionnaire.answers import remarks_posted
from intake.services import clients, note_remarks, visits
from intake.services.remarks import remarks_of_note
from intake.web import access, clock
from intake.web.intakes.remarks import own_place

if TYPE_CHECKING:
    from intake.records.visits import Visit, VisitAmendment

bp = Blueprint("note_remarks", __name__)


@bp.post("/visits/<int:visit_id>/remarks")
@access.needs("therapist", "reviewer", "administrator")
def answer(visit_id: int) -> ResponseReturnValue:
    """Keep what was answered about words of a note; the note stays as it was written."""
    visit = visits.visit_of(visit_id)
    clients.open_client(visit.client_id, by=access.current_staff(), at=clock.now())
    given = remarks_posted(dict(request.form.lists()))
    if given:
        note_remarks.answer_remarks(visit_id, given, by=access.current_staff(), at=clock.now())
    flash("Answered." if given else "Nothing was answered.")
    return redirect(url_for("visits.show", visit_id=visit_id), 303)


def beside_note(visit: "Visit") -> dict[str, Any]:
    """Template values of a note under way: `remarks` of its saved words by field, `own_place` of each."""
    found: dict[str, list[AskedRemark]] = {}
    for each in remarks_of_note(visit, on=clock.today()).remarks:
        if not each.stands:
            found.setdefault(each.words.field, []).append(each)
    return {"remarks": found, "own_place": partial(_in_the_intake, visit.client_id)}


def in_record(visit: "Visit", added: Sequence["VisitAmendment"]) -> dict[str, Any]:
    """Template values of a recorded note and what was added to it: `remarks` as a list, `own_place` of each."""
    asked = remarks_of_note(visit, on=clock.today(), added=added).remarks
    return {"remarks": [each for each in asked if not each.stands],
            "own_place": partial(_in_the_intake, visit.client_id)}


def _in_the_intake(client_id: int, remark: AskedRemark) -> tuple[str, str]:
    """Where the intake form asks for it."""
    anchor, words = own_place(remark)
    return f"{url_for('intakes.form', client_id=client_id)}{anchor}", f"{words}, in a new intake"
