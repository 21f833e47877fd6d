"""A visit with nothing new, and a question that concerns one client, in a real browser."""

from datetime import UTC, datetime, timedelta

import pytest

from intake.clinical.questionnaire.visit_questions import VISIT_QUESTIONS
from intake.services import visits
from intake.services.visits import SoapNote
from tests.builders import a_clinic
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

pytestmark = pytest.mark.browser


@pytest.fixture
def thinned(server, enter):
    """A client on apixaban whose neck was worked on nine days ago."""
    therapist = enter("therapist")
    at = datetime.now(UTC) - timedelta(days=9)
    with server.app.app_context():
        a_clinic(time_zone="UTC")
        client = a_client(therapist=therapist, sex="F")
        an_intake(client, by=therapist, at=at, medicines_any="yes", medicines=[{"text": "apixaban"}])
        visit = visits.begin_visit(client.id, questions={each.name: "no" for each in VISIT_QUESTIONS},
                                   key="concern-browser-1", by=therapist, at=at, on=at.date())
        visits.record_visit(visit.id, SoapNote(areas=("neck",)), version=visit.version, key="concern-browser-2",
                            by=therapist, at=at)
    return f"{server.url}/clients/{client.id}/visits/begin"


def test_nothing_new_takes_one_press_and_no_question_is_out_of_sight(page, thinned, is_sound):
    page.goto(thinned)
    questions = page.locator("[data-asked]")
    assert questions.count() == 12
    assert all(each.is_visible() for each in questions.all())
    assert page.get_by_text("If yes").first.is_hidden()
    is_sound()

    page.get_by_role("button", name="Nothing new").click()

    page.get_by_role("heading", name="Today’s plan").wait_for()


def test_an_inner_pain_is_told_by_keyboard(page, thinned, is_sound):
    page.goto(thinned)
    page.locator("[name=asked_inner_pain][value=yes]").focus()
    page.keyboard.press("Space")
    page.get_by_role("group", name="Pain 1").get_by_label("Where").focus()
    page.keyboard.type("Belly")
    page.get_by_role("textbox", name="Since when").focus()
    page.keyboard.type("yesterday")
    page.locator("[name=pains-500-now][value='5']").focus()
    page.keyboard.press("Space")
    is_sound()
    assert page.locator("[name=pains-500-site]").input_value() == "abdomen"

    page.get_by_role("button", name="Nothing new").focus()
    page.keyboard.press("Enter")

    page.wait_for_url(lambda url: not url.endswith("/begin"))


def test_what_a_no_leaves_behind_is_shown_again_where_it_is_refused(page, thinned, is_sound, complaints):
    complaints.expected.append("422")
    page.goto(thinned)
    news = page.locator("[data-asked]", has=page.locator("[name=asked_news]"))
    news.get_by_role("radio", name="Yes").check()
    news.get_by_text("Circulation").click()
    news.get_by_role("checkbox", name="Blood clot in the lung (PE)").check()
    news.get_by_role("radio", name="No", exact=True).first.check()
    assert news.get_by_text("Circulation").is_hidden()

    page.get_by_role("button", name="Nothing new").click()

    page.get_by_text("You answered no, and wrote something under it.").first.wait_for()
    assert page.get_by_role("checkbox", name="Blood clot in the lung (PE)").is_checked()
    assert page.get_by_role("checkbox", name="Blood clot in the lung (PE)").is_visible()
    is_sound()
