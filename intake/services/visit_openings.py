"""Openings of visits: what the start of a visit asks of this client, and what its answers would leave unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from intake.clinical.facts import Facts, Immobilisation
from intake.clinical.facts.silence import Matter
from intake.clinical.history import DatedAnswers
from intake.clinical.history.opening import SeenSign, may_be_over, open_matters, seen_signs, stays_that_go_on
from intake.clinical.history.silence import Asking
from intake.clinical.questionnaire import Question
from intake.clinical.screening.findings import Tier
from intake.records.clients import Client
from intake.records.flags import Flag
from intake.services import clinic
from intake.services.flags import flags_of_client
from intake.services.record import DRAFT, Record, record_of


@dataclass(frozen=True, slots=True)
class VisitOpening:
    """What the start of a visit asks beside the questions of every visit.

    `matters` are not known, each with its questions; `over` may have ended, and so may `stays`; `seen` are signs that a
    doctor has seen; `stops` stand until somebody says what was found.
    """

    client: Client
    on: date
    matters: Mapping[Matter, Asking]
    over: tuple[Question, ...]
    stays: tuple[Immobilisation, ...]
    seen: tuple[SeenSign, ...]
    stops: tuple[Flag, ...]
    _record: Record = field(repr=False)

    def left_open(self, answers: Mapping[str, Any]) -> tuple[Matter, ...]:
        """What would still not be known once these answers of a visit are kept."""
        facts = _facts(self._record, self.client, self.on, DatedAnswers(answers, self.on, DRAFT, is_list=False))
        return tuple(map(Matter, facts.not_known))


def opening_of(client: Client, *, on: date) -> VisitOpening:
    """What the start of a visit on `on` asks of a client with a signed intake."""
    record = record_of(client.id)
    facts = _facts(record, client, on)
    history = record.history
    flags = flags_of_client(client.id)
    return VisitOpening(
        client=client, on=on, matters=open_matters(history, facts, on),
        over=may_be_over({flag.rule for flag in flags}, facts), stays=stays_that_go_on(facts),
        seen=seen_signs(history, facts, record.assessments),
        stops=tuple(flag for flag in flags if flag.tier == Tier.STOP), _record=record,
    )


def _facts(record: Record, client: Client, on: date, draft: DatedAnswers | None = None) -> Facts:
    return record.facts(client, on=on, country=clinic.the_clinic().country, draft=draft)
