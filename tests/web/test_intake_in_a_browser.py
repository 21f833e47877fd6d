"""The intake form with JavaScript, in a real browser: by keyboard, saving itself, never losing what was typed."""

import pytest

from intake.records.database import db
from intake.services import drafts, medicines, screening, sign_in, staff
from tests import on_file
from tests.builders import PASSWORD, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import a_draft
from tests.support.chromium import PHONE, TABLET, until

pytestmark = pytest.mark.browser


@pytest.fixture
def client(server, enter):
    """A client of the therapist who has just signed in."""
    therapist = enter("therapist")
    with server.app.app_context():
        return a_client(therapist=therapist, given_name="Maria")


@pytest.fixture
def form(server, page, client):
    """The client's intake form, open."""
    page.goto(f"{server.url}/clients/{client.id}/intake")
    return page


def saved(page):
    """Wait until the draft has saved itself."""
    page.locator("#saved.saved--done").wait_for()


def kept(server, client):
    with server.app.app_context():
        return drafts.draft_of(client.id).answers


def has_draft(server, client):
    with server.app.app_context():
        return drafts.draft_of(client.id) is not None


def pains(server, client):
    return [row["words"] for row in kept(server, client)["pains"]]


def pick(page, question, answer):
    page.locator(f"#{question}").get_by_role("radio", name=answer).check()


def test_the_page_is_sound_empty_filled_and_signed(form, client, is_sound):
    is_sound()

    form.fill("#medicines-0-text", "Xarelto 20 mg")
    pick(form, "sign_chest_pain", "Yes")
    form.locator("[data-tier=STOP]").wait_for()
    saved(form)
    form.locator(".intake__panel summary").click()
    is_sound()
    form.get_by_role("link", name="Operations: not asked").click()

    pick(form, "consent_massage", "Yes")
    pick(form, "consent_records", "Yes")
    form.fill("#signed_name", "Maria")
    form.get_by_role("button", name="Sign and screen").click()
    form.wait_for_url("**/intakes/*")
    is_sound()


def test_the_pages_around_the_form_are_sound(server, form, client, is_sound, complaints):
    complaints.expected.append("409")
    form.fill("#reason", "mine")
    saved(form)
    form.goto(f"{server.url}/clients/{client.id}/intake/discard")
    is_sound()
    form.goto(f"{server.url}/medicines")
    form.fill("#word", "xeralto")
    form.get_by_role("button", name="Look it up").click()
    form.get_by_role("heading", name="How it is read").wait_for()
    is_sound()
    with server.app.app_context():
        other = a_client(therapist=staff.all_staff()[0])
        a_draft(other, by=a_staff(), reason="theirs")
    form.goto(f"{server.url}/clients/{other.id}/intake")
    form.evaluate("document.querySelector('[data-version]').value = '0'")
    form.fill("#reason", "mine")
    form.get_by_role("heading", name="Somebody else saved").wait_for()
    is_sound()


def test_what_is_wrong_is_said_beside_the_field_and_gets_the_focus(form, is_sound, complaints):
    complaints.expected.append("422")
    form.fill("#height_cm", "9")
    form.get_by_role("button", name="Sign and screen").click()
    form.locator(".error-summary").wait_for()

    assert form.evaluate("document.activeElement.className") == "error-summary"
    form.get_by_role("link", name="Height: 9 is outside 50 to 260").click()
    assert form.evaluate("document.activeElement.id") in ("height_cm", "")
    assert form.input_value("#height_cm") == "9"
    is_sound()


@pytest.mark.parametrize("size", [PHONE, TABLET])
def test_what_is_pressed_is_never_under_a_bar(form, size):
    form.set_viewport_size(size)
    for question in ("condition_lymphoedema", "sign_fever", "consent_massage"):
        radio = form.locator(f"#{question} input").first
        radio.focus()
        box = radio.bounding_box()
        top = form.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('fieldset')?.id",
                            [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])
        assert top == question


def test_a_draft_saves_itself_and_survives_a_closed_tab(server, form, client):
    form.fill("#reason", "Stiff neck")
    pick(form, "condition_dvt", "Past")
    saved(form)

    form.goto("about:blank")
    form.goto(f"{server.url}/clients/{client.id}/intake")

    assert form.input_value("#reason") == "Stiff neck"
    assert form.locator("#condition_dvt").get_by_role("radio", name="Past").is_checked()


