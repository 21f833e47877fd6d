"""R34 and R52 where several things stand together: what is held, what is shown of it, what is asked."""
from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, on_day
from intake.clinical.facts import Condition, Facts, Inr, Platelets, Symptom
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.screening import screen

ON = date(2026, 5, 4)
CIRRHOSIS = Condition("liver_cirrhosis")
BRUISED = {"bruises_easily": Answer.YES}


def ago(days):
    return on_day(ON - timedelta(days))


def found(rule, **facts):
    return next((each for each in screen(Facts(**facts), on=ON).findings if each.rule == rule), None)


def shown(**facts):
    finding = found("R34", **facts)
    return finding and (finding.tier.name, [each.matched for each in finding.evidence])


@pytest.mark.parametrize(("facts", "expected"), [
    ({"conditions": (Condition("haemophilia"),), "platelets": Platelets(40)},
     ("HOLD", ["haemophilia", "platelets 40"])),
    ({"conditions": (CIRRHOSIS,), "platelets": Platelets(90)}, ("HOLD", ["liver cirrhosis", "platelets 90"])),
    ({"conditions": (CIRRHOSIS,), "platelets": Platelets(100)}, ("CAUTION", ["liver cirrhosis"])),
    ({"conditions": (CIRRHOSIS,), "platelets": Platelets(150), **BRUISED}, ("HOLD", ["liver cirrhosis"])),
    ({"conditions": (CIRRHOSIS,), "platelets": Platelets(49)}, ("HOLD", ["platelets 49", "liver cirrhosis"])),
    ({"conditions": (CIRRHOSIS, Condition("low_platelets"))}, ("HOLD", ["low platelets", "liver cirrhosis"])),
    ({"platelets": Platelets(49)}, ("HOLD", ["platelets 49"])),
    ({"platelets": Platelets(50)}, ("CAUTION", ["platelets 50"])),
    ({"platelets": Platelets(99)}, ("CAUTION", ["platelets 99"])), ({"platelets": Platelets(100)}, None),
    ({"platelets": Platelets(90), "conditions": (Condition("leukaemia"),)}, ("CAUTION", ["leukaemia", "platelets 90"])),
    ({"platelets": Platelets(None, low_number_unknown=True)}, ("HOLD", ["low platelets, number not known"])),
])
def test_what_is_held_or_treated_with_care_and_why(facts, expected):
    assert shown(**facts) == expected


@pytest.mark.parametrize(("status", "held"), [("taken", True), ("past", False)])
def test_a_new_bruise_holds_beside_a_strong_blood_thinner_that_acts(status, held):
    thinner = MedicineFact("warfarin", ("warfarin",), frozenset({"anticoagulant"}), "high", status=status)
    expected = ("HOLD", ["new bruising", "warfarin"]) if held else None

    assert shown(medicines=(thinner,), symptoms=(Symptom("new_bruising"),)) == expected
    assert shown(symptoms=(Symptom("new_bruising"),)) is None


@pytest.mark.parametrize(("facts", "asks_count", "asks_last"), [
    ({"conditions": (CIRRHOSIS,)}, True, False),
    ({"conditions": (CIRRHOSIS,), "platelets": Platelets(150)}, False, False),
    ({"conditions": (Condition("hht"),)}, False, True), ({"platelets": Platelets(80)}, False, False),
    ({"conditions": (Condition("von_willebrand", severity="mild"),)}, False, True),
])
def test_the_platelet_count_is_asked_for_once_and_only_where_it_is_not_known(facts, asks_count, asks_last):
    questions = found("R34", **facts).questions

    assert ("What was the last platelet count, and on which day?" in questions) is asks_count
    assert questions[-1].endswith("The last platelet count?") is asks_last


