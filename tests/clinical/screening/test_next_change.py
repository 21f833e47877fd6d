"""The days on which what is found can change by itself: announced, one after the other, for each kind of fact."""
from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, VagueDate, on_day
from intake.clinical.facts import (
    Birth,
    Cancer,
    Clearance,
    Clot,
    Condition,
    Facts,
    Immobilisation,
    Injury,
    Ivf,
    Journey,
    Operation,
    Symptom,
)
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.screening import screen

ON = date(2026, 5, 4)
EVE = on_day(ON - timedelta(1))


def announced(facts: Facts, *, since: date = ON - timedelta(1)) -> list[int]:
    """Every day that is announced, one screening after the other, as days after `since`."""
    days, on = [], ON
    while (on := screen(facts, on=on).next_change_on) is not None:
        days.append((on - since).days)
    return days


EVENTS = [
    ("deep clot", Facts(clots=(Clot("dvt", EVE),)), [91]),
    ("lung clot", Facts(clots=(Clot("pe", EVE),)), [91]),
    ("surface clot", Facts(clots=(Clot("svt", EVE),)), [91]),
    ("major operation", Facts(operations=(Operation("major_abdominal", EVE),)), [85]),
    ("operation of a kind nobody knows", Facts(operations=(Operation("", EVE),)), [85]),
    ("new hip", Facts(operations=(Operation("hip_replacement", EVE),)), [85, 366]),
    ("cancer operation", Facts(operations=(Operation("cancer_surgery", EVE),)), [85, 366]),
    ("keyhole knee", Facts(operations=(Operation("arthroscopy_leg", EVE),)), [43, 85]),
    ("small wound not healed", Facts(operations=(Operation("local_anaesthetic", EVE, Answer.NO),)), [85]),
    ("small wound healed", Facts(operations=(Operation("local_anaesthetic", EVE, Answer.YES),)), []),
    ("small wound, not asked", Facts(operations=(Operation("local_anaesthetic", EVE),)), []),
    ("cast that is off", Facts(immobilisations=(Immobilisation("leg_cast", UNKNOWN, EVE),)), [43, 85]),
    ("boot that is off", Facts(immobilisations=(Immobilisation("leg_boot", UNKNOWN, EVE),)), [43, 85]),
    ("hospital", Facts(immobilisations=(Immobilisation("hospital_bed", UNKNOWN, EVE),)), [43, 85]),
    ("bed at home", Facts(immobilisations=(Immobilisation("home_bed", UNKNOWN, EVE),)), [29, 57]),
    ("leg that does not move", Facts(immobilisations=(Immobilisation("paralysed_or_immobile_leg", UNKNOWN, EVE),)), []),
    ("cast that is still on", Facts(immobilisations=(Immobilisation("leg_cast", EVE),)), []),
    ("injury", Facts(injuries=(Injury("leg", "sprain", EVE),)), [4, 29, 43, 71, 85]),
    ("journey", Facts(journeys=(Journey("plane", 9.0, EVE),)), [15, 29, 57]),
    ("birth", Facts(births=(Birth(EVE, "vaginal"),)), [43, 85]),
    ("cancer treated", Facts(cancer=Cancer("remission", EVE)), [184]),
    ("sedation", Facts(operations=(Operation("sedation", EVE),)), [43]),
    ("stimulation for IVF", Facts(ivf=(Ivf(EVE),)), [85]),
    ("infection that is over", Facts(conditions=(Condition("acute_infection", ended=EVE),)), [3]),
    ("pneumonia", Facts(conditions=(Condition("pneumonia", EVE),)), [31, 43, 85]),
    ("pneumonia of which the end alone is known", Facts(conditions=(Condition("pneumonia", ended=EVE),)),
     [3, 31, 43, 85]),
    ("reaction to heparin", Facts(conditions=(Condition("heparin_induced_thrombocytopenia", EVE),)), [43]),
    ("serious bleed", Facts(conditions=(Condition("recent_major_bleed", EVE),)), [91]),
    ("diabetes", Facts(conditions=(Condition("diabetes", EVE),)), []),
    ("fever that began", Facts(symptoms=(Symptom("fever", onset=EVE),)), [31, 43, 85]),
    ("pain of a leg", Facts(symptoms=(Symptom("leg_pain", onset=EVE, site="calf"),)), [15, 43]),
    ("pain of an arm", Facts(symptoms=(Symptom("arm_pain", onset=EVE),)), []),
    ("pain in the back", Facts(symptoms=(Symptom("back_pain", onset=EVE),)), [15]),
    ("swelling of a leg", Facts(symptoms=(Symptom("leg_swelling", onset=EVE),)), []),
    ("clearance", Facts(clearances=(Clearance("R23", "Dr Osei", EVE, ON + timedelta(20)),)), [21]),
    ("clearance without an end", Facts(clearances=(Clearance("R23", "Dr Osei", EVE),)), [365]),
]


