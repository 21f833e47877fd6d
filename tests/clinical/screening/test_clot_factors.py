"""Each clot factor by itself: what it counts, whether it passes, until when, and that it counts once."""
from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, on_day
from intake.clinical.facts import (
    Birth,
    Cancer,
    Clot,
    ClottingTendency,
    Condition,
    Facts,
    Immobilisation,
    Injury,
    Ivf,
    Journey,
    Operation,
    Pregnancy,
    Symptom,
)
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.screening.clots.points import clot_points
from intake.clinical.screening.settings import DEFAULT, ScreeningSettings

ON = date(2026, 5, 4)


def ago(days):
    return on_day(ON - timedelta(days))


def operation(category, days):
    return {"operations": (Operation(category, ago(days)),)}


def stay(kind, days):
    return {"immobilisations": (Immobilisation(kind, UNKNOWN, ago(days)),)}


def injury(days, kind="sprain", region="ankle"):
    return {"injuries": (Injury(region, kind, ago(days)),)}


def birth(mode, days):
    return {"births": (Birth(ago(days), mode),)}


def medicine(code, **more):
    return {"medicines": (MedicineFact(code, classes=frozenset({code}), **more),)}


def flight(days, hours=9.0):
    return Journey("plane", hours, ago(days))


PARALYSED = Immobilisation("paralysed_or_immobile_leg", ago(90))
PILL = "combined_hormonal_contraceptive"
FACTORS = [
    (operation("major_abdominal", 84), ("surgery_major", 3, True, 1)), (operation("major_abdominal", 85), None),
    (operation("", 20), ("surgery_major", 3, True, 65)),
    (operation("arthroscopy_leg", 42), ("surgery_minor", 3, True, 1)),
    (operation("arthroscopy_leg", 43), ("surgery_minor_late", 2, True, 42)),
    (operation("arthroscopy_leg", 84), ("surgery_minor_late", 2, True, 1)), (operation("arthroscopy_leg", 85), None),
    (operation("hip_replacement", 85), ("surgery_late", 1, True, 281)),
    (operation("cancer_surgery", 365), ("surgery_late", 1, True, 1)), (operation("hip_replacement", 366), None),
    (operation("spinal", 100), None), (operation("local_anaesthetic", 2), None),
    (operation("sedation", 42), ("sedation", 1, True, 1)), (operation("sedation", 43), None),
    (stay("leg_cast", 42), ("leg_immobilised", 3, True, 1)), (stay("leg_boot", 43), ("leg_immobilised", 2, True, 42)),
    (stay("leg_cast", 85), None), (stay("leg_fracture", 42), ("leg_immobilised", 3, True, 1)),
    (injury(10, "fracture", "leg"), ("leg_immobilised", 3, True, 33)),
    (injury(28), ("leg_injury", 2, True, 1)), (injury(29), ("leg_injury", 1, True, 42)),
    (injury(70), ("leg_injury", 1, True, 1)), (injury(71), None), (injury(10, region="shoulder"), None),
    ({"immobilisations": (PARALYSED,)}, ("paralysed_leg", 2, False, None)),
    ({"conditions": (Condition("paralysed_leg"),)}, ("paralysed_leg", 2, False, None)),
    ({"immobilisations": (PARALYSED,), "conditions": (Condition("paralysed_leg"),)}, ("paralysed_leg", 2, False, None)),
    (stay("hospital_bed", 42), ("hospital_bed", 3, True, 1)), (stay("hospital_bed", 43), ("hospital_bed", 2, True, 42)),
    (stay("home_bed", 28), ("home_bed", 2, True, 1)), (stay("home_bed", 29), ("home_bed", 1, True, 28)),
    (stay("home_bed", 57), None),
    ({"journeys": (flight(14),)}, ("travel", 2, True, 1)), ({"journeys": (flight(15),)}, ("travel", 1, True, 42)),
    ({"journeys": (flight(56),)}, ("travel", 1, True, 1)), ({"journeys": (flight(57),)}, None),
    ({"journeys": (flight(3, 3.9),)}, None), ({"journeys": (flight(3, None),)}, ("travel", 2, True, 12)),
    ({"journeys": (flight(3, 12.0),)}, ("travel", 3, True, 12)), ({"journeys": (flight(3, 11.9),)},
                                                                 ("travel", 2, True, 12)),
    ({"journeys": (flight(15, 12.0),)}, ("travel", 1, True, 42)),
    ({"journeys": (flight(14, 12.0),)}, ("travel", 3, True, 1)),
    ({"journeys": (flight(3, 12.0), flight(9, 12.0), flight(12, 12.0))}, ("travel", 3, True, 12)),
    ({"journeys": (flight(15), flight(20), flight(28))}, ("travel", 2, True, 1)),
    ({"journeys": (flight(15), flight(20), flight(29))}, ("travel", 1, True, 42)),
    ({"journeys": (flight(3), flight(-2), flight(20))}, ("travel", 2, True, 12)),
    ({"pregnancy": Pregnancy("pregnant")}, ("pregnant", 2, True, None)), ({"pregnancy": Pregnancy("none")}, None),
    ({"pregnancy": Pregnancy("might_be")}, ("pregnant", 2, True, None)),
    ({"ivf": (Ivf(ago(84)),)}, ("ivf", 2, True, 1)), ({"ivf": (Ivf(ago(85)),)}, None),
    (birth("caesarean", 42), ("postpartum", 3, True, 1)), (birth("caesarean", 43), ("postpartum", 2, True, 42)),
    (birth("", 10), ("postpartum", 3, True, 33)), (birth("vaginal", 42), ("postpartum", 2, True, 1)),
    (birth("vaginal", 84), ("postpartum", 1, True, 1)), (birth("vaginal", 85), None),
    ({"births": (Birth(ago(50), "caesarean"), Birth(ago(10), "vaginal"))}, ("postpartum", 2, True, 35)),
    ({"births": (Birth(ago(10), "caesarean"), Birth(ago(5), "vaginal"))}, ("postpartum", 3, True, 33)),
    ({"clots": (Clot("dvt", ago(900)),)}, ("vte", 3, False, None)), ({"clots": (Clot(""),)}, ("vte", 3, False, None)),
    ({"clots": (Clot("svt", ago(90)),)}, ("svt", 3, True, 1)), ({"clots": (Clot("svt", ago(91)),)}, None),
    ({"conditions": (Condition("vena_cava_filter"),)}, ("vte", 3, False, None)),
    *(({"cancer": Cancer(status)}, ("cancer", 3, False, None)) for status in ("active", "palliative", "")),
    *(({"cancer": Cancer(status)}, None) for status in ("remission", "past", "cured", "none", "finished", "history")),
    ({"cancer": Cancer("remission", ago(183))}, ("cancer", 3, False, None)),
    ({"cancer": Cancer("remission", ago(184))}, None), ({"cancer": Cancer("", ago(184))}, None),
    ({"cancer": Cancer("active", ago(184))}, ("cancer", 3, False, None)),
    ({"age": 60}, ("age60", 1, False, None)), ({"age": 59}, None), ({"bmi": 30.0}, ("bmi30", 1, False, None)),
    ({"bmi": 29.9}, None), ({"thrombophilia": (ClottingTendency("protein_s"),)}, ("thrombophilia", 2, False, None)),
    ({"family_clot": Answer.YES}, ("family_history", 1, False, None)), ({"family_clot": Answer.NO}, None),
    *((medicine(PILL, status=status), ("drug", 1, False, None))
      for status in ("taken", "as_needed", "on_hold", "unsure")),
    *((medicine(PILL, status=status), None)
      for status in ("past", "planned", "not_taken", "allergy", "other_person", "recently_stopped")),
    (medicine("anticoagulant"), None), (medicine("testosterone", started=ago(183)), ("drug", 1, False, 1)),
    (medicine("testosterone", started=ago(184)), None), (medicine("testosterone"), ("drug", 1, False, None)),
    ({"conditions": (Condition("varicose_veins"),)}, ("varicose_veins", 1, False, None)),
    ({"conditions": (Condition("heart_failure"), Condition("nephrotic_syndrome"))},
     ("medical_condition", 1, False, None)),
    *(({"conditions": (Condition(code),)}, ("medical_condition", 1, False, None)) for code in (
        "heart_failure", "chronic_lung_disease", "inflammatory_bowel_disease", "nephrotic_syndrome",
        "inflammatory_rheumatic_disease")),
    ({"conditions": (Condition("heart_failure", past=True),)}, None), ({"conditions": (Condition("asthma"),)}, None),
    ({"conditions": (Condition("covid", ago(30)),)}, ("infection", 1, True, 1)),
    ({"conditions": (Condition("severe_infection", ago(42)),)}, ("infection", 3, True, 1)),
    ({"conditions": (Condition("pneumonia", ago(43), severity="severe"),)}, ("infection", 2, True, 42)),
    ({"symptoms": (Symptom("fever", onset=ago(30)),)}, ("infection", 1, True, 1)),
    ({"temperature": 38.0}, ("infection", 1, True, None)), ({"temperature": 37.9}, None),
]


