"""What tests need from the machine: a PostgreSQL server and a browser. With CI=true a missing tool is a failure."""

import os

import pytest


def missing(tool: str) -> None:
    """Leave the test out for want of `tool`, but never where CI=true."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{tool} is missing, and with CI=true nothing may be left out")
    pytest.skip(f"{tool} is missing")
