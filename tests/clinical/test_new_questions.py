"""From what a person answers to the facts: the questions of 28 November 2026, and the stored answers of before."""

from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.facts.silence import Matter
from intake.clinical.history import DatedAnswers, take_history
from intake.clinical.history.bleeding_disorders import code_of_name
from intake.clinical.questionnaire import empty_answers
from intake.clinical.screening import screen

ON = date(2026, 11, 28)
EARLIER = ON - timedelta(40)


def facts(*forms, on=ON):
    """The facts in forms, each a day and answers, oldest first; a visit where they hold a question of a visit."""
    entries = [DatedAnswers(given if is_visit(given) else empty_answers() | given, day, f"entry-{number}",
                            is_list=not is_visit(given)) for number, (day, given) in enumerate(forms)]
    return take_history(entries, born=date(1980, 1, 1), sex="F", on=on)


def is_visit(given):
    return any(key.startswith("asked_") for key in given)


def told(on=ON, **given):
    return facts((on, given), on=on)


def condition(found, code):
    one, = (each for each in found.conditions if each.code == code)
    return one


def codes(found):
    return [each.code for each in found.conditions]


def symptom(found, code):
    one, = (each for each in found.symptoms if each.code == code)
    return one


class TestMeasures:
    def test_an_inr_in_numbers_with_the_clients_own_range(self):
        inr = told(inr_state="in_range", inr_value="4,2", inr_target_high="3.5").inr

        assert (inr.value, inr.target_high, inr.state) == (4.2, 3.5, "")

    def test_an_inr_measured_again_in_words_leaves_the_older_number_behind_and_keeps_the_range(self):
        inr = facts((EARLIER, {"inr_state": "above", "inr_value": "5", "inr_target_high": "3"}),
                    (ON, {"inr_state": "in_range"})).inr

        assert (inr.value, inr.target_high, inr.state) == (None, 3, "in_range")

    def test_above_and_correcting_stand_beside_a_number_below_the_top(self):
        assert told(inr_state="correcting", inr_value="2", inr_target_high="3").inr.state == "correcting"

    def test_a_number_alone_is_an_inr_and_a_range_alone_is_none(self):
        assert told(inr_state="unsure", inr_value="2.6").inr.value == 2.6
        assert told(inr_state="unsure", inr_target_high="3").inr is None

    def test_a_temperature_stands_until_no_fever_is_said_after_it(self):
        ill = EARLIER, {"sign_fever": "yes", "temperature": "38.7"}

        assert facts(ill).temperature == 38.7
        assert facts(ill, (ON, {"sign_fever": "no"})).temperature is None
        assert facts(ill, (ON, {"asked_fever": "no"})).temperature is None
        assert facts(ill, (ON, {"well_since": "yesterday"})).temperature is None

    def test_a_temperature_typed_beside_no_fever_counts_all_the_same(self):
        assert told(sign_fever="no", temperature="38.4").temperature == 38.4


