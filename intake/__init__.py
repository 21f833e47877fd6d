"""Intake: what a massage therapist opens when a client walks in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(config: dict[str, Any] | None = None) -> Flask:
    """The application, with `config` over the defaults and instance/config.py.

    Its imports sit inside, so that importing the clinical rules loads neither Flask nor a database.
    """
    from pathlib import Path

    from flask import Flask
    from flask_migrate import Migrate
    from flask_security import RoleMixin, SQLAlchemyUserDatastore

    from intake import cli, web
    from intake.config import defaults, instance_folder, secret_key
    from intake.records import imported_names
    from intake.records.database import db
    from intake.records.staff import Staff
    from intake.records.tables import ALL

    app = Flask(__name__, instance_path=str(instance_folder()))
    instance = Path(app.instance_path)
    app.config.from_mapping(defaults(instance))
    app.config.from_pyfile(instance / "config.py", silent=True)
    app.config.from_mapping(config or {})
    instance.mkdir(parents=True, exist_ok=True)
    if not app.config.get("SECRET_KEY"):
        app.config["SECRET_KEY"] = secret_key(instance / "secret_key")
    app.extensions["intake.tables"] = ALL
    imported_names.use(instance)
    db.init_app(app)
    migrations = Path(__file__).with_name("records") / "migrations"
    Migrate(app, db, directory=str(migrations), render_as_batch=True, compare_type=True)
    web.register(app, SQLAlchemyUserDatastore(db, Staff, RoleMixin))  # roles are columns of Staff
    cli.register(app)
    return app
