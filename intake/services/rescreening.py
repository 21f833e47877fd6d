"""Re-screening: every rule worked out again for many clients, because a day has passed or a rule has changed.

The rules run on facts kept ready, and where they say what they said last, nothing is touched; anybody else goes through
`screening.screen_client`, like at any other occasion. The trail and the flags' log name the job that did it.
"""

import gc
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from intake.clinical.facts import Facts
from intake.clinical.facts import ready as ready_facts
from intake.clinical.flags import Change, Step
from intake.clinical.screening import digest
from intake.clinical.screening.settings import ScreeningSettings
from intake.records import ready_facts as ready
from intake.records.actors import Job
from intake.records.database import db
from intake.records.imported_names import imported_names
from intake.services import audit, clinic, transactions
from intake.services.screening import ScreenedClient, screen_client, settings_of

BATCH = 2_000
"""Clients looked at in one go, by reading alone."""
COMMIT = 50
"""Clients changed in one commit: few enough that nobody who saves meanwhile has to wait long."""


@dataclass(slots=True)
class Tally:
    """What a re-screening came to. `failed`: the ids of clients whose record could not be read, with the error's kind.

    `changed` counts clients with at least one step of a flag; `upto` is the last client id that is done.
    """

    screened: int = 0
    changed: int = 0
    steps: dict[Step, int] = field(default_factory=dict)
    failed: list[tuple[int, str]] = field(default_factory=list)
    upto: int = 0

    def add(self, other: "Tally") -> None:
        """Count another part of the same run in."""
        self.screened += other.screened
        self.changed += other.changed
        self.failed += other.failed
        self.upto = max(self.upto, other.upto)
        for step, times in other.steps.items():
            self.steps[step] = self.steps.get(step, 0) + times

    def count(self, changes: Sequence[Change]) -> None:
        """Count one client in, whose flags took these steps."""
        self.screened += 1
        self.changed += bool(changes)
        for change in changes:
            self.steps[change.step] = self.steps.get(change.step, 0) + 1


@dataclass(frozen=True, slots=True)
class Run:
    """One re-screening: its day, and the clinic as it is."""

    on: date
    settings: ScreeningSettings
    read_by: str


def how_many(*, on: date, due: bool = False, after: int = 0) -> int:
    """How many clients a re-screening for `on` would look at."""
    found = ready.count_due(on) if due else ready.count_everybody(after)
    db.session.rollback()
    return found


def rescreen(*, on: date, at: datetime, due: bool = False, after: int = 0) -> Generator[Tally, None, None]:
    """Screen every client with a signed intake for `on`, archived ones left out; what each part came to, once kept.

    `due`: only clients whose outcome can have changed by `on`. `after`: go on behind this client id. A client whose
    record cannot be read is named in the tally and stops nobody else.
    """
    total, run = Tally(), begin(on)
    try:
        for batch in batches(on, BATCH, due=due, after=after):
            for done in _screen_batch(batch, run, at):
                total.add(done)
                yield done
    finally:
        transactions.begin_writing()
    audit.note("clients.rescreen", by=Job.RESCREEN, at=at, detail=_words(total, due=due))
    db.session.commit()


def read_by() -> str:
    """Fingerprint of everything that turns answers into facts: ready facts with another one are made again."""
    names = imported_names()
    return f"{ready_facts.READING_VERSION} {clinic.the_clinic().country} {names.stamp if names else ''}"


def begin(on: date) -> Run:
    """A re-screening for `on`, with what the clinic has set now."""
    run = Run(on, settings_of(clinic.the_clinic()), read_by())
    db.session.rollback()
    return run


def batches(on: date, size: int, *, due: bool, after: int) -> Iterator[Sequence[ready.DueRow]]:
    """The clients to look at, `size` at a time.

    Reading holds nobody up: each batch is read in a transaction that cannot write, and ended before the next.
    """
    transactions.begin_reading()
    for batch in ready.due(on, size) if due else ready.everybody(after, size):
        yield batch
        db.session.rollback()
        transactions.begin_reading()