class TestPlacesAndDates:
    @pytest.mark.parametrize("code", ["varicose_veins", "reduced_sensation_feet_or_legs", "lymphoedema"])
    def test_a_condition_has_the_side_that_was_told(self, code):
        assert condition(told(**{f"condition_{code}": "now", f"side_of_{code}": "left"}), code).side == "left"

    @pytest.mark.parametrize("code", ["open_wound", "unhealed_scar", "skin_infection", "burn", "rash"])
    def test_skin_that_is_not_whole_has_its_place(self, code):
        found = condition(told(**{f"condition_{code}": "now", f"site_of_{code}": "shin", f"side_of_{code}": "right"}),
                          code)

        assert (found.site, found.side) == ("shin", "right")

    def test_not_sure_of_the_side_is_no_side(self):
        assert condition(told(condition_sciatica="now", side_of_sciatica="unsure"), "sciatica_assessed").side == ""

    def test_a_paralysed_leg_lies_still_on_its_side(self):
        stay, = told(condition_paralysed_leg="now", side_of_paralysed_leg="left").immobilisations

        assert (stay.type, stay.side) == ("paralysed_or_immobile_leg", "left")

    def test_the_newest_form_that_speaks_of_it_says_where_and_one_that_denies_it_says_nothing(self):
        arm = EARLIER, {"condition_lymphoedema": "now", "site_of_lymphoedema": "arm", "side_of_lymphoedema": "left"}

        moved = facts(arm, (ON, {"condition_lymphoedema": "now", "site_of_lymphoedema": "leg"}))
        denied = facts(arm, (ON, {"condition_lymphoedema": "never", "site_of_lymphoedema": "leg"}))

        assert [condition(each, "lymphoedema").site for each in (moved, denied)] == ["leg", "arm"]

    def test_a_bleed_told_again_without_a_date_is_the_one_told_before(self):
        bled = facts((EARLIER, {"condition_recent_major_bleed": "past", "date_of_recent_major_bleed": "May 2019"}),
                     (ON, {"condition_recent_major_bleed": "past"}))

        assert condition(bled, "recent_major_bleed").on.latest == date(2019, 5, 31)


class TestInfections:
    @pytest.mark.parametrize("code", ["covid", "pneumonia", "influenza"])
    def test_each_by_its_name_with_the_day_it_began(self, code):
        found = condition(told(**{f"condition_{code}": "past", f"date_of_{code}": "3 November 2026"}), code)

        assert (found.past, found.on.latest) == (True, date(2026, 11, 3))

    def test_one_that_is_there_now_without_a_date_is_of_the_day_it_was_told_and_never_of_an_older_one(self):
        again = facts((EARLIER, {"condition_covid": "past", "date_of_covid": "2025"}), (ON, {"condition_covid": "now"}))

        assert condition(again, "covid").on.latest == ON

    def test_over_it_keeps_its_date_and_so_does_a_cold(self):
        ill = ON - timedelta(10), {"condition_covid": "now", "condition_acute_infection": "now",
                                   "infection_kind": "acute"}

        over = facts(ill, (ON, {"asked_fever": "no"}))

        assert codes(over) == ["covid", "acute_infection"]
        assert condition(over, "covid").on.latest == ON - timedelta(10)
        assert {each.ended.latest for each in over.conditions} == {ON - timedelta(10)}

    def test_a_fever_that_is_over_still_counts_among_the_clot_factors_of_its_month(self):
        ill = ON - timedelta(10), {"sign_fever": "yes"}

        over = facts(ill, (ON, {"asked_fever": "no", "sign_fever": "no"}))

        screening = screen(over, on=ON)
        assert "R32" not in {finding.rule for finding in screening.findings}
        assert [factor.name for factor in screening.point_factors] == ["infection"]
        assert screen(over, on=ON + timedelta(21)).point_factors == ()

    def test_no_cold_does_not_end_a_covid_that_nobody_asked_about(self):
        ill = ON - timedelta(1), {"condition_covid": "now"}

        assert condition(facts(ill, (ON, {"condition_acute_infection": "never"})), "covid").ended is None
        assert condition(facts(ill, (ON, {"well_since": "today"})), "covid").ended.latest == ON

    def test_a_lasting_one_is_no_acute_one_and_does_not_end_with_the_fever(self):
        lasting = EARLIER, {"condition_acute_infection": "now", "infection_kind": "lasting"}

        assert codes(facts(lasting, (ON, {"asked_fever": "no"}))) == ["chronic_infection"]

    def test_one_of_an_unknown_kind_counts_as_acute(self):
        assert codes(told(condition_acute_infection="now")) == ["acute_infection"]


