"""The record in lines: each fact that stands, in the words in which it was told, of which day, from which entries."""

from datetime import date, timedelta

import pytest

from intake.clinical.dates.vague import UNKNOWN, VagueDate, on_day, read_date
from intake.clinical.history import Assessment, DatedAnswers, take_history
from intake.clinical.history.answer_history import AnswerHistory
from intake.clinical.history.medicine_list import list_medicines
from intake.clinical.history.record_lines import day_words, record_lines
from intake.clinical.questionnaire import empty_answers

TOLD = date(2026, 3, 2)


def lines(*told, assessments=(), on=TOLD):
    """The lines of forms a month apart, each with these answers, the first told on `on`."""
    entries = [DatedAnswers(empty_answers() | answers, on + timedelta(30 * number), f"entry-{number}")
               for number, answers in enumerate(told)]
    history = AnswerHistory(entries)
    facts = take_history(entries, born=date(1990, 1, 1), sex="F", on=entries[-1].on, assessments=assessments)
    return record_lines(history, facts, list_medicines(history, facts.medicines or ()), assessments)


def said(*told, **how):
    return [(each.group, each.words, each.when) for each in lines(*told, **how)]


@pytest.mark.parametrize(("answers", "line"), [
    ({"operations": [{"what": "hip replacement", "date": "2026-02-15", "setting": "inpatient"}]},
     ("Operations", "hip replacement · Stayed in hospital", "15 February 2026")),
    ({"immobilisations": [{"type": "leg_cast", "side": "left", "start": "2026-02-01"}]},
     ("Casts and bed rest", "Leg in a cast · Left", "from 1 February 2026, goes on")),
    ({"immobilisations": [{"type": "hospital_bed", "end": "2026-01-09"}]},
     ("Casts and bed rest", "In bed in hospital, 3 days or more", "until 9 January 2026")),
    ({"injuries": [{"region": "ankle", "side": "left", "type": "sprain", "date": "three weeks ago"}]},
     ("Injuries", "ankle · Left · Sprain", "three weeks ago (between 7 and 11 February 2026)")),
    ({"journeys": [{"mode": "plane", "seated_hours": "9", "end_date": "2026-02-27"}]},
     ("Journeys", "Plane · 9 hours", "ended 27 February 2026")),
    ({"journeys": [{"mode": "car"}]}, ("Journeys", "Car", "")),
    ({"pregnant": "yes", "pregnancy_weeks": "12"},
     ("Pregnancy and births", "pregnant, 12 weeks on the day it was told", "")),
    ({"pregnant": "might"}, ("Pregnancy and births", "might be pregnant", "")),
    ({"births": [{"date": "2020", "mode": "vaginal"}]}, ("Pregnancy and births", "Vaginal", "2020")),
    ({"clots": [{"type": "dvt", "date": "2019", "side": "left"}]},
     ("Blood clots", "Deep vein, leg or arm (DVT) · Left", "2019")),
    ({"condition_cancer": "past", "cancer_last_treatment": "2020-05-01", "cancer_status": "remission"},
     ("Cancer", "cancer, past, finished more than 6 months ago", "last treatment 1 May 2020")),
    ({"condition_cancer": "now"}, ("Cancer", "cancer, now", "")),
    ({"condition_diabetes": "now"}, ("Conditions", "Diabetes", "")),
    ({"condition_osteoporosis": "past"}, ("Conditions", "Thin bones (osteoporosis), in the past", "")),
    ({"condition_paralysed_leg": "now"}, ("Conditions", "A leg that is paralysed or hardly moves", "")),
    ({"condition_thrombophilia": "now", "thrombophilia_name": "factor V Leiden"},
     ("Blood clots", "factor V Leiden", "")),
    ({"devices": ["port"]}, ("Devices", "port", "")),
    ({"condition_covid": "past", "date_of_covid": "2026-02-01"},
     ("Conditions", "COVID, in the past", "1 February 2026")),
    ({"condition_covid": "now"}, ("Conditions", "COVID", "")),
    ({"heparin_low_platelets": "yes", "heparin_low_platelets_on": "2026-02-01"},
     ("Conditions", "low platelets caused by heparin", "1 February 2026")),
    ({"hardware": [{"kind": "joint", "site": "hip", "side": "left", "date": "2026-02-01"}]},
     ("Conditions", "Replaced joint · Hip · Left", "1 February 2026")),
    ({"condition_lymphoedema": "now", "side_of_lymphoedema": "left", "site_of_lymphoedema": "leg"},
     ("Conditions", "Lymphoedema, left leg", "")),
    ({"ivf_any": "yes", "ivf_stimulation_end": "2026-01-20"},
     ("Pregnancy and births", "IVF or egg collection", "20 January 2026")),
    ({"pregnant": "yes", "pregnancy_weeks": "0"},
     ("Pregnancy and births", "pregnant, 0 weeks on the day it was told", "")),
    ({"inr_value": "2.5", "inr_target_high": "3"}, ("Measurements", "INR 2.5, range up to 3", "")),
    ({"inr_value": "4", "inr_state": "above"}, ("Measurements", "INR 4, above your range", "")),
    ({"systolic": "140", "diastolic": "85"}, ("Measurements", "blood pressure 140/85", "")),
    ({"platelets": "190"}, ("Measurements", "platelets 190", "")),
    ({"inr_value": "2.5", "inr_state": "in_range"}, ("Measurements", "INR 2.5, in your range", "")),
    ({"inr_state": "in_range"}, ("Measurements", "INR, in your range", "")),
    ({"height_cm": "160"}, ("Measurements", "Height: 160 cm", "")),
    ({"bruises_easily": "yes"}, ("Conditions", "Do you bruise easily: yes", "")),
    ({"medicines": [{"text": "warfarin 5 mg", "since": "2024", "how_often": "daily"}]},
     ("Medicines", "warfarin 5 mg, every day, still taken", "since 2024")),
])
def test_each_kind_of_fact_in_the_words_of_the_form(answers, line):
    assert said(answers) == [line]


