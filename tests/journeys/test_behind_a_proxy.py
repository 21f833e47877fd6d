"""The whole product over https, behind the proxies of deploy/, as a clinic runs it."""

import ssl
import urllib.request
from collections.abc import Callable
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser

from tests.journeys.test_walk_in_to_summary import from_set_up_to_summary
from tests.support.chromium import TABLET
from tests.support.program import Serve
from tests.support.proxy import Proxy

BEHIND = {"INTAKE_PROXIES": "1", "INTAKE_TRUSTED_HOSTS": "localhost"}


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_a_clinic_works_over_https_from_set_up_to_the_paper(
    kind: str, request: pytest.FixtureRequest, serve: Serve, new_database: str, chromium: Browser,
) -> None:
    proxy: Proxy = request.getfixturevalue(kind)
    url = proxy(serve(new_database, **BEHIND).port)
    context = chromium.new_context(viewport=TABLET, locale="en-GB", ignore_https_errors=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    text = from_set_up_to_summary(page, url, lambda: None)

    cookie = next(cookie for cookie in context.cookies() if "intake" in cookie["name"])
    context.close()
    assert "Harbour Street Massage" in text
    assert (cookie["name"], cookie["secure"]) == ("__Host-intake", True)
    assert complaints == []


@pytest.fixture
def sign_in_over_https(serve: Serve, clinic_database: str, nginx: Proxy) -> Callable[..., int]:
    """`sign_in_over_https(header=value, …)`: the status of a posted sign-in form without a token."""
    url = nginx(serve(clinic_database, **BEHIND).port)

    def status(**headers: str) -> int:
        asked = urllib.request.Request(f"{url}/sign-in", b"email=a&password=b", {
            name: value.replace("OURS", url) for name, value in headers.items()})
        try:
            return int(urllib.request.urlopen(asked, context=ssl._create_unverified_context()).status)
        except HTTPError as refusal:
            words = refusal.read().decode()
            return 0 if "did not come from a page of ours" in words else refusal.code

    return status


def test_a_form_over_https_must_come_from_a_page_of_ours(sign_in_over_https: Callable[..., int]) -> None:
    refused = 0
    no_token = 400

    assert sign_in_over_https() == refused
    assert sign_in_over_https(Origin="null") == refused
    assert sign_in_over_https(Origin="https://evil.example") == refused
    assert sign_in_over_https(Referer="https://evil.example/OURS") == refused
    assert sign_in_over_https(Origin="OURS", Referer="https://evil.example/") == refused
    assert sign_in_over_https(Origin="OURS") == no_token
    assert sign_in_over_https(Referer="OURS/sign-in") == no_token
    assert sign_in_over_https(Origin="OURS", Referer="OURS/sign-in") == no_token
