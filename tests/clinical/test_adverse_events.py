"""What came up after a visit becomes symptoms: which, on which side, until when."""

from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.facts import Facts, TreatedCondition
from intake.clinical.facts import ready as ready_facts
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.history import Assessment, DatedAnswers, take_history
from intake.clinical.history.adverse_events import (
    EventAfterVisit,
    is_after_neck_work,
    read_adverse_events,
    with_adverse_events,
)
from intake.clinical.medicines import read_line
from intake.clinical.questionnaire import empty_answers
from intake.clinical.screening import screen
from intake.clinical.screening.findings import Tier, Urgency
from intake.clinical.screening.rule_book import rulebook

VISIT = date(2026, 11, 20)
NOTICED = date(2026, 11, 22)
YES, NO = Answer.YES, Answer.NO


def event(kind: str, **given) -> EventAfterVisit:
    usual = {"visit_id": 1, "visit_on": VISIT, "noticed_on": NOTICED, "told_on": NOTICED, "areas": ("neck",)}
    return EventAfterVisit(kind, **usual | given)


def codes(*events: EventAfterVisit) -> list[str]:
    return [symptom.code for symptom in read_adverse_events(events)]


def found(*events: EventAfterVisit, on: date = NOTICED, medicines=None) -> dict[str, tuple[Tier, Urgency | None]]:
    facts = Facts(symptoms=read_adverse_events(events), medicines=medicines)
    return {each.rule: (each.tier, each.urgency) for each in screen(facts, on=on).findings}


@pytest.mark.parametrize("kind, given, expected", [
    ("bruise", {"large": YES}, ["large_or_unexplained_bruise"]),
    ("bruise", {}, ["large_or_unexplained_bruise"]),
    ("bruise", {"large": NO}, ["new_bruising"]),
    ("swelling", {"large": YES, "region": "lower_back"}, ["hard_painful_swelling"]),
    ("swelling", {"region": "lower_back"}, ["hard_painful_swelling"]),
    ("swelling", {"large": NO, "region": "lower_back"}, []),
    ("swelling", {"large": YES, "region": "left_calf"}, ["hard_painful_swelling", "leg_swelling"]),
    ("swelling", {"large": NO, "region": "leg"}, ["leg_swelling"]),
    ("swelling", {"large": NO, "region": "right_forearm"}, ["arm_swelling"]),
    ("swelling", {"large": NO, "region": "left_foot"}, ["leg_swelling"]),
    ("swelling", {"large": NO, "region": "arm"}, ["arm_swelling"]),
    ("swelling", {"large": NO, "region": "left_hand"}, ["arm_swelling"]),
    ("swelling", {"large": NO, "region": "right_shoulder"}, []),
    ("swelling", {"large": NO, "region": "left_neck"}, ["neck_swelling"]),
    ("neck_pain", {}, ["neck_pain_after_neck_work"]),
    ("headache", {}, ["headache_after_neck_work"]),
    ("headache", {"areas": ("lower_back",)}, []),
])
def test_each_kind_is_read_as_the_rules_know_it(kind, given, expected):
    assert codes(event(kind, **given)) == expected


@pytest.mark.parametrize("areas, counts", [
    (("neck",), True), (("head",), True), (("left_shoulder",), True), (("neck_front",), True), ((), True),
    (("left_calf", "neck"), True), (("lower_back",), False), (("face",), False),
])
def test_work_on_the_neck_is_that_on_neck_head_and_shoulders_or_not_noted_at_all(areas, counts):
    assert is_after_neck_work(areas) is counts


def test_a_symptom_carries_what_was_typed_the_day_of_its_visit_and_when_it_was_told():
    (symptom,) = read_adverse_events([event("bruise", large=YES, region="left_thigh", words="like a plate",
                                            told_on=date(2026, 11, 25))])

    assert symptom.words == "Bruise after the massage of 20 November 2026: like a plate"
    assert (symptom.side, symptom.site, symptom.told_on) == ("left", "thigh", date(2026, 11, 25))
    assert symptom.onset.latest == NOTICED and symptom.ended is None


