"""The start of a visit, as a browser without JavaScript sends it: what is not known, and what may be over."""

import re
from datetime import timedelta
from html import unescape

import pytest

from intake.clinical.facts.silence import MATTER_WORDS, Matter
from intake.services import flags, visit_openings, visits
from tests import on_file
from tests.builders import NOW
from tests.builders_clients import a_client
from tests.builders_intakes import KNOWN, a_blank_intake, an_intake
from tests.support.statements import statements_of
from tests.web.visit_pages import as_kept, asked

NOTHING_FOUND = "Nothing found"
LAST_MONTH = NOW - timedelta(days=30)
REST = {"medicines_any": "no", "condition_dvt": "never", "condition_pe": "never",
        "condition_bleeding_disorder": "never", "operations_any": "no", "immobilisations_any": "no",
        "journeys_any": "no"}
"""What is asked of a client of whom nothing is known, beside the signs."""


@pytest.fixture
def browser(sign_in_as):
    """A therapist's browser."""
    return sign_in_as("therapist")


@pytest.fixture
def client(app, browser):
    """A client of that therapist."""
    with app.app_context():
        return a_client(therapist=browser.staff, sex="F")


@pytest.fixture
def blank(app, browser, client):
    """The client, of whom today's intake asked nothing."""
    with app.app_context():
        a_blank_intake(client, by=browser.staff)
    return client


@pytest.fixture
def stored(app, browser, client):
    """The client, with an intake of a month ago in which little was asked."""
    with app.app_context():
        a_blank_intake(client, by=browser.staff, at=LAST_MONTH, reason="Stiff neck")
    return client


def address(client):
    return f"/clients/{client.id}/visits/begin"


def offered(page):
    """The hidden field that says what the page asks."""
    return unescape(re.search(r'name="offered" value="([^"]*)"', page)[1])


def none_of(page):
    """What "none of these" says when it is ticked."""
    return re.search(r'name="none_of" value="([^"]*)"', page)[1]


def begin(browser, client, **given):
    """Send the page with everything denied but what is given."""
    return browser.post(address(client), data=asked(offered=offered(browser.get(address(client)).text), **given))


def kept_answers(app, client):
    with app.app_context():
        return [visit.questions for visit in on_file.visits_of(client.id)]


def test_each_matter_that_is_open_is_asked_in_the_fields_of_the_form(browser, blank):
    page = browser.get(address(blank)).text

    for matter in (Matter.SIGNS, Matter.MEDICINES, Matter.CLOTS_AND_BLEEDING, Matter.EVENTS, Matter.PREGNANCY):
        assert f'id="known-{matter}"' in page and MATTER_WORDS[matter] in page
    for key in ("sign_coughing_blood", "sign_pregnancy_warning", "medicines_any", "medicines-0-text", "condition_dvt",
                "clots-0-date", "operations-0-what", "immobilisations-0-end", "journeys-0-seated_hours"):
        assert f'name="{key}"' in page, key
    assert page.index("Constant pain at night") < page.index("None of these")


def test_no_field_is_drawn_twice(browser, blank):
    ids = re.findall(r'\sid="([^"]+)"', browser.get(address(blank)).text)

    assert sorted(ids) == sorted(set(ids))


def test_of_a_client_who_was_asked_everything_nothing_more_is_asked(app, browser, client):
    with app.app_context():
        an_intake(client, by=browser.staff)

    page = browser.get(address(client)).text

    for words in ("Not known yet", "What is over?", "None of these", "Start without these", "Seen by a doctor before"):
        assert words not in page, words
    assert begin(browser, client).location.startswith("/visits/")


def test_a_visit_begins_once_all_is_answered_and_the_answers_are_its_own(app, browser, blank):
    signs = none_of(browser.get(address(blank)).text)

    answer = begin(browser, blank, none_of=signs, **REST)

    visit = as_kept(app, int(answer.location.rsplit("/", 1)[1]))
    assert visit.questions["sign_coughing_blood"] == "no" and visit.questions["condition_pe"] == "never"
    assert not visit.plan.is_uncertain and visit.unasked_reason == ""
    with app.app_context():
        assert visit_openings.opening_of(blank, on=NOW.date()).matters == {}


