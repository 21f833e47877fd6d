"""Birth dates in what is typed to find somebody."""

from datetime import date

import pytest

from intake.clinical.people.birth_dates import find_birth_date

ON = date(2026, 11, 23)


@pytest.mark.parametrize("typed", [
    "17/05/1980", "17.5.80", "17 5 80", "17-05-1980", "17 05 1980", "1980-05-17", "1980/5/17", "17 May 1980",
    "17th of May, 1980", "may 17 1980", "May 17th, 1980", "17051980", "19800517", "5/17/1980",
])
def test_the_same_day_in_many_spellings(typed):
    assert find_birth_date(typed, ON).beginnings == ("1980-05-17",)


@pytest.mark.parametrize("typed, beginnings", [
    ("05/06/1980", ("1980-06-05", "1980-05-06")), ("5.6.41", ("1941-06-05", "1941-05-06")), ("1.1.26", ("2026-01-01",)),
    ("March 1980", ("1980-03",)), ("1980-05", ("1980-05",)), ("1980-13", ()), ("31/02/1980", ()), ("17/05/2080", ()),
    ("17/05/1780", ()), ("0131 555 0101", ()), ("07 12 34 56 78", ()), ("+17051980", ()), ("may", ()), ("", ()),
    ("0/0/0000", ()), ("99999999", ()), ("24/11/26", ("1926-11-24",)),
    ("14 5 88", ("1988-05-14",)), ("14.5.1988", ("1988-05-14",)), ("07 11 12 88", ()), ("11 12 88 07", ()),
])
def test_every_day_that_is_meant_and_none_that_cannot_be(typed, beginnings):
    found = find_birth_date(typed, ON).beginnings

    assert found == beginnings


def test_the_rest_is_left_for_the_name_and_figures_may_be_a_telephone():
    assert find_birth_date("Moreau 17/05/1980 Ana", ON).rest.split() == ["Moreau", "Ana"]
    assert find_birth_date("17051980", ON).was_digits == "17051980"
    assert find_birth_date("17/05/1980", ON).was_digits == ""
