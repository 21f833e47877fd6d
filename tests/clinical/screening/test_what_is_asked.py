"""What each rule asks of what is not known: the day, the hours, the kind; and nothing where all of it is known."""
from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, on_day
from intake.clinical.facts import (
    Birth,
    Clot,
    Condition,
    Device,
    Facts,
    Immobilisation,
    Injury,
    Journey,
    Operation,
    Pregnancy,
    Symptom,
)
from intake.clinical.screening import screen

ON = date(2026, 5, 4)
RECENT = on_day(ON - timedelta(3))


def asked(rule, **facts):
    found = next(each for each in screen(Facts(**facts), on=ON).findings if each.rule == rule)
    return [each.split()[0].rstrip(":?") for each in found.questions]


@pytest.mark.parametrize(("rule", "fact"), [
    ("R20", lambda day: {"clots": (Clot("dvt", day, on_treatment=Answer.YES),)}),
    ("R20", lambda day: {"clots": (Clot("dvt", day, on_treatment=Answer.NO),)}),
    ("R22", lambda day: {"clots": (Clot("svt", day),)}),
    ("R23", lambda day: {"operations": (Operation("spinal", day),)}),
    ("R24", lambda day: {"operations": (Operation("arthroscopy_leg", day),)}),
    ("R24", lambda day: {"operations": (Operation("sedation", day),)}),
    ("R25", lambda day: {"immobilisations": (Immobilisation("leg_cast", end=day),)}),
    ("R25", lambda day: {"injuries": (Injury("leg", "fracture", day),)}),
    ("R26", lambda day: {"immobilisations": (Immobilisation("hospital_bed", end=day, days=5),)}),
    ("R26", lambda day: {"conditions": (Condition("heparin_induced_thrombocytopenia", day),)}),
    ("R28", lambda day: {"births": (Birth(day, "caesarean"),)}),
    ("R35", lambda day: {"injuries": (Injury("shoulder", "sprain", day),)}),
    ("R40", lambda day: {"journeys": (Journey("plane", 9.0, day),)}),
    ("R44", lambda day: {"births": (Birth(day, "vaginal"),)}),
    ("R48", lambda day: {"immobilisations": (Immobilisation("home_bed", end=day, days=5),)}),
])
def test_a_day_that_nobody_knows_is_asked_for_and_one_that_is_known_is_not(rule, fact):
    assert asked(rule, **fact(UNKNOWN)) == ["When"]
    assert asked(rule, **fact(RECENT)) == []


@pytest.mark.parametrize(("rule", "facts", "asks"), [
    ("R20", {"clots": (Clot("dvt", RECENT),)}, ["Is"]),
    ("R23", {"operations": (Operation("", RECENT),)}, ["What"]),
    ("R23", {"operations": (Operation("", UNKNOWN), Operation("spinal", RECENT))}, ["What", "When"]),
    ("R28", {"births": (Birth(RECENT, ""),)}, ["Was"]), ("R28", {"births": (Birth(UNKNOWN, ""),)}, ["Was", "When"]),
    ("R33", {"symptoms": (Symptom("unexplained_lump"),)}, ["Where"]),
    ("R33", {"symptoms": (Symptom("unexplained_lump", site="shoulder"),)}, []),
    ("R40", {"journeys": (Journey("plane", None, RECENT),)}, ["How"]),
    ("R40", {"journeys": (Journey("plane", None, UNKNOWN),)}, ["How", "When"]),
    ("R43", {"pregnancy": Pregnancy("pregnant")}, ["How"]), ("R43", {"pregnancy": Pregnancy("pregnant", 20)}, []),
    ("R43", {"pregnancy": Pregnancy("might_be")}, ["Might"]),
    ("R43", {"pregnancy": Pregnancy("might_be", 20)}, ["Might"]),
    ("R51", {"devices": (Device("port"),)}, ["Where"]), ("R51", {"devices": (Device("port", site="chest"),)}, []),
    ("R51", {"devices": (Device("port", site="chest"), Device("pump"))}, ["Where"]),
    ("R53", {"conditions": (Condition("burn"),)}, ["Where"]),
    ("R53", {"conditions": (Condition("burn", site="hand"),)}, []),
    ("R55", {"conditions": (Condition("lymphoedema"),)}, ["Which"]),
    ("R55", {"conditions": (Condition("lymphoedema", site="arm"),)}, []),
    ("R57", {"conditions": (Condition("both_legs_swelling"),)}, ["Has"]),
    ("R57", {"conditions": (Condition("both_legs_swelling", assessed=Answer.YES),)}, []),
    ("R61", {"conditions": (Condition("sciatica"),)}, ["Has"]),
    ("R61", {"conditions": (Condition("sciatica", assessed=Answer.YES),)}, []),
    ("R61", {"conditions": (Condition("sciatica_assessed"),)}, []),
])
def test_what_is_missing_is_asked_for(rule, facts, asks):
    assert asked(rule, **facts) == asks
