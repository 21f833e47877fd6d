"""The files that run Intake elsewhere. The proxies' files are served for real in tests/journeys; these are read."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import yaml

from tests.support import missing

TOP = Path(__file__).parents[2]
ENVIRONMENT = re.compile(r"\b(?:INTAKE_[A-Z_]+|DATABASE_URL)\b")
FOR_THE_PROXY = {"INTAKE_HOST", "INTAKE_APP"}
"""Read by the proxy's file and compose alone."""


def compose() -> dict:
    return yaml.safe_load((TOP / "compose.yaml").read_text())


def test_they_set_only_what_the_program_reads() -> None:
    read = {name for path in TOP.glob("intake/**/*.py") for name in ENVIRONMENT.findall(path.read_text())}
    files = [TOP / "Dockerfile", TOP / "compose.yaml", *(TOP / "deploy").iterdir()]

    unread = {path.name: set(ENVIRONMENT.findall(path.read_text())) - read - FOR_THE_PROXY for path in files}

    assert {name: names for name, names in unread.items() if names} == {}


def test_the_units_of_systemd_are_valid(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze") or missing("systemd-analyze")
    units = []
    for path in sorted((TOP / "deploy").glob("intake*.*")):
        unit = tmp_path / path.name
        # The program itself is not installed where tests run.
        unit.write_text(path.read_text().replace("/opt/intake/venv/bin/intake", "/bin/true"))
        units.append(str(unit))

    verdict = subprocess.run([str(program), "verify", *units], capture_output=True, text=True)

    assert (len(units), verdict.returncode, verdict.stderr) == (3, 0, "")


def test_the_image_gets_every_file_that_it_copies() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", (TOP / "Dockerfile").read_text(), re.MULTILINE)
    let_in = {line.removeprefix("!") for line in (TOP / ".dockerignore").read_text().splitlines() if line[0] == "!"}

    names = {name for line in copied for name in line.split()}

    assert names == let_in
    assert all((TOP / name).exists() for name in names)


def test_compose_starts_three_services_in_order_and_lets_only_the_proxy_out() -> None:
    services = compose()["services"]

    assert set(services) == {"app", "database", "proxy"}
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert set(services["app"]["depends_on"]) == {"database"}
    assert set(services["proxy"]["depends_on"]) == {"app"}
    assert services["app"]["environment"]["INTAKE_PROXIES"] == "1"
    assert "healthcheck" in services["database"]
    assert "HEALTHCHECK" in (TOP / "Dockerfile").read_text()


def test_every_volume_of_compose_is_named_and_every_file_exists() -> None:
    whole = compose()
    sources = {volume.partition(":")[0] for service in whole["services"].values() for volume in service["volumes"]}

    assert {source for source in sources if not source.startswith("./")} == set(whole["volumes"])
    assert all((TOP / source).exists() for source in sources if source.startswith("./"))


def test_the_changelog_names_the_version_of_the_project() -> None:
    version = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]["version"]
    releases = re.findall(r"^## (\d+\.\d+\.\d+) · \d{1,2} [A-Z][a-z]+ \d{4}$", (TOP / "CHANGELOG.md").read_text(),
                          re.MULTILINE)

    assert releases[0] == version
