"""What happened, as told in forms and at visits: what is one and what is two, what ends it, in whose words."""

from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from tests.clinical.told import TOLD, facts


def entries_of(fact):
    """The forms that tell of a fact."""
    return [name.split()[0] for name in fact.answers]


def stays(*rows):
    return facts(*({"immobilisations": [row]} for row in rows)).immobilisations


CAST = {"type": "leg_cast", "side": "left", "start": "2026-02-01"}


def test_a_cast_that_went_on_ends_with_what_is_told_later():
    [cast] = stays(CAST, {"type": "leg_cast", "side": "left", "end": "2026-03-20"})

    assert (cast.end.latest, cast.start.latest) == (date(2026, 3, 20), date(2026, 2, 1))
    assert entries_of(cast) == ["entry-0", "entry-1"]


@pytest.mark.parametrize(("again", "number"), [
    (CAST, 1), (CAST | {"end": "2026-03-20"}, 1), ({"type": "leg_cast", "end": "2026-03-20"}, 1),
    ({"type": "leg_cast", "start": "2026-02-01", "end": "2026-03-20"}, 1), ({"type": "leg_cast"}, 2),
    ({"type": "leg_cast", "side": "unsure", "end": "2026-03-20"}, 1),
    ({"type": "leg_cast", "side": "right", "end": "2026-03-20"}, 2),
    ({"type": "leg_boot", "side": "left", "end": "2026-03-20"}, 2),
    ({"type": "leg_cast", "side": "left", "start": "2026-03-05", "end": "2026-03-20"}, 2),
    ({"type": "leg_cast", "side": "left", "start": "2026-02-01", "end": "2026-03-20"}, 1),
    ({"type": "leg_cast", "side": "left", "start": "2026-03-05"}, 2),
])
def test_a_cast_told_again_is_the_same_or_another_one(again, number):
    assert len(stays(CAST, again)) == number


def test_a_leg_that_does_not_move_has_its_side():
    def side(chosen):
        [stay] = facts({"condition_paralysed_leg": "now", "side_of_paralysed_leg": chosen}).immobilisations
        return stay.side

    assert [side(chosen) for chosen in ("left", "unsure", "")] == ["left", "", ""]


def test_a_cast_that_is_off_is_not_put_on_again_by_an_older_row_and_another_end_is_another_cast():
    off = CAST | {"end": "2026-02-20"}

    [same] = stays(off, off)
    assert same.end.latest == date(2026, 2, 20)
    assert len(stays(off, CAST | {"end": "2026-02-27"})) == 2
    assert len(stays(off, CAST)) == 2


def test_a_stay_in_the_words_of_its_row():
    [cast] = stays(CAST | {"words": "fell off a ladder", "end": "2026-02-20"})

    assert cast.words == "leg cast, fell off a ladder, 2026-02-01, 2026-02-20"
    [bed] = stays({"words": "in bed with flu", "side": "unsure"})
    assert (bed.type, bed.side, bed.end) == ("home_bed", "", None)


@pytest.mark.parametrize(("answers", "types"), [
    ({"condition_paralysed_leg": "now"}, ["paralysed_or_immobile_leg"]), ({"condition_paralysed_leg": "past"}, None),
    ({"condition_paralysed_leg": "now", "immobilisations": [CAST]}, ["leg_cast", "paralysed_or_immobile_leg"]),
    ({"immobilisations_any": "no"}, []), ({}, None),
])
def test_a_leg_that_does_not_move_is_a_stay_without_an_end(answers, types):
    read = facts(answers).immobilisations

    assert (None if read is None else [each.type for each in read]) == types


def test_an_operation_told_twice_is_one_that_may_have_healed_since():
    knee = {"what": "knee replacement", "date": "2026-02-01", "setting": "inpatient"}

    def healed(*answers):
        [operation] = facts(*({"operations": [knee | {"healed": each}]} for each in answers)).operations
        return operation.healed

    assert healed("no", "yes") is Answer.YES
    assert healed("yes", "") is Answer.YES
    assert healed("", "no") is Answer.NO
    assert healed("") is Answer.NOT_ASKED


def test_what_is_no_operation_is_none_and_what_was_asked_stays_asked():
    assert facts({"operations": [{"what": "blood test", "date": "2026-02-01"}]}).operations == ()
    assert facts({"operations": [{"what": "blood test"}, {"what": "new hip", "date": "2026-02-01"}]}
                 ).operations[0].category == "hip_replacement"
    assert facts({}).operations is None


def test_the_kind_that_was_chosen_says_what_an_operation_was():
    [operation] = facts({"operations": [{"what": "a thing nobody knows", "kind": "cardiac"}]}).operations
    [unknown] = facts({"operations": [{"what": "a thing nobody knows"}]}).operations

    assert operation.category == "cardiac" != unknown.category


def test_an_operation_keeps_its_words_and_its_day():
    [operation] = facts({"operations": [{"what": "new hip", "date": "three weeks ago"}]}).operations

    assert operation.words == "new hip, three weeks ago"
    assert (operation.on.earliest, operation.on.latest) == (date(2026, 2, 7), date(2026, 2, 11))


@pytest.mark.parametrize(("row", "region", "side", "words"), [
    ({"region": "ankle", "side": "left", "type": "sprain", "date": "2026-02-27", "words": "twisted it"},
     "ankle", "left", "twisted it, sprain, ankle, 2026-02-27"),
    ({"side": "unsure", "type": "muscle_tear"}, "leg", "", "muscle tear"),
])
def test_an_injury_in_the_words_of_its_row_and_of_a_leg_where_no_place_was_told(row, region, side, words):
    [injury] = facts({"injuries": [row]}).injuries

    assert (injury.region, injury.side, injury.words) == (region, side, words)
    assert (injury.type, injury.on.as_written) == (row["type"], row.get("date", ""))


