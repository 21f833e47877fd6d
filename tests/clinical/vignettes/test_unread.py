"""Every kind of entry that nobody can read is said; what stands beside it still counts."""
from datetime import date

import pytest

from intake.clinical.screening import screen
from intake.clinical.vignettes.facts import facts_from_dict

ON = date(2026, 5, 4)
FEVER = {"code": "fever", "onset_date": "2026-05-01"}


def unread(facts):
    return facts_from_dict(facts, ON)[1]


@pytest.mark.parametrize(("facts", "entry"), [
    # a key of the facts, or of a row
    ({"wings": 2}, "facts: wings"), ({"note": "had a clot last week"}, "facts: note"),
    ({"symptoms": [{**FEVER, "endedd": "2026-05-02"}]}, "symptoms.endedd: 2026-05-02"),
    ({"conditions": [{"code": "asthma", "grade": 2}]}, "conditions.grade: 2"),
    ({"surgeries": [{"category": "spinal", "when": "2026-04-01"}]}, "surgeries.when: 2026-04-01"),
    ({"bp": {"systolic": 150, "diastolc": 95}}, "bp.diastolc: 95"),
    ({"cancer": {"status": "remission", "last": "2020"}}, "cancer.last: 2020"),
    ({"pregnancy": {"status": "pregnant", "week": 12}}, "pregnancy.week: 12"),
    ({"medications": [{"name": "aspirin", "dose_mg": 75}]}, "medications.dose_mg: 75"),
    ({"clearances": [{"rule": "R34", "date": "2026-05-01", "till": "2026-06-01"}]}, "clearances.till: 2026-06-01"),
    ({"platelets": {"value": 60, "unit": "G/l"}}, "platelets.unit: G/l"), ({"inr": {"valu": 3}}, "inr.valu: 3"),
    ({"ivf": {"stimulation_ended": "2026-04-01"}}, "ivf.stimulation_ended: 2026-04-01"),
    # a code
    ({"symptoms": ["frobnication"]}, "symptoms: frobnication"), ({"conditions": ["zorblax"]}, "conditions: zorblax"),
    ({"symptoms": [{"side": "left"}]}, "symptoms: "), ({"medications": [{}]}, "medications: without a name"),
    ({"thrombophilia": ["zorblax"]}, "thrombophilia: zorblax"),
    ({"vte_history": [{"type": "zorblax"}]}, "vte_history: zorblax"),
    ({"vte_history": [{"type": "diabetes"}]}, "vte_history: diabetes"),
    ({"medications": [{"name": "zorblax", "class": "qqq"}]}, "medications.class: qqq"),
    ({"not_known": ["weather"]}, "not_known: weather"),
    # a value of the wrong type
    ({"symptoms": [{"code": 5}]}, "symptoms: 5"), ({"symptoms": 5}, "symptoms: 5"), ({"symptoms": [7]}, "symptoms: 7"),
    ({"conditions": [["dvt"]]}, "conditions: ['dvt']"), ({"conditions": [{"code": ["dvt"]}]}, "conditions: ['dvt']"),
    ({"medications": [{"name": 75}]}, "medications: 75"), ({"medications": True}, "medications: True"),
    ({"bp": 150}, "bp: 150"), ({"age": [61]}, "age: [61]"), ({"age": True}, "age: True"), ({"sex": 1}, "sex: 1"),
    ({"cancer": 3}, "cancer.status: 3"), ({"pregnancy": 7}, "pregnancy: 7"), ({"ivf": 5}, "ivf: 5"),
    ({"bruises_easily": "often"}, "bruises_easily: often"), ({"bruises_easily": [1]}, "bruises_easily: [1]"),
    ({"platelets": "many"}, "platelets: many"), ({"inr": "high-ish"}, "inr: high-ish"),
    # a date
    ({"symptoms": [{"code": "fever", "onset": "2026-13-40"}]}, "symptoms.onset_date: 2026-13-40"),
    ({"surgeries": [{"category": "spinal", "date": "soonish"}]}, "surgeries.date: soonish"),
    ({"travel": [{"mode": "car", "seated_hours": 6, "end_date": 20260501}]}, "travel.end_date: 20260501"),
    ({"surgeries": [{"category": "spinal", "date": "2062-04-01"}]}, "surgeries.date: 2062-04-01"),
    ({"well_since": "soonish"}, "well_since: soonish"),
    ({"visit_questions_answered_on": "soonish"}, "visit_questions_answered_on: soonish"),
    ({"clearances": [{"rule": "R34", "date": "soonish"}]}, "clearances.date: soonish"),
    ({"clearances": [{"rule": "R34", "date": "2026-05-01", "valid_until": "soonish"}]},
     "clearances.valid_until: soonish"),
    # a word that is none of those allowed
    ({"symptoms": [{**FEVER, "cause": "gremlins"}]}, "symptoms.cause: gremlins"),
    ({"symptoms": [{**FEVER, "course": "odd"}]}, "symptoms.course: odd"),
    ({"symptoms": [{**FEVER, "side": "top"}]}, "symptoms.side: top"),
    ({"symptoms": [{**FEVER, "site": "antenna"}]}, "symptoms.site: antenna"),
    ({"symptoms": [{**FEVER, "assessed": "perhaps by someone"}]}, "symptoms.assessed: perhaps by someone"),
    ({"conditions": [{"code": "haemophilia", "severity": "odd"}]}, "conditions.severity: odd"),
    ({"conditions": [{"code": "asthma", "status": "odd"}]}, "conditions.status: odd"),
    ({"cancer": {"status": "odd"}}, "cancer.status: odd"), ({"pregnancy": {"status": "odd"}}, "pregnancy: odd"),
    ({"pregnancy": {"status": "postpartum", "mode": "odd"}}, "pregnancy.mode: odd"),
    ({"travel": [{"mode": "rocket", "seated_hours": 6}]}, "travel.mode: rocket"),
    ({"injuries": [{"region": "leg", "type": "odd"}]}, "injuries.type: odd"),
    ({"injuries": [{"region": "antenna", "type": "sprain"}]}, "injuries.region: antenna"),
    ({"immobilisations": [{"type": "hovering"}]}, "immobilisations: hovering"),
    ({"surgeries": [{"category": "qqq"}]}, "surgeries: qqq"), ({"inr": {"value": 3, "state": "odd"}}, "inr.state: odd"),
    ({"medications": [{"name": "aspirin", "status": "odd"}]}, "medications.status: odd"),
    ({"medications": [{"name": "aspirin", "frequency": "odd"}]}, "medications.frequency: odd"),
    ({"sex": "zorblax"}, "sex: zorblax"),
    # a rule, an outcome
    ({"clearances": [{"rule": "R999", "date": "2026-05-01"}]}, "clearances.rule: R999"),
    ({"clearances": ["R34 is fine"]}, "clearances.rule: R34 is fine"),
    ({"assessments": [{"rule": "R999", "outcome": "open", "date": "2026-05-01"}]}, "assessments.rule: R999"),
    ({"assessments": [{"rule": "R01", "outcome": "fine", "date": "2026-05-01"}]}, "assessments.outcome: fine"),
    ({"assessments": [{"rule": "R01", "outcome": "open"}]}, "assessments: without outcome or date"),
    ({"assessments": [{"rule": "R01", "outcome": "treated", "date": "2026-06-01"}]}, "assessments.date: 2026-06-01"),
    # a number that cannot be
    ({"age": 400}, "age: 400"), ({"age": -1}, "age: -1"), ({"bmi": 0}, "bmi: 0"), ({"bmi": "heavy"}, "bmi: heavy"),
    ({"temperature": 98.6}, "temperature: 98.6"), ({"temperature": float("nan")}, "temperature: nan"),
    ({"platelets": -5}, "platelets: -5"), ({"platelets": 150_000}, "platelets: 150000"), ({"inr": 900}, "inr: 900"),
    ({"symptoms": [{**FEVER, "intensity": 11}]}, "symptoms.intensity: 11"),
    ({"symptoms": [{**FEVER, "difference_cm": -3}]}, "symptoms.difference_cm: -3"),
    ({"travel": [{"mode": "car", "seated_hours": -6}]}, "travel.seated_hours: -6"),
    ({"immobilisations": [{"type": "home_bed", "days": -4}]}, "immobilisations.days: -4"),
    ({"pregnancy": {"status": "pregnant", "weeks": 400}}, "pregnancy.weeks: 400"),
    ({"bp": {"systolic": 1500, "diastolic": 95}}, "bp.systolic: 1500"),
])
def test_it_is_said(facts, entry):
    assert entry in unread(facts)


