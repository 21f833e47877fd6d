"""Headers: the same strict ones on every answer, errors included, and a cookie as strict as the connection."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import PASSWORD, a_staff

SignIn = Callable[..., FlaskClient]


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/account", "/no-such-page", "/settings/clinic", "/static/css/intake.css"]
)
def test_every_answer_is_hardened(sign_in_as: SignIn, path: str) -> None:
    headers = sign_in_as("therapist").get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/sign-in", "/account", "/no-such-page", "/settings/audit"])
def test_pages_are_not_kept_by_browsers(sign_in_as: SignIn, path: str) -> None:
    assert sign_in_as("therapist").get(path).headers["Cache-Control"] == "no-store"


def cookie(app: Flask, scheme: str) -> str:
    with app.app_context():
        staff = a_staff(password=PASSWORD)
    answer = app.test_client().post(
        "/sign-in", data={"email": staff.email, "password": PASSWORD}, base_url=f"{scheme}://localhost",
        headers={"Origin": f"{scheme}://localhost"},
    )
    return next(line for line in answer.headers.getlist("Set-Cookie") if "intake=" in line)


def test_the_cookie_over_https_is_secure_and_bound_to_this_host(app: Flask) -> None:
    line = cookie(app, "https")

    assert line.startswith("__Host-intake=")
    assert "Secure" in line
    assert "HttpOnly" in line
    assert "SameSite=Lax" in line
    assert "Domain" not in line


def test_the_cookie_on_the_loopback_works_without_https(app: Flask) -> None:
    line = cookie(app, "http")

    assert line.startswith("intake=")
    assert "Secure" not in line
    assert "HttpOnly" in line
    assert "Expires" not in line


def test_https_is_asked_for_only_over_https(browser: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in browser.get("/sign-in").headers
    asked = browser.get("/sign-in", base_url="https://localhost").headers["Strict-Transport-Security"]
    assert asked == "max-age=31536000"  # other names of the domain are not ours to bind


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(sign_in_as: SignIn, method: str) -> None:
    assert sign_in_as("administrator").open("/account", method=method).status_code == 405
