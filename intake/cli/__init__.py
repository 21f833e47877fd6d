"""Commands: `flask --app wsgi <command>`. One module a command, each with a click command called `command`."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

COMMANDS = ("screen", "recognise", "medicines", "rescreen", "demo")


def register(app: Flask) -> None:
    """Put every command on the application."""
    for name in COMMANDS:
        if find_spec(f"intake.cli.{name}"):
            app.cli.add_command(import_module(f"intake.cli.{name}").command)
