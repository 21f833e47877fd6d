"""Medicines: names offered while typing, answers about a client's written words, and the look-up page for staff."""

from flask import Blueprint, jsonify, render_template, request
from werkzeug.wrappers import Response

from intake.services import clients, medicine_answers, medicines
from intake.web import access, clock
from intake.web.access import current_staff
from intake.web.forms.medicine import AnswerForm, WordForm

bp = Blueprint("medicines", __name__)


@bp.route("/medicines", methods=["GET", "POST"])
@access.needs_staff
def look_up() -> str:
    """What the software knows about a word, and why. The word travels in the body, never in the address."""
    form = WordForm()
    found = medicines.look_up(form.word.data or "") if form.validate_on_submit() else None
    return render_template("medicines/look_up.html", found=found, word=form.typed("word"), problem=form.problem("word"))


@bp.post("/medicines/suggest")
@access.needs_staff
def suggest() -> Response:
    """Names that begin with what was typed, as JSON."""
    return jsonify(names=[
        {"text": each.text, "note": each.note or " + ".join(each.ingredients)}
        for each in medicines.suggestions(request.form.get("text", ""))
    ])


@bp.post("/clients/<int:client_id>/medicines/answer")
@access.needs("therapist")
def answer(client_id: int) -> Response:
    """Keep what a person said a written word is for this client; an empty answer takes it back."""
    clients.open_client(client_id, by=current_staff(), at=clock.now())
    form = AnswerForm()
    if not form.validate():
        refused = jsonify(error="invalid", problems=dict(form.problems()))
        refused.status_code = 422
        return refused
    if form.answer.data:
        medicine_answers.remember(client_id, text=form.text.data or "", answer=form.answer.data, by=current_staff(),
                                  at=clock.now())
    else:
        medicine_answers.take_back(client_id, text=form.text.data or "", by=current_staff(), at=clock.now())
    return jsonify(kept=bool(form.answer.data))