@dataclass(frozen=True, slots=True)
class Sorting:
    """Of one batch how many have an intake, who of them has to be judged from the answers, and for whom only the next
    day moves (id, the day that stood, the new one).
    """

    with_intake: int
    to_judge: list[int]
    moved: list[tuple[int, date | None, date | None]]


def sort_out(batch: Sequence[ready.DueRow], run: Run) -> Sorting:
    """Run the rules on the facts kept ready, and set apart whoever that is not enough for."""
    sorting = Sorting(sum(row[4] is not None for row in batch), [], [])
    with _without_collecting():
        for row in batch:
            if row[4] is None:
                continue
            as_before, next_on = _look(row, run)
            if not as_before:
                sorting.to_judge.append(row[0])
            elif next_on != row[3]:
                sorting.moved.append((row[0], row[3], next_on))
    return sorting


def _screen_batch(batch: Sequence[ready.DueRow], run: Run, at: datetime) -> Iterator[Tally]:
    sorting = sort_out(batch, run)
    to_judge, moved = sorting.to_judge, sorting.moved
    if to_judge or moved:
        transactions.begin_writing()
    if moved:
        ready.screen_next(moved)
        db.session.commit()
    for first in range(0, len(to_judge), COMMIT):
        yield _screen_anew(to_judge[first:first + COMMIT], run, at)
    yield Tally(screened=sorting.with_intake - len(to_judge), upto=batch[-1][0])


@contextmanager
def _without_collecting() -> Iterator[None]:
    """No reference cycles here, so pause the cyclic garbage collector."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _look(row: ready.DueRow, run: Run) -> tuple[bool, date | None]:
    """Whether the rules say of these ready facts what they said last, and the flags stand as they were left then.

    If so, beside it the next day on which that can change.
    """
    _, born, sex, _, sources_now, flags_now, read_by, sources, came_to, text = row
    if text is None or read_by != run.read_by or sources != sources_now:
        return False, None
    try:
        facts = ready_facts.read(text, born=born, sex=sex)
        found, next_on = digest(facts, on=run.on, settings=run.settings)
    except Exception:
        # Spoilt facts are no reason to give up: they are made again, and what is wrong then is reported.
        return False, None
    return f"{found} {flags_now}" == came_to, next_on


def _screen_anew(ids: Sequence[int], run: Run, at: datetime) -> Tally:
    """Screen each as at any other occasion, from the answers; keep the facts ready for the next time."""
    done, ready_now = Tally(), {}
    for client_id in ids:
        try:
            with db.session.begin_nested():
                screened = screen_client(client_id, on=run.on, by=Job.RESCREEN, at=at, occasion="rescreen")
        except Exception as error:
            # Whatever is wrong with one record must not keep the warnings from all others. Its message may hold
            # health data, so only its kind is told.
            done.failed.append((client_id, type(error).__name__))
            continue
        ready_now[client_id] = screened
        done.count(screened.changes)
    _keep_ready(ready_now, run)
    db.session.commit()
    return done


def _keep_ready(screened: dict[int, ScreenedClient], run: Run) -> None:
    if not screened:
        return
    fingerprints = ready.fingerprints_of(list(screened))
    ready.keep([
        {"client_id": client_id, "read_by": run.read_by, "sources": fingerprints[client_id][0],
         "last_digest": f"{digest(each.facts, on=run.on, settings=run.settings)[0]} {fingerprints[client_id][1]}",
         "facts": ready_facts.write(_of_no_day(each.facts))}
        for client_id, each in screened.items()
    ])


def _of_no_day(facts: Facts) -> Facts:
    """Whether today's questions were asked is of today alone, and asked only where a visit begins (R66)."""
    return replace(facts, visit_questions_answered_on=None)


def _words(total: Tally, *, due: bool) -> str:
    kind = "due" if due else "all"
    return f"{kind},screened={total.screened},changed={total.changed},failed={len(total.failed)}"
