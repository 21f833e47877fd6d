"""What a plan makes of findings of each kind: caps, places, the words of doctors, and what is told beside them."""
import json
from datetime import date

import pytest

from intake.clinical.body import expand
from intake.clinical.facts.limits import ClientLimits, Wish
from intake.clinical.screening.findings import DoctorsLimits, Finding, Modifications, Scope, Tier
from intake.clinical.techniques import HIGH, LEG_CARE
from intake.clinical.visit_plan import Exclusion, LocalLimit, VisitPlan, Word, places_of, plan_visit

ON = date(2026, 5, 4)
LEGS = expand("lower_limbs")
CALVES = frozenset({"left_calf", "right_calf"})


def found(rule, tier=Tier.CAUTION, *, changes=None, **others):
    return Finding(rule, "name", "1", tier, "sentence", modifications=changes or Modifications(), **others)


def on_places(cap, *techniques, at=CALVES):
    """A change that holds on some places only."""
    return Modifications(cap, frozenset(techniques), only_on=at)


def codes(exclusions):
    return [each.code for each in exclusions]


def test_the_plan_begins_with_the_strictest_finding_whatever_the_order():
    note, caution, stop = found("R67", Tier.NOTE), found("R40"), found("R01", Tier.STOP)
    asking = [found("R40", questions=("How long was it?", "When?")), found("R23", Tier.HOLD, questions=("When?",))]

    plan = plan_visit([note, caution, stop, found("R23", Tier.HOLD), found("R21", Tier.HOLD, scope=Scope.LIMB)])

    assert [each.rule for each in plan.blocked_by] == ["R01", "R23"]
    assert [each.rule for each in plan.cautions] == ["R21", "R40"]
    assert plan_visit(asking).asks == ("When?", "How long was it?")


def test_the_client_hears_what_matters_and_no_note():
    plan = plan_visit([found("R67", Tier.NOTE, advice_client="Drink water."), found("R40", advice_client="Walk a bit."),
                       found("R23", Tier.HOLD, advice_client="Ask your surgeon.")])

    assert plan.words_for_client == ("Ask your surgeon.", "Walk a bit.")


@pytest.mark.parametrize(("tier", "scope", "regions", "kept_off"), [
    (Tier.HOLD, Scope.LOWER_LIMBS, (), LEGS),
    (Tier.HOLD, Scope.LOCAL, ("abdomen", "left_foot"), expand("abdomen") | expand("left_foot")),
    (Tier.HOLD, Scope.LIMB, ("left_foot",), frozenset()),
    (Tier.CAUTION, Scope.LOWER_LIMBS, (), frozenset()),
    (Tier.CAUTION, Scope.LOCAL, ("abdomen",), frozenset()),
])
def test_a_hold_keeps_off_the_places_of_its_scope_and_a_caution_keeps_off_none(tier, scope, regions, kept_off):
    plan = plan_visit([found("R23", tier, scope=scope, regions=regions)])

    assert plan.avoid_regions == kept_off


def test_a_held_place_names_its_rule_and_leaves_other_places():
    plan = plan_visit([found("R23", Tier.HOLD, scope=Scope.LOWER_LIMBS), found("R36", Tier.HOLD, scope=Scope.LOCAL,
                                                                               regions=("abdomen",))])

    assert plan.excludes(places=["left_calf", "neck", "abdomen"], techniques=[], pressure=None) == (
        Exclusion("left_calf", Word.NOT_TODAY, ("R23",)), Exclusion("abdomen", Word.NOT_TODAY, ("R36",)))


def test_the_lowest_cap_of_a_place_is_that_of_the_whole_body_or_its_own():
    whole, calves = found("R46", changes=Modifications(3)), found("R40", changes=on_places(2))
    both = plan_visit([whole, calves, found("R57", changes=on_places(1, at=frozenset({"left_calf"})))])

    assert (both.pressure_cap, both.cap_for("left_calf"), both.cap_for("right_calf"), both.cap_for("neck")) == (
        3, 1, 2, 3)
    assert plan_visit([calves]).pressure_cap is None
    assert plan_visit([found("R46", changes=Modifications(1)), calves]).cap_for("left_calf") == 1


