"""A PostgreSQL server for benchmarks, in a folder of its own and on a socket there; thrown away afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# As a clinic would have it but for the waiting on the disk: nothing here has to outlive the power.
SETTINGS = "-c fsync=off -c synchronous_commit=off -c shared_buffers=512MB -c maintenance_work_mem=512MB"


def programs() -> Path | None:
    """The newest PostgreSQL installed here (PG_BIN names another); None where there is none."""
    given = [Path(os.environ["PG_BIN"])] if "PG_BIN" in os.environ else []
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True)
    return next((path for path in [*given, *found] if (path / "initdb").exists()), None)


@contextmanager
def server() -> Iterator[str]:
    """The URL of an empty database `postgres` on a new server; more are made by CREATE DATABASE."""
    found = programs()
    if found is None:
        raise RuntimeError("PostgreSQL is not installed here")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # short: a socket's path may have 107 bytes
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:  # initdb and postgres refuse root
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def run(program: str, *words: str) -> None:
        subprocess.run([str(found / program), "-D", str(folder / "data"), *words], check=True, cwd=folder,
                       stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, **as_user)

    run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions")
    try:
        run("pg_ctl", "-w", "-l", str(folder / "log"),
            "-o", f"-c listen_addresses='' -c unix_socket_directories={folder} {SETTINGS}", "start")
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
