"""Screening: working a client's rules out for a day and bringing the flags up to what was found.

Nothing here commits: a screening is always part of an act (an intake signed, a visit begun, a clearance recorded).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, select, update

from intake.clinical.facts import Facts
from intake.clinical.flags import Change, State, reconcile
from intake.clinical.history import DatedAnswers
from intake.clinical.screening import Screening, screen
from intake.clinical.screening.findings import Finding
from intake.clinical.screening.rule import RULES
from intake.clinical.screening.settings import ScreeningSettings
from intake.records.actors import Actor
from intake.records.clients import Client
from intake.records.clinic import Clinic
from intake.records.database import db
from intake.records.flags import Assessment, Flag, Withdrawal
from intake.records.intakes import Intake, ScreeningRun
from intake.services import clinic, flag_steps, remarks
from intake.services.errors import RecordNotFound
from intake.services.medicines import OwnAnswers
from intake.services.record import DRAFT, EMPTY, Record, draft_entry, record_of, rows_of

# Compiled once: building a statement costs more than executing it, and these run at each screening.
OF_CLIENT: BindParameter[int] = bindparam("client_id")
CLIENT_TO_CHANGE = (
    select(Client).where(Client.id == OF_CLIENT).with_for_update().execution_options(populate_existing=True)
)
NEWEST_INTAKE = select(Intake).where(Intake.client_id == OF_CLIENT).order_by(Intake.id.desc()).limit(1)
SCREEN_NEXT = update(Client).where(Client.id == OF_CLIENT).values(next_screening_on=bindparam("on"))
STANDING_FLAGS = select(Flag).where(Flag.client_id == OF_CLIENT, Flag.closed_at.is_(None)).order_by(Flag.id)
ASSESSED_BEFORE = select(Assessment.evidence_key).where(Assessment.client_id == OF_CLIENT, Assessment.outcome == "")
IN_ERROR_BEFORE = (
    select(Flag.evidence_key).outerjoin(Withdrawal, Withdrawal.flag_id == Flag.id)
    .where(Flag.client_id == OF_CLIENT, Flag.state == State.ENTERED_IN_ERROR.value,
           Flag.closed_at >= bindparam("told_at"), Withdrawal.id.is_(None))
)
CLOSED_EVIDENCE = ASSESSED_BEFORE.union(IN_ERROR_BEFORE)
"""Evidence closed before assessments had outcomes, and before answers were withdrawn: since then the record says it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say of a client on a day, and what has to happen to the flags for it. Nothing has happened yet.

    `record` is what was on file, `facts` what the rules read of it, `flags` what stands, by rule, and `standing` the
    same as it was last confirmed.
    """

    intake: Intake
    record: Record
    facts: Facts
    screening: Screening
    flags: dict[str, Flag]
    standing: dict[str, Finding]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ScreenedClient:
    """What one screening came to: `facts` is what the rules read of the `record`, `changes` what happened to the flags.

    `flags` are those that stand, strongest first.
    """

    run: ScreeningRun
    record: Record
    facts: Facts
    screening: Screening
    changes: tuple[Change, ...]
    flags: tuple[Flag, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What stands: findings that an assessment closed left out, standing STOPs kept."""
        return tuple(flag.finding for flag in self.flags)


def screen_client(
    client_id: int, *, on: date, by: Actor, at: datetime, occasion: str, intake: Intake | None = None,
) -> ScreenedClient:
    """Work every rule out for `on` and move the client's flags accordingly, within the caller's transaction.

    Reads the whole record (`record_of`). `intake`: the one just signed, to which the flags are put down.
    RecordNotFound where there is no client or no signed intake.
    """
    client = db.session.scalar(CLIENT_TO_CHANGE, {"client_id": client_id})
    if client is None:
        raise RecordNotFound("client")
    settings = settings_of(clinic.the_clinic(), at_visit=occasion == "visit")
    judged = judge(client, on=on, settings=settings, intake=intake)
    flags, screening = judged.flags, judged.screening
    for change in judged.changes:
        flag = _flag_of(change, flags, client=client, at=at)
        if change.finding is not None:
            flag.intake_id = judged.intake.id
        flag_steps.take(flag, change.step, finding=change.finding, reason=change.reason, by=by, at=at)
    for finding in screening.findings:
        if finding.rule in flags:
            flag_steps.confirm(flags[finding.rule], finding)
    run = ScreeningRun(
        client_id=client_id, intake_id=judged.intake.id, screened_on=on, tier=int(screening.tier),
        knowledge_version=screening.knowledge_version, occasion=occasion, by=by, at=at,
    )
    db.session.add(run)
    # Not through the mapped row: a screening is no amendment and must not make an open form stale.
    db.session.execute(
        SCREEN_NEXT, {"client_id": client_id, "on": screening.next_change_on}
    )
    db.session.flush()
    open_flags = tuple(sorted((flag for flag in flags.values() if flag.closed_at is None), key=_order))
    return ScreenedClient(run, judged.record, judged.facts, screening, judged.changes, open_flags)