def test_leaving_at_once_keeps_the_last_words(server, form, client):
    form.fill("#reason", "typed just before leaving")
    form.goto("about:blank")
    until(form, lambda: has_draft(server, client))
    form.goto(f"{server.url}/clients/{client.id}/intake")

    assert form.input_value("#reason") == "typed just before leaving"


def test_an_expired_sign_in_loses_nothing(server, form, client, complaints):
    complaints.expected.append("401")
    complaints.expected.append("400")
    form.fill("#reason", "before")
    saved(form)
    with server.app.app_context():
        who = staff.all_staff()[0]
        sign_in.end_sessions(who)
        db.session.commit()

    form.fill("#reason", "after the sign-in had ended")
    form.get_by_text("You have been signed out").wait_for()
    with form.context.expect_page() as opened:
        form.get_by_role("link", name="Sign in in a new tab").click()
    tab = opened.value
    tab.get_by_label("E-mail address").fill(who.email)
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url(f"{server.url}/")
    tab.close()
    form.bring_to_front()
    form.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(form)

    assert form.input_value("#reason") == "after the sign-in had ended"
    assert kept(server, client)["reason"] == "after the sign-in had ended"


def test_two_people_in_one_draft_see_both_texts(server, form, client, complaints):
    complaints.expected.append("409")
    with server.app.app_context():
        a_draft(client, by=a_staff(), reason="theirs")

    form.fill("#reason", "mine")
    form.get_by_text("Somebody else saved while you were typing").wait_for()
    assert form.locator("[data-clash]").get_by_text("theirs").is_visible()
    assert form.input_value("#reason") == "mine"
    assert kept(server, client)["reason"] == "theirs"

    form.get_by_role("button", name="Save what I typed").click()
    saved(form)
    assert kept(server, client)["reason"] == "mine"


def test_saving_goes_on_over_many_changes_without_clashing_with_itself(server, form, client):
    for number in range(4):
        form.fill("#reason", f"text {number}")
        form.locator("#goals").focus()
        form.wait_for_timeout(500)
    form.get_by_role("button", name="Save draft and check").last.click()
    form.wait_for_url("**/intake?checked=#panel-title")

    assert kept(server, client)["reason"] == "text 3"
    assert form.locator(".conflict").count() == 0


def test_rows_are_added_taken_out_and_put_back_in_place(server, form, client):
    form.fill("#pains-0-words", "left knee")
    form.get_by_role("button", name="Add another pain").click()
    assert form.evaluate("document.activeElement.name") == "pains-1-site"
    form.fill("#pains-1-words", "neck")

    form.locator("#pains-0").get_by_role("button", name="Remove").click()
    assert form.locator("#pains-1 .entry__legend").inner_text().strip() == "Pain 1"
    saved(form)
    until(form, lambda: pains(server, client) == ["neck"])

    form.get_by_role("button", name="Put back").click()
    until(form, lambda: pains(server, client) == ["left knee", "neck"])


def test_the_rest_of_a_group_is_filled_and_taken_back_in_place(form):
    group = form.get_by_role("group", name="Circulation")
    pick(form, "condition_dvt", "Past")

    group.get_by_role("button", name="Rest of this group: never").click()
    assert form.locator("#condition_pe").get_by_role("radio", name="Never").is_checked()
    assert form.locator("#condition_dvt").get_by_role("radio", name="Past").is_checked()
    assert form.locator("#condition_arthritis").get_by_role("radio", name="Not asked").is_checked()

    group.get_by_role("button", name="Undo: 15").press("Enter")
    assert form.locator("#condition_pe").get_by_role("radio", name="Not asked").is_checked()


def test_a_pasted_list_becomes_lines_in_place(form):
    form.get_by_text("Paste a whole list").click()
    form.fill("#medicines_pasted", "• Warfarin 3mg\nbabby asprin\n\nzinc")
    form.get_by_role("button", name="Add these lines").click()

    assert [form.input_value(f"#medicines-{n}-text") for n in range(3)] == ["Warfarin 3mg", "babby asprin", "zinc"]
    assert form.input_value("#medicines_pasted") == ""


