"""Which words date a stop: those of its own part of the line, and a neighbouring part that is nothing but a time."""
import pytest

from intake.clinical.medicines import read_line

DATED = [
    ("stopped warfarin in 2015", "past"), ("in 2015, stopped warfarin", "past"), ("stopped warfarin, in 2015", "past"),
    ("warfarin, stopped, 2015", "past"), ("stopped warfarin last year", "past"), ("2015 I stopped warfarin", "past"),
    ("warfarin stopped by my doctor in 2015", "past"), ("my doctor stopped warfarin in 2015", "past"),
]
UNDATED = [
    # A hard break parts it from the time
    ("in 2015; stopped warfarin", "recently_stopped"), ("stopped warfarin; in 2015", "recently_stopped"),
    ("2015,, stopped warfarin", "recently_stopped"), ("stopped warfarin,, 2015", "recently_stopped"),
    # The time is of something else
    ("stroke in 2015, stopped warfarin", "recently_stopped"), ("stopped warfarin, stroke in 2015", "recently_stopped"),
    ("clot 2015 stopped warfarin", "recently_stopped"),
    ("stopped warfarin aspirin 2015", "recently_stopped past"),
    ("stopped warfarin, aspirin 2015", "recently_stopped unsure"),
]
NAMELESS = [
    ("allergic to blorptazine", "allergy"), ("no longer take blorptazine", "past"),
    ("stopped blorptazine 2015", "past"), ("stopped blorptazine", "recently_stopped"), ("maybe blorptazine", "unsure"),
    ("blorptazine", "taken"), ("still take blorptazine", "taken"), ("starting blorptazine", "planned"),
]


@pytest.mark.parametrize(("line", "expected"), [*DATED, *UNDATED, *NAMELESS])
def test_a_stop_is_dated_by_its_own_words(line, expected):
    assert [found.status for found in read_line(line)] == expected.split()
