"""Prospects: what a re-screening would change, seen before it changes anything.

Whom to look at and what to judge of each is decided by the same code as in a re-screening; only nothing is written.
"""

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from intake.clinical.flags import Change, Step
from intake.clinical.screening.findings import Finding, Tier
from intake.records.clients import Client
from intake.records.database import db
from intake.services import rescreening, transactions
from intake.services.rescreening import BATCH, Run, Tally
from intake.services.screening import judge

PAGE_LOOKED_AT = 5_000
"""Clients that one page looks at, by facts kept ready."""
PAGE_JUDGED = 500
"""Of them at most so many from their answers, which takes some fifty times as long."""
PAGE_PROSPECTS = 50
"""Clients who would change, on one page."""
PAGE_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Shift:
    """One step that a flag would take. `before` is what it stands on now; None where there is no flag yet."""

    change: Change
    before: Finding | None

    @property
    def rule(self) -> str:
        """The rule's code."""
        return self.change.rule

    @property
    def step(self) -> Step:
        """Raised, reopened, stepped down or lapsed."""
        return self.change.step

    @property
    def after(self) -> Finding | None:
        """What the flag would stand on; None where it would lapse."""
        return self.change.finding

    @property
    def was(self) -> Tier:
        """The tier now, NONE without a flag."""
        return self.before.tier if self.before else Tier.NONE

    @property
    def becomes(self) -> Tier:
        """The tier it would have, NONE where it would lapse."""
        return self.after.tier if self.after else Tier.NONE


@dataclass(frozen=True, slots=True)
class Prospect:
    """A client whose flags would change."""

    client_id: int
    shifts: tuple[Shift, ...]

    @property
    def comes_to(self) -> Tier:
        """The strongest tier among what gets stricter. NONE where nothing does, or where something stronger goes."""
        gain = max((shift.becomes for shift in self.shifts if shift.becomes > shift.was), default=Tier.NONE)
        return gain if gain >= self._loss else Tier.NONE

    @property
    def gets_milder(self) -> bool:
        """Whether something gets milder, and nothing as strong comes beside it."""
        return not self.comes_to and self._loss > Tier.NONE

    @property
    def _loss(self) -> Tier:
        return max((shift.was for shift in self.shifts if shift.becomes < shift.was), default=Tier.NONE)


@dataclass(slots=True)
class Forecast:
    """What a re-screening would come to, as counted and client by client. `judged`: how many from their answers."""

    tally: Tally = field(default_factory=Tally)
    prospects: list[Prospect] = field(default_factory=list)
    looked_at: int = 0
    judged: int = 0

    def add(self, other: "Forecast") -> None:
        """Count another part of the same look in."""
        self.tally.add(other.tally)
        self.prospects += other.prospects
        self.looked_at += other.looked_at
        self.judged += other.judged

    def coming_to(self, tier: Tier) -> list[Prospect]:
        """Clients who would come to `tier`."""
        return [each for each in self.prospects if each.comes_to is tier and tier]

    def coming(self) -> dict[Tier, list[Prospect]]:
        """For each tier, strongest first, the clients who would come to it."""
        return {tier: self.coming_to(tier) for tier in sorted(Tier, reverse=True) if tier}

    @property
    def milder(self) -> list[Prospect]:
        """Clients for whom something gets milder, and nothing as strong comes beside it."""
        return [each for each in self.prospects if each.gets_milder]

    @property
    def as_strong(self) -> list[Prospect]:
        """Clients who are to be looked at again, with every tier as it is."""
        return [each for each in self.prospects if not each.comes_to and not each.gets_milder]


def forecast(
    *, on: date, due: bool = False, after: int = 0, size: int = BATCH,
) -> Generator[Forecast, None, None]:
    """What `rescreen` would do with the same arguments, part by part. Writes nothing: the database would refuse it."""
    with transactions.reading():
        run = rescreening.begin(on)
        for batch in rescreening.batches(on, size, due=due, after=after):
            sorting = rescreening.sort_out(batch, run)
            for client_id in sorting.to_judge:
                yield _judge(client_id, run)
            yield Forecast(Tally(screened=sorting.with_intake - len(sorting.to_judge), upto=batch[-1][0]),
                           looked_at=len(batch))


@dataclass(frozen=True, slots=True)
class ForecastPage:
    """A part of a forecast that is made while somebody waits. `clients`: those in it by id, with who cannot be read.

    `looked_at` of `everybody` clients with an intake are done, this part and those before; `after` continues it, None
    at the end.
    """

    forecast: Forecast
    clients: dict[int, Client]
    looked_at: int
    everybody: int
    after: int | None


def forecast_page(*, on: date, after: int = 0) -> ForecastPage:
    """What `rescreen` would do to the clients behind `after`, as far as can be looked at while somebody waits."""
    total = Forecast(Tally(upto=after))
    with closing(forecast(on=on, after=after, size=PAGE_BATCH)) as parts:
        for part in parts:
            total.add(part)
            if _is_enough(total):
                break
    upto = total.tally.upto
    everybody, to_come = (rescreening.how_many(on=on, after=behind) for behind in (0, upto))
    return ForecastPage(total, _clients_of(total), everybody - to_come, everybody, upto if to_come else None)


def _is_enough(total: Forecast) -> bool:
    return (total.looked_at >= PAGE_LOOKED_AT or total.judged >= PAGE_JUDGED
            or len(total.prospects) >= PAGE_PROSPECTS)


def _clients_of(total: Forecast) -> dict[int, Client]:
    ids = [each.client_id for each in total.prospects] + [client_id for client_id, _ in total.tally.failed]
    return {client.id: client for client in db.session.scalars(select(Client).where(Client.id.in_(ids)))}


def _judge(client_id: int, run: Run) -> Forecast:
    found = Forecast(Tally(upto=client_id), judged=1)
    try:
        judged = judge(db.session.get_one(Client, client_id), on=run.on, settings=run.settings)
    except Exception as error:
        # As in a re-screening: one record that cannot be read hides nobody else, and only the error's kind is told.
        db.session.rollback()
        found.tally.failed.append((client_id, type(error).__name__))
        return found
    found.tally.count(judged.changes)
    if judged.changes:
        standing = judged.standing
        found.prospects.append(Prospect(client_id, tuple(
            Shift(change, standing.get(change.rule))
            for change in judged.changes
        )))
    return found
