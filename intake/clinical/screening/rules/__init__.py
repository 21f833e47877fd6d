"""The rules, one file for each matter. Importing them registers them: take RULES from here."""
from intake.clinical.screening.rule import RULES
from intake.clinical.screening.rules import (
    bleeding,
    clots,
    emergencies,
    illness,
    immobility,
    inner_bleeding,
    journeys,
    medicines,
    places,
    together,
    visits,
)

FILES = (emergencies, clots, immobility, journeys, illness, bleeding, inner_bleeding, medicines, places, together,
         visits)

__all__ = ["FILES", "RULES"]
