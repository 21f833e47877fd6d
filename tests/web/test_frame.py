"""The frame and its pages in a real browser: sound for axe, within a phone's width, quiet in the console."""

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from intake.records.staff import Staff
from tests.builders import PASSWORD, a_staff
from tests.support.chromium import Complaints, Server

pytestmark = pytest.mark.browser


def shot(page: Page, name: str) -> None:
    """Keep a picture where SCREENSHOTS names a folder."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_set_up_and_first_page(new_server: Server, page: Page, is_sound: Callable[[], None]) -> None:
    page.goto(new_server.url)
    is_sound()
    shot(page, "set-up")

    page.get_by_label("Name of the clinic").fill("Harbour Street Massage")
    page.get_by_label("Country").select_option("GB")
    page.get_by_label("Your name").fill("Ann Lee")
    page.get_by_label("Your e-mail address").fill("ann@example.org")
    page.get_by_label("Password").fill("kettle drum by the river")
    page.get_by_role("button", name="Set up").click()

    page.wait_for_url(f"{new_server.url}/")
    assert page.get_by_role("heading", level=1).inner_text() == "Today"
    is_sound()
    shot(page, "today")


@pytest.mark.parametrize(
    "path", ["/account", "/settings/clinic", "/settings/staff", "/settings/staff/1", "/settings/audit", "/no-such-page"]
)
def test_each_page_of_the_frame_is_sound(
    server: Server, page: Page, enter: Callable[..., Staff], is_sound: Callable[[], None], path: str,
    complaints: Complaints,
) -> None:
    complaints.expected.append("404")
    enter("administrator", "therapist", "reviewer")

    page.goto(server.url + path)

    is_sound()
    shot(page, path.strip("/").replace("/", "-"))


def test_a_form_in_error_puts_the_focus_on_what_is_wrong(
    server: Server, page: Page, enter: Callable[..., Staff], is_sound: Callable[[], None], complaints: Complaints,
) -> None:
    complaints.expected.append("422")
    enter("administrator")
    page.goto(f"{server.url}/settings/staff")

    page.get_by_role("button", name="Add").click()

    summary = page.get_by_role("alert")
    assert "4 things" in summary.inner_text()
    assert summary.evaluate("element => element === document.activeElement")
    summary.get_by_role("link", name="Enter a name.").click()
    assert page.get_by_label("Name", exact=True).evaluate("element => element === document.activeElement")
    is_sound()
    shot(page, "staff-errors")


def test_the_sign_in_page_is_sound(
    server: Server, page: Page, is_sound: Callable[[], None], complaints: Complaints
) -> None:
    complaints.expected.append("401")
    page.goto(f"{server.url}/settings/staff")
    is_sound()

    page.get_by_label("E-mail address").fill("nobody@example.org")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()

    assert "do not belong together" in page.get_by_role("alert").inner_text()
    is_sound()
    shot(page, "sign-in")


def test_after_signing_out_the_back_button_shows_nothing(
    server: Server, page: Page, enter: Callable[..., Staff]
) -> None:
    enter("administrator")
    page.goto(f"{server.url}/settings/staff")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{server.url}/sign-in")

    page.go_back()

    assert page.get_by_role("heading", level=1).inner_text() == "Sign in"
    assert "@example.org" not in page.content()


def test_everything_can_be_done_by_keyboard_and_without_scripts(server: Server, chromium: Browser) -> None:
    with server.app.app_context():
        staff = a_staff("administrator", password=PASSWORD)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/settings/clinic")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.get_by_label("E-mail address").focus()
    page.keyboard.type(staff.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    page.wait_for_url(f"{server.url}/settings/clinic")
    assert page.get_by_role("heading", level=1).inner_text() == "Clinic"
    context.close()
