"""Situations told twice, as facts by their codes and as answers typed into the form: the rules say the same of both."""

from datetime import date

import pytest

from intake.clinical.history import DatedAnswers, take_history
from intake.clinical.questionnaire import empty_answers
from intake.clinical.screening import screen
from intake.clinical.screening.findings import Tier
from intake.clinical.vignettes.facts import facts_from_dict

ON = date(2026, 11, 28)
STOP, HOLD, CAUTION, NOTE = Tier.STOP, Tier.HOLD, Tier.CAUTION, Tier.NOTE
NOTHING = {
    "symptoms": [], "surgeries": [], "immobilisations": [], "injuries": [], "travel": [], "medications": [],
    "vte_history": [], "conditions": [], "pregnancy": {"status": "none"},
}
"""Everything was asked, and there is nothing."""
NO_TO_ALL = {key: "no" for key in empty_answers() if key.startswith("sign_")} | {
    "pains_any": "no", "medicines_any": "no", "operations_any": "no", "immobilisations_any": "no",
    "injuries_any": "no", "journeys_any": "no", "births_any": "no", "pregnant": "no", "ivf_any": "no",
    "condition_dvt": "never", "condition_pe": "never", "condition_svt": "never",
    "condition_bleeding_disorder": "never", "family_clot": "no", "bruises_easily": "no",
}


def thinner(text, reason, since="May 2024"):
    """A blood thinner in words, with what it is for."""
    return {"medicines_any": "yes", "medicines": [{"text": text, "how_often": "daily", "reason": reason,
                                                    "since": since}]}


def medicine(name, reason, start="2024-05"):
    """The same as a fact."""
    return {"name": name, "reason": reason, "start": start, "frequency": "daily"}


