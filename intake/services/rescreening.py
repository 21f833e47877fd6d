"""Re-screening: every rule worked out again for many clients, because a day has passed or a rule has changed.

In batches, one commit each: whatever is done survives an interruption. Nobody did it, so the log names nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from intake.clinical.flag_life import Step
from intake.records import rescreening as rows
from intake.records.database import db
from intake.services import audit
from intake.services.screening import screen_client

BATCH = 500
"""Clients of one commit: few enough that nobody who saves meanwhile has to wait long."""


@dataclass(slots=True)
class Tally:
    """What a re-screening came to. `failed`: the ids of clients whose record could not be read, with the error's kind.

    `changed` counts clients with at least one step of a flag.
    """

    screened: int = 0
    changed: int = 0
    steps: dict[Step, int] = field(default_factory=dict)
    failed: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Count another part of the same run in."""
        self.screened += other.screened
        self.changed += other.changed
        self.failed += other.failed
        for step, times in other.steps.items():
            self.steps[step] = self.steps.get(step, 0) + times


def how_many(*, on: date, due: bool = False, after: int = 0) -> int:
    """How many clients a re-screening for `on` would look at."""
    found = rows.count_due(on) if due else rows.count_everybody(after)
    db.session.rollback()
    return found


def rescreen(*, on: date, at: datetime, due: bool = False, after: int = 0) -> Iterator[Tally]:
    """Screen every client with a signed intake for `on`, archived ones left out; what each batch came to, once kept.

    `due`: only clients whose outcome can have changed by `on`. `after`: go on behind this client id. A client whose
    record cannot be read is named in the tally and stops nobody else.
    """
    total = Tally()
    for ids in _batches(on=on, due=due, after=after):
        done = _screen_batch(ids, on=on, at=at)
        total.add(done)
        yield done
    audit.note("clients.rescreen", by=None, at=at, detail=_words(total, due=due))
    db.session.commit()


def _batches(*, on: date, due: bool, after: int) -> Iterator[Sequence[int]]:
    found = rows.due(on, BATCH) if due else rows.everybody(after, BATCH)
    for ids in found:
        db.session.rollback()
        yield ids


def _screen_batch(ids: Sequence[int], *, on: date, at: datetime) -> Tally:
    done = Tally()
    for client_id in ids:
        try:
            with db.session.begin_nested():
                screened = screen_client(client_id, on=on, by=None, at=at, occasion="rescreen")
        except Exception as error:
            # Whatever is wrong with one record must not keep the warnings from all others. Its message may hold
            # health data, so only its kind is told.
            done.failed.append((client_id, type(error).__name__))
            continue
        done.screened += 1
        done.changed += bool(screened.changes)
        for change in screened.changes:
            done.steps[change.step] = done.steps.get(change.step, 0) + 1
    db.session.commit()
    return done


def _words(total: Tally, *, due: bool) -> str:
    kind = "due" if due else "all"
    return f"{kind},screened={total.screened},changed={total.changed},failed={len(total.failed)}"
