"""Diagnoses, devices and numbers told over time, and what doctors found."""

from datetime import date

import pytest

from intake.clinical.history import Assessment, DatedAnswers, take_history
from intake.clinical.history.conditions import LABELS
from tests.clinical.told import TOLD, day, facts


@pytest.mark.parametrize(("forms", "words"), [
    ([{"platelets": "90"}], "platelets 90"), ([{"condition_low_platelets": "past"}], None),
    ([{"platelets": "90"}, {"platelets": "120"}], "platelets 120"),
    ([{"platelets": "90", "condition_low_platelets": "now"}], "platelets 90"),
    ([{"condition_low_platelets": "now"}, {"platelets": "90"}], "platelets 90"),
])
def test_a_count_of_platelets_says_more_than_a_tick_beside_or_before_it(forms, words):
    platelets = facts(*forms).platelets

    assert (platelets and platelets.words) == words


def test_low_platelets_told_after_a_count_are_news():
    told = facts({"platelets": "190"}, {"condition_low_platelets": "now"}).platelets

    assert told.low_number_unknown and told.value is None
    assert told.answers == ("entry-1 condition_low_platelets=now",)
    low = {"condition_low_platelets": "now"}
    assert facts(low, {"platelets": "190"}, low).platelets.low_number_unknown


def conditions(*told, **how):
    return [(each.code, each.past) for each in facts(*told, **how).conditions or ()]


def test_a_diagnosis_stands_as_the_gravest_ever_told_and_a_state_as_told_last():
    def stands(key, *words):
        read = facts(*({f"condition_{key}": each} for each in words)).conditions
        return [(each.code, each.past, [name.split()[0] for name in each.answers]) for each in read]

    assert stands("osteoporosis", "now", "never") == [("osteoporosis", False, ["entry-0"])]
    assert stands("osteoporosis", "past", "now", "past") == [("osteoporosis", False, ["entry-1"])]
    assert stands("osteoporosis", "now", "now") == [("osteoporosis", False, ["entry-0", "entry-1"])]
    assert stands("osteoporosis", "never", "never") == []
    assert stands("osteoporosis", "past", "never") == [("osteoporosis", True, ["entry-0"])]
    assert stands("varicose_veins", "now", "never") == []
    assert stands("varicose_veins", "now", "past") == [("varicose_veins", True, ["entry-1"])]
    assert stands("varicose_veins", "past", "now", "now") == [("varicose_veins", False, ["entry-1", "entry-2"])]


DIAGNOSES = (
    "aortic_aneurysm arterial_graft arthritis cushings diabetes ehlers_danlos ehlers_danlos_vascular epilepsy "
    "heart_disease heart_failure hepatitis_hiv inflammatory_bowel_disease inflammatory_rheumatic_disease "
    "kidney_disease liver_cirrhosis lymphoedema nephrotic_syndrome neurological_disease osteoporosis "
    "recent_major_bleed stroke").split()


@pytest.mark.parametrize("code", DIAGNOSES)
def test_no_later_answer_ends_a_diagnosis(code):
    now, past, never = ({f"condition_{code}": word} for word in ("now", "past", "never"))

    assert conditions(now, past) == conditions(now, never) == [(code, False)]


@pytest.mark.parametrize("code", ["asthma", "fragile_skin", "migraine", "rash", "sciatica", "varicose_veins"])
def test_a_state_is_over_as_it_is_told_last(code):
    assert conditions({f"condition_{code}": "now"}, {f"condition_{code}": "never"}) == []


def test_hardware_and_a_bleeding_disorder_that_were_ticked_stand_after_a_never():
    assert conditions({"condition_joint_replacement": "now"}, {"condition_joint_replacement": "never"}) == [
        ("hardware", False)]
    assert conditions(DISORDER, {"condition_bleeding_disorder": "never"}) == [("bleeding_disorder", False)]


