"""Which facts a health professional's word covers, from when to when, and what is left of the rule then."""
from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, VagueDate, on_day
from intake.clinical.facts import (
    Birth,
    Cancer,
    Clearance,
    Clot,
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
from intake.clinical.screening import screen
from intake.clinical.screening.findings import DoctorsLimits, Tier
from intake.clinical.screening.rules.together import counted_points
from intake.clinical.screening.settings import DEFAULT

ON = date(2026, 5, 4)
KNEE = Operation("knee_replacement", on_day(ON - timedelta(20)), side="left", words="knee")
HIP = Operation("hip_replacement", on_day(ON - timedelta(30)), side="right", words="hip")
CAST = Immobilisation("leg_cast", on_day(ON - timedelta(40)), on_day(ON - timedelta(10)))


def word(*covers, rule="R23", given=5, ends=10, **more):
    """A clearance given so many days ago that ends in so many days, for the facts it names; for its rule if none."""
    return Clearance(rule, "Dr Osei", on_day(ON - timedelta(given)), None if ends is None else ON + timedelta(ends),
                     covers=frozenset(each.key for each in covers) or None, **more)


def found(rule, *clearances, on=ON, operations=(KNEE,), **facts):
    facts = Facts(operations=operations, clearances=clearances, **facts)
    return next((each for each in screen(facts, on=on).findings if each.rule == rule), None)


def test_each_fact_must_be_covered_and_two_words_together_may_do_it():
    both = (KNEE, HIP)

    assert found("R23", word(KNEE), operations=both).tier is Tier.HOLD
    assert found("R23", word(KNEE), word(HIP), operations=both).tier is Tier.CAUTION
    assert found("R23", word(KNEE, HIP), operations=both).tier is Tier.CAUTION
    assert found("R23", word(KNEE), word(CAST), operations=both).tier is Tier.HOLD


def test_two_words_hold_until_the_first_of_them_ends():
    cleared = found("R23", word(KNEE, ends=30), word(HIP, ends=9), operations=(KNEE, HIP))

    assert (cleared.until, cleared.until_reason) == (ON + timedelta(9), "until the clearance ends")


def test_a_word_holds_no_longer_than_the_window_of_what_it_covers():
    cleared = found("R23", word(KNEE, ends=200))

    assert cleared.until == ON + timedelta(65)
    assert cleared.until_reason != "until the clearance ends"


def test_a_word_for_one_fact_clears_it_wherever_it_is_found_under_whatever_rule_it_was_filed():
    assert found("R25", word(CAST, rule="R23"), immobilisations=(CAST,)).tier is Tier.CAUTION
    assert found("R25", word(KNEE, rule="R25"), immobilisations=(CAST,)).tier is Tier.HOLD


def test_a_word_for_a_rule_alone_is_ended_by_a_newer_fact_of_its_family():
    later = Operation("hip_replacement", on_day(ON - timedelta(2)))

    assert found("R23", word()).tier is Tier.CAUTION
    assert found("R23", word(), operations=(KNEE, later)).tier is Tier.HOLD
    assert found("R23", word(), operations=(KNEE, Operation("spinal", on_day(ON - timedelta(5))))).tier is Tier.CAUTION
    assert found("R23", word(rule="R25")).tier is Tier.HOLD


@pytest.mark.parametrize(("given", "ends", "counts"), [
    (0, 1, True), (-1, 10, False), (5, 0, False), (5, 1, True),
    (364, None, True), (365, None, False),
])
def test_a_word_counts_from_its_day_to_the_day_before_its_end_or_for_a_year(given, ends, counts):
    clot = Clot("dvt", on_day(ON - timedelta(800)))
    cleared = found("R45", word(rule="R21", given=given, ends=ends), operations=(), clots=(clot,))

    assert (cleared is not None) is counts
    if counts:
        assert cleared.until == (ON + timedelta(ends) if ends is not None else ON + timedelta(365 - given))


@pytest.mark.parametrize(("given", "tier"), [(89, Tier.CAUTION), (90, Tier.HOLD)])
def test_the_word_of_a_cancer_team_counts_for_three_months(given, tier):
    cancer = Cancer("active")

    assert found("R27", word(rule="R27", given=given, ends=None), operations=(), cancer=cancer).tier is tier


def test_a_word_of_a_vague_day_counts_from_its_last_and_ends_by_its_first():
    april = VagueDate("April", date(2026, 4, 1), date(2026, 4, 30))
    cleared = found("R23", Clearance("R23", "Dr Osei", april))

    assert cleared.tier is Tier.CAUTION
    in_a_year = screen(Facts(clots=(Clot("dvt", on_day(date(2020, 1, 1))),), clearances=(Clearance("R21", "", april),)),
                       on=date(2027, 3, 31))
    assert [each.rule for each in in_a_year.findings] == ["R45"]
    assert in_a_year.next_change_on == date(2027, 4, 1)


def test_a_word_of_an_unknown_day_counts_only_where_its_end_is_told():
    assert found("R23", Clearance("R23", "Dr Osei")).tier is Tier.HOLD
    assert found("R23", Clearance("R23", "Dr Osei", valid_until=ON + timedelta(5))).tier is Tier.CAUTION


def test_a_word_that_ends_with_its_window_ends_on_that_day():
    ended = word(KNEE, ends=30, window_ends_on=ON)

    assert found("R23", ended).tier is Tier.HOLD
    assert found("R23", word(KNEE, ends=30, window_ends_on=ON + timedelta(3))).until == ON + timedelta(3)


def test_of_several_words_for_a_rule_the_longest_speaks_with_its_own_limits():
    short = word(ends=3, limits="Hands only.", pressure_cap=1)
    long = word(ends=40, limits="No deep work.", pressure_cap=2, regions=frozenset({"left_knee"}))

    cleared = found("R23", short, long)

    assert cleared.until == ON + timedelta(40)
    assert cleared.doctors_limits == (DoctorsLimits("No deep work.", 2, frozenset({"left_knee"})),)


def test_the_words_of_both_doctors_are_kept_where_both_are_needed_and_no_words_are_none():
    cleared = found("R23", word(KNEE, ends=20, limits="No deep work."), word(HIP, ends=30), operations=(KNEE, HIP))

    assert cleared.doctors_limits == (DoctorsLimits("No deep work."),)
    assert [each.words or each.matched.split(",")[0] for each in cleared.evidence][:2] == ["knee", "hip"]
    assert len(cleared.evidence) == 4


def test_a_stop_stays_whatever_word_there_is():
    clot = Clot("dvt", on_day(ON - timedelta(20)), on_treatment=Answer.NO)

    assert found("R20", word(clot, rule="R20"), word(rule="R20"), operations=(), clots=(clot,)).tier is Tier.STOP


def test_what_a_word_covers_counts_no_more_among_several_factors_unless_another_event_does():
    flight = Journey("plane", 9.0, on_day(ON - timedelta(3)))

    def together(*clearances, journeys=()):
        return found("R30", *clearances, journeys=journeys, age=66, bmi=31.0)

    assert together() is None  # R23 holds both legs already
    assert together(word(KNEE)) is None
    assert together(word()) is None
    assert together(word(KNEE), journeys=(flight,)).tier is Tier.HOLD
    assert together(word(KNEE), word(flight), journeys=(flight,)) is None


def test_a_past_clot_that_is_cleared_counts_again_beside_a_new_event():
    clot = Clot("dvt", on_day(ON - timedelta(800)))
    flight = Journey("plane", 9.0, on_day(ON - timedelta(3)))

    def rules(journeys):
        facts = Facts(clots=(clot,), journeys=journeys, clearances=(word(rule="R21"),), bmi=31.0)
        return {each.rule: each.tier for each in screen(facts, on=ON).findings}

    assert rules(()) == {"R45": Tier.CAUTION}
    assert rules((flight,)) == {"R30": Tier.HOLD, "R40": Tier.CAUTION, "R45": Tier.CAUTION}


def ago(days):
    return on_day(ON - timedelta(days))


def birth(days):
    return Birth(ago(days), "caesarean")


FLIGHT = Journey("plane", 9.0, ago(6))
FAMILIES = [
    ("R30", {"journeys": (FLIGHT,), "age": 66, "bmi": 31.0},
     {"journeys": (FLIGHT, Journey("car", 5.0, ago(2))), "age": 66, "bmi": 31.0}),
    ("R20", {"clots": (Clot("dvt", ago(60), on_treatment=Answer.YES),)},
     {"clots": (Clot("dvt", ago(60), on_treatment=Answer.YES), Clot("pe", ago(2), on_treatment=Answer.YES))}),
    ("R22", {"clots": (Clot("svt", ago(30)),)}, {"clots": (Clot("svt", ago(30)), Clot("svt", ago(2)))}),
    ("R24", {"operations": (Operation("arthroscopy_leg", ago(20)),)},
     {"operations": (Operation("arthroscopy_leg", ago(20)), Operation("varicose_vein_procedure", ago(2)))}),
    ("R25", {"immobilisations": (CAST,)}, {"immobilisations": (CAST, Immobilisation("leg_boot", ago(2)))}),
    ("R25", {"immobilisations": (CAST,)},
     {"immobilisations": (CAST,), "injuries": (Injury("leg", "fracture", ago(2)),)}),
    ("R26", {"immobilisations": (Immobilisation("hospital_bed", ago(30), ago(20)),)},
     {"immobilisations": (Immobilisation("hospital_bed", ago(30), ago(20)),
                          Immobilisation("hospital_bed", ago(4), ago(1)))}),
    ("R28", {"births": (birth(30),)}, {"births": (birth(30), birth(2))}),
    ("R35", {"injuries": (Injury("shoulder", "sprain", ago(3)),)},
     {"injuries": (Injury("shoulder", "sprain", ago(3)), Injury("neck", "sprain", ago(0)))}),
]


@pytest.mark.parametrize(("rule", "before", "after"), FAMILIES)
def test_a_newer_fact_of_the_same_kind_ends_a_word_that_names_none(rule, before, after):
    agreed = word(rule=rule, given=2 if rule == "R35" else 5)

    assert found(rule, agreed, **{"operations": ()} | before).tier is Tier.CAUTION
    assert found(rule, agreed, **{"operations": ()} | after).tier is Tier.HOLD


NEW_FLIGHT = Journey("plane", 9.0, ago(3))
PASSING = [
    {"operations": (Operation("arthroscopy_leg", ago(50)),)},
    {"immobilisations": (Immobilisation("leg_cast", UNKNOWN, ago(50)),)},
    {"injuries": (Injury("ankle", "sprain", ago(10)),)},
    {"clots": (Clot("svt", ago(30), side="left"),)}, {"births": (Birth(ago(50), "vaginal"),)},
    {"conditions": (Condition("covid", ago(10), past=True),)}, {"ivf": (Ivf(ago(30)),)},
    {"symptoms": (Symptom("fever", onset=ago(10), ended=ago(5)),)}, {"pregnancy": Pregnancy("pregnant")},
]


@pytest.mark.parametrize("more", PASSING, ids=[next(iter(each)) for each in PASSING])
def test_a_flight_that_is_covered_counts_again_beside_another_event_until_that_is_covered_too(more):
    [told] = more.values()
    event = told[0] if isinstance(told, tuple) else told

    def together(*clearances):
        given = {"operations": ()} | more | {"journeys": (NEW_FLIGHT,), "age": 66, "bmi": 31.0}
        return found("R30", *clearances, **given)

    assert together().tier is Tier.HOLD
    assert together(word(NEW_FLIGHT)).tier is Tier.HOLD
    assert together(word(NEW_FLIGHT), word(event)) is None
    assert together(word(NEW_FLIGHT, event)) is None


CANCER = Cancer("active")


@pytest.mark.parametrize(("clearances", "counted"), [
    ((), ["travel", "cancer", "age60"]), ((word(NEW_FLIGHT),), ["cancer", "age60"]),
    ((word(NEW_FLIGHT), word(CANCER)), ["age60"]), ((word(CANCER),), ["travel", "cancer", "age60"]),
    ((word(KNEE),), ["travel", "cancer", "age60"]), ((word(NEW_FLIGHT, ends=0),), ["travel", "cancer", "age60"]),
])
def test_what_is_covered_counts_no_more_beside_what_lasts(clearances, counted):
    facts = Facts(journeys=(NEW_FLIGHT,), cancer=CANCER, age=66, clearances=clearances)
    names = [each.name for each in counted_points(facts, ON, DEFAULT, {}).factors]

    assert names == counted


def test_who_agreed_for_the_longest_is_named_and_only_words_that_are_needed_are_evidence():
    def by(name, *covers, ends):
        return Clearance("R23", name, ago(5), ON + timedelta(ends), covers=frozenset(each.key for each in covers))

    cleared = found("R23", by("Dr Short", KNEE, ends=9), by("Dr Long", HIP, ends=30), by("Dr Else", CAST, ends=40),
                    operations=(KNEE, HIP))

    assert "Dr Long" in cleared.sentence
    assert [each.matched for each in cleared.evidence][2:] == [
        "clearance for R23, Dr Long", "clearance for R23, Dr Short"]
    assert "a health professional" in found("R23", Clearance("R23", "", ago(5))).sentence
