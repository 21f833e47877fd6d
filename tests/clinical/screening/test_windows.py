"""Windows in time by themselves: what is long enough, which side several facts are on, what several phases come to."""
from datetime import date, timedelta

import pytest

from intake.clinical.body import expand
from intake.clinical.dates.vague import UNKNOWN, VagueDate, on_day
from intake.clinical.facts import Immobilisation, Injury
from intake.clinical.screening.windows import (
    WHEN,
    is_leg_fracture,
    is_long_enough,
    joined_phase,
    joined_side,
    legs,
    strongest_phase,
    until_words,
)

ON = date(2026, 5, 4)


def ago(days):
    return on_day(ON - timedelta(days))


def vague(first, last):
    """From so many days ago to so many, either end open."""
    return VagueDate("", *(None if days is None else ON - timedelta(days) for days in (first, last)))


@pytest.mark.parametrize(("start", "end", "days", "is_long"), [
    (ago(10), ago(7), None, True), (ago(10), ago(8), None, False), (ago(10), ago(8), 3, True),
    (ago(10), ago(5), 2, False),
    (UNKNOWN, ago(8), None, True), (ago(10), None, None, True), (ago(10), UNKNOWN, None, True), (ago(1), None, 3, True),
    (UNKNOWN, UNKNOWN, 2, False), (vague(12, 9), ago(9), None, True), (vague(11, 9), ago(9), None, False),
    (ago(10), vague(9, 7), None, True), (ago(10), vague(9, 8), None, False),
])
def test_a_time_in_bed_is_long_enough_by_what_was_told_else_by_its_days_else_because_nobody_knows(
        start, end, days, is_long):
    assert is_long_enough(Immobilisation("home_bed", start, end, days), ON) is is_long


@pytest.mark.parametrize(("sides", "side"), [
    (["left"], "left"), (["right", "right"], "right"), (["left", "right"], "both"), (["left", ""], "both"),
    ([""], "both"), (["both"], "both"), ([], "both"),
])
def test_several_facts_are_on_one_side_only_where_each_is_known_to_be(sides, side):
    assert joined_side(sides) == side


@pytest.mark.parametrize(("side", "places"), [
    ("", expand("lower_limbs")), ("both", expand("lower_limbs")), ("left", expand("lower_limbs", "left"))])
def test_the_legs_of_a_side_are_both_where_there_is_none(side, places):
    assert legs(side) == places


@pytest.mark.parametrize(("days", "number", "facts", "until"), [
    ([("a", 42)], 0, "a", 1), ([("a", 43)], 1, "a", 42), ([("a", 84)], 1, "a", 1), ([("a", 85)], None, "", None),
    ([("a", 43), ("b", 3)], 0, "b", 40), ([("a", 3), ("b", 43)], 0, "a", 40), ([("a", 3), ("b", 9)], 0, "ab", 40),
    ([("a", 85), ("b", 50), ("c", 60)], 1, "bc", 35), ([("a", 0), ("b", -1)], 0, "a", 43), ([], None, "", None),
])
def test_the_facts_of_the_first_window_that_any_stands_in(days, number, facts, until):
    phase = strongest_phase([(name, ago(day)) for name, day in days], ON, "cast", "cast_late")

    assert (phase and (phase.number, "".join(phase.facts), (phase.until - ON).days)) == (
        None if number is None else (number, facts, until))


@pytest.mark.parametrize(("day", "number", "until", "asks"), [
    (None, 0, None, False), (UNKNOWN, 0, None, True), (vague(60, 40), 0, 3, False), (vague(3, -3), 0, 46, False),
    (vague(60, None), 0, None, True), (vague(None, 50), 1, 35, False), (vague(None, -3), 0, 46, False),
])
def test_a_day_that_is_not_clear_counts_by_its_last(day, number, until, asks):
    phase = strongest_phase([("a", day)], ON, "cast", "cast_late")

    assert (phase.number, phase.until and (phase.until - ON).days) == (number, until)
    assert phase.questions == ((WHEN,) if asks else ())


def test_what_begins_later_stands_in_no_window():
    assert strongest_phase([("a", vague(-1, -5)), ("b", vague(-1, None))], ON, "cast") is None


@pytest.mark.parametrize(("first", "second", "expected"), [
    ([], [], None), ([("a", ago(3))], [], ("a", 40, False)), ([], [("b", ago(9))], ("b", 34, False)),
    ([("a", ago(3))], [("b", ago(9))], ("ab", 40, False)), ([("a", ago(9))], [("b", ago(3))], ("ab", 40, False)),
    ([("a", ago(3))], [("b", UNKNOWN)], ("ab", None, True)), ([("a", UNKNOWN)], [("b", ago(3))], ("ab", None, True)),
])
def test_two_phases_as_one_end_with_the_last_of_them_or_nobody_knows_when(first, second, expected):
    one = joined_phase(strongest_phase(first, ON, "cast"), strongest_phase(second, ON, "cast"))

    assert (one and ("".join(one.facts), one.until and (one.until - ON).days, bool(one.questions))) == expected


@pytest.mark.parametrize(("kind", "region", "is_one"), [
    ("fracture", "leg", True), ("fractured", "left_ankle", True), ("fracture", "arm", False), ("sprain", "leg", False)])
def test_a_broken_leg_is_one_by_its_kind_and_its_place(kind, region, is_one):
    assert is_leg_fracture(Injury(region, kind, ago(3))) is is_one


def test_without_an_end_a_finding_says_that_it_waits_for_a_date():
    assert until_words(ON, "the wound has healed") == "the wound has healed"
    assert until_words(None, "the wound has healed").startswith("until the date is known")
