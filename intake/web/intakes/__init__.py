"""Intakes: the form and its draft, signing, correcting, and reading what was signed."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from intake.clinical.facts.silence import Matter
from intake.clinical.questionnaire import CONSENT_VERSION, Question
from intake.clinical.questionnaire.answers import FormReading, in_words, read_stored
from intake.clinical.questionnaire.differences import Difference, differences
from intake.clinical.questionnaire.earlier import asked_as, retired_in
from intake.services import actors, audit, clients, drafts, intakes, medicine_answers, record_lines, screening
from intake.services.errors import DraftOpen, InvalidInput, StaleRecord
from intake.web import access, clock
from intake.web.access import current_staff
from intake.web.forms.base import clean_text, day_in
from intake.web.forms.intake import IntakeForm
from intake.web.intakes import buttons
from intake.web.intakes.page import PAGE, FormPart, IntakePage, label_of
from intake.web.intakes.panel import panel_values
from intake.web.intakes.remarks import place_on_page
from intake.web.intakes.signing import signature_values
from intake.web.sent_twice import shown_by

if TYPE_CHECKING:
    from intake.records.clients import Client
    from intake.records.intakes import Intake, IntakeDraft

bp = Blueprint("intakes", __name__)
shown_by("intake", "intakes.show", "intake_id")

therapist = access.needs("therapist")


@bp.get("/clients/<int:client_id>/intake")
@therapist
def form(client_id: int) -> str:
    """The form, with the draft where one was begun."""
    client = clients.open_for_care(client_id, by=current_staff(), at=clock.now())
    draft = drafts.draft_of(client_id)
    if draft:
        audit.record_read("draft.read", by=current_staff(), at=clock.now(), subject_type="draft", subject_id=draft.id,
                          client_id=client_id)
    reading = read_stored(draft.answers if draft else {}, on=clock.today())
    return _form(client, draft, reading, more=request.args.get("more", ""), checked="checked" in request.args)


@bp.post("/clients/<int:client_id>/intake")
@therapist
def send(client_id: int) -> ResponseReturnValue:
    """Save the draft, and do what the button says: check, add a row, fill the rest of a group, sign …"""
    client = _client(client_id)
    sent = IntakeForm()
    press = buttons.button_pressed(request.form)
    reading, filled = buttons.after_press(press, sent.answers.reading, request.form)
    if press.is_signing and sent.may_be_signed(client.birth_date) and (signed := _sign(client, sent, reading)):
        return signed
    try:
        draft = drafts.save_draft(client_id, answers=reading.answers, version=sent.begun_from(), by=current_staff(),
                                  at=clock.now())
    except StaleRecord as stale:
        return _clash(client, stale.current, reading, sent), 409
    reasons = buttons.reasons_typed(request.form)
    if press.is_signing or not sent.validate():
        return _form(client, draft, reading, sent=sent, reasons=reasons, checked=True), 422
    if filled:
        return _form(client, draft, reading, sent=sent, reasons=reasons, filled=filled)
    if press.name == "medicine_answer":
        try:
            _keep_answer(client_id, press, reasons)
        except (InvalidInput, ValueError) as invalid:
            if not press.reason_from:
                raise
            problem = invalid.problems.get("reason", "") if isinstance(invalid, InvalidInput) else str(invalid)
            return _form(client, draft, reading, sent=sent, reasons=reasons,
                         reason_problems={press.reason_from: problem}), 422
        reasons.pop(press.reason_from, None)
    if reasons:
        # Written and not sent yet: the page comes as it is, so that nothing is lost.
        return _form(client, draft, reading, sent=sent, reasons=reasons, checked=press.is_checking)
    anchor = None if press.is_checking and reading.problems else press.anchor  # first what is wrong, then what it means
    return redirect(url_for("intakes.form", client_id=client_id, **press.query, _anchor=anchor), 303)


@bp.post("/clients/<int:client_id>/intake/draft")
@therapist
def autosave(client_id: int) -> ResponseReturnValue:
    """Save the draft for the script on the page; the answer carries the version to go on from."""
    _client(client_id)
    sent = IntakeForm()
    reading = sent.answers.reading
    version = sent.begun_from()
    if version == drafts.NO_DRAFT and reading.is_blank:
        return jsonify(version=version, saved="", csrf=generate_csrf())
    try:
        draft = drafts.save_draft(client_id, answers=reading.answers, version=version, by=current_staff(),
                                  at=clock.now())
    except StaleRecord as stale:
        return jsonify(error="clash", html=_clash_told(stale.current, reading)), 409
    return jsonify(version=draft.version, saved=f"{clock.local(draft.saved_at):%H:%M}", csrf=generate_csrf())


@bp.post("/clients/<int:client_id>/intake/panel")
@therapist
def panel(client_id: int) -> str:
    """What the answers as they stand mean today, and what was read of them. Nothing is kept."""
    client = _client(client_id)
    sent = IntakeForm()
    reading = sent.answers.reading
    corrects = _corrected(drafts.draft_of(client_id))
    return render_template("intakes/panel.html",
                           **panel_values(client, reading, on=clock.today(), corrects=corrects))


@bp.get("/clients/<int:client_id>/intake/token")
@therapist
def token(client_id: int) -> Response:
    """A fresh form token, for a page that was open while its owner signed in again."""
    _client(client_id)
    return jsonify(csrf=generate_csrf())


@bp.route("/clients/<int:client_id>/intake/discard", methods=["GET", "POST"])
@therapist
def discard(client_id: int) -> ResponseReturnValue:
    """Ask once, then throw the draft away."""
    client = _client(client_id)
    draft = drafts.draft_of(client_id)
    if draft is None:
        return redirect(_client_url(client_id), 303)
    sent = IntakeForm()
    if request.method == "POST":
        drafts.discard_draft(client_id, version=sent.begun_from(), by=current_staff(), at=clock.now())
        return redirect(_client_url(client_id), 303)
    return render_template("intakes/discard.html", client=client, draft=draft)


@bp.get("/intakes/<int:intake_id>")
@access.needs("therapist", "reviewer")
def show(intake_id: int) -> str:
    """A signed intake: every answer beside what was understood of it."""
    intake = intakes.intake_of(intake_id)
    client = _client(intake.client_id)
    reading = read_stored(intake.answers, on=intake.signed_on)
    corrected = intakes.intake_of(intake.corrects_id) if intake.corrects_id else None
    audit.record_read("intake.read", by=current_staff(), at=clock.now(), subject_type="intake", subject_id=intake.id,
                      client_id=client.id)
    return render_template(
        "intakes/show.html", client=client, client_url=_client_url(client.id), intake=intake,
        sections=PAGE, in_words=in_words, left_open=_left_open, retired_in=retired_in,
        asked_as=partial(asked_as, answers=intake.answers), corrected=corrected,
        corrected_by=intakes.correction_of(intake.id), taken_by=actors.actor_words(intake),
        changes=differences(corrected.answers, intake.answers) if corrected else [],
        ask_at=_ask_at(intake),
        **panel_values(client, reading, on=clock.today(), said_on=intake.signed_on),
    )


@bp.post("/intakes/<int:intake_id>/correct")
@therapist
def correct(intake_id: int) -> ResponseReturnValue:
    """Begin a correction: a new draft with the old answers, the old intake stays."""
    client = _client(intakes.intake_of(intake_id).client_id)
    try:
        drafts.start_correction(intake_id, by=current_staff(), at=clock.now())
    except DraftOpen:
        return render_template("intakes/draft_open.html", client=client), 409
    return redirect(url_for("intakes.form", client_id=client.id), 303)


def _ask_at(intake: "Intake") -> dict[Matter, str]:
    """Where to ask what the newest intake left open: at the start of a visit, by those who may begin one."""
    newest = screening.standing_intake(intake.client_id)
    if newest is None or newest.id != intake.id or not current_staff().is_therapist:
        return {}
    begin = url_for("visits.begin", client_id=intake.client_id)
    return {matter: f"{begin}#known-{matter}" for matter in Matter}


def _corrected(draft: "IntakeDraft | None") -> "Intake | None":
    return intakes.intake_of(draft.corrects_id) if draft and draft.corrects_id else None


def _left_open(part: FormPart, row: Mapping[str, Any]) -> list[Question]:
    """The questions of a row that were put and have no answer."""
    return [question for question in part.questions if question.is_put(row) and not row[question.key]]


def _client(client_id: int) -> "Client":
    return clients.open_client(client_id, by=current_staff(), at=clock.now())


def _client_url(client_id: int) -> str:
    return url_for("clients.show", client_id=client_id)


def _sign(client: "Client", sent: IntakeForm, reading: FormReading) -> ResponseReturnValue | None:
    """Sign, and the answer to that; None where whoever signs may not, or is to be asked: it stands at the fields."""
    draft = drafts.draft_of(client.id)
    try:
        intake = intakes.sign_intake(
            client.id, answers=reading.answers, signed_name=sent.signed_name.data or "",
            signer_relation=sent.signer_relation.data or "", signing_note=sent.signing_note.data or "",
            signature=sent.signature.data, signed_on=day_in(sent.signed_on), consent_version=CONSENT_VERSION,
            corrects_id=draft.corrects_id if draft else None, key=sent.form_key.data or "", by=current_staff(),
            at=clock.now(), draft_version=sent.begun_from(),
        )
    except StaleRecord as stale:
        return _clash(client, stale.current, reading, sent), 409
    except InvalidInput as refused:
        sent.refuse_each({place_on_page(name, reading): message for name, message in refused.problems.items()})
        return None
    return redirect(url_for("intakes.show", intake_id=intake.id), 303)


def _keep_answer(client_id: int, press: buttons.Press, reasons: Mapping[str, str]) -> None:
    text, answer = str(press.details.get("text", "")), str(press.details.get("answer", ""))
    if answer:
        medicine_answers.remember(client_id, text=text, answer=answer, by=current_staff(), at=clock.now(),
                                  reason=clean_text(reasons.get(press.reason_from, "")))
    else:
        medicine_answers.take_back(client_id, text=text, by=current_staff(), at=clock.now())


def _form(
    client: "Client", draft: "IntakeDraft | None", reading: FormReading, *, sent: IntakeForm | None = None,
    more: str = "", checked: bool = False, filled: Mapping[str, tuple[str, ...]] | None = None,
    clash: list[Difference] | None = None, reasons: Mapping[str, str] | None = None,
    reason_problems: Mapping[str, str] | None = None,
) -> str:
    corrects = _corrected(draft)
    values = panel_values(client, reading, on=clock.today(), corrects=corrects)
    problems = (sent.problems() if sent else list(reading.problems.items())) if checked else []
    summary = [(name, label_of(name), message) for name, message in (*problems, *(reason_problems or {}).items())]
    return render_template(
        "intakes/form.html", client=client, client_url=_client_url(client.id), draft=draft, sections=PAGE,
        saved_by=actors.actor_words(draft) if draft else "",
        corrected=corrects,
        version=draft.version if draft else drafts.NO_DRAFT, summary=summary, clash=clash, gone=draft is None,
        page=IntakePage(reading, notes=values["dates"] | values["remarks"], filled=filled or {}, more=more),
        offer_keep=False,
        reasons=reasons or {}, reason_problems=reason_problems or {},
        on_record=record_lines.record_view(client, on=clock.today()).groups if corrects is None else (),
        **signature_values(client, sent), **values,
    )


def _clash(client: "Client", current: "IntakeDraft | None", reading: FormReading, sent: IntakeForm) -> str:
    """The page again with both texts: what was typed in the form, what somebody else saved above it."""
    return _form(client, current, reading, sent=sent, clash=_between(current, reading))


def _clash_told(current: "IntakeDraft | None", reading: FormReading) -> str:
    return render_template("intakes/_clash.html", clash=_between(current, reading), gone=current is None,
                           version=current.version if current else drafts.NO_DRAFT, offer_keep=True)


def _between(current: "IntakeDraft | None", reading: FormReading) -> list[Difference]:
    return differences(current.answers, reading.answers) if current else []