def judge(client: Client, *, on: date, settings: ScreeningSettings, intake: Intake | None = None) -> Judgement:
    """What `screen_client` does to this client's flags, worked out by reading alone.

    RecordNotFound where there is no signed intake.
    """
    intake = intake or standing_intake(client.id)
    if intake is None:
        raise RecordNotFound("intake")
    rows = rows_of(client.id)
    record = record_of(client.id, rows)
    facts = record.facts(client, on=on, country=settings.country)
    if settings.at_visit:
        facts = replace(facts, remarks=remarks.as_facts(remarks.remarks_at_start(record, rows, facts)))
    screening = screen(facts, on=on, settings=settings)
    flags = {flag.rule: flag for flag in _standing_flags(client.id) if not _only_asks(flag.rule)}
    standing = {rule: flag.finding for rule, flag in flags.items()}
    closed = _closed_evidence(client.id, intake)
    changes = reconcile(standing, screening.findings, on=on, closed_evidence=closed)
    return Judgement(intake, record, facts, screening, flags, standing, tuple(changes))


def preview(
    client: Client, *, answers: dict[str, Any], own: OwnAnswers, said_on: date, on: date,
    corrects: Intake | None = None, alone: bool = False,
) -> Screening:
    """What these answers mean on `on`, said on `said_on`, with all that is on record; `alone`: by themselves.

    Nothing is kept and no flag is raised. `corrects` is the intake in whose place they stand.
    """
    settings = settings_of(clinic.the_clinic())
    known = EMPTY if alone else record_of(client.id)
    draft = DatedAnswers(answers, said_on, DRAFT) if alone else draft_entry(answers, said_on, corrects)
    facts = known.facts(client, on=on, country=settings.country, own=own, draft=draft)
    return screen(facts, on=on, settings=settings)


def facts_of(client: Client, *, on: date, settings: ScreeningSettings) -> Facts:
    """The facts about a client on a day, from what is on record; medicines as the country of `settings` names them."""
    return record_of(client.id).facts(client, on=on, country=settings.country)


def answers_behind(flag: Flag, *, on: date) -> tuple[str, ...]:
    """The names of the answers that a flag rests on: those kept with it, and those of the same rule as found on `on`.

    A flag raised before answers had names has only the latter.
    """
    client = db.session.get_one(Client, flag.client_id)
    facts = facts_of(client, on=on, settings=settings_of(clinic.the_clinic()))
    found = [each for each in screen(facts, on=on).findings if each.rule == flag.rule]
    return tuple(dict.fromkeys(name for each in (flag.finding, *found) for name in each.answers))


def settings_of(the_clinic: Clinic, *, at_visit: bool = False) -> ScreeningSettings:
    """What the clinic has set about screening."""
    return ScreeningSettings(
        journey_threshold_hours=the_clinic.journey_threshold_hours, country=the_clinic.country, at_visit=at_visit,
    )


def standing_intake(client_id: int) -> Intake | None:
    """The intake that stands: the newest signed one, None where there is none."""
    return db.session.scalar(NEWEST_INTAKE, {"client_id": client_id})


def _standing_flags(client_id: int) -> Sequence[Flag]:
    return db.session.scalars(STANDING_FLAGS, {"client_id": client_id}).all()


def _only_asks(rule: str) -> bool:
    """Whether a flag was raised by what a note leaves open: no screening finds it, and none lets it lapse."""
    return rule in RULES and RULES[rule].asks


def _closed_evidence(client_id: int, intake: Intake) -> set[str]:
    """Evidence that was closed as such: see CLOSED_EVIDENCE. Told again in a later intake it counts again."""
    return set(db.session.scalars(CLOSED_EVIDENCE, {"client_id": client_id, "told_at": intake.taken_at}))


def _order(flag: Flag) -> tuple[int, str]:
    return flag.rank, flag.rule


def _flag_of(change: Change, flags: dict[str, Flag], *, client: Client, at: datetime) -> Flag:
    """The flag that `change` is about; one that nobody has raised yet has no state."""
    if change.rule not in flags:
        flags[change.rule] = Flag(
            client_id=client.id, therapist_id=client.therapist_id, rule=change.rule, raised_at=at, state="",
        )
        db.session.add(flags[change.rule])
    return flags[change.rule]