def test_a_suggestion_is_taken_by_keyboard(form):
    line = form.locator("#medicines-0-text")
    line.press_sequentially("xarel")
    form.get_by_role("listbox", name="Names of medicines").wait_for()
    assert line.get_attribute("aria-expanded") == "true"

    line.press("ArrowDown")
    marked = line.get_attribute("aria-activedescendant")
    words = form.locator(f"#{marked}").get_attribute("data-text")
    line.press("Enter")

    assert line.input_value() == words
    assert line.get_attribute("aria-expanded") == "false"
    assert "/intake" in form.url and "?" not in form.url


def test_each_line_says_what_was_understood_with_not_this_and_stopped_one_press_away(server, form, client):
    form.fill("#medicines-0-text", "xeralto 20")
    read = form.locator('[data-reading="medicines-0"]')
    read.get_by_text("Did you mean").wait_for()

    read.get_by_role("button", name="Stopped").click()
    assert form.locator("#medicines-0-how_often").get_by_role("radio", name="Stopped").is_checked()
    assert form.evaluate("document.activeElement.id") == "medicines-0-stopped_on"

    read.get_by_role("button", name="Not this").click()
    read.get_by_text("Set aside").wait_for()
    with server.app.app_context():
        assert medicines.own_answers(client.id).standing == {"xeralto": "irrelevant"}

    read.get_by_role("button", name="Undo").click()
    read.get_by_text("Did you mean").wait_for()
    read.get_by_role("button", name="Yes").click()
    read.get_by_text("Answered: this is").wait_for()


def test_a_reason_against_an_exact_name_is_typed_in_peace_and_sent_for_review(server, form, client):
    form.fill("#medicines-0-text", "Xarelto 20 mg")
    read = form.locator('[data-reading="medicines-0"]')
    read.get_by_text("Not this", exact=True).click()
    why = read.get_by_label("Why is it not this?")
    why.fill("The name")
    form.fill("#medicines-0-dose", "one")
    saved(form)
    with form.expect_response("**/intake/panel"):
        form.locator("#medicines-0-how_often").get_by_role("radio", name="Stopped").check()
    read.get_by_text(", stopped").wait_for()
    assert why.input_value() == "The name"

    why.fill("The name of her cat")
    read.get_by_role("button", name="Send for review").click()
    read.get_by_text("Waits for a review").wait_for()
    with server.app.app_context():
        assert medicines.own_answers(client.id).disputes == {"xarelto": "The name of her cat"}

    read.get_by_role("button", name="Undo").click()
    read.get_by_text("Not this", exact=True).wait_for()


def test_an_operation_says_how_it_was_read_until_a_person_confirms_or_names_another(form):
    form.locator("#operations_any").get_by_role("radio", name="Yes").check()
    form.fill("[name=operations-0-what]", "gallbladder out")
    read = form.locator('[data-reading="operations-0"]')
    read.get_by_text("major operation in the belly").wait_for()
    read.get_by_text("Home the same day").wait_for()

    read.get_by_role("button", name="Something else").click()
    assert form.evaluate("document.activeElement.name") == "operations-0-kind"
    assert form.locator("[name=operations-0-kind]").input_value() == ""

    read.get_by_role("button", name="Yes").click()
    assert form.locator("[name=operations-0-kind]").input_value() == "major_abdominal"
    read.get_by_text("was read as").wait_for(state="detached")


def test_the_panel_says_what_it_means_and_only_a_new_tier_is_spoken(form):
    pick(form, "condition_varicose_veins", "Now")
    form.locator("[data-tier]:not([data-tier=NONE])").wait_for()
    pick(form, "sign_chest_pain", "Yes")
    form.locator("[data-tier=STOP]").wait_for()

    assert form.get_by_text("What this means today: STOP").count() == 1
    form.fill("#reason", "more words")
    form.wait_for_timeout(1200)
    assert form.get_by_text("What this means today: STOP").count() == 1


def test_a_vague_date_says_how_it_was_read(form):
    form.fill("#signs_since", "yesterday")
    form.locator('[data-reading="signs_since"]:not(:empty)').wait_for()
    form.fill("#signs_since", "whenever")
    form.get_by_text("No date could be read in this").wait_for()


