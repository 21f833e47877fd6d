"""What the page of a flag shows of the record behind it: answers, those in error, what doctors found. And who went."""

from datetime import date
from typing import TYPE_CHECKING, Any

from intake.clinical.dates.spoken import spoken
from intake.clinical.history.assessments import OUTCOME_WORDS
from intake.clinical.screening.findings import Tier
from intake.services import assessments, flags, medicine_answers
from intake.services.note_remarks import TOLD_ELSEWHERE
from intake.services.record import record_of
from intake.services.remarks import notes_to_answer
from intake.services.screening import answers_behind
from intake.web.forms.review import OUTCOME_MEANS, OUTCOMES, ErrorForm
from intake.web.home import today_shows
from intake.web.medicines import settles

if TYPE_CHECKING:
    from intake.records.flags import Flag
    from intake.records.staff import Staff
    from intake.web.forms.base import BaseForm


def values(flag: "Flag", sent: "BaseForm | None", *, by: "Staff", on: date) -> dict[str, Any]:
    """What the page's template needs. The answers behind a flag are worked out for those alone who may withdraw one."""
    may_withdraw = by.may_review and flag.closed_at is None
    behind = answers_behind(flag, on=on) if may_withdraw else ()
    withdrawn = flags.withdrawals_of(flag.id)
    record = record_of(flag.client_id) if behind or withdrawn else None
    in_words = record.answer_in_words if record else str
    return {
        "answers": [(name, spoken(in_words(name))) for name in behind], "answers_ticked": _ticked(behind, sent),
        "withdrawn": [(each, list(map(in_words, each.answers))) for each in withdrawn],
        "assessed": [(each, OUTCOME_WORDS.get(each.outcome, "")) for each in assessments.assessments_of(flag.id)],
        "outcomes": [(code, label, OUTCOME_MEANS[code]) for code, label in OUTCOMES],
        "notes": notes_to_answer(flag.client_id, on=on) if flag.rule == TOLD_ELSEWHERE and not flag.closed_at else [],
        "disputes": medicine_answers.disputes_behind(flag), "settles": settles(by),
        "takes_assessment": may_withdraw and flag.tier == Tier.STOP,
    }


def _ticked(behind: tuple[str, ...], sent: "BaseForm | None") -> list[str]:
    """What was ticked; at first the one answer there is, and of several none."""
    if isinstance(sent, ErrorForm):
        return sent.answers.data or []
    return list(behind) if len(behind) == 1 else []


def _to_follow_up(by: "Staff", on: date) -> object:
    return assessments.stops_to_follow_up(by=by, on=on)


today_shows("flags/_follow_up.html", "stops_to_follow_up", _to_follow_up, "reviewer", "administrator", "therapist")