@pytest.mark.parametrize(("row", "hours", "words"), [
    ({"mode": "plane", "seated_hours": "9", "end_date": "2026-02-27"}, 9.0, "plane, 9 hours, 2026-02-27"),
    ({"mode": "plane", "seated_hours": "9,5"}, 9.5, "plane, 9.5 hours"),
    ({"mode": "car", "end_date": "yesterday"}, None, "car, yesterday"),
    ({"seated_hours": "5"}, 5.0, "journey, 5 hours"),
    ({"end_date": "2026-02-27", "seated_hours": "long"}, None, "journey, 2026-02-27"),
])
def test_a_journey_in_the_words_of_its_row(row, hours, words):
    [journey] = facts({"journeys": [row]}).journeys

    assert (journey.seated_hours, journey.words) == (hours, words)
    assert (journey.mode, journey.end.as_written) == (row.get("mode", ""), row.get("end_date", ""))


def test_journeys_and_injuries_told_twice_are_one_each():
    told = {"journeys": [{"mode": "plane", "seated_hours": "9", "end_date": "2026-02-27"}],
            "injuries": [{"region": "ankle", "type": "sprain", "date": "2026-02-27", "words": "twisted it"}]}
    again = facts(told, told | {"injuries": [told["injuries"][0] | {"words": "in other words"}]})

    assert [entries_of(each) for each in (*again.journeys, *again.injuries)] == [["entry-0", "entry-1"]] * 2
    assert again.injuries[0].words.startswith("twisted it")


def test_a_row_of_a_form_told_with_the_same_name_is_not_counted_twice():
    sprain = {"region": "ankle", "type": "sprain", "date": "2026-02-27"}
    [injury] = facts({"injuries": [sprain, sprain]}).injuries

    assert entries_of(injury) == ["entry-0"]


@pytest.mark.parametrize(("modes", "mode"), [
    (("", "vaginal"), "vaginal"), (("vaginal", ""), "vaginal"), (("vaginal", "caesarean"), "caesarean"),
    (("caesarean", "vaginal"), "caesarean"), (("", ""), ""), (("caesarean", ""), "caesarean"),
])
def test_how_a_birth_was_may_be_told_later_and_the_graver_stands(modes, mode):
    [birth] = facts(*({"births": [{"date": "2026-02-20", "mode": each}]} for each in modes)).births

    assert birth.mode == mode
    assert entries_of(birth) == ["entry-0", "entry-1"]


def test_births_are_asked_about_by_their_own_question_and_a_caesarean_is_one():
    assert facts({"births_any": "no"}).births == ()
    assert facts({}).births is None
    assert facts({"operations_any": "no"}).births is None
    [birth] = facts({"operations": [{"what": "c-section", "date": "2026-02-20"}]}).births
    assert (birth.mode, birth.delivered.latest, birth.words) == (
        "caesarean", date(2026, 2, 20), "c-section, 2026-02-20")
    [told] = facts({"births": [{"date": "2026-02-20", "mode": "vaginal"}]}).births
    assert told.words == "vaginal, 2026-02-20"


def test_a_caesarean_typed_as_an_operation_is_the_birth_that_was_told():
    [birth] = facts({"births": [{"date": "2026-02-20", "mode": "vaginal"}],
                     "operations": [{"what": "c-section", "date": "2026-02-20"}]}).births

    assert birth.mode == "caesarean"


@pytest.mark.parametrize(("answers", "status"), [
    ({"pregnant": "yes"}, "pregnant"), ({"pregnant": "might"}, "might_be"), ({"pregnant": "no"}, "none"),
    ({"births_any": "no"}, "none"), ({"births": [{"date": "2026-02-20"}]}, "none"), ({"asked_pregnancy": "no"}, "none"),
    ({}, None),
])
def test_a_pregnancy_is_told_denied_or_not_asked(answers, status):
    pregnancy = facts(answers).pregnancy

    assert (pregnancy and pregnancy.status) == status


def test_a_pregnancy_keeps_its_weeks_its_day_and_every_answer_that_says_the_same():
    told = facts({"pregnant": "no"}, {"pregnant": "yes", "pregnancy_weeks": "12"}, {"pregnant": "yes"}).pregnancy

    assert (told.words, told.weeks, told.told_on) == ("pregnant", None, TOLD + timedelta(60))
    assert entries_of(told) == ["entry-1", "entry-2"]
    weeks = facts({"pregnant": "might"}, {"pregnancy_weeks": "12"}).pregnancy
    assert (weeks.status, weeks.words, weeks.weeks) == ("might_be", "might be pregnant", 12)
    assert facts({"pregnancy_weeks": "12"}, {"pregnant": "yes"}).pregnancy.weeks is None


def test_a_child_born_before_the_day_a_pregnancy_was_told_ends_none_and_one_of_that_day_does():
    def status(day, mode="vaginal"):
        born = {"births": [{"date": day, "mode": mode}]}
        return facts({"pregnant": "yes"}, born).pregnancy.status

    assert status((TOLD - timedelta(1)).isoformat()) == "pregnant"
    assert status(TOLD.isoformat()) == "none"
    assert status("") == "none"
    both = {"pregnant": "yes", "births": [{"date": TOLD.isoformat()}]}
    assert facts(both).pregnancy.status == "pregnant"       # told in one breath
    assert facts({"births": [{"date": TOLD.isoformat()}]}, {"pregnant": "yes"}).pregnancy.status == "pregnant"
    section = {"operations": [{"what": "c-section", "date": TOLD.isoformat()}]}
    assert facts({"pregnant": "yes"}, section).pregnancy.status == "none"
