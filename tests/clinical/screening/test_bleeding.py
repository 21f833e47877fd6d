"""Bleeding: when a rule ends by itself, which complaints stop a session, what is evidence, what is one substance."""
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.clinical.answer import Answer
from intake.clinical.dates.vague import UNKNOWN, on_day
from intake.clinical.facts import Condition, Facts, Inr, Platelets, Symptom, TreatedCondition
from intake.clinical.facts.medicine import MedicineFact
from intake.clinical.medicines import read_line
from intake.clinical.screening import screen
from intake.clinical.screening.bleeding.combinations import anticoagulant_substances
from intake.clinical.screening.findings import Tier, Urgency
from intake.clinical.screening.rule import advice_for
from tests.examples import tries

ON = date(2026, 5, 4)
DAYS = st.one_of(st.just(UNKNOWN), st.integers(0, 45).map(lambda n: on_day(ON - timedelta(n))))
LINES = ("warfarin", "apixaban", "aspirin 75 mg", "clopidogrel", "dipyridamole", "ibuprofen daily", "ibuprofen",
         "sertraline", "prednisolone", "ibrutinib", "alteplase", "fish oil", "blood thinner", "phenprocoumon")


def medicine(line, **facts):
    [statement] = read_line(line)
    return replace(MedicineFact.of(statement), **facts)


MEDICINES = st.lists(st.builds(
    medicine, st.sampled_from(LINES), status=st.sampled_from(["taken", "taken", "recently_stopped", "past", "on_hold"]),
    started=DAYS, stopped=DAYS), max_size=5).map(tuple)
SYMPTOMS = st.lists(st.builds(
    Symptom, st.sampled_from(["back_pain", "groin_pain", "belly_pain", "flank_pain", "leg_pain", "pallor", "faintness",
                              "leg_weakness_or_foot_drop", "easy_bruising"]),
    site=st.sampled_from(["", "groin", "lower_back"]), onset=DAYS, ended=st.one_of(st.none(), DAYS),
    intensity=st.one_of(st.none(), st.integers(0, 10)), after_fall=st.sampled_from(Answer),
    assessed=st.sampled_from(Answer), cause=st.sampled_from(["", "exercise", "injury", "known_condition"])),
    max_size=3).map(tuple)
CONDITIONS = st.lists(st.builds(
    Condition, st.sampled_from(["liver_cirrhosis", "haemophilia", "haemophilia_carrier", "recent_major_bleed",
                                "fragile_skin"]),
    on=DAYS, severity=st.sampled_from(["", "mild", "low", "normal"])), max_size=2).map(tuple)
FACTS = st.builds(
    Facts, medicines=MEDICINES, symptoms=SYMPTOMS, conditions=CONDITIONS, bruises_easily=st.sampled_from(Answer),
    platelets=st.one_of(st.none(), st.builds(Platelets, st.integers(10, 200))),
    inr=st.one_of(st.none(), st.builds(Inr, st.floats(1, 6))))


def found(facts, on=ON):
    return {finding.rule: finding for finding in screen(facts, on=on).findings}


def on_warfarin(*symptoms, **facts):
    return found(Facts(medicines=(medicine("warfarin"),), symptoms=symptoms, **facts)).get("R74")


def pain(code="back_pain", **facts):
    return Symptom(code, **facts)


@tries(400)
@given(MEDICINES, CONDITIONS, st.sampled_from(Answer))
def test_what_wears_off_holds_until_its_day_and_no_longer(medicines, conditions, bruising):
    facts = Facts(medicines=medicines, conditions=conditions, bruises_easily=bruising)

    for rule, finding in found(facts).items():
        if finding.until_reason == "worn off":
            assert rule in found(facts, finding.until - timedelta(1))
            later = found(facts, finding.until).get(rule)
            assert later is None or (rule, later.tier) == ("R67", Tier.NOTE)


@tries(400)
@given(MEDICINES, CONDITIONS)
def test_what_wears_off_by_itself_says_the_day(medicines, conditions):
    facts = Facts(medicines=medicines, conditions=conditions)
    last = found(facts, ON + timedelta(90))

    for rule, finding in found(facts).items():
        if rule in ("R46", "R64", "R67", "R68", "R73") and rule not in last:
            assert finding.until is not None, rule


@tries(300)
@given(FACTS)
def test_what_is_said_of_bleeding_changes_on_no_day_that_is_not_announced(facts):
    today = screen(facts, on=ON)
    last = min(today.next_change_on or date.max, ON + timedelta(120))

    for days in range(1, (last - ON).days):
        later = screen(facts, on=ON + timedelta(days))
        assert ([(f.rule, f.tier, f.evidence_key) for f in later.findings]
                == [(f.rule, f.tier, f.evidence_key) for f in today.findings])


