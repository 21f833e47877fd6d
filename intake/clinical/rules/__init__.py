"""The rules, one file for each matter. Importing this registers them all."""
from intake.clinical.rules import (
    bleeding,
    clots,
    emergencies,
    illness,
    immobility,
    journeys,
    medicines,
    places,
    together,
    visits,
)

FILES = (emergencies, clots, immobility, journeys, illness, bleeding, medicines, places, together, visits)
