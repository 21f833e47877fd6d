"""The queue in a browser: its order, its filters in the address, its pages, and what it costs."""

import re
from datetime import timedelta
from itertools import count

import pytest

from intake.services import flag_queue, flags, visits
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.support.statements import statements_of

STOP = {"sign_chest_pain": "yes"}
HOLD = {"condition_dvt": "past", "clots": [{"type": "dvt", "date": "2019", "side": "left", "on_treatment": "no"}]}
CAUTION = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}
_keys = count(1)


@pytest.fixture
def reviewer(sign_in_as):
    """A reviewer's browser."""
    return sign_in_as("reviewer")


@pytest.fixture
def raised(app):
    """`raised(answers)`: the strongest flag of a new client with these answers."""

    def raise_flag(answers, *, days=0, therapist=None):
        with app.app_context():
            client = a_client(therapist=therapist)
            an_intake(client, by=a_staff(), at=NOW - timedelta(days=days), **answers)
            return flags.flags_of_client(client.id)[0]

    return raise_flag


def book_today(app, flag):
    """Have the flag's client come today."""
    with app.app_context():
        by = a_staff("therapist")
        visits.book_visit(flag.client_id, visit_on=NOW.date(), therapist_id=by.id, key=f"booking-number-{next(_keys)}",
                          by=by, at=NOW, on=NOW.date())


def url_of(flag):
    return f"/flags/{flag.id}"


def listed(page):
    return [int(number) for number in re.findall(r'queue__link" href="/flags/(\d+)"', page)]


def test_who_comes_today_stands_first_and_each_flag_once(app, reviewer, raised):
    stop, coming, hold, also_coming = raised(STOP), raised(CAUTION), raised(HOLD), raised(HOLD)
    book_today(app, coming)
    book_today(app, also_coming)

    page = reviewer.get("/flags").text

    assert listed(page) == [also_coming.id, coming.id, stop.id, hold.id]
    assert page.index("Coming today") < page.index("Everybody else")
    assert "4 flags" in page


def test_of_the_same_urgency_the_oldest_stands_first(reviewer, raised):
    new, old, older = raised(CAUTION), raised(CAUTION, days=2), raised(CAUTION, days=7)

    assert listed(reviewer.get("/flags").text) == [older.id, old.id, new.id]


def test_a_therapists_filter_chooses_and_the_form_shows_it(reviewer, raised, sign_in_as):
    therapist = sign_in_as("therapist").staff
    own, _other = raised(CAUTION, therapist=therapist), raised(CAUTION)

    page = reviewer.get(f"/flags?therapist={therapist.id}").text

    assert listed(page) == [own.id]
    assert re.search(rf'<option value="{therapist.id}" selected', page)


def test_where_nothing_waits_a_way_on_is_offered(reviewer, raised):
    raised(CAUTION)

    page = reviewer.get("/flags?tier=STOP").text

    assert "Nothing waits here." in page and 'href="/flags">Show all flags' in page


def test_no_page_repeats_or_leaves_out_a_flag(app, reviewer, raised):
    every = [raised(CAUTION).id for _ in range(flag_queue.PAGE + 3)]
    seen, address = [], "/flags?tier=CAUTION"
    while address:
        page = reviewer.get(address).text
        seen += listed(page)
        following = re.search(r'href="(/flags\?[^"]*after=[^"]*)"[^>]*>\s*Next page', page)
        address = following and following[1].replace("&amp;", "&")

    assert seen == every


def test_the_queue_asks_no_more_where_more_come_today(app, reviewer, raised):
    book_today(app, raised(CAUTION))
    reviewer.get("/flags")
    few = statements_of(app, lambda: reviewer.get("/flags"))
    for _ in range(5):
        book_today(app, raised(HOLD))

    assert statements_of(app, lambda: reviewer.get("/flags")) == few


def test_the_most_urgent_stands_first(reviewer, raised):
    caution, hold, stop = raised(CAUTION, days=5), raised(HOLD), raised(STOP)

    assert listed(reviewer.get("/flags").text) == [stop.id, hold.id, caution.id]


def test_the_address_keeps_the_filter_over_the_pages(reviewer, raised, monkeypatch):
    monkeypatch.setattr(flag_queue, "PAGE", 1)
    first, second = raised(CAUTION, days=2), raised(CAUTION, days=1)
    raised(HOLD)

    page = reviewer.get("/flags?tier=CAUTION&rule=R46").text
    following = re.search(r'href="(/flags\?[^"]*after=[^"]*)"', page)[1].replace("&amp;", "&")

    assert "tier=CAUTION" in following and "rule=R46" in following
    assert url_of(first) in page and url_of(second) not in page
    assert url_of(second) in reviewer.get(following).text


@pytest.mark.parametrize("query", [
    "tier=NONSENSE", "tier=STOP&rule=R99", "rule=<script>", "therapist=x", "therapist=99999999999999999999",
    "after=1.2", "after=9.9.9", "after=1.99999999999999999.1", "after=\x00", "tier=%00",
])
def test_a_strange_address_shows_a_queue(reviewer, raised, query):
    raised(CAUTION)

    answer = reviewer.get(f"/flags?{query}")

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_the_queue_asks_the_database_no_more_with_more_flags(app, reviewer, raised):
    raised(CAUTION)
    reviewer.get("/flags")
    few = statements_of(app, lambda: reviewer.get("/flags"))
    for answers in (CAUTION, HOLD, STOP) * 4:
        raised(answers)

    assert statements_of(app, lambda: reviewer.get("/flags")) == few


def test_todays_page_names_what_is_grave_among_those_who_come_and_those_who_do_not(reviewer, raised):
    stop = raised(STOP)
    caution = raised(CAUTION)

    page = reviewer.get("/").text

    assert url_of(stop) in page and url_of(caution) not in page
