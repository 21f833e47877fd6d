"""What the headers of the rules say of asking a doctor, of review, and of when they are judged (rules.md)."""
from intake.clinical.screening.findings import Tier
from intake.clinical.screening.rules import RULES

# scale.md#clearances: every STOP but a reading, and every HOLD that does not end by its own days alone.
ASK_A_DOCTOR = {*(f"R{number:02d}" for number in (
    *range(1, 12), 13, *range(20, 32), 33, 34, 36, 57, 70, 71, 74)), "R46"}
ONLY_ASK = {"R66", "R75", "R76"}
TOGETHER = {"R30", "R42", "R62"}


def having(flag: str) -> set[str]:
    return {code for code, rule in RULES.items() if getattr(rule, flag)}


def test_which_rules_ask_for_a_doctors_word():
    assert having("clearance") == ASK_A_DOCTOR


def test_which_rules_judge_after_all_others_and_end_by_other_facts():
    assert having("after") == having("recomputed") == TOGETHER


def test_which_rules_only_ask_and_which_is_reviewed_even_as_a_note():
    assert having("asks") == ONLY_ASK
    assert having("always_reviewed") == {"R69", "R75"}


def test_a_rule_that_can_hold_may_be_cleared_unless_only_a_new_finding_ends_it():
    """A HOLD becomes a CAUTION by a clearance, whatever the rule, so each must say so of itself."""
    never = {code for code, rule in RULES.items() if Tier.HOLD in rule.tiers and Tier.CAUTION not in rule.tiers}

    assert never == {"R12", "R21"}  # the next reading ends the one, R45 follows the other
