"""Clots, points and both legs where a worked case cannot say it."""
from datetime import date, timedelta

import pytest

from intake.clinical.dates.vague import UNKNOWN, VagueDate, on_day
from intake.clinical.facts import (
    Birth,
    Clearance,
    Clot,
    ClottingTendency,
    Condition,
    Facts,
    Immobilisation,
    Ivf,
    Journey,
    Operation,
    Pregnancy,
    Symptom,
)
from intake.clinical.screening import screen
from intake.clinical.screening.clots.points import clot_points
from intake.clinical.screening.findings import Tier
from intake.clinical.screening.settings import DEFAULT

ON = date(2026, 5, 4)
YEARS_AGO = on_day(date(2022, 5, 4))
FLIGHT = Journey("plane", 9.0, on_day(ON - timedelta(6)))


def ago(days):
    return on_day(ON - timedelta(days))


def found(facts, on=ON):
    return {each.rule: each for each in screen(facts, on=on).findings}


def points(facts, on=ON):
    return {each.name: each.points for each in clot_points(facts, on, DEFAULT).factors}


@pytest.mark.parametrize("words", ["", "years ago", "once"])
def test_a_surface_clot_told_as_past_without_a_date_asks_for_care_and_when(words):
    told = found(Facts(clots=(Clot("svt", VagueDate(words), "left", past=True),)))["R22"]

    assert (told.tier, told.side) == (Tier.CAUTION, "left")
    assert told.modifications.only_on == frozenset(each for each in told.modifications.only_on if "left" in each)
    assert (told.modifications.pressure_cap, told.modifications.regions) == (3, frozenset())
    assert any(each.startswith("When") for each in told.questions)
    assert "in the past" in told.evidence[0].detail


@pytest.mark.parametrize(("clot", "tier"), [
    (Clot("svt", UNKNOWN, "left"), Tier.HOLD), (Clot("svt", ago(90), "left", past=True), Tier.HOLD),
    (Clot("svt", ago(91), "left", past=True), None)])
def test_with_a_date_or_not_told_as_past_it_is_as_before(clot, tier):
    told = found(Facts(clots=(clot,))).get("R22")

    assert (told and told.tier) is tier


def test_of_two_surface_clots_the_dated_one_holds_and_the_past_one_is_asked_about():
    told = found(Facts(clots=(Clot("svt", ago(10), "left"), Clot("svt", UNKNOWN, "left", past=True))))["R22"]

    assert (told.tier, len(told.evidence)) == (Tier.HOLD, 2)
    assert any(each.startswith("When") for each in told.questions)


def test_after_a_birth_the_sign_and_the_birth_are_the_evidence():
    facts = Facts(births=(Birth(ago(9), "vaginal"),), symptoms=(Symptom("vision_change"),), pregnancy=Pregnancy("none"))
    told = found(facts)["R13"]

    assert [each.matched for each in told.evidence] == ["vision change", "birth, vaginal"]
    assert "R13" not in found(facts, ON + timedelta(34))
    assert found(facts, ON + timedelta(33))["R13"].tier is Tier.STOP


def test_a_birth_that_lies_ahead_is_none():
    assert "R13" not in found(Facts(births=(Birth(on_day(ON + timedelta(2))),), symptoms=(Symptom("vision_change"),)))


@pytest.mark.parametrize(("days", "expected"), [
    (0, {"ivf": 2, "pregnant": 1}), (84, {"ivf": 2, "pregnant": 1}), (85, {"pregnant": 2}), (-3, {"pregnant": 2})])
def test_a_stimulation_counts_to_week_twelve_and_its_pregnancy_once_beside_it(days, expected):
    facts = Facts(ivf=(Ivf(ago(days)),), pregnancy=Pregnancy("pregnant"))

    assert points(facts) == expected


def test_a_stimulation_of_an_unknown_day_counts():
    assert points(Facts(ivf=(Ivf(),))) == {"ivf": 2}
    assert screen(Facts(ivf=(Ivf(ago(80)),)), on=ON).next_change_on == ON + timedelta(5)


def test_a_clearance_that_names_the_stimulation_covers_it():
    ivf = Ivf(ago(10))
    facts = Facts(ivf=(ivf,), age=66, bmi=31.0)
    cleared = Clearance("R30", "Dr Osei", ago(1), covers=frozenset({ivf.key}))

    assert found(facts)["R30"].tier is Tier.HOLD
    assert "R30" not in found(Facts(ivf=(ivf,), age=66, bmi=31.0, clearances=(cleared,)))


@pytest.mark.parametrize(("infection", "expected"), [
    (Condition("covid", ago(30)), {"infection": 1}), (Condition("covid", ago(31)), {}),
    (Condition("influenza", UNKNOWN, ended=ago(30)), {"infection": 1}),
    (Condition("influenza", UNKNOWN, ended=ago(31)), {}),
    (Condition("pneumonia", UNKNOWN, past=True), {}), (Condition("pneumonia"), {"infection": 1}),
    (Condition("covid", ago(43), severity="severe"), {"infection": 2}),
    (Condition("severe_infection", ago(84)), {"infection": 2}), (Condition("severe_infection", ago(85)), {}),
])
def test_an_infection_counts_by_its_day_or_else_by_its_end(infection, expected):
    assert points(Facts(conditions=(infection,))) == expected


