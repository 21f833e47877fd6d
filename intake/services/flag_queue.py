"""The review queue: today's clients first, then by urgency, then by age."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from intake.records import flag_queue
from intake.records.flag_queue import PAGE, Filter, Place
from intake.records.flags import Flag
from intake.records.staff import Staff

__all__ = ["Place", "QueuePage", "queue_page"]


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page. `today` are waiting flags of clients who come today (first page only), which `flags` then leaves out.

    `after` continues it.
    """

    today: Sequence[Flag]
    flags: Sequence[Flag]
    after: Place | None
    count: int
    counted_to: int

    @property
    def count_words(self) -> str:
        """How many wait: the number, or "1000 or more"."""
        return f"{self.counted_to} or more" if self.count >= self.counted_to else str(self.count)


def queue_page(
    *, by: Staff, on: date, tier: int | None = None, rule: str | None = None, therapist_id: int | None = None,
    after: Place | None = None,
) -> QueuePage:
    """The queue as `by` may see it: reviewers and administrators everything, therapists their own clients."""
    sees_all = by.may_review
    wanted = Filter(tier, rule, therapist_id, None if sees_all else by.id)
    found = flag_queue.page(wanted, after)
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    today = () if after else flag_queue.of_todays_visits(wanted, on)
    above = {flag.id for flag in today}
    return QueuePage(
        today=today,
        flags=[flag for flag in shown if flag.id not in above],
        after=Place(last.rank, last.waiting_since, last.id) if last and last.waiting_since else None,
        count=flag_queue.count(wanted), counted_to=flag_queue.MOST_COUNTED,
    )
