"""Everything that judges: rules, what they share, and `screen`, which works them all out for one client on one day."""
from intake.clinical.screening.screening import (
    FAMILIES,
    KNOWLEDGE_VERSION,
    LISTS,
    Screening,
    digest,
    rules_for,
    screen,
)

__all__ = [
    "FAMILIES",
    "KNOWLEDGE_VERSION",
    "LISTS",
    "Screening",
    "digest",
    "rules_for",
    "screen",
]
