"""Medicines: names offered while typing, answers about a client's written words, and the look-up page for staff."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake.services import clients, medicine_answers, medicines
from intake.services.errors import InvalidInput, StaleRecord
from intake.web import access, clock
from intake.web.access import current_staff
from intake.web.forms.medicine import AnswerForm, SettleForm, WordForm

if TYPE_CHECKING:
    from intake.records.clients import MedicineAnswer
    from intake.records.staff import Staff

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


def settles(by: "Staff") -> Callable[["MedicineAnswer"], bool]:
    """Whether `by` may say if an answer that waits counts."""
    return partial(medicine_answers.may_settle, by=by)


@bp.post("/clients/<int:client_id>/medicines/<int:answer_id>/settle")
@access.needs("reviewer", "administrator")
def settle(client_id: int, answer_id: int) -> Response:
    """Agree with what somebody said against a medicine known exactly, or refuse it."""
    by = current_staff()
    clients.open_client(client_id, by=by, at=clock.now())
    form = SettleForm()
    back = redirect(url_for("clients.show", client_id=client_id), 303)
    if not form.validate_on_submit():
        flash("Choose one: agree, or refuse.")
        return back
    try:
        medicine_answers.settle_medicine_answer(
            client_id, answer_id, agree=form.agree.data == "yes", key=form.form_key.data or "", by=by, at=clock.now())
    except StaleRecord:
        flash("Somebody has settled this already, or taken it back. Below is how it stands.")
        return back
    flash("Recorded. The rules were worked out again.")
    return back


@bp.post("/clients/<int:client_id>/medicines/answer")
@access.needs("therapist")
def answer(client_id: int) -> Response:
    """Keep what a person said a written word is for this client; an empty answer takes it back."""
    clients.open_client(client_id, by=current_staff(), at=clock.now())
    form = AnswerForm()
    if not form.validate():
        return _refused(dict(form.problems()))
    if not form.answer.data:
        medicine_answers.take_back(client_id, text=form.text.data or "", by=current_staff(), at=clock.now())
        return jsonify(kept=False, waits=False)
    try:
        kept = medicine_answers.remember(client_id, text=form.text.data or "", answer=form.answer.data,
                                         reason=form.reason.data or "", by=current_staff(), at=clock.now())
    except InvalidInput as invalid:
        return _refused(invalid.problems)
    return jsonify(kept=True, waits=kept.state == medicines.WAITING)


def _refused(problems: Mapping[str, str]) -> Response:
    refused = jsonify(error="invalid", problems=dict(problems))
    refused.status_code = 422
    return refused