def test_a_condition_stands_in_the_words_in_which_the_newest_form_that_tells_it_asked():
    def words(*forms):
        entries = [DatedAnswers({"condition_chronic_lung_disease": "now"} | more, day(number), f"intake-{number}")
                   for number, more in enumerate(forms)]
        [told] = take_history(entries, born=None, sex="", on=entries[-1].on).conditions
        return told.words

    before, since = "Asthma, COPD or other lung disease", LABELS["condition_chronic_lung_disease"]
    apart = {"condition_asthma": "never"}
    assert (words({}), words(apart), words({}, apart), words(apart, {})) == (before, since, since, before)


def test_an_infection_lasts_or_not_as_it_was_told_last():
    now, lasting = {"condition_acute_infection": "now"}, {"infection_kind": "lasting"}

    assert conditions(now, now | lasting) == [("chronic_infection", False)]
    assert conditions(now | lasting, now) == [("acute_infection", False)]
    assert conditions(now | {"infection_kind": "new"}) == [("acute_infection", False)]


def test_a_condition_that_no_form_asks_any_more_stands_in_plain_words():
    [told] = facts({"condition_something_of_before": "past"}).conditions

    assert (told.words, told.past) == ("something of before", True)


@pytest.mark.parametrize(("answers", "side", "site"), [
    ({"side_of_lymphoedema": "left", "site_of_lymphoedema": "leg"}, "left", "leg"),
    ({"side_of_lymphoedema": "unsure"}, "", ""), ({}, "", ""),
])
def test_where_a_condition_is_stands_with_it_as_told_last_by_a_form_that_speaks_of_it(answers, side, site):
    told = {"condition_lymphoedema": "now"} | answers
    [read] = facts(told).conditions

    assert (read.side, read.site) == (side, site)
    [kept] = facts(told, {"side_of_lymphoedema": "right", "site_of_lymphoedema": "arm"}).conditions
    assert (kept.side, kept.site) == (side, site)
    [changed] = facts(told, {"condition_lymphoedema": "past", "side_of_lymphoedema": "right",
                             "site_of_lymphoedema": "arm"}).conditions
    assert (changed.side, changed.site) == ("right", "arm")


def test_a_tendency_is_told_by_its_names_or_without_one_and_once():
    def names(*told):
        read = facts(*told).thrombophilia
        return None if read is None else [each.words for each in read]

    tick = {"condition_thrombophilia": "now"}
    assert names(tick) == ["clotting tendency, name not known"]
    assert names(tick | {"thrombophilia_name": "factor V Leiden"}) == ["factor V Leiden"]
    assert names(tick | {"thrombophilia_name": "factor V Leiden"}, {"thrombophilia_name": "Factor V  leiden"}) == [
        "Factor V  leiden"]
    assert names(tick | {"thrombophilia_name": "factor V Leiden"}, {"thrombophilia_name": "protein S"}) == [
        "factor V Leiden", "protein S"]
    assert names({"condition_thrombophilia": "never"}) == []
    assert names({}) is None
    assert names(tick, {"condition_thrombophilia": "never"}) == ["clotting tendency, name not known"]


def test_a_tendency_names_each_tick_that_tells_it_and_its_own_name():
    ticks = [{"condition_thrombophilia": each} for each in ("now", "never", "past")]
    [unnamed] = facts(*ticks).thrombophilia
    [named] = facts(*ticks, {"thrombophilia_name": "protein S"}).thrombophilia

    assert unnamed.answers == ("entry-0 condition_thrombophilia=now", "entry-2 condition_thrombophilia=past")
    assert named.answers == (*unnamed.answers, "entry-3 thrombophilia_name=protein S")


def test_devices_are_all_that_were_ever_ticked_and_a_filter_is_told_as_a_condition():
    read = facts({"devices": ["port"]}, {"devices": ["pacemaker", "vena_cava_filter"]},
                 {"vena_cava_filter_reason": "a clot in 2019"})

    assert [(each.code, each.words) for each in read.devices] == [("port", "port"), ("pacemaker", "pacemaker")]
    [vein_filter] = read.conditions
    assert (vein_filter.code, vein_filter.words) == ("vena_cava_filter", "vena cava filter: a clot in 2019")
    assert [name.split()[0] for name in vein_filter.answers] == ["entry-1", "entry-2"]
    assert facts({"devices": ["vena_cava_filter"]}).conditions[0].words == "vena cava filter"
    assert facts({"devices": ["vena_cava_filter"]}).devices is None