def test_what_is_left_open_is_marked_and_nothing_typed_is_lost(app, browser, blank):
    answer = begin(browser, blank, medicines_any="no", unasked_reason="")

    assert answer.status_code == 422
    assert answer.text.count("Still open.") == 3
    assert "Not known yet: Past blood clots, and bleeding disorders" in answer.text
    assert re.search(r'name="medicines_any" value="no" checked', answer.text)
    assert kept_answers(app, blank) == []


def test_beside_a_date_stands_how_it_was_read(browser, blank):
    answer = begin(browser, blank, **{"operations-0-what": "hip", "operations-0-date": "1 to 20 March 2025"})

    assert answer.status_code == 422
    read = re.search(r'data-reading="operations-0-date">([^<]*)<', answer.text)
    assert read[1] == "between 1 and 20 March 2025; counted as 20 March 2025"


def test_none_of_these_denies_what_was_shown_and_left_open_and_nothing_else(app, browser, blank):
    signs = none_of(browser.get(address(blank)).text)
    assert "sign_coughing_blood" in signs.split() and "sign_fever" not in signs.split()

    answer = begin(browser, blank, none_of="sign_coughing_blood sign_collapse condition_cancer made_up",
                   sign_collapse="yes", **REST)

    assert answer.location == f"/clients/{blank.id}/visits/blocked"
    told, = kept_answers(app, blank)
    assert (told["sign_coughing_blood"], told["sign_collapse"]) == ("no", "yes")
    assert "sign_constant_night_pain" not in told and "condition_cancer" not in told


def test_a_sign_is_kept_and_stops_whatever_else_is_open(app, browser, blank):
    answer = begin(browser, blank, asked_breath="yes")

    assert answer.location == f"/clients/{blank.id}/visits/blocked"
    with app.app_context():
        assert "R01" in {flag.rule for flag in flags.blocking_flags(blank.id)}


def test_a_yes_that_stops_nothing_is_kept_while_the_rest_is_asked(app, browser, blank):
    signs = none_of(browser.get(address(blank)).text)
    journey = {"journeys-0-seated_hours": "9", "journeys-0-end_date": "yesterday", "journeys-0-mode": "plane"}

    answer = begin(browser, blank, asked_journey="yes", none_of=signs, medicines_any="no", **journey)

    assert answer.status_code == 422 and "are kept with this visit" in answer.text
    assert 'value="yesterday"' in answer.text and re.search(r'name="none_of"[^>]* checked', answer.text)
    assert kept_answers(app, blank)[0]["journeys"][0]["seated_hours"] == "9"

    key = re.search(r'name="form_key" value="([^"]+)"', answer.text)[1]
    again = browser.post(address(blank), data=asked(form_key=key, offered=offered(answer.text), none_of=signs,
                                                    asked_journey="yes", **journey, **REST))
    assert as_kept(app, int(again.location.rsplit("/", 1)[1])).state == "begun"


def test_starting_without_the_rest_takes_a_reason_and_is_light(app, browser, stored):
    page = browser.get(address(stored)).text
    assert "Start without these" in page and 'id="known-signs"' not in page

    answer = begin(browser, stored, unasked_reason="In a hurry <b>today</b>.")

    visit = as_kept(app, int(answer.location.rsplit("/", 1)[1]))
    assert (visit.plan.is_uncertain, visit.plan.pressure_cap) == (True, 2)
    page = browser.get(f"/visits/{visit.id}").text
    for words in ("Started without knowing", MATTER_WORDS[Matter.MEDICINES], "In a hurry &lt;b&gt;today",
                  "pressure 2 at most"):
        assert words in page, words
    assert NOTHING_FOUND not in page
    browser.post(f"/visits/{visit.id}/note", data={"version": str(visit.version), "form_key": "light-note-key-01",
                                                   "do": "record", "pressure": ""})
    assert "the massage stayed light" in browser.get(f"/visits/{visit.id}/summary").text


