"""flask --app wsgi rescreen: work the rules out again, for all or (--due, each night) for those whose day came."""

import sys
from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import with_appcontext

from intake.clinical.flag_life import Step
from intake.services import clinic, rescreening
from intake.services.rescreening import Tally

TOLD = (Step.RAISED, Step.REOPENED, Step.STEPPED_DOWN, Step.LAPSED)


@click.command("rescreen")
@click.option("--due", is_flag=True, help="Only clients whose outcome can have changed by today.")
@click.option("--after", default=0, metavar="ID", help="Go on behind this client id, after an interruption.")
@with_appcontext
def command(due: bool, after: int) -> None:
    """Screen the clients with a signed intake again, archived ones left out. Prints counts, never names.

    Ends with 1 where a client's record could not be read; such clients are named by id and stop nobody else.
    """
    if not clinic.is_set_up():
        raise click.ClickException("This clinic is not set up yet.")
    if due and after:
        raise click.UsageError("--due needs no --after: what is done is no longer due.")
    at = (current_app.config["CLOCK"] or (lambda: datetime.now(UTC)))()
    total = _run(at, due=due, after=after)
    click.echo(f"{total.screened} screened, {total.changed} changed: " + ", ".join(
        f"{total.steps.get(step, 0)} {step.value.replace('_', ' ')}" for step in TOLD) + ".")
    for client_id, kind in total.failed:
        click.echo(f"client {client_id}: not screened ({kind})", err=True)
    if total.failed:
        sys.exit(1)


def _run(at: datetime, *, due: bool, after: int) -> Tally:
    on = clinic.the_clinic().day(at)
    total = Tally(upto=after)
    with click.progressbar(length=rescreening.how_many(on=on, due=due, after=after), label="Screening",
                           file=sys.stderr) as bar:
        try:
            for done in rescreening.rescreen(on=on, at=at, due=due, after=after):
                total.add(done)
                bar.update(done.screened + len(done.failed))
        except KeyboardInterrupt:
            how = "--due" if due else f"--after {total.upto}"
            raise click.ClickException(f"Broken off; what was done is kept. Go on with: rescreen {how}") from None
    return total