def test_several_infections_are_one_factor():
    told = (Condition("covid", ago(3)), Condition("influenza", ago(20)))

    assert points(Facts(conditions=told, symptoms=(Symptom("fever", onset=ago(2)),))) == {"infection": 1}
    assert points(Facts(conditions=(*told, Condition("severe_infection", ago(9))))) == {"infection": 3}


def test_a_severe_infection_of_long_ago_hides_none_of_now():
    told = (Condition("severe_infection", ago(85)), Condition("covid", ago(30)))

    assert points(Facts(conditions=told)) == {"infection": 1}


def test_a_severe_infection_that_was_nursed_at_home_counts_at_the_higher():
    bed = Immobilisation("home_bed", ago(12), ago(8), 4)

    severe = Condition("severe_infection", ago(12))

    assert points(Facts(immobilisations=(bed,), conditions=(severe,))) == {"infection": 3}


@pytest.mark.parametrize("bed", [
    Immobilisation("home_bed", days=4), Immobilisation("home_bed", end=UNKNOWN, days=4),
    Immobilisation("home_bed", end=ago(10), days=4)])
def test_a_bed_of_which_not_all_days_are_known_may_be_the_same_illness(bed):
    assert points(Facts(immobilisations=(bed,), conditions=(Condition("influenza", ago(20)),))) == {"home_bed": 2}


def test_the_heparin_reaction_gives_no_points():
    assert points(Facts(conditions=(Condition("heparin_induced_thrombocytopenia", ago(3)),))) == {}


@pytest.mark.parametrize(("operations", "expected"), [
    ((Operation("sedation", ago(42)),), {"sedation": 1}), ((Operation("sedation", ago(43)),), {}),
    ((Operation("sedation", ago(3)), Operation("arthroscopy_leg", ago(3))), {"surgery_minor": 3}),
    ((Operation("sedation"),), {"sedation": 1}),
])
def test_sedation_is_one_passing_point_and_never_a_second_operation(operations, expected):
    assert points(Facts(operations=operations)) == expected


def test_a_filter_and_clots_are_one_factor():
    filter_ = Condition("vena_cava_filter")

    assert points(Facts(conditions=(filter_,))) == {"vte": 3}
    assert points(Facts(conditions=(filter_,), clots=(Clot("dvt", YEARS_AGO),))) == {"vte": 3}


def test_a_clearance_of_the_clot_does_not_cover_a_filter_that_it_does_not_name():
    clot, filter_ = Clot("dvt", YEARS_AGO, "left"), Condition("vena_cava_filter")
    named = Clearance("R21", "Dr Osei", ago(30), covers=frozenset({clot.key}))
    both = Clearance("R21", "Dr Osei", ago(30), covers=frozenset({clot.key, filter_.key}))

    assert found(Facts(clots=(clot,), conditions=(filter_,), clearances=(named,)))["R21"].tier is Tier.HOLD
    assert found(Facts(clots=(clot,), conditions=(filter_,), clearances=(both,)))["R45"].side == "both"


@pytest.mark.parametrize(("clots", "silent"), [
    ((Clot("dvt", YEARS_AGO, "left"),), False), ((Clot("dvt", YEARS_AGO, "left"), Clot("svt", ago(9), "right")), True),
    ((Clot("dvt", YEARS_AGO, "left"), Clot("svt", ago(9), "left")), False), ((Clot("pe", YEARS_AGO),), True),
    ((Clot("dvt", YEARS_AGO, "left"), Clot("svt", UNKNOWN, "right", past=True)), False),
    ((Clot("dvt", YEARS_AGO, "left"), Clot("dvt", YEARS_AGO, "right")), True),
])
def test_several_factors_are_silent_only_where_both_legs_are_held(clots, silent):
    assert ("R30" not in found(Facts(clots=clots, journeys=(FLIGHT,)))) is silent


def test_a_pain_that_holds_both_legs_does_not_silence_the_factors():
    pains = (Symptom("leg_pain", "left", "knee", YEARS_AGO), Symptom("leg_pain", "right", "knee", YEARS_AGO))
    told = found(Facts(symptoms=pains, journeys=(FLIGHT,), age=66, bmi=31.0))

    assert {told["R29"].tier, told["R30"].tier} == {Tier.HOLD}


