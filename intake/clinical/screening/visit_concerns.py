"""Whom the questions concern that a visit does not put to everybody (R13, R74). No rule here.

Clinical source: scale.md#questions-of-every-visit.
"""
from datetime import date

from intake.clinical.facts import Facts
from intake.clinical.screening.bleeding.inner import risks
from intake.clinical.screening.windows import strongest_phase


def may_bleed_within(facts: Facts, on: date) -> bool:
    """Whether a strong blood thinner acts, one stopped lately too, or there is haemophilia, or an INR above target."""
    return bool(risks(facts, on))


def is_pregnant_or_just_was(facts: Facts, on: date) -> bool:
    """Whether pregnant, or it might be, or a birth is as recent as R13 reads it; one without its day counts."""
    if facts.pregnancy is not None and facts.pregnancy.status != "none":
        return True
    births = ((birth, birth.delivered) for birth in facts.births or ())
    return strongest_phase(births, on, "birth_warning") is not None
