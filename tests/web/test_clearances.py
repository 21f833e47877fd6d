"""Recording what the doctor answered, looking at it, ending it."""

from datetime import date, timedelta
from io import BytesIO
from itertools import count

import pytest

from intake.services import clearances, flags
from tests import on_file
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

TODAY = NOW.date()
PAST_CLOT = {"condition_dvt": "past", "clots": [{"type": "dvt", "date": "2019", "side": "left", "on_treatment": "no"}]}
_keys = count(1)


@pytest.fixture
def reviewer(sign_in_as):
    """A reviewer's browser."""
    return sign_in_as("reviewer")


@pytest.fixture
def client(app):
    """Somebody with a past clot."""
    with app.app_context():
        client = a_client()
        an_intake(client, by=a_staff(), **PAST_CLOT)
        return client


def url_of(client):
    return f"/clients/{client.id}/clearances/new"


def a_reply(**given):
    return {"form_key": f"clearance-form-{next(_keys):06}", "rule": "R21", "given_by": "Dr Reid, GP",
            "given_on": TODAY.isoformat(), "valid_until": "", "scope": "", "limits": "Light hands", **given}


def of_client(app, client):
    with app.app_context():
        return on_file.clearances_of(client.id)


def test_a_reply_is_recorded_and_the_flags_follow(app, reviewer, client):
    chooser = reviewer.get(url_of(client)).text
    assert 'value="R21"' in chooser and 'value="R40"' not in chooser and "Given by" not in chooser
    page = reviewer.get(f"{url_of(client)}?rule=R21").text
    assert "This clears:" in page and "<strong>DVT, left</strong>" in page and "at the latest" not in page

    answer = reviewer.post(url_of(client), data=a_reply(document=(BytesIO(b"%PDF-1.4 the reply"), "../../x.pdf")))

    assert (answer.status_code, answer.location) == (303, f"/clients/{client.id}")
    (kept,) = of_client(app, client)
    assert kept.valid_until == clearances.default_end("R21", TODAY)
    with app.app_context():
        assert [flag.rule for flag in flags.flags_of_client(client.id)] == ["R45"]
    page = reviewer.get(f"/clearances/{kept.id}").text
    assert "Dr Reid, GP" in page and "Light hands" in page and "<strong>DVT, left</strong>" in page
    reply = reviewer.post(f"/clearances/{kept.id}/reply")
    assert reply.data == b"%PDF-1.4 the reply" and reply.mimetype == "application/pdf"
    assert "x.pdf" not in reply.headers["Content-Disposition"]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("given", "message"), [
    ({"rule": ""}, "Choose what the reply is about."), ({"rule": "R40"}, "Choose one of those given here."),
    ({"given_by": " \u200b"}, "Who gave the clearance?"), ({"given_on": ""}, "Enter the day"),
    ({"given_on": (TODAY + timedelta(days=1)).isoformat()}, "still to come"),
    ({"valid_until": TODAY.isoformat()}, "It must end after the day it was given."),
    ({"valid_until": "soon"}, "valid_until"), ({"limits": "x" * 2001}, "2,000"),
    ({"limits": "a\x00b"}, "a character that cannot be kept"),
    ({"pressure_cap": "7"}, "Choose one of those given here."), ({"regions": "tail"}, "not a valid choice"),
    ({"techniques": "<b>"}, "&#39;&lt;b&gt;&#39; is not a valid choice"),
    ({"document": (BytesIO(b"MZ program"), "reply.pdf")}, "Attach a PDF, JPEG or PNG"),
])
def test_what_will_not_do_is_said_beside_the_field_and_the_rest_stays(app, reviewer, client, given, message):
    answer = reviewer.post(url_of(client), data=a_reply(**{"scope": "<b>typed</b> words", **given}))

    assert answer.status_code == 422
    assert message in answer.text
    assert "&lt;b&gt;typed&lt;/b&gt; words" in answer.text
    assert list(of_client(app, client)) == []


LIMITS = {"limits": "No calves, <b>please</b>.", "pressure_cap": "2", "regions": ["left_calf", "right_arm"],
          "techniques": ["cupping"]}


def test_limits_that_were_typed_stay_beside_what_was_refused(reviewer, client):
    page = reviewer.post(url_of(client), data=a_reply(**LIMITS, given_by="")).text

    assert "This clears:" in page and "No calves, &lt;b&gt;please&lt;/b&gt;." in page
    for name, values in LIMITS.items():
        for value in values if name != "limits" else ():
            assert f'name="{name}" value="{value}" checked' in page