class TestBleedingDisorders:
    @pytest.mark.parametrize(("name", "code"), [
        ("haemophilia A", "haemophilia"), ("Hemophilia", "haemophilia"), ("factor IX deficiency", "haemophilia"),
        ("factor 8", "haemophilia"), ("carrier of haemophilia", "haemophilia_carrier"),
        ("I carry hemophilia B", "haemophilia_carrier"), ("von Willebrand type 1", "von_willebrand"),
        ("vWD", "von_willebrand"), ("Glanzmann", "platelet_function_disorder"),
        ("Bernard-Soulier syndrome", "platelet_function_disorder"), ("factor V Leiden", "bleeding_disorder"),
        ("something with F7", "bleeding_disorder"),
    ])
    def test_a_name_that_was_typed_is_read(self, name, code):
        assert code_of_name(name) == code
        assert codes(told(condition_bleeding_disorder="now", bleeding_disorder_name=name)) == [code]

    def test_the_kind_that_was_chosen_stands_before_the_name(self):
        found = told(condition_bleeding_disorder="now", bleeding_disorder_kind="haemophilia_carrier",
                     bleeding_disorder_name="haemophilia A")

        assert codes(found) == ["haemophilia_carrier"]

    def test_another_or_not_sure_is_read_by_the_name(self):
        assert codes(told(condition_bleeding_disorder="now", bleeding_disorder_kind="other",
                          bleeding_disorder_name="VWD type 3")) == ["von_willebrand"]
        assert codes(told(condition_bleeding_disorder="now", bleeding_disorder_kind="other")) == ["bleeding_disorder"]

    @pytest.mark.parametrize(("given", "level"), [
        ({"carrier_level": "low"}, "low"), ({"carrier_level": "normal"}, "normal"), ({"carrier_level": "unsure"}, ""),
        ({}, ""), ({"bleeding_disorder_name": "mild haemophilia"}, "low"),
        ({"bleeding_disorder_severity": "mild"}, "low"),
        ({"bleeding_disorder_severity": "mild", "carrier_level": "normal"}, "normal"),
    ])
    def test_a_carrier_has_the_level_that_was_told(self, given, level):
        found = told(condition_bleeding_disorder="now", bleeding_disorder_kind="haemophilia_carrier", **given)

        assert condition(found, "haemophilia_carrier").severity == level

    def test_each_of_several_told_over_time_stands_with_its_own_severity(self):
        found = facts(
            (EARLIER, {"condition_bleeding_disorder": "now", "bleeding_disorder_kind": "von_willebrand",
                       "bleeding_disorder_severity": "mild"}),
            (ON, {"condition_bleeding_disorder": "now", "bleeding_disorder_kind": "haemophilia"}),
        )

        assert [(each.code, each.severity) for each in found.conditions] == [
            ("von_willebrand", "mild"), ("haemophilia", "")]

    def test_a_later_never_ends_none(self):
        found = facts((EARLIER, {"condition_bleeding_disorder": "now", "bleeding_disorder_kind": "haemophilia"}),
                      (ON, {"condition_bleeding_disorder": "never"}))

        assert codes(found) == ["haemophilia"]

    def test_low_platelets_from_heparin_are_an_event_that_a_later_no_does_not_end(self):
        found = facts(
            (EARLIER, {"condition_low_platelets": "past", "heparin_low_platelets": "yes",
                       "heparin_low_platelets_on": "2 October 2026"}),
            (ON, {"condition_low_platelets": "past", "heparin_low_platelets": "no"}))

        assert condition(found, "heparin_induced_thrombocytopenia").on.latest == date(2026, 10, 2)