@pytest.mark.parametrize("facts", [
    {"symptoms": [{"code": "fever", "onset": "not sure, a while ago"}]}, {"symptoms": "none"}, {"conditions": ["none"]},
    {"surgeries": [{"category": "spinal", "date": "recently"}]}, {"bruises_easily": "not sure"}, {"age": "61"},
    {"bp": "150/95"}, {"cancer": False}, {"pregnancy": "no"}, {"vte_history": [{"type": "unknown"}]},
    {"surgeries": [{"category": "sedation", "date": "2026-05-01"}]}, {"surgeries": [{"name": "cataract"}]},
    {"family_history_vte_first_degree": "mother had a DVT"}, {"symptoms": [{"code": "leg_pain", "site": "knee_back"}]},
    {"clearances": [{"rule": "r34", "by": "GP", "date": "2026-05-01", "valid_until": "12 May 2029"}]},
    {"medications": [{"name": "zorblax"}]}, {"ivf": {"stimulation_end": "2026-04-01"}},
])
def test_what_is_vague_or_put_another_way_is_read(facts):
    assert unread(facts) == ()


@pytest.mark.parametrize(("facts", "rule"), [
    ({"symptoms": [{**FEVER, "endedd": "2026-05-02"}]}, "R32"),
    ({"symptoms": [{"code": "chest_pain", "onset": "2026-13-40"}, "zorblax"]}, "R01"),
    ({"surgeries": [{"category": "qqq", "date": "2026-04-28"}]}, "R23"),
    ({"surgeries": [{"category": "spinal", "date": "2026-13-40"}]}, "R23"),
    ({"vte_history": [{"type": "zorblax", "date": "2026-04-28"}]}, "R20"),
    ({"travel": [{"mode": "rocket", "seated_hours": -6, "end_date": "2026-05-01"}]}, "R40"),
    ({"cancer": {"status": "odd"}}, "R27"), ({"bp": {"systolic": 190, "diastolic": -1}}, "R12"),
    ({"medications": [{"name": "zorblax", "class": "qqq"}]}, "R69"),
    ({"conditions": [{"code": "von_willebrand", "severity": "odd"}]}, "R34"),
    ({"conditions": ["haemophilia"], "clearances": [{"rule": "R34", "date": "2026-05-01", "valid_until": "soonish"}]},
     "R34"),
])
def test_what_stands_beside_it_still_counts(facts, rule):
    read, said = facts_from_dict(facts, ON)

    assert said or rule == "R69"
    assert rule in {finding.rule for finding in screen(read, on=ON).findings}
