"""Questions that an answer opens, in a real browser: by keyboard, by finger, and without JavaScript."""

import pytest

from tests.builders import PASSWORD
from tests.builders_clients import a_client
from tests.support.chromium import PHONE, until
from tests.web.test_intake_in_a_browser import kept, saved

pytestmark = pytest.mark.browser


@pytest.fixture
def therapist(enter):
    """The therapist who has just signed in."""
    return enter("therapist")


@pytest.fixture
def client(server, therapist):
    """A client of that therapist."""
    with server.app.app_context():
        return a_client(therapist=therapist, given_name="Maria")


@pytest.fixture
def form(server, page, client):
    """The client's intake form, open."""
    page.goto(f"{server.url}/clients/{client.id}/intake")
    return page


def test_a_follow_up_is_opened_and_answered_by_keyboard_and_what_was_typed_stays(server, form, client, is_sound):
    date = form.locator("#date_of_covid")
    assert not date.is_visible()

    form.locator('#condition_covid input[value=""]').focus()
    form.keyboard.press("ArrowLeft")  # never
    form.keyboard.press("ArrowLeft")  # past
    date.wait_for(state="visible")
    form.keyboard.press("Tab")
    assert date.evaluate("field => field === document.activeElement")
    form.keyboard.type("early October")
    saved(form)
    until(form, lambda: kept(server, client)["date_of_covid"] == "early October")
    is_sound()

    form.locator('#condition_covid input[value="never"]').check()
    assert date.is_visible()  # something stands in it
    date.fill("")
    date.wait_for(state="hidden")


def test_each_kind_of_opener_opens(form):
    def opens(selector):
        form.locator(selector).wait_for(state="visible")

    form.locator('[name="sign_fever"][value="yes"]').check()
    opens("#temperature")
    form.locator("#pains-0-site").select_option("lower_back")
    opens("#pains-0-after_fall")
    assert not form.locator("#pains-0-at_rest").is_visible()
    form.locator("#pains-0-site").select_option("foot")
    opens("#pains-0-at_rest")
    form.locator('[name="devices"][value="vena_cava_filter"]').check()
    opens("#vena_cava_filter_reason")
    form.locator('[name="condition_bleeding_disorder"][value="now"]').check()
    opens("#bleeding_disorder_kind")
    assert not form.locator("#carrier_level").is_visible()
    form.locator('[name="bleeding_disorder_kind"][value="haemophilia_carrier"]').check()
    opens("#carrier_level")
    form.locator('[name="condition_joint_replacement"][value="past"]').check()
    opens("#hardware-0-site")
    form.locator('[data-repeat="hardware"] [data-add]').click()
    opens("#hardware-1-site")


def test_a_new_row_opens_its_own_follow_ups(form):
    form.locator('[data-repeat="pains"] [data-add]').click()
    form.locator("#pains-1-site").select_option("mid_back")

    form.locator("#pains-1-after_fall").wait_for(state="visible")
    assert not form.locator("#pains-0-after_fall").is_visible()


def test_the_rest_of_a_group_in_place_leaves_what_is_not_put_open(form):
    form.locator('[data-group="health-0"] [data-rest]').click()

    assert form.locator('[name="condition_low_platelets"][value="never"]').is_checked()
    assert form.locator('[name="heparin_low_platelets"][value=""]').is_checked()
    assert not form.locator("#heparin_low_platelets").is_visible()


def test_without_javascript_the_style_sheet_opens_them(server, chromium, client, therapist):
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    try:
        page.goto(f"{server.url}/sign-in")
        page.fill("[name=email]", therapist.email)
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_text("Sign out").wait_for(state="attached")
        page.goto(f"{server.url}/clients/{client.id}/intake")
        page.locator("#ivf_any").wait_for()
        assert not page.locator("#ivf_stimulation_end").is_visible()

        page.locator('[name="ivf_any"][value="yes"]').check()
        page.locator("#ivf_stimulation_end").fill("3 October")
        page.get_by_role("button", name="Save draft and check").last.click()

        assert page.locator("#ivf_stimulation_end").input_value() == "3 October"
        assert page.locator("#ivf_stimulation_end").is_visible()
    finally:
        context.close()
