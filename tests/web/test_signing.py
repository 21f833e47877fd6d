"""The part of the intake form where it is signed, without JavaScript: who signs, what is asked, and nothing lost."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from intake.services import drafts, screening
from tests.builders import NOW, a_clinic
from tests.builders_clients import a_client
from tests.builders_intakes import a_form, an_intake
from tests.web.intake_pages import chosen, draft_answers, error_of, url_of, value_of

TODAY = NOW.date()
MARKUP = "<b>Ann</b>"


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def client(app, browser):
    """A client of age."""
    with app.app_context():
        return a_client(therapist=browser.staff, given_name="Hanna", family_name="Hannasen")


@pytest.fixture
def minor(app, browser):
    """A client of fifteen, where sixteen is usual."""
    with app.app_context():
        a_clinic(country="GB")
        return a_client(therapist=browser.staff, given_name="Hanna", family_name="Hannasen",
                        birth_date=date(2011, 5, 17))


def signing(name, **fields):
    return a_form(**{"signed_name": name, "signing_note": "", "reason": "Stiff neck", **fields})


def signed(app, client):
    with app.app_context():
        return screening.standing_intake(client.id)


def note_is_open(page):
    return re.search(r'<details class="signing__note"( open)?>', page)[1] is not None


def test_somebody_of_age_signs_alone_unless_another_is_chosen(browser, client):
    page = browser.get(url_of(client)).text

    assert chosen(page, "signer_relation") == ["self"]
    assert 'name="signing_note"' in page and not note_is_open(page)
    assert "a parent or guardian signs" not in page


def test_for_a_minor_nobody_is_chosen_and_it_is_said_who_signs(browser, minor):
    page = browser.get(url_of(minor)).text

    assert chosen(page, "signer_relation") == []
    assert "The client is 15. Below the age of 16 a parent or guardian signs, with their own name." in page


def test_a_minor_is_refused_and_everything_typed_stays(app, browser, minor):
    answer = browser.post(url_of(minor), data=signing(
        "Anna Hannasen", signing_note=f"her mother {MARKUP}", signature="[[[0, 0], [500, 1000]]]"))

    page = answer.text
    assert answer.status_code == 422 and signed(app, minor) is None
    assert error_of(page, "signer_relation") == (
        "The client is under 16: a parent or guardian signs, with their own name.")
    assert 'href="#signer_relation"' in page
    assert chosen(page, "signer_relation") == ["self"] and value_of(page, "signed_name") == "Anna Hannasen"
    assert value_of(page, "signing_note") == f"her mother {MARKUP}" and MARKUP not in page
    assert value_of(page, "signature") == "[[[0, 0], [500, 1000]]]"
    assert value_of(page, "signed_on") == TODAY.isoformat()
    assert draft_answers(app, minor)["reason"] == "Stiff neck"


def test_a_draft_of_a_minor_is_saved_while_nobody_is_said_to_sign(app, browser, minor):
    answer = browser.post(url_of(minor), data={"do": "check", "version": "0", "form_key": "k" * 20, "reason": "knee",
                                               "signed_name": "", "signing_note": "", "signed_on": ""})

    assert answer.status_code == 303 and draft_answers(app, minor)["reason"] == "knee"


def test_a_parent_signs_for_a_minor_and_the_record_says_so(app, browser, minor):
    refused = browser.post(url_of(minor), data=signing("Anna Berg"))
    again = signing("Anna Berg", signer_relation="parent", version=value_of(refused.text, "version"),
                    form_key=value_of(refused.text, "form_key"))

    answer = browser.post(url_of(minor), data=again)

    assert answer.status_code == 303
    assert signed(app, minor).signer_relation == "parent"
    page = browser.get(answer.location).text
    assert "Signed by <bdi>Anna Berg</bdi> (parent)" in page and "Signed by the client’s parent." in page
    chart = browser.get(f"/clients/{minor.id}").text
    assert "by <bdi>Anna Berg</bdi> (parent)" in chart
    with app.app_context():
        assert drafts.draft_of(minor.id) is None


@pytest.mark.parametrize(("given", "field", "question"), [
    ({"signed_name": "Hanna Berg"}, "signed_name", "Whose name is it?"),
    ({"signed_on": (TODAY - timedelta(days=8)).isoformat()}, "signed_on", "is the day right?"),
])
def test_an_unlike_name_and_an_old_day_are_asked_about_with_the_note_open(app, browser, client, given, field, question):
    refused = browser.post(url_of(client), data=signing("Hanna Hannasen", **given))

    assert refused.status_code == 422 and signed(app, client) is None
    assert question in error_of(refused.text, field) and note_is_open(refused.text)
    assert value_of(refused.text, field) == given[field]

    again = signing("Hanna Hannasen", **given, signing_note="Married since May.",
                    version=value_of(refused.text, "version"))
    answer = browser.post(url_of(client), data=again)
    assert answer.status_code == 303
    assert "<q class=\"said\">Married since May.</q>" in browser.get(answer.location).text


@pytest.mark.parametrize(("given", "field", "words"), [
    ({"signer_relation": ""}, "signer_relation", "Say who signs."),
    ({"signer_relation": None}, "signer_relation", "Say who signs."),
    ({"signer_relation": "king"}, "signer_relation", "Choose one of those given here."),
    ({"signing_note": "x" * 301}, "signing_note", "300 fit"), ({"signing_note": "a\nb"}, "signing_note", "one line"),
    ({"signer_relation": "carer", "signed_name": "Hanna Hannasen"}, "signed_name", "the client’s own name"),
    ({"signer_relation": "carer", "signed_name": "", "signature": "[[[0, 0], [5, 5]]]"}, "signed_name",
     "a drawing alone does not say"),
])
def test_what_cannot_be_is_said_beside_it(app, browser, client, given, field, words):
    answer = browser.post(url_of(client), data=signing("Hanna Hannasen", **given))

    assert answer.status_code == 422 and signed(app, client) is None
    assert words in error_of(answer.text, field) and f'href="#{field}"' in answer.text
    assert note_is_open(answer.text) == (field != "signer_relation")


def test_an_intake_of_before_says_that_nobody_was_asked(app, browser, client):
    with app.app_context():
        intake = an_intake(client, by=browser.staff)
        intake.signer_relation = ""
        app.extensions["sqlalchemy"].session.commit()
        number = intake.id

    page = unescape(browser.get(f"/intakes/{number}").text)

    assert "Who signed was not asked." in page and "(the client)" not in page


def test_the_settings_age_is_asked_for_in_the_form(app, browser, client, sign_in_as):
    boss = sign_in_as("administrator")
    form = {"name": "Quay", "country": "DK", "time_zone": "Europe/Copenhagen", "emergency_number": "112",
            "urgent_care_words": "1813", "journey_threshold_hours": "4", "version": "1"}
    for wrong, words in (("11", "from 12 to 21"), ("22", "from 12 to 21"), ("x", "alid integer")):
        refused = boss.post("/settings/clinic", data=form | {"agree_alone_age": wrong})
        assert refused.status_code == 422 and words in error_of(refused.text, "agree_alone_age")
        assert value_of(refused.text, "agree_alone_age") == wrong

    assert boss.post("/settings/clinic", data=form | {"agree_alone_age": "18"}).status_code == 303

    page = boss.get("/settings/clinic").text
    assert value_of(page, "agree_alone_age") == "18" and "health care, 15 at present" in page
    assert boss.post("/settings/clinic", data=form | {"agree_alone_age": "", "version": "2"}).status_code == 303
    assert value_of(boss.get("/settings/clinic").text, "agree_alone_age") == ""
