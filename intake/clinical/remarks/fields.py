"""Fields of words, by the names that pages and people give them, and what each asks for itself: that is no remark."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from intake.clinical.remarks.remark import RemarkKind


class Field(NamedTuple):
    """What a field asks for itself. `allergies`: medicines named in it are not taken; `reactions`: signs in it
    are what something does to the client; `wishes`: "no pain" is a wish.
    """

    asks: frozenset[RemarkKind] = frozenset()
    allergies: bool = False
    reactions: bool = False
    wishes: bool = False


_ANY = Field()
FIELDS: Mapping[str, Field] = {
    # What brings the client, and the wishes
    "reason": _ANY, "goals": Field(wishes=True), "oils": Field(reactions=True),
    "allergies": Field(allergies=True, reactions=True),
    # Rows of medicines
    "medicines_text": Field(frozenset({"medicine"})), "medicines_dose": Field(frozenset({"medicine"})),
    "medicines_reason": _ANY, "what_for": _ANY,
    # Pains: an ordinary pain is no warning sign anywhere
    "pains_words": _ANY, "pains_eases": _ANY, "pains_worsens": _ANY, "pains_cause_name": _ANY, "named_condition": _ANY,
    "pain_words": _ANY, "eases": _ANY, "what_eases_it": _ANY, "worsens": _ANY, "cause_name": _ANY,
    # Warning signs, in their own words: each has its own question too
    "signs_words": _ANY, "signs_assessed_by": _ANY,
    # Health
    "health_notes": _ANY, "gloves": _ANY, "thrombophilia_name": Field(frozenset({"clot"})),
    "bleeding_disorder_name": Field(frozenset({"bleeding"})), "clots_words": Field(frozenset({"clot"})),
    "vena_cava_filter_reason": Field(frozenset({"clot"})),
    # Lately
    "operations_what": Field(frozenset({"operation"})), "immobilisations_words": Field(frozenset({"rest", "injury"})),
    "injuries_words": Field(frozenset({"injury"})),
    # A visit and its note; what came up afterwards
    "subjective": _ANY, "soap_subjective": _ANY, "objective": _ANY, "assessment": _ANY, "treatment_plan": _ANY,
    "aftercare": _ANY, "amendment": _ANY, "adverse_event_words": _ANY,
    # An assessment, a clearance
    "result": _ANY, "condition": _ANY, "limits": _ANY, "scope": _ANY,
}
"""Keys as questionnaire and tables have them; a field of a repeated part as "pains_words" (also written pains.words or
pains-0-words). A field that is not here asks for nothing itself."""

_ROW = re.compile(r"-\d{1,5}-")


def field_of(name: str) -> Field:
    """The field of this name, however it is written: "pains-0-words", "SOAP subjective"."""
    key = re.sub(r"[^a-z0-9]+", "_", _ROW.sub("_", name.strip().lower())).strip("_")
    return FIELDS.get(key, _ANY)
