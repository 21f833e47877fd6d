"""The plan of a visit: lowest cap, union of what to avoid, limits on the places they are about."""
from datetime import date

import pytest

from intake.clinical.screening import screen
from intake.clinical.vignettes.facts import facts_from_dict
from intake.clinical.visit_plan import plan_visit

ON = date(2026, 5, 4)


def plan(**facts):
    return plan_visit(screen(facts_from_dict(facts, ON)[0], on=ON).findings)


def codes(exclusions):
    return [each.code for each in exclusions]


def test_nothing_found_leaves_everything_open():
    open_ = plan(symptoms=[])

    assert (open_.blocked_by, open_.pressure_cap, open_.avoid_regions) == ((), None, frozenset())
    assert open_.excludes(places=["left_calf"], techniques=["deep_tissue"], pressure=5) == ()


def test_the_lowest_cap_and_all_techniques_count():
    both = plan(medications=[{"name": "warfarin"}], conditions=["osteoporosis"])

    assert both.pressure_cap == 2
    assert {"deep_tissue", "cupping", "hot_stones"} <= both.avoid_techniques


def test_held_legs_leave_the_back():
    after = plan(surgeries=[{"category": "knee_replacement", "date": "2026-04-01"}])

    assert not after.blocked_by
    assert {"left_calf", "right_thigh"} <= after.avoid_regions
    assert "left_upper_back" not in after.avoid_regions
    assert after.excludes(places=["upper_back"], techniques=[], pressure=3) == ()
    assert codes(after.excludes(places=["calf"], techniques=[], pressure=1)) == ["calf"]


def test_a_limb_is_held_on_its_side():
    held = plan(vte_history=[{"type": "dvt", "date": "2024-01-01", "side": "left"}])

    assert "left_calf" in held.avoid_regions
    assert "right_calf" not in held.avoid_regions


def test_a_journey_limits_the_legs_alone():
    trip = plan(travel=[{"mode": "plane", "seated_hours": 9, "end_date": "2026-05-01"}])

    assert trip.pressure_cap is None
    assert trip.cap_for("left_calf") == 3
    assert trip.cap_for("upper_back") is None
    beyond = trip.excludes(places=["thigh"], techniques=["percussion_device"], pressure=4)
    assert codes(beyond) == ["percussion_device", "pressure"]
    assert trip.excludes(places=["upper_back"], techniques=["percussion_device"], pressure=5) == ()


def test_pregnancy_asks_for_the_side_and_light_legs():
    pregnant = plan(pregnancy={"status": "pregnant", "weeks": 20})

    assert pregnant.positions == ("side-lying",)
    assert pregnant.cap_for("left_calf") == 1


@pytest.mark.parametrize(("facts", "blocked"), [
    ({"symptoms": [{"code": "chest_pain"}]}, ["R01"]),
    ({"cancer": {"status": "active"}}, ["R27"]),
    ({"surgeries": [{"category": "cardiac", "date": "2026-04-01"}]}, []),
])
def test_what_blocks_a_visit(facts, blocked):
    assert [f.rule for f in plan(**facts).blocked_by] == blocked


def test_a_stop_brings_the_words_for_the_client():
    stopped = plan(symptoms=[{"code": "chest_pain"}])

    assert any("ambulance" in words for words in stopped.words_for_client)


def test_questions_come_once():
    asked = plan(travel=[{"mode": "car", "end_date": ""}, {"mode": "bus", "end_date": ""}]).asks

    assert len(asked) == len(set(asked))
    assert any("hours" in question for question in asked)
