"""Commands: `flask --app wsgi <command>`. One module a command, each with a click command called `command`."""

from contextlib import suppress
from importlib import import_module

from flask import Flask

COMMANDS = ("screen", "recognise", "medicines", "rescreen", "demo")


def register(app: Flask) -> None:
    """Put every command on the application."""
    for name in COMMANDS:
        # Until every room stands: a room that is being built keeps no other room closed.
        with suppress(ImportError, AttributeError):
            app.cli.add_command(import_module(f"intake.cli.{name}").command)