def test_the_whole_form_is_filled_and_signed_by_keyboard(server, form, client):
    form.locator("#reason").focus()
    form.keyboard.type("Stiff neck")
    form.locator("#condition_dvt input:checked").focus()
    form.keyboard.press("ArrowLeft")
    form.locator("#consent_massage input:checked").focus()
    form.keyboard.press("ArrowRight")
    form.locator("#consent_records input:checked").focus()
    form.keyboard.press("ArrowRight")
    form.locator("#signed_name").focus()
    form.keyboard.type("Maria")
    form.get_by_role("button", name="Sign and screen").focus()
    form.keyboard.press("Enter")
    form.wait_for_url("**/intakes/*")

    with server.app.app_context():
        intake = screening.standing_intake(client.id)
    assert intake.answers["condition_dvt"] == "never"
    assert intake.answers["reason"] == "Stiff neck"
    assert intake.signed_name == "Maria"


def test_a_signature_is_drawn_and_cleared(server, form, client):
    pick(form, "consent_massage", "Yes")
    pick(form, "consent_records", "Yes")
    pad = form.locator(".pad__canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()

    def draw():
        form.mouse.move(box["x"] + 20, box["y"] + 20)
        form.mouse.down()
        form.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
        form.mouse.up()

    draw()
    form.get_by_role("button", name="Clear the drawing").click()
    assert form.input_value('[name="signature"]') == ""
    box = pad.bounding_box()
    draw()
    form.get_by_role("button", name="Sign and screen").click()
    form.wait_for_url("**/intakes/*")

    with server.app.app_context():
        strokes = screening.standing_intake(client.id).signature
    assert len(strokes) == 1 and len(strokes[0]) > 2


def test_going_back_after_signing_does_not_begin_the_form_again(server, form, client):
    pick(form, "consent_massage", "Yes")
    pick(form, "consent_records", "Yes")
    form.fill("#signed_name", "Maria")
    form.get_by_role("button", name="Sign and screen").click()
    form.wait_for_url("**/intakes/*")

    form.go_back()
    form.wait_for_timeout(1500)

    with server.app.app_context():
        assert len(on_file.intakes_of(client.id)) == 1


def test_another_persons_draft_is_gone_on_with(server, form, client):
    with server.app.app_context():
        a_draft(client, by=a_staff(name="Bo"), reason="begun by Bo")

    form.reload()

    assert form.input_value("#reason") == "begun by Bo"
    assert "by Bo" in form.inner_text("#saved")


def test_a_parent_signs_by_keyboard_and_what_was_asked_about_is_answered(server, form, client, is_sound, complaints):
    complaints.expected.append("422")
    pick(form, "consent_massage", "Yes")
    pick(form, "consent_records", "Yes")
    form.fill("#signed_name", "Eva Berg")
    assert not form.locator("#signing_note").is_visible()
    form.get_by_role("button", name="Sign and screen").click()
    form.get_by_role("link", name="Name: The name signed is unlike the client’s.").click()
    assert form.evaluate("document.activeElement.id") in ("signed_name", "")
    assert form.locator("#signing_note").is_visible()
    is_sound()

    form.locator("#signer_relation input:checked").focus()
    form.keyboard.press("ArrowRight")
    assert form.get_by_role("radio", name="Parent").is_checked()
    form.get_by_label("Whose name it is").fill("Her mother, who reads for her.")
    form.get_by_role("button", name="Sign and screen").click()
    form.wait_for_url("**/intakes/*")

    form.get_by_text("Signed by Eva Berg (parent)").wait_for()
    with server.app.app_context():
        intake = screening.standing_intake(client.id)
    assert (intake.signer_relation, intake.signing_note) == ("parent", "Her mother, who reads for her.")


def test_a_date_is_not_so_at_one_press_until_its_words_change(server, form, client):
    not_so = form.locator("[name=signs_since_unclear]")
    assert not not_so.is_visible()
    form.fill("#signs_since", "3 March 2019")
    form.locator("#signs_since-read", has_text="3 March 2019").wait_for()

    not_so.press(" ")
    form.locator("#signs_since-read", has_text="not known").wait_for()
    saved(form)
    until(form, lambda: kept(server, client).get("signs_since_unclear") == "yes")

    form.locator("#signs_since").press_sequentially("!")
    assert not not_so.is_checked()
    form.locator("#signs_since-read", has_text="3 March 2019").wait_for()
    until(form, lambda: "signs_since_unclear" not in kept(server, client))
