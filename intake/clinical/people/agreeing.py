"""Who may agree to massage alone: the age from which a client's own signature is enough, and who signs otherwise.

No law read names an age for massage; the ages here are those from which people consent to health care without a parent.
What holds in a place is for the clinic to know: its setting comes before this table, which is no legal advice.
"""

from collections.abc import Mapping
from datetime import date

USUAL = 18
"""Where the country is not set, or nothing was read about it: majority nearly everywhere, the cautious reading."""
YOUNGEST, OLDEST = 12, 21
"""Whole years that a clinic may set."""
USUAL_AGES: Mapping[str, int] = {
    "AU": 18,  # majority; lower for health care in South Australia (16) and New South Wales (14)
    "CA": 18,  # majority, in several provinces 19; Quebec lower for health care (Civil Code, art. 14: 14)
    "DK": 15,  # Health Act, section 17; Council of Europe, guide to children's participation, national legislation
    "ES": 16,  # Ley 41/2002, art. 9.4; EU Agency for Fundamental Rights, minimum ages, 2017
    "GB": 16,  # Family Law Reform Act 1969, s. 8; Scotland: Age of Legal Capacity Act 1991; N. Ireland: 1969 Act, s. 4
    "IE": 16,  # Non-Fatal Offences against the Person Act 1997, s. 23
    "KR": 19,  # majority: Civil Act, art. 4
    "LT": 16,  # EU Agency for Fundamental Rights, minimum ages, 2017
    "LV": 14,  # EU Agency for Fundamental Rights, minimum ages, 2017; Council of Europe as above
    "NL": 16,  # Civil Code 7:447 (medical treatment contract)
    "NO": 16,  # Patients' and Users' Rights Act, section 4-3
    "NZ": 16,  # Care of Children Act 2004, s. 36
    "PT": 16,  # Penal Code, art. 38.3; EU Agency for Fundamental Rights as above
    "SG": 21,  # majority at common law
    "SI": 15,  # Patient Rights Act; EU Agency for Fundamental Rights and Council of Europe as above
    "TH": 20,  # majority: Civil and Commercial Code, s. 19
    "US": 18,  # majority in nearly every state; a state may have other rules for health care
}
"""By ISO 3166 code of the country, with where it was read. Anything else is USUAL."""

SELF, PARENT, GUARDIAN, CARER, OTHER = "self", "parent", "guardian", "carer", "other"
RELATION_WORDS: Mapping[str, str] = {
    SELF: "the client", PARENT: "parent", GUARDIAN: "guardian", CARER: "carer", OTHER: "for the client",
}
AGREE_FOR_A_MINOR = frozenset({PARENT, GUARDIAN})


def usual_age(country: str) -> int:
    """The age in whole years from which people usually agree alone in `country`, an ISO 3166 code or ""."""
    return USUAL_AGES.get(country, USUAL)


def age_on(born: date, on: date) -> int:
    """Whole years somebody born on `born` has lived on `on`. A birthday of 29 February is 1 March in other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