@pytest.mark.parametrize(("part", "key", "line"), [
    ("operations", "date", ("Operations", "1 February 2026", "1 February 2026")),
    ("births", "date", ("Pregnancy and births", "1 February 2026", "1 February 2026")),
    ("injuries", "date", ("Injuries", "1 February 2026", "1 February 2026")),
    ("clots", "date", ("Blood clots", "clot 1 February 2026", "1 February 2026")),
    ("immobilisations", "start", ("Casts and bed rest", "1 February 2026", "from 1 February 2026, goes on")),
    ("journeys", "end_date", ("Journeys", "journey, 1 February 2026", "ended 1 February 2026")),
])
def test_a_row_of_which_only_the_day_was_told_is_a_line_all_the_same(part, key, line):
    assert said({part: [{key: "2026-02-01"}]}) == [line]


def test_what_is_no_more_so_is_no_line_and_what_a_later_no_does_not_end_is_in_the_words_of_before():
    assert said({"bruises_easily": "yes"}, {"bruises_easily": "no"}) == []
    assert said({"condition_cancer": "now"}, {"condition_cancer": "never"}) == [("Cancer", "cancer, now", "")]
    assert said({"condition_cancer": "now"}, {"condition_cancer": "past"}) == [("Cancer", "cancer, past", "")]


@pytest.mark.parametrize("answers", [
    {}, {"pregnant": "no"}, {"family_clot": "no", "bruises_easily": "no"}, {"condition_diabetes": "never"},
    {"operations_any": "no", "journeys_any": "no"}, {"condition_cancer": "never"},
])
def test_what_was_denied_or_not_asked_is_no_line(answers):
    assert said(answers) == []


def test_a_clot_in_the_family_stands_with_its_yes_after_a_later_no():
    [line] = lines({"family_clot": "yes"}, {"family_clot": "no"})

    assert (line.group, line.words) == ("Blood clots", "A parent, brother, sister or child with a blood clot: yes")
    assert line.entries == ("entry-0",)


def test_a_line_names_every_entry_that_tells_it_with_the_first_and_the_last_day():
    flight = {"journeys": [{"mode": "plane", "seated_hours": "9", "end_date": "2026-02-27"}]}
    [line] = lines(flight, flight, {})

    assert (line.entries, line.newest) == (("entry-0", "entry-1"), "entry-1")
    assert (line.first_on, line.last_on) == (TOLD, TOLD + timedelta(30))


def test_a_measure_is_the_newest_and_what_is_the_same_changes_its_words_with_the_row():
    weight = lines({"weight_kg": "82"}, {"weight_kg": "80"})
    [hip] = lines({"operations": [{"what": "hip replacement", "date": "2026-02-15"}]},
                  {"operations": [{"what": "new hip", "date": "2026-02-15", "setting": "inpatient"}]})

    assert [(each.words, each.entries) for each in weight] == [("Weight: 80 kg", ("entry-1",))]
    assert hip.words == "new hip · Stayed in hospital"


