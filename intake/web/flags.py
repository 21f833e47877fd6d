"""The review queue, and deciding on one flag."""

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from intake.clinical.flags import Decision
from intake.clinical.screening.findings import Tier
from intake.clinical.screening.rule import RULES
from intake.clinical.screening.rule_book import sources as rule_sources
from intake.services import (
    assessments,
    audit,
    clearances,
    clients,
    clinic,
    flag_opinions,
    flag_queue,
    flags,
    letters,
    medicines,
    staff,
)
from intake.services.errors import InvalidInput, NotPermitted, StaleRecord, StopStands
from intake.web import access, clock, flag_record, queue_place
from intake.web.forms.base import BaseForm, day_in
from intake.web.forms.review import DECISIONS, AssessmentForm, ErrorForm, NamingForm, OpinionForm, ReviewForm
from intake.web.frame import counted_by
from intake.web.home import today_shows
from intake.web.ids import record_id
from intake.web.sent_twice import shown_by

if TYPE_CHECKING:
    from intake.documents.paper import Printed
    from intake.records.clients import Client
    from intake.records.flags import Flag
    from intake.records.staff import Staff

Form = TypeVar("Form", bound=BaseForm)

bp = Blueprint("flags", __name__)
shown_by("flag", "flags.show", "flag_id")
counted_by("flags.queue", flags.count_awaiting)

reviewer = access.needs("reviewer", "administrator")
TIERS = [("", "All"), *((tier.name, tier.name) for tier in sorted(Tier, reverse=True) if tier > Tier.NONE)]


@bp.get("/flags", endpoint="queue")
@access.needs_staff
def queue_of_flags() -> str:
    """The flags that wait: today's clients first, then by urgency, then by age. The address keeps the filter."""
    tier = Tier.__members__.get(request.args.get("tier", ""))
    rule = request.args.get("rule", "")
    wanted: dict[str, Any] = {
        "tier": tier.name if tier else "", "rule": rule if rule in RULES else "",
        "therapist": request.args.get("therapist", type=record_id) or "",
    }
    by = access.current_staff()
    waiting = flag_queue.queue_page(
        by=by, on=clock.today(), tier=int(tier) if tier else None, rule=wanted["rule"] or None,
        therapist_id=wanted["therapist"] or None, after=queue_place.read(request.args.get("after", "")),
    )
    therapists = staff.therapists()
    kept = {name: value for name, value in wanted.items() if value}
    return render_template(
        "flags/queue.html", page=waiting, wanted=wanted, tiers=TIERS, names={each.id: each.name for each in therapists},
        rules=[("", "All"), *((code, f"{code} {RULES[code].name}") for code in sorted(RULES))],
        therapists=[("", "All"), *((each.id, each.name) for each in therapists)],
        more_url=url_for("flags.queue", **kept, after=queue_place.written(waiting.after)) if waiting.after else "",
        first_url=url_for("flags.queue", **kept) if "after" in request.args else "",
        ending=clearances.ending_soon(by=by, on=clock.today()) if "after" not in request.args else [],
    )


@bp.get("/flags/<int:flag_id>")
@access.needs_staff
def show(flag_id: int) -> str:
    """One flag: what, why, until when, what to do, who decided what."""
    flag, client = opened(flag_id)
    audit.record_read("flag.read", by=access.current_staff(), at=clock.now(), subject_type="flag", subject_id=flag.id,
                      client_id=client.id)
    return page(flag, client)


@bp.post("/flags/<int:flag_id>/review")
@reviewer
def review(flag_id: int) -> ResponseReturnValue:
    """Record a decision."""
    flag, client = opened(flag_id)
    form = ReviewForm()
    if not form.validate_on_submit():
        return page(flag, client, form), 422
    try:
        flags.review_flag(
            flag_id, decision=Decision(form.decision.data), reason=form.reason.data or "", version=form.begun_from(),
            key=form.form_key.data or "", by=access.current_staff(), at=clock.now(),
        )
    except InvalidInput as invalid:
        return _refused(flag, client, invalid, form)
    except StopStands:
        form.refuse("decision", "A STOP cannot be set aside. Only a medical assessment closes it.")
        return page(flag, client, form), 422
    except StaleRecord as stale:
        return page(stale.current, client, form, stale=True), 409
    flash("Your decision is recorded.")
    return redirect(url_for("flags.queue"), 303)


