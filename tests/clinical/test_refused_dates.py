"""A date whose reading the client says is not so: its words stand, its day counts as unknown, never as milder."""

from datetime import date

import pytest

from intake.clinical.dates.vague import UNKNOWN, VagueDate, read_date, refused
from intake.clinical.facts import ready
from intake.clinical.history import AnswerHistory, DatedAnswers
from intake.clinical.history.infection import read_wellness
from intake.clinical.history.record_lines import day_words
from intake.clinical.questionnaire import empty_answers
from intake.clinical.questionnaire.answers import date_as_counted, dates_read, read_posted, read_stored
from intake.clinical.questionnaire.differences import differences
from intake.clinical.questionnaire.unclear import date_of
from intake.clinical.questionnaire.visit import read_visit_questions
from intake.clinical.screening import screen
from intake.clinical.screening.evidence import when
from intake.clinical.screening.findings import Tier
from intake.clinical.screening.next_change import next_change
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.screening.windows import WHEN
from tests.clinical.told import TOLD, day, facts

LONG_AGO = "3 March 2019"
NOT_SO = refused(LONG_AGO)


def found(*told, **how):
    """The findings of what was told, by rule."""
    return {each.rule: each for each in screen(facts(*told, **how), on=TOLD).findings}


def marked(key, words=LONG_AGO):
    return {key: words, f"{key}_unclear": "yes"}


def test_a_refused_date_keeps_its_words_and_has_no_day():
    assert NOT_SO == VagueDate(LONG_AGO, None, None, is_refused=True)
    assert (NOT_SO.is_known, NOT_SO.is_told, UNKNOWN.is_told, read_date("today", TOLD).is_told) == (
        False, True, False, True)
    assert refused("x" * 300).as_written == "x" * 200
    assert (when(NOT_SO), day_words(NOT_SO)) == ("date not clear: 3 March 2019", LONG_AGO)
    assert date_as_counted(NOT_SO) == "not known. It counts as recent."


@pytest.mark.parametrize("answers, read", [
    (marked("date"), NOT_SO),
    (marked("date", ""), UNKNOWN),
    ({"date": LONG_AGO, "date_unclear": "no"}, read_date(LONG_AGO, TOLD)),
    ({"date": LONG_AGO, "other_unclear": "yes"}, read_date(LONG_AGO, TOLD)),
])
def test_only_the_mark_of_a_date_that_is_there_takes_its_day_away(answers, read):
    assert date_of(answers, "date", TOLD) == read


def test_an_operation_whose_day_was_misread_counts_as_today_and_is_asked_about():
    told = {"what": "hip replacement", "kind": "", "setting": "stayed"}
    assert "R23" not in found({"operations": [told | {"date": LONG_AGO}]})

    held = found({"operations": [told | marked("date")]})["R23"]

    assert held.evidence[0].words == "hip replacement, 3 March 2019"
    assert "date not clear: 3 March 2019" in held.evidence[0].detail
    assert WHEN in held.questions


def test_a_clot_whose_day_was_misread_counts_as_today_although_it_was_ticked_as_past():
    told = {"condition_svt": "past"}
    row = {"type": "svt", "side": "left"}
    assert facts(told | {"clots": [row | {"date": ""}]}).clots[0].past

    [clot] = facts(told | {"clots": [row | marked("date")]}).clots

    assert (clot.on, clot.past) == (NOT_SO, False)
    gentle, held = (found(told | {"clots": [row | date_]})["R22"] for date_ in ({"date": "some day"}, marked("date")))
    assert (gentle.tier, held.tier) == (Tier.CAUTION, Tier.HOLD)
    assert "date not clear: 3 March 2019" in held.evidence[0].detail and WHEN in held.questions


def test_a_sign_since_a_misread_day_begins_nobody_knows_when():
    [sign] = facts({"sign_leg_swelling": "left"} | marked("signs_since")).symptoms

    assert sign.onset == NOT_SO


def test_a_pain_since_a_misread_day_keeps_its_words():
    [pain] = facts({"pains": [{"site": "calf", "side": "left"} | marked("since")]}).symptoms

    assert pain.onset == NOT_SO
    assert facts({"pains": [{"site": "calf", "since": "some day"}]}).symptoms[0].onset == UNKNOWN


def test_words_told_anew_without_the_mark_are_read_again():
    told = facts({"sign_leg_swelling": "left"} | marked("signs_since"), {"signs_since": "2026-03-20"})

    assert told.symptoms[0].onset.latest == date(2026, 3, 20)


@pytest.mark.parametrize("since, ended", [("2026-03-01", day(-1)), ("some day", None)])
def test_a_fever_of_a_misread_day_is_over_since_it_was_denied(since, ended):
    def over(answers):
        entries = [DatedAnswers({"sign_fever": "yes"} | answers, TOLD, "a"),
                   DatedAnswers({"sign_fever": "no"}, day(5), "b")]
        return read_wellness(AnswerHistory(entries)).since

    assert (over({"signs_since": since}) or UNKNOWN).latest == ended
    assert over(marked("signs_since", since)).latest == day(5)


def test_a_misread_day_of_being_well_again_ends_nothing():
    ill = {"sign_fever": "yes"}

    assert facts(ill, {"well_since": "2026-03-20"}).symptoms[0].ended is not None
    assert facts(ill, marked("well_since", "2026-03-20")).symptoms[0].ended is None


def test_plates_put_in_on_a_misread_day_are_an_operation():
    def operations(answers):
        return facts({"condition_joint_replacement": "now", "hardware": [{"kind": "plate", "site": "ankle"} | answers],
                      }).operations

    assert not operations({"date": LONG_AGO}) and not operations({"date": "some day"})
    assert [each.on for each in operations(marked("date"))] == [NOT_SO]
    assert len(operations({"date": "2025-03-02"})) == 1 and not operations({"date": "2025-03-01"})
    assert not operations({"date": "3 April 2026"})