@tries(300)
@given(FACTS)
def test_a_caution_of_the_back_ends_on_the_day_it_names(facts):
    finding = found(facts).get("R74")

    if finding is not None and finding.tier is Tier.CAUTION and finding.until is not None:
        assert "R74" in found(facts, finding.until - timedelta(1))
        assert "R74" not in found(facts, finding.until)


def test_two_against_platelets_end_when_the_first_of_them_has_worn_off():
    stopped = medicine("clopidogrel", status="recently_stopped", stopped=on_day(ON))
    facts = Facts(medicines=(medicine("aspirin 75 mg"), stopped))

    assert (found(facts)["R46"].until, found(facts)["R46"].until_reason) == (ON + timedelta(13), "worn off")
    assert set(found(facts, ON + timedelta(13))) == {"R64"}


def test_another_that_is_still_taken_keeps_the_rule_going():
    stopped = medicine("warfarin", status="recently_stopped", stopped=on_day(ON))
    facts = Facts(medicines=(stopped, medicine("aspirin 75 mg"), medicine("clopidogrel")))

    assert (found(facts)["R46"].until, found(facts)["R46"].until_reason) == (None, "until it is stopped")


def test_thrombolysis_says_the_day_on_which_it_no_longer_counts():
    facts = Facts(medicines=(medicine("alteplase", started=on_day(ON)),))

    assert found(facts)["R46"].until == ON + timedelta(31)
    assert not found(facts, ON + timedelta(31))


def test_a_serious_bleed_weighs_less_from_the_day_that_is_announced():
    facts = Facts(conditions=(Condition("recent_major_bleed", on=on_day(ON - timedelta(60))),))

    assert screen(facts, on=ON).next_change_on == found(facts)["R34"].until == ON + timedelta(31)
    assert [found(facts, ON + timedelta(days))["R34"].modifications.pressure_cap for days in (30, 31)] == [2, 3]


def test_a_medicine_that_wears_off_ends_no_caution_that_haemophilia_gives_as_well():
    stopped = medicine("apixaban", status="recently_stopped", stopped=on_day(ON))
    facts = Facts(symptoms=(pain(intensity=2, onset=on_day(ON)),), medicines=(stopped,))
    alike = replace(facts, conditions=(Condition("haemophilia"),))

    assert [found(each)["R74"].until for each in (facts, alike)] == [ON + timedelta(10), ON + timedelta(15)]
    both = replace(facts, medicines=(stopped, medicine("warfarin")))
    assert found(both)["R74"].until == ON + timedelta(15)
    assert found(replace(facts, inr=Inr(4.2, 3.0)))["R74"].until == ON + timedelta(15)
    assert found(replace(facts, inr=Inr(2.5, 3.0)))["R74"].until == ON + timedelta(10)


@pytest.mark.parametrize("sign", ["faintness", "pallor", "collapse"])
@pytest.mark.parametrize("complaint", [
    pain("groin_pain"), pain("leg_weakness_or_foot_drop"), pain(intensity=1), pain(), pain("leg_pain", site="groin"),
])
def test_faintness_or_pallor_beside_a_complaint_is_an_emergency(sign, complaint):
    finding = on_warfarin(complaint, Symptom(sign))

    assert (finding.tier, finding.urgency) == (Tier.STOP, Urgency.EMERGENCY)
    assert {sign, complaint.code} <= {each.fact.code for each in finding.evidence if isinstance(each.fact, Symptom)}
    assert finding.advice_therapist == advice_for("R74", Tier.STOP, "FAINT").therapist
    assert on_warfarin(Symptom(sign)) is None


@pytest.mark.parametrize("sign", [
    Symptom("pallor", assessed=Answer.YES), Symptom("pallor", ended=on_day(ON - timedelta(1))),
    Symptom("pallor", settled_for=frozenset({"R74"})),
])
def test_a_pallor_that_is_seen_or_over_makes_no_emergency(sign):
    assert on_warfarin(pain("groin_pain"), sign).urgency is Urgency.SAME_DAY
    assert on_warfarin(pain(intensity=2), sign).tier is Tier.CAUTION


def test_one_strong_pain_among_others_stops_and_is_what_is_shown():
    finding = on_warfarin(pain(intensity=3), pain("belly_pain"))

    assert (finding.tier, finding.urgency) == (Tier.STOP, Urgency.SAME_DAY)
    assert [each.matched for each in finding.evidence] == ["belly pain", "warfarin"]


def test_the_questions_about_a_pain_in_the_back_are_those_that_were_not_asked():
    def asked(**facts):
        return on_warfarin(pain(**facts)).questions

    assert [len(asked()), len(asked(intensity=3)), len(asked(intensity=3, after_fall=Answer.NO))] == [3, 2, 1]
    assert "0 to 10" in asked()[0]
    assert "doctor" in asked(intensity=3, after_fall=Answer.NO)[0]


