"""The queue: today's clients first, then the most urgent, then the oldest; filtered, paged, one's own."""

from datetime import timedelta
from itertools import count

import pytest

from intake.clinical.flags import Decision
from intake.clinical.screening.findings import Tier
from intake.records import flag_queue
from intake.services import flags, visits
from intake.services.flag_queue import QueuePage, queue_page
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake

TODAY = NOW.date()
STOP = {"sign_chest_pain": "yes"}
HOLD = {"condition_dvt": "past", "clots": [{"type": "dvt", "date": "2019", "side": "left", "on_treatment": "no"}]}
CAUTION = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}
_keys = count(1)


@pytest.fixture
def reviewer(each_database):
    return a_staff("reviewer")


def waits(answers, *, days=0, therapist=None):
    """A client whose answers of so many days ago wait for a review."""
    client = a_client(therapist=therapist or a_staff("therapist"))
    an_intake(client, by=a_staff(), at=NOW - timedelta(days=days), **answers)
    return client


def clients_of(page) -> list[int]:
    return [flag.client_id for flag in page.flags]


def look(by, **filters):
    return queue_page(by=by, on=TODAY, **filters)


def test_the_most_urgent_come_first_and_of_those_the_oldest(reviewer):
    new_caution, old_caution = waits(CAUTION), waits(CAUTION, days=3)
    hold, stop = waits(HOLD, days=9), waits(STOP)

    page = look(reviewer)

    assert clients_of(page) == [stop.id, hold.id, old_caution.id, new_caution.id]
    assert (page.count, page.count_words, page.after, list(page.today)) == (4, "4", None, [])


def test_todays_clients_come_before_all_and_are_shown_once(reviewer):
    stop, coming = waits(STOP), waits(CAUTION)
    visits.book_visit(coming.id, visit_on=TODAY, therapist_id=coming.therapist_id, key="booking-of-today", by=reviewer,
                      at=NOW, on=TODAY)

    page = look(reviewer)

    assert [flag.client_id for flag in page.today] == [coming.id]
    assert clients_of(page) == [stop.id]
    assert page.count == 2


def test_a_decision_takes_a_flag_out(reviewer):
    waits(CAUTION)
    flag = look(reviewer).flags[0]

    flags.review_flag(flag.id, decision=Decision.AGREED, reason="", version=flag.version, key="decision-on-the-flag",
                      by=reviewer, at=NOW)

    assert look(reviewer).count == 0 and look(reviewer).count_words == "0"


def test_filters_by_tier_rule_and_therapist(reviewer):
    therapist = a_staff("therapist")
    own, other = waits(CAUTION, therapist=therapist), waits(HOLD)

    assert clients_of(look(reviewer, tier=int(Tier.HOLD))) == [other.id]
    assert clients_of(look(reviewer, rule="R46")) == [own.id]
    assert clients_of(look(reviewer, therapist_id=therapist.id)) == [own.id]
    assert clients_of(look(reviewer, rule="R46", therapist_id=therapist.id, tier=int(Tier.HOLD))) == []
    assert look(reviewer, rule="R46").count == 1


def test_a_therapist_sees_their_own_clients_alone(reviewer):
    therapist = a_staff("therapist")
    own, _other = waits(CAUTION, therapist=therapist), waits(STOP)

    page = look(therapist)

    assert clients_of(page) == [own.id] and page.count == 1


def test_pages_follow_each_other_without_gap_or_repeat(reviewer, monkeypatch):
    monkeypatch.setattr("intake.services.flag_queue.PAGE", 2)
    monkeypatch.setattr(flag_queue, "PAGE", 2)
    flag_queue.page_statement.cache_clear()
    everybody = [waits(CAUTION, days=days).id for days in (5, 4, 4, 3, 1)]

    seen, after = [], None
    while True:
        page = look(reviewer, after=after)
        seen += clients_of(page)
        after = page.after
        if after is None:
            break

    flag_queue.page_statement.cache_clear()
    assert seen == everybody


def test_a_count_stops_where_nobody_counts_on(reviewer, monkeypatch):
    for _ in range(3):
        waits(CAUTION)

    assert flag_queue.count(flag_queue.Filter(), limit=2) == 2
    assert QueuePage((), (), None, 2, 2).count_words == "2 or more"
