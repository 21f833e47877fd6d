"""The package: `pip install .` brings everything that the program reads, and `intake` works without a checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What pip makes of a copy of the checkout as it stands."""
    folder = tmp_path_factory.mktemp("package")
    source = folder / "source"
    tracked = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=TOP, check=True,
                             capture_output=True, text=True)
    for name in tracked.stdout.splitlines():
        if (TOP / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((TOP / name).read_bytes())
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(source)],
                   check=True)
    return next(folder.glob("*.whl"))


def test_every_file_of_the_program_is_in_the_package(wheel: Path) -> None:
    tracked = subprocess.run(["git", "ls-files", "intake"], cwd=TOP, check=True, capture_output=True, text=True)

    packed = set(zipfile.ZipFile(wheel).namelist())

    assert {name for name in tracked.stdout.splitlines() if (TOP / name).is_file()} - packed == set()
    assert not [name for name in packed if name.startswith(("tests/", "bench/", "tools/"))]


def test_the_installed_program_upgrades_and_tells_about_itself(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(site), str(wheel)],
                   check=True)
    environment = {**os.environ, "PYTHONPATH": str(site), "INTAKE_INSTANCE": str(tmp_path / "instance")}
    environment.pop("DATABASE_URL", None)

    def intake(*words: str) -> str:
        done = subprocess.run([sys.executable, str(site / "bin/intake"), *words], cwd=tmp_path, env=environment,
                              capture_output=True, text=True, check=True)
        return done.stdout

    assert "the newest" in intake("db", "upgrade")
    about = intake("about")
    assert str(tmp_path / "instance") in about
    assert (tmp_path / "instance/intake.db").exists()
