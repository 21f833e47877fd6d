"""Whom the questions concern that a visit does not put to everybody (R13, R74). No rule here.

Clinical source: scale.md#questions-of-every-visit.
"""
from datetime import date

from intake.clinical.facts import Facts
from intake.clinical.screening.bleeding.levels import STRONG
from intake.clinical.screening.bleeding.medicines import bleeding_view
from intake.clinical.screening.rules.bleeding import is_inr_high

WEEKS_AFTER_BIRTH = 6


def may_bleed_within(facts: Facts, on: date) -> bool:
    """Whether a medicine of R46 acts, recently stopped ones too, or there is haemophilia, or an INR above target."""
    haemophilia = any(
        c.code == "haemophilia" or (c.code == "bleeding_disorder" and "mophilia" in c.words.lower())
        for c in facts.conditions or ())
    inr_high = facts.inr is not None and is_inr_high(facts.inr, on)
    return haemophilia or inr_high or bleeding_view(facts, on).rule == STRONG


def is_pregnant_or_just_was(facts: Facts, on: date) -> bool:
    """Whether pregnant, or it might be, or a birth lies no more than six weeks back; one without its day counts."""
    if facts.pregnancy is not None and facts.pregnancy.status != "none":
        return True
    return any(birth.delivered.days_before(on) <= 7 * WEEKS_AFTER_BIRTH for birth in facts.births or ())
