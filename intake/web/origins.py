"""Origins: a form is taken only from a page of ours. The form token guards too; this holds where a token has leaked."""

from urllib.parse import urlsplit

from flask import Flask, abort, request

from intake.web.access import READING

FOREIGN = "foreign"
"""Says why in the refusal, for the page that words it."""


def register(app: Flask) -> None:
    """Refuse what another site sends. Call before the form tokens are looked at."""
    app.before_request(_refuse_foreign)


def _refuse_foreign() -> None:
    if request.method in READING:
        return
    senders = [sender for sender in (request.headers.get("Origin"), request.referrer) if sender]
    # Over https every browser names one of the two; without https programs on this machine may name neither.
    if any(_origin(sender) != _origin(request.host_url) for sender in senders) or (request.is_secure and not senders):
        abort(400, FOREIGN)


def _origin(address: str) -> tuple[str, str]:
    """Scheme and host with port, as browsers compare them; ("", "") where there is none, as in "null"."""
    parts = urlsplit(address)
    return parts.scheme, parts.netloc.lower()
