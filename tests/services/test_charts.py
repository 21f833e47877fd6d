"""The chart on both databases: everything about one client at a glance, in so many questions and no more."""

from datetime import timedelta

import pytest

from intake.services import charts, drafts, visits
from intake.services.charts import PainPoint
from intake.services.errors import RecordNotFound
from intake.services.visits import MOST_SHOWN
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import a_draft, an_intake
from tests.support.statements import statements_of

TODAY = NOW.date()
WARFARIN = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}


@pytest.fixture
def ann(each_database):
    """A therapist."""
    return a_staff(name="Ann Lee")


@pytest.fixture
def client(ann):
    """A client of hers."""
    return a_client(therapist=ann)


def chart(client, by):
    return charts.chart_of(client.id, by=by, at=NOW)


def book(client, by, *, days=0):
    on = TODAY + timedelta(days=days)
    return visits.book_visit(client.id, visit_on=on, therapist_id=by.id, key=f"chart-booking-{client.id}-{days:04}",
                             by=by, at=NOW, on=TODAY)


def test_of_a_new_client_nothing_is_known_and_nothing_is_made_up(client, ann):
    new = chart(client, ann)

    assert (new.client, new.therapist, new.intake, new.draft) == (client, "Ann Lee", None, None)
    assert [len(each) for each in (new.flags, new.intakes, new.visits, new.clearances, new.pains)] == [0] * 5
    assert (new.record.medicines, new.record.groups, new.not_known) == (None, (), ())


def test_everything_of_the_client_and_nothing_of_another(client, ann):
    other = a_client(therapist=ann)
    an_intake(other, by=ann, sign_chest_pain="yes", medicines_any="yes", medicines=[{"text": "insulin"}])
    intake = an_intake(client, by=ann, **WARFARIN)
    draft = a_draft(client, by=ann, reason="knee")
    visit = book(client, ann)

    found = chart(client, ann)

    assert (found.intake, found.draft.id, [each.id for each in found.visits]) == (intake, draft.id, [visit.id])
    assert {flag.client_id for flag in found.flags} == {client.id}
    assert [each.listed.last.written for each in found.record.medicines] == ["warfarin"]


def test_the_intake_that_stands_is_the_last_signed_and_a_draft_says_nothing(client, ann):
    first = an_intake(client, by=ann, medicines_any="yes", medicines=[{"text": "aspirin"}])
    second = an_intake(client, by=ann, corrects=first, **WARFARIN)
    a_draft(client, by=ann, medicines_any="yes", medicines=[{"text": "insulin"}])

    found = chart(client, ann)

    assert [each.id for each in found.intakes] == [second.id, first.id]
    assert found.intake.id == second.id
    assert [each.listed.last.written for each in found.record.medicines] == ["warfarin"]


def test_a_discarded_draft_is_gone_from_the_chart(client, ann):
    draft = a_draft(client, by=ann)
    drafts.discard_draft(client.id, version=draft.version, by=ann, at=NOW)

    assert chart(client, ann).draft is None


@pytest.mark.parametrize("written, level", [
    ("0", 0), ("10", 10), ("", None), ("½", None), ("²", None), ("٣", None), ("-1", None), ("3.5", None),
])
def test_pain_is_told_as_it_was_and_what_was_not_asked_is_not_nought(client, ann, written, level):
    an_intake(client, by=ann, pains=[{"site": "knee", "side": "left", "now": written, "worst": "7"}, {"now": "5"}])

    assert chart(client, ann).pains == (PainPoint("left knee", level, None, 7),)


def test_the_last_visits_are_shown_newest_first(client, ann):
    booked = [book(client, ann, days=day).id for day in range(MOST_SHOWN + 3)]

    assert [visit.id for visit in chart(client, ann).visits] == booked[:-MOST_SHOWN - 1:-1]


def test_nobody_elses_chart_is_opened(client):
    with pytest.raises(RecordNotFound):
        chart(client, a_staff())
    assert chart(client, a_staff("reviewer")).client == client


def test_a_long_record_asks_the_database_no_more_than_a_short_one(each_database, client, ann):
    long = a_client(therapist=ann)
    for who, times in ((client, 1), (long, 8)):
        for number in range(times):
            an_intake(who, by=ann, pains=[{"site": "knee"}] * times, sign_chest_pain="yes", medicines_any="yes",
                      medicines=[{"text": "warfarin"}, *({"text": f"pill {each}"} for each in range(number))])
            book(who, ann, days=number)
    chart(client, ann)

    few, many = (statements_of(each_database, lambda who=who: chart(who, ann)) for who in (client, long))

    assert 0 < many <= few
