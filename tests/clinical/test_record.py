"""The record over time: silence ends nothing, a no ends no event and no diagnosis, what was told twice is one."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from intake.clinical.answer import Answer
from intake.clinical.history import Assessment, DatedAnswers, take_history
from intake.clinical.questionnaire import empty_answers
from intake.clinical.screening import screen
from intake.clinical.screening.findings import Tier
from tests.examples import tries

BEGUN = date(2026, 9, 1)
EVENTS = [
    {"condition_dvt": "past", "clots": [{"type": "dvt", "date": "2019", "side": "left", "on_treatment": "no"}]},
    {"condition_dvt": "now"}, {"condition_pe": "past"},
    {"condition_dvt": "now", "clots": [{"type": "dvt", "date": "2026-08-20", "side": "left", "on_treatment": "no"}]},
    {"clots": [{"type": "svt", "date": "2026-08-15", "side": "right"}]},
    {"operations": [{"what": "hip replacement", "date": "2026-08-15", "setting": "inpatient"}]},
    {"operations": [{"what": "mole removed", "date": "2026-08-20", "setting": "local_anaesthetic", "healed": "yes"}]},
    {"operations": [{"what": "c-section", "date": "2026-08-18"}]},
    {"births": [{"date": "2026-08-18", "mode": "vaginal"}]},
    {"immobilisations": [{"type": "leg_cast", "side": "left", "start": "2026-07-01"}]},
    {"immobilisations": [{"type": "hospital_bed", "start": "2026-08-01", "end": "2026-08-09"}]},
    {"injuries": [{"region": "leg", "side": "right", "type": "sprain", "date": "2026-08-28"}]},
    {"journeys": [{"mode": "plane", "seated_hours": "9", "end_date": "2026-08-28"}]},
    {"condition_cancer": "now"}, {"condition_cancer": "past", "cancer_last_treatment": "2020"},
    {"condition_bleeding_disorder": "now", "bleeding_disorder_name": "haemophilia"},
    {"condition_bleeding_disorder": "now", "bleeding_disorder_severity": "mild"},
    {"condition_thrombophilia": "now", "thrombophilia_name": "factor V Leiden"}, {"condition_liver_cirrhosis": "now"},
    {"condition_aortic_aneurysm": "past"}, {"condition_aortic_aneurysm": "now"}, {"family_clot": "yes"},
    {"devices": ["port"]}, {"sign_leg_swelling": "left"}, {"sign_chest_pain": "yes"},
    {"pregnant": "yes", "pregnancy_weeks": "20"},
    *({"medicines": [{"text": text, **more}]}
      for text in ("warfarin", "aspirin 75", "ibuprofen", "xeralto", "blood thinner")
      for more in ({}, {"how_often": "daily"}, {"reason": "clot in leg", "since": "2026-08"})),
]
DENIALS = [
    {"condition_dvt": "never", "condition_pe": "never", "condition_cancer": "never",
     "condition_bleeding_disorder": "never", "condition_thrombophilia": "never", "condition_aortic_aneurysm": "never",
     "condition_liver_cirrhosis": "never",
     "operations_any": "no", "journeys_any": "no", "births_any": "no", "immobilisations_any": "no",
     "injuries_any": "no", "family_clot": "no"},
    {"medicines_any": "no"}, {"medicines_any": "yes", "medicines": [{"text": "paracetamol"}]},
]
LATER_FACTORS = {"R30", "R42"}
"""Which of the two speaks follows from points; together they are looked at by the strongest tier alone."""


def entry(number: int, answers, on: date, *, is_list: bool) -> DatedAnswers:
    return DatedAnswers(empty_answers() | answers, on, f"entry-{number}", is_list)


@st.composite
def records(draw) -> list[DatedAnswers]:
    """Up to four forms and visits, each telling of up to two things."""
    on, entries = BEGUN, []
    for number in range(draw(st.integers(1, 4))):
        told = draw(st.lists(st.sampled_from(EVENTS), max_size=2))
        answers = {key: value for each in told for key, value in each.items()}
        entries.append(entry(number, answers, on, is_list=draw(st.booleans())))
        on += timedelta(draw(st.integers(0, 20)))
    return entries


def facts_of(*entries: DatedAnswers, on: date | None = None, **how):
    return take_history(entries, born=date(1960, 1, 1), sex="F", on=on or entries[-1].on, **how)


def screened(*entries: DatedAnswers, on: date | None = None, **how):
    day = on or entries[-1].on
    return screen(facts_of(*entries, on=day, **how), on=day)


def stands(screening) -> set[tuple]:
    return {(each.rule, each.tier, each.evidence_key) for each in screening.findings}


@tries(150)
@given(told=records())
def test_a_form_in_which_nothing_was_asked_changes_nothing(told):
    on = told[-1].on
    assert stands(screened(*told, entry(9, {}, on, is_list=True))) == stands(screened(*told))


@tries(150)
@given(told=records(), more=st.sampled_from(EVENTS))
def test_telling_more_never_lowers_the_strongest_tier(told, more):
    on = told[-1].on
    assert screened(*told, entry(9, more, on, is_list=False)).tier >= screened(*told).tier


@tries(150)
@given(told=records(), denial=st.sampled_from(DENIALS))
def test_a_later_no_ends_no_event_and_no_diagnosis(told, denial):
    before, after = screened(*told), screened(*told, entry(9, denial, told[-1].on, is_list=True))

    assert after.tier >= before.tier
    strong = {(each.rule, each.tier) for each in before.findings if each.tier >= Tier.CAUTION}
    left = {(each.rule, each.tier) for each in after.findings}
    assert {(rule, tier) for rule, tier in strong - left if rule not in LATER_FACTORS} == set()


@tries(100)
@given(told=records(), new=st.sampled_from(EVENTS))
def test_a_correction_touches_nothing_that_other_forms_told(told, new):
    corrected = [entry(0, new, told[0].on, is_list=True), *told[1:]]
    names = {name for each in told[1:] for name in (each.name,)}

    def of_others(facts) -> set[str]:
        # A tick, or what a blood thinner is taken for, is a clot of its own only until one is told of in a row.
        clots = [clot for clot in facts.clots or () if " clots#" in "".join(clot.answers)]
        events = (*(facts.operations or ()), *clots, *(facts.injuries or ()), *(facts.births or ()),
                  *(facts.immobilisations or ()), *(facts.journeys or ()), *(facts.medicines or ()))
        return {name for fact in events for name in fact.answers if name.split()[0] in names}

    on = told[-1].on
    assert of_others(facts_of(*corrected, on=on)) == of_others(facts_of(*told, on=on))


def test_what_was_told_twice_is_one_with_both_answers():
    told = {"operations": [{"what": "hip replacement", "date": "2026-08-15", "setting": "inpatient"}]}
    (operation,) = facts_of(entry(1, told, BEGUN, is_list=True),
                            entry(2, told, BEGUN + timedelta(30), is_list=True)).operations

    assert [name.split()[0] for name in operation.answers] == ["entry-1", "entry-2"]


def test_a_withdrawn_answer_is_told_no_more_and_the_same_in_a_later_form_is():
    told = {"sign_leg_swelling": "left"}
    (symptom,) = facts_of(entry(1, told, BEGUN, is_list=True)).symptoms

    withdrawn = facts_of(entry(1, told, BEGUN, is_list=True), withdrawn=symptom.answers)
    again = facts_of(entry(1, told, BEGUN, is_list=True), entry(2, told, BEGUN, is_list=True),
                     withdrawn=symptom.answers)

    assert not withdrawn.symptoms
    assert [each.answers for each in again.symptoms] == [("entry-2 sign_leg_swelling=left",)]


def test_a_sign_told_on_one_side_and_later_on_the_other_is_told_on_both():
    facts = facts_of(entry(1, {"sign_leg_swelling": "left"}, BEGUN, is_list=True),
                     entry(2, {"sign_leg_swelling": "right"}, BEGUN + timedelta(9), is_list=False))

    assert {symptom.side for symptom in facts.symptoms} == {"left", "right"}


def test_a_doctors_look_counts_for_what_was_told_up_to_that_day():
    seen = entry(1, {"sign_unexplained_lump": "yes", "signs_assessed": "yes"}, BEGUN, is_list=True)
    later = entry(2, {"sign_leg_swelling": "left"}, BEGUN + timedelta(9), is_list=False)
    said_later = entry(3, {"signs_assessed": "yes"}, BEGUN + timedelta(10), is_list=False)

    by_code = {symptom.code: symptom.assessed for symptom in facts_of(seen, later).symptoms}
    after = {symptom.code: symptom.assessed for symptom in facts_of(seen, later, said_later).symptoms}

    assert by_code == {"unexplained_lump": Answer.YES, "leg_swelling": Answer.NOT_ASKED}
    assert after["leg_swelling"] is Answer.YES


def test_an_assessment_settles_the_sign_for_its_own_rule_alone():
    told = entry(1, {"sign_sudden_severe_headache": "yes", "pregnant": "yes"}, BEGUN, is_list=True)
    ruled_out = Assessment("R08", "ruled_out", BEGUN, answers=frozenset({"entry-1 sign_sudden_severe_headache=yes"}))

    rules = {each.rule for each in screened(told, assessments=[ruled_out]).findings}

    assert "R08" not in rules and "R13" in rules


def test_cancer_that_was_active_and_is_past_counts_as_treated_until_it_was_told_last():
    facts = facts_of(entry(1, {"condition_cancer": "now"}, BEGUN, is_list=True),
                     entry(2, {"condition_cancer": "past"}, BEGUN + timedelta(60), is_list=True))

    assert facts.cancer.last_treatment.latest == BEGUN
    for days, held in ((183, True), (184, False)):
        assert ("R27" in {each.rule for each in screen(facts, on=BEGUN + timedelta(days)).findings}) is held


def test_a_gel_told_later_does_not_take_the_tablets_away():
    facts = facts_of(entry(1, {"medicines": [{"text": "diclofenac 50 mg", "how_often": "daily"}]}, BEGUN, is_list=True),
                     entry(2, {"medicines": [{"text": "diclofenac gel"}]}, BEGUN, is_list=False))

    assert [medicine.route == "topical" for medicine in facts.medicines] == [False, True]


def test_a_blood_thinner_that_is_named_later_is_one_medicine():
    facts = facts_of(entry(1, {"medicines": [{"text": "a blood thinner"}]}, BEGUN, is_list=True),
                     entry(2, {"medicines": [{"text": "warfarin"}]}, BEGUN, is_list=True))

    assert [medicine.ingredients for medicine in facts.medicines] == [("warfarin",)]


def test_a_clot_in_the_family_stays_told_after_a_later_no():
    yes, no = (entry(number, {"family_clot": said}, BEGUN, is_list=True) for number, said in ((1, "yes"), (2, "no")))

    assert facts_of(yes, no).family_clot is Answer.YES
    assert facts_of(no, yes).family_clot is Answer.YES
    assert facts_of(no).family_clot is Answer.NO
    assert facts_of(entry(1, {}, BEGUN, is_list=True)).family_clot is Answer.NOT_ASKED


def test_a_birth_told_after_a_pregnancy_ends_it_unless_it_lies_before():
    pregnant = entry(1, {"pregnant": "yes", "pregnancy_weeks": "20"}, BEGUN, is_list=True)

    def after(days, *more):
        born = {"births": [{"date": (BEGUN + timedelta(days)).isoformat(), "mode": "vaginal"}]}
        return facts_of(pregnant, entry(2, born, BEGUN + timedelta(150), is_list=False), *more).pregnancy.status

    assert after(140) == "none"
    assert after(-1) == "pregnant"
    assert after(0) == "none"
    assert after(140, entry(3, {"pregnant": "yes"}, BEGUN + timedelta(300), is_list=False)) == "pregnant"