def test_a_medicine_that_is_left_out_or_changed_says_so_in_the_words_of_its_newest_line():
    told = said({"medicines": [{"text": "warfarin 5 mg", "since": "2024", "how_often": "daily"},
                               {"text": "blorptazine"}]}, {"medicines": [{"text": "warfarin 3 mg"}]})

    assert told == [("Medicines", "warfarin 3 mg, every day, changed", "since 2024"),
                    ("Medicines", "blorptazine, not on the newest list: ask", "")]


def test_a_clot_for_which_a_medicine_is_taken_stands_in_the_line_of_the_medicine_alone():
    told = said({"medicines": [{"text": "apixaban", "reason": "DVT", "since": "2025"}]})

    assert [group for group, *_ in told] == ["Medicines"]
    both = said({"medicines": [{"text": "apixaban", "reason": "DVT"}], "condition_dvt": "past"})
    assert [group for group, *_ in both] == ["Blood clots", "Medicines"]


def test_what_a_doctor_confirmed_is_told_by_the_assessment():
    confirmed = Assessment("R02", "treated", TOLD + timedelta(3), condition="DVT", side="left", name="assessment-7")
    held = Assessment("R09", "treated", TOLD + timedelta(4), condition="cellulitis", name="assessment-8")

    told = lines({"sign_leg_swelling": "left"}, assessments=[confirmed, held])

    assert [(each.group, each.words, each.when, each.entries, each.last_on.day) for each in told] == [
        ("Blood clots", "DVT", "5 March 2026", ("assessment-7",), 5),
        ("Conditions", "cellulitis", "", ("assessment-8",), 6)]


@pytest.mark.parametrize(("day", "words"), [
    (UNKNOWN, ""), (on_day(date(2026, 2, 15)), "15 February 2026"), (VagueDate("some day"), "some day"),
    (read_date("2019", TOLD), "2019"), (read_date("March 2019", TOLD), "March 2019"),
    (read_date("yesterday", TOLD), "1 March 2026"),
    (read_date("three weeks ago", TOLD), "three weeks ago (between 7 and 11 February 2026)"),
])
def test_a_day_is_said_as_it_was_told_with_what_it_can_mean(day, words):
    assert day_words(day) == words


@pytest.mark.parametrize(("answers", "words"), [
    ({"condition_bleeding_disorder": "now", "bleeding_disorder_kind": "haemophilia_carrier", "carrier_level": "low"},
     "haemophilia carrier, low level"),
    ({"condition_bleeding_disorder": "now", "bleeding_disorder_kind": "von_willebrand",
      "bleeding_disorder_severity": "mild"}, "von willebrand, mild"),
])
def test_how_severe_a_disorder_is_stands_in_its_line(answers, words):
    assert [each for _, each, _ in said(answers)] == [words]


@pytest.mark.parametrize(("days", "names", "told"), [
    ((30, 0), ("visit-2", "intake-9"), ("intake-9", "visit-2")),        # by their day
    ((0, 30), ("visit-2", "intake-9"), ("visit-2", "intake-9")),
    ((0, 0), ("visit-2", "intake-9"), ("visit-2", "intake-9")),         # of one day: as they were given
    ((0, 0), ("intake-9", "intake-10"), ("intake-9", "intake-10")),
])
def test_a_line_told_at_two_places_of_the_record_names_them_by_their_day(days, names, told):
    hip = {"operations": [{"what": "hip replacement", "date": "2026-02-15"}]}
    entries = [DatedAnswers(empty_answers() | hip, TOLD + timedelta(later), name, name.startswith("intake"))
               for later, name in zip(days, names, strict=True)]
    facts = take_history(entries, born=None, sex="", on=TOLD + timedelta(30))

    [line] = record_lines(AnswerHistory(entries), facts, ())

    assert (line.entries, line.newest) == (told, told[1])
    assert (line.first_on, line.last_on) == (TOLD, TOLD + timedelta(max(days)))


def test_a_temperature_is_a_measure_while_it_counts():
    assert said({"temperature": "38.4"})[-1][:2] == ("Measurements", "Temperature, if measured: 38.4 °C")
    assert "Measurements" not in [group for group, *_ in said({"temperature": "38.4"}, {"asked_fever": "no"})]