VIGNETTES = {
    "a knee replaced weeks ago": (
        {"surgeries": [{"category": "knee_replacement", "date": "2026-10-20", "side": "right", "healed": True}]},
        {"operations_any": "yes", "operations": [
            {"what": "new knee on the right", "date": "20 October", "setting": "inpatient", "healed": "yes"}]},
        {"R23": HOLD},
    ),
    "a joint put in last month, told by its own question": (
        {"conditions": [{"code": "hardware", "site": "hip", "side": "left", "date": "2026-10-20"}],
         "surgeries": [{"category": "hip_replacement", "date": "2026-10-20", "side": "left", "site": "hip"}]},
        {"condition_joint_replacement": "now", "hardware": [
            {"kind": "joint", "site": "hip", "side": "left", "date": "20 October"}]},
        {"R23": HOLD, "R77": NOTE},
    ),
    "a clot in the calf under treatment": (
        {"vte_history": [{"type": "dvt", "date": "2026-10-25", "side": "left", "on_treatment": True}],
         "medications": [medicine("apixaban", "the clot in my calf", "2026-10-25")]},
        {"condition_dvt": "now", "clots": [
            {"type": "dvt", "date": "25 October", "side": "left", "on_treatment": "yes"}],
         **thinner("Eliquis 5 mg", "the clot in my calf", "25 October")},
        {"R20": HOLD, "R46": CAUTION},
    ),
    "home from a long flight": (
        {"travel": [{"mode": "plane", "seated_hours": 11, "end_date": "2026-11-26"}]},
        {"journeys_any": "yes", "journeys": [{"mode": "plane", "seated_hours": "11", "end_date": "two days ago"}]},
        {"R40": CAUTION},
    ),
    "warfarin with an INR above the client's own range": (
        {"medications": [medicine("warfarin", "mechanical valve")],
         "inr": {"value": 4.4, "target_high": 3.5}},
        {**thinner("warfarin", "mechanical valve"), "inr_state": "unsure", "inr_value": "4.4",
         "inr_target_high": "3,5"},
        {"R72": HOLD, "R46": CAUTION},
    ),
    "warfarin with an INR in range": (
        {"medications": [medicine("warfarin", "mechanical valve")], "inr": {"value": 2.8, "target_high": 3.5}},
        {**thinner("warfarin", "mechanical valve"), "inr_state": "in_range", "inr_value": "2.8",
         "inr_target_high": "3.5"},
        {"R46": CAUTION},
    ),
    "pregnant, with the warning signs of pregnancy": (
        {"pregnancy": {"status": "pregnant", "weeks": 30}, "symptoms": [{"code": "pregnancy_warning"}]},
        {"pregnant": "yes", "pregnancy_weeks": "30", "sign_pregnancy_warning": "yes"},
        {"R13": STOP},
    ),
    "a carrier of haemophilia with a low level": (
        {"conditions": [{"code": "haemophilia_carrier", "severity": "low"}]},
        {"condition_bleeding_disorder": "now", "bleeding_disorder_kind": "haemophilia_carrier",
         "carrier_level": "low"},
        {"R34": HOLD},
    ),
    "mild von Willebrand, by its name": (
        {"conditions": [{"code": "von_willebrand", "severity": "mild"}]},
        {"condition_bleeding_disorder": "now", "bleeding_disorder_name": "vWD type 1",
         "bleeding_disorder_severity": "mild"},
        {"R34": CAUTION},
    ),
    "bruises easily, without a medicine": (
        {"bruises_easily": True}, {"bruises_easily": "yes"}, {"R67": NOTE},
    ),
    "low platelets from heparin a month ago": (
        {"conditions": [{"code": "low_platelets", "status": "past"},
                        {"code": "heparin_induced_thrombocytopenia", "date": "2026-10-30"}]},
        {"condition_low_platelets": "past", "heparin_low_platelets": "yes",
         "heparin_low_platelets_on": "30 October 2026"},
        {"R26": HOLD},
    ),
    "bad back pain since yesterday on apixaban": (
        {"medications": [medicine("apixaban", "atrial fibrillation")],
         "symptoms": [{"code": "back_pain", "site": "lower_back", "onset_date": "2026-11-27", "intensity": 8,
                       "cause": "exercise", "after_fall": False}]},
        {**thinner("Eliquis", "atrial fibrillation"), "pains_any": "yes", "pains": [
            {"site": "lower_back", "now": "5", "worst": "8", "since": "yesterday", "cause": "exercise",
             "after_fall": "no"}]},
        {"R74": STOP, "R46": CAUTION},
    ),
    "phlebitis in the past, nobody knows when": (
        {"vte_history": [{"type": "svt", "status": "past"}]}, {"condition_svt": "past"}, {"R22": CAUTION},
    ),
    "IVF last month": (
        {"ivf": {"stimulation_end": "2026-11-01"}, "bmi": 32},
        {"ivf_any": "yes", "ivf_stimulation_end": "1 November", "height_cm": "170", "weight_kg": "92.5"},
        {"R42": CAUTION},
    ),
    "worse headaches since a neck massage": (
        {"symptoms": [{"code": "headache_after_neck_work", "course": "worse", "side": "left"}]},
        {"neck_work_pain": "headache", "neck_work_pain_course": "worse", "neck_work_pain_side": "left"},
        {"R08": STOP},
    ),
    "a burn on the right forearm": (
        {"conditions": [{"code": "burn", "site": "right forearm"}]},
        {"condition_burn": "now", "site_of_burn": "forearm", "side_of_burn": "right"}, {"R53": CAUTION},
    ),
}


def told_as_facts(given):
    facts, unread = facts_from_dict({"age": 46, "sex": "F", **NOTHING, **given}, ON)
    assert unread == ()
    return screen(facts, on=ON)


def typed_into_the_form(given):
    entry = DatedAnswers(empty_answers() | NO_TO_ALL | given, ON, "intake-1")
    return screen(take_history([entry], born=date(1980, 3, 1), sex="F", on=ON), on=ON)


def tiers(screening):
    return {each.rule: each.tier for each in screening.findings}


def caps(screening):
    return {each.rule: each.modifications.pressure_cap for each in screening.findings if each.modifications}


def regions(screening):
    return {each.rule: set(each.regions) for each in screening.findings}


@pytest.mark.parametrize("name", VIGNETTES)
def test_both_ways_of_telling_say_the_same(name):
    as_facts, as_typed, _ = VIGNETTES[name]
    one, other = told_as_facts(as_facts), typed_into_the_form(as_typed)

    assert tiers(other) == tiers(one)
    assert caps(other) == caps(one)
    assert regions(other) == regions(one)


@pytest.mark.parametrize("name", VIGNETTES)
def test_what_is_typed_raises_what_it_is_known_to_mean(name):
    _, as_typed, expected = VIGNETTES[name]

    assert expected.items() <= tiers(typed_into_the_form(as_typed)).items()


def test_who_denies_everything_raises_nothing():
    assert tiers(typed_into_the_form({})) == tiers(told_as_facts({})) == {}
