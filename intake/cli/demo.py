"""flask --app wsgi demo: fill an empty database with invented clients, made through the services like real ones."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext
from flask_security import hash_password

from intake.cli.demo_answers import stories
from intake.cli.demo_clinic import DemoClinic, moment
from intake.cli.demo_story import tell
from intake.services import clinic, staff

NAME = "Harbour Street Massage (demonstration)"
TIME_ZONE = "Europe/London"
OPENED = 200
"""Days ago on which the clinic began to use Intake: before the first story."""
ADMINISTRATOR = ("Mora Kade", "mora@demo.example", "quiet-lantern-meadow", "administrator, therapist, reviewer")
THERAPIST = ("Idris Penhaligon", "idris@demo.example", "copper-harbour-swallow", "therapist")
REVIEWER = ("Ruth Abara", "ruth@demo.example", "velvet-orchard-kettle", "reviewer")


@click.command("demo")
@click.option("--unless-filled", is_flag=True, help="Do nothing where the database holds the demonstration already.")
@with_appcontext
def command(unless_filled: bool) -> None:
    """Fill an empty database with some forty invented clients. Refuses one that is in use."""
    if not clinic.is_set_up():
        click.echo("Inventing clients …")
        click.echo(f"{fill(datetime.now(UTC))} of them are ready.")
    elif not unless_filled or clinic.the_clinic().name != NAME:
        raise click.ClickException("This database is in use (or filling it was broken off). An empty one is needed.")
    click.echo("Sign in as:")
    for _name, email, password, roles in (ADMINISTRATOR, THERAPIST, REVIEWER):
        click.echo(f"  {email:20} {password:24} {roles}")


def fill(now: datetime) -> int:
    """Make the clinic, its staff and its clients as if they had worked up to `now`. How many clients there are."""
    place = _open_clinic(now)
    told = stories(place.day(now))
    for number, story in enumerate(told):
        tell(story, number, place)
    _finish(place)
    return len(told)


def _open_clinic(now: datetime) -> DemoClinic:
    zone = ZoneInfo(TIME_ZONE)
    opened = moment(now, OPENED, 9, zone)
    administrator = clinic.set_up(
        f"{NAME}, being filled", country="GB", time_zone=TIME_ZONE, emergency_number="999",
        staff_name=ADMINISTRATOR[0], email=ADMINISTRATOR[1], password_hash=hash_password(ADMINISTRATOR[2]), at=opened,
    )
    therapist, reviewer = (
        staff.add_staff(name, email=email, password_hash=hash_password(password), roles=[role], by=administrator,
                        at=opened)
        for name, email, password, role in (THERAPIST, REVIEWER)
    )
    return DemoClinic((administrator, therapist), reviewer, now, zone)


def _finish(place: DemoClinic) -> None:
    # The name says that all stories are told: a run that was broken off is never taken for a whole one.
    the_clinic = clinic.the_clinic()
    values = {field: getattr(the_clinic, field) for field in clinic.FIELDS} | {"name": NAME}
    clinic.amend_clinic(the_clinic.version, values=values, by=place.therapists[0], at=place.now)
