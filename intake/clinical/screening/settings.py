"""What a clinic may set about screening. Clinical thresholds are no settings: they are in knowledge/thresholds.toml."""
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScreeningSettings:
    """Choices of one clinic, passed in by whoever screens.

    `journey_threshold_hours` is 4 (WHO, CDC) or 3 (NHS public page): clots.md#long-journeys.
    `country` is an ISO code ("GB", "US" …) or "": unset means the more cautious reading of a brand name.
    `at_visit` is true while a visit is being opened: only then is R66 (today's questions unanswered) asked.
    """

    journey_threshold_hours: float = 4.0
    country: str = ""
    at_visit: bool = False


DEFAULT = ScreeningSettings()
