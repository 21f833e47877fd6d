"""Benchmarks run: what they measure changes with the program, and nobody runs all of them every day."""

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


@pytest.mark.endurance
@pytest.mark.parametrize("name", ["documents", "medicines", "pages", "queue", "rescreen", "rules", "saving", "server"])
def test_a_benchmark_comes_to_its_end(name: str) -> None:
    done = subprocess.run([sys.executable, "-m", "bench", name], cwd=TOP, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert "| ratio" in done.stdout
