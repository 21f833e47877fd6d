"""Worked cases: what the rules say of each, and whether that is what it expects. The page and the tests ask here."""
from intake.clinical.worked_cases.fact_words import facts_in_words
from intake.clinical.worked_cases.outcome import ON, Outcome, Ran, differences, outcome_of, ran

__all__ = ["ON", "Outcome", "Ran", "differences", "facts_in_words", "outcome_of", "ran"]
