"""What a visit asks of this client alone, and the one press for a visit with nothing new, without JavaScript."""

import re
from datetime import timedelta

import pytest

from intake.clinical.questionnaire.visit import NO_TO_OPEN
from intake.clinical.questionnaire.visit_questions import CONCERNING, INNER_PAIN, NECK, NEWS, VISIT_QUESTIONS
from intake.services import flags
from tests import on_file
from tests.builders import NOW
from tests.builders_clients import a_client
from tests.builders_intakes import a_blank_intake, an_intake
from tests.web.visit_pages import a_note, as_kept, asked, begun

LAST_MONTH = NOW - timedelta(days=30)
APIXABAN = {"medicines_any": "yes", "medicines": [{"text": "apixaban"}]}


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def client(app, browser):
    """A client of that therapist with nothing on record."""
    with app.app_context():
        client = a_client(therapist=browser.staff, sex="M")
        an_intake(client, by=browser.staff, at=LAST_MONTH)
    return client


@pytest.fixture
def thinned(app, browser):
    """A client on apixaban whose neck was worked on at the last visit."""
    with app.app_context():
        client = a_client(therapist=browser.staff, sex="M")
        an_intake(client, by=browser.staff, at=LAST_MONTH, **APIXABAN)
    visit = begun(app, browser, client)
    browser.post(f"/visits/{visit.id}/note", data=a_note(visit, areas=["neck"]))
    return client


def address(client):
    return f"/clients/{client.id}/visits/begin"


def put(page):
    """The questions that a page asks."""
    return re.findall(r'<fieldset class="choices[^"]*" id="(asked_[a-z_]+)"', page)


def pressed(page):
    """What the press for nothing new sends."""
    return {NO_TO_OPEN: re.search(rf'name="{NO_TO_OPEN}" value="([^"]+)"', page)[1],
            "form_key": re.search(r'name="form_key" value="([^"]+)"', page)[1], "offered": ""}


def newest(app, client):
    with app.app_context():
        return max(on_file.visits_of(client.id), key=lambda visit: visit.id)


def test_whom_nothing_concerns_is_asked_the_questions_of_everybody(browser, client):
    assert put(browser.get(address(client)).text) == [each.name for each in (*VISIT_QUESTIONS, NEWS)]


def test_what_concerns_a_client_is_asked_of_this_one(browser, thinned):
    page = browser.get(address(thinned)).text

    assert put(page) == [each.name for each in (*VISIT_QUESTIONS, NECK, INNER_PAIN, NEWS)]
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids)), "no field is drawn twice"
    for name in ("pains-0-site", "pains-500-site", "neck_work_pain", "condition_dvt", "platelets", "health_notes"):
        assert f'name="{name}"' in page, name


def test_one_press_answers_all_that_was_read_out_and_begins(app, browser, thinned):
    answer = browser.post(address(thinned), data=pressed(browser.get(address(thinned)).text))

    visit = as_kept(app, int(answer.location.rsplit("/", 1)[1]))
    assert visit.state == "begun"
    assert {visit.questions[each.name] for each in (*VISIT_QUESTIONS, NECK, INNER_PAIN, NEWS)} == {"no"}
    assert visit.questions["sign_chest_pain"] == "no"


def test_the_press_leaves_a_yes_as_it_is(app, browser, thinned):
    answer = browser.post(address(thinned), data=pressed(browser.get(address(thinned)).text) | {"asked_breath": "yes"})

    assert answer.location.endswith("/blocked")
    assert newest(app, thinned).questions["asked_breath"] == "yes"


def test_the_press_asks_for_what_a_yes_lacks_and_shows_its_answers(app, browser, thinned):
    answer = browser.post(address(thinned), data=pressed(browser.get(address(thinned)).text) | {NECK.name: "yes"})

    assert answer.status_code == 422 and NECK.needs in answer.text
    assert re.search(r'name="asked_breath" value="no" checked', answer.text)
    assert newest(app, thinned).state == "recorded", "nothing was kept"