def test_cancer_treated_last_on_a_misread_day_is_not_over():
    past = {"condition_cancer": "past"}

    assert facts(past | {"cancer_last_treatment": "some day"}).cancer.status == "remission"
    misread = facts(past | {"cancer_last_treatment": "2020-05-01"}, marked("cancer_last_treatment")).cancer
    assert (misread.status, misread.last_treatment) == ("", NOT_SO)
    assert "R27" in found(past | marked("cancer_last_treatment"))
    later = facts(past | marked("cancer_last_treatment"), {"cancer_last_treatment": "2020-05-01"}).cancer
    assert later.last_treatment.latest == date(2020, 5, 1)


def test_an_infection_of_a_misread_day_counts_among_the_clot_factors_although_it_is_past():
    def points(answers):
        return screen(facts({"condition_covid": "past"} | answers), on=TOLD).clot_points

    assert points({"date_of_covid": LONG_AGO}) == points({"date_of_covid": "some day"}) == 0
    assert points(marked("date_of_covid")) > 0


def test_heparin_ivf_and_a_condition_take_the_mark():
    told = facts({"heparin_low_platelets": "yes", "ivf_any": "yes"} | marked("heparin_low_platelets_on")
                 | marked("ivf_stimulation_end"))

    assert [each.on for each in told.conditions if each.code == "heparin_induced_thrombocytopenia"] == [NOT_SO]
    assert told.ivf[0].stimulation_end == NOT_SO


def test_a_blood_thinner_stopped_on_a_misread_day_still_counts():
    def tiers(answers):
        line = {"text": "used to take warfarin years ago", "since": "2015"}
        return [each.rule for each in screen(facts({"medicines": [line | answers]}), on=TOLD).findings]

    assert tiers({"stopped_on": "2016"}) == tiers({}) == []
    assert tiers(marked("stopped_on", "2016"))


def test_a_clot_dissolver_stopped_on_a_misread_day_counts_from_no_older_day():
    def tiers(answers):
        line = {"text": "alteplase", "since": "2015", "how_often": "stopped"}
        return [each.rule for each in screen(facts({"medicines": [line | answers]}), on=TOLD).findings]

    assert len(tiers(marked("stopped_on", "2016"))) > len(tiers({"stopped_on": "2016"}))


def test_a_clot_dissolver_stopped_on_a_misread_day_changes_on_no_day_of_its_own():
    def next_day(answers):
        line = {"text": "alteplase", "since": day(-10).isoformat(), "how_often": "stopped"}
        return next_change(facts({"medicines": [line | answers]}), TOLD, ScreeningSettings())

    assert next_day({}) == day(21)
    assert next_day(marked("stopped_on", "2016")) != day(21)


def test_the_mark_outlives_being_laid_up():
    told = facts({"operations": [{"what": "hip replacement", "kind": "", "setting": "stayed"} | marked("date")]})

    assert ready.read(ready.write(told), born=date(1990, 1, 1), sex="F") == told


POSTED = {"signs_since": [" last week "], "signs_since_unclear": ["yes"], "operations-3-what": ["hip"],
          "operations-3-date": [LONG_AGO], "operations-3-date_unclear": ["yes"]}


def test_the_mark_is_posted_and_stored_beside_the_words():
    reading = read_posted(POSTED, on=TOLD)

    assert (reading.answers["signs_since"], reading.answers["signs_since_unclear"]) == ("last week", "yes")
    assert reading.answers["operations"][0]["date_unclear"] == "yes"
    assert reading.refused == {"signs_since", "operations-3-date"}
    again = read_stored(reading.answers, on=TOLD)
    assert again.answers == reading.answers and again.refused == {"signs_since", "operations-0-date"}
    assert {name: read.is_refused for name, _, read in dates_read(again, on=TOLD)} == {
        "signs_since": True, "operations-0-date": True}


@pytest.mark.parametrize("posted", [
    {"signs_since": [""], "signs_since_unclear": ["yes"]},
    {"signs_since": ["today"], "signs_since_unclear": ["no"]},
    {"signs_words": ["today"], "signs_words_unclear": ["yes"]},
    {"operations-0-date": [" "], "operations-0-date_unclear": ["yes"]},
])
def test_a_mark_without_a_date_is_none(posted):
    reading = read_posted(posted, on=TOLD)

    assert reading.refused == frozenset()
    assert "unclear" not in str(reading.answers)


def test_a_date_that_is_refused_does_not_lie_ahead():
    ahead = {"signs_since": ["in three weeks"]}

    assert "signs_since" in read_posted(ahead, on=TOLD).problems
    assert not read_posted(ahead | {"signs_since_unclear": ["yes"]}, on=TOLD).problems


def test_a_form_that_differs_in_the_mark_alone_differs():
    before, after = (empty_answers() | {"signs_since": "last week", "operations": [{"what": "hip", "date": LONG_AGO}]},
                     read_posted(POSTED, on=TOLD).answers)

    changes = differences(before, after)

    assert [each.after for each in changes] == [
        "last week (not as it was read)", "hip; When: 3 March 2019 (not as it was read)"]
    assert changes[0].before == "last week"
    assert differences(after, after) == []


def test_a_visit_keeps_the_mark_of_what_it_keeps():
    reading = read_posted({"sign_leg_swelling": ["left"]} | POSTED, on=TOLD)

    kept = read_visit_questions({"offered": "signs_since operations"}, reading).answers
    assert kept["signs_since_unclear"] == kept["operations"][0]["date_unclear"] == "yes"
    assert "signs_since_unclear" not in read_visit_questions({"offered": "operations"}, reading).answers
