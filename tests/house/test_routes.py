"""Every route of the URL map is public by name or needs a role, and the answer to a stranger says so."""

import re

import pytest
from flask import Flask

from intake.web.access import FILES, PUBLIC, may_open, needs, public

ROLES = {"therapist", "reviewer", "administrator"}
OPEN_TO_ALL = {"setup.set_up", "accounts.sign_in", "accounts.sign_out"}
"""The only views that a stranger may open. A new one is a decision, and is made here."""


@pytest.fixture
def app(own_app: Flask) -> Flask:
    """An application that views may be added to."""
    return own_app


def unmarked(app: Flask) -> list[str]:
    """Views that are neither public by name nor need a role that exists."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint in FILES:
            continue
        access = may_open(app.view_functions[rule.endpoint])
        public = access == PUBLIC and rule.endpoint in OPEN_TO_ALL
        if not public and not (access and access <= ROLES):
            found.append(rule.endpoint)
    return found


def test_every_view_is_public_by_name_or_needs_a_role(app: Flask) -> None:
    assert unmarked(app) == []


def test_a_new_view_does_not_slip_through(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "")
    app.add_url_rule("/opened", "opened", public(lambda: ""))
    app.add_url_rule("/misspelt", "misspelt", needs("therapists")(lambda: ""))
    app.add_url_rule("/nobody", "nobody", needs()(lambda: ""))
    app.add_url_rule("/good", "good", needs("reviewer")(lambda: ""))

    assert unmarked(app) == ["forgotten", "opened", "misspelt", "nobody"]


def test_a_view_that_nobody_marked_is_refused(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "everything")

    answer = app.test_client().get("/forgotten")

    assert "everything" not in answer.text
    assert answer.status_code == 303


def test_a_stranger_gets_no_further_than_sign_in_on_any_route(app: Flask) -> None:
    browser = app.test_client()
    let_in = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint in FILES | OPEN_TO_ALL:
            continue
        path = re.sub(r"<[^>]+>", "1", rule.rule)
        for method in sorted(rule.methods - {"OPTIONS", "HEAD"}):
            answer = browser.open(path, method=method)
            refused = answer.status_code == 401 or (
                answer.status_code == 303 and answer.location.startswith("/sign-in")
            )
            if not refused:
                let_in.append(f"{method} {path} {answer.status_code}")
    assert let_in == []


def test_every_view_that_is_only_read_only_reads(app: Flask) -> None:
    # The database refuses writes in a GET (tests/web/test_access.py); a view that must write says POST.
    with_verbs = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.methods <= {"GET", "HEAD", "OPTIONS"}
        and re.search(r"/(delete|archive|deactivate|sign-out|review|save|start)$", rule.rule)
    ]
    assert with_verbs == []

