"""What came up after a visit, in a browser without JavaScript: the form, what it refuses, and where it is shown."""

import re
from datetime import timedelta
from itertools import count

import pytest

from intake.services import adverse_events, sign_in
from tests.builders import NOW
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.support.statements import statements_of
from tests.web.visit_pages import a_note, begun

TODAY = NOW.date().isoformat()
HOSTILE = "<script>alert(1)</script> \u202eevil\u200b 🙂"
_keys = count(1)


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def client(app, browser):
    """A client of that therapist, with a signed intake."""
    with app.app_context():
        client = a_client(therapist=browser.staff)
        an_intake(client, by=browser.staff)
        return client


@pytest.fixture
def visit(app, browser, client):
    """A recorded visit of today."""
    visit = begun(app, browser, client)
    answer = browser.post(f"/visits/{visit.id}/note", data=a_note(
        visit, areas=["neck"], techniques=["deep_tissue"], pressure="4"))
    assert answer.status_code == 303
    return visit


def a_telling(visit, **given):
    return {"form_key": f"after-massage-{next(_keys):06}", "visit_id": str(visit.id), "noticed_on": TODAY} | given


def tell(browser, client, visit, **given):
    return browser.post(f"/clients/{client.id}/after-massage", data=a_telling(visit, **given))


def test_from_the_record_to_the_flag_and_back(browser, client, visit):
    form = browser.get(f"/visits/{visit.id}").text
    assert f"/clients/{client.id}/after-massage?visit={visit.id}" in form and "Nothing was told." in form
    page = browser.get(f"/clients/{client.id}/after-massage?visit={visit.id}").text
    assert f'<option value="{visit.id}" selected>23 November 2026</option>' in page

    answer = tell(browser, client, visit, kind="neck_pain", side="left", course="same", unlike_before="no",
                  words=HOSTILE)

    assert (answer.status_code, answer.location) == (303, f"/clients/{client.id}")
    chart = browser.get(answer.location).text
    for part in ("Recorded, and the flags follow it.", "possible signs of a torn artery", "Neck pain, left</strong>",
                 "the same, as known from before, on one side", "&lt;script&gt;", "deep tissue", "pressure 4: strong",
                 f'href="/visits/{visit.id}"'):
        assert part in chart, part
    assert "<script>alert" not in chart
    record = browser.get(f"/visits/{visit.id}").text
    assert "Neck pain, left</strong>" in record and browser.staff.name in record


def test_the_day_is_today_where_that_can_be(app, browser, client, visit):
    def first_noticed(days):
        app.config["CLOCK"] = lambda: NOW + timedelta(days=days)
        signed_in = app.test_client()
        with app.app_context():
            key = sign_in.sign_in(browser.staff, at=NOW + timedelta(days=days))
        with signed_in.session_transaction() as session:
            session.update(_user_id=browser.staff.fs_uniquifier, _fresh=True, key=key,
                           seen=int((NOW + timedelta(days=days)).timestamp()))
        page = signed_in.get(f"/clients/{client.id}/after-massage").text
        return re.search(r'name="noticed_on" value="([^"]*)"', page)[1]

    assert [first_noticed(days) for days in (0, 7, 8)] == ["2026-11-23", "2026-11-30", ""]


def test_what_does_not_belong_to_the_kind_is_not_kept(app, browser, client, visit):
    tell(browser, client, visit, kind="bruise", place="calf", side="both", bruise_large="no", swelling_hard="yes",
         course="worse", unlike_before="yes")

    with app.app_context():
        (line,) = adverse_events.adverse_events_of(client.id)
        event = line.event
        assert (event.region, event.one_sided, event.large) == ("calf", "no", "no")
        assert (event.course, event.unlike_before) == ("", "")


@pytest.mark.parametrize("given, field, message", [
    ({}, "kind", "Choose what it is."),
    ({"kind": "cough"}, "kind", "Choose one of those given here."),
    ({"kind": "headache", "noticed_on": ""}, "noticed_on", "Enter the day"),
    ({"kind": "headache", "noticed_on": "2026-11-24"}, "noticed_on", "This day is still to come."),
    ({"kind": "headache", "noticed_on": "2026-11-22"}, "noticed_on", "This is before the visit of 23 November 2026."),
    ({"kind": "bruise", "place": "calf"}, "bruise_large", "Say whether it is large or spreading."),
    ({"kind": "swelling", "place": "calf"}, "swelling_hard", "Say whether it is hard and painful."),
    ({"kind": "bruise", "bruise_large": "no"}, "place", "Say where it is."),
    ({"kind": "headache", "visit_id": "999"}, "visit_id", "Choose one of those given here."),
    ({"kind": "headache", "side": "top"}, "side", "Choose one of those given here."),
    ({"kind": "headache", "words": "x" * 1001}, "words", "1"),
    ({"kind": "headache", "words": "a\x00b"}, "words", "character that cannot be kept"),
])
def test_what_cannot_be_gets_a_message_and_what_was_typed_stays(app, browser, client, visit, given, field, message):
    answer = tell(browser, client, visit, **{"words": "typed before"} | given)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text and message in answer.text
    assert given.get("words", "typed before").replace("\x00", "") in answer.text.replace("\x00", "")
    with app.app_context():
        assert adverse_events.adverse_events_of(client.id) == []


def test_a_form_sent_twice_acts_once_and_leads_to_the_client(app, browser, client, visit):
    data = a_telling(visit, kind="headache")
    answers = [browser.post(f"/clients/{client.id}/after-massage", data=data) for _ in range(2)]

    assert [answer.location for answer in answers] == [f"/clients/{client.id}"] * 2
    with app.app_context():
        assert len(adverse_events.adverse_events_of(client.id)) == 1


def test_pain_after_work_elsewhere_says_that_no_rule_reads_it(app, browser, client):
    visit = begun(app, browser, client)
    browser.post(f"/visits/{visit.id}/note", data=a_note(visit, areas=["lower_back"]))

    answer = tell(browser, client, visit, kind="headache")

    assert "so no rule reads it" in browser.get(answer.location).text


def test_a_client_without_a_visit_has_nothing_to_follow(browser, client):
    assert "No visit has taken place yet." in browser.get(f"/clients/{client.id}/after-massage").text
    assert "Something after the massage?" not in browser.get(f"/clients/{client.id}").text


def test_an_older_visit_can_be_meant_and_nobody_elses(app, browser, client, visit):
    with app.app_context():
        other = a_client(therapist=browser.staff)
        an_intake(other, by=browser.staff)
    strange = begun(app, browser, other)

    page = browser.get(f"/clients/{client.id}/after-massage?visit={strange.id}").text

    assert f'value="{strange.id}"' not in page and f'<option value="{visit.id}" selected>' in page


def test_who_only_reviews_sees_it_and_does_not_record(app, browser, client, visit, sign_in_as):
    reviewer = sign_in_as("reviewer")

    assert "After the massage" in reviewer.get(f"/clients/{client.id}").text
    assert "Something after the massage?" not in reviewer.get(f"/clients/{client.id}").text
    assert tell(reviewer, client, visit, kind="headache").status_code == 403


def test_the_chart_asks_the_database_no_more_with_more_events(app, browser, client, visit):
    tell(browser, client, visit, kind="headache")
    browser.get(f"/clients/{client.id}")
    few = statements_of(app, lambda: browser.get(f"/clients/{client.id}"))
    for _ in range(4):
        tell(browser, client, visit, kind="headache")

    assert statements_of(app, lambda: browser.get(f"/clients/{client.id}")) == few
