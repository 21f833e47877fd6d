"""Figures: whether flags are believed, per rule; the clinic against its ceilings; what came up after a technique."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import Select, func, select

from intake.clinical.flags import OPINIONS, Decision, Step
from intake.clinical.screening.findings import Tier
from intake.clinical.screening.rule import RULES
from intake.records.clients import Client
from intake.records.database import db
from intake.records.flags import Flag, FlagEvent
from intake.records.intakes import Intake
from intake.records.visits import RECORDED, AdverseEvent, Visit
from intake.services.visit_summaries import TECHNIQUES_DONE

HOLD_CEILING = 0.10
CAUTION_CEILING = 0.33
"""Shares of clients (scale.md#how-often-rules-may-speak): 1 in 10 with a HOLD, 1 in 3 with a CAUTION."""
TOO_OFTEN = 0.5
"""A rule set aside more than half of the time wants revising (scale.md#how-often-rules-may-speak)."""
FEWEST_JUDGED = 4
"""Below this many flags that somebody judged a share says nothing."""
FEWEST_VISITS = 20
"""Below this many visits with a technique a share says nothing."""
LOOKED_BACK = timedelta(days=365)
COUNTED = (Step.RAISED, Step.REOPENED, Step.REVIEWED, *sorted(OPINIONS))


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """How one rule fared. Decisions are counted each; `median_wait` from raised or reopened to reviewed.

    The others count flags, each once however many spoke and how often: `not_useful` those that somebody calls so and
    has not taken back; `set_aside` those and the ones whose last decision overrode them; `judged` those that were
    reviewed or called not useful.
    """

    rule: str
    name: str
    raised: int
    agreed: int
    adapted: int
    asked: int
    overridden: int
    not_useful: int
    set_aside: int
    judged: int
    median_wait: timedelta | None

    @property
    def reviewed(self) -> int:
        """All decisions."""
        return self.agreed + self.adapted + self.asked + self.overridden

    @property
    def is_set_aside_too_often(self) -> bool:
        """Whether more than half of the flags that somebody judged were overridden or called not useful."""
        return self.judged >= FEWEST_JUDGED and self.set_aside > TOO_OFTEN * self.judged


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


class _Tally:
    """What the log says of one rule, counted while it is read from its beginning."""

    def __init__(self) -> None:
        self.raised = 0
        self.decisions: Counter[str] = Counter()
        self.waits: list[float] = []
        self._since: dict[int, datetime] = {}
        self._last_decision: dict[int, str] = {}
        self._opinions: dict[tuple[int, int | None], str] = {}

    def count(self, flag_id: int, step: str, decision: str, by_id: int | None, at: datetime) -> None:
        """Take in the next line."""
        if step in (Step.RAISED, Step.REOPENED):
            self.raised += step == Step.RAISED
            self._since[flag_id] = at
        elif step == Step.REVIEWED:
            self.decisions[decision] += 1
            self._last_decision[flag_id] = decision
            if begun := self._since.pop(flag_id, None):
                self.waits.append((at - begun).total_seconds())
        elif step in OPINIONS:
            self._opinions[flag_id, by_id] = step

    def figures_of(self, rule: str) -> RuleFigures:
        """What it comes to."""
        useless = {flag_id for (flag_id, _), step in self._opinions.items() if step == Step.NOT_USEFUL}
        overridden = {flag_id for flag_id, last in self._last_decision.items() if last == Decision.OVERRIDDEN}
        return RuleFigures(
            rule, RULES[rule].name if rule in RULES else "", self.raised, self.decisions[Decision.AGREED],
            self.decisions[Decision.ADAPTED], self.decisions[Decision.CLEARANCE_NEEDED],
            self.decisions[Decision.OVERRIDDEN], len(useless), len(useless | overridden),
            len(useless | self._last_decision.keys()),
            timedelta(seconds=median(self.waits)) if self.waits else None,
        )


def figures(*, at: datetime) -> Figures:
    """Worked out at `at` from the log of flags of the last year."""
    rows = db.session.execute(
        select(Flag.rule, FlagEvent.flag_id, FlagEvent.step, FlagEvent.decision, FlagEvent.by_id, FlagEvent.at)
        .join(Flag, Flag.id == FlagEvent.flag_id)
        .where(FlagEvent.at >= at - LOOKED_BACK, FlagEvent.step.in_(COUNTED)).order_by(FlagEvent.id)
    )
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for rule, flag_id, step, decision, by_id, moment in rows:
        tallies[rule].count(flag_id, step, decision, by_id, moment)
    return Figures(
        rules=tuple(tallies[rule].figures_of(rule) for rule in sorted(tallies)),
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


def _clients_with(tier: Tier) -> Select[int]:
    return select(func.count(func.distinct(Flag.client_id))).join(Client, Client.id == Flag.client_id).where(
        Flag.closed_at.is_(None), Flag.tier == int(tier), Client.archived_at.is_(None))


def _count(statement: Select[int]) -> int:
    return db.session.scalar(statement) or 0
