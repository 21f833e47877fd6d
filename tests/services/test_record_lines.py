"""The record in lines, on both databases: since when, and from whom."""

from datetime import date, timedelta

import pytest

from intake.services import record_lines, visits
from intake.services.record_lines import record_view
from tests.builders import NOW, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake
from tests.support.statements import statements_of

TODAY = NOW.date()


@pytest.fixture
def mora(each_database):
    """A therapist."""
    return a_staff(name="Mora Kade")


@pytest.fixture
def client(mora):
    """A client of hers."""
    return a_client(therapist=mora)


def asked_at_a_visit(client, by, *, days=0, **answers):
    """A visit at which something was told, without the plan that it begins with."""
    visit = visits.book_visit(client.id, visit_on=TODAY, therapist_id=by.id, by=by, at=NOW, on=TODAY,
                              key=f"record-lines-visit-{client.id}-{days:04}")
    visit.questions, visit.asked_at = answers, NOW + timedelta(hours=1, days=days)
    visits.db.session.commit()
    return visit


def test_a_medicine_told_at_a_visit_says_so(client, mora):
    intake = an_intake(client, by=mora, medicines_any="yes", medicines=[{"text": "metformin", "since": "2020"}])
    visit = asked_at_a_visit(client, mora, medicines=[{"text": "warfarin", "reason": "AF"}])

    metformin, warfarin = record_view(client, on=TODAY).medicines

    assert (warfarin.last.words, warfarin.last.id) == ("visit of 23 November 2026 (Mora Kade)", visit.id)
    assert (metformin.last.words, metformin.last.id) == ("intake of 23 November 2026", intake.id)
    assert (metformin.since, warfarin.since) == ("since 2020", "")
    assert warfarin.in_brief == ("still taken, for AF, "
                                 "told at the visit of 23 November 2026 (Mora Kade)")


def test_a_correction_is_the_source_of_what_it_corrects(client, mora):
    first = an_intake(client, by=mora, medicines_any="yes", medicines=[{"text": "aspirin"}])
    second = an_intake(client, by=mora, corrects=first, medicines_any="yes", medicines=[{"text": "warfarin"}])

    (medicine,) = record_view(client, on=TODAY).medicines

    assert (medicine.read_as, medicine.last.id) == ("warfarin", second.id)


def test_none_and_not_asked_are_two_things(client, mora):
    assert record_view(client, on=TODAY).no_medicines == "not asked"
    an_intake(client, by=mora, medicines_any="")
    assert record_view(client, on=TODAY).no_medicines == "not asked"
    an_intake(client, by=mora, medicines_any="no")

    view = record_view(client, on=TODAY)
    assert view.medicines == () and view.no_medicines == "none taken now, intake of 23 November 2026"


def test_what_was_stopped_lately_or_is_missing_from_the_newest_list_may_still_act(client, mora):
    an_intake(client, by=mora, medicines_any="yes", medicines=[
        {"text": "warfarin"}, {"text": "metformin", "how_often": "stopped", "stopped_on": "2026-11-20"},
        {"text": "took aspirin in the past"}])
    an_intake(client, by=mora, medicines_any="yes", medicines=[{"text": "zinc"}])

    view = record_view(client, on=TODAY)

    assert "warfarin" in {each.read_as for each in view.current}
    assert "metformin" in {each.read_as for each in view.current}
    (left_out,) = (each for each in view.medicines if each.read_as == "warfarin")
    assert left_out.left_out_by == "intake of 23 November 2026"


def test_facts_stand_in_groups_with_their_newest_day(client, mora):
    an_intake(client, by=mora, condition_diabetes="now", operations_any="yes",
              operations=[{"what": "new hip", "date": "2026-02-20"}])
    asked_at_a_visit(client, mora, operations=[{"what": "gall bladder out", "date": "2026-11-01"}])

    groups = {group.title: group for group in record_view(client, on=TODAY).groups}

    assert [line.words for line, _ in groups["Operations"].lines] == ["new hip", "gall bladder out"]
    assert groups["Operations"].lines[1][1].words == "visit of 23 November 2026 (Mora Kade)"
    assert groups["Conditions"].newest == date(2026, 11, 23)


def test_a_long_record_asks_the_database_no_more_than_a_short_one(each_database, client, mora):
    long = a_client(therapist=mora)
    for who, times in ((client, 1), (long, 6)):
        for number in range(times):
            an_intake(who, by=mora, medicines_any="yes", medicines=[{"text": f"warfarin {number} mg"}])
            asked_at_a_visit(who, mora, days=number, medicines=[{"text": f"pill {number}"}])

    few, many = (statements_of(each_database, lambda who=who: record_lines.record_view(who, on=TODAY))
                 for who in (client, long))

    assert 0 < many <= few


@pytest.mark.parametrize("text, name", [
    ("Xarelto 20", "Xarelto 20 (rivaroxaban)"), ("warfarin 5 mg", "warfarin 5 mg"),
    ("xeralto", "xeralto (perhaps rivaroxaban)"), ("foobarine", "foobarine (not recognised)"),
])
def test_a_paper_names_a_medicine_in_the_clients_words_and_calls_a_guess_one(client, mora, text, name):
    an_intake(client, by=mora, medicines_any="yes", medicines=[{"text": text}])

    assert [each.name for each in record_view(client, on=TODAY).medicines] == [name]
