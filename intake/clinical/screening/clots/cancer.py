"""Whether cancer counts as active: treatment now, within six months, or palliative (clots.md#points)."""
from datetime import date

from intake.clinical.facts import Cancer
from intake.clinical.facts.codes import CancerStatus
from intake.clinical.screening.thresholds import limit

OVER: frozenset[CancerStatus] = frozenset({"remission", "past", "cured", "none", "finished", "history"})


def is_active(cancer: Cancer, on: date) -> bool:
    """Active by its status, by treatment within six months, or because neither is known."""
    if cancer.status in ("active", "palliative"):
        return True
    recent = cancer.last_treatment.latest is not None and (
        cancer.last_treatment.days_before(on) <= limit("cancer_active", on))
    return recent or (cancer.status not in OVER and cancer.last_treatment.latest is None)
