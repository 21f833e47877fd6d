"""The databases of tests/upgrades serve long runs too."""

from tests.upgrades.conftest import blank  # noqa: F401 — a fixture