@pytest.mark.parametrize(("facts", "days"), [each[1:] for each in EVENTS], ids=[each[0] for each in EVENTS])
def test_each_window_of_what_happened_yesterday_announces_the_first_day_after_it(facts, days):
    assert announced(facts) == days


@pytest.mark.parametrize(("classes", "ingredients", "days"), [
    (("anticoagulant",), ("warfarin",), [13]),        # 5 days to wear off, 7 to be sure
    (("anticoagulant",), ("apixaban",), [10]),        # 2 and 7
    (("thrombolytic",), ("alteplase",), [31]),        # held for 30
])
def test_a_stopped_medicine_announces_when_it_has_worn_off(classes, ingredients, days):
    medicine = MedicineFact("x", ingredients, frozenset(classes), status="recently_stopped", stopped=EVE)

    assert announced(Facts(medicines=(medicine,))) == days


@pytest.mark.parametrize(("classes", "days"), [
    (("thrombolytic",), [31]), (("steroid",), [90]), (("testosterone",), [184]), (("anticoagulant",), []),
])
def test_a_medicine_that_was_begun_announces_when_it_counts_for_more_or_less(classes, days):
    medicine = MedicineFact("x", classes=frozenset(classes), started=EVE)

    assert announced(Facts(medicines=(medicine,))) == days
    assert announced(Facts(medicines=(MedicineFact("x", classes=frozenset(classes)),))) == []


def test_a_thrombolysis_that_was_stopped_counts_from_its_stop():
    begun = on_day(ON - timedelta(20))
    medicine = MedicineFact("x", classes=frozenset({"thrombolytic"}), status="recently_stopped", started=begun,
                            stopped=on_day(ON - timedelta(8)))

    assert announced(Facts(medicines=(medicine,)), since=ON - timedelta(8)) == [31]


@pytest.mark.parametrize(("facts", "days"), [
    (Facts(operations=(Operation("arthroscopy_leg", on_day(ON + timedelta(5))),)), [5, 48, 90]),
    (Facts(immobilisations=(Immobilisation("hospital_bed", on_day(ON + timedelta(5))),)), [5]),
    (Facts(clearances=(Clearance("R23", "Dr Osei", on_day(ON + timedelta(5)), ON + timedelta(9)),)), [5, 9]),
], ids=["operation", "stay", "clearance"])
def test_what_lies_ahead_announces_its_own_day_first(facts, days):
    assert announced(facts, since=ON) == days


def test_a_sign_that_ended_today_is_gone_tomorrow_and_the_client_well_again_the_day_after_the_next():
    ended = Facts(symptoms=(Symptom("leg_swelling", ended=on_day(ON)),))

    assert announced(ended, since=ON) == [1, 3]
    assert announced(Facts(symptoms=(Symptom("leg_swelling", ended=UNKNOWN),))) == []


def test_what_happens_today_is_not_announced_for_today():
    today = Facts(journeys=(Journey("plane", 9.0, on_day(ON)),), clearances=(Clearance("R23", "", on_day(ON)),))

    assert announced(today, since=ON) == [15, 29, 57, 365]


def test_a_vague_day_is_announced_by_its_last_and_one_that_nobody_knows_not_at_all():
    spring = VagueDate("April", date(2026, 4, 1), date(2026, 4, 30))

    assert announced(Facts(clots=(Clot("dvt", spring),)), since=date(2026, 4, 30)) == [91]
    assert announced(Facts(clots=(Clot("dvt"),))) == []
    assert announced(Facts(clots=(Clot("dvt", VagueDate(latest=date(2026, 4, 30))),)), since=date(2026, 4, 30)) == [91]


def test_of_several_the_nearest_day_is_announced_first_in_whatever_order_they_were_told():
    clot, journey = Clot("dvt", EVE), Journey("plane", 9.0, EVE)

    assert announced(Facts(clots=(clot,), journeys=(journey,))) == [15, 29, 57, 91]


@pytest.mark.parametrize(("born", "day"), [
    (date(1966, 5, 4), None), (date(1966, 5, 5), date(2026, 5, 5)), (date(1967, 5, 4), date(2027, 5, 4)),
    (date(1968, 2, 29), date(2028, 2, 29)), (date(1967, 2, 28), date(2027, 2, 28)),
])
def test_the_sixtieth_birthday_is_announced_until_it_is_there(born, day):
    assert screen(Facts(born=born), on=ON).next_change_on == day


def test_the_birthday_of_a_leap_day_is_the_first_of_march_where_there_is_none():
    facts = Facts(born=date(1964, 2, 29))

    assert screen(facts, on=date(2023, 1, 1)).next_change_on == date(2024, 2, 29)
