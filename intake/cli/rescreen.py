"""flask --app wsgi rescreen: work the rules out again, for all or (--due, each night) for those whose day came."""

import sys
from collections.abc import Callable, Generator
from contextlib import closing
from datetime import UTC, date, datetime
from typing import TypeVar

import click
from flask import current_app
from flask.cli import with_appcontext

from intake.clinical.flags import Step
from intake.services import clinic, prospects, rescreening
from intake.services.prospects import Forecast, Prospect, Shift
from intake.services.rescreening import Tally

TOLD = (Step.RAISED, Step.REOPENED, Step.STEPPED_DOWN, Step.LAPSED)

Part = TypeVar("Part", Tally, Forecast)


@click.command("rescreen")
@click.option("--due", is_flag=True, help="Only clients whose outcome can have changed by today.")
@click.option("--after", default=0, metavar="ID", help="Go on behind this client id, after an interruption.")
@click.option("--dry-run", is_flag=True, help="Print what would change, client by client, and change nothing.")
@with_appcontext
def command(due: bool, after: int, dry_run: bool) -> None:
    """Screen the clients with a signed intake again, archived ones left out. Prints counts and ids, never names.

    Ends with 1 where a client's record could not be read; such clients are named by id and stop nobody else.
    """
    if not clinic.is_set_up():
        raise click.ClickException("This clinic is not set up yet.")
    if due and after:
        raise click.UsageError("--due needs no --after: what is done is no longer due.")
    at = (current_app.config["CLOCK"] or (lambda: datetime.now(UTC)))()
    on = clinic.the_clinic().day(at)
    tally = _forecast(on, due=due, after=after) if dry_run else _rescreen(on, at, due=due, after=after)
    for client_id, kind in tally.failed:
        click.echo(f"client {client_id}: not screened ({kind})", err=True)
    if tally.failed:
        sys.exit(1)


def _rescreen(on: date, at: datetime, *, due: bool, after: int) -> Tally:
    total, whole = Tally(upto=after), rescreening.how_many(on=on, due=due, after=after)
    parts = rescreening.rescreen(on=on, at=at, due=due, after=after)
    if not _is_finished(parts, total, whole, lambda part: part):
        how = "--due" if due else f"--after {total.upto}"
        raise click.ClickException(f"Broken off; what was done is kept. Go on with: rescreen {how}")
    click.echo(f"{total.screened} screened, {total.changed} changed: {_steps(total)}.")
    return total


def _forecast(on: date, *, due: bool, after: int) -> Tally:
    total, whole = Forecast(Tally(upto=after)), rescreening.how_many(on=on, due=due, after=after)
    parts = prospects.forecast(on=on, due=due, after=after)
    finished = _is_finished(parts, total, whole, lambda part: part.tally)
    # Not while looking: lines and the bar would run into each other on a terminal.
    for prospect in total.prospects:
        click.echo(_line(prospect))
    if not finished:
        how = "--due" if due else f"--after {total.tally.upto}"
        raise click.ClickException(f"Broken off; nothing was changed. Go on with: rescreen --dry-run {how}")
    click.echo(_summary(total))
    return total.tally


def _is_finished(
    parts: Generator[Part, None, None], total: Part, whole: int, tally_of: Callable[[Part], Tally],
) -> bool:
    """Count every part into `total`, under a bar. False where somebody broke it off."""
    with closing(parts), click.progressbar(length=whole, label="Screening", file=sys.stderr) as bar:
        try:
            for part in parts:
                total.add(part)
                bar.update(tally_of(part).screened + len(tally_of(part).failed))
        except KeyboardInterrupt:
            return False
    return True


def _steps(tally: Tally) -> str:
    return ", ".join(f"{tally.steps.get(step, 0)} {_words(step)}" for step in TOLD)


def _words(step: Step) -> str:
    return step.value.replace("_", " ")


def _line(prospect: Prospect) -> str:
    return f"client {prospect.client_id}: " + ", ".join(map(_shift, prospect.shifts))


def _shift(shift: Shift) -> str:
    tiers = [tier.name for tier in (shift.was, shift.becomes) if tier]
    return f"{shift.rule} {_words(shift.step)} {' -> '.join(dict.fromkeys(tiers))}"


def _summary(total: Forecast) -> str:
    tally = total.tally
    coming = ", ".join(f"{len(those)} to {tier.name}" for tier, those in total.coming().items())
    return (
        f"{tally.screened} screened, {tally.changed} would change: {_steps(tally)}.\n"
        f"Clients who would come {coming}; who would get milder {len(total.milder)}, keep every tier "
        f"{len(total.as_strong)}.\nNothing has been changed."
    )