@pytest.mark.parametrize("seen", [
    {"assessed": Answer.YES}, {"settled_for": frozenset({"R74"})}, {"ended": on_day(ON - timedelta(1))},
])
def test_what_a_doctor_has_seen_or_what_is_over_is_no_complaint(seen):
    assert on_warfarin(pain(intensity=9, **seen)) is None
    assert on_warfarin(pain("groin_pain", **seen), Symptom("pallor")) is None


def test_why_it_may_bleed_stands_beside_the_complaint():
    facts = Facts(symptoms=(pain("groin_pain"),), conditions=(Condition("haemophilia", words="haemophilia A"),),
                  inr=Inr(4.2, 3.0), medicines=(medicine("warfarin"), medicine("sertraline")))

    assert [each.matched for each in found(facts)["R74"].evidence] == [
        "groin pain", "warfarin", "haemophilia", "INR 4.2"]


def test_bleeding_inside_that_is_treated_is_held_until_it_is_cleared():
    facts = Facts(treated=(TreatedCondition("R74", ON, "iliopsoas bleed"),), medicines=(medicine("warfarin"),))

    assert found(facts)["R74"].tier is Tier.HOLD
    assert found(facts)["R74"].advice_therapist.startswith("A doctor confirmed it")


@pytest.mark.parametrize(("lines", "substances"), [
    (("warfarin", "enoxaparin"), {"warfarin", "enoxaparin"}), (("warfarin sodium", "Marevan"), {"warfarin"}),
    (("Xarelto", "rivaroxaban"), {"rivaroxaban"}), (("apixaban", "blood thinner"), {"apixaban"}),
    (("blood thinner", "anticoagulant"), set()), (("Clexane", "LMWH"), {"enoxaparin"}),
    (("warfarin", "LMWH"), {"warfarin", "heparin"}), (("dabigatran", "Pradaxa"), {"dabigatran"}),
    (("rat poison", "warfarin"), {"warfarin"}), (("Clexane", "rat poison"), {"enoxaparin", "warfarin"}),
])
def test_products_and_salts_of_one_anticoagulant_are_one(lines, substances):
    taken = tuple(map(medicine, lines))

    assert anticoagulant_substances(list(taken)) == substances
    assert ("R68" in found(Facts(medicines=taken))) is (len(substances) > 1)


def test_two_anticoagulants_ask_whether_both_are_taken_and_say_which_was_stopped():
    left_out = medicine("warfarin", status="recently_stopped", is_left_out=True)
    finding = found(Facts(medicines=(medicine("apixaban"), left_out)))["R68"]

    assert finding.questions[0].startswith("Are both taken?")
    assert [each.detail for each in finding.evidence] == ["", "recently stopped: ask, not on the newest list"]
    assert found(Facts(medicines=(medicine("warfarin"), medicine("ibuprofen"))))["R68"].questions[0].startswith("Does")


def test_evidence_shows_what_was_told_and_nothing_that_was_inferred():
    bruised = Facts(conditions=(Condition("liver_cirrhosis", words="cirrhosis"),), bruises_easily=Answer.YES)
    low = Facts(conditions=(Condition("low_platelets", words="ITP"),))

    assert [each.words for each in found(bruised)["R34"].evidence] == ["cirrhosis"]
    assert [(each.words, each.matched) for each in found(low)["R34"].evidence] == [("ITP", "low platelets")]


@pytest.mark.parametrize(("condition", "word"), [
    (Condition("haemophilia_carrier"), "level"), (Condition("von_willebrand", severity="mild"), "treatment"),
    (Condition("liver_cirrhosis"), "platelet count"), (Condition("recent_major_bleed"), "When was"),
])
def test_milder_conditions_ask_what_would_decide(condition, word):
    finding = found(Facts(conditions=(condition,)))["R34"]

    assert finding.tier is Tier.CAUTION
    assert word in finding.questions[0]


def test_a_known_count_is_not_asked_for_again():
    questions = found(Facts(conditions=(Condition("liver_cirrhosis"),), platelets=Platelets(150)))["R34"].questions

    assert not [each for each in questions if "count" in each]


def test_skin_that_tears_is_told_in_its_own_words():
    finding = found(Facts(conditions=(Condition("fragile_skin"),)))["R52"]

    assert "skin" in finding.sentence.lower()
    assert "skin" in finding.advice_client
    assert "friction" in finding.modifications.techniques
    assert "R68" not in found(Facts(conditions=(Condition("fragile_skin"),), medicines=(medicine("clopidogrel"),)))


def test_bruising_easily_is_a_note_beside_no_medicine_that_explains_it():
    finding = found(Facts(bruises_easily=Answer.YES, medicines=(medicine("metformin"),)))["R67"]

    assert (finding.tier, finding.evidence[0].matched) == (Tier.NOTE, "bruises easily")
    assert "Since when" in finding.questions[0]
    assert "since when" in finding.advice_therapist
    assert not found(Facts(bruises_easily=Answer.NO))
    assert not found(Facts())
