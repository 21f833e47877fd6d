"""Codes in words: the one filter by which pages say them. Each table stands beside the codes that it is about."""

from collections.abc import Mapping

from intake.clinical import flags
from intake.clinical.facts.silence import MATTER_WORDS
from intake.clinical.medicines.drug_classes import CLASS_WORDS
from intake.clinical.medicines.statement import HOW_WORDS, STATUS_WORDS
from intake.clinical.people.agreeing import RELATION_WORDS
from intake.clinical.questionnaire.wishes import AREA_WORDS, POSITION_WORDS, PRESSURE_LIKED_WORDS
from intake.clinical.screening.findings import Tier
from intake.services import departures, visits

TABLES: Mapping[str, Mapping[str, str]] = {
    "flag": flags.STATE_WORDS, "step": flags.STEP_WORDS, "decision": flags.DECISION_WORDS,
    "visit": visits.STATE_WORDS, "matter": {str(matter): said for matter, said in MATTER_WORDS.items()},
    "departure": departures.DEPARTURE_WORDS, "signer": RELATION_WORDS,
    "area": AREA_WORDS, "position": POSITION_WORDS, "pressure wished": PRESSURE_LIKED_WORDS,
    "recognition": HOW_WORDS, "medicine status": STATUS_WORDS, "medicine class": CLASS_WORDS,
    "tier sign": {"STOP": "■", "HOLD": "▲", "CAUTION": "◆", "NOTE": "●", "NONE": "○"},
}


def tier_name(tier: Tier | int | str) -> str:
    """The word of a tier, given as such, as the number that is stored, or by its name."""
    return tier.upper() if isinstance(tier, str) else Tier(tier).name


def words(code: str, kind: str) -> str:
    """What a code of this kind is called, such as `words("begun", "visit")`; one without words as it is spelt."""
    return TABLES[kind].get(code) or code.replace("_", " ")