def test_a_pain_told_again_goes_by_the_newest_course_and_stays_unlike_any_before():
    first = event("neck_pain", region="left_neck", one_sided=YES, unlike_before=YES, course="worse", words="a knife")
    second = event("neck_pain", region="neck", one_sided=NO, unlike_before=NO, course="easing",
                   told_on=date(2026, 11, 27))

    (pain,) = read_adverse_events([first, second])

    assert (pain.course, pain.unlike_before, pain.side, pain.told_on) == ("easing", YES, "left", date(2026, 11, 27))
    assert "a knife" in pain.words
    assert found(first, second)["R08"] == (Tier.STOP, Urgency.SAME_DAY)


def test_the_same_pain_after_two_visits_is_two():
    assert len(codes(event("headache"), event("headache", visit_id=2))) == 2


@pytest.mark.parametrize("given, tier", [
    ({"course": "easing", "unlike_before": NO, "one_sided": NO}, Tier.NOTE),
    ({"course": "same", "unlike_before": NO, "one_sided": NO}, Tier.CAUTION),
    ({"unlike_before": NO, "one_sided": NO}, Tier.CAUTION),
    ({"course": "same", "unlike_before": NO, "one_sided": YES, "region": "left_neck"}, Tier.STOP),
    ({"course": "worse", "unlike_before": NO, "one_sided": NO}, Tier.STOP),
    ({"course": "easing", "unlike_before": YES, "one_sided": NO}, Tier.STOP),
])
def test_pain_after_neck_work_by_how_it_goes(given, tier):
    assert found(event("neck_pain", **given))["R08"][0] is tier


def test_a_neck_that_is_not_known_to_ease_is_left_alone_front_and_back():
    facts = Facts(symptoms=read_adverse_events([event("neck_pain", one_sided=NO, unlike_before=NO)]))

    (finding,) = screen(facts, on=NOTICED).findings

    assert finding.modifications.regions == {"left_neck", "right_neck", "neck_front"}
    assert finding.questions == ("Is it easing, the same, or worse from day to day?",)


def test_a_stop_of_the_same_day_has_words_of_its_own_and_an_emergency_keeps_its():
    def advice(**facts):
        return screen(Facts(**facts), on=NOTICED).findings[0].advice_therapist

    same_day = advice(symptoms=read_adverse_events([event("neck_pain", course="worse")]))
    told = DatedAnswers(empty_answers() | {"sign_sudden_severe_headache": "yes"}, NOTICED)
    emergency = advice(symptoms=take_history([told], born=None, sex="", on=NOTICED).symptoms)

    assert "same day" in same_day and "artery" not in emergency
    assert emergency.startswith("Stop. Call the emergency number.")


def test_the_rule_book_shows_both_words_of_a_stop():
    (entry,) = (each for each in rulebook() if each.code == "R08")
    (other,) = (each for each in rulebook() if each.code == "R01")

    assert [tier for tier, _ in entry.advice] == [
        "STOP", "STOP, after neck work", "HOLD", "CAUTION", "CAUTION, after neck work", "NOTE"]
    assert [tier for tier, _ in other.advice] == ["STOP", "HOLD", "CAUTION"]


def test_easing_soreness_counts_to_the_fourteenth_day_and_what_stops_has_no_last_day():
    easing = event("neck_pain", course="easing", unlike_before=NO, one_sided=NO)
    worse = event("neck_pain", course="worse")
    last = NOTICED + timedelta(days=14)

    assert "R08" in found(easing, on=last) and "R08" not in found(easing, on=last + timedelta(days=1))
    assert found(worse, on=last + timedelta(days=300))["R08"][0] is Tier.STOP