@pytest.mark.parametrize(("told", "tier"), [
    ("factor V Leiden", Tier.NOTE), ("FVL", Tier.NOTE), ("F V Leiden", Tier.NOTE), ("prothrombin G20210A", Tier.NOTE),
    ("factor II mutation", Tier.NOTE), ("Leiden, one copy", Tier.NOTE), ("heterozygous factor V Leiden", Tier.NOTE),
    ("factor V Leiden ×2", Tier.CAUTION), ("FVL 2x", Tier.CAUTION), ("Leiden, both copies", Tier.CAUTION),
    ("homozygote Leiden", Tier.CAUTION), ("Leiden + prothrombin", Tier.CAUTION), ("factor VIII raised", Tier.CAUTION),
    ("FVL and factor II", Tier.CAUTION), ("factor V Leiden and protein S", Tier.CAUTION),
    ("Leiden and MTHFR", Tier.CAUTION), ("something with clotting", Tier.CAUTION)])
def test_a_tendency_by_what_was_told(told, tier):
    by_form = ClottingTendency("thrombophilia", words=told)
    by_name = ClottingTendency("_".join(told.lower().split()), words=told)

    assert [found(Facts(thrombophilia=(each,)))["R50"].tier for each in (by_form, by_name)] == [tier, tier]


def test_one_copy_that_was_told_is_not_asked_again():
    told = ClottingTendency("thrombophilia", words="factor V Leiden, heterozygous")

    assert found(Facts(thrombophilia=(told,)))["R50"].questions == ()


@pytest.mark.parametrize(("ended", "past", "tier"), [
    (None, False, Tier.HOLD), (None, True, None), (ago(2), False, Tier.HOLD), (ago(2), True, Tier.HOLD),
    (ago(3), False, None), (ago(3), True, None), (UNKNOWN, False, Tier.HOLD), (UNKNOWN, True, None)])
@pytest.mark.parametrize("code", ["covid", "pneumonia", "influenza", "acute_infection", "chronic_infection"])
def test_an_infection_holds_until_two_days_after_well_since(code, ended, past, tier):
    told = found(Facts(conditions=(Condition(code, ago(5), past=past, ended=ended),))).get("R32")

    assert (told and told.tier) is tier


def test_a_measured_temperature_is_evidence_and_a_told_fever_below_it_no_point():
    facts = Facts(symptoms=(Symptom("fever"),), temperature=37.5)

    assert points(facts) == {}
    assert points(Facts(temperature=38.0)) == {"infection": 1}
    assert found(Facts(temperature=38.0))["R32"].evidence[0].matched == "temperature 38 °C"


@pytest.mark.parametrize(("facts", "border"), [
    (Facts(births=(Birth(ago(40), "vaginal"),), symptoms=(Symptom("vision_change"),)), 3),
    (Facts(conditions=(Condition("heparin_induced_thrombocytopenia", ago(40)),)), 3),
    (Facts(operations=(Operation("sedation", ago(40)),)), 3),
    (Facts(ivf=(Ivf(ago(80)),)), 5),
    (Facts(conditions=(Condition("pneumonia", ago(28), past=True),)), 3),
    (Facts(conditions=(Condition("severe_infection", ago(40), past=True),)), 3),
    (Facts(symptoms=(Symptom("leg_pain", "left", "knee", ago(40)),)), 3),
    (Facts(symptoms=(Symptom("leg_pain", "left", "knee", YEARS_AGO),), births=(Birth(ago(82), "vaginal"),)), 3),
])
def test_each_new_window_announces_its_end(facts, border):
    today = screen(facts, on=ON)
    day = ON + timedelta(border)

    assert today.next_change_on == day
    eve, after = screen(facts, on=day - timedelta(1)), screen(facts, on=day)
    assert (eve.findings, eve.clot_points) == (today.findings, today.clot_points)
    assert (after.tier, after.clot_points) != (today.tier, today.clot_points)


def test_a_pain_of_the_groin_is_new_for_six_weeks():
    facts = Facts(symptoms=(Symptom("groin_pain", "left", onset=ago(40)),), journeys=(FLIGHT,))

    assert {found(facts, ON + timedelta(days))["R04"].tier for days in (0, 2)} == {Tier.STOP}
    assert found(facts, ON + timedelta(3))["R29"].tier is Tier.HOLD
    assert screen(facts, on=ON).next_change_on == ON + timedelta(3)


def test_hardware_is_noted_with_its_place_and_asks_what_is_missing():
    placed = found(Facts(conditions=(Condition("hardware", YEARS_AGO, "left", "shin", words="plate"),)))["R77"]
    unplaced = found(Facts(conditions=(Condition("hardware"),)))["R77"]

    assert (placed.tier, placed.regions, placed.questions) == (Tier.NOTE, ("left_shin",), ())
    assert (placed.modifications.techniques, placed.modifications.only_on) == ({"deep_tissue", "thrust"}, {"left_shin"})
    assert placed.evidence[0].matched == "hardware, left shin"
    assert [each.split()[0] for each in unplaced.questions] == ["Where", "When"]
    assert (unplaced.modifications.techniques, unplaced.modifications.only_on) == (frozenset(), frozenset())
    assert not placed.needs_review
