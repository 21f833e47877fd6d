"""Where a form came from: another site's is refused whatever else is right; over https one must say where from."""

import pytest
from flask.testing import FlaskClient

OURS = {"http": "http://localhost", "https": "https://localhost"}


def posted(browser: FlaskClient, scheme: str, headers: dict[str, str]) -> str:
    answer = browser.post("/sign-in", data={"email": "a", "password": "b"}, base_url=OURS[scheme], headers=headers)
    return "refused" if "did not come from a page of ours" in answer.text else "read"


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("headers", [
    {"Origin": "null"},
    {"Origin": "http://evil.example"},
    {"Origin": "https://localhost:444"},
    {"Origin": "https://localhost.evil.example"},
    {"Referer": "https://evil.example/?https://localhost/"},
    {"Origin": "{ours}", "Referer": "https://evil.example/"},
    {"Origin": "https://evil.example", "Referer": "{ours}/sign-in"},
])
def test_what_another_site_sends_is_refused(browser: FlaskClient, scheme: str, headers: dict[str, str]) -> None:
    sent = {name: value.format(ours=OURS[scheme]) for name, value in headers.items()}

    assert posted(browser, scheme, sent) == "refused"


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("headers", [
    {"Origin": "{ours}"}, {"Referer": "{ours}/sign-in"}, {"Origin": "{ours}", "Referer": "{ours}/"},
])
def test_our_own_pages_are_read(browser: FlaskClient, scheme: str, headers: dict[str, str]) -> None:
    sent = {name: value.format(ours=OURS[scheme]) for name, value in headers.items()}

    assert posted(browser, scheme, sent) == "read"


def test_over_https_a_form_without_either_is_refused(browser: FlaskClient) -> None:
    assert posted(browser, "https", {}) == "refused"
    assert posted(browser, "http", {}) == "read"


def test_what_was_typed_into_a_refused_form_is_there_to_be_copied_but_no_password(browser: FlaskClient) -> None:
    answer = browser.post("/sign-in", data={"notes": "Words <b>typed</b>", "password": "secret words"},
                          headers={"Origin": "https://evil.example"})

    assert answer.status_code == 400
    assert "Words &lt;b&gt;typed" in answer.text
    assert "secret words" not in answer.text
