"""Figures: whether flags are believed, per rule; the clinic against its ceilings; what came up after a technique."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import Select, func, select

from intake.clinical.flags import Decision, Step
from intake.clinical.screening.findings import Tier
from intake.clinical.screening.rule import RULES
from intake.records.clients import Client
from intake.records.database import db
from intake.records.flags import Flag, FlagEvent
from intake.records.intakes import Intake
from intake.records.visits import AdverseEvent, Visit
from intake.services.visit_summaries import TECHNIQUES_DONE
from intake.services.visits import RECORDED

HOLD_CEILING = 0.10
CAUTION_CEILING = 0.33
"""Shares of clients (scale.md#how-often-rules-may-speak): 1 in 10 with a HOLD, 1 in 3 with a CAUTION."""
TOO_OFTEN = 0.5
"""A rule overridden more than half of the time wants revising (scale.md#how-often-rules-may-speak)."""
FEWEST_REVIEWS = 4
"""Below this many decisions a share says nothing."""
FEWEST_VISITS = 20
"""Below this many visits with a technique a share says nothing."""
LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """How one rule fared. `median_wait` from raised or reopened to reviewed."""

    rule: str
    name: str
    raised: int
    agreed: int
    adapted: int
    asked: int
    overridden: int
    median_wait: timedelta | None

    @property
    def reviewed(self) -> int:
        """All decisions."""
        return self.agreed + self.adapted + self.asked + self.overridden

    @property
    def is_overridden_too_often(self) -> bool:
        """Whether more than half of the decisions set the rule aside."""
        return self.reviewed >= FEWEST_REVIEWS and self.overridden > TOO_OFTEN * self.reviewed


@dataclass(frozen=True, slots=True)
class Figures:
    """The clinic's own figures of the last year, and today's shares of clients with an intake."""

    rules: tuple[RuleFigures, ...]
    clients: int
    with_hold: int
    with_caution: int

    def share(self, count: int) -> float:
        """A count as a share of the clients with an intake."""
        return count / self.clients if self.clients else 0.0


@dataclass(frozen=True, slots=True)
class TechniqueFigures:
    """What came up after visits with one technique. A visit with several counts for each of them.

    `events` is how many came up in all, `followed` how many visits were followed by any.
    """

    name: str
    visits: int
    events: int
    followed: int

    @property
    def share(self) -> float | None:
        """Visits that were followed by something, as a share; None where there are too few to say."""
        return self.followed / self.visits if self.visits >= FEWEST_VISITS else None


def figures(*, at: datetime) -> Figures:
    """Worked out at `at` from the log of flags of the last year."""
    rows = db.session.execute(
        select(FlagEvent.flag_id, Flag.rule, FlagEvent.step, FlagEvent.decision, FlagEvent.at)
        .join(Flag, Flag.id == FlagEvent.flag_id).where(FlagEvent.at >= at - LOOKED_BACK).order_by(FlagEvent.id)
    )
    raised: dict[str, int] = defaultdict(int)
    decisions: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    waits: dict[str, list[float]] = defaultdict(list)
    since: dict[int, datetime] = {}
    for flag_id, rule, step, decision, moment in rows:
        if step in (Step.RAISED, Step.REOPENED):
            raised[rule] += step == Step.RAISED
            since[flag_id] = moment
        elif step == Step.REVIEWED:
            decisions[rule][decision] += 1
            if begun := since.pop(flag_id, None):
                waits[rule].append((moment - begun).total_seconds())
    return Figures(
        rules=tuple(_of_rule(rule, raised[rule], decisions[rule], waits[rule]) for rule in sorted(raised | decisions)),
        clients=_count(select(func.count(func.distinct(Intake.client_id))).join(
            Client, Client.id == Intake.client_id).where(Client.archived_at.is_(None))),
        with_hold=_count(_clients_with(Tier.HOLD)), with_caution=_count(_clients_with(Tier.CAUTION)),
    )


def technique_figures(*, at: datetime) -> tuple[TechniqueFigures, ...]:
    """What came up after the visits recorded in the year before `at`, by technique, the most used first."""
    after = select(func.count(AdverseEvent.id)).where(AdverseEvent.visit_id == Visit.id).scalar_subquery()
    used: Counter[str] = Counter()
    events: Counter[str] = Counter()
    followed: Counter[str] = Counter()
    for techniques, count in db.session.execute(
        select(Visit.techniques, after).where(Visit.state == RECORDED, Visit.recorded_at >= at - LOOKED_BACK)
    ):
        for code in set(techniques) or {""}:
            used[code] += 1
            events[code] += count
            followed[code] += count > 0
    return tuple(
        TechniqueFigures(TECHNIQUES_DONE.get(code, code) or "no technique noted", used[code], events[code],
                         followed[code])
        for code in sorted(used, key=lambda code: (-used[code], code))
    )


def _of_rule(rule: str, raised: int, decisions: dict[str, int], waits: list[float]) -> RuleFigures:
    return RuleFigures(
        rule, RULES[rule].name if rule in RULES else "", raised, decisions.get(Decision.AGREED, 0),
        decisions.get(Decision.ADAPTED, 0), decisions.get(Decision.CLEARANCE_NEEDED, 0),
        decisions.get(Decision.OVERRIDDEN, 0), timedelta(seconds=median(waits)) if waits else None,
    )


def _clients_with(tier: Tier) -> Select[int]:
    return select(func.count(func.distinct(Flag.client_id))).join(Client, Client.id == Flag.client_id).where(
        Flag.closed_at.is_(None), Flag.tier == int(tier), Client.archived_at.is_(None))


def _count(statement: Select[int]) -> int:
    return db.session.scalar(statement) or 0
