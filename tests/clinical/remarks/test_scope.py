"""No, whose, ahead and long ago: each beside the nearest words that say the opposite."""

from datetime import date, timedelta

import pytest

from intake.clinical.dates.spoken import in_words
from intake.clinical.remarks import remarks_in
from intake.clinical.remarks.when import LEAST_HOURS
from intake.clinical.screening.thresholds import limit

ON = date(2026, 11, 27)
FAMILY = "Has a parent, brother, sister or child had a blood clot?"


def asked(text, field=""):
    return {each.kind: each for each in remarks_in(text, field=field, on=ON)}


@pytest.mark.parametrize(("said", "denied"), [
    ("swelling in my calf", "no swelling in my calf"),
    ("my calf is swollen", "my calf is not swollen"),
    ("a clot", "clots: none"),
    ("not sure about a clot", "a clot was ruled out"),
    ("No. Thrombosis", "no thrombosis"),
    ("no allergies, thrombosis", "no fever, thrombosis"),
    ("no fever, thrombosis since May", "no fever, thrombosis or bleeding"),
    ("no cough but a thrombosis", "no cough or thrombosis"),
    ("no cough and my calf is swollen", "no cough and no calf swelling"),
    ("never well since the operation", "never had an operation"),
    ("an operation without trouble", "healed without an operation"),
    ("breathless on stairs", "not breathless"),
    ("cannot walk without getting breathless", "no breathlessness"),
    ("no operation apart from a hernia repair in May", "no operation"),
    ("no idea whether it is a clot", "no clot"),
    ("pregnant", "not pregnant"),
    ("pregnant, no problems", "pregnant: no"),
])
def test_a_denial_needs_plain_words(said, denied):
    assert asked(said)
    assert asked(denied) == {}


def test_who_wishes_for_less_has_it():
    assert set(asked("no chest pain", "goals")) == {"sign"}
    assert asked("no chest pain", "reason") == {}
    assert asked("no operation", "goals") == {}


@pytest.mark.parametrize("words", [
    "my husband had a stroke", "wife has cancer", "my mum broke her hip", "dad is in hospital",
    "looking after grandma since her operation", "my aunt had a thrombosis", "clot (uncle)", "cancer - grandfather",
    "my friend who had a fall", "mother takes warfarin",
])
def test_what_somebody_else_has_asks_nothing(words):
    assert asked(words) == {}


@pytest.mark.parametrize("words", [
    "my mother had a thrombosis", "thrombosis (father)", "brother: blood clot", "my daughter had a lung embolism",
    "thrombosis runs in the family", "a clot in my sister", "no clots myself, but my brother had one",
    "mother and grandmother had clots",
])
def test_a_clot_in_the_family_is_the_family_question(words):
    assert asked(words)["clot"].question.endswith(FAMILY)


@pytest.mark.parametrize("words", [
    "my wife says my calf is swollen", "my husband noticed a swelling on my calf", "calf swollen after a walk with dad",
    "my mum had one, I had a thrombosis too", "like my mother I had a thrombosis", "my own thrombosis",
    "her husband reports she fainted", "tripped over the dog",
])
def test_a_person_beside_it_takes_nothing_away(words):
    assert asked(words)
    assert not any(each.question.endswith(FAMILY) for each in asked(words).values())


def test_a_child_that_was_born_is_the_writers():
    assert set(asked("our son was born in October")) == {"birth"}
    assert asked("my sister gave birth last week") == {}


@pytest.mark.parametrize(("ahead", "behind"), [
    ("hip replacement next spring", "hip replacement last spring"),
    ("booked for a knee operation", "booked a massage after my knee operation"),
    ("an operation after Christmas is planned", "pain after my operation, a scan is planned"),
    ("flying to Tokyo tomorrow", "flew in from Tokyo"),
    ("operation was cancelled", "operation was done"),
    ("hoping to get pregnant", "hoping to sleep, pregnant"),
])
def test_what_lies_ahead_asks_nothing(ahead, behind):
    assert asked(ahead) == {}
    assert asked(behind)


def test_a_warning_sign_is_asked_whatever_is_planned():
    assert set(asked("scan of my swollen calf next week")) == {"sign"}
    assert set(asked("cast comes off next week")) == {"rest"}


@pytest.mark.parametrize(("words", "kind", "key"), [
    ("hernia operation on {}", "operation", "operation_late"),
    ("gave birth on {}", "birth", "birth_late"),
    ("long flight on {}", "journey", "journey_late"),
    ("leg in a cast on {}", "rest", "cast_late"),
])
def test_an_event_is_asked_until_its_window_has_passed(words, kind, key):
    days = int(limit(key, ON))

    assert kind in asked(words.format(in_words(ON - timedelta(days))))
    assert kind not in asked(words.format(in_words(ON - timedelta(days + 1))))


@pytest.mark.parametrize("words", [
    "thrombosis in 1998", "breast cancer in 2004", "hip replacement in 2009", "screws in my ankle since 2011",
    "haemophilia since 1980", "prostatectomy in 2010", "new knee 20 years ago",
])
def test_some_things_matter_whenever_they_were(words):
    assert asked(words)


@pytest.mark.parametrize("words", [
    "appendix removed in 1998", "two caesareans, 2008 and 2011", "an old ankle sprain", "fell as a child",
    "broke my arm when I was eight", "gallbladder operation 12 years ago", "flew to Peru in 2019",
    "bruised easily as a child", "in hospital for a week in 2003", "knee arthroscopy in 2012",
])
def test_what_is_plainly_long_ago_asks_nothing(words):
    assert asked(words) == {}


@pytest.mark.parametrize("words", [
    "an old sprain, twisted it again", "operation 12 years ago, revised last month", "my three year old and I fell",
    "operation", "bruise easily since 2019, worse lately", "swollen calf since 2019, still hot",
])
def test_what_may_be_fresh_is_asked(words):
    assert asked(words)


def test_without_a_day_no_date_takes_anything_away():
    assert {each.kind for each in remarks_in("gallbladder operation in 2003")} == {"operation"}


@pytest.mark.parametrize(("words", "is_asked"), [
    ("a flight of three and a half hours", False), (f"{LEAST_HOURS} hours in the car", True),
    ("3 hours in the car", False),
    ("40 minute flight", False), ("two hours by train, then nine hours by plane", True), ("a flight home", True),
    ("hours in the car", True),
])
def test_a_short_journey_asks_nothing(words, is_asked):
    assert ("journey" in asked(words)) is is_asked
