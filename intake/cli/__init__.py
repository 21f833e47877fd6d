"""Commands: `flask --app wsgi <command>`. One module a command, each with a click command called `command`."""

from flask import Flask

from intake.cli import demo, medicines, recognise, rescreen, screen

COMMANDS = (screen, rescreen, recognise, medicines, demo)


def register(app: Flask) -> None:
    """Put every command on the application."""
    for module in COMMANDS:
        app.cli.add_command(module.command)
