"""R29 where a worked case cannot say it: a foot at rest, the day a HOLD becomes a note, what the plan shows."""
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.clinical.answer import Answer
from intake.clinical.body import expand
from intake.clinical.dates.vague import UNKNOWN, on_day
from intake.clinical.facts import Birth, Clearance, Condition, Facts, Immobilisation, Ivf, Journey, Pregnancy, Symptom
from intake.clinical.screening import screen
from intake.clinical.screening.findings import Tier
from intake.clinical.visit_plan import plan_visit

ON = date(2026, 5, 4)
MONTHS_AGO = on_day(date(2025, 12, 5))
SEEN_AND_SIGNS = "Has a doctor seen it? Any swelling, heat or change of colour?"
OLD_KNEE = Symptom("leg_pain", "left", "knee", MONTHS_AGO)
SITES = st.sampled_from(["foot", "ankle", "knee", "hip", "buttock"])
DAYS = st.one_of(st.just(UNKNOWN), st.integers(0, 100).map(lambda days: on_day(ON - timedelta(days))))


def ago(days):
    return on_day(ON - timedelta(days))


def pain_rule(facts, on=ON):
    return next((each for each in screen(facts, on=on).findings if each.rule == "R29"), None)


@pytest.mark.parametrize(("at_rest", "tier", "asks"), [
    (Answer.YES, Tier.HOLD, False), (Answer.NOT_ASKED, Tier.HOLD, True), (Answer.NO, Tier.NOTE, False)])
def test_an_old_pain_of_a_foot_is_a_note_only_once_it_is_known_not_to_hurt_at_rest(at_rest, tier, asks):
    found = pain_rule(Facts(symptoms=(Symptom("leg_pain", "left", "foot", MONTHS_AGO, at_rest=at_rest),)))

    assert found.tier is tier
    assert any("at rest" in each for each in found.questions) is asks


@pytest.mark.parametrize(("pain", "asks"), [
    (OLD_KNEE, ("Has a doctor seen it?",)), (Symptom("arm_pain", "left", "upper_arm"), (SEEN_AND_SIGNS,)),
    (Symptom("leg_pain", "left", "calf"), (SEEN_AND_SIGNS,)),
    (Symptom("leg_pain", "left", "knee"), (SEEN_AND_SIGNS, "Since when does it hurt?")),
    (Symptom("leg_pain", "left", "knee", on_day(ON)), (SEEN_AND_SIGNS,)),
    (Symptom("leg_pain", "left", "foot", MONTHS_AGO), (SEEN_AND_SIGNS, "Does the foot hurt at rest or at night?")),
    (Symptom("leg_pain", "left", "foot", at_rest=Answer.NO), (SEEN_AND_SIGNS, "Since when does it hurt?")),
])
def test_what_is_asked_is_what_is_not_known_of_the_pain(pain, asks):
    assert pain_rule(Facts(symptoms=(pain,))).questions == asks


@pytest.mark.parametrize("first", [Symptom("leg_pain", "left", "calf", ago(20)),
                                   Symptom("leg_pain", "left", "knee", ago(20))])
@pytest.mark.parametrize(("newer", "tier"), [(4, Tier.HOLD), (6, Tier.CAUTION)])
def test_a_word_for_the_rule_alone_is_ended_by_a_newer_pain(first, newer, tier):
    agreed = Clearance("R29", "Dr Osei", ago(5), ON + timedelta(30))
    second = Symptom("leg_pain", "right", "ankle", ago(newer))

    cleared = pain_rule(Facts(symptoms=(first,), clearances=(agreed,)))
    assert (cleared.tier, cleared.modifications.only_on) == (Tier.CAUTION, expand("leg", "left"))
    assert pain_rule(Facts(symptoms=(first, second), clearances=(agreed,))).tier is tier


def test_rest_is_asked_of_no_other_place():
    recent = Symptom("leg_pain", "left", "ankle", on_day(ON))

    assert not any("at rest" in each for each in pain_rule(Facts(symptoms=(recent,))).questions)


@pytest.mark.parametrize("more", [
    {"pregnancy": Pregnancy("pregnant")}, {"births": (Birth(UNKNOWN, "vaginal"),)},
    {"ivf": (Ivf(on_day(ON - timedelta(84))),)}, {"temperature": 38.2, "journeys": (Journey("car", 5, MONTHS_AGO),),
                                                  "immobilisations": (Immobilisation("home_bed", days=4),)},
])
def test_an_old_pain_of_a_joint_stays_held(more):
    assert pain_rule(Facts(symptoms=(OLD_KNEE,), **more)).tier is Tier.HOLD


@pytest.mark.parametrize("more", [
    {"pregnancy": Pregnancy("none")}, {"births": (Birth(on_day(ON - timedelta(85)), "caesarean"),)},
    {"ivf": (Ivf(on_day(ON - timedelta(85))),)}, {"births": (Birth(on_day(ON + timedelta(7))),)},
])
def test_what_lies_behind_or_ahead_holds_it_no_more(more):
    assert pain_rule(Facts(symptoms=(OLD_KNEE,), **more)).tier is Tier.NOTE


@given(SITES, DAYS, st.lists(st.builds(Birth, DAYS, st.sampled_from(["vaginal", "caesarean"])), max_size=2),
       st.lists(st.builds(Journey, st.just("car"), st.just(9.0), DAYS), max_size=2),
       st.lists(st.builds(Condition, st.sampled_from(["covid", "severe_infection"]), DAYS, past=st.just(True)),
                max_size=2))
def test_a_hold_ends_on_the_day_it_says(site, onset, births, journeys, conditions):
    facts = Facts(symptoms=(Symptom("leg_pain", "left", site, onset, at_rest=Answer.NO),), births=tuple(births),
                  journeys=tuple(journeys), conditions=tuple(conditions))
    found = pain_rule(facts)

    if found.tier is Tier.HOLD and found.until is not None:
        assert pain_rule(facts, found.until - timedelta(1)).tier is Tier.HOLD
        assert pain_rule(facts, found.until).tier is Tier.NOTE


def test_a_note_shows_the_limb_in_the_plan_and_asks_for_no_reason():
    plan = plan_visit(screen(Facts(symptoms=(OLD_KNEE,)), on=ON).findings)

    [shown] = plan.stricter_places
    assert (shown.regions, shown.techniques) == (expand("leg", "left"), {"deep_tissue"})
    assert plan.excludes(places=["left_calf"], techniques=["deep_tissue"], pressure=5) == ()


def test_an_upper_arm_is_worked_on_lightly_and_asked_about():
    found = pain_rule(Facts(symptoms=(Symptom("arm_pain", "right", "upper_arm"),)))

    assert (found.tier, found.side, found.modifications.only_on) == (Tier.CAUTION, "right", {"right_upper_arm"})
    assert any("doctor" in each for each in found.questions)


def test_beside_a_held_limb_the_other_pains_are_shown_too():
    calf, arm = Symptom("leg_pain", "right", "calf"), Symptom("arm_pain", "left", "upper_arm")
    found = pain_rule(Facts(symptoms=(OLD_KNEE, calf, arm)))

    assert (found.tier, found.side, len(found.evidence)) == (Tier.HOLD, "right", 3)
    assert found.modifications.regions == expand("leg", "right")
    assert found.modifications.only_on == {"left_upper_arm"}


def test_a_pain_that_a_doctor_has_seen_says_nothing():
    assert pain_rule(Facts(symptoms=(replace(OLD_KNEE, assessed=Answer.YES),))) is None
