"""What has to be known before a massage and may not be (R76): silence never looks like safety.

Clinical source: scale.md#silence.
"""

from collections.abc import Mapping
from enum import StrEnum


class Matter(StrEnum):
    """Something that is not known of a client. The value is what `Facts.not_known` holds."""

    SIGNS = "signs"
    MEDICINES = "medicines"
    CLOTS_AND_BLEEDING = "clots_and_bleeding"
    EVENTS = "events"
    PREGNANCY = "pregnancy"
    BIRTH = "birth"
    SEEN_BY = "seen_by"
    CAUSE = "cause"
    WHICH_CLOT = "which_clot"
    WALKING_PAIN = "walking_pain"
    LUNG_DISEASE = "lung_disease"
    THINNER_FOR_CLOT = "thinner_for_clot"


MATTER_WORDS: Mapping[Matter, str] = {
    Matter.SIGNS: "Today’s warning signs: not all were asked",
    Matter.MEDICINES: "Medicines: whether any are taken",
    Matter.CLOTS_AND_BLEEDING: "Past blood clots, and bleeding disorders",
    Matter.EVENTS: "Operations, bed rest or casts, long journeys and births of the last weeks",
    Matter.PREGNANCY: "Whether pregnant",
    Matter.BIRTH: "The birth: past 42 weeks of pregnancy, and no birth has been told",
    Matter.SEEN_BY: "Which doctor has seen the warning signs, and when",
    Matter.CAUSE: "Which condition a doctor has named as the cause of a pain",
    Matter.WHICH_CLOT: "A clot “now” beside an old one: the same, or a new one",
    Matter.WALKING_PAIN: "Narrowed arteries: whether a leg hurts on walking, and whether a doctor has seen it",
    Matter.LUNG_DISEASE: "Lung disease: asthma, or COPD or another one",
    Matter.THINNER_FOR_CLOT: "A blood thinner for clots: whether there was ever one",
}
"""What is not known, in the words of the result, the client's page and the start of a visit."""

NEVER_SKIPPED = frozenset({Matter.SIGNS, Matter.BIRTH, Matter.SEEN_BY, Matter.CAUSE})
"""No visit begins before these are answered; without the others it may, with a reason in writing."""


def matter_words(code: str) -> str:
    """The words for a code of `Facts.not_known`."""
    return MATTER_WORDS[Matter(code)]
