"""The intake page as a browser without JavaScript reads it."""

import re
from html import unescape

from intake.services import drafts


def url_of(client, rest=""):
    """The address of a client's intake form."""
    return f"/clients/{client.id}/intake{rest}"


def value_of(page, name):
    """What a text field holds."""
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    return unescape(re.search(r' value="([^"]*)"', tag[0])[1])


def chosen(page, name):
    """The answers of `name` that are pressed."""
    return [value for value, pressed in re.findall(rf'name="{name}" value="([^"]*)"( checked)?', page) if pressed]


def error_of(page, name):
    """The message beside a field."""
    found = re.search(rf'id="{name}-error">(?:<span class="visually-hidden">Error: </span>)?([^<]*)<', page)
    return unescape(found[1]) if found else ""


def draft_answers(app, client):
    """What the client's draft holds, None where there is none."""
    with app.app_context():
        draft = drafts.draft_of(client.id)
        return draft.answers if draft else None


def after(browser, client, typed):
    """The page that a browser shows after sending the form."""
    return browser.get(browser.post(url_of(client), data=typed).location).text
