"""Web: how it is asked for. Views load, validate, call one service and answer."""

from typing import TYPE_CHECKING

from flask import Flask
from flask_security import Security, UserDatastore
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from intake.web import (
    access,
    accounts,
    adverse_events,
    clearances,
    clients,
    departures,
    errors,
    figures,
    flag_opinions,
    flags,
    frame,
    health,
    home,
    intakes,
    medicines,
    note_remarks,
    origins,
    request_log,
    rescreening,
    rules,
    security_headers,
    settings,
    setup,
    static_files,
    visits,
)
from intake.web.ids import RecordId

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

ROOMS = (home, setup, accounts, settings, clients, departures, intakes, medicines, flags, flag_opinions, clearances,
         visits, note_remarks, adverse_events, rules, figures, rescreening)


def register(app: Flask, staff: UserDatastore) -> None:
    """Wire the web floor: who is asking, whether they may, the pages, and what every answer carries."""
    app.wsgi_app = health.in_front_of(  # type: ignore[method-assign]  # the way that Flask's own documentation says
        _behind_proxies(app), app)
    app.url_map.converters["int"] = RecordId
    request_log.register(app)
    app.before_request(access.read_first)
    origins.register(app)
    Security(app, staff, register_blueprint=False)
    CSRFProtect(app)
    access.register(app)
    security_headers.register(app)
    errors.register(app)
    frame.register(app)
    static_files.register(app)
    for room in ROOMS:
        app.register_blueprint(room.bp)


def _behind_proxies(app: Flask) -> "WSGIApplication":
    proxies = app.config["PROXIES"]
    return ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies) if proxies else app.wsgi_app
