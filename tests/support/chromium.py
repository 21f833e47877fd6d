"""A served application and a real browser. Every page is watched: a console error or a breach of the policy fails."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from intake import create_app
from intake.records.database import db
from intake.records.staff import Staff
from tests.builders import PASSWORD, a_clinic, a_staff
from tests.support import missing

PHONE = {"width": 390, "height": 844}
TABLET = {"width": 820, "height": 1180}


def until(page: Page, holds: Callable[[], object]) -> None:
    """Wait until `holds()`, at most a minute: for what no element of the page shows."""
    for _ in range(1200):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never came to hold")


@dataclass
class Server:
    """An application that is being served."""

    app: Flask
    url: str


@dataclass
class Complaints:
    """What the browser complained about."""

    lines: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def unexpected(self) -> list[str]:
        """Those that no test said to expect."""
        return [line for line in self.lines if not any(part in line for part in self.expected)]


@pytest.fixture
def server(sqlite_url: str) -> Iterator[Server]:
    """The application on 127.0.0.1 as people get it: form tokens on and the real clock. The clinic is set up."""
    yield from _served(sqlite_url, set_up=True)


@pytest.fixture
def new_server(sqlite_url: str) -> Iterator[Server]:
    """The same before its first visit: nobody has set it up."""
    yield from _served(sqlite_url, set_up=False)


def _served(url: str, *, set_up: bool) -> Iterator[Server]:
    from tests.conftest import settings

    app = create_app(settings(url, WTF_CSRF_ENABLED=True, CLOCK=None))
    if set_up:
        with app.app_context():
            a_clinic()
    listening = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield Server(app, f"http://127.0.0.1:{listening.server_port}")
    finally:
        listening.shutdown()
        thread.join(5)
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        missing("Chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield opened
        opened.close()


@pytest.fixture
def complaints() -> Complaints:
    """What the browser of this test complained about; put parts of lines that belong to the test in `.expected`."""
    return Complaints()


@pytest.fixture
def page(chromium: Browser, complaints: Complaints) -> Iterator[Page]:
    """A page in a fresh browser, tablet upright. The test fails at its end on any unexpected complaint."""
    context = chromium.new_context(viewport=TABLET, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("console", lambda said: complaints.lines.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.lines.append(str(error)))
    yield page
    context.close()
    assert complaints.unexpected() == []


@pytest.fixture
def enter(server: Server, page: Page) -> Callable[..., Staff]:
    """`enter("therapist")` signs somebody in on `page` by the form, and returns them."""

    def sign_in(*roles: str) -> Staff:
        with server.app.app_context():
            staff = a_staff(*roles, password=PASSWORD)
        page.goto(f"{server.url}/sign-in")
        page.get_by_label("E-mail address").fill(staff.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{server.url}/")
        return staff

    return sign_in


@pytest.fixture
def is_sound(page: Page) -> Callable[[], None]:
    """`is_sound()` checks the page as it stands: nothing for axe, and no sideways scrolling on a phone."""
    axe = Axe()

    def check() -> None:
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()
        before = page.viewport_size
        page.set_viewport_size(PHONE)
        width = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size(before)
        assert width <= PHONE["width"], f"{page.url} is {width} pixels wide on a phone"

    return check
