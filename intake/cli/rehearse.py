"""`flask --app wsgi rehearse FILE`: the lives of clients in, what stands after each act as JSON out.

Each life is lived on a database of its own in memory, through the services that staff use; no clinic's is touched.
"""
import json
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

import click

from intake.cli.rehearsal import Life, LifeError, lived


@click.command("rehearse")
@click.argument("file", type=click.File("r", encoding="utf-8"))
def command(file: TextIO) -> None:
    """Live the lives in FILE (a JSON list of `id`, `born`, `sex` and `acts`) and print a JSON list."""
    try:
        lives = json.load(file)
    except json.JSONDecodeError as error:
        raise click.ClickException(f"{file.name} is not JSON: line {error.lineno}, {error.msg}.") from error
    if isinstance(lives, Mapping):
        lives = [lives]
    if not isinstance(lives, list) or not all(isinstance(life, Mapping) for life in lives):
        raise click.ClickException(f"{file.name} must hold a list of lives, each with born, sex and acts.")
    click.echo(json.dumps(list(_results(lives)), indent=1, ensure_ascii=False))


def _results(lives: list[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, life in enumerate(lives, 1):
        name = str(life.get("id") or number)
        try:
            yield {"id": name, "acts": lived(Life.read(life))}
        except LifeError as error:
            raise click.ClickException(f"Life {name}: {error}") from error
