"""A finding as data: it survives JSON, and its evidence key moves with the evidence alone."""
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from intake.clinical.answer import Answer
from intake.clinical.screening import screen
from intake.clinical.screening.findings import Finding, Scope, Tier
from intake.clinical.screening.rule_book import cases
from intake.clinical.screening.rules import RULES
from intake.clinical.vignettes.facts import facts_from_dict

ON = date(2026, 5, 4)
FLIGHT = {"travel": [{"mode": "plane", "seated_hours": 9, "end_date": "2026-05-01"}]}


def finding(facts, rule, on=ON):
    found, _ = facts_from_dict(facts, ON)
    return next(f for f in screen(found, on=on).findings if f.rule == rule)


@pytest.mark.parametrize("facts", [
    FLIGHT, {"medications": [{"name": "warfarin"}, {"name": "ibuprofen"}]}, {"devices": ["port"]},
    {"vte_history": [{"type": "dvt", "date": "", "side": "left"}]},
    {"symptoms": [{"code": "leg_swelling", "side": "left", "words": "geschwollen, <b>rot</b> 💥"}]},
])
def test_finding_survives_json(facts):
    for found in screen(facts_from_dict(facts, ON)[0], on=ON).findings:
        assert Finding.from_dict(json.loads(json.dumps(found.to_dict()))) == found


def test_same_evidence_keeps_its_key_on_a_later_day():
    later = ON + timedelta(5)

    assert finding(FLIGHT, "R40").evidence_key == finding(FLIGHT, "R40", later).evidence_key


def test_changed_fact_changes_the_key():
    longer = {"travel": [{"mode": "plane", "seated_hours": 10, "end_date": "2026-05-01"}]}

    assert finding(FLIGHT, "R40").evidence_key != finding(longer, "R40").evidence_key


def test_next_phase_changes_the_key():
    keyhole = {"surgeries": [{"category": "arthroscopy_leg", "date": "2026-04-01"}]}
    late = ON + timedelta(20)

    assert finding(keyhole, "R24").tier is Tier.HOLD
    assert finding(keyhole, "R24", late).tier is Tier.CAUTION
    assert finding(keyhole, "R24").evidence_key != finding(keyhole, "R24", late).evidence_key


def test_order_of_facts_and_rule_version_leave_the_key():
    one = {"medications": [{"name": "warfarin"}, {"name": "apixaban"}]}
    other = {"medications": one["medications"][::-1]}
    found = finding(one, "R46")

    assert found.evidence_key == finding(other, "R46").evidence_key
    assert found.evidence_key == replace(found, version="2030-01-01").evidence_key


def test_a_new_journey_reopens_a_cleared_clot():
    cleared = {"vte_history": [{"type": "dvt", "date": "2024-01-01", "side": "left"}],
               "clearances": [{"rule": "R21", "by": "Dr Osei", "date": "2026-02-01", "valid_until": "2027-02-01"}]}

    assert finding(cleared, "R45").evidence_key != finding({**cleared, **FLIGHT}, "R45").evidence_key


def test_a_birthday_changes_no_evidence():
    facts = {"surgeries": [{"category": "cardiac", "date": "2026-04-01"}]}

    assert finding({**facts, "age": 70}, "R23").evidence_key == finding({**facts, "age": 71}, "R23").evidence_key


@pytest.mark.parametrize(("tier", "scope", "blocks"), [
    (Tier.STOP, Scope.LOCAL, True), (Tier.HOLD, Scope.WHOLE_SESSION, True), (Tier.HOLD, Scope.LOWER_LIMBS, False),
    (Tier.CAUTION, Scope.WHOLE_SESSION, False)])
def test_only_stop_and_whole_session_hold_block_a_visit(tier, scope, blocks):
    found = Finding("R00", "name", "v", tier, "sentence", scope=scope)

    assert found.blocks_visit is blocks


@pytest.mark.parametrize(("said", "answer"), [
    (True, Answer.YES), ("yes", Answer.YES), (False, Answer.NO), ("no", Answer.NO), ("", Answer.NOT_ASKED),
    (None, Answer.NOT_ASKED), ("perhaps", Answer.NOT_ASKED), (Answer.NO, Answer.NO)])
def test_answers_keep_three_values(said, answer):
    assert Answer.read(said) is answer


def test_an_answer_has_no_truth_value():
    with pytest.raises(TypeError, match="three values"):
        bool(Answer.NO)


WORKED_OUT = ("aged 60 or more", "BMI 30 or more", "temperature ", "clearance for ")


@pytest.mark.parametrize("rule", RULES)
def test_whatever_was_told_stands_behind_its_finding_as_a_fact(rule):
    """By its fact an answer can be withdrawn and a clearance names it; what was worked out nobody said."""
    for case in [each for each in cases() if each.rule == rule]:
        facts, _ = facts_from_dict(case.facts, ON)
        behind = [e for each in screen(facts, on=ON).findings for e in each.evidence]
        assert (case.name, [e.matched for e in behind if e.fact is None and not e.matched.startswith(WORKED_OUT)]) == (
            case.name, [])
