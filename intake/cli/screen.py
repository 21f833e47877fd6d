"""`flask --app wsgi screen FILE`: facts of a file in, what the rules say as JSON out. Needs no database.

Ends with 1 where anything in the file could not be read: "none" beside an entry that nobody read is no answer.
"""
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TextIO

import click

from intake.clinical.dates.vague import read_date
from intake.clinical.screening import Screening, screen
from intake.clinical.screening.rules import RULES
from intake.clinical.screening.settings import ScreeningSettings
from intake.clinical.vignettes.facts import NAME_IN_VIGNETTES, facts_from_dict


@click.command("screen")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--on", "on_text", default="", help="Day to screen for, where a case has no reference_date.")
@click.option("--hours", default=4.0, show_default=True, help="Seated hours from which a journey counts as long.")
def command(file: TextIO, on_text: str, hours: float) -> None:
    """Screen the cases in FILE (a JSON list with `facts` and `reference_date`) and print a JSON list.

    What cannot be read is named beside its case; then the command ends with 1.
    """
    try:
        cases = json.load(file, object_pairs_hook=_each_key_once)
    except json.JSONDecodeError as error:
        raise click.ClickException(f"{file.name} is not JSON: line {error.lineno}, {error.msg}.") from error
    if isinstance(cases, Mapping):
        cases = cases.get("cases", [cases])
    if not isinstance(cases, list) or not all(isinstance(case, Mapping) for case in cases):
        raise click.ClickException(f"{file.name} must hold a list of cases, each with facts and reference_date.")
    settings = ScreeningSettings(journey_threshold_hours=hours)
    results = list(_results(cases, on_text, settings))
    click.echo(json.dumps(results, indent=1, ensure_ascii=False))
    if any(each["unread"] for each in results):
        raise click.exceptions.Exit(1)


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of the file. Of a key that stands in it twice, JSON would keep the last without a word."""
    row: dict[str, Any] = {}
    for key, value in pairs:
        if key in row:
            raise click.ClickException(f"An object of the file has the key {key} twice.")
        row[key] = value
    return row


def _results(cases: list[Mapping[str, Any]], on_text: str, settings: ScreeningSettings) -> Iterator[dict[str, Any]]:
    for number, case in enumerate(cases, 1):
        name = str(case.get("id") or number)
        on = _day(str(case.get("reference_date") or on_text), name)
        given = case.get("facts")
        facts, unread = facts_from_dict(given if isinstance(given, Mapping) else {}, on)
        if not isinstance(given, Mapping):
            unread = (*unread, f"facts: {given}")
        for entry in unread:
            click.echo(f"{name}: not read: {entry}", err=True)
        yield result(name, screen(facts, on=on, settings=settings), unread)


def _day(text: str, name: str) -> date:
    day = read_date(text, date.max)
    if text and not (day.is_exact and day.latest):
        raise click.ClickException(f"Case {name}: the reference_date {text} is not one day, such as 2026-01-31.")
    if day.latest is None:
        raise click.ClickException(f"Case {name} has no reference_date; give one with --on 2026-01-31.")
    return day.latest


def result(name: str, screening: Screening, unread: tuple[str, ...]) -> dict[str, Any]:
    """One case as plain data. `expires_on` leaves out rules whose end is worked out again from other facts."""
    findings = screening.findings
    return {
        "id": name, "tier": screening.tier.name, "flags": sorted(f.rule for f in findings),
        "flag_tiers": {f.rule: f.tier.name for f in sorted(findings, key=lambda f: f.rule)},
        "expires_on": {f.rule: f.until.isoformat() for f in findings if f.until and not RULES[f.rule].recomputed},
        "clot_points": screening.clot_points,
        "point_factors": [{"factor": f.name, "points": f.points, "transient": f.transient}
                          for f in screening.point_factors],
        "next_change_on": screening.next_change_on.isoformat() if screening.next_change_on else "",
        "unanswered": [NAME_IN_VIGNETTES.get(name, name) for name in screening.unanswered], "unread": list(unread),
        "knowledge_version": screening.knowledge_version, "findings": [f.to_dict() for f in findings],
    }
