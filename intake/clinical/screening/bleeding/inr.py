"""The INR against the client's own target. Read by R72 and R74."""
from datetime import date

from intake.clinical.facts import Inr
from intake.clinical.screening.thresholds import limit


def is_high(inr: Inr, on: date) -> bool:
    """Against the client's own target; a fixed number only where no target is known and it is above any usual one."""
    if inr.state in ("above", "correcting"):
        return True
    if inr.value is None or inr.state == "in_range":
        return False
    top = inr.target_high if inr.target_high is not None else limit("inr_above_any_target", on)
    return inr.value > top
