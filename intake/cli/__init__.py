"""Commands: `flask --app wsgi <command>`, or `intake <command>` where Intake is installed as a package.

One module a command, each with a click command called `command`.
"""

from flask import Flask
from flask.cli import FlaskGroup

from intake import create_app
from intake.cli import about, demo, medicines, read, recognise, rehearse, rescreen, screen, serve, sign_off

COMMANDS = (serve, about, screen, rehearse, rescreen, recognise, read, medicines, sign_off, demo)

main = FlaskGroup(create_app=create_app, add_default_commands=False, add_version_option=False,
                  help="Intake: the commands of one clinic's installation.")
"""The program `intake`."""


def register(app: Flask) -> None:
    """Put every command on the application."""
    for module in COMMANDS:
        app.cli.add_command(module.command)