@bp.post("/flags/<int:flag_id>/entered-in-error")
@reviewer
def entered_in_error(flag_id: int) -> ResponseReturnValue:
    """Withdraw answers behind a flag that were never true of this client."""
    flag, client = opened(flag_id)
    form = ErrorForm()
    if not form.validate_on_submit():
        return page(flag, client, form), 422
    try:
        flags.mark_entered_in_error(
            flag_id, reason=form.reason.data or "", version=form.begun_from(), key=form.form_key.data or "",
            answers=form.answers.data, by=access.current_staff(), at=clock.now(), on=clock.today(),
        )
    except InvalidInput as invalid:
        return _refused(flag, client, invalid, form)
    except StaleRecord as stale:
        return page(stale.current, client, form, stale=True), 409
    flash("Entered in error, and everything is worked out again. The form keeps what was written.")
    return redirect(url_for("flags.show", flag_id=flag_id), 303)


@bp.post("/flags/<int:flag_id>/assessment")
@reviewer
def assess(flag_id: int) -> ResponseReturnValue:
    """Record what a doctor found of a STOP."""
    flag, client = opened(flag_id)
    form = AssessmentForm()
    if not form.validate_on_submit():
        return page(flag, client, form), 422
    try:
        assessments.record_assessment(
            flag_id, assessed_by=form.assessed_by.data or "", assessed_on=day_in(form.assessed_on),
            outcome=form.outcome.data, condition=form.condition.data or "",
            result=form.result.data or "", version=form.begun_from(), key=form.form_key.data or "",
            by=access.current_staff(), at=clock.now(), on=clock.today(),
        )
    except InvalidInput as invalid:
        return _refused(flag, client, invalid, form)
    except StaleRecord as stale:
        return page(stale.current, client, form, stale=True), 409
    is_open = form.outcome.data == assessments.OPEN
    flash("The assessment is recorded, and the STOP stands." if is_open
          else "The assessment is recorded, and everything is worked out again.")
    return redirect(url_for("flags.show", flag_id=flag_id), 303)


@bp.post("/flags/<int:flag_id>/medicine")
@access.needs_staff
def name_medicine(flag_id: int) -> ResponseReturnValue:
    """Say what an unrecognised medicine is, or that it has no bearing."""
    flag, client = opened(flag_id)
    form = NamingForm()
    if request.form.get("irrelevant"):
        form.answer.data = medicines.IRRELEVANT
    if not form.validate_on_submit() and form.answer.data != medicines.IRRELEVANT:
        return page(flag, client, form), 422
    try:
        flags.name_medicine(
            flag_id, text=form.text.data or "", answer=form.answer.data or "", reason=form.reason.data or "",
            key=form.form_key.data or "",
            by=access.current_staff(), at=clock.now(), on=clock.today(),
        )
    except InvalidInput as invalid:
        return _refused(flag, client, invalid, form)
    flash("Kept for this client.")
    return redirect(url_for("clients.show", client_id=client.id), 303)


@bp.post("/flags/<int:flag_id>/letter.pdf")
@access.needs_staff
def letter(flag_id: int) -> ResponseReturnValue:
    """The letter to the doctor."""
    flag, client = opened(flag_id)
    try:
        printed = letters.print_letter(flag_id, by=access.current_staff(), at=clock.now(), on=clock.today())
    except NotPermitted:
        flash("The client has said that the doctor may not be asked: on their page, or in a signed intake.")
        return redirect(url_for("flags.show", flag_id=flag_id), 303)
    return as_pdf(printed, f"letter-{clock.today().isoformat()}.pdf")


