"""The plan of a visit: lowest cap, union of what to avoid, limits on the places they are about."""
import json
from datetime import date

import pytest

from intake.clinical.facts.background import Background, BackgroundLine
from intake.clinical.facts.limits import ClientLimits, Intolerance, Saying, Wish
from intake.clinical.screening import screen
from intake.clinical.vignettes.facts import facts_from_dict
from intake.clinical.visit_plan import Exclusion, VisitPlan, Word, places_of, plan_visit

ON = date(2026, 5, 4)


def plan(limits=None, **facts):
    return plan_visit(screen(facts_from_dict(facts, ON)[0], on=ON).findings, limits)


def asked(*areas, pressure=()):
    """The limits of a client who asked to leave these areas alone, and for this pressure."""
    return ClientLimits(areas=Wish(areas, ON), pressure=Wish(pressure, ON))


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


def test_what_a_rule_takes_away_names_the_rule():
    bleeding = plan(medications=[{"name": "warfarin"}])

    assert bleeding.excludes(places=[], techniques=["deep_tissue", "swedish"], pressure=4) == (
        Exclusion("deep_tissue", Word.NOT_TODAY, ("R46",)), Exclusion("pressure", Word.NOT_TODAY, ("R46",), 2))
    after = plan(surgeries=[{"category": "knee_replacement", "date": "2026-04-01"}])
    (calf,) = after.excludes(places=["left_calf"], techniques=[], pressure=None)
    assert calf.word is Word.NOT_TODAY and "R23" in calf.rules


def test_a_limit_of_some_places_names_its_rule_there_alone():
    trip = plan(travel=[{"mode": "plane", "seated_hours": 9, "end_date": "2026-05-01"}])

    beyond = trip.excludes(places=["left_thigh"], techniques=["percussion_device"], pressure=4)

    assert {(each.code, each.rules) for each in beyond} == {("percussion_device", ("R40",)), ("pressure", ("R40",))}


def test_what_the_client_asked_to_leave_alone_is_their_word():
    unchanged = plan(asked("abdomen", "left_arm"), symptoms=[])

    assert unchanged.is_unchanged
    assert unchanged.excludes(places=["abdomen", "left_shoulder", "right_shoulder"], techniques=[], pressure=5) == (
        Exclusion("abdomen", Word.LEAVE_ALONE), Exclusion("left_shoulder", Word.LEAVE_ALONE, areas=("left_arm",)))


def test_more_than_the_pressure_wished_is_their_word_and_not_sure_is_none():
    medium, unsure = (plan(asked(pressure=(code,)), symptoms=[]) for code in ("medium", "unsure"))

    assert medium.excludes(places=["neck"], techniques=[], pressure=3) == ()
    assert medium.excludes(places=["neck"], techniques=[], pressure=4) == (
        Exclusion("pressure", Word.LEAVE_ALONE, cap=3),)
    assert unsure.excludes(places=["neck"], techniques=[], pressure=5) == ()


def test_a_rule_and_the_client_may_both_exclude_the_same():
    both = plan(asked("left_calf", pressure=("light",)), medications=[{"name": "warfarin"}],
                surgeries=[{"category": "knee_replacement", "date": "2026-04-01"}])

    beyond = both.excludes(places=["left_calf"], techniques=[], pressure=3)

    assert [(each.code, each.word) for each in beyond if each.code != "pressure"] == [
        ("left_calf", Word.NOT_TODAY), ("left_calf", Word.LEAVE_ALONE)]
    assert [each.word for each in beyond if each.code == "pressure"] == [Word.NOT_TODAY, Word.LEAVE_ALONE]


def test_a_plan_comes_back_from_json_with_its_limits():
    limits = ClientLimits(allergies=Intolerance((Saying("latex", ON),)), areas=Wish(("abdomen",), ON))
    whole = plan(limits, medications=[{"name": "warfarin"}],
                 travel=[{"mode": "plane", "seated_hours": 9, "end_date": "2026-05-01"}])

    assert VisitPlan.from_dict(json.loads(json.dumps(whole.to_dict()))) == whole


def test_a_plan_comes_back_from_json_with_what_is_on_record_beside_the_rules():
    beside = Background((BackgroundLine("gloves", "Gloves, or keep off: “wart”", "", ON),), wanted=("neck",))
    whole = plan_visit((), background=beside)

    assert whole.background == beside and whole.is_unchanged
    assert VisitPlan.from_dict(json.loads(json.dumps(whole.to_dict()))) == whole


def test_a_plan_kept_before_it_held_that_is_read():
    stored = plan_visit((), background=Background(wanted=("neck",))).to_dict()
    del stored["background"]

    assert VisitPlan.from_dict(stored) == plan_visit(())


@pytest.mark.parametrize("rule, facts, places", [
    ("R23", {"surgeries": [{"category": "knee_replacement", "date": "2026-04-01"}]}, {"left_calf", "right_thigh"}),
    ("R55", {"conditions": [{"code": "lymphoedema", "side": "left", "site": "arm"}]}, {"left_hand"}),
    ("R46", {"medications": [{"name": "warfarin"}]}, set()),
])
def test_the_places_that_a_finding_is_about(rule, facts, places):
    found = screen(facts_from_dict(facts, ON)[0], on=ON).findings
    about = next(places_of(each) for each in found if each.rule == rule)

    assert places <= about and bool(about) == bool(places)
    assert "neck" not in about and "right_hand" not in about


def test_a_plan_kept_before_it_named_rules_and_limits_is_read():
    stored = plan(medications=[{"name": "warfarin"}]).to_dict()
    del stored["changes"], stored["limits"]

    before = VisitPlan.from_dict(stored)

    assert before.limits is None
    assert before.excludes(places=["neck"], techniques=["deep_tissue"], pressure=3) == (
        Exclusion("deep_tissue", Word.NOT_TODAY), Exclusion("pressure", Word.NOT_TODAY, cap=2))


def test_a_visit_that_begins_without_enough_known_names_that_rule():
    uncertain = plan_visit((), not_known=["medicines"])

    assert uncertain.excludes(places=["left_calf"], techniques=["cupping"], pressure=2) == (
        Exclusion("cupping", Word.NOT_TODAY, ("R76",)), Exclusion("pressure", Word.NOT_TODAY, ("R76",), 1))


def test_hardware_is_shown_in_the_plan_and_interrupts_nobody():
    metal = plan(conditions=[{"code": "hardware", "side": "left", "site": "shin", "date": "2019"}])

    [shown] = metal.stricter_places
    assert (shown.regions, shown.pressure_cap, shown.techniques) == ({"left_shin"}, None, {"deep_tissue", "thrust"})
    assert (metal.pressure_cap, metal.avoid_techniques, metal.is_unchanged) == (None, frozenset(), False)
    assert metal.excludes(places=["left_shin", "upper_back"], techniques=["deep_tissue", "thrust"], pressure=5) == ()
    assert VisitPlan.from_dict(json.loads(json.dumps(metal.to_dict()))) == metal


def test_a_note_beside_a_caution_leaves_the_caution_its_reason():
    both = plan(conditions=[{"code": "hardware", "side": "left", "site": "shin", "date": "2019"}],
                travel=[{"mode": "plane", "seated_hours": 9, "end_date": "2026-05-01"}])

    asked_for = both.excludes(places=["left_shin"], techniques=["deep_tissue", "thrust"], pressure=2)
    assert [(each.code, each.rules) for each in asked_for] == [("deep_tissue", ("R40",))]