def test_a_small_bruise_holds_beside_a_strong_blood_thinner_for_fourteen_days():
    warfarin = (MedicineFact.of(read_line("warfarin")[0]),)
    bruise = event("bruise", large=NO, region="left_thigh")
    last = NOTICED + timedelta(days=14)

    assert found(bruise, on=last, medicines=warfarin)["R34"][0] is Tier.HOLD
    assert "R34" not in found(bruise, on=last + timedelta(days=1), medicines=warfarin)
    assert "R34" not in found(bruise)


def test_the_day_after_the_last_is_a_day_on_which_the_outcome_changes():
    facts = Facts(symptoms=read_adverse_events([event("bruise", large=NO)]))

    assert screen(facts, on=NOTICED + timedelta(days=14)).next_change_on == NOTICED + timedelta(days=15)


def test_events_stand_beside_the_answers_and_leave_what_was_not_asked_alone():
    told = DatedAnswers(empty_answers() | {"sign_chest_pain": "yes"}, VISIT)

    def symptoms(answers, *events):
        return take_history([answers], born=None, sex="", on=NOTICED, adverse_events=events).symptoms

    assert [each.code for each in symptoms(told, event("headache"))] == ["chest_pain", "headache_after_neck_work"]
    assert symptoms(DatedAnswers(empty_answers(), VISIT), event("swelling", large=NO, region="chest")) is None


def test_they_are_kept_ready_as_they_are():
    facts = Facts(symptoms=read_adverse_events([event("neck_pain", course="easing", unlike_before=NO, one_sided=NO)]))

    assert ready_facts.read(ready_facts.write(facts), born=None, sex="") == facts


def seen(outcome: str, *names: str, **given) -> Assessment:
    return Assessment("R08", outcome, NOTICED, answers=frozenset(names), **given)


def test_what_a_doctor_has_seen_is_settled_and_told_again_it_counts_by_itself():
    first = event("neck_pain", unlike_before=YES, course="worse", name="adverse_event-1")
    again = event("neck_pain", unlike_before=NO, one_sided=NO, course="easing", name="adverse_event-2")
    ruled_out = seen("ruled_out", "adverse_event-1")

    def tier(*events, assessment=ruled_out):
        facts = Facts(symptoms=read_adverse_events(events, [assessment]))
        return [each.tier for each in screen(facts, on=NOTICED).findings]

    assert tier(first) == []
    assert tier(first, again) == [Tier.NOTE]
    assert tier(first, event("neck_pain", course="worse", name="adverse_event-3")) == [Tier.STOP]
    assert tier(first, assessment=seen("open", "adverse_event-1")) == [Tier.STOP]


def test_an_event_entered_in_error_is_told_no_more():
    bruise = event("bruise", large=YES, name="adverse_event-1")

    assert with_adverse_events(None, [bruise], withdrawn={"adverse_event-1"}) is None
    assert with_adverse_events(None, [bruise], withdrawn={"adverse_event-2"}) is not None


def test_soreness_of_today_does_not_hide_that_a_torn_artery_is_being_treated():
    sore = read_adverse_events([event("neck_pain", course="easing", unlike_before=NO, one_sided=NO)])

    def tiers(symptoms):
        facts = Facts(symptoms=symptoms, treated=(TreatedCondition("R08", NOTICED, "dissection"),))
        return [each.tier for each in screen(facts, on=NOTICED).findings if each.rule == "R08"]

    assert tiers(sore) == [Tier.HOLD]
    assert tiers(read_adverse_events([event("neck_pain", course="worse")])) == [Tier.STOP]


def test_all_that_came_up_after_visits_is_told_with_its_names_and_places():
    bruise = event("bruise", large=NO, region="left_calf", name="event-1")
    swelling = event("swelling", large=NO, region="right_forearm", name="event-2")
    pain = event("neck_pain", region="left_neck", course="same", name="event-3", words="stiff")

    read = read_adverse_events([bruise, swelling, pain])

    assert [(each.code, each.side, each.site, each.answers) for each in read] == [
        ("new_bruising", "left", "calf", ("event-1",)), ("arm_swelling", "right", "forearm", ("event-2",)),
        ("neck_pain_after_neck_work", "left", "neck", ("event-3",))]
    assert read[0].ended.latest == NOTICED + timedelta(14)


