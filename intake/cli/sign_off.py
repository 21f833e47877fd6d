"""flask --app wsgi sign-off: the row by which a clinician signs one rule off, for a commit under their own name."""

import json
from datetime import datetime

import click

from intake.clinical.screening.rule_text import digest_of, rule_text
from intake.clinical.screening.rules import RULES


@click.command("sign-off")
@click.argument("code", metavar="RULE")
@click.option("--name", help="Who signs, as they sign: Dr Ada Osei.")
@click.option("--registration", help="Where they are registered, and by which number: GMC 1234567.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day of signing: 2026-12-01.")
@click.option("--text", is_flag=True, help="Print all that the signature covers instead.")
def command(code: str, name: str | None, registration: str | None, on: datetime | None, text: bool) -> None:
    """Print the row that signs RULE off as it stands, to be appended to knowledge/signatures.toml. Changes nothing."""
    rule = RULES.get(code.upper())
    if rule is None:
        raise click.UsageError(f"There is no rule {code}.")
    if text:
        click.echo(rule_text(rule))
        return
    if on is None:
        raise click.UsageError("Say by --on on which day it is signed.")
    rows = {"rule": rule.code, "version": rule.version, "digest": digest_of(rule),
            "name": _line(name, "--name"), "registration": _line(registration, "--registration")}
    click.echo(f"# {rule.name}\n[[signature]]")
    for key, value in rows.items():
        click.echo(f"{key} = {json.dumps(value, ensure_ascii=False)}")
    click.echo(f"on = {on.date().isoformat()}")


def _line(value: str | None, option: str) -> str:
    said = " ".join((value or "").split())
    if not said or not said.isprintable():
        raise click.UsageError(f"{option} must be there, on one line.")
    return said