def test_pressure_up_to_the_cap_is_within_the_plan_and_all_that_is_passed_is_named():
    plan = plan_visit([found("R46", changes=Modifications(3)), found("R13", changes=Modifications(2)),
                       found("R40", changes=on_places(1))])

    def over(pressure, *places):
        return plan.excludes(places=places, techniques=[], pressure=pressure)

    assert over(2, "neck") == ()
    assert over(None, "neck", "left_calf") == ()
    assert over(3, "neck") == (Exclusion("pressure", Word.NOT_TODAY, ("R13",), 2),)
    assert over(4, "neck") == (Exclusion("pressure", Word.NOT_TODAY, ("R13", "R46"), 2),)
    assert over(2, "left_calf", "neck") == (Exclusion("pressure", Word.NOT_TODAY, ("R40",), 1),)
    assert over(1, "left_calf") == ()


def test_a_technique_left_out_on_some_places_is_left_out_there_alone():
    plan = plan_visit([found("R46", changes=Modifications(techniques=frozenset({"cupping"}))),
                       found("R40", changes=on_places(None, "cupping", "gua_sha"))])
    used = ["gua_sha", "cupping", "swedish"]

    assert plan.excludes(places=["neck"], techniques=used, pressure=5) == (
        Exclusion("cupping", Word.NOT_TODAY, ("R46",)),)
    assert plan.excludes(places=["neck", "left_calf"], techniques=used, pressure=5) == (
        Exclusion("cupping", Word.NOT_TODAY, ("R46", "R40")), Exclusion("gua_sha", Word.NOT_TODAY, ("R40",)))


def test_a_doctors_limits_hold_beside_those_of_the_rule_and_are_told_word_for_word():
    limits = (DoctorsLimits("Nothing deep.", 2, frozenset({"left_calf"}), frozenset({"cupping"})),
              DoctorsLimits("Short sessions."))
    plan = plan_visit([found("R27", changes=Modifications(3), doctors_limits=limits)])

    assert (plan.pressure_cap, plan.avoid_regions, plan.avoid_techniques) == (2, {"left_calf"}, {"cupping"})
    assert plan.doctors_words == ("Nothing deep.", "Short sessions.")
    assert plan.excludes(places=["left_calf"], techniques=["cupping"], pressure=3) == (
        Exclusion("left_calf", Word.NOT_TODAY, ("R27",)), Exclusion("cupping", Word.NOT_TODAY, ("R27",)),
        Exclusion("pressure", Word.NOT_TODAY, ("R27",), 2))


def test_a_place_that_a_rule_leaves_out_beside_limits_of_its_own_stays_left_out():
    plan = plan_visit([found("R22", changes=Modifications(2, frozenset({"cupping"}), frozenset({"left_calf"}),
                                                           only_on=frozenset({"left_thigh"})))])

    assert plan.avoid_regions == {"left_calf"}
    assert (plan.pressure_cap, plan.avoid_techniques) == (None, frozenset())
    assert plan.excludes(places=["left_calf"], techniques=[], pressure=None) == (
        Exclusion("left_calf", Word.NOT_TODAY, ("R22",)),)


def test_places_with_limits_are_told_once_and_only_where_they_say_more():
    left = frozenset({"left_calf"})
    plan = plan_visit([
        found("R46", changes=Modifications(2, frozenset({"cupping"}))),
        found("R40", changes=on_places(3, "cupping")),  # no more than holds everywhere
        found("R41", changes=on_places(2, "percussion_device")), found("R57", changes=on_places(1, "gua_sha")),
        found("R58", changes=on_places(1, at=left)), found("R59", changes=on_places(2, at=frozenset({"neck"}))),
    ])

    assert plan.stricter_places == (
        LocalLimit("R57", CALVES, 1, frozenset({"percussion_device", "gua_sha"})),
        LocalLimit("R58", left, 1, frozenset()))


