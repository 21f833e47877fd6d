"""Errors: each refusal becomes a page that says what happened and offers a way on. No page holds a record's data."""

import logging

from flask import Flask, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from intake.services import errors as refusals
from intake.services import transactions
from intake.web import access, origins
from intake.web.log import error_fields
from intake.web.request_log import request_id
from intake.web.sent_twice import page_of

log = logging.getLogger("intake")

NOT_TYPED = frozenset(
    {"csrf_token", "form_key", "version", "held", "therapist_id", "is_new", "take_over", "do", "answers"})
"""Fields that forms fill in by themselves."""


FOREIGN = ("This did not come from a page of ours",
           "A form is taken only from a page of Intake opened under the same address. Nothing was saved. Open Intake "
           "anew and copy over what you typed, which is below. Where this happens every time, the proxy in front of "
           "Intake is not set up right.")
ARCHIVED = ("Nothing new is begun on this record",
            "The client has died or moved away, or the record was archived. What stands is kept and can be read. Where "
            "that is a mistake, the record is brought back on the client's page.")
WORDS = {
    400: ("That could not be read", "Something in what was sent is not as it should be. Nothing was saved."),
    403: ("You may not open this", "Your role does not include it. An administrator can change roles in Settings."),
    404: ("Not found", "There is no such page or record, or it is not one of yours."),
    405: ("That does not work here", "This address cannot be used in that way."),
    409: ("Somebody else saved first", "Nothing was overwritten. Open the page again to see what stands now."),
    413: ("That is too long", "More was sent than fits: a page holds about a megabyte of text. Nothing was saved. "
                              "Go back and shorten the longest text."),
    500: ("Something went wrong", "The fault is ours. What was saved before is safe."),
    503: ("Not possible just now", "The records are busy or the disk is full. Nothing was half saved. "
                                   "Try again in a moment."),
}


def register(app: Flask) -> None:
    """Map every refusal and error to its page."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SecurityError, _untrusted_host)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(origins.ForeignForm, lambda _: page(400, words=FOREIGN, typed=_typed()))
    app.register_error_handler(refusals.RecordNotFound, lambda _: page(404))
    app.register_error_handler(refusals.AlreadySetUp, lambda _: page(404))
    app.register_error_handler(refusals.NotPermitted, lambda _: page(403))
    app.register_error_handler(refusals.RecordArchived, _archived)
    app.register_error_handler(refusals.StaleRecord, lambda _: page(409, typed=_typed()))
    app.register_error_handler(StaleDataError, lambda _: page(409, typed=_typed()))
    app.register_error_handler(refusals.RecordsNotReady, _not_ready)
    app.register_error_handler(refusals.Refusal, lambda _: page(400, typed=_typed()))
    app.register_error_handler(refusals.AlreadyDone, lambda done: redirect(page_of(done), 303))
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(Exception, _unforeseen)


def page(
    status: int, *, words: tuple[str, str] | None = None, typed: list[tuple[str, str]] | None = None,
) -> ResponseReturnValue:
    """The page for `status`, with the id of its request, which the log has too. `typed` is shown for copying."""
    transactions.abandon()
    title, text = words or WORDS.get(status, WORDS[500 if status >= 500 else 400])
    reference = request_id()
    if access.wants_json():
        return jsonify(error=status, message=f"{title}. {text}", reference=reference), status
    g.without_records = status >= 500
    return render_template("errors/page.html", status=status, title=title, text=text, reference=reference,
                           typed=typed or []), status


def _untrusted_host(_: SecurityError) -> ResponseReturnValue:
    # Without an address of our own no page can be drawn, because it could not link anywhere.
    return Response("Intake is not served under this address. An administrator of the server can add it to "
                    "INTAKE_TRUSTED_HOSTS.\n", 400, mimetype="text/plain")


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    answer = page(status)
    if status == 405 and isinstance(answer, tuple):
        return (*answer[:2], {"Allow": error.get_response().headers.get("Allow", "")})
    return answer


def _archived(_: refusals.RecordArchived) -> ResponseReturnValue:
    if request.method == "GET" and request.view_args:
        flash(f"{ARCHIVED[0]}.")
        return redirect(url_for("clients.show", client_id=request.view_args["client_id"]), 303)
    return page(410, words=ARCHIVED, typed=_typed())


def _csrf(error: CSRFError) -> ResponseReturnValue:
    words = ("This form had been open too long",
             "Your sign-in changed since the form was opened, so it was not accepted. Nothing was saved. "
             "What you typed is below: open the form again and copy it over.")
    return page(400, words=words, typed=_typed())


def _typed() -> list[tuple[str, str]]:
    """What was typed into the form that could not be kept, for copying. No password, and nothing of ours."""
    return [(name, value) for name, value in request.form.items(multi=True)
            if value.strip() and "password" not in name and name not in NOT_TYPED]


def _not_ready(error: refusals.RecordsNotReady) -> ResponseReturnValue:
    log.error("records not ready", extra={"request_id": request_id()})
    return page(503, words=(WORDS[503][0], str(error)), typed=_typed())


def _database(error: OperationalError) -> ResponseReturnValue:
    # The text of the error may quote what was being saved, so only its kind is logged.
    log.error("database not available", extra={"request_id": request_id(), "error": type(error.orig).__name__})
    return page(503, typed=_typed())


def _unforeseen(error: Exception) -> ResponseReturnValue:
    # Where, but not what: the message of an exception may quote a record.
    log.error("unforeseen", extra={"request_id": request_id(), **error_fields(type(error), error.__traceback__)})
    return page(500)