@pytest.mark.parametrize(("facts", "expected"), FACTORS)
def test_each_factor_alone(facts, expected):
    tally = clot_points(Facts(**facts), ON, DEFAULT)

    given = [(f.name, f.points, f.transient, None if f.weakens_on is None else (f.weakens_on - ON).days)
             for f in tally.factors]
    assert given == ([expected] if expected else [])
    assert tally.total == (expected[1] if expected else 0)
    assert all(evidence.matched for factor in tally.factors for evidence in factor.evidence)


def test_all_factors_count_beside_one_another():
    tally = clot_points(Facts(
        age=66, bmi=31.0, family_clot=Answer.YES, pregnancy=Pregnancy("pregnant"), cancer=Cancer("active"),
        thrombophilia=(ClottingTendency("protein_s"),), clots=(Clot("dvt", ago(900)), Clot("svt", ago(9))),
        conditions=(Condition("varicose_veins"), Condition("heart_failure"), Condition("paralysed_leg"),
                    Condition("covid", ago(3))),
        immobilisations=(Immobilisation("leg_cast", ago(30), side="left"), Immobilisation("hospital_bed", ago(60),
                                                                                         ago(50), 10)),
        **operation("major_abdominal", 20), **injury(10), **{"journeys": (flight(3),)}, **birth("caesarean", 20),
        **medicine(PILL)), ON, DEFAULT)

    assert [(each.name, each.points) for each in tally.factors] == [
        ("surgery_major", 3), ("leg_immobilised", 3), ("hospital_bed", 2), ("infection", 1), ("travel", 2),
        ("pregnant", 2), ("postpartum", 3), ("vte", 3), ("svt", 3), ("cancer", 3), ("age60", 1), ("bmi30", 1),
        ("thrombophilia", 2), ("family_history", 1), ("drug", 1), ("varicose_veins", 1), ("medical_condition", 1),
        ("paralysed_leg", 2)]


