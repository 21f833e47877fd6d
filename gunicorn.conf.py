"""How gunicorn serves Intake: `gunicorn wsgi:app` reads this file by itself."""

import os

bind = os.environ.get("INTAKE_BIND", "127.0.0.1:8000")
# One process with threads: SQLite has one writer at a time, and waiting for it inside one process is fair.
# With PostgreSQL more processes are worth their memory.
worker_class = "gthread"
workers = int(os.environ.get("INTAKE_WORKERS", "1"))
threads = 8
# No access log: an address can hold a secret link, and the application keeps its own trail.
accesslog = None
loglevel = "warning"
control_socket_disable = True


def when_ready(server):
    """Say where to open it."""
    print(f"Intake is on http://{bind}  (Ctrl-C ends it)", flush=True)
