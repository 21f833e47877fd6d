"""No rule without source, dates, advice and cases; nothing in the knowledge that nobody uses."""
import re
import tomllib
from pathlib import Path

import pytest

from intake.clinical.screening import FAMILIES
from intake.clinical.screening.findings import Tier
from intake.clinical.screening.rule import ADVICE, advice_for
from intake.clinical.screening.rule_book import cases, due_for_review, rulebook, sources
from intake.clinical.screening.rules import RULES
from intake.clinical.screening.signatures import is_signed, signatures
from intake.clinical.screening.thresholds import THRESHOLDS
from intake.clinical.vignettes.outcomes import outcome_of

CLINICAL = Path(__file__).parents[2] / "intake" / "clinical"
EXPECTED = {f"R{number:02d}" for number in (
    *range(1, 14), *range(20, 37), *range(40, 58), *range(60, 78))}


def test_every_rule_of_the_references_is_there():
    assert set(RULES) == EXPECTED


@pytest.mark.parametrize("entry", rulebook(), ids=lambda entry: entry.code)
def test_rule_has_source_dates_words_and_cases(entry):
    assert entry.sources
    assert entry.checked_on < entry.review_by
    assert entry.name
    assert entry.trigger.endswith(".")
    assert {case.kind for case in entry.cases} >= {"fires", "silent", "unknown"}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_rule_has_advice_at_each_of_its_tiers(rule):
    for tier in rule.tiers:
        assert advice_for(rule.code, tier).therapist, (rule.code, tier)


def test_every_case_is_about_a_rule_and_names_no_other_kind():
    assert {case.rule for case in cases()} <= set(RULES)
    assert {case.kind for case in cases()} == {"fires", "silent", "unknown"}
    assert len({(case.rule, case.name) for case in cases()}) == len(cases())


@pytest.mark.parametrize("case", [each for each in cases() if each.expect], ids=lambda each: f"{each.rule} {each.name}")
def test_every_case_that_fires_says_what_its_rule_takes_away(case):
    given = outcome_of(case)
    takes_nothing = (given.cap, given.regions, given.techniques) == ("none", frozenset(), frozenset())

    said = {"scope", "rests_on", "asks"} | ({"urgency"} if case.expect == "STOP" else set())
    if case.expect != "NOTE" or not takes_nothing:
        said |= {"cap", "regions", "until"}
    said |= {name for name in ("techniques", "only_on", "side") if getattr(given, name)}
    assert {name for name in said if getattr(case, name) is None} == set()


def test_every_source_and_threshold_that_is_named_exists():
    named = {key for rule in RULES.values() for key in rule.sources}
    named |= {key for rows in THRESHOLDS.values() for row in rows for key in row.sources}

    assert named <= set(sources())
    assert {key for rule in RULES.values() for key in rule.windows} == set(THRESHOLDS)


def test_every_threshold_has_a_date_and_a_source():
    assert all(row.sources and row.since for rows in THRESHOLDS.values() for row in rows)


def test_every_advice_belongs_to_a_rule_at_a_tier_it_can_have():
    rules = "".join(path.read_text("utf-8") for path in (CLINICAL / "screening" / "rules").glob("*.py"))
    for key in ADVICE:
        if key == "NOTE":
            continue
        code, tier, about = (*key.split("."), "", "")[:3]
        assert code in RULES
        assert not tier or Tier[tier] in RULES[code].tiers, key
        assert not about or f'"{about}"' in rules, key


def test_every_fact_a_rule_reads_is_a_fact():
    assert set(FAMILIES) <= {"symptoms", "operations", "immobilisations", "injuries", "journeys", "clots",
                             "thrombophilia", "cancer", "pregnancy", "births", "medicines", "conditions", "devices",
                             "blood_pressure", "platelets", "inr", "temperature", "bruises_easily"}


def test_advice_is_short_enough_for_a_phone():
    assert all(len(text) <= 320 for advice in ADVICE.values() for text in (advice.therapist, advice.client))


def test_no_file_of_knowledge_stands_unread():
    code = "\n".join(path.read_text("utf-8") for path in CLINICAL.rglob("*.py"))
    for path in CLINICAL.rglob("*.toml"):
        if path.parent.name != "cases":
            assert re.search(rf"[\"']{re.escape(path.name)}[\"']", code), path.name
        tomllib.loads(path.read_text("utf-8"))


def test_rules_fall_due_for_review_a_year_after_they_were_checked():
    first = min(rule.review_by for rule in RULES.values())

    assert not due_for_review(first.replace(year=first.year - 1))
    assert due_for_review(first)


def test_every_signature_is_of_a_rule_and_of_its_version_or_an_earlier_one():
    for code, rows in signatures().items():
        assert code in RULES
        assert all(row.version <= RULES[code].version and re.fullmatch(r"[0-9a-f]{32}", row.digest) for row in rows)


@pytest.mark.parametrize("page", ["README.md", "docs/rules.md", "docs/clinical/README.md"])
def test_documents_say_of_signatures_what_the_file_of_signatures_does(page):
    text = (CLINICAL.parents[1] / page).read_text("utf-8")

    assert bool(re.search(r"[Nn]o\s+clinician has", text)) is not any(map(is_signed, RULES))


def rules_named(room: Path) -> list[str]:
    """Where code or tables of `room` name a rule. R01 to R07 are groups of the ATC index as well: left out."""
    codes = re.compile(rf"\b({'|'.join(sorted(EXPECTED - {f'R{number:02d}' for number in range(1, 8)}))})\b")
    return [f"{path.name}:{number}"
            for path in sorted(room.rglob("*")) if path.suffix in {".py", ".csv", ".toml", ".txt"}
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if codes.search(line)]


def test_the_reader_of_medicines_says_what_they_are_and_names_no_rule():
    assert rules_named(CLINICAL / "medicines") == []


def test_a_planted_rule_is_found(tmp_path):
    (tmp_path / "bleeding.csv").write_text("key,level,rule\nwarfarin,high,R46\niron,,B03AA\n")
    (tmp_path / "meaning.py").write_text('ROUTE = ("R01", "nasal")\nRULES = {"low": "R67"}\n')

    assert rules_named(tmp_path) == ["bleeding.csv:2", "meaning.py:2"]
