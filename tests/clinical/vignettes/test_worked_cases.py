"""Worked cases in words, and that one which does not fit is said to be so."""
from dataclasses import replace
from datetime import date

import pytest

from intake.clinical.screening.rule_book import Case, cases
from intake.clinical.vignettes.fact_words import facts_in_words
from intake.clinical.vignettes.outcomes import ON, differences, outcome_of, ran

KNEE = Case("R23", "knee", "fires", "HOLD", {"surgeries": [{"category": "knee_replacement", "date": "2026-02-09"}]})


@pytest.mark.parametrize("facts, lines", [
    ({"surgeries": [{"category": "knee_replacement", "date": "2026-02-09"}]}, ["Knee replacement, 84 days before"]),
    ({"surgeries": [{"category": "", "date": ""}]}, ["Operation: kind not known, day not known"]),
    ({"surgeries": [{"category": "spinal", "date": "2026-05-05", "healed": False}]},
     ["Spine operation, 1 day later, not healed"]),
    ({"symptoms": [{"code": "leg_pain", "side": "left", "site": "calf", "cause": "unexplained", "assessed": False,
                    "onset_date": "2026-05-04"}]},
     ["Leg pain, left calf, no known cause, not seen by a doctor, begun that day"]),
    ({"symptoms": [{"code": "leg_swelling", "side": "both"}]}, ["Leg swelling, both sides"]),
    ({"symptoms": [], "pregnancy": {"status": "none"}}, ["Complaint: asked, none", "Pregnancy: asked, none"]),
    ({"travel": [{"mode": "plane", "seated_hours": 3.9, "end_date": "recently"}]},
     ["Journey: plane, 3.9 hours seated, until “recently”"]),
    ({"immobilisations": [{"type": "home_bed", "start": date(2026, 5, 3), "days": 1}]},
     ["In bed at home, from 1 day before, 1 day long"]),
    ({"medications": [{"name": "aspirin 75 mg", "class": "antiplatelet"}]},
     ["“aspirin 75 mg”, blood thinner (antiplatelet)"]),
    ({"clearances": [{"rule": "R21", "by": "Dr Osei", "date": "2026-04-24", "valid_until": "2026-07-03"}]},
     ["Clearance: R21, by Dr Osei, 10 days before, ends 60 days later"]),
    ({"pregnancy": {"status": "postpartum", "delivery_date": "2026-03-23", "mode": "caesarean"}},
     ["Birth, 42 days before, by caesarean"]),
    ({"bp": {"systolic": 180, "diastolic": 90}, "inr": 3.5, "platelets": "low", "bruises_easily": True},
     ["Blood pressure, upper 180, lower 90", "INR: 3.5", "Platelets low", "Bruises easily: yes"]),
    ({"inr": {"value": 3.2, "target_high": 3}}, ["INR: 3.2, target up to 3"]),
    ({"thrombophilia": ["factor_v_leiden_homozygous"]}, ["Clotting tendency: factor V Leiden, two copies"]),
    ({"not_known": [], "visit_questions_answered_on": "2026-05-03"},
     ["Not known: nothing", "Questions of the visit answered 1 day before"]),
    ({"ivf": {"stimulation_end": "2026-04-04"}, "never_heard_of": "thing"},
     ["Stimulation for IVF, last day 30 days before", "Never heard of thing"]),
    ({}, ["Nothing was asked."]),
])
def test_facts_are_said_as_people_say_them(facts, lines):
    assert list(facts_in_words(facts, ON)) == lines


def test_a_case_at_a_visit_says_so():
    assert facts_in_words({}, ON, at_visit=True)[0] == "At a visit"


def test_no_case_has_a_fact_without_a_line_or_a_code_in_its_words():
    for case in cases():
        lines = facts_in_words(case.facts, ON)
        assert len(lines) >= len(case.facts) and all(lines)
        assert not any("_" in line or "None" in line or "[" in line for line in lines), lines


def test_a_case_that_fits_shows_what_is_expected_and_what_is_given():
    whole = ran(replace(KNEE, cap=3, regions=("lower_limbs",), until="2026-05-05"))

    assert whole.differences == ()
    assert whole.facts == ("Knee replacement, 84 days before",)
    assert whole.expected == whole.gives == (
        "Pressure at most 3 (medium)", "Left out: both legs, below the waist", "Until 5 May 2026")


@pytest.mark.parametrize("changes, what", [
    ({"expect": "STOP"}, "tier"), ({"expect": ""}, "tier"), ({"cap": 2}, "pressure"), ({"cap": "none"}, "pressure"),
    ({"regions": ("arm",)}, "places"), ({"regions": ()}, "places"), ({"until": "2026-05-06"}, "day"),
    ({"until": ""}, "day"), ({"scope": "limb"}, "scope"), ({"urgency": "same_day"}, "urgency"),
    ({"techniques": ("cupping",)}, "techniques"),
    ({"only_on": ("left_calf",)}, "where that holds"),
    ({"facts": {**KNEE.facts, "symptoms": ["zzz"]}}, "facts that nobody can read"),
    ({"facts": {}}, "tier"),
])
def test_a_case_that_does_not_fit_says_in_what(changes, what):
    case = replace(KNEE, **changes)

    assert differences(case, outcome_of(case)) == (what,)


def test_what_is_not_given_is_said_only_where_the_case_speaks_of_it():
    note = Case("R65", "sugar", "fires", "NOTE", {"conditions": ["diabetes"]}, cap="none", regions=(), until="")

    assert ran(note).gives == ("No limit on pressure", "No place left out", "No day known on which it ends")
    assert ran(replace(note, cap=None, regions=None, until=None)).gives == ()


def test_where_there_is_no_massage_nothing_is_said_of_its_pressure_and_places():
    stop = Case("R01", "chest pain", "fires", "STOP", {"symptoms": ["chest_pain"]}, cap="none", regions=(), until="",
                urgency="emergency")
    hold = Case("R27", "cancer", "fires", "HOLD", {"cancer": {"status": "active"}}, scope="whole_session", cap="none")

    assert ran(stop).expected == ran(stop).gives == (
        "No massage: the emergency number now", "No day known on which it ends")
    assert ran(hold).expected == ran(hold).gives == ("No massage",)


def test_a_limit_of_some_places_says_where_it_holds():
    flight = Case("R40", "flight", "fires", "CAUTION",
                  {"travel": [{"mode": "plane", "seated_hours": 9, "end_date": "2026-05-01"}]},
                  cap=3, techniques=("leg_care",), only_on=("lower_limbs",), scope="lower_limbs")

    assert differences(flight, outcome_of(flight)) == ()
    assert ran(flight).expected[0] == ran(flight).gives[0] == \
        "Pressure at most 3 (medium) on both legs, below the waist"
    assert ran(flight).gives[1].endswith("firm squeezing or compression of the legs on both legs, below the waist")


def test_a_silent_case_takes_nothing_away():
    silent = ran(Case("R23", "none", "silent", "", {"surgeries": []}))

    assert (silent.outcome.tier, silent.gives, silent.differences) == ("", (), ())
