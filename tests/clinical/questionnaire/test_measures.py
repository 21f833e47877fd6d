"""Measures as people say them, kept in the unit of the question; what cannot be read stays as typed."""

from datetime import date

import pytest

from intake.clinical.questionnaire.answers import read_posted, read_stored
from intake.clinical.questionnaire.measures import in_figures, read_measure, read_pressure

ON = date(2026, 11, 23)


def kept(key, typed):
    """What stays in the field, and whether it stands."""
    reading = read_posted({key: [typed]}, on=ON)
    repeat, _, rest = key.partition("-")
    value = reading.rows[repeat][0].values[rest.partition("-")[2]] if rest else reading.single[key]
    return value, key not in reading.problems


@pytest.mark.parametrize(("key", "typed", "figures"), [
    ("height_cm", "5'6\"", "167.6"), ("height_cm", "5 ft 6", "167.6"), ("height_cm", "5’ 11½”", "181.6"),
    ("height_cm", "5ft", "152.4"), ("height_cm", "5'0", "152.4"), ("height_cm", "66 inches", "167.6"),
    ("height_cm", "168 cm", "168"), ("height_cm", "1.68 m", "168"), ("height_cm", "1,68", "168"),
    ("height_cm", "1m68", "168"), ("height_cm", "about 170", "170"), ("height_cm", "168,5", "168,5"),
    ("weight_kg", "150 lb", "68"), ("weight_kg", "12 st 4", "78"), ("weight_kg", "12 stone", "76.2"),
    ("weight_kg", "12st 13lb", "82.1"), ("weight_kg", "68 kg", "68"), ("weight_kg", "68,5", "68,5"),
    ("weight_kg", "9½ st", "60.3"), ("weight_kg", "150 pounds", "68"),
    ("systolic", "120 mmHg", "120"), ("diastolic", "80 mm Hg", "80"),
    ("pains-0-now", "7/10", "7"), ("pains-0-now", "6-7", "7"), ("pains-0-now", "7–6", "7"),
    ("pains-0-now", "6 to 7 out of 10", "7"), ("pains-0-worst", "8 of 10", "8"), ("pains-0-now", "10/10", "10"),
    ("pains-0-now", "0/10", "0"), ("pains-0-now", "٧", "٧"),
    ("pregnancy_weeks", "22+3", "22.4"), ("pregnancy_weeks", "22+0", "22"), ("pregnancy_weeks", "22+6", "22.9"),
    ("pregnancy_weeks", "22 weeks", "22"), ("pregnancy_weeks", "22w 3d", "22.4"), ("pregnancy_weeks", "22/40", "22"),
    ("journeys-0-seated_hours", "4h 30", "4.5"), ("journeys-0-seated_hours", "4½", "4.5"),
    ("journeys-0-seated_hours", "4.5", "4.5"), ("journeys-0-seated_hours", "4 1/2 hours", "4.5"),
    ("journeys-0-seated_hours", "4:59", "5"), ("journeys-0-seated_hours", "90 min", "1.5"),
    ("journeys-0-seated_hours", "4 to 5 hours", "5"), ("journeys-0-seated_hours", "9-11", "11"),
    ("temperature", "101 F", "38.3"), ("temperature", "38,5 °C", "38.5"),
    ("calf_difference_cm", "1 inch", "2.5"), ("calf_difference_cm", "15 mm", "1.5"),
    ("calf_difference_cm", "2 cm", "2"),
])
def test_a_measure_is_kept_in_the_unit_of_the_question(key, typed, figures):
    assert kept(key, typed) == (figures, True)


@pytest.mark.parametrize(("key", "typed"), [
    ("height_cm", "5'12"), ("height_cm", "5.6"), ("height_cm", "tall"), ("height_cm", "9'9"), ("height_cm", "3.2"),
    ("weight_kg", "12 st 14"), ("weight_kg", "heavy"), ("weight_kg", "2000 lb"), ("weight_kg", "12/4"),
    ("systolic", "80/120"), ("systolic", "120/80/60"), ("systolic", "12/8"), ("systolic", "high"),
    ("pains-0-now", "7/5"), ("pains-0-now", "11/10"), ("pains-0-now", "6.5-7.5"), ("pains-0-now", "7.5"),
    ("pregnancy_weeks", "22+7"), ("pregnancy_weeks", "2nd trimester"), ("pregnancy_weeks", "22/7"),
    ("pregnancy_weeks", "45 weeks"), ("journeys-0-seated_hours", "4h 60"), ("journeys-0-seated_hours", "all day"),
    ("journeys-0-seated_hours", "61 hours"), ("temperature", "101"), ("temperature", "1" * 100),
])
def test_what_cannot_be_read_for_certain_stays_as_typed_with_a_message(key, typed):
    assert kept(key, typed) == (typed, False)


@pytest.mark.parametrize("typed", ["120/80", "120 / 80 mmHg", "BP 120 over 80"])
@pytest.mark.parametrize(("field", "other"), [("systolic", "diastolic"), ("diastolic", "systolic")])
def test_both_values_typed_into_one_field_fill_both(typed, field, other):
    reading = read_posted({field: [typed], other: [""]}, on=ON)

    assert (reading.single["systolic"], reading.single["diastolic"]) == ("120", "80")
    assert not reading.problems
    assert read_posted({field: [typed]}, on=ON).single[other] == reading.single[other]


def test_both_values_in_one_field_stand_beside_the_same_value_and_no_other():
    assert read_posted({"systolic": ["120/80"], "diastolic": ["80"]}, on=ON).single["systolic"] == "120"

    other = read_posted({"systolic": ["120/80"], "diastolic": ["90"]}, on=ON)
    assert (other.single["systolic"], other.single["diastolic"]) == ("120/80", "90")
    assert "other field" in other.problems["systolic"]


def test_a_draft_of_before_is_read_alike():
    assert read_stored({"height_cm": "5'6", "systolic": "130/85"}, on=ON).single["diastolic"] == "85"
    assert read_stored({"height_cm": "5'6"}, on=ON).single["height_cm"] == "167.6"


@pytest.mark.parametrize("key", ["platelets", "reason", ""])
def test_other_questions_have_no_measure(key):
    assert read_measure(key, "5'6") is None


def test_figures_have_one_place_at_most():
    assert [in_figures(number) for number in (167.64, 168.0, 22.96, 0.04)] == ["167.6", "168", "23", "0"]


def test_a_pressure_has_the_upper_value_first():
    assert read_pressure("81/80") == (81.0, 80.0)
    assert read_pressure("80/80") is None
    assert read_pressure(f"{' ' * 60}120/80") is None