def test_the_press_answers_nothing_that_has_to_be_asked_by_itself(app, browser):
    with app.app_context():
        client = a_client(therapist=browser.staff, sex="F")
        a_blank_intake(client, by=browser.staff)

    answer = browser.post(address(client), data=pressed(browser.get(address(client)).text))

    assert answer.status_code == 422
    assert "Not known yet: Medicines" in answer.text and "The visit cannot begin without it." in answer.text
    assert re.search(r'name="asked_breath" value="no" checked', answer.text)


@pytest.mark.parametrize("left_out", [NECK, INNER_PAIN, NEWS], ids=lambda question: question.key)
def test_a_page_that_hides_a_question_does_not_answer_it(browser, thinned, left_out):
    data = asked(offered="", put="")
    del data[left_out.name]

    answer = browser.post(address(thinned), data=data)

    assert answer.status_code == 422 and f"Not asked yet: {left_out.label}" in answer.text


def test_what_was_never_put_is_not_kept(app, browser, client):
    begun(app, browser, client, asked_neck="yes", neck_work_pain="headache", neck_work_pain_unlike="yes")

    kept = newest(app, client).questions
    assert not {each.name for each in CONCERNING} & kept.keys() and "neck_work_pain" not in kept


def test_a_blood_thinner_told_today_brings_its_question_and_the_press_on_the_old_page_does_not_answer_it(
    app, browser, client,
):
    today = pressed(browser.get(address(client)).text) | {"asked_medicine": "yes", "medicines-0-text": "apixaban"}

    answer = browser.post(address(client), data=today)

    assert answer.status_code == 422 and f"Not asked yet: {INNER_PAIN.label}" in answer.text
    assert INNER_PAIN.name in put(answer.text) and 'value="apixaban"' in answer.text
    again = browser.post(address(client), data=today | pressed(answer.text))
    assert as_kept(app, int(again.location.rsplit("/", 1)[1])).questions[INNER_PAIN.name] == "no"


def test_an_inner_pain_is_kept_and_shown_under_its_own_question(app, browser, thinned):
    pain = {"pains-500-site": "abdomen", "pains-500-since": "yesterday", "pains-500-now": "5"}

    page = browser.post(address(thinned), data=asked(more=INNER_PAIN.key, asked_inner_pain="yes", **pain)).text
    assert 'name="pains-501-site"' in page and 'name="pains-1-site"' not in page and 'value="yesterday"' in page
    browser.post(address(thinned), data=asked(asked_inner_pain="yes", **pain))

    (row,) = newest(app, thinned).questions["pains"]
    assert (row["site"], row["since"], row["now"]) == ("abdomen", "yesterday", "5")


def test_a_sign_after_neck_work_is_kept_and_stops_whatever_else_is_open(app, browser, thinned):
    data = asked(asked_neck="yes", neck_work_pain="headache", neck_work_pain_unlike="yes", offered="")
    del data["asked_fever"]

    answer = browser.post(address(thinned), data=data)

    assert answer.location.endswith("/blocked")
    with app.app_context():
        assert "R08" in {flag.rule for flag in flags.blocking_flags(thinned.id)}


def test_a_new_diagnosis_is_one_press_in_the_fields_of_the_intake(app, browser, client):
    answer = browser.post(address(client), data=asked(asked_news="yes", condition_dvt="now"))

    assert answer.location.endswith("/blocked") and newest(app, client).questions["condition_dvt"] == "now"
    refused = browser.post(address(client), data=asked(condition_dvt="now"))
    assert refused.status_code == 422
    assert re.search(r'name="condition_dvt" value="now" checked', refused.text)
    assert re.search(r"<details class=\"asked__group\" open><summary>Circulation", refused.text)


def test_news_without_anything_under_it_are_asked_for(browser, client):
    answer = browser.post(address(client), data=asked(asked_news="yes"))

    assert answer.status_code == 422 and NEWS.needs in answer.text


def test_the_inr_may_be_over_by_its_number(app, browser):
    with app.app_context():
        client = a_client(therapist=browser.staff)
        an_intake(client, by=browser.staff, inr_state="above", medicines_any="yes", medicines=[{"text": "warfarin"}])

    page = browser.get(address(client)).text

    over = page[page.index("What is over?"):]
    assert 'name="inr_value"' in over and 'name="inr_state"' in over
    assert page.count('id="inr_value"') == 1
