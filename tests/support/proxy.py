"""A proxy with TLS in front of a served Intake, from the very files in deploy/ that docs/running.md names."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import missing

TOP = Path(__file__).parents[2]
PATIENCE = 60
Proxy = Callable[[int], str]
"""`proxy(port)` stands in front of that port; the address to open, https, without a slash at its end."""


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _replaced(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the file of deploy/"
        text = text.replace(old, new)
    return text


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    blind = ssl._create_unverified_context()
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as plain, \
                    blind.wrap_socket(plain, server_hostname="localhost"):
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"the proxy did not come up: {log.read_text()}")


@pytest.fixture
def processes() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Programs to be ended after the test, each by its own id."""
    running: list[subprocess.Popen[bytes]] = []
    yield running
    for process in running:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture
def nginx(tmp_path: Path, processes: list[subprocess.Popen[bytes]]) -> Proxy:
    """nginx with deploy/nginx.conf, its name, port and certificate put in."""
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx") or missing("nginx")

    def stand_in_front(upstream: int) -> str:
        port, log = free_port(), tmp_path / "nginx.log"
        certificate, key = _certificate(tmp_path)
        site = _replaced((TOP / "deploy/nginx.conf").read_text(), {
            "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
            "server_name intake.example.org;": "server_name localhost;",
            "/etc/ssl/intake/fullchain.pem": str(certificate),
            "/etc/ssl/intake/privkey.pem": str(key),
            "http://127.0.0.1:8000": f"http://127.0.0.1:{upstream}",
        })
        whole = tmp_path / "nginx.conf"
        scratch = " ".join(f"{kind}_temp_path {tmp_path}/{kind};"
                           for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        user = "user root;" if os.geteuid() == 0 else ""
        whole.write_text(f"{user} pid {tmp_path}/nginx.pid; error_log {log}; daemon off; events {{}}\n"
                         f"http {{ access_log off; {scratch}\n{site}\n}}\n")
        process = subprocess.Popen([str(program), "-c", str(whole), "-p", str(tmp_path)], stderr=log.open("wb"))
        processes.append(process)
        _wait_for(port, process, log)
        return f"https://localhost:{port}"

    return stand_in_front


@pytest.fixture
def caddy(tmp_path: Path, processes: list[subprocess.Popen[bytes]]) -> Proxy:
    """Caddy with deploy/Caddyfile and a certificate of its own making."""
    program = shutil.which("caddy") or missing("Caddy")

    def stand_in_front(upstream: int) -> str:
        port, log = free_port(), tmp_path / "caddy.log"
        file = tmp_path / "Caddyfile"
        # No questions to the world outside, no port below 1024, and no root certificate put into this machine.
        options = f"{{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n\thttps_port {port}\n}}\n"
        site = _replaced((TOP / "deploy/Caddyfile").read_text(), {
            "\treverse_proxy": "\ttls internal\n\tbind 127.0.0.1\n\treverse_proxy",
        })
        file.write_text(options + site)
        process = subprocess.Popen(
            [str(program), "run", "--config", str(file), "--adapter", "caddyfile"], stderr=log.open("wb"),
            env={**os.environ, "INTAKE_HOST": f"localhost:{port}", "INTAKE_APP": f"127.0.0.1:{upstream}",
                 "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"),
                 "XDG_CONFIG_HOME": str(tmp_path / "config")},
        )
        processes.append(process)
        _wait_for(port, process, log)
        return f"https://localhost:{port}"

    return stand_in_front


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that nobody vouches for, and its key."""
    certificate, key = folder / "fullchain.pem", folder / "privkey.pem"
    subprocess.run(
        [shutil.which("openssl") or missing("openssl") or "", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
         "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )
    return certificate, key


