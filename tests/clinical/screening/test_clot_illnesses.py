"""When a time in bed and an infection are one illness, which counts once as a clot factor."""
from datetime import date, timedelta

import pytest

from intake.clinical.dates.vague import UNKNOWN, VagueDate, on_day
from intake.clinical.facts import Condition, Facts, Immobilisation
from intake.clinical.screening.clots.illnesses import HOME, PASSED_AT_HOME, Illness, is_one_illness
from intake.clinical.screening.clots.points import clot_points
from intake.clinical.screening.settings import DEFAULT

ON = date(2026, 5, 4)


def ago(days):
    return on_day(ON - timedelta(days))


@pytest.mark.parametrize(("infection", "bed", "names"), [
    (14, 0, ["home_bed"]), (15, 0, ["home_bed", "infection"]), (None, 0, ["home_bed"]),
])
def test_an_illness_in_bed_and_its_infection_are_one_within_two_weeks(infection, bed, names):
    rest = Immobilisation("home_bed", ago(9), ago(5))
    day = UNKNOWN if infection is None else ago(9 + infection)
    tally = clot_points(Facts(immobilisations=(rest,), conditions=(Condition("covid", day),)), ON, DEFAULT)

    assert [each.name for each in tally.factors] == names


def test_of_a_bed_and_an_infection_that_count_alike_the_bed_stands_for_both():
    rest, covid = Immobilisation("home_bed", ago(40), ago(35)), Condition("covid", ago(28))

    [factor] = clot_points(Facts(immobilisations=(rest,), conditions=(covid,)), ON, DEFAULT).factors

    assert (factor.name, factor.points) == ("home_bed", 1)


@pytest.mark.parametrize(("began", "ended", "is_one"), [
    (70, 20, True), (24, 20, False), (24, 23, False), (25, 20, True),   # 15 days and 14 days after the bed
    (None, 25, True), (None, 20, False), (80, 60, True), (80, 64, True), (80, 65, False),   # before the bed
])
def test_an_infection_of_a_vague_day_is_of_the_same_illness_if_it_may_lie_near_the_bed(began, ended, is_one):
    rest = Immobilisation("home_bed", ago(50), ago(39))
    covid = Condition("covid", VagueDate("", None if began is None else ON - timedelta(began), ON - timedelta(ended)))
    bed, infection = Illness(rest, rest.end, HOME), Illness(covid, covid.on, PASSED_AT_HOME)

    assert is_one_illness(bed, infection, ON) is is_one


@pytest.mark.parametrize(("start", "end", "days", "ill", "is_one"), [
    (ago(30), None, None, ago(44), True), (ago(30), None, None, ago(45), False), (ago(30), None, None, ago(0), True),
    (UNKNOWN, None, 4, ago(90), True), (ago(30), UNKNOWN, 4, ago(90), True),
    (UNKNOWN, ago(10), 4, ago(28), True), (UNKNOWN, ago(10), 4, ago(29), False),
    (UNKNOWN, ago(10), None, ago(27), True), (UNKNOWN, ago(10), None, ago(28), False),
    (ago(30), ago(20), 2, ago(44), True), (ago(30), ago(20), 2, ago(6), True), (ago(30), ago(20), 2, ago(5), False),
    (ago(30), ago(14), None, None, True), (ago(30), ago(15), None, None, False),
    (ago(30), ago(20), None, UNKNOWN, True),
])
def test_a_time_in_bed_and_an_illness_are_one_within_two_weeks_or_where_nobody_knows(start, end, days, ill, is_one):
    rest = Immobilisation("home_bed", start, end, days)
    fact = 38.5 if ill is None else Condition("covid", ill)

    assert is_one_illness(Illness(rest, end, HOME), Illness(fact, ill, PASSED_AT_HOME), ON) is is_one


def test_a_bed_of_an_unknown_begin_is_taken_for_as_long_as_was_told_or_for_three_days():
    def names(days):
        rest = Immobilisation("home_bed", UNKNOWN, ago(2), days=days)
        covid = Condition("covid", ago(22))
        return [each.name for each in clot_points(
            Facts(immobilisations=(rest,), conditions=(covid,)), ON, DEFAULT).factors]

    assert names(None) == ["home_bed", "infection"]     # three days before its end: 17 days after the infection
    assert names(6) == ["home_bed"]
