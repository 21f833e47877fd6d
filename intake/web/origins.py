"""Origins: a form is taken only from a page of ours. The form token guards too; this holds where a token has leaked."""

from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import BadRequest

from intake.web.access import READING


class ForeignForm(BadRequest):
    """A form that another site sent, or that over https does not say where it comes from."""


def register(app: Flask) -> None:
    """Refuse what another site sends. Call before the form tokens are looked at."""
    app.before_request(_refuse_foreign)


def _refuse_foreign() -> None:
    if request.method in READING:
        return
    senders = [sender for sender in (request.headers.get("Origin"), request.referrer) if sender]
    # Over https every browser names one of the two; without https programs on this machine may name neither.
    if any(_origin(sender) != _origin(request.host_url) for sender in senders) or (request.is_secure and not senders):
        raise ForeignForm


def _origin(address: str) -> tuple[str, str]:
    """Scheme and host with port, as browsers compare them; ("", "") where there is none, as in "null"."""
    parts = urlsplit(address)
    return parts.scheme, parts.netloc.lower()