class TestClots:
    def test_a_filter_is_no_device_and_says_why_it_is_there(self):
        found = told(devices=["vena_cava_filter", "insulin_pump"], vena_cava_filter_reason="lung clot in 2012")

        assert condition(found, "vena_cava_filter").words == "vena cava filter: lung clot in 2012"
        assert [each.code for each in found.devices] == ["pump"]

    def test_a_filter_stays_when_a_later_form_does_not_tick_it(self):
        assert codes(facts((EARLIER, {"devices": ["vena_cava_filter"]}), (ON, {"devices": ["port"]}))) == [
            "vena_cava_filter"]

    def test_a_clot_ticked_as_past_without_a_date_is_past(self):
        clot, = told(condition_svt="past").clots
        row, = told(condition_svt="past", clots=[{"type": "svt", "side": "left"}]).clots

        assert clot.past and row.past

    def test_one_ticked_as_now_at_any_time_or_dated_is_not(self):
        assert not facts((EARLIER, {"condition_svt": "past"}), (ON, {"condition_svt": "now"})).clots[0].past
        assert not told(condition_svt="past", clots=[{"type": "svt", "date": "2024"}]).clots[0].past

    def test_a_blood_thinner_for_clots_is_asked_about_once(self):
        thinner = {"medicines_any": "yes", "medicines": [{"text": "apixaban", "reason": "blood clots"}]}

        assert Matter.THINNER_FOR_CLOT in told(**thinner).not_known
        for said in ("yes", "no", "unsure"):
            assert Matter.THINNER_FOR_CLOT not in told(**thinner, thinner_for_clot=said).not_known


class TestEvents:
    def test_ivf_with_and_without_its_last_day(self):
        assert told(ivf_any="yes", ivf_stimulation_end="1 November 2026").ivf[0].stimulation_end.latest == date(
            2026, 11, 1)
        assert not told(ivf_any="yes").ivf[0].stimulation_end.is_known
        assert told(ivf_any="no").ivf == () and told().ivf is None

    def test_ivf_is_not_ended_by_a_later_no_and_the_day_told_later_dates_it(self):
        dated = {"ivf_any": "yes", "ivf_stimulation_end": "1 October 2026"}

        assert len(facts((EARLIER, dated), (ON, {"ivf_any": "no"})).ivf) == 1
        one, = facts((EARLIER, {"ivf_any": "yes"}), (ON, dated)).ivf
        assert one.stimulation_end.latest == date(2026, 10, 1)


class TestHardware:
    KNEE = {"kind": "joint", "site": "knee", "side": "right", "date": "20 October 2026"}

    def test_each_row_is_one_with_its_place_and_a_tick_alone_one_without(self):
        found = told(condition_joint_replacement="now", hardware=[self.KNEE, {"kind": "plate", "site": "forearm"}])

        assert [(each.code, each.site, each.side) for each in found.conditions] == [
            ("hardware", "knee", "right"), ("hardware", "forearm", "")]
        assert [(each.code, each.site) for each in told(condition_joint_replacement="past").conditions] == [
            ("hardware", "")]

    @pytest.mark.parametrize(("row", "category"), [
        (KNEE, "knee_replacement"), (KNEE | {"site": "hip"}, "hip_replacement"),
        (KNEE | {"site": "shoulder"}, "major_other"), (KNEE | {"kind": "plate", "site": "shin"}, "leg_fracture_repair"),
        (KNEE | {"kind": "plate", "site": "hip"}, "hip_fracture_repair"),
        (KNEE | {"kind": "plate", "site": "lower_back"}, "spinal"),
    ])
    def test_one_of_this_year_is_the_operation_too(self, row, category):
        one, = told(hardware=[row]).operations

        assert (one.category, one.on.latest, one.side) == (category, date(2026, 10, 20), "right")

    @pytest.mark.parametrize(("words", "count"), [
        ("28 November 2025", 1), ("27 November 2025", 0), ("2025", 1), ("", 0), ("three years ago", 0),
    ])
    def test_a_year_back_is_reckoned_from_the_cautious_end(self, words, count):
        assert len(told(hardware=[self.KNEE | {"date": words}]).operations or ()) == count

    def test_the_same_told_as_an_operation_is_one(self):
        again = told(hardware=[self.KNEE], operations_any="yes",
                     operations=[{"what": "new knee", "date": "October 2026"}])
        other = told(hardware=[self.KNEE], operations_any="yes",
                     operations=[{"what": "new knee", "date": "March 2026"}])

        assert [len(each.operations) for each in (again, other)] == [1, 2]

    def test_it_does_not_say_that_other_operations_were_asked_about(self):
        asked = {"immobilisations_any": "no", "journeys_any": "no", "births_any": "no"}

        assert Matter.EVENTS in told(hardware=[self.KNEE], **asked).not_known
        assert Matter.EVENTS not in told(hardware=[self.KNEE], operations_any="no", **asked).not_known


