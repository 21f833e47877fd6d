"""Who may agree alone: ages by country, and whole years lived."""

from datetime import date

import pytest

from intake.clinical.people.agreeing import OLDEST, USUAL, USUAL_AGES, YOUNGEST, age_on, usual_age


@pytest.mark.parametrize("country, age", [("GB", 16), ("US", 18), ("CA", 18), ("NO", 16), ("TH", 20), ("", 18),
                                          ("FR", 18), ("XX", 18)])
def test_the_usual_age_is_that_of_the_country_and_else_the_cautious_one(country, age):
    assert usual_age(country) == age


def test_every_usual_age_could_be_set_by_hand():
    assert {age for age in (*USUAL_AGES.values(), USUAL) if not YOUNGEST <= age <= OLDEST} == set()


@pytest.mark.parametrize("born, on, age", [
    (date(2010, 11, 23), date(2026, 11, 22), 15), (date(2010, 11, 23), date(2026, 11, 23), 16),
    (date(2008, 2, 29), date(2024, 2, 28), 15), (date(2008, 2, 29), date(2024, 2, 29), 16),
    (date(2008, 2, 29), date(2026, 2, 28), 17), (date(2008, 2, 29), date(2026, 3, 1), 18),
    (date(2026, 11, 23), date(2026, 11, 23), 0),
])
def test_age_is_counted_in_whole_years(born, on, age):
    assert age_on(born, on) == age
