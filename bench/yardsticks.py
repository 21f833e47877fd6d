"""Yardsticks: a bare Flask application that does the least possible for the same result as a page of ours."""

import sqlite3
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path

from flask import Flask, abort, render_template, session
from jinja2 import DictLoader

from bench import requests
from bench.requests import Statement

NAVIGATION = ("today", "clients", "queue", "settings")
FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title></head><body><nav>
{% for name in navigation %}<a href="{{ url_for(name) }}">{{ name }}</a> {% endfor %}</nav>"""
ROWS = FRAME + """{% for rows in tables %}<table>{% for row in rows %}<tr>
<th><a href="{{ url_for('one', number=loop.index) }}">{{ loop.index }}</a></th>
{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>{% endfor %}</body></html>"""
FORM = """{% macro control(c) %}<div><label for="{{ c.id }}">{{ c.label }}</label>
{% if c.kind == "select" %}<select name="{{ c.name }}" id="{{ c.id }}">
{% for option in c.options %}<option value="{{ option }}">{{ option }}</option>{% endfor %}</select>
{% elif c.kind == "textarea" %}<textarea name="{{ c.name }}" id="{{ c.id }}">{{ c.value }}</textarea>
{% else %}<input type="{{ c.kind }}" name="{{ c.name }}" id="{{ c.id }}" value="{{ c.value }}">{% endif %}</div>
{% endmacro %}""" + FRAME + """<form method="post">{% for c in controls %}{{ control(c) }}{% endfor %}</form>
</body></html>"""


def bare_page(database: Path, statements: Sequence[Statement]) -> Callable[[], str]:
    """A page that runs the very statements of ours by sqlite3 and shows their rows in plain tables, a link each."""
    connection = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    app = _bare_app()

    @app.get("/page")
    def page() -> str:
        if session.get("user") != 1:
            abort(403)
        tables = [connection.execute(statement, parameters).fetchall() for statement, parameters in statements]
        return render_template("rows.html", tables=[rows for rows in tables if rows], navigation=NAVIGATION)

    return requests.get(app, "/page", _cookie(app))


def bare_form(like: str) -> Callable[[], str]:
    """A page with as many controls, and as many options in them, as the page `like` has."""
    found = _Controls()
    found.feed(like)
    app = _bare_app()

    @app.get("/form")
    def form() -> str:
        if session.get("user") != 1:
            abort(403)
        return render_template("form.html", controls=found.controls, navigation=NAVIGATION)

    return requests.get(app, "/form", _cookie(app))


def _bare_app() -> Flask:
    app = Flask("bare")
    app.secret_key = "bench"
    app.jinja_loader = DictLoader({"rows.html": ROWS, "form.html": FORM})
    for name in NAVIGATION:
        app.add_url_rule(f"/{name}", name, lambda: "")
    app.add_url_rule("/one/<int:number>", "one", lambda number: "")
    return app


def _cookie(app: Flask) -> str:
    browser = app.test_client()
    with browser.session_transaction() as store:
        store["user"] = 1
    return f"session={browser.get_cookie('session').value}"


class _Controls(HTMLParser):
    """The controls of a page, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.controls: list[dict[str, object]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note one control, or one more option of the last."""
        given = dict(attributes)
        if tag == "option" and self.controls:
            options = self.controls[-1]["options"]
            assert isinstance(options, list)
            options.append(given.get("value") or "")
        elif tag in ("input", "select", "textarea"):
            number = len(self.controls)
            self.controls.append({
                "kind": (given.get("type") or "text") if tag == "input" else tag, "name": f"q{number}",
                "id": f"q{number}", "label": f"Question {number}", "value": given.get("value") or "", "options": [],
            })
