"""Every page, with somebody in it: nothing for axe, nothing wider than a phone, no breach of the policy."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from intake.cli import demo
from intake.clinical.screening.findings import Tier
from intake.records.database import db
from intake.records.flags import Clearance, Flag
from intake.records.intakes import Intake, IntakeDraft
from intake.records.staff import Staff
from intake.records.visits import Visit
from intake.web.access import FILES
from tests.builders import NOW

pytestmark = pytest.mark.browser

NO_PAGE = {"intakes.token", *FILES}
BEFORE_SIGNING_IN = {"setup.set_up", "accounts.sign_in"}
"""Looked at by the journey that begins with them."""


def a_flag(tier: Tier) -> Callable[[], int]:
    return lambda: db.session.scalar(select(Flag.id).where(Flag.tier == int(tier), Flag.closed_at.is_(None)).limit(1))


def stopped() -> int:
    return db.session.scalar(select(Flag.client_id).where(Flag.tier == int(Tier.STOP)).limit(1))


def a_visit(state: str) -> Callable[[], int]:
    return lambda: db.session.scalar(select(Visit.id).where(Visit.state == state).limit(1))


def first(column) -> Callable[[], int]:
    return lambda: db.session.scalar(select(column).order_by(column).limit(1))


PAGES = {
    "home.today": [None], "accounts.account": [None], "clients.index": [None], "clients.new": [None],
    "clients.take_over": [None], "figures.show": [None], "flags.queue": [None], "medicines.look_up": [None],
    "rescreening.preview": [None], "rules.book": [None], "rules.one": [lambda: "R21"],
    "settings.audit_trail": [None], "settings.clinic": [None], "settings.staff": [None],
    "settings.one_staff": [first(Staff.id)],
    "clearances.show": [first(Clearance.id)],
    "clients.show": [stopped, first(Clearance.client_id)],
    "clients.amend": [stopped],
    "adverse_events.new": [first(Clearance.client_id)],
    "clearances.new": [first(Clearance.client_id)],
    "intakes.form": [first(IntakeDraft.client_id), stopped],
    "intakes.discard": [first(IntakeDraft.client_id)],
    "intakes.show": [first(Intake.id)],
    "visits.begin": [first(Clearance.client_id)],
    "visits.blocked": [stopped],
    "flags.show": [a_flag(Tier.STOP), a_flag(Tier.HOLD), a_flag(Tier.CAUTION), a_flag(Tier.NOTE)],
    "visits.show": [a_visit("begun"), a_visit("recorded")],
    "visits.summary": [a_visit("recorded")],
}


@pytest.fixture
def addresses(new_server):
    """Every page of the clinic of the demonstration, by its address."""
    app = new_server.app
    with app.app_context():
        demo.fill(NOW)
        with app.test_request_context():
            adapter = app.url_map.bind("")
            return [
                new_server.url + adapter.build(endpoint, _ids(app, endpoint, of))
                for endpoint, several in PAGES.items() for of in several
            ]


def _ids(app, endpoint: str, of) -> dict[str, int]:
    rule = next(app.url_map.iter_rules(endpoint))
    return {name: of() for name in rule.arguments} if of else {}


def test_no_page_is_forgotten_here(app):
    shown = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}

    assert shown == set(PAGES) | NO_PAGE | BEFORE_SIGNING_IN


def test_every_page_is_sound(new_server, addresses, page, is_sound):
    _name, email, password, _roles = demo.ADMINISTRATOR
    page.goto(new_server.url)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{new_server.url}/")

    for address in addresses:
        answer = page.goto(address)
        assert answer.status == 200 and page.url == address, address
        is_sound()
