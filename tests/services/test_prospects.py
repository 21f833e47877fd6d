"""A forecast says exactly what the re-screening then does, and leaves every table as it was."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError

from intake.cli.demo_answers import stories, whole
from intake.cli.remarks import answered_form
from intake.clinical.flags import Change, Decision, Step
from intake.clinical.screening import screening as rules
from intake.clinical.screening.findings import Finding, Tier
from intake.clinical.screening.rule import RULES
from intake.records.clients import Client
from intake.records.database import db, reading_only
from intake.records.flags import Clearance, Flag, FlagEvent
from intake.records.intakes import Intake
from intake.services import assessments, clients, flags, prospects, rescreening
from intake.services.prospects import Forecast, Prospect, forecast_page
from tests.builders import NOW, a_clinic, a_staff
from tests.builders_clients import a_client
from tests.builders_intakes import an_intake, some_answers
from tests.databases import built_once

TODAY = NOW.date()
THREE_HOURS = {"journeys_any": "yes", "journeys": [{"mode": "car", "seated_hours": "3.5", "end_date": "2026-11-20"}]}
WARFARIN = {"medicines_any": "yes", "medicines": [{"text": "warfarin"}]}
OPERATION = {"operations": [{"what": "knee_replacement", "date": "2026-11-02"}]}
_keys = count(1)


def foretell(days: int = 0, **how) -> Forecast:
    total = Forecast()
    for part in prospects.forecast(on=TODAY + timedelta(days), **how):
        total.add(part)
    return total


def listed(found: Forecast) -> dict[int, set]:
    """Client by client what a forecast says."""
    return {each.client_id: {(shift.rule, shift.step, int(shift.was), int(shift.becomes), shift.change.reason)
                             for shift in each.shifts} for each in found.prospects}


def carry_out(days: int = 0, **how) -> tuple[rescreening.Tally, dict[int, set]]:
    """Re-screen; client by client what the log says of it, in the words of `listed`."""
    was = {(client, rule): tier for client, rule, tier in db.session.execute(
        select(Flag.client_id, Flag.rule, Flag.tier).where(Flag.closed_at.is_(None)))}
    last = db.session.scalar(select(func.max(FlagEvent.id))) or 0
    tally = rescreening.Tally()
    for part in rescreening.rescreen(on=TODAY + timedelta(days), at=NOW + timedelta(days), **how):
        tally.add(part)
    done: dict[int, set] = {}
    for event, flag in db.session.execute(
            select(FlagEvent, Flag).join(Flag, Flag.id == FlagEvent.flag_id).where(FlagEvent.id > last)):
        becomes = 0 if event.step == Step.LAPSED else event.tier
        done.setdefault(flag.client_id, set()).add(
            (flag.rule, Step(event.step), was.get((flag.client_id, flag.rule), 0), becomes, event.reason))
    return tally, done


def everything() -> dict[str, list]:
    """Every row of every table."""
    db.session.rollback()
    return {name: db.session.execute(select(table).order_by(*table.primary_key)).all()
            for name, table in db.metadata.tables.items()}


def a_key() -> str:
    return f"prospect-key-{next(_keys):06}"


def review(flag: Flag, *, by) -> None:
    flags.review_flag(flag.id, decision=Decision.AGREED, reason="", version=flag.version, key=a_key(), by=by, at=NOW)


def settle(flag: Flag, *, by) -> None:
    if flag.tier == Tier.STOP:
        assessments.record_assessment(flag.id, assessed_by="Dr Reid", assessed_on=TODAY, outcome="ruled_out",
                                      result="Nothing.", version=flag.version, key=a_key(), by=by, at=NOW, on=TODAY)
    else:
        flags.mark_entered_in_error(flag.id, reason="Not theirs.", version=flag.version, key=a_key(), by=by, at=NOW,
                                    on=TODAY)


def clear(flag: Flag, *, by) -> None:
    db.session.add(Clearance(client_id=flag.client_id, rule=flag.rule, given_by="Dr Ode", given_on=TODAY,
                             valid_until=TODAY + timedelta(20), recorded_at=NOW, recorded_by_id=by.id))
    db.session.commit()


def people() -> None:
    """Those of the demonstration: flags left alone, reviewed, settled, and with a clearance nobody screened."""
    by = a_staff("therapist", "reviewer", "administrator")
    for number, story in enumerate(stories(TODAY)):
        client = a_client(therapist=by, sex=story["sex"], birth_date=story["born"])
        for told in story.get("intakes", ()):
            an_intake(client, by=by, **answered_form(client, whole(told, sex=story["sex"]), on=NOW.date()))
        act = (None, review, settle, clear)[number % 4]
        for flag in flags.flags_of_client(client.id)[:1]:
            if act:
                act(flag, by=by)
    an_intake(a_client(therapist=by), by=by, **THREE_HOURS)
    an_intake(a_client(therapist=by), by=by, **THREE_HOURS, **OPERATION, **WARFARIN)
    stopped, gone = a_client(therapist=by), a_client(therapist=by)
    an_intake(stopped, by=by, sign_chest_pain="yes")
    an_intake(stopped, by=by, at=NOW + timedelta(hours=1), **THREE_HOURS)  # says no more of it, and the STOP stands
    an_intake(gone, by=by, **THREE_HOURS)
    clients.archive_client(gone.id, reason="moved", version=gone.version, by=by, at=NOW)


@pytest.fixture
def clinic(each_database):
    """A clinic with these people."""
    built_once(each_database, people)
    return each_database


@pytest.fixture
def harder(monkeypatch) -> Callable[[], None]:
    """`harder()`: a strong blood thinner is a HOLD from now on, as after a new version."""

    def install() -> None:
        old = RULES["R46"]

        def run(*given):
            verdict = old.run(*given)
            return verdict and replace(verdict, tier=Tier.HOLD)

        monkeypatch.setitem(RULES, "R46", replace(old, version="2027-01-01", run=run))
        monkeypatch.setattr(rules, "_chosen", {})

    return install


CHANGES = [
    pytest.param(lambda harder: None, id="nothing but clearances"),
    pytest.param(lambda harder: a_clinic(journey_threshold_hours=3), id="threshold"),
    pytest.param(lambda harder: a_clinic(country="US"), id="country"),
    pytest.param(lambda harder: harder(), id="rule"),
]


@pytest.mark.long
@pytest.mark.parametrize("is_ready", [True, False], ids=["ready facts", "from the answers"])
@pytest.mark.parametrize("change", CHANGES)
def test_the_run_does_what_was_foretold_and_looking_changed_nothing(clinic, harder, change, is_ready):
    if is_ready:
        carry_out()
    change(harder)
    for days in (0, 30, 100):
        before = everything()
        found = foretell(days)
        assert everything() == before

        tally, done = carry_out(days)

        assert listed(found) == done
        assert (found.tally.screened, found.tally.changed, found.tally.steps, found.tally.failed) == (
            tally.screened, tally.changed, tally.steps, tally.failed)
        assert not foretell(days).prospects


def test_a_forecast_of_who_is_due_and_of_who_stands_behind_a_client(clinic):
    carry_out()
    last = db.session.scalar(select(func.max(Client.id)))
    for days, how in ((40, {"due": True}), (90, {"after": last // 2})):
        found = foretell(days, **how)
        tally, done = carry_out(days, **how)
        assert listed(found) == done != {}
        assert found.tally.screened == tally.screened < rescreening.how_many(on=TODAY)


def test_the_threshold_raises_what_was_foretold(clinic):
    carry_out()
    a_clinic(journey_threshold_hours=3)

    found = foretell()

    raised = {client_id: each for client_id, each in listed(found).items() if ("R40", Step.RAISED, 0, 2, "") in each}
    assert len(raised) >= 1
    assert {each.client_id for each in found.coming_to(Tier.CAUTION)} >= set(raised)


def test_the_database_itself_refuses_a_write_while_looking(clinic):
    looking = prospects.forecast(on=TODAY)
    next(looking)

    with pytest.raises(DBAPIError):
        db.session.execute(update(Client).values(next_screening_on=None))
    looking.close()

    assert not reading_only.get()
    db.session.execute(update(Client).values(next_screening_on=None))


def test_who_cannot_be_read_is_named_and_hides_nobody(each_database):
    by = a_staff()
    broken, well = a_client(therapist=by), a_client(therapist=by)
    intake = an_intake(broken, by=by)
    an_intake(well, by=by, **OPERATION)
    db.session.execute(update(Intake).where(Intake.id == intake.id).values(answers=some_answers(operations="spoilt")))
    db.session.commit()

    found, page = foretell(100), forecast_page(on=TODAY + timedelta(100))

    assert [client_id for client_id, _ in found.tally.failed] == [broken.id]
    assert found.tally.screened == 1
    assert [each.client_id for each in found.prospects] == [well.id]
    assert set(page.clients) == {broken.id, well.id}
    assert carry_out(100)[0].failed == found.tally.failed


def shown_by_page(on: date) -> tuple[list[Prospect], list[int]]:
    """All pages, one after the other: who would change, and how many clients each says are done."""
    shown, done, after = [], [], 0
    while after is not None:
        page = forecast_page(on=on, after=after)
        shown += page.forecast.prospects
        done.append(page.looked_at)
        after = page.after
    return shown, done


@pytest.mark.parametrize(("name", "limit"), [("PAGE_LOOKED_AT", 6), ("PAGE_JUDGED", 4), ("PAGE_PROSPECTS", 2)])
def test_pages_go_on_from_where_they_ended_and_leave_nobody_out(clinic, monkeypatch, name, limit):
    whole_list = foretell(60).prospects
    monkeypatch.setattr(prospects, name, limit)
    monkeypatch.setattr(prospects, "PAGE_BATCH", 3)

    shown, done = shown_by_page(TODAY + timedelta(60))

    assert shown == whole_list
    assert done == sorted(set(done)) and len(done) > 3
    assert done[-1] == rescreening.how_many(on=TODAY)


@pytest.mark.parametrize(("steps", "comes_to", "gets_milder"), [
    ([(0, 4), (3, 2)], Tier.STOP, False),
    ([(0, 2), (2, 3)], Tier.HOLD, False),
    ([(3, 0), (0, 3)], Tier.HOLD, False),
    ([(2, 0), (0, 1)], Tier.NONE, True),
    ([(3, 2), (2, 2)], Tier.NONE, True),
    ([(2, 2)], Tier.NONE, False),
])
def test_what_a_client_comes_to_is_the_strongest_that_nothing_stronger_goes_beside(steps, comes_to, gets_milder):
    found = [prospects.Shift(Change("R40", Step.REOPENED, _at(after), ""), _at(before)) for before, after in steps]

    prospect = Prospect(1, tuple(found))

    assert (prospect.comes_to, prospect.gets_milder) == (comes_to, gets_milder)


def _at(tier: int) -> Finding | None:
    return Finding("R40", "A journey", "2026-01-01", Tier(tier), "A journey.") if tier else None


def test_each_client_is_counted_once(clinic, harder):
    carry_out()
    harder()

    found = foretell(30)

    counted = Counter(each.client_id for tier in Tier for each in found.coming_to(tier))
    counted.update(each.client_id for each in (*found.milder, *found.as_strong))
    assert counted == Counter(each.client_id for each in found.prospects)
    assert found.coming_to(Tier.HOLD) and found.milder
    assert found.coming_to(Tier.NONE) == []