@pytest.mark.parametrize(("days", "cap", "ends_in", "asks"), [
    ([90], 2, 1, False), ([91], 3, None, False), ([10, 60], 2, 81, False), ([None], 2, None, True),
    ([10, None], 2, None, True),
])
def test_a_serious_bleed_is_light_work_for_three_months_or_until_its_day_is_known(days, cap, ends_in, asks):
    bleeds = tuple(Condition("recent_major_bleed", UNKNOWN if day is None else ago(day)) for day in days)
    finding = found("R34", conditions=bleeds)

    assert finding.modifications.pressure_cap == cap
    assert finding.until == (None if ends_in is None else ON + timedelta(ends_in))
    assert any(each.startswith("When was the serious bleed?") for each in finding.questions) is asks


@pytest.mark.parametrize(("facts", "is_stronger"), [
    ({"platelets": Platelets(99)}, True), ({"platelets": Platelets(100)}, False),
    ({"platelets": Platelets(None, low_number_unknown=True)}, True),
    ({"conditions": (Condition("low_platelets"),)}, True), ({"conditions": (Condition("low_platelets", past=True),)},
                                                            False),
    ({"conditions": (Condition("low_platelets"),), "platelets": Platelets(150)}, False),
    ({"conditions": (Condition("haemophilia_carrier"),)}, True), ({"conditions": (Condition("asthma"),)}, False),
])
def test_what_raises_bleeding_makes_a_medicine_against_platelets_a_strong_one(facts, is_stronger):
    medicines = (MedicineFact("clopidogrel", classes=frozenset({"antiplatelet"})),)

    assert (found("R46", medicines=medicines, **facts) is not None) is is_stronger


@pytest.mark.parametrize(("inr", "is_high"), [
    (Inr(3.1, 3.0), True), (Inr(3.0, 3.0), False), (Inr(3.6, 3.5), True), (Inr(5.0, 3.0, state="in_range"), False),
    (Inr(3.6), True), (Inr(3.5), False), (Inr(2.0, 3.0, state="above"), True), (Inr(None, state="correcting"), True),
    (Inr(None), False), (Inr(None, 3.0), False),
])
def test_an_inr_is_high_above_its_own_target_or_above_any(inr, is_high):
    groin = (Symptom("groin_pain"),)

    assert (found("R72", inr=inr) is not None) is is_high
    assert (found("R74", inr=inr, symptoms=groin) is not None) is is_high


@pytest.mark.parametrize(("onset", "ended", "days"), [
    (0, None, 15), (14, None, 1), (0, 0, 1), (0, -3, 4), (13, -9, 2), (None, -2, 3), (None, None, None),
])
def test_a_pain_in_the_back_is_left_alone_while_it_is_new_and_there(onset, ended, days):
    pain = Symptom("back_pain", onset=UNKNOWN if onset is None else ago(onset), ended=None if ended is None else
                   ago(ended))
    finding = found("R74", symptoms=(pain,), conditions=(Condition("haemophilia"),))

    assert finding.until == (None if days is None else ON + timedelta(days))


@pytest.mark.parametrize(("facts", "stops"), [
    ({}, False), ({"intensity": 6}, False), ({"intensity": 7}, True), ({"after_fall": Answer.YES}, True),
    ({"intensity": 0, "after_fall": Answer.NO}, False),
])
def test_a_pain_in_the_back_stops_when_it_is_strong_or_came_after_a_fall(facts, stops):
    finding = found("R74", symptoms=(Symptom("back_pain", **facts),), conditions=(Condition("haemophilia"),))

    assert (finding.tier.name == "STOP") is stops


@pytest.mark.parametrize(("steroid", "fragile"), [
    ({"started": ago(90)}, True), ({"started": ago(89)}, False), ({"started": ago(10), "reason": "Long-term"}, True),
    ({"started": ago(10), "words": "prednisolone, Long Term"}, True),
    ({"started": ago(10), "words": "prednisolone for years"}, True), ({"started": ago(10), "reason": "asthma"}, False),
    ({"started": ago(400), "frequency": "as_needed"}, False), ({"started": ago(400), "status": "past"}, False),
    ({"started": ago(400), "status": "unsure"}, True),
])
def test_steroid_tablets_make_skin_and_bones_fragile_from_three_months_on(steroid, fragile):
    tablets = MedicineFact("prednisolone", classes=frozenset({"steroid"}), **steroid)

    assert (found("R52", medicines=(tablets,)) is not None) is fragile