def test_low_platelets_from_heparin_stand_after_a_no_with_the_last_day_that_was_told():
    told = {"heparin_low_platelets": "yes", "heparin_low_platelets_on": "2026-02-01"}

    def day(*forms):
        [each] = [each for each in facts(*forms).conditions if each.code == "heparin_induced_thrombocytopenia"]
        return each.on.latest

    assert day(told) == day(told, {"heparin_low_platelets": "no"}) == date(2026, 2, 1)
    assert day(told, told | {"heparin_low_platelets_on": "2026-01-01"}) == date(2026, 2, 1)
    assert day(told, told | {"heparin_low_platelets_on": "some day"}) is None      # it may have been later
    assert day({"heparin_low_platelets": "yes"}) is None
    assert day({"heparin_low_platelets": "yes"}, {"heparin_low_platelets": "no",
                                                  "heparin_low_platelets_on": "2026-01-01"}) is None
    assert facts({"heparin_low_platelets": "no"}).conditions is None


@pytest.mark.parametrize(("text", "number"), [
    ("160", 160.0), ("160,5", 160.5), ("", None), ("tall", None),
])
def test_a_number_is_read_with_either_comma_and_words_are_none(text, number):
    assert (facts({"height_cm": text, "weight_kg": "82"}).bmi is not None) is (number is not None)


@pytest.mark.parametrize(("forms", "reading"), [
    ([{"systolic": "140", "diastolic": "85"}], (140, 85)), ([{"systolic": "140"}], (140, None)),
    ([{"systolic": "140", "diastolic": "85"}, {"systolic": "150"}], (150, None)),
    ([{"systolic": "140"}, {"diastolic": "85"}], (None, 85)), ([{"systolic": "high"}], None), ([{}], None),
    ([{"systolic": "140", "diastolic": "85"}, {}], (140, 85)),
])
def test_a_pressure_measured_again_is_a_new_reading(forms, reading):
    pressure = facts(*forms).blood_pressure

    assert (pressure and (pressure.systolic, pressure.diastolic)) == reading
    assert pressure is None or pressure.words == f"{reading[0] or 0}/{reading[1] or 0}"


@pytest.mark.parametrize(("forms", "inr"), [
    ([{"inr_value": "2.5"}], (2.5, None, "")), ([{"inr_state": "above"}], (None, None, "above")),
    ([{"inr_state": "unsure"}], None), ([{"inr_value": "2,5", "inr_target_high": "3"}], (2.5, 3.0, "")),
    ([{"inr_value": "2.5", "inr_target_high": "3", "inr_state": "in_range"}], (2.5, 3.0, "")),
    ([{"inr_value": "2.5", "inr_state": "in_range"}], (2.5, None, "in_range")),
    ([{"inr_value": "2.5", "inr_target_high": "3", "inr_state": "above"}], (2.5, 3.0, "above")),
    ([{"inr_state": "above"}, {"inr_value": "2.5"}], (2.5, None, "")),
    ([{"inr_value": "4"}, {"inr_state": "in_range"}], (None, None, "in_range")),
    ([{"inr_value": "2.5", "inr_target_high": "3"}, {"inr_value": "2.8"}], (2.8, 3.0, "")),
    ([{"inr_target_high": "3"}], None),
])
def test_an_inr_is_as_it_was_told_last_and_the_target_stays(forms, inr):
    read = facts(*forms).inr

    assert (read and (read.value, read.target_high, read.state)) == inr


DISORDER = {"condition_bleeding_disorder": "now"}


