"""Which answers about a written name need a review: those that take away what an exact name says."""

import pytest

from intake.clinical.medicines.lowering import lowers


@pytest.mark.parametrize("text, answer, needs_review", [
    ("warfarin", "irrelevant", True),
    ("Xarelto 20 mg", "irrelevant", True),
    ("coumadin", "paracetamol", True),
    ("warfarin and foobarine", "irrelevant", True),
    ("microgynon", "irrelevant", True),
    ("Xarelto", "apixaban", False),
    ("aspirin", "warfarin", True),  # stronger, but no longer against platelets
    ("xeralto", "irrelevant", False),
    ("foobarine", "irrelevant", False),
    ("paracetamol", "irrelevant", False),
    ("warfarin", "a word nobody knows", False),
])
def test_an_answer_that_takes_away_from_an_exact_name_needs_a_review(text, answer, needs_review):
    assert lowers(text, answer) is needs_review
