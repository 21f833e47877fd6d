"""Signatures: they hold for a rule to the letter, and lapse by themselves with rule, threshold or advice."""
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from intake.clinical.screening import rule_text, signatures
from intake.clinical.screening.rule import ADVICE
from intake.clinical.screening.rule_book import rulebook, sign_off
from intake.clinical.screening.rule_text import digest_of
from intake.clinical.screening.rules import RULES
from intake.clinical.screening.thresholds import THRESHOLDS
from tests.signatures import a_row, sign

CLOT = RULES["R20"]


@pytest.fixture
def signed(monkeypatch, tmp_path):
    """`signed(row, …)`: only these signatures are on file."""
    return partial(sign, monkeypatch, tmp_path)


@pytest.fixture(autouse=True)
def _nothing_kept_from_other_tests():
    yield
    for kept in (rule_text.module_of, rule_text._named_by, signatures.holds, signatures._read):
        kept.cache_clear()


def test_nobody_has_signed_and_nothing_is_worked_out(signed, monkeypatch):
    signed("# nobody")
    monkeypatch.setattr(signatures, "digest_of", None)

    assert sign_off() == "No clinician has yet signed the rules off."
    assert sign_off([CLOT]) == "No clinician has yet signed this rule off."
    assert all(entry.signatures == () for entry in rulebook())


def test_signatures_are_counted_and_named(signed):
    signed(a_row("R20"), a_row("R21"), a_row("R20", name="Dr Reid"))

    assert sign_off() == f"Clinicians have signed 2 of {len(RULES)} rules off."
    assert sign_off([RULES["R21"]]) == "Signed by Dr Osei (GMC 1234567) on 1 December 2026."
    assert sign_off([CLOT]) == ("Signed by Dr Osei (GMC 1234567) on 1 December 2026. "
                                "Signed by Dr Reid (GMC 1234567) on 1 December 2026.")


def test_a_signature_of_an_earlier_wording_is_shown_and_does_not_count(signed):
    signed(a_row("R20", digest="0" * 32), a_row("R21", version="2020-01-01"))

    assert sign_off() == "No clinician has signed the rules off as they stand now."
    assert sign_off([CLOT]) == ("Signed by Dr Osei (GMC 1234567) on 1 December 2026, for an earlier wording; "
                                "no longer counts.")
    assert not signatures.is_signed("R20") and not signatures.is_signed("R21")


def test_who_signs_again_counts_again_and_stands_first(signed):
    signed(a_row("R20", digest="0" * 32, name="Dr Early"), a_row("R20", name="Dr Late"))

    assert [each.name for each in signatures.of_rule("R20")] == ["Dr Late", "Dr Early"]
    assert sign_off() == f"Clinicians have signed 1 of {len(RULES)} rules off."


@pytest.mark.parametrize("missing", ["rule", "version", "digest", "name", "registration", "on"])
def test_nobody_half_signs(signed, missing):
    signed("\n".join(line for line in a_row("R20").splitlines() if not line.startswith(f"{missing} =")))

    with pytest.raises(ValueError, match="lacks one of"):
        sign_off()


def test_the_days_of_checking_are_no_part_of_what_was_signed():
    later = replace(CLOT, checked_on=date(2027, 11, 1), review_by=date(2028, 11, 1))

    assert digest_of(later) == digest_of(CLOT)


@pytest.mark.parametrize("changes", [
    {"name": "Another"}, {"version": "2027-01-01"}, {"trigger": "Another."}, {"tiers": CLOT.tiers[:1]},
    {"sources": ("S1",)}, {"clearance": not CLOT.clearance}, {"reads": ("births",)}, {"always_reviewed": True},
    {"run": RULES["R21"].run},
], ids=lambda changes: next(iter(changes)))
def test_a_signature_lapses_with_the_header_and_the_function(changes):
    assert digest_of(replace(CLOT, **changes)) != digest_of(CLOT)


@pytest.mark.parametrize("code, key", [("R20", "vte_fresh"), ("R46", "platelets_caution"), ("R20", "clearance_term")])
def test_a_signature_lapses_with_a_threshold_also_one_that_its_header_does_not_name(monkeypatch, code, key):
    before = digest_of(RULES[code])
    assert (key in RULES[code].windows) is (key == "vte_fresh")
    monkeypatch.setitem(THRESHOLDS, key, (replace(THRESHOLDS[key][0], value=7),))

    assert digest_of(RULES[code]) != before


@pytest.mark.parametrize("code, key", [("R20", "R20.HOLD"), ("R08", "R08.STOP.AFTER_NECK_WORK"), ("R20", "R20"),
                                       ("R50", "NOTE")])
def test_a_signature_lapses_with_the_advice(monkeypatch, code, key):
    before = digest_of(RULES[code])
    monkeypatch.setitem(ADVICE, key, replace(ADVICE.get(key) or ADVICE["NOTE"], client="Something else."))
    _forget_advice()

    changed = digest_of(RULES[code])
    monkeypatch.undo()
    _forget_advice()
    assert changed != before


def _forget_advice():
    rule_text.advice_for.cache_clear()


@pytest.mark.parametrize("module, old, new", [
    ("rules.clots", "asked for once", "asked for each time"),
    ("windows", "WHOLES[\"leg\"]", "WHOLES[\"arm\"]"),
    ("windows", "pressure_cap=3", "pressure_cap=4"),
])
def test_a_signature_lapses_with_a_function_that_the_rule_leads_to(monkeypatch, module, old, new):
    before = {code: digest_of(rule) for code, rule in RULES.items()}
    _edit(monkeypatch, f"intake/clinical/screening/{module.replace('.', '/')}.py", old, new)

    lapsed = {code for code, rule in RULES.items() if digest_of(rule) != before[code]}

    assert lapsed and "R51" not in lapsed and len(lapsed) < len(RULES) / 2


def test_a_signature_lapses_with_a_table_that_the_rule_reads(monkeypatch):
    before = digest_of(RULES["R46"]), digest_of(RULES["R20"])
    _edit(monkeypatch, "knowledge/washout.toml", "warfarin = { days = 5", "warfarin = { days = 4")

    assert digest_of(RULES["R46"]) != before[0]
    assert digest_of(RULES["R20"]) == before[1]


def _edit(monkeypatch, ending, old, new):
    """Let a file read as if `old` in it had been changed to `new`."""
    plain = rule_text.read

    def edited(path):
        text = plain(path)
        if path.as_posix().endswith(ending):
            assert old in text
            text = text.replace(old, new)
        return text

    monkeypatch.setattr(rule_text, "read", edited)
    rule_text.module_of.cache_clear()
    rule_text._named_by.cache_clear()


def test_no_checkout_and_no_editor_changes_a_digest(tmp_path):
    here, there = tmp_path / "here.py", tmp_path / "there.py"
    here.write_bytes(b"A = 1\nB = 2\n")
    there.write_bytes(b"A = 1  \r\nB = 2")

    assert rule_text.read(here) == rule_text.read(there) == "A = 1\nB = 2"


def test_a_digest_reaches_what_the_rule_leads_to_and_nothing_that_only_carries_it():
    text = rule_text.rule_text(RULES["R29"])

    assert "def unexplained_limb_pains" in text and "def legs" in text and "LEG_CARE = " in text
    assert "class Verdict" not in text and "def of_symptom" not in text
