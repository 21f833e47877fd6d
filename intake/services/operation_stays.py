"""Operations of which has to be known before signing whether one went home the same day: their category hangs on it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from intake.clinical.operations import read_operation
from intake.clinical.questionnaire.answers import field_name
from intake.clinical.questionnaire.unclear import date_of
from intake.clinical.screening.thresholds import limit

HOME_OR_STAYED = ("Home the same day, or a stay in hospital? How careful to be depends on it. If nobody knows, choose "
                  "“Stayed in hospital”.")


def stays_to_ask(answers: Mapping[str, Any], *, signed_on: date) -> dict[str, str]:
    """What to ask, by the field of each operation that is fresh enough for it to matter and leaves it open.

    Rows are numbered as stored, blank ones left out. An operation whose day nobody can read is fresh.
    """
    days = max(limit("operation_major", signed_on), limit("operation_minor_late", signed_on))
    return {field_name("operations", number, "setting"): HOME_OR_STAYED
            for number, row in enumerate(answers.get("operations") or []) if _hangs_on_stay(row, signed_on, days)}


def _hangs_on_stay(row: Mapping[str, Any], signed_on: date, days: float) -> bool:
    told = {key: str(row.get(key) or "").strip() for key in ("what", "kind", "setting", "date")}
    if told["setting"] or not (told["what"] or told["kind"]):
        return False
    when = date_of(row, "date", signed_on)
    read = read_operation(told["what"], kind=told["kind"], is_past=when.is_known and not when.in_future)
    return read.asks_stay and not when.in_future and when.days_before(signed_on) <= days
