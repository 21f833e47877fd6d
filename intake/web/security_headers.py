"""Security headers, and a session cookie that is as strict as the connection allows."""

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from intake.web.access import FILES

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Our own pages must see where a form came from (web.origins). With no-referrer browsers send "Origin: null" and no
    # Referer, and every form over https is refused. Other sites still learn nothing.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
A_YEAR = "max-age=31536000"
"""For this name alone: what a clinic serves under other names of its domain is not ours to decide."""


class SessionCookie(SecureCookieSessionInterface):
    """Secure and bound to this host by its name over https; plain on the loopback, where there is no https."""

    def get_cookie_name(self, app: Flask) -> str:
        """A `__Host-` name where the browser will take one."""
        return "__Host-intake" if request.is_secure else "intake"

    def get_cookie_secure(self, app: Flask) -> bool:
        """Secure whenever this request is."""
        return request.is_secure

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Never with a file of the program: caches on the way may keep that, and would hand one person's cookie on."""
        if request.endpoint not in FILES:
            super().save_session(app, session, response)


def register(app: Flask) -> None:
    """Put the headers on every answer."""
    app.session_interface = SessionCookie()
    app.after_request(_harden)


def _harden(response: Response) -> Response:
    for name, value in FIXED.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = A_YEAR
    if request.endpoint not in FILES or response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    return response