def test_what_a_clearance_covers_and_its_limits_are_shown_on_its_page_and_the_clients(app, reviewer, client):
    reviewer.post(url_of(client), data=a_reply(**LIMITS))

    (kept,) = of_client(app, client)
    assert kept.pressure_cap == 2 and "right_forearm" in kept.regions and kept.techniques == ["cupping"]
    for page in (reviewer.get(f"/clearances/{kept.id}").text, reviewer.get(f"/clients/{client.id}").text):
        for part in ("DVT, left", "at most 2: heavy lotioning", "right arm; left calf", "<dd>cupping</dd>",
                     "No calves, &lt;b&gt;please&lt;/b&gt;.", "23 November 2027"):
            assert part in page, part


@pytest.fixture
def operated(app):
    """Somebody with a new knee of seven weeks ago."""
    with app.app_context():
        client = a_client()
        an_intake(client, by=a_staff(), operations_any="yes", operations=[
            {"what": "knee replacement", "date": "2026-10-05", "kind": "knee_replacement", "setting": "inpatient"}])
        return client


def test_a_clearance_ends_with_the_window_of_what_it_covers(app, reviewer, operated):
    page = reviewer.get(f"{url_of(operated)}?rule=R23").text
    assert "It ends on 29 December 2026 at the latest" in page and 'name="valid_until" value="2026-12-29"' in page

    reviewer.post(url_of(operated), data=a_reply(rule="R23"))
    reviewer.post(url_of(operated), data=a_reply(rule="R23", valid_until="2027-06-01"))

    longer, offered = of_client(app, operated)
    assert (offered.valid_until, longer.valid_until) == (date(2026, 12, 29), date(2027, 6, 1))
    page = reviewer.get(f"/clearances/{longer.id}").text
    assert "In force until 29 December 2026" in page and "The doctor gave 1 June 2027" in page
    assert "within 30 days" not in reviewer.get("/flags").text


def test_a_stop_is_answered_at_its_flag_and_not_by_a_clearance(app, reviewer):
    with app.app_context():
        stopped = a_client()
        an_intake(stopped, by=a_staff(), sign_chest_pain="yes")

    asked = reviewer.get(f"{url_of(stopped)}?rule=R01")
    sent = reviewer.post(url_of(stopped), data=a_reply(rule="R01", limits="Typed limits"))

    assert (asked.status_code, sent.status_code) == (200, 422)
    assert "This is a STOP today" in asked.text and "This clears" not in asked.text
    assert "This is a STOP today" in sent.text and "Typed limits</textarea>" in sent.text
    assert list(of_client(app, stopped)) == []


def test_a_reply_about_a_rule_that_finds_nothing_says_so(app, reviewer, client):
    assert "This rule finds nothing today" in reviewer.get(f"{url_of(client)}?rule=R27").text

    reviewer.post(url_of(client), data=a_reply(rule="R27"))

    (kept,) = of_client(app, client)
    assert "names no single fact" in reviewer.get(f"/clearances/{kept.id}").text


def test_a_reply_sent_twice_is_one(app, reviewer, client):
    data = a_reply()

    assert [reviewer.post(url_of(client), data=data).status_code for _ in range(2)] == [303, 303]
    assert len(of_client(app, client)) == 1


def test_a_clearance_ends_in_writing(app, reviewer, client):
    reviewer.post(url_of(client), data=a_reply())
    (kept,) = of_client(app, client)

    assert reviewer.post(f"/clearances/{kept.id}/end", data={"reason": " "}).status_code == 422
    assert reviewer.post(f"/clearances/{kept.id}/end", data={"reason": "The doctor rang."}).status_code == 303

    assert "The doctor rang." in reviewer.get(f"/clearances/{kept.id}").text
    with app.app_context():
        assert [flag.rule for flag in flags.flags_of_client(client.id)] == ["R21"]


def test_what_ends_soon_is_called_to_mind_in_the_queue(reviewer, client):
    reviewer.post(url_of(client), data=a_reply(valid_until=(TODAY + timedelta(days=20)).isoformat()))

    page = reviewer.get("/flags").text

    assert "1 clearance ends within 30 days" in page and "13 December 2026" in page


def test_a_therapist_looks_and_changes_nothing(app, reviewer, client, sign_in_as):
    reviewer.post(url_of(client), data=a_reply())
    (kept,) = of_client(app, client)
    with app.app_context():
        therapist = a_staff("therapist")
        mine = a_client(therapist=therapist)
    browser = sign_in_as(therapist)

    assert browser.get(url_of(mine)).status_code == 403
    assert browser.post(f"/clearances/{kept.id}/end", data={"reason": "no"}).status_code == 403


def test_without_an_attached_reply_there_is_none_to_fetch(app, reviewer, client):
    reviewer.post(url_of(client), data=a_reply())
    (kept,) = of_client(app, client)

    assert reviewer.post(f"/clearances/{kept.id}/reply").status_code == 404