@pytest.mark.parametrize(("kind", "held", "hurt", "names"), [
    ("leg_cast", "left", "left", ["leg_immobilised"]), ("leg_boot", "", "left", ["leg_immobilised"]),
    ("leg_cast", "left", "", ["leg_immobilised"]), ("leg_cast", "left", "right", ["leg_immobilised", "leg_injury"]),
    ("leg_fracture", "both", "both", ["leg_immobilised"]), ("home_bed", "", "left", ["leg_injury", "home_bed"]),
])
def test_an_injury_of_a_leg_in_a_cast_is_no_second_event(kind, held, hurt, names):
    stays = (Immobilisation(kind, ago(10), side=held),)
    tally = clot_points(Facts(immobilisations=stays, injuries=(Injury("ankle", "sprain", ago(10), hurt),)), ON, DEFAULT)

    assert [each.name for each in tally.factors] == names


def test_a_pregnancy_that_a_stimulation_led_to_counts_one_beside_it():
    tally = clot_points(Facts(ivf=(Ivf(ago(30)),), pregnancy=Pregnancy("pregnant")), ON, DEFAULT)

    assert [(each.name, each.points) for each in tally.factors] == [("ivf", 2), ("pregnant", 1)]


@pytest.mark.parametrize(("medicines", "ends_in"), [
    ([("testosterone", ago(100))], 84), ([("testosterone", ago(100)), ("testosterone", ago(50))], 134),
    ([("testosterone", ago(100)), ("testosterone", UNKNOWN)], None),
    ([(PILL, UNKNOWN), ("testosterone", ago(9))], None),
    ([("testosterone", ago(200)), ("testosterone", ago(50))], 134),
])
def test_medicines_that_favour_clots_are_one_factor_until_the_last_of_them_ends(medicines, ends_in):
    told = tuple(MedicineFact(f"{number}", classes=frozenset({code}), started=started)
                 for number, (code, started) in enumerate(medicines))
    [factor] = clot_points(Facts(medicines=told), ON, DEFAULT).factors

    assert (factor.points, factor.weakens_on) == (1, None if ends_in is None else ON + timedelta(ends_in))
    assert len(factor.evidence) == len([each for each in told if each.started != ago(200)])


def test_of_several_operations_the_strongest_counts():
    def name(*operations):
        [factor] = clot_points(Facts(operations=operations), ON, DEFAULT).factors
        return factor.name

    major, minor = Operation("major_abdominal", ago(80)), Operation("arthroscopy_leg", ago(10))
    late, sedation = Operation("hip_replacement", ago(100)), Operation("sedation", ago(1))
    assert name(minor, major, sedation) == "surgery_major"
    assert name(late, sedation, minor) == "surgery_minor"
    assert name(sedation, late) == "surgery_late"


def test_passing_points_are_those_of_passing_factors_and_the_strongest_of_them_is_known():
    tally = clot_points(Facts(age=70, clots=(Clot("dvt", ago(900)),), journeys=(flight(3),), **injury(40)), ON, DEFAULT)

    assert (tally.total, tally.passing, tally.strongest_transient) == (7, 3, 2)
    assert clot_points(Facts(age=70), ON, DEFAULT).strongest_transient == 0


def test_points_of_another_day_or_another_setting_are_worked_out_anew():
    facts = Facts(journeys=(flight(3, 3.5),))
    three = ScreeningSettings(journey_threshold_hours=3)

    assert clot_points(facts, ON, DEFAULT).total == 0
    assert clot_points(facts, ON, three).total == 2
    assert clot_points(facts, ON + timedelta(20), three).total == 1
    assert clot_points(facts, ON, DEFAULT).total == 0