def test_no_reason_leaves_out_the_warning_signs(app, browser, blank):
    answer = begin(browser, blank, unasked_reason="No time.")

    assert answer.status_code == 422
    assert "The visit cannot begin without it." in answer.text
    assert "No time.</textarea>" in answer.text
    assert "Not known yet: Medicines" not in answer.text


def test_where_only_what_may_never_be_left_is_open_no_reason_is_offered(app, browser, client):
    with app.app_context():
        an_intake(client, by=browser.staff, at=LAST_MONTH, sign_unexplained_lump="yes", signs_assessed="yes")

    page = browser.get(address(client)).text

    assert 'id="known-seen_by"' in page and "Start without these" not in page
    answer = begin(browser, client, signs_assessed="yes", signs_assessed_by="Dr Hill", signs_assessed_on="last week")
    assert answer.location.startswith("/visits/")


def test_a_form_of_before_raises_nothing_and_is_asked_at_the_visit(app, browser, stored):
    with app.app_context():
        assert flags.flags_of_client(stored.id) == []
    assert "Not known yet" in browser.get(address(stored)).text
    assert begin(browser, stored, **REST).location.startswith("/visits/")


def test_what_is_over_is_asked_only_where_it_stands(app, browser, client):
    with app.app_context():
        an_intake(client, by=browser.staff, condition_acute_infection="now", pregnant="yes", pregnancy_weeks="20",
                  systolic="165", diastolic="104", inr_state="above", medicines_any="yes",
                  medicines=[{"text": "warfarin"}], immobilisations_any="yes",
                  immobilisations=[{"type": "leg_cast", "side": "left", "start": "three weeks ago"}])

    page = browser.get(address(client)).text

    for name in ("well_since", "systolic", "diastolic", "inr_state", "pregnant", "immobilisations-900-end"):
        assert page.count(f'id="{name}"') == 1, name
    assert 'name="immobilisations-900-type" value="leg_cast"' in page
    with app.app_context():
        other = a_client(therapist=browser.staff)
        an_intake(other, by=browser.staff)
    assert "What is over?" not in browser.get(address(other)).text


def test_well_since_and_a_cast_that_is_off_are_read_beside_a_no(app, browser, client):
    cast = {"type": "leg_cast", "side": "left", "start": "ten weeks ago"}
    with app.app_context():
        an_intake(client, by=browser.staff, at=LAST_MONTH, condition_acute_infection="now", immobilisations_any="yes",
                  immobilisations=[cast])

    begin(browser, client, well_since="two weeks ago", **{
        "immobilisations-900-type": "leg_cast", "immobilisations-900-side": "left",
        "immobilisations-900-end": "two weeks ago"})

    told = kept_answers(app, client)[0]
    assert told["well_since"] == "two weeks ago"
    assert told["immobilisations"][0]["end"] == "two weeks ago"
    with app.app_context():
        assert visit_openings.opening_of(client, on=NOW.date()).stays == ()
        assert "R32" not in {flag.rule for flag in flags.flags_of_client(client.id)}


def test_a_stop_that_stands_leads_to_its_flag(app, browser, client):
    with app.app_context():
        an_intake(client, by=browser.staff, sign_chest_pain="yes")
        stop = flags.flags_of_client(client.id)[0]

    page = browser.get(address(client)).text

    assert "Was it seen, by whom, what was found?" in page and f'href="/flags/{stop.id}"' in page


def test_a_sign_that_a_doctor_has_seen_is_asked_about_when_it_is_told_again(app, browser, client):
    with app.app_context():
        an_intake(client, by=browser.staff, at=LAST_MONTH, sign_unexplained_lump="yes", signs_assessed="yes",
                  signs_assessed_by="Dr Hill", signs_assessed_on="1 October 2026")

    page = browser.get(address(client)).text

    assert "seen: Dr Hill, 1 October 2026" in page and page.count('name="signs_course"') == 3
    begin(browser, client, signs_course="as_it_was")
    assert kept_answers(app, client)[0]["signs_course"] == "as_it_was"