class TestPains:
    ROW = {"site": "lower_back", "now": "4", "worst": "8", "after_fall": "yes", "since": "yesterday",
           "cause": "exercise"}

    def test_back_pain_says_how_strong_it_is_since_when_and_whether_after_a_fall(self):
        pain = symptom(told(pains_any="yes", pains=[self.ROW]), "back_pain")

        assert (pain.intensity, pain.after_fall, pain.cause) == (8, Answer.YES, "exercise")
        assert pain.onset.latest == ON - timedelta(1)

    @pytest.mark.parametrize(("site", "code"), [
        ("mid_back", "back_pain"), ("upper_back", "back_pain"), ("abdomen", "belly_pain"), ("flank", "flank_pain"),
        ("groin", "leg_pain"), ("foot", "leg_pain"),
    ])
    def test_each_place_has_its_complaint(self, site, code):
        assert symptom(told(pains_any="yes", pains=[{"site": site, "now": "3"}]), code).site == site

    def test_an_intensity_that_nobody_asked_is_none_and_no_pain_at_all_is_no_complaint(self):
        assert symptom(told(pains=[{"site": "abdomen"}]), "belly_pain").intensity is None
        assert told(pains=[{"site": "abdomen", "now": "0", "worst": "0"}]).symptoms == ()

    def test_foot_pain_at_rest_is_told_as_such(self):
        assert symptom(told(pains=[{"site": "foot", "at_rest": "yes"}]), "leg_pain").at_rest is Answer.YES

    def test_a_visit_denies_limbs_and_the_inside_of_the_trunk_apart(self):
        both = EARLIER, {"pains_any": "yes", "pains": [self.ROW, {"site": "calf", "side": "left"}]}

        limb = facts(both, (ON, {"asked_limb": "no"}))
        inner = facts(both, (ON, {"asked_inner_pain": "no"}))

        assert [each.code for each in limb.symptoms] == ["back_pain"]
        assert [each.code for each in inner.symptoms] == ["leg_pain"]

    def test_faintness_is_a_sign_that_holds_up_nobody_who_was_not_asked(self):
        assert symptom(told(sign_faintness="yes"), "faintness").told_on == ON
        every_sign = {key: "no" for key in empty_answers() if key.startswith("sign_")} | {"sign_faintness": ""}
        assert Matter.SIGNS not in told(**every_sign).not_known


class TestNeckWork:
    WORSE = {"neck_work_pain": "both", "neck_work_pain_course": "worse", "neck_work_pain_unlike": "yes",
             "neck_work_pain_side": "left"}

    def test_each_complaint_with_its_course_and_side(self):
        found = told(**self.WORSE).symptoms

        assert [each.code for each in found] == ["neck_pain_after_neck_work", "headache_after_neck_work"]
        assert {(each.course, each.unlike_before, each.side) for each in found} == {("worse", Answer.YES, "left")}

    def test_no_ends_it_and_told_again_it_is_asked_anew(self):
        easing = {"neck_work_pain": "neck_pain", "neck_work_pain_course": "easing"}

        assert facts((EARLIER, self.WORSE), (ON, {"neck_work_pain": "no"})).symptoms == ()
        again = facts((EARLIER, easing), (ON, {"neck_work_pain": "neck_pain"}))
        assert symptom(again, "neck_pain_after_neck_work").course == ""

    def test_how_it_goes_can_be_told_at_a_later_visit(self):
        later = facts((EARLIER, self.WORSE), (ON, {"neck_work_pain_course": "easing", "asked_head": "no"}))

        assert symptom(later, "neck_pain_after_neck_work").course == "easing"