@pytest.mark.parametrize(("words", "said"), [
    (("stiff", "", "sharp"), ": sharp; earlier: stiff"), (("stiff", "a knife", "sharp"), ": sharp; earlier: a knife; "
                                                                                         "earlier: stiff"),
    (("stiff", "stiff", ""), "; earlier: stiff"), (("", "", ""), ""),
])
def test_a_pain_told_three_times_keeps_its_words_the_newest_first_each_once(words, said):
    [pain] = read_adverse_events([event("neck_pain", words=each) for each in words])

    assert pain.words == f"Neck pain after the massage of 20 November 2026{said}"


def test_a_pain_told_three_times_goes_by_the_last_course_that_was_told_and_names_each_telling():
    [pain] = read_adverse_events([event("neck_pain", course=course, name=f"event-{number}")
                                  for number, course in enumerate(("same", "worse", ""))])

    assert (pain.course, pain.answers) == ("worse", ("event-0", "event-1", "event-2"))


@pytest.mark.parametrize(("sides", "side"), [
    (("left", "right"), "right"), (("left", "middle"), "left"), (("middle", "right"), "right"), (("middle",), "both"),
    (("middle", ""), "both"), (("", ""), ""), (("left", ""), "left"),
])
def test_a_pain_that_was_once_on_one_side_stays_so_and_the_side_told_last_counts(sides, side):
    places = {"left": {"region": "left_neck"}, "right": {"region": "right_neck"}, "middle": {"one_sided": NO}, "": {}}

    [pain] = read_adverse_events([event("neck_pain", **places[each]) for each in sides])

    assert pain.side == side


@pytest.mark.parametrize(("unlike", "counts"), [
    ((YES, NO), YES), ((NO, YES), YES), ((NO, NO), NO), ((NO, Answer.NOT_ASKED), NO),
    ((Answer.NOT_ASKED, Answer.NOT_ASKED), Answer.NOT_ASKED),
])
def test_a_pain_that_was_once_unlike_any_before_stays_so(unlike, counts):
    [pain] = read_adverse_events([event("neck_pain", unlike_before=each) for each in unlike])

    assert pain.unlike_before is counts


@pytest.mark.parametrize(("course", "unlike", "last"), [
    ("easing", NO, 14), ("easing", Answer.NOT_ASKED, 14), ("easing", YES, None), ("same", NO, None), ("", NO, None),
])
def test_a_pain_that_eases_has_its_last_day_from_when_it_was_first_noticed(course, unlike, last):
    later = NOTICED + timedelta(3)
    [pain] = read_adverse_events([event("neck_pain", region="left_neck"), event(
        "neck_pain", region="left_neck", course=course, unlike_before=unlike, noticed_on=later, told_on=later)])

    assert (pain.onset.latest, pain.told_on, pain.site) == (NOTICED, later, "neck")
    assert (pain.ended and (pain.ended.latest - NOTICED).days) == last


def test_what_was_told_before_a_doctor_saw_it_counts_no_more_and_what_was_told_since_does():
    told = [event("neck_pain", course=course, name=f"adverse_event-{number}")
            for number, course in enumerate(("worse", "worse", "same", "easing"))]

    def names(*seen_by):
        [pain] = read_adverse_events(told, [seen("ruled_out", f"adverse_event-{number}") for number in seen_by])
        return [int(name[-1]) for name in pain.answers]

    assert names() == [0, 1, 2, 3]
    assert names(0) == [1, 2, 3]
    assert names(0, 2) == [3]
    assert names(3) == [0, 1, 2, 3]     # the last word was seen: all of it is


def test_what_was_not_asked_of_an_event_is_said_to_be_so():
    told = EventAfterVisit("bruise", 1, date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 2))

    assert {told.large, told.unlike_before, told.one_sided} == {Answer.NOT_ASKED}
    assert (told.areas, told.region, told.course, told.words, told.name) == ((), "", "", "", "")