@bp.post("/clients/<int:client_id>/stop.pdf")
@access.needs_staff
def stop_sheet(client_id: int) -> ResponseReturnValue:
    """The page for a STOP, printed within one press."""
    clients.open_client(client_id, by=access.current_staff(), at=clock.now())
    printed = letters.print_stop_sheet(client_id, by=access.current_staff(), at=clock.now(), on=clock.today())
    return as_pdf(printed, f"stop-{clock.today().isoformat()}.pdf")


def as_pdf(printed: "Printed", name: str) -> Response:
    """A printed paper as a download. What could not be printed is said in a header and shown on the next page."""
    answer = send_file(BytesIO(printed.pdf), mimetype="application/pdf", as_attachment=True, download_name=name)
    if printed.missing:
        answer.headers["X-Missing-Characters"] = ", ".join(f"U+{ord(c):04X}" for c in printed.missing if len(c) == 1)
        flash("Some characters could not be printed: no font on this machine has them. They stand as □ in the paper.")
    return answer


def opened(flag_id: int) -> tuple["Flag", "Client"]:
    """The flag and its client, for somebody who may open the client."""
    flag = flags.flag_of(flag_id)
    return flag, clients.open_client(flag.client_id, by=access.current_staff(), at=clock.now())


def page(flag: "Flag", client: "Client", sent: BaseForm | None = None, *, stale: bool = False) -> str:
    """The page of a flag, with the form that was `sent` as it was typed; `stale` where the flag changed meanwhile."""
    finding, history = flag.finding, flags.history_of(flag.id)
    by = access.current_staff()
    return render_template(
        "flags/show.html", flag=flag, client=client, finding=finding, history=history, stale=stale,
        may_review=by.may_review, decisions=_decisions(flag),
        the_place=letters.scope_words(finding),
        clinic_words=clinic.the_clinic(), rule=RULES.get(flag.rule),
        sources=[source for key in finding.sources if (source := rule_sources().get(key))],
        review=_filled(ReviewForm, sent),
        mistake=_filled(ErrorForm, sent),
        assessment=_filled(AssessmentForm, sent),
        naming=_filled(NamingForm, sent),
        opinion=_filled(OpinionForm, sent), says_not_useful=flag_opinions.is_not_useful_to(by, history),
        clearable=flag.rule in clearances.clearable_rules(),
        unsent=_words_in(sent) if sent and flag.closed_at else [],
        **flag_record.values(flag, sent, by=by, on=clock.today()),
    )


def _filled(kind: type[Form], sent: BaseForm | None) -> Form:
    """The form that was sent, where it is of that kind, else an empty one."""
    return sent if isinstance(sent, kind) else kind(formdata=None)


def _words_in(form: BaseForm) -> list[str]:
    """What was typed into a form, for a page that no longer shows the form."""
    names = ("condition", "assessed_by", "result", "reason", "answer", "why")
    return [form.typed(name) for name in names if name in form and form.typed(name)]


def _decisions(flag: "Flag") -> list[tuple[str, str]]:
    if flag.tier == Tier.STOP:
        return [each for each in DECISIONS if each[0] == Decision.AGREED.value]
    return DECISIONS


def _refused(flag: "Flag", client: "Client", invalid: InvalidInput, sent: BaseForm) -> tuple[str, int]:
    for name, message in invalid.problems.items():
        sent.refuse(name, message)
    return page(flag, client, sent), 422


def _urgent(by: "Staff", on: date) -> object:
    waiting = flag_queue.queue_page(by=by, on=on)
    grave = [flag for flag in (*waiting.today, *waiting.flags) if flag.tier >= Tier.HOLD]
    return {"flags": grave[:8], "count": waiting.count_words}


today_shows("flags/_today.html", "urgent", _urgent, "reviewer", "administrator", "therapist")