def test_a_place_with_a_cap_alone_says_more_where_nothing_holds_everywhere():
    plan = plan_visit([found("R40", changes=on_places(3)), found("R41", changes=on_places(4))])

    assert plan.stricter_places == (LocalLimit("R41", CALVES, 3, frozenset()),)


@pytest.mark.parametrize("finding", [
    found("R46", changes=Modifications(3)), found("R46", changes=Modifications(techniques=frozenset({"cupping"}))),
    found("R46", changes=Modifications(regions=frozenset({"neck"}))), found("R56", questions=("How many weeks?",)),
    found("R13", changes=Modifications(position="side-lying")), found("R40", changes=on_places(3)),
    found("R27", doctors_limits=(DoctorsLimits("Short sessions."),)),
], ids=["cap", "technique", "place", "question", "position", "some places", "doctor's words"])
def test_whatever_a_rule_asks_for_changes_the_massage(finding):
    assert not plan_visit([finding]).is_unchanged


def test_a_finding_that_asks_for_nothing_changes_nothing():
    plan = plan_visit([found("R67", Tier.NOTE)], ClientLimits(areas=Wish(("abdomen",), ON)))

    assert plan.is_unchanged
    assert plan.changes == ()


def test_a_visit_that_begins_without_enough_known_is_light_and_lightest_on_the_legs():
    plan = plan_visit([found("R40", changes=on_places(3))], not_known=["medicines", "symptoms"])

    assert plan.is_uncertain and plan.not_known == ("medicines", "symptoms")
    assert (plan.pressure_cap, plan.avoid_techniques) == (2, HIGH)
    assert (plan.cap_for("left_thigh"), plan.cap_for("neck")) == (1, 2)
    assert plan.local_limits[1:] == (LocalLimit("R76", LEGS, 1, LEG_CARE),)
    assert not plan_visit([found("R40", changes=on_places(3))]).is_uncertain


def test_the_whole_plan_comes_back_from_json():
    plan = plan_visit([
        found("R01", Tier.STOP, advice_client="Call for help."), found("R23", Tier.HOLD, scope=Scope.LOWER_LIMBS),
        found("R27", changes=Modifications(2, frozenset({"cupping"}), position="side-lying"), questions=("When?",),
              doctors_limits=(DoctorsLimits("Nothing deep.", 1, frozenset({"neck"}), frozenset({"gua_sha"})),)),
        found("R40", changes=on_places(3, "percussion_device")),
    ], ClientLimits(pressure=Wish(("light",), ON)), not_known=["medicines"])

    assert VisitPlan.from_dict(json.loads(json.dumps(plan.to_dict()))) == plan


def test_a_plan_kept_before_plans_held_words_and_unknowns_is_read():
    stored = plan_visit([found("R27", doctors_limits=(DoctorsLimits("Nothing deep."),))], not_known=["x"]).to_dict()
    del stored["doctors_words"], stored["not_known"]

    before = VisitPlan.from_dict(stored)

    assert (before.doctors_words, before.not_known, before.is_uncertain) == ((), (), False)


@pytest.mark.parametrize(("finding", "places"), [
    (found("R27", Tier.HOLD, regions=("abdomen",)), frozenset()), (found("R40", scope=Scope.LOWER_LIMBS), LEGS),
    (found("R33", Tier.HOLD, scope=Scope.LOCAL, regions=("abdomen",)), {"abdomen"}),
    (found("R21", Tier.HOLD, scope=Scope.LIMB, changes=Modifications(regions=CALVES)), CALVES),
    (found("R55", scope=Scope.LIMB, changes=on_places(1)), CALVES),
    (found("R31", scope=Scope.LOWER_LIMBS, regions=("abdomen",)), LEGS | {"abdomen"}),
    (found("R69", Tier.NOTE, scope=Scope.LOCAL), frozenset()),
])
def test_the_places_that_a_finding_is_about(finding, places):
    assert places_of(finding) == places


def test_a_plan_kept_before_plans_told_notes_apart_reads_them_as_limits():
    stored = plan_visit([found("R40", changes=on_places(3))]).to_dict()
    del stored["local_limits"][0]["is_note"]

    assert VisitPlan.from_dict(stored).local_limits[0].is_note is False