def test_a_leg_that_a_doctor_found_broken_is_an_injury_beside_those_that_were_told():
    broken = Assessment("R10", "treated", TOLD, side="left", name="assessment-7")
    sprain = {"injuries": [{"region": "shoulder", "type": "sprain", "date": "2026-02-20"}]}

    assert [each.region for each in facts(sprain, assessments=[broken]).injuries] == ["shoulder", "leg"]
    assert [each.type for each in facts({}, assessments=[broken]).injuries] == ["fracture"]
    assert [each.region for each in facts(sprain).injuries] == ["shoulder"]
    assert facts({}).injuries is None


def test_what_was_confirmed_and_no_rule_knows_is_held():
    held = Assessment("R09", "treated", TOLD, condition="cellulitis", name="assessment-8")

    assert [each.words for each in facts({}, assessments=[held]).treated] == ["cellulitis"]
    assert facts({}).treated == ()


def test_only_a_yes_is_named_among_plain_answers():
    assert facts({"bruises_easily": "no", "family_clot": "unsure"}).single_answers == ()


def test_an_illness_told_again_is_of_the_day_of_the_form_that_tells_it_now():
    def day_of(*forms):
        [told] = facts(*forms).conditions
        return told.on.latest

    dated = {"condition_covid": "past", "date_of_covid": "2026-02-01"}
    assert day_of(dated, {"condition_covid": "now"}) == day(30)
    assert day_of(dated, {"condition_covid": "now", "date_of_covid": "2026-03-20"}) == date(2026, 3, 20)
    assert day_of({"condition_covid": "now"}, {"condition_covid": "past"}) is None
    assert day_of({"condition_covid": "now"}, dated) == date(2026, 2, 1)


@pytest.mark.parametrize(("answers", "day"), [
    ({"condition_covid": "now"}, TOLD), ({"condition_covid": "past"}, None), ({"condition_pneumonia": "now"}, TOLD),
    ({"condition_influenza": "now"}, TOLD), ({"condition_acute_infection": "now"}, None),
    ({"condition_covid": "past", "date_of_covid": "2026-02-01"}, date(2026, 2, 1)),
    ({"condition_covid": "never", "date_of_covid": "2026-02-01"}, None),
    ({"condition_recent_major_bleed": "now"}, None),
    ({"condition_recent_major_bleed": "past", "date_of_recent_major_bleed": "2026-02-01"}, date(2026, 2, 1)),
])
def test_the_day_of_a_condition_is_the_day_that_was_told_and_of_an_illness_now_that_day(answers, day):
    assert [each.on.latest for each in facts(answers).conditions or ()][:1] == ([day] if "never" not in
                                                                            answers.values() else [])


def test_an_inr_names_its_number_its_words_and_the_target():
    read = facts({"inr_value": "2.5", "inr_target_high": "3"}).inr

    assert read.answers == ("entry-0 inr_value=2.5", "entry-0 inr_target_high=3")


@pytest.mark.parametrize(("forms", "days"), [
    ([None], [None]), ([None, None], [None]), (["2026-01-20", None], [date(2026, 1, 20), None]),
    ([None, "2026-01-20"], [date(2026, 1, 20)]), ([None, "2026-01-20", None], [date(2026, 1, 20), None]),
    (["2026-01-20", "2026-02-20"], [date(2026, 1, 20), date(2026, 2, 20)]),
    (["2026-01-20", "2026-01-20"], [date(2026, 1, 20)]),
])
def test_each_stimulation_is_told_once_and_one_without_a_day_is_known_better_by_the_next_day_told(forms, days):
    told = facts(*({"ivf_any": "yes", "ivf_stimulation_end": each or ""} for each in forms)).ivf

    assert [each.stimulation_end.latest for each in told] == days


def test_ivf_is_told_with_its_answers():
    [undated] = facts({"ivf_any": "yes"}).ivf
    [dated] = facts({"ivf_any": "yes"}, {"ivf_any": "yes", "ivf_stimulation_end": "2026-03-20"}).ivf

    assert undated.answers == ("entry-0 ivf_any=yes",)
    assert dated.answers == ("entry-1 ivf_any=yes", "entry-1 ivf_stimulation_end=2026-03-20")
    assert facts({"ivf_any": "no"}).ivf == ()