def test_one_more_row_is_drawn_and_nothing_is_begun(app, browser, blank):
    page = browser.post(address(blank), data=asked(
        offered=offered(browser.get(address(blank)).text), more="medicines", medicines_any="yes",
        **{"medicines-0-text": "warfarin <5>"}))

    assert page.status_code == 200
    assert 'value="warfarin &lt;5&gt;"' in page.text and 'name="medicines-2-text"' in page.text
    assert "Please look at" not in page.text and kept_answers(app, blank) == []


def test_the_page_asks_the_database_no_more_with_more_on_record(app, browser, stored):
    def look():
        browser.get(address(stored))

    look()
    few = statements_of(app, look)
    with app.app_context():
        for number in range(6):
            an_intake(stored, by=browser.staff, at=LAST_MONTH, medicines_any="yes",
                      medicines=[{"text": f"pill {number}"}], operations_any="yes",
                      operations=[{"what": "knee", "date": "2026-03-01"}] * number)

    assert statements_of(app, look) == few


def test_the_chart_and_the_result_never_call_silence_nothing_found(app, browser, blank):
    with app.app_context():
        intake = visits.standing_intake(blank.id)
    for path in (f"/clients/{blank.id}", f"/intakes/{intake.id}"):
        page = browser.get(path).text
        assert NOTHING_FOUND not in page and "Nothing was found" not in page, path
        assert "Not enough is known yet" in page and MATTER_WORDS[Matter.MEDICINES] in page, path
        assert f'href="{address(blank)}#known-medicines"' in page, path


def test_nothing_found_is_said_where_everything_is_known(app, browser, client):
    with app.app_context():
        intake = an_intake(client, by=browser.staff)

    for path in (f"/clients/{client.id}", f"/intakes/{intake.id}"):
        page = browser.get(path).text
        assert NOTHING_FOUND in page and "Not enough is known" not in page, path


def test_a_reviewer_sees_what_is_not_known_and_is_not_sent_to_begin(sign_in_as, blank):
    page = sign_in_as("reviewer").get(f"/clients/{blank.id}").text

    assert "Not enough is known yet" in page and "Ask it now" not in page
    assert "The next visit asks for it" in page


def test_the_panel_reads_the_whole_record_and_points_into_the_form(app, browser, client):
    with app.app_context():
        an_intake(client, by=browser.staff, at=LAST_MONTH, condition_dvt="past",
                  clots=[{"type": "dvt", "date": "2001", "side": "left"}])

    page = browser.post(f"/clients/{client.id}/intake/panel", data={"reason": "Neck"}).text

    assert 'data-tier="HOLD"' in page or 'data-tier="CAUTION"' in page, "the clot stands in the record"
    assert 'href="#sign_leg_swelling"' in page
    fresh = browser.post(f"/clients/{client.id}/intake/panel", data=KNOWN | {"reason": "Neck"}).text
    assert "Not enough is known" not in fresh


def test_the_panel_of_a_correction_stands_in_the_place_of_what_it_corrects(app, browser, client):
    with app.app_context():
        wrong = an_intake(client, by=browser.staff, at=LAST_MONTH, sign_unexplained_lump="yes")
    browser.post(f"/intakes/{wrong.id}/correct")

    page = browser.post(f"/clients/{client.id}/intake/panel", data=KNOWN | {"reason": "Neck"}).text

    assert 'data-tier="NONE"' in page, "the lump was told by the intake that is being corrected alone"


def test_a_blank_draft_of_a_new_client_is_not_called_safe(browser, client):
    page = browser.post(f"/clients/{client.id}/intake/panel", data={"reason": "Neck"}).text

    assert 'data-tier="UNKNOWN"' in page and NOTHING_FOUND not in page
