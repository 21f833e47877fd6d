"""Settings: defaults, what the environment changes, where records lie, and the secret key that is made once."""

import os
import secrets
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent
PROJECT = TOP / "pyproject.toml"
"""There in a checkout alone, where it says which version this is; an installed copy has it in its metadata."""
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]


def defaults(instance: Path) -> dict[str, Any]:
    """Every setting, from the environment where it has a say."""
    return {
        "SQLALCHEMY_DATABASE_URI": database_url(os.environ.get("DATABASE_URL", ""), instance),
        # What is being saved must not turn up in the text of an error.
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True, "pool_pre_ping": bool(os.environ.get("DATABASE_URL"))},
        "VERSION": version(),
        "BIND": os.environ.get("INTAKE_BIND", "127.0.0.1:8000"),
        "TRUSTED_HOSTS": _listed("INTAKE_TRUSTED_HOSTS") or LOOPBACK,
        "PROXIES": int(os.environ.get("INTAKE_PROXIES", "0")),
        "LOG_LEVEL": os.environ.get("INTAKE_LOG_LEVEL", "INFO").upper(),
        "CLOCK": None,
        # A full intake is under 100 kB. More than this is a mistake or an attack.
        "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "MAX_FORM_PARTS": 3000,
        "WTF_CSRF_TIME_LIMIT": None,  # a token lives as long as its session
        "WTF_CSRF_SSL_STRICT": False,  # where a form came from is looked at in web.origins, Origin as well as Referer
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "IDLE_MINUTES": 30,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_DEFAULT_REMEMBER_ME": False,
    }


def version() -> str:
    """The version of this program, such as "0.2.0"."""
    if PROJECT.exists():
        return str(tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"])
    return metadata.version("intake")


def instance_folder() -> Path:
    """Where everything that a clinic owns lies: INTAKE_INSTANCE, or `instance` in a checkout.

    An installed copy keeps it in the home of whoever runs it, never beside the program, which an upgrade replaces.
    """
    if given := os.environ.get("INTAKE_INSTANCE"):
        return Path(given).expanduser().resolve()
    if PROJECT.exists():
        return TOP / "instance"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "intake"


def database_url(given: str, instance: Path) -> str:
    """SQLite in `instance` unless a URL is given; PostgreSQL always through psycopg."""
    for scheme in ("postgresql://", "postgres://"):
        if given.startswith(scheme):
            return "postgresql+psycopg://" + given.removeprefix(scheme)
    return given or f"sqlite:///{instance / 'intake.db'}"


def secret_key(path: Path) -> str:
    """The key in `path`, made at the first start and readable by its owner alone."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        # Linking fails when another process was first, so that all workers end with the same key.
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_text().strip()


def _listed(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]
