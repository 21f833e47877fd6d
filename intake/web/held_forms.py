"""Held forms: what was typed when the sign-in had ended waits in the sign-in form and is offered for sending.

Only a form whose CSRF token was good gets here, so that no other site can have its words sent on.
"""

import json
from dataclasses import dataclass

from flask import Request, current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

LASTS = 12 * 3600
NEVER_HELD = frozenset({"csrf_token"})


@dataclass(frozen=True)
class HeldForm:
    """Where a form was going and what it said, field by field in order."""

    path: str
    fields: list[tuple[str, str]]


def hold(request: Request) -> str:
    """The posted form as signed text for a hidden field. Passwords and files are not held."""
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NEVER_HELD and "password" not in name
    ]
    return _signer().dumps({"path": request.full_path.rstrip("?"), "fields": fields})


def release(held: str) -> HeldForm | None:
    """The form inside `held`, or None when the text was not made by `hold`."""
    try:
        found = _signer().loads(held, max_age=LASTS)
    except BadSignature:
        return None
    return HeldForm(found["path"], [(name, value) for name, value in found["fields"]])


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="held-form", serializer=json)
