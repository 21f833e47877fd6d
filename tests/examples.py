"""How many examples Hypothesis tries for one test."""

from hypothesis import settings

USUAL = 100
"""What Hypothesis tries of its own accord when every test is run."""


def tries(number: int) -> settings:
    """`number` examples when every test is run; as many fewer as the profile of the run says (tests/conftest.py)."""
    return settings(max_examples=max(1, number * settings().max_examples // USUAL))
